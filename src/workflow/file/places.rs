//! Where in the text each value of a JSON document stands.
//!
//! Only ever given text that `serde_json` has accepted, so it can skip what that has checked
//! (depth among it) and never fails.

use serde_json::Value;

/// The byte offset of each value by JSON pointer, and the keys that an object repeats.
#[derive(Debug, Default)]
pub struct Places {
    /// In the order of the text.
    offsets: Vec<(String, usize)>,
    /// Pointers of repeated keys with the offset of the repeat.
    pub repeated: Vec<(String, usize)>,
}

impl Places {
    /// Finds every value of `text`, which must be valid JSON.
    pub fn of(text: &str) -> Self {
        let mut scan = Scan { bytes: text.as_bytes(), at: 0, places: Self::default() };
        scan.value(String::new());
        scan.places
    }

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
    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    places: Places,
}

impl Scan<'_> {
    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    fn space(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    fn value(&mut self, pointer: String) {
        self.space();
        let start = self.at;
        match self.peek() {
            b'{' => self.object(&pointer),
            b'[' => self.array(&pointer),
            b'"' => drop(self.string()),
            _ => {
                while !matches!(self.peek(), 0 | b',' | b'}' | b']' | b' ' | b'\t' | b'\n' | b'\r') {
                    self.at += 1;
                }
            }
        }
        self.places.offsets.push((pointer, start));
    }

    fn object(&mut self, pointer: &str) {
        let mut seen = Vec::new();
        self.at += 1;
        self.space();
        while !matches!(self.peek(), 0 | b'}') {
            let key_start = self.at;
            let key = self.string();
            let child = join(pointer, &key);
            if seen.contains(&key) {
                self.places.repeated.push((child.clone(), key_start));
            }
            seen.push(key);
            self.space();
            self.at += 1; // the colon
            self.value(child);
            self.comma();
        }
        self.at += 1;
    }

    fn array(&mut self, pointer: &str) {
        self.at += 1;
        self.space();
        let mut index = 0;
        while !matches!(self.peek(), 0 | b']') {
            self.value(format!("{pointer}/{index}"));
            index += 1;
            self.comma();
        }
        self.at += 1;
    }

    fn comma(&mut self) {
        self.space();
        if self.peek() == b',' {
            self.at += 1;
            self.space();
        }
    }

    fn string(&mut self) -> String {
        let start = self.at;
        self.at += 1;
        while !matches!(self.peek(), 0 | b'"') {
            self.at += if self.peek() == b'\\' { 2 } else { 1 };
        }
        self.at = (self.at + 1).min(self.bytes.len());
        match serde_json::from_slice(&self.bytes[start..self.at]) {
            Ok(Value::String(string)) => string,
            _ => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_through_arrays_and_escapes() {
        let text = "{\n  \"a/b\": [1, {\"é\\\"\": true}],\n  \"c\": 2\n}";
        let places = Places::of(text);
        let at = |pointer| line_and_column(text, places.offset(pointer));
        assert_eq!(at(""), (1, 1));
        assert_eq!(at("/a~1b"), (2, 10));
        assert_eq!(at("/a~1b/1/é\""), (2, 22));
        assert_eq!(at("/c"), (3, 8));
        assert_eq!(at("/c/missing"), (3, 8));
    }

    #[test]
    fn repeated_keys_are_named() {
        let places = Places::of(r#"{"a": 1, "a": 2, "b": {"a": 3}}"#);
        assert_eq!(places.repeated, [("/a".to_owned(), 9)]);
    }
}
