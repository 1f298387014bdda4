//! Tells the files of other platforms from manifests, by their keys.
//! They are read by [`super::super::foreign`].

use super::super::findings::{Fault, Finding};
use super::super::foreign::Platform;

/// Keys that give a file away.
const SIGNS: [&str; 16] = [
    "items",
    "storage_slug",
    "dataset_slug",
    "annotations",
    "categories",
    "data",
    "row_data",
    "source-ref",
    "source",
    "version",
    "objectUrl",
    "layoutContents",
    "objectUrl_0",
    "predictions",
    "sluice",
    "stages",
];

/// Which of [`SIGNS`] were met.
#[derive(Debug, Default)]
pub(super) struct Signs {
    met: [bool; SIGNS.len()],
    /// An item of a collection names its file as COCO does.
    coco_file: bool,
}

impl Signs {
    pub(super) fn note(&mut self, key: &str) {
        if let Some(index) = SIGNS.iter().position(|sign| *sign == key)
            && let Some(met) = self.met.get_mut(index)
        {
            *met = true;
        }
    }

    /// Looks at a key of an item that is not one of Encord's.
    pub(super) fn note_inside(&mut self, collection: &str, key: &str) {
        self.coco_file |= collection == "images" && matches!(key, "file_name" | "coco_url");
    }

    fn has(&self, key: &str) -> bool {
        let mut pairs = SIGNS.iter().zip(self.met);
        pairs.any(|(sign, met)| met && *sign == key)
    }

    /// The platform of a file whose first value is an object with these keys, and from which no
    /// unit was taken. `recognised`: it has keys of Encord's; `followed`: it is not the only value.
    pub(super) fn platform(&self, recognised: bool, followed: bool) -> Option<Platform> {
        if recognised {
            // COCO shares the key "images"; its entries have no objectUrl.
            let coco = self.coco_file || self.has("annotations") || self.has("categories");
            return coco.then_some(Platform::Coco);
        }
        if self.has("items") && (self.has("storage_slug") || self.has("dataset_slug")) {
            return Some(Platform::V7);
        }
        if self.has("version") && followed {
            return Some(Platform::Cvat);
        }
        self.by_entry()
    }

    /// The platform of a file whose entries have these keys.
    pub(super) fn by_entry(&self) -> Option<Platform> {
        if self.is_item() || self.has("layoutContents") {
            None
        } else if self.has("row_data") {
            Some(Platform::Labelbox)
        } else if self.has("source-ref") || self.has("source") {
            Some(Platform::SageMaker)
        } else if self.has("data") {
            Some(Platform::LabelStudio)
        } else {
            None
        }
    }

    /// These are the keys of one of Encord's items.
    pub(super) fn is_item(&self) -> bool {
        self.has("objectUrl") || self.has("objectUrl_0")
    }

    /// The refusal of an object that is not a manifest but a part of something of Encord's.
    pub(super) fn refusal(&self, at: usize, followed: bool) -> Option<Box<Fault>> {
        if self.has("layoutContents") {
            return Some(Fault::alone(
                at,
                "data-group",
                Finding::new(
                    "This describes an Encord data group, which is made of items that are already stored.",
                )
                .hint("Import a manifest with the URLs of the files instead."),
            ));
        }
        if self.has("sluice") && self.has("stages") {
            return Some(Fault::alone(
                at,
                "workflow-file",
                Finding::new("This is a workflow of Sluice, not a manifest.")
                    .hint("Open it as a workflow; a manifest lists the files that go through one."),
            ));
        }
        let what = if followed { "These are items one after another" } else { "This is an item on its own" };
        self.is_item().then(|| self.missing_type_key(at, what))
    }

    /// The refusal of a file that is a list, by the keys of its first entry.
    pub(super) fn list_refusal(&self, at: usize, recognised: bool, empty: bool) -> Box<Fault> {
        if recognised {
            return Fault::alone(
                at,
                "list-of-manifests",
                Finding::new("This is a list of manifests; a manifest is one object.")
                    .hint("Remove the outer [ and ], or import them one by one."),
            );
        }
        if empty {
            return Fault::alone(
                at,
                "nothing-to-import",
                Finding::new("The list is empty.").hint("Check that the file was exported with its items."),
            );
        }
        if !self.is_item() {
            return Fault::alone(
                at,
                "not-a-manifest",
                Finding::new("This is a list of something else than items: the first entry has no URL.")
                    .hint("A manifest is an object such as {\"videos\": [{\"objectUrl\": \"…\"}]}."),
            );
        }
        self.missing_type_key(at, "This is a list without the key that says what its items are")
    }

    fn missing_type_key(&self, at: usize, what: &str) -> Box<Fault> {
        let wrapper =
            if self.has("objectUrl_0") { "{\"image_groups\": [ … ]}" } else { "{\"videos\": [ … ]}" };
        Fault::alone(
            at,
            "missing-type-key",
            Finding::new(format!("{what}."))
                .hint(format!("Put all of it into an object whose key is the type: {wrapper}.")),
        )
    }
}
