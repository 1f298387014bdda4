//! Warnings that several keys have in common.

use super::super::findings::{Finding, clip};
use super::super::json::Value;
use super::super::near::nearest;
use super::item::{Place, escaped};
use super::top::JsonImport;

/// Distinct unknown keys remembered, so that each is reported once.
const UNKNOWN_KEPT: usize = 200;

impl<'a> JsonImport<'a> {
    /// Warns of an unknown key, once for each collection that has it.
    pub(super) fn warn_unknown(&mut self, place: Option<Place>, key: &str, at: usize, known: &[&str]) {
        let collection = place.map_or("", |place| place.collection);
        if self.unknown.len() < UNKNOWN_KEPT {
            let path = format!("{collection}/{}", clip(key));
            if !self.unknown.insert(path) {
                return;
            }
        }
        self.reader.found.warning(at, "unknown-key", || {
            let shown = clip(key);
            let message = match place {
                None => format!("\"{shown}\" is not a key of a manifest; it was ignored."),
                Some(_) => format!(
                    "\"{shown}\" is not a key of an item of \"{collection}\"; it was ignored wherever it occurs there."
                ),
            };
            let pointer = place.map_or_else(
                || format!("/{}", escaped(&shown)),
                |place| place.key(&shown),
            );
            let finding = Finding::new(message).pointer(pointer);
            match nearest(key, known) {
                Some(near) => finding.hint(format!("Did you mean \"{near}\"?")),
                None => finding,
            }
        });
    }

    pub(super) fn warn_time_series(&mut self, key: &str, at: usize) {
        self.reader.found.warning(at, "undocumented-key", || {
            Finding::new(format!(
                "\"{key}\" is known to Encord's SDK but not described for upload files; its items were loaded."
            ))
            .pointer(format!("/{key}"))
        });
    }

    /// Says that a null counts as an absent key.
    pub(super) fn warn_null(&mut self, key: &str, pointer: String, at: usize) {
        self.reader.found.warning(at, "null-value", || {
            Finding::new(format!("\"{key}\" is null; it was read as if the key were absent."))
                .pointer(pointer)
        });
    }

    /// Reads `true`, and `"true"` with a warning; warns of anything else.
    pub(super) fn yes_or_no(
        &mut self,
        value: Value<'a>,
        at: usize,
        key: &str,
        pointer: String,
    ) -> Option<bool> {
        let (on, message) = match value {
            Value::Bool(on) => return Some(on),
            Value::Text(text) if text.raw.eq_ignore_ascii_case("true") => {
                (Some(true), "is text; it was read as true.")
            }
            Value::Text(text) if text.raw.eq_ignore_ascii_case("false") => {
                (Some(false), "is text; it was read as false.")
            }
            _ => (None, "must be true or false; it was ignored."),
        };
        self.reader.found.warning(at, "not-a-boolean", || {
            Finding::new(format!("\"{key}\" {message}"))
                .pointer(pointer)
                .hint("Write true or false without quotes.")
        });
        on
    }

    pub(super) fn warn_repeated(&mut self, key: &str, pointer: String, at: usize) {
        self.reader.found.warning(at, "duplicate-key", || {
            Finding::new(format!("\"{key}\" is here a second time; this last one was used."))
                .pointer(pointer)
                .hint("Readers differ in which of the two they use: delete one.")
        });
    }
}
