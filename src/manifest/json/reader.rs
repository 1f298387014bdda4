//! The reader: containers, separators, values.

use super::super::findings::{Fault, Finding, Findings};
use super::super::scan;
use super::number;
use super::text::Text;

/// Deepest nesting read. Nothing recurses, so this only keeps absurd files out.
const DEEPEST: usize = 128;

/// The next value. A container is entered: its members come next.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Value<'a> {
    Object,
    Array,
    Text(Text<'a>),
    Number,
    Bool(bool),
    Null,
}

impl Value<'_> {
    /// What to call it in a sentence.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Object => "an object",
            Self::Array => "a list",
            Self::Text(_) => "text",
            Self::Number => "a number",
            Self::Bool(_) => "true or false",
            Self::Null => "null",
        }
    }
}

/// A container that is open: where, and which bracket closes it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    pub(super) at: usize,
    pub(super) close: u8,
}

#[derive(Debug)]
pub(crate) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
    pub(super) open: Vec<Open>,
    /// The innermost container has had no member yet.
    fresh: bool,
    /// Comments and trailing commas met so far.
    pub(super) oddities: usize,
    pub(crate) found: Findings,
}

pub(super) type Outcome<T> = Result<T, Box<Fault>>;

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            open: Vec::new(),
            fresh: false,
            oddities: 0,
            found: Findings::default(),
        }
    }

    /// A reader of the part between two offsets, which goes on with what was found before.
    pub(crate) fn of_part(text: &'a str, start: usize, end: usize, found: Findings) -> Self {
        let text = text.get(..end).unwrap_or_default();
        Self { at: start, found, ..Self::new(text) }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The innermost open container is an object.
    pub(crate) fn in_object(&self) -> bool {
        self.open.last().is_some_and(|open| open.close == b'}')
    }

    pub(crate) fn oddities(&self) -> usize {
        self.oddities
    }

    /// The text between two offsets that fall between characters.
    pub(crate) fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Where the next value begins, past spaces and comments.
    pub(crate) fn position(&mut self) -> Outcome<usize> {
        self.skip_space()?;
        Ok(self.at)
    }

    /// The end of what has been read.
    pub(crate) fn offset(&self) -> usize {
        self.at
    }

    /// Nothing but spaces and comments is left.
    pub(crate) fn at_end(&mut self) -> Outcome<bool> {
        self.skip_space()?;
        Ok(self.peek().is_none())
    }

    /// Reads a scalar or enters a container.
    pub(crate) fn value(&mut self) -> Outcome<Value<'a>> {
        self.skip_space()?;
        match self.peek() {
            Some(b'"') => Ok(Value::Text(self.string()?)),
            Some(b'{') => self.enter(b'}').map(|()| Value::Object),
            Some(b'[') => self.enter(b']').map(|()| Value::Array),
            Some(b't') if self.word("true") => Ok(Value::Bool(true)),
            Some(b'f') if self.word("false") => Ok(Value::Bool(false)),
            Some(b'n') if self.word("null") => Ok(Value::Null),
            Some(b'-' | b'0'..=b'9') => match number::end(self.bytes, self.at) {
                Some(end) => {
                    self.at = end;
                    Ok(Value::Number)
                }
                None => Err(self.odd_number()),
            },
            _ => Err(self.odd_start("a value")),
        }
    }

    fn word(&mut self, word: &str) -> bool {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let after = rest.get(word.len());
        let ends = !after.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
        let is = ends && rest.starts_with(word.as_bytes());
        if is {
            self.at += word.len();
        }
        is
    }

    fn enter(&mut self, close: u8) -> Outcome<()> {
        if self.open.len() >= DEEPEST {
            return Err(Fault::new(
                self.at,
                "too-deep",
                Finding::new(format!(
                    "Brackets are nested more than {DEEPEST} deep here; no manifest needs that."
                )),
            ));
        }
        self.open.push(Open { at: self.at, close });
        self.at += 1;
        self.fresh = true;
        Ok(())
    }

    /// The next key of the object entered last, up to and with its colon;
    /// `None` when the object has closed.
    pub(crate) fn next_key(&mut self) -> Outcome<Option<Text<'a>>> {
        if !self.next_member(b'}')? {
            return Ok(None);
        }
        if self.peek() != Some(b'"') {
            return Err(self.odd_start("a key in double quotes"));
        }
        let key = self.string()?;
        self.skip_space()?;
        if self.peek() != Some(b':') {
            return Err(self.missing_colon());
        }
        self.at += 1;
        Ok(Some(key))
    }

    /// Steps to the next value of the array entered last; false when it has closed.
    pub(crate) fn next_element(&mut self) -> Outcome<bool> {
        self.next_member(b']')
    }

    fn next_member(&mut self, close: u8) -> Outcome<bool> {
        self.skip_space()?;
        let fresh = std::mem::replace(&mut self.fresh, false);
        match self.peek() {
            Some(byte) if byte == close => self.leave(),
            Some(b',') if !fresh => {
                let comma = self.at;
                self.at += 1;
                self.skip_space()?;
                if self.peek() != Some(close) {
                    return Ok(true);
                }
                self.oddities += 1;
                self.found.warning(comma, "trailing-comma", || {
                    Finding::new("The comma after the last entry is not JSON; it was ignored.")
                        .hint("Delete this comma.")
                });
                self.leave();
            }
            None => return Err(self.ends_early(None)),
            Some(_) if fresh => return Ok(true),
            Some(_) => return Err(self.missing_comma()),
        }
        Ok(false)
    }

    fn leave(&mut self) {
        self.open.pop();
        self.at += 1;
    }

    /// Skips the next value, whatever it is, and gives its offsets.
    pub(crate) fn skip_value(&mut self) -> Outcome<(usize, usize)> {
        let start = self.position()?;
        let depth = self.depth();
        self.value()?;
        self.skip_to(depth)?;
        Ok((start, self.at))
    }

    /// Skips the rest of every container deeper than `depth`.
    pub(crate) fn skip_to(&mut self, depth: usize) -> Outcome<()> {
        while self.depth() > depth {
            let more = if self.in_object() { self.next_key()?.is_some() } else { self.next_element()? };
            if more {
                self.value()?;
            }
        }
        Ok(())
    }

    fn string(&mut self) -> Outcome<Text<'a>> {
        let open = self.at;
        let mut at = open + 1;
        let mut escaped = false;
        loop {
            at = scan::string_stop(self.bytes, at);
            match self.bytes.get(at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    at = self.escape(at, open)?;
                }
                Some(byte) => return Err(self.control_in_string(open, at, *byte)),
                None => return Err(self.ends_early(Some(("text", open)))),
            }
        }
        self.at = at + 1;
        Ok(Text { raw: self.slice(open + 1, at), at: open, escaped })
    }

    /// The offset after the escape that begins at `at`.
    fn escape(&self, at: usize, open: usize) -> Outcome<usize> {
        match self.bytes.get(at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(at + 2),
            Some(b'u') if at + 6 > self.bytes.len() => Err(self.ends_early(Some(("text", open)))),
            Some(b'u') => {
                let digits = self.bytes.get(at + 2..at + 6).unwrap_or_default();
                if digits.len() == 4 && digits.iter().all(u8::is_ascii_hexdigit) {
                    Ok(at + 6)
                } else {
                    Err(Self::bad_escape(at))
                }
            }
            Some(_) => Err(Self::bad_escape(at)),
            None => Err(self.ends_early(Some(("text", open)))),
        }
    }
}
