//! The keys of an item, one by one.

use std::borrow::Cow;

use super::super::findings::{Finding, clip};
use super::super::json::{Text, Value, without_oddities};
use super::super::units::check_title;
use super::collections::{ITEM_KEYS, ItemKey, Shape, item_key};
use super::item::{Item, Place, escaped};
use super::top::{JsonImport, Outcome};

/// Most metadata an item may have, in bytes.
const MOST_METADATA: usize = 10 * 1024 * 1024;

/// Keys of an item's metadata that are held against each other.
const MOST_KEYS: usize = 64;

impl<'a> JsonImport<'a> {
    /// Reads the value of one key of an item.
    #[inline(never)]
    pub(super) fn item_member(&mut self, item: &mut Item<'a>, key: Text<'a>) -> Outcome<()> {
        let name = key.key();
        let known = item_key(&name);
        let single = matches!(item.shape, Shape::Single(_));
        let group = matches!(item.shape, Shape::ImageGroup | Shape::DicomSeries);
        self.note_repeat(item, known, &name, key.at);
        match known {
            ItemKey::Url if single => self.single_url(item, &name, key.at),
            ItemKey::Numbered(number) if group => self.numbered_url(item, number, &name, key.at),
            ItemKey::Url | ItemKey::Numbered(_) if item.shape != Shape::Scene => {
                item.other_form.get_or_insert(key.at);
                self.reader.skip_value().map(drop)
            }
            ItemKey::Files if group => self.file_list(item, &name),
            ItemKey::Scene if item.shape == Shape::Scene => self.scene(item),
            ItemKey::Title => self.title(item),
            ItemKey::CreateVideo => self.create_video(item, &name, key.at),
            ItemKey::Metadata => self.metadata(item, &name),
            ItemKey::Technical(required) => self.technical(item.place, &name, required),
            ItemKey::Ignored => self.reader.skip_value().map(drop),
            _ => {
                self.signs.note_inside(item.place.collection, &name);
                self.warn_unknown(Some(item.place), &name, key.at, &ITEM_KEYS);
                self.reader.skip_value().map(drop)
            }
        }
    }

    /// Warns of a second key where the last one counts. Second URLs are judged
    /// by their values, where they are read.
    fn note_repeat(&mut self, item: &mut Item<'a>, key: ItemKey, name: &str, at: usize) {
        let slot = match key {
            ItemKey::Title => 0,
            ItemKey::CreateVideo => 1,
            ItemKey::Metadata => 2,
            ItemKey::Files => 3,
            ItemKey::Scene => 4,
            _ => return,
        };
        if let Some(met) = item.met.get_mut(slot)
            && std::mem::replace(met, true)
        {
            let place = item.place;
            if matches!(key, ItemKey::Files | ItemKey::Scene) {
                self.numbered.clear();
            }
            self.warn_repeated(name, place.key(name), at);
        }
    }

    #[inline(never)]
    fn title(&mut self, item: &mut Item<'a>) -> Outcome<()> {
        let at = self.reader.position()?;
        let depth = self.reader.depth();
        let value = self.reader.value()?;
        self.reader.skip_to(depth)?;
        let place = item.place;
        item.title = None;
        match value {
            Value::Text(text) => {
                let title = self.characters(text, place, "title");
                let pointer = || Some(place.key("title"));
                check_title(&title, at, pointer, &mut self.reader.found);
                // A blank title means the default one.
                item.title = Some(title).filter(|title| !title.trim().is_empty());
            }
            Value::Null => self.warn_null("title", place.key("title"), at),
            other => self.reader.found.warning(at, "title-not-text", || {
                Finding::new(format!(
                    "The title is {}, not text; the URL's path was used instead.",
                    other.name()
                ))
                .pointer(place.key("title"))
                .hint("Put it in double quotes.")
            }),
        }
        Ok(())
    }

    #[inline(never)]
    fn create_video(&mut self, item: &mut Item<'a>, name: &str, key_at: usize) -> Outcome<()> {
        let at = self.reader.position()?;
        let depth = self.reader.depth();
        let value = self.reader.value()?;
        self.reader.skip_to(depth)?;
        let pointer = item.place.key(name);
        if item.shape != Shape::ImageGroup {
            self.reader.found.warning(key_at, "create-video-ignored", || {
                Finding::new(format!("\"{name}\" means something for image groups only.")).pointer(pointer)
            });
            return Ok(());
        }
        match value {
            Value::Null => self.warn_null(name, pointer, at),
            Value::Text(_) | Value::Bool(_) => {
                item.create_video = self.yes_or_no(value, at, name, pointer);
            }
            other => {
                item.bad = true;
                self.reader.found.error(at, "create-video-type", || {
                    Finding::new(format!("\"{name}\" must be true or false; this is {}.", other.name()))
                        .pointer(pointer)
                });
            }
        }
        Ok(())
    }

    /// Passes over the value; warns of a key that is in it twice.
    fn metadata_value(&mut self, place: Place, name: &str) -> Outcome<(usize, usize)> {
        let start = self.reader.position()?;
        let depth = self.reader.depth();
        if !matches!(self.reader.value()?, Value::Object) {
            self.reader.skip_to(depth)?;
            return Ok((start, self.reader.offset()));
        }
        self.metadata_keys.clear();
        while let Some(key) = self.reader.next_key()? {
            if self.metadata_keys.len() < MOST_KEYS {
                if self.metadata_keys.contains(&key.raw) {
                    let shown = clip(&key.key());
                    self.warn_repeated(&shown, place.pointer(&format!("{name}/{}", escaped(&shown))), key.at);
                }
                self.metadata_keys.push(key.raw);
            }
            self.reader.skip_value()?;
        }
        Ok((start, self.reader.offset()))
    }

    #[inline(never)]
    fn metadata(&mut self, item: &mut Item<'a>, name: &str) -> Outcome<()> {
        let oddities = self.reader.oddities();
        let (start, end) = self.metadata_value(item.place, name)?;
        let text = self.reader.slice(start, end);
        let place = item.place;
        item.metadata = None;
        if text == "null" {
            self.warn_null(name, place.key(name), start);
            return Ok(());
        }
        if !text.starts_with('{') {
            item.bad = true;
            self.reader.found.error(start, "metadata-not-object", || {
                Finding::new(format!("\"{name}\" must be an object."))
                    .pointer(place.key(name))
                    .hint("Write {\"key\": value}.")
            });
            return Ok(());
        }
        if text.len() > MOST_METADATA {
            self.reader.found.warning(start, "large-metadata", || {
                Finding::new(format!("The metadata has {} bytes; an item may have 10 MB.", text.len()))
                    .pointer(place.key(name))
            });
        }
        item.metadata = Some(if self.reader.oddities() == oddities {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(without_oddities(text))
        });
        Ok(())
    }
}
