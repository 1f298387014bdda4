//! Facts about a file that are used without being checked, such as `videoMetadata`.

use super::super::findings::Finding;
use super::super::json::Value;
use super::item::Place;
use super::top::{JsonImport, Outcome};

impl JsonImport<'_> {
    /// Warns if some of the facts that must come together are missing.
    pub(super) fn technical(
        &mut self,
        place: Place,
        name: &str,
        required: &'static [&'static str],
    ) -> Outcome<()> {
        let at = self.reader.position()?;
        let depth = self.reader.depth();
        let value = self.reader.value()?;
        if !matches!(value, Value::Object) {
            self.reader.skip_to(depth)?;
            if !matches!(value, Value::Null) {
                self.reader.found.warning(at, "incomplete-metadata", || {
                    Finding::new(format!("\"{name}\" must be an object; it was ignored."))
                        .pointer(place.key(name))
                });
            }
            return Ok(());
        }
        let mut missing: u32 = (1 << required.len()) - 1;
        while let Some(key) = self.reader.next_key()? {
            let key = key.key();
            if let Some(index) = required.iter().position(|known| same(known, &key)) {
                missing &= !(1 << index);
            }
            self.reader.skip_value()?;
        }
        if missing != 0 {
            self.reader.found.warning(at, "incomplete-metadata", || {
                let named = required.iter().enumerate();
                let absent = named.filter(|(index, _)| missing & (1 << index) != 0);
                let list: Vec<&str> = absent.map(|(_, key)| *key).collect();
                Finding::new(format!("\"{name}\" lacks {}.", list.join(", ")))
                    .pointer(place.key(name))
                    .hint("Give all of these or leave the whole key out.")
            });
        }
        Ok(())
    }
}

/// Whether two keys are one, in camelCase or snake_case.
fn same(camel: &str, key: &str) -> bool {
    let letters = key.bytes().filter(|byte| *byte != b'_');
    letters.map(|byte| byte.to_ascii_lowercase()).eq(camel.bytes().map(|byte| byte.to_ascii_lowercase()))
}
