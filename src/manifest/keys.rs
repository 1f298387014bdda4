//! Which keys the metadata of data units have, and which values these take.

use std::borrow::Cow;

use super::json::Text;
use super::unit::DataUnit;

/// The most keys that are told apart.
pub const MOST_KEYS: usize = 12;

/// The most values of a key that are told apart.
const VALUES: usize = 24;

/// A key of `clientMetadata`, over all data units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetadataKey {
    /// The key.
    pub key: String,
    /// Data units that have it.
    pub units: u64,
    /// Its first values as people write them, each with the data units that have it. Of a list,
    /// every entry is a value.
    pub values: Vec<(String, u64)>,
    /// How often there was a value beyond those.
    pub others: u64,
}

/// The keys of the metadata of all these data units, as by [`count_keys`].
#[must_use]
pub fn metadata_keys(units: &[DataUnit]) -> Vec<MetadataKey> {
    let mut keys = Vec::new();
    count_keys(units, &mut keys);
    keys
}

/// Adds the keys of the metadata of more data units, in the order in which they first occur: at most
/// 12, each with at most 24 values. Encord's own key, `$encord`, is left out.
pub fn count_keys(units: &[DataUnit], keys: &mut Vec<MetadataKey>) {
    for unit in units {
        for (key, value) in unit.metadata().into_iter().flat_map(members) {
            let key = text(key);
            if key.starts_with('$') {
                continue;
            }
            let place = match keys.iter().position(|known| known.key == *key) {
                Some(place) => place,
                None if keys.len() < MOST_KEYS => {
                    let key = key.into_owned();
                    keys.push(MetadataKey { key, units: 0, values: Vec::new(), others: 0 });
                    keys.len() - 1
                }
                None => continue,
            };
            if let Some(known) = keys.get_mut(place) {
                known.units += 1;
                each_value(value, |value| known.count(value));
            }
        }
    }
}

impl MetadataKey {
    fn count(&mut self, value: &str) {
        let value = text(value);
        if let Some((_, count)) = self.values.iter_mut().find(|(known, _)| *known == *value) {
            *count += 1;
        } else if self.values.len() < VALUES {
            self.values.push((value.into_owned(), 1));
        } else {
            self.others += 1;
        }
    }
}

/// Calls with a value, or with every entry of a list, that is no container.
fn each_value(value: &str, mut call: impl FnMut(&str)) {
    let entries = Parts { rest: value.strip_prefix('[').unwrap_or(value) };
    for entry in entries.filter(|entry| !entry.starts_with(['{', '['])) {
        call(entry);
    }
}

/// The members of a JSON object, which is known to be one: keys and values as they are written.
fn members(object: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut parts = Parts { rest: object.trim_start().strip_prefix('{').unwrap_or_default() };
    std::iter::from_fn(move || Some((parts.next()?, parts.next()?)))
}

/// A text without its quotes and escapes; any other value as it is written.
fn text(value: &str) -> Cow<'_, str> {
    let inner = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inner.map_or(Cow::Borrowed(value), |raw| Text { raw, at: 0, escaped: raw.contains('\\') }.key())
}

/// The values of a container, one after the other: of an object, keys and values take turns.
struct Parts<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Parts<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest.trim_start_matches(|c: char| matches!(c, ',' | ':') || c.is_ascii_whitespace());
        let end = length(rest.as_bytes());
        let part = rest.get(..end).filter(|part| !part.is_empty())?;
        self.rest = rest.get(end..).unwrap_or_default();
        Some(part)
    }
}

/// How long the value is that begins here; 0 where the container ends instead.
fn length(bytes: &[u8]) -> usize {
    let (mut depth, mut quoted, mut at) = (0_usize, false, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if quoted => at += 1,
            b'"' => {
                quoted = !quoted;
                if !quoted && depth == 0 {
                    return at + 1;
                }
            }
            _ if quoted => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => return at,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            b',' | b':' | b' ' | b'\t' | b'\n' | b'\r' if depth == 0 => return at,
            _ => {}
        }
        at += 1;
    }
    at.min(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::super::unit::{Title, UnitType};
    use super::*;

    fn keys(metadata: &[&str]) -> Vec<MetadataKey> {
        let unit = |text: &&str| DataUnit::new(UnitType::Image, 1, "https://h/a", Title::Path, text).unwrap();
        metadata_keys(&metadata.iter().map(unit).collect::<Vec<_>>())
    }

    fn values(keys: &[MetadataKey], key: &str) -> Vec<(String, u64)> {
        keys.iter().find(|known| known.key == key).map(|known| known.values.clone()).unwrap_or_default()
    }

    #[test]
    fn values_are_counted_by_key() {
        let keys = keys(&[
            r#"{"batch": "day", "n": 3, "ok":true}"#,
            r#"{ "batch":["day", "night"],"n":3 , "x": {"batch": "hidden", "a": [1, 2]}, "last": null}"#,
            "{}",
            "",
        ]);
        let names: Vec<&str> = keys.iter().map(|key| key.key.as_str()).collect();
        assert_eq!(names, ["batch", "n", "ok", "x", "last"]);
        assert_eq!(keys.iter().map(|key| key.units).collect::<Vec<_>>(), [2, 2, 1, 1, 1]);
        assert_eq!(values(&keys, "batch"), [("day".to_owned(), 2), ("night".to_owned(), 1)]);
        assert_eq!(values(&keys, "n"), [("3".to_owned(), 2)]);
        assert_eq!(values(&keys, "x"), []);
        assert_eq!(values(&keys, "last"), [("null".to_owned(), 1)]);
    }

    #[test]
    fn what_looks_like_structure_inside_a_text_is_text() {
        let keys = keys(&[r#"{"a,b": "x\"}, {\\", "c\u00e4": "[1]", "$encord": {"a": 1}}"#]);
        assert_eq!(values(&keys, "a,b"), [("x\"}, {\\".to_owned(), 1)]);
        assert_eq!(values(&keys, "cä"), [("[1]".to_owned(), 1)]);
        assert_eq!(keys.len(), 2, "{keys:?}");
    }

    #[test]
    fn many_values_are_counted_and_not_listed() {
        let texts: Vec<String> = (0..30).map(|n| format!(r#"{{"id": {n}}}"#)).collect();
        let keys = keys(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!((keys[0].units, keys[0].values.len(), keys[0].others), (30, VALUES, 6));
    }
}
