//! Tells the files of other platforms from manifests, by their keys.

use super::super::findings::{Fault, Finding};

/// Keys that give a file away.
const SIGNS: [&str; 14] = [
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
];

/// Which of [`SIGNS`] were met.
#[derive(Debug, Default)]
pub(super) struct Signs {
    met: [bool; SIGNS.len()],
}

impl Signs {
    pub(super) fn note(&mut self, key: &str) {
        if let Some(index) = SIGNS.iter().position(|sign| *sign == key)
            && let Some(met) = self.met.get_mut(index)
        {
            *met = true;
        }
    }

    fn has(&self, key: &str) -> bool {
        let mut pairs = SIGNS.iter().zip(self.met);
        pairs.any(|(sign, met)| met && *sign == key)
    }

    /// The refusal of a file whose first value is an object with these keys.
    /// `recognised`: it has keys of Encord's; `followed`: it is not the only value.
    pub(super) fn refusal(
        &self,
        at: usize,
        recognised: bool,
        empty: bool,
        followed: bool,
    ) -> Option<Box<Fault>> {
        if !empty {
            return None;
        }
        // COCO shares the key "images"; its entries have no objectUrl.
        if recognised && (self.has("annotations") || self.has("categories")) {
            return Some(foreign(at, "a COCO annotation file", "COCO"));
        }
        if recognised {
            return None;
        }
        if self.has("items") && (self.has("storage_slug") || self.has("dataset_slug")) {
            return Some(foreign(at, "a V7 Darwin registration request", "V7"));
        }
        if self.has("version") && followed {
            return Some(foreign(at, "a CVAT dataset manifest", "CVAT"));
        }
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
        if self.has("objectUrl") || self.has("objectUrl_0") {
            return Some(self.missing_type_key(at, "This is an item on its own"));
        }
        self.platform(at)
    }

    /// The refusal of a file that is a list, by the keys of its first entry.
    pub(super) fn list_refusal(&self, at: usize, recognised: bool) -> Box<Fault> {
        if let Some(fault) = self.platform(at) {
            return fault;
        }
        if recognised {
            return Fault::alone(
                at,
                "list-of-manifests",
                Finding::new("This is a list of manifests; a manifest is one object.")
                    .hint("Remove the outer [ and ], or import them one by one."),
            );
        }
        self.missing_type_key(at, "This is a list without the key that says what its items are")
    }

    /// Files whose entries give their platform away.
    fn platform(&self, at: usize) -> Option<Box<Fault>> {
        if self.has("row_data") {
            Some(foreign(at, "a Labelbox data row file", "Labelbox"))
        } else if self.has("source-ref") || self.has("source") {
            Some(foreign(at, "an Amazon SageMaker Ground Truth manifest", "SageMaker"))
        } else if self.has("data") {
            Some(foreign(at, "a Label Studio task file", "Label Studio"))
        } else {
            None
        }
    }

    fn missing_type_key(&self, at: usize, what: &str) -> Box<Fault> {
        let wrapper =
            if self.has("objectUrl_0") { "{\"image_groups\": [ … ]}" } else { "{\"videos\": [ … ]}" };
        Fault::alone(
            at,
            "missing-type-key",
            Finding::new(format!("{what}."))
                .hint(format!("Wrap it in an object whose key is the type: {wrapper}.")),
        )
    }
}

fn foreign(at: usize, what: &str, platform: &str) -> Box<Fault> {
    Fault::alone(
        at,
        "foreign-format",
        Finding::new(format!("This is {what}, not an Encord manifest."))
            .hint(format!("Files of {platform} cannot be imported yet.")),
    )
}
