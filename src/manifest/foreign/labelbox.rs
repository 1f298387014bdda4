//! Labelbox: data rows.

use std::collections::BTreeSet;

use super::super::media::has_scheme;
use super::super::unit::UnitType;
use super::import::{Entry, ForeignImport, Outcome, close, finding, headline, push_member};
use super::node::Node;

impl<'a> ForeignImport<'a> {
    pub(super) fn labelbox(&mut self) -> Outcome<()> {
        let mut keys = BTreeSet::new();
        self.entries("Labelbox", |import, entry| import.data_row(entry, &mut keys))
    }

    fn data_row(&mut self, entry: &Entry<'_, 'a>, keys: &mut BTreeSet<String>) {
        let node = entry.node;
        if !node.is_object() {
            return self.not_an_object(entry);
        }
        let Some(data) = node.get("row_data") else {
            let found = finding("The data row has no \"row_data\".", entry.pointer.clone())
                .hint("Give the URL of the file as \"row_data\".");
            return self.refuse(node.at, "missing-url", found);
        };
        let told = self.media_type(entry);
        let text = data.text();
        let is_file = text.as_deref().is_some_and(|text| has_scheme(text) || text.trim().is_empty());
        let named = node.text_of("global_key").or_else(|| node.text_of("external_id"));
        self.check_key(entry, keys);
        let metadata = self.row_metadata(node);
        if is_file {
            let Some(url) = self.address(data, entry.inside("/row_data")) else {
                return;
            };
            let kind = self.kind(told, &url, data.at);
            // A key that only repeats the address would put its query into every list.
            let title = named.filter(|name| *name != url);
            return self.add(kind, entry, &url, title.as_deref(), &metadata);
        }
        let url = self.stand_in(data);
        let title = named.map_or_else(|| headline(&text.unwrap_or_default()), std::borrow::Cow::into_owned);
        self.add(told.unwrap_or(UnitType::Text), entry, &url, Some(&title), &metadata);
    }

    /// What "media_type" says; warns of a word that is not known.
    fn media_type(&mut self, entry: &Entry<'_, 'a>) -> Option<UnitType> {
        let word = entry.node.text_of("media_type")?;
        Some(match word.to_ascii_uppercase().as_str() {
            "IMAGE" | "TMS_GEO" | "GEOSPATIAL_TILE" | "TILED_IMAGERY" => UnitType::Image,
            "VIDEO" => UnitType::Video,
            "AUDIO" => UnitType::Audio,
            "DOCUMENT" | "PDF" => UnitType::Pdf,
            "DICOM" => UnitType::DicomSeries,
            "POINT_CLOUD" => UnitType::Scene,
            "TEXT" | "HTML" | "CONVERSATIONAL" | "LLM_PROMPT_CREATION" | "LLM_PROMPT_RESPONSE_CREATION" => {
                UnitType::Text
            }
            _ => {
                self.warn(entry.node.at, "unknown-media-type", || {
                    finding(
                        format!("\"{word}\" is not a media type known here; the file's name decides."),
                        entry.inside("/media_type"),
                    )
                });
                return None;
            }
        })
    }

    fn check_key(&mut self, entry: &Entry<'_, 'a>, keys: &mut BTreeSet<String>) {
        let Some(key) = entry.node.text_of("global_key") else {
            return;
        };
        if !keys.insert(key.into_owned()) {
            self.warn(entry.node.at, "repeated-global-key", || {
                finding(
                    "Another data row before this one has the same global key; Labelbox would refuse it. It was loaded.",
                    entry.inside("/global_key"),
                )
            });
        }
    }

    /// Metadata fields by name, or else by schema, beside what the row says of itself.
    fn row_metadata(&self, node: &Node<'a>) -> String {
        let mut text = String::new();
        for key in ["global_key", "external_id", "media_type"] {
            if let Some(value) = node.get(key) {
                push_member(&mut text, key, &self.strict(value));
            }
        }
        for field in node.get("metadata_fields").map_or(&[][..], Node::elements) {
            let name = field.text_of("name").or_else(|| field.text_of("schema_id"));
            if let (Some(name), Some(value)) = (name, field.get("value")) {
                push_member(&mut text, &name, &self.strict(value));
            }
        }
        close(text)
    }
}
