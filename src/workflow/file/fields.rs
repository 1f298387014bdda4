//! Takes typed fields out of a JSON object and notes what does not fit.

use serde_json::{Map, Value};

use crate::workflow::json::join;
use crate::workflow::{Extra, Share, Target, json_text};

/// What has been found wrong so far, by JSON pointer.
#[derive(Debug, Default)]
pub struct Notes {
    pub errors: Vec<(String, String)>,
    pub warnings: Vec<(String, String)>,
}

impl Notes {
    pub fn error(&mut self, pointer: &str, message: impl Into<String>) {
        self.errors.push((pointer.to_owned(), message.into()));
    }
}

/// The fields of one JSON object that have not been taken yet.
pub struct Fields {
    map: Map<String, Value>,
    pointer: String,
}

impl Fields {
    /// The fields of `value`; notes an error and gives none where it is no object.
    pub fn of(value: Value, pointer: &str, notes: &mut Notes) -> Self {
        let map = match value {
            Value::Object(map) => map,
            other => {
                notes.error(pointer, format!("expected an object in braces, found {}", describe(&other)));
                Map::new()
            }
        };
        Self { map, pointer: pointer.to_owned() }
    }

    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    pub fn has(&self, key: &str) -> bool {
        self.map.contains_key(key)
    }

    pub fn take(&mut self, key: &str) -> Option<Value> {
        self.map.remove(key)
    }

    fn wrong(&self, key: &str, expected: &str, found: &Value, notes: &mut Notes) {
        let message = format!("\"{key}\" must be {expected}, not {}", describe(found));
        notes.error(&join(&self.pointer, key), message);
    }

    /// A string; `None` where it is missing or null.
    pub fn text(&mut self, key: &str, notes: &mut Notes) -> Option<String> {
        match self.take(key)? {
            Value::String(text) => Some(text),
            Value::Null => None,
            other => {
                self.wrong(key, "text in quotes", &other, notes);
                None
            }
        }
    }

    /// A string that must be there and not be empty.
    pub fn required_text(&mut self, key: &str, notes: &mut Notes) -> String {
        let known = notes.errors.len();
        let text = self.text(key, notes).unwrap_or_default();
        if text.is_empty() && notes.errors.len() == known {
            notes.error(&self.pointer, format!("\"{key}\" is missing or empty"));
        }
        text
    }

    /// The id of a stage; empty text and null are an output that is not connected.
    pub fn target(&mut self, key: &str, notes: &mut Notes) -> Target {
        self.text(key, notes).filter(|id| !id.is_empty())
    }

    pub fn flag(&mut self, key: &str, notes: &mut Notes) -> bool {
        match self.take(key) {
            None | Some(Value::Null) => false,
            Some(Value::Bool(flag)) => flag,
            Some(other) => {
                self.wrong(key, "true or false", &other, notes);
                false
            }
        }
    }

    /// A number that is not NaN or infinite, which JSON cannot hold anyway.
    pub fn number(&mut self, key: &str, notes: &mut Notes) -> Option<f64> {
        match self.take(key)? {
            Value::Null => None,
            Value::Number(number) => number.as_f64(),
            other => {
                self.wrong(key, "a number", &other, notes);
                None
            }
        }
    }

    /// A time in seconds, not negative.
    pub fn seconds(&mut self, key: &str, notes: &mut Notes) -> Option<f64> {
        let number = self.number(key, notes)?;
        if number >= 0.0 {
            return Some(number);
        }
        notes.error(&join(&self.pointer, key), format!("\"{key}\" must not be negative"));
        None
    }

    /// A whole number from 0 to `most`.
    pub fn whole(&mut self, key: &str, most: u64, notes: &mut Notes) -> Option<u64> {
        let value = self.take(key)?;
        if value.is_null() {
            return None;
        }
        // 1e6 and 20.0 are whole numbers to a person, though not to the JSON library.
        let whole = value.as_u64().or_else(|| {
            value.as_f64().filter(|n| *n >= 0.0 && *n <= 9e15 && n.fract() == 0.0).map(|n| n as u64)
        });
        match whole {
            Some(number) if number <= most => return Some(number),
            _ => self.wrong(key, &format!("a whole number from 0 to {most}"), &value, notes),
        }
        None
    }

    /// A whole number from 0 to `most`, or `default` where there is none.
    pub fn whole_or(&mut self, key: &str, most: u32, default: u32, notes: &mut Notes) -> u32 {
        let number = self.whole(key, u64::from(most), notes);
        number.and_then(|number| u32::try_from(number).ok()).unwrap_or(default)
    }

    /// A percentage.
    pub fn share(&mut self, key: &str, notes: &mut Notes) -> Option<Share> {
        let percent = self.number(key, notes)?;
        match Share::from_percent(percent) {
            Ok(share) => Some(share),
            Err(error) => {
                notes.error(&join(&self.pointer, key), format!("\"{key}\" is {percent}: {error}"));
                None
            }
        }
    }

    /// A percentage that must be there: one left out or null is not taken for 0 %.
    pub fn required_share(&mut self, key: &str, example: &str, notes: &mut Notes) -> Share {
        let known = notes.errors.len();
        let share = self.share(key, notes);
        if share.is_none() && notes.errors.len() == known {
            let message = format!("\"{key}\" is missing: a percentage such as {example}");
            notes.error(&self.pointer, message);
        }
        share.unwrap_or_default()
    }

    /// The items of an array with their pointers; none where it is missing.
    pub fn list(&mut self, key: &str, notes: &mut Notes) -> Vec<(Value, String)> {
        let base = join(&self.pointer, key);
        match self.take(key) {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(items)) => {
                items.into_iter().enumerate().map(|(i, item)| (item, format!("{base}/{i}"))).collect()
            }
            Some(other) => {
                self.wrong(key, "a list in square brackets", &other, notes);
                Vec::new()
            }
        }
    }

    /// A list of names.
    pub fn names(&mut self, key: &str, notes: &mut Notes) -> Vec<String> {
        let mut names = Vec::new();
        for (value, pointer) in self.list(key, notes) {
            match value {
                Value::String(name) => names.push(name),
                other => {
                    notes.error(&pointer, format!("expected a name in quotes, found {}", describe(&other)));
                }
            }
        }
        names
    }

    /// One of a few words; the first is the default.
    pub fn word<T: Copy>(&mut self, key: &str, words: &[(&str, T)], notes: &mut Notes) -> Option<T> {
        let text = self.text(key, notes)?;
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() {
            let known: Vec<_> = words.iter().map(|(word, _)| format!("\"{word}\"")).collect();
            let message = format!("\"{key}\" is \"{text}\"; this version knows {}", known.join(", "));
            notes.error(&join(&self.pointer, key), message);
        }
        found
    }

    /// What is left: keys that this version does not know, each with a warning.
    pub fn rest(self, notes: &mut Notes) -> Extra {
        for key in self.map.keys() {
            let message = format!("\"{key}\" is not known here; it is kept, and has no effect");
            notes.warnings.push((join(&self.pointer, key), message));
        }
        self.map
    }
}

/// What a JSON value is, for a person.
pub fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => format!("{flag}"),
        number @ Value::Number(_) => format!("the number {}", json_text(number)),
        Value::String(text) => format!("the text \"{}\"", text.chars().take(40).collect::<String>()),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}
