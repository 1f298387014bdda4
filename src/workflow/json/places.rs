//! Where in the text each value of a JSON document stands.

/// The byte offset of each value by JSON pointer, and the keys that an object repeats.
#[derive(Debug, Default)]
pub struct Places {
    /// In the order of the text.
    pub(super) offsets: Vec<(String, usize)>,
    /// Pointers of repeated keys with the offset of the repeat.
    pub repeated: Vec<(String, usize)>,
}

impl Places {
    /// The offset of the value at `pointer`, or of the nearest value that holds it.
    pub fn offset(&self, pointer: &str) -> usize {
        let mut pointer = pointer;
        loop {
            // Of a repeated key the last value counts.
            if let Some(&(_, offset)) = self.offsets.iter().rfind(|(known, _)| known == pointer) {
                return offset;
            }
            match pointer.rfind('/') {
                Some(end) => pointer = &pointer[..end],
                None => return 0,
            }
        }
    }
}

/// Line and column (in characters), both from 1, of a byte offset.
pub fn line_and_column(text: &str, offset: usize) -> (u32, u32) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let lines = before.bytes().filter(|&byte| byte == b'\n').count();
    let column = before[line_start..].chars().count();
    (u32::try_from(lines + 1).unwrap_or(u32::MAX), u32::try_from(column + 1).unwrap_or(u32::MAX))
}

/// Adds a key to a pointer, escaped as RFC 6901 asks.
pub fn join(pointer: &str, key: &str) -> String {
    let mut joined = pointer.to_owned();
    push_key(&mut joined, key);
    joined
}

/// As [`join`], in place.
pub(super) fn push_key(pointer: &mut String, key: &str) {
    pointer.push('/');
    for char in key.chars() {
        match char {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::json_with_places;
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn places(text: &str) -> Places {
        json_with_places(text).unwrap().1
    }

    #[test]
    fn values_are_found_through_arrays_and_escapes() {
        let text = "{\n  \"a/b\": [1, {\"é\\\"\": true}],\n  \"c\": 2\n}";
        let places = places(text);
        let at = |pointer| line_and_column(text, places.offset(pointer));
        assert_eq!(at(""), (1, 1));
        assert_eq!(at("/a~1b"), (2, 10));
        assert_eq!(at("/a~1b/1/é\""), (2, 22));
        assert_eq!(at("/c"), (3, 8));
        assert_eq!(at("/c/missing"), (3, 8));
    }

    #[test]
    fn repeated_keys_are_named() {
        assert_eq!(places(r#"{"a": 1, "a": 2, "b": {"a": 3}}"#).repeated, [("/a".to_owned(), 9)]);
        assert_eq!(places(r#"[{"x~": 1, "\u0078~": 2}]"#).repeated, [("/0/x~0".to_owned(), 11)]);
    }

    /// A document of every kind of value, with keys that a pointer has to escape.
    fn documents() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            "[a\"\\\\\n/é🦆]{0,4}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            let list = prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from);
            let fields = prop::collection::vec(("[ab~/0\"é]{0,3}", inner), 0..4);
            let object = fields.prop_map(|fields| Value::Object(fields.into_iter().collect()));
            prop_oneof![list, object]
        })
    }

    /// The pointers of all values within this one.
    fn pointers(value: &Value, pointer: &str, found: &mut Vec<String>) {
        found.push(pointer.to_owned());
        match value {
            Value::Array(items) => {
                for (i, item) in items.iter().enumerate() {
                    pointers(item, &format!("{pointer}/{i}"), found);
                }
            }
            Value::Object(map) => {
                for (key, value) in map {
                    pointers(value, &join(pointer, key), found);
                }
            }
            _ => {}
        }
    }

    proptest! {
        #[test]
        fn every_value_stands_at_its_place(document in documents(), pretty in any::<bool>()) {
            let text = if pretty { format!("{document:#}") } else { document.to_string() };
            let places = places(&text);
            let mut all = Vec::new();
            pointers(&document, "", &mut all);
            prop_assert_eq!(places.offsets.len(), all.len());
            prop_assert!(places.repeated.is_empty());
            for pointer in all {
                let rest = &text[places.offset(&pointer)..];
                prop_assert!(!rest.starts_with([' ', '\n']));
                let read = serde_json::Deserializer::from_str(rest).into_iter::<Value>().next();
                prop_assert_eq!(read.unwrap().unwrap(), document.pointer(&pointer).unwrap().clone(), "{}", pointer);
            }
        }

        #[test]
        fn a_key_repeats_where_its_object_has_had_it(keys in prop::collection::vec("[ab]", 0..6)) {
            let fields: Vec<String> = keys.iter().map(|key| json!(key).to_string() + ":0").collect();
            let text = format!("{{{}}}", fields.join(","));
            let repeats = (0..keys.len()).filter(|i| keys[..*i].contains(&keys[*i]));
            let expected: Vec<_> = repeats.map(|i| (format!("/{}", keys[i]), 1 + 6 * i)).collect();
            prop_assert_eq!(places(&text).repeated, expected);
        }
    }
}
