//! One item of a collection: its keys in, a unit or errors out.

use std::borrow::Cow;

use super::super::findings::Finding;
use super::super::json::{Text, Value};
use super::super::unit::{Title, UnitType};
use super::super::url::{Extension, extension};
use super::collections::{Collection, Shape};
use super::top::{JsonImport, Outcome};

/// A file of a group with its position number.
#[derive(Debug)]
pub(super) struct Numbered<'a> {
    pub(super) number: u64,
    /// The offset of its key, or of its URL in a list.
    pub(super) at: usize,
    pub(super) url: Cow<'a, str>,
}

/// Where an item is, for JSON pointers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) collection: &'static str,
    pub(super) index: usize,
}

impl Place {
    #[inline(never)]
    pub(super) fn item(&self) -> String {
        format!("/{}/{}", self.collection, self.index)
    }

    /// The pointer of a key of the item.
    pub(super) fn key(&self, key: &str) -> String {
        self.pointer(&escaped(key))
    }

    /// The pointer of something inside the item; `path` is already escaped.
    pub(super) fn pointer(&self, path: &str) -> String {
        format!("/{}/{}/{path}", self.collection, self.index)
    }
}

/// A key as JSON pointers write it (RFC 6901).
pub(super) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// What an item has said so far.
#[derive(Debug)]
pub(super) struct Item<'a> {
    pub(super) at: usize,
    pub(super) place: Place,
    pub(super) shape: Shape,
    /// An error was reported: the item is read to its end but not loaded.
    pub(super) bad: bool,
    /// The value of `objectUrl` and its offset.
    pub(super) url: Option<(Cow<'a, str>, usize)>,
    /// Where a key with a URL is that is for another kind of collection.
    pub(super) other_form: Option<usize>,
    pub(super) title: Option<Cow<'a, str>>,
    pub(super) create_video: Option<bool>,
    pub(super) metadata: Option<Cow<'a, str>>,
    /// Keys met: title, createVideo, clientMetadata, files, scene.
    pub(super) met: [bool; 5],
}

impl<'a> JsonImport<'a> {
    /// Reads the next value as an item of a collection.
    pub(super) fn item(&mut self, collection: &Collection, index: usize) -> Outcome<()> {
        let at = self.reader.position()?;
        let depth = self.reader.depth();
        let value = self.reader.value()?;
        let place = Place { collection: collection.key, index };
        if !matches!(value, Value::Object) {
            self.reader.skip_to(depth)?;
            self.refuse_value(value, at, place);
            return Ok(());
        }
        let mut item = Item {
            at,
            place,
            shape: collection.shape,
            bad: false,
            url: None,
            other_form: None,
            title: None,
            create_video: None,
            metadata: None,
            met: [false; 5],
        };
        self.numbered.clear();
        while let Some(key) = self.reader.next_key()? {
            self.item_member(&mut item, key)?;
        }
        self.finish(item);
        Ok(())
    }

    fn refuse_value(&mut self, value: Value<'_>, at: usize, place: Place) {
        self.units.refused += 1;
        self.reader.found.error(at, "item-not-object", || {
            let finding = Finding::new(format!("An item must be an object; this is {}.", value.name()))
                .pointer(place.item());
            match value {
                Value::Text(_) => finding.hint("Write {\"objectUrl\": \"…\"}."),
                _ => finding,
            }
        });
    }

    /// Turns a whole item into a unit, or counts it as refused.
    #[inline(never)]
    fn finish(&mut self, mut item: Item<'a>) {
        match item.shape {
            Shape::Single(_) => self.join_single(&item),
            Shape::ImageGroup | Shape::DicomSeries => self.join_group(&mut item),
            Shape::Scene => self.join_scene(),
        }
        if self.joined.is_empty() && !item.bad {
            self.missing_url(&mut item);
        }
        if item.bad {
            self.units.refused += 1;
            return;
        }
        let kind = match item.shape {
            Shape::Single(kind) => kind,
            Shape::ImageGroup if item.create_video == Some(true) => UnitType::ImageSequence,
            Shape::ImageGroup => UnitType::ImageGroup,
            Shape::DicomSeries => UnitType::DicomSeries,
            Shape::Scene => UnitType::Scene,
        };
        self.warn_extension(kind, &item);
        self.warn_unused(&item);
        let title = item.title.as_deref().map_or(Title::Path, Title::Given);
        let metadata = item.metadata.as_deref().unwrap_or_default();
        let added = self.units.add(kind, item.at, &self.joined, title, metadata);
        if !added {
            self.units.refused += 1;
            self.reader.found.error(item.at, "item-too-long", || {
                Finding::new("The item's text is longer than 4 GiB.").pointer(item.place.item())
            });
        }
    }

    /// Warns of a URL that was not taken because its key is for other collections.
    fn warn_unused(&mut self, item: &Item<'a>) {
        let Some(at) = item.other_form else {
            return;
        };
        let single = matches!(item.shape, Shape::Single(_));
        self.reader.found.warning(at, "unused-url", || {
            let (message, hint) = if single {
                (
                    "A numbered URL is for groups; only the file of \"objectUrl\" was taken.",
                    "Move the item to \"image_groups\", or give each file an item of its own.",
                )
            } else {
                (
                    "\"objectUrl\" is for single files; only the numbered files of the group were taken.",
                    "Give this file a number too, such as \"objectUrl_0\".",
                )
            };
            Finding::new(message).pointer(item.place.item()).hint(hint)
        });
    }

    fn join_single(&mut self, item: &Item<'a>) {
        self.joined.clear();
        if let Some((url, _)) = &item.url {
            self.joined.push_str(url);
        }
    }

    #[inline(never)]
    fn missing_url(&mut self, item: &mut Item<'a>) {
        item.bad = true;
        let (message, hint) = match item.shape {
            Shape::Single(_) if item.other_form.is_some() => (
                "The item has no \"objectUrl\".",
                "Numbered URLs are for groups: write \"objectUrl\", or move the item to \"image_groups\".",
            ),
            Shape::Single(_) => {
                ("The item has no \"objectUrl\".", "Give the full URL of the file as \"objectUrl\".")
            }
            Shape::Scene => {
                ("The scene has no URL.", "Give \"scene\" a URL, or streams whose events have a \"uri\".")
            }
            Shape::ImageGroup | Shape::DicomSeries if item.met[3] => {
                ("The group has no files.", "Give its list of files at least one {\"url\": \"…\"}.")
            }
            Shape::ImageGroup | Shape::DicomSeries => (
                "The group has no files.",
                "Give each file a numbered key: \"objectUrl_0\", \"objectUrl_1\" and so on.",
            ),
        };
        let place = item.place;
        self.reader
            .found
            .error(item.at, "missing-url", || Finding::new(message).pointer(place.item()).hint(hint));
    }

    /// Warns where the file name plainly is of another type.
    #[inline(never)]
    fn warn_extension(&mut self, kind: UnitType, item: &Item<'a>) {
        let Some((url, at)) = &item.url else {
            return;
        };
        let (expected, is) = match (kind, extension(url)) {
            (UnitType::Video, Some(Extension::Image)) => ("a video", "an image"),
            (UnitType::Image, Some(Extension::Video)) => ("an image", "a video"),
            _ => return,
        };
        self.reader.found.warning(*at, "unexpected-extension", || {
            Finding::new(format!(
                "Expected {expected}, but the file name is that of {is}; it was kept as {expected}."
            ))
            .pointer(item.place.key("objectUrl"))
        });
    }

    /// The characters of a string; warns if half a surrogate pair was replaced.
    pub(super) fn characters(&mut self, text: Text<'a>, place: Place, key: &str) -> Cow<'a, str> {
        let (characters, broken) = text.decode();
        if broken {
            self.reader.found.warning(text.at, "broken-escape", || {
                Finding::new("A \\u escape is half of a character; it was replaced by U+FFFD.")
                    .pointer(place.key(key))
            });
        }
        characters
    }
}
