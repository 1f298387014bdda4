//! JSON text → value (RFC 8259), strictly.

use std::fmt;

use serde_json::{Map, Value};

use super::places::{Places, line_and_column, push_key};
use crate::workflow::decimal;

/// The most lists and objects within each other, as many as the JSON library takes: a text must
/// not use up the stack.
const DEEPEST: usize = 127;

/// Why a text is not JSON: the first place at which it stops being so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonError {
    /// What was expected there.
    pub message: String,
    /// Line, counted from 1.
    pub line: u32,
    /// Column in characters, counted from 1.
    pub column: u32,
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.message)
    }
}

impl std::error::Error for JsonError {}

/// The value that a JSON text holds. Of a repeated key the last value counts.
///
/// # Errors
/// [`JsonError`] where the text is not JSON, or holds what no value can: a number too large for
/// floating point, half of a surrogate pair, or lists and objects more than 127 deep.
pub fn json_value(text: &str) -> Result<Value, JsonError> {
    Reader::new(text, None).document().map(|(value, _)| value)
}

/// As [`json_value`], with the place of each value.
pub(in crate::workflow) fn json_with_places(text: &str) -> Result<(Value, Places), JsonError> {
    Reader::new(text, Some(Places::default())).document()
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    /// The JSON pointer of the value that is being read, where places are wanted.
    pointer: String,
    places: Option<Places>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, places: Option<Places>) -> Self {
        Self { text, at: 0, depth: 0, pointer: String::new(), places }
    }

    fn document(mut self) -> Result<(Value, Places), JsonError> {
        let value = self.value("a value")?;
        self.space();
        if self.at < self.text.len() {
            return self.expected("nothing more");
        }
        Ok((value, self.places.unwrap_or_default()))
    }

    /// The next byte, 0 at the end, where no rule takes it for anything else.
    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn takes(&mut self, byte: u8) -> bool {
        let found = self.peek() == byte;
        self.at += usize::from(found);
        found
    }

    fn space(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    fn error<T>(&self, at: usize, message: String) -> Result<T, JsonError> {
        let (line, column) = line_and_column(self.text, at);
        Err(JsonError { message, line, column })
    }

    fn expected<T>(&self, what: &str) -> Result<T, JsonError> {
        let found = match self.text.get(self.at..).and_then(|rest| rest.chars().next()) {
            None => "the end of the text".to_owned(),
            Some('"') => "a quotation mark".to_owned(),
            Some(char @ '!'..='~') => format!("\"{char}\""),
            Some(char) if char < '\u{a1}' => format!("the character U+{:04X}", u32::from(char)),
            // Curly quotes are seen only by who knows that they are there.
            Some(char) => format!("\"{char}\" (U+{:04X})", u32::from(char)),
        };
        self.error(self.at, format!("expected {what}, found {found}"))
    }

    fn value(&mut self, what: &str) -> Result<Value, JsonError> {
        self.space();
        if let Some(places) = &mut self.places {
            places.offsets.push((self.pointer.clone(), self.at));
        }
        match self.peek() {
            b'{' => self.within(Self::object),
            b'[' => self.within(Self::array),
            b'"' => Ok(Value::String(self.string()?)),
            b'-' | b'0'..=b'9' => self.number(),
            b't' => self.word("true", Value::Bool(true)),
            b'f' => self.word("false", Value::Bool(false)),
            b'n' => self.word("null", Value::Null),
            _ => self.expected(what),
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, JsonError> {
        for byte in word.bytes() {
            if !self.takes(byte) {
                return self.expected(&format!("\"{word}\""));
            }
        }
        Ok(value)
    }

    /// Reads what follows a bracket or a brace.
    fn within(&mut self, read: fn(&mut Self) -> Result<Value, JsonError>) -> Result<Value, JsonError> {
        if self.depth == DEEPEST {
            let message = format!("lists and objects may be within each other {DEEPEST} times at most");
            return self.error(self.at, message);
        }
        self.depth += 1;
        self.at += 1;
        self.space();
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn array(&mut self) -> Result<Value, JsonError> {
        let mut items = Vec::new();
        if self.takes(b']') {
            return Ok(Value::Array(items));
        }
        let mut what = "a value or \"]\"";
        loop {
            let length = self.pointer.len();
            if self.places.is_some() {
                push_key(&mut self.pointer, &items.len().to_string());
            }
            items.push(self.value(what)?);
            self.pointer.truncate(length);
            self.space();
            if self.takes(b']') {
                return Ok(Value::Array(items));
            }
            if !self.takes(b',') {
                return self.expected("\",\" or \"]\"");
            }
            what = "another value after the comma";
        }
    }

    fn object(&mut self) -> Result<Value, JsonError> {
        let mut map = Map::new();
        if self.takes(b'}') {
            return Ok(Value::Object(map));
        }
        let mut what = "a key in double quotes or \"}\"";
        loop {
            self.space();
            if self.peek() != b'"' {
                return self.expected(what);
            }
            self.field(&mut map)?;
            self.space();
            if self.takes(b'}') {
                return Ok(Value::Object(map));
            }
            if !self.takes(b',') {
                return self.expected("\",\" or \"}\"");
            }
            what = "another key in double quotes after the comma";
        }
    }

    fn field(&mut self, map: &mut Map<String, Value>) -> Result<(), JsonError> {
        let start = self.at;
        let key = self.string()?;
        let length = self.pointer.len();
        if self.places.is_some() {
            push_key(&mut self.pointer, &key);
        }
        self.space();
        if !self.takes(b':') {
            return self.expected("\":\" after the key");
        }
        let value = self.value("a value")?;
        let repeats = map.insert(key, value).is_some();
        if let Some(places) = self.places.as_mut().filter(|_| repeats) {
            places.repeated.push((self.pointer.clone(), start));
        }
        self.pointer.truncate(length);
        Ok(())
    }

    fn number(&mut self) -> Result<Value, JsonError> {
        let start = self.at;
        self.takes(b'-');
        let zero = self.peek() == b'0';
        let first = self.at;
        self.digits()?;
        if zero && self.at > first + 1 {
            return self.error(first + 1, "a number of more digits must not begin with 0".to_owned());
        }
        let mut whole = true;
        if self.takes(b'.') {
            whole = false;
            self.digits()?;
        }
        if self.takes(b'e') || self.takes(b'E') {
            whole = false;
            let _ = self.takes(b'+') || self.takes(b'-');
            self.digits()?;
        }
        let digits = self.text.get(start..self.at).unwrap_or_default();
        // There is no whole number -0, and one with too many digits is read as others are.
        if whole && digits != "-0" {
            if let Ok(number) = digits.parse::<u64>() {
                return Ok(Value::from(number));
            }
            if let Ok(number) = digits.parse::<i64>() {
                return Ok(Value::from(number));
            }
        }
        match decimal(digits).filter(|number| number.is_finite()) {
            Some(number) => Ok(Value::from(number)),
            None => self.error(start, "this number is too large".to_owned()),
        }
    }

    fn digits(&mut self) -> Result<(), JsonError> {
        if !self.peek().is_ascii_digit() {
            return self.expected("a digit");
        }
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        Ok(())
    }

    /// A text, from its opening quote on.
    fn string(&mut self) -> Result<String, JsonError> {
        let mut string = String::new();
        self.at += 1;
        loop {
            let start = self.at;
            while !matches!(self.peek(), ..b' ' | b'"' | b'\\') {
                self.at += 1;
            }
            string.push_str(self.text.get(start..self.at).unwrap_or_default());
            match self.peek() {
                b'"' => {
                    self.at += 1;
                    return Ok(string);
                }
                b'\\' => string.push(self.escape()?),
                b'\n' | b'\r' => {
                    let message = "expected a closing quotation mark before the end of the line";
                    return self.error(self.at, message.to_owned());
                }
                control if self.at < self.text.len() => {
                    return self
                        .error(self.at, format!("in a text this character is written \\u{control:04x}"));
                }
                _ => return self.expected("a closing quotation mark"),
            }
        }
    }

    fn escape(&mut self) -> Result<char, JsonError> {
        let start = self.at;
        self.at += 1;
        let letter = self.peek();
        if letter == b'u' {
            return self.unicode(start);
        }
        let char = match letter {
            b'"' | b'\\' | b'/' => char::from(letter),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            _ => return self.expected("one of \" \\ / b f n r t u after the backslash"),
        };
        self.at += 1;
        Ok(char)
    }

    /// A character by its number, or by the two halves of a surrogate pair.
    fn unicode(&mut self, start: usize) -> Result<char, JsonError> {
        let mut number = self.hexadecimal()?;
        if matches!(number, 0xd800..0xdc00) && self.takes(b'\\') && self.peek() == b'u' {
            let low = self.hexadecimal()?;
            // Of a low half that is none, the high one stays alone.
            if matches!(low, 0xdc00..0xe000) {
                number = 0x1_0000 + ((number - 0xd800) << 10) + (low - 0xdc00);
            }
        }
        match char::from_u32(number) {
            Some(char) => Ok(char),
            None if number < 0xdc00 && self.at == self.text.len() => {
                self.expected("the other half of a surrogate pair")
            }
            None => self.error(start, "this is half of a surrogate pair, without the other half".to_owned()),
        }
    }

    /// The four digits after the `u` of an escape.
    fn hexadecimal(&mut self) -> Result<u32, JsonError> {
        self.at += 1;
        let mut number = 0;
        for _ in 0..4 {
            let Some(digit) = char::from(self.peek()).to_digit(16) else {
                return self.expected("four hexadecimal digits after \\u");
            };
            number = number * 16 + digit;
            self.at += 1;
        }
        Ok(number)
    }
}
