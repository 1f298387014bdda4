//! V7 Darwin: the request that registers items which lie in external storage.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::super::findings::Finding;
use super::super::media::kind_of;
use super::super::unit::UnitType;
use super::import::{Entry, ForeignImport, Outcome, finding};
use super::node::Node;

/// Items that one request may have.
const MOST_ITEMS: usize = 500;
/// What an item says of its files, and so not of itself.
const FILES: [&str; 4] = ["slots", "layout", "name", "storage_key"];

impl<'a> ForeignImport<'a> {
    pub(super) fn v7(&mut self) -> Outcome<()> {
        let mut names = BTreeSet::new();
        self.reader.value()?;
        while let Some(key) = self.reader.next_key()? {
            if key.key() == "items" {
                self.list("/items", |import, entry| import.v7_item(entry, &mut names))?;
            } else {
                self.reader.skip_value()?;
            }
        }
        if self.units.met() > MOST_ITEMS {
            let at = 0;
            let count = self.units.met();
            self.warn(at, "many-items", || {
                Finding::new(format!("The request has {count} items; V7 takes {MOST_ITEMS} at a time."))
                    .hint("Send it in parts.")
            });
        }
        Ok(())
    }

    fn v7_item(&mut self, entry: &Entry<'_, 'a>, names: &mut BTreeSet<String>) {
        let node = entry.node;
        if !node.is_object() {
            return self.not_an_object(entry);
        }
        let files: Vec<(&Node<'a>, String)> = match node.get("slots") {
            Some(slots) => {
                let slots = slots.elements().iter().enumerate();
                slots.map(|(i, slot)| (slot, format!("/slots/{i}"))).collect()
            }
            None => vec![(node, String::new())],
        };
        let mut urls = String::new();
        let mut kinds = Vec::new();
        for (file, path) in &files {
            let Some((url, kind)) = self.v7_file(entry, file, path) else {
                return;
            };
            if !urls.is_empty() {
                urls.push('\n');
            }
            urls.push_str(&url);
            kinds.push(kind);
        }
        if kinds.is_empty() {
            let message = "The item has no files: its list of slots is empty.";
            return self.refuse(node.at, "missing-url", finding(message, entry.pointer.clone()));
        }
        let first = urls.split('\n').next().unwrap_or_default();
        let kind = several(&kinds).unwrap_or_else(|| {
            let told = kinds.first().copied().flatten();
            self.kind(told, first, node.at)
        });
        let name = node.text_of("name");
        self.check_name(entry, name.as_deref(), names);
        let metadata = self.metadata(node, &FILES);
        self.add(kind, entry, &urls, name.as_deref(), &metadata);
    }

    /// The storage key and the type of an item or of one of its slots.
    fn v7_file(
        &mut self,
        entry: &Entry<'_, 'a>,
        file: &Node<'a>,
        path: &str,
    ) -> Option<(Cow<'a, str>, Option<UnitType>)> {
        let Some(key) = file.get("storage_key") else {
            let message = if path.is_empty() {
                "The item has no \"storage_key\" and no \"slots\"."
            } else {
                "The slot has no \"storage_key\"."
            };
            let found = finding(message, entry.inside(path)).hint("Give the file's path in the storage.");
            self.refuse(file.at, "missing-url", found);
            return None;
        };
        let url = self.address(key, entry.inside(&format!("{path}/storage_key")))?;
        let told = file.text_of("type").and_then(|word| match &*word {
            "image" => Some(UnitType::Image),
            "video" => Some(UnitType::Video),
            "pdf" => Some(UnitType::Pdf),
            "dicom" => Some(UnitType::DicomSeries),
            _ => None,
        });
        let named = || file.text_of("file_name").or_else(|| file.text_of("name"));
        Some((url, told.or_else(|| named().and_then(|name| kind_of(&name)))))
    }

    /// Warns of names that V7 would refuse.
    fn check_name(&mut self, entry: &Entry<'_, 'a>, name: Option<&str>, names: &mut BTreeSet<String>) {
        let at = entry.node.at;
        let Some(name) = name else {
            self.warn(at, "missing-title", || {
                finding(
                    "The item has no \"name\", which V7 asks for; its file's was used.",
                    entry.pointer.clone(),
                )
            });
            return;
        };
        if name.contains('/') {
            self.warn(at, "name-with-slash", || {
                finding("A name with a slash in it is refused by V7.", entry.inside("/name"))
                    .hint("Put the folders into \"path\".")
            });
        }
        let path = entry.node.text_of("path").unwrap_or_default();
        if !names.insert(format!("{}/{name}", path.trim_matches('/'))) {
            self.warn(at, "repeated-name", || {
                finding(
                    "Another item before this one has the same name and path; V7 would refuse it. It was loaded.",
                    entry.inside("/name"),
                )
            });
        }
    }
}

/// What several files make together; `None` for one alone.
fn several(kinds: &[Option<UnitType>]) -> Option<UnitType> {
    let dicom = kinds.iter().all(|kind| *kind == Some(UnitType::DicomSeries));
    (kinds.len() > 1).then_some(if dicom { UnitType::DicomSeries } else { UnitType::ImageGroup })
}
