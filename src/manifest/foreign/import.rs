//! What the readers of all platforms share: where units and remarks go.

use std::borrow::Cow;

use super::super::encord::describe_url;
use super::super::findings::{Fault, Finding, clip};
use super::super::json::{Reader, without_oddities};
use super::super::media::{Guesses, has_scheme};
use super::super::unit::{Title, UnitType};
use super::super::units::{Units, Way, check_title};
use super::super::url::check;
use super::node::Node;
use super::platform::Platform;

pub(super) type Outcome<T> = Result<T, Box<Fault>>;

/// A file of another platform, and what it held.
#[derive(Debug)]
pub(crate) struct ForeignImport<'a> {
    pub(crate) text: &'a str,
    pub(crate) reader: Reader<'a>,
    pub(crate) units: Units<'a>,
    guesses: Guesses,
    /// Where the first unit is that has no file, and how many there are.
    inline: Option<(usize, usize)>,
}

/// Reads a whole file; the fault is the reason to refuse it, if there is one.
pub(crate) fn read<'a>(
    text: &'a str,
    platform: Platform,
    way: Way<'a>,
) -> (ForeignImport<'a>, Option<Box<Fault>>) {
    let mut import = ForeignImport {
        text,
        reader: Reader::new(text),
        units: Units::new(text, way),
        guesses: Guesses::default(),
        inline: None,
    };
    let fault = import.file(platform).err();
    if fault.is_none() {
        import.note_assumptions(platform);
    }
    (import, fault)
}

/// An entry that is to become a task: itself and its JSON pointer, where it has one.
#[derive(Debug)]
pub(super) struct Entry<'n, 'a> {
    pub(super) node: &'n Node<'a>,
    pub(super) pointer: Option<String>,
}

impl Entry<'_, '_> {
    /// The pointer of something inside; `path` begins with a slash.
    pub(super) fn inside(&self, path: &str) -> Option<String> {
        self.pointer.as_ref().map(|pointer| format!("{pointer}{path}"))
    }
}

/// A finding, with a pointer if there is one.
pub(super) fn finding(message: impl Into<String>, pointer: Option<String>) -> Finding {
    let finding = Finding::new(message);
    match pointer {
        Some(pointer) => finding.pointer(pointer),
        None => finding,
    }
}

impl<'a> ForeignImport<'a> {
    fn file(&mut self, platform: Platform) -> Outcome<()> {
        match platform {
            Platform::V7 => self.v7()?,
            Platform::LabelStudio => self.entries("Label Studio", Self::label_studio)?,
            Platform::Labelbox => self.labelbox()?,
            Platform::SageMaker => self.sagemaker()?,
            Platform::Cvat => self.cvat()?,
            Platform::Coco => self.coco()?,
            Platform::UrlArray => self.list("", Self::listed)?,
        }
        if self.units.is_bare() {
            return Err(Fault::new(
                0,
                "nothing-to-import",
                Finding::new(format!("There is nothing to import in this file, {}.", platform.words()))
                    .hint("Check that it was exported with its items."),
            ));
        }
        Ok(())
    }

    /// An entry that is nothing but an address.
    fn listed(&mut self, entry: &Entry<'_, 'a>) {
        if let Some(url) = self.address(entry.node, entry.pointer.clone()) {
            let kind = self.kind(None, &url, entry.node.at);
            self.add(kind, entry, &url, None, "");
        }
    }

    /// Counts an entry as refused, and says why.
    pub(super) fn refuse(&mut self, at: usize, code: &'static str, finding: Finding) {
        self.units.refused += 1;
        self.reader.found.error(at, code, || finding);
    }

    pub(super) fn warn(&mut self, at: usize, code: &'static str, finding: impl FnOnce() -> Finding) {
        self.reader.found.warning(at, code, finding);
    }

    /// An address or, where it has no scheme, a path, in which spaces are legal; or an error, with
    /// which the entry is refused.
    pub(super) fn address(&mut self, node: &Node<'a>, pointer: Option<String>) -> Option<Cow<'a, str>> {
        let Some(text) = node.text() else {
            let message = format!("The address of the file must be text; this is {}.", node.name());
            self.refuse(node.at, "url-not-text", finding(message, pointer));
            return None;
        };
        self.address_text(text, node.at, pointer)
    }

    /// The same of an address that is put together; `at` is where to look for what is wrong with it.
    pub(super) fn address_text(
        &mut self,
        text: Cow<'a, str>,
        at: usize,
        pointer: Option<String>,
    ) -> Option<Cow<'a, str>> {
        let path = !has_scheme(&text);
        match check(&text) {
            Ok(url) if url.len() == text.len() => Some(text),
            Ok(url) => {
                self.warn(at, "url-trimmed", || {
                    finding("The spaces around the address were removed.", pointer)
                });
                Some(Cow::Owned(url.to_owned()))
            }
            Err(_) if path && !text.trim().is_empty() && !text.contains(char::is_control) => Some(text),
            Err(problem) => {
                let (code, describe) = describe_url(problem, &text);
                let found = describe();
                let found = match pointer {
                    Some(pointer) => found.pointer(pointer),
                    None => found,
                };
                self.refuse(at, code, found);
                None
            }
        }
    }

    /// Stands for a file where the content itself is in the manifest: made of it, so that equal
    /// content is the same task in every run.
    pub(super) fn stand_in(&mut self, node: &Node<'a>) -> String {
        let (_, count) = self.inline.get_or_insert((node.at, 0));
        *count += 1;
        let content = match node.text() {
            Some(text) => fingerprint(&text),
            None => fingerprint(self.reader.slice(node.at, node.end)),
        };
        format!("inline:{content:016x}")
    }

    /// The type that is told, else the one that the file name tells, else a guess.
    pub(super) fn kind(&mut self, told: Option<UnitType>, address: &str, at: usize) -> UnitType {
        told.unwrap_or_else(|| self.guesses.kind(address, at))
    }

    /// Adds a unit; `urls` are joined by line feeds.
    pub(super) fn add(
        &mut self,
        kind: UnitType,
        entry: &Entry<'_, 'a>,
        urls: &str,
        title: Option<&str>,
        metadata: &str,
    ) {
        let at = entry.node.at;
        if let Some(title) = title {
            check_title(title, at, || entry.pointer.clone(), &mut self.reader.found);
        }
        let title = title.filter(|title| !title.trim().is_empty());
        let title = title.map_or(Title::FileName, Title::Given);
        if !self.units.add(kind, at, urls, title, metadata) {
            let message = "The item's text is longer than 4 GiB.";
            self.refuse(at, "item-too-long", finding(message, entry.pointer.clone()));
        }
    }

    /// The members of an object but for some, as strict JSON; empty if none is left.
    pub(super) fn metadata(&self, node: &Node<'a>, without: &[&str]) -> String {
        let members = node.members().iter().filter(|(key, _)| !without.contains(&&**key));
        let mut text = String::new();
        for (key, value) in members {
            push_member(&mut text, key, &self.strict(value));
        }
        close(text)
    }

    /// A value as strict JSON.
    pub(super) fn strict(&self, node: &Node<'a>) -> Cow<'a, str> {
        let raw = self.reader.slice(node.at, node.end);
        if self.reader.oddities() == 0 { Cow::Borrowed(raw) } else { Cow::Owned(without_oddities(raw)) }
    }

    /// The refusal of an entry that is no object.
    pub(super) fn not_an_object(&mut self, entry: &Entry<'_, 'a>) {
        let message = format!("An entry must be an object; this is {}.", entry.node.name());
        self.refuse(entry.node.at, "item-not-object", finding(message, entry.pointer.clone()));
    }

    fn note_assumptions(&mut self, platform: Platform) {
        if self.units.met() == 0 {
            return;
        }
        let found = &mut self.reader.found;
        found.note(0, "assumed", || Finding::new(platform.assumption()));
        if let Some((at, count)) = self.inline {
            found.note(at, "assumed", || {
                Finding::new(format!(
                    "Entries without a file: {count}. Their content stands for one: equal content is the same task."
                ))
            });
        }
        self.guesses.note(found);
    }
}

/// Adds a member to the text of an object that [`close`] will end.
pub(super) fn push_member(text: &mut String, key: &str, value: &str) {
    text.push(if text.is_empty() { '{' } else { ',' });
    text.push_str(&serde_json::Value::from(key).to_string());
    text.push(':');
    text.push_str(value);
}

/// Ends an object; one without members stays empty.
pub(super) fn close(mut text: String) -> String {
    if !text.is_empty() {
        text.push('}');
    }
    text
}

/// The start of a text, as a title for content that has no file name.
pub(super) fn headline(text: &str) -> String {
    clip(text.trim().lines().next().unwrap_or_default())
}

/// A number for a text: FNV-1a, 64 bits (<https://datatracker.ietf.org/doc/html/rfc9923>).
fn fingerprint(text: &str) -> u64 {
    let start = 0xCBF2_9CE4_8422_2325;
    text.bytes().fold(start, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}
