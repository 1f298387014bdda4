//! The top level of a manifest: which collections it has, and what else.

use super::super::findings::{Fault, Finding};
use super::super::foreign::Platform;
use super::super::json::{Reader, Text, Value};
use super::super::media::has_scheme;
use super::super::units::{Units, Way};
use super::collections::{COLLECTIONS, TOP_KEYS, TopKey, is_sdk, top_key};
use super::foreign::Signs;
use super::item::Numbered;

/// A JSON manifest being read, and what it held when it has been read.
#[derive(Debug)]
pub(crate) struct JsonImport<'a> {
    pub(crate) reader: Reader<'a>,
    pub(crate) units: Units<'a>,
    /// A key of Encord's was met.
    pub(crate) recognised: bool,
    /// A key was met that only Encord's SDK writes.
    pub(crate) sdk: bool,
    pub(crate) skip_duplicates: bool,
    /// It is a file of another platform, of which nothing was taken.
    pub(crate) platform: Option<Platform>,
    /// A key that is not of Encord's has a URL.
    addressed: bool,
    /// An entry of a list has a text for a key that could be one of Encord's collections.
    texts: bool,
    /// Items met so far in each collection; `None` before its key was met.
    counts: [Option<usize>; COLLECTIONS.len()],
    /// Which collections and flags this object has had so far; there may be several objects.
    collections_met: [bool; COLLECTIONS.len()],
    flags_met: [bool; 2],
    pub(super) signs: Signs,
    pub(super) unknown: Vec<String>,
    pub(super) numbered: Vec<Numbered<'a>>,
    pub(super) joined: String,
    /// The keys of the metadata that is being read.
    pub(super) metadata_keys: Vec<&'a str>,
    /// Where an unknown key is that has a whole manifest as its value.
    wrapped: Option<usize>,
}

pub(super) type Outcome<T> = Result<T, Box<Fault>>;

/// Reads a whole manifest; the fault is the reason to refuse it, if there is one.
pub(crate) fn read<'a>(text: &'a str, way: Way<'a>) -> (JsonImport<'a>, Option<Box<Fault>>) {
    let mut import = JsonImport {
        reader: Reader::new(text),
        units: Units::new(text, way),
        recognised: false,
        sdk: false,
        skip_duplicates: false,
        platform: None,
        addressed: false,
        texts: false,
        counts: [None; COLLECTIONS.len()],
        collections_met: [false; COLLECTIONS.len()],
        flags_met: [false; 2],
        signs: Signs::default(),
        unknown: Vec::new(),
        numbered: Vec::new(),
        joined: String::new(),
        metadata_keys: Vec::new(),
        wrapped: None,
    };
    let fault = import.manifest().err();
    (import, fault)
}

impl<'a> JsonImport<'a> {
    fn manifest(&mut self) -> Outcome<()> {
        let start = self.reader.position()?;
        match self.reader.value()? {
            Value::Object => {}
            Value::Array => return self.list(start),
            other => {
                return Err(Fault::new(
                    start,
                    "not-a-manifest",
                    Finding::new(format!(
                        "The file holds only {}; a manifest is an object such as {{\"videos\": […]}}.",
                        other.name()
                    )),
                ));
            }
        }
        self.members()?;
        let followed = !self.reader.at_end()?;
        if !self.recognised
            && let Some(at) = self.wrapped
        {
            return Err(wrapped_manifest(at));
        }
        if self.units.met() == 0 {
            self.platform = self.signs.platform(self.recognised, followed);
            // One task on each line, each its own data.
            if followed && self.platform.is_none() && self.is_bare_task() {
                self.platform = Some(Platform::LabelStudio);
            }
            if self.platform.is_some() {
                return Ok(());
            }
            if !self.recognised
                && let Some(fault) = self.signs.refusal(start, followed)
            {
                return Err(fault);
            }
        }
        if followed {
            self.more_manifests()?;
        }
        if self.units.is_bare() {
            return Err(Fault::new(
                start,
                "nothing-to-import",
                Finding::new("There is nothing to import in this file.")
                    .hint("Give at least one item, for example in \"videos\" or \"images\"."),
            ));
        }
        Ok(())
    }

    fn members(&mut self) -> Outcome<()> {
        self.collections_met = [false; COLLECTIONS.len()];
        self.flags_met = [false; 2];
        while let Some(key) = self.reader.next_key()? {
            self.member(key)?;
        }
        Ok(())
    }

    /// The objects after the first one: a manifest cut into lines by a script.
    #[inline(never)]
    fn more_manifests(&mut self) -> Outcome<()> {
        let second = self.reader.offset();
        while !self.reader.at_end()? {
            let at = self.reader.offset();
            if !self.recognised || self.reader.slice(at, at + 1) != "{" {
                return Err(self.after_end());
            }
            self.reader.value()?;
            self.members()?;
        }
        self.reader.found.warning(second, "several-manifests", || {
            Finding::new("A second manifest begins here; the items of all of them were joined.")
                .hint("Encord takes one object in a file: join the lists, or send one file for each.")
        });
        Ok(())
    }

    /// A list at the top level: only its first entry is looked at.
    #[inline(never)]
    fn list(&mut self, start: usize) -> Outcome<()> {
        let empty = !self.reader.next_element()?;
        if !empty {
            match self.reader.value()? {
                Value::Object => {
                    while let Some(key) = self.reader.next_key()? {
                        let key = key.key();
                        self.signs.note(&key);
                        let start = self.reader.position()?;
                        self.skip_member()?;
                        // A task of text has a key of that name too.
                        if self.reader.slice(start, start + 1) == "\"" {
                            self.texts |= key == "text";
                        } else {
                            self.recognised |= !matches!(top_key(&key), TopKey::Unknown);
                        }
                    }
                }
                Value::Text(text) if has_scheme(&text.key()) => {
                    self.platform = Some(Platform::UrlArray);
                    return Ok(());
                }
                _ => {}
            }
        }
        let bare = self.is_bare_task().then_some(Platform::LabelStudio);
        self.platform = self.signs.by_entry().or(bare);
        if self.platform.is_some() {
            return Ok(());
        }
        Err(self.signs.list_refusal(start, self.recognised, empty))
    }

    /// A Label Studio task without "data" is its own data: any object with the URL of a file.
    fn is_bare_task(&self) -> bool {
        (self.addressed || self.texts) && !self.recognised && !self.signs.is_item()
    }

    /// Passes over the value of a key that is not of Encord's.
    fn skip_member(&mut self) -> Outcome<()> {
        let (start, end) = self.reader.skip_value()?;
        self.addressed |= has_scheme(self.reader.slice(start, end).trim_start_matches('"'));
        Ok(())
    }

    /// Something follows the end of the manifest.
    fn after_end(&self) -> Box<Fault> {
        let at = self.reader.offset();
        let rest = self.reader.slice(at, at + 1);
        if matches!(rest, "{" | "[") {
            return Fault::new(
                at,
                "several-values",
                Finding::new("A second JSON value begins here; a manifest is one object.")
                    .hint("Remove what does not belong to the manifest, or join the lists in one object."),
            );
        }
        Fault::new(
            at,
            "text-after-end",
            Finding::new("The manifest has ended before this.")
                .hint("Check for a bracket too many, or remove what follows."),
        )
    }

    fn member(&mut self, key: Text<'a>) -> Outcome<()> {
        let name = key.key();
        let known = top_key(&name);
        if !matches!(known, TopKey::Unknown) {
            self.recognised = true;
            self.sdk |= is_sdk(&name);
        }
        match known {
            TopKey::Collection(which) => self.collection(which, key.at),
            TopKey::SkipDuplicates => {
                if let Some(on) = self.flag(0, &name, key.at)? {
                    self.skip_duplicates = on;
                }
                Ok(())
            }
            TopKey::UpsertMetadata => self.flag(1, &name, key.at).map(drop),
            TopKey::GroupsFromItems => self.groups_from_items(&name, key.at),
            TopKey::Unknown => self.unknown_member(&name, key.at),
        }
    }

    fn unknown_member(&mut self, name: &str, at: usize) -> Outcome<()> {
        self.signs.note(name);
        self.warn_unknown(None, name, at, &TOP_KEYS);
        let start = self.reader.position()?;
        self.skip_member()?;
        let value = self.reader.slice(start, self.reader.offset());
        if value.starts_with('{') && holds_manifest(value) {
            self.wrapped.get_or_insert(at);
        }
        if name == "items" && (value.contains("\"storage_key\"") || value.contains("\"slots\"")) {
            self.signs.note("storage_slug");
        }
        Ok(())
    }

    #[inline(never)]
    fn collection(&mut self, which: usize, at: usize) -> Outcome<()> {
        let Some(collection) = COLLECTIONS.get(which) else {
            return Ok(());
        };
        let index = self.counts.get(which).copied().flatten();
        let mut index = index.unwrap_or(0);
        let met = self.collections_met.get_mut(which);
        if met.is_some_and(|met| std::mem::replace(met, true)) {
            self.reader.found.warning(at, "duplicate-key", || {
                Finding::new(format!(
                    "\"{}\" is here a second time; its items were added to those before.",
                    collection.key
                ))
                .pointer(format!("/{}", collection.key))
                .hint("Most JSON readers would drop one of the two lists: join them.")
            });
        }
        let start = self.reader.position()?;
        let depth = self.reader.depth();
        match self.reader.value()? {
            Value::Array => {
                while self.reader.next_element()? {
                    self.item(collection, index)?;
                    index += 1;
                }
                if index > 0 && collection.key.starts_with("time") {
                    self.warn_time_series(collection.key, at);
                }
            }
            Value::Null => self.warn_null(collection.key, format!("/{}", collection.key), start),
            other => {
                self.reader.skip_to(depth)?;
                self.units.refused += 1;
                self.reader.found.error(start, "collection-not-list", || {
                    Finding::new(format!(
                        "\"{}\" must be a list of items; this is {}.",
                        collection.key,
                        other.name()
                    ))
                    .pointer(format!("/{}", collection.key))
                    .hint("Put the items between [ and ].")
                });
            }
        }
        if let Some(count) = self.counts.get_mut(which) {
            *count = Some(index);
        }
        Ok(())
    }

    /// A top-level yes or no; `None` if it is neither.
    fn flag(&mut self, which: usize, name: &str, at: usize) -> Outcome<Option<bool>> {
        let met = self.flags_met.get_mut(which);
        if met.is_some_and(|met| std::mem::replace(met, true)) {
            self.warn_repeated(name, format!("/{name}"), at);
        }
        let start = self.reader.position()?;
        let depth = self.reader.depth();
        let value = self.reader.value()?;
        self.reader.skip_to(depth)?;
        let pointer = format!("/{name}");
        Ok(self.yes_or_no(value, start, name, pointer))
    }

    /// Groups made of items that are already stored cannot be seen from here.
    fn groups_from_items(&mut self, name: &str, at: usize) -> Outcome<()> {
        let (start, end) = self.reader.skip_value()?;
        let value = self.reader.slice(start, end);
        let inside = value.trim_matches(|c: char| c.is_whitespace() || matches!(c, '[' | ']'));
        let empty = inside.is_empty() || value == "null";
        if !empty {
            self.reader.found.warning(at, "stored-items", || {
                Finding::new(format!(
                    "\"{name}\" names items that are already stored; they cannot be seen from here and were left out."
                ))
                .pointer(format!("/{name}"))
            });
        }
        Ok(())
    }
}

/// Whether an object, which is known to be one, has a list for a key of a manifest.
fn holds_manifest(object: &str) -> bool {
    let mut reader = Reader::new(object);
    let mut holds = false;
    let mut look = || -> Outcome<()> {
        reader.value()?;
        while let Some(key) = reader.next_key()? {
            let (start, _) = reader.skip_value()?;
            holds |=
                reader.slice(start, start + 1) == "[" && matches!(top_key(&key.key()), TopKey::Collection(_));
        }
        Ok(())
    };
    // It was read before, so that nothing can go wrong.
    look().is_ok() && holds
}

fn wrapped_manifest(at: usize) -> Box<Fault> {
    Fault::alone(
        at,
        "wrapped-manifest",
        Finding::new("The manifest is the value of this key; it must be the whole file.")
            .hint("Leave out the outer { and } with this key."),
    )
}
