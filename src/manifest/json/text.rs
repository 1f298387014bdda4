//! A string of the file, decoded only if somebody asks.

use std::borrow::Cow;

/// A string between its quotes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Text<'a> {
    /// What lies between the quotes, escapes and all. Its escapes are well formed.
    pub(crate) raw: &'a str,
    /// The offset of the opening quote.
    pub(crate) at: usize,
    pub(crate) escaped: bool,
}

impl<'a> Text<'a> {
    /// Its characters, and whether half a surrogate pair had to be replaced.
    pub(crate) fn decode(&self) -> (Cow<'a, str>, bool) {
        if !self.escaped {
            return (Cow::Borrowed(self.raw), false);
        }
        let mut text = String::with_capacity(self.raw.len());
        let mut broken = false;
        let mut rest = self.raw;
        while let Some(stop) = rest.find('\\') {
            text.push_str(rest.get(..stop).unwrap_or_default());
            let (character, length) = unescape(rest.get(stop..).unwrap_or_default());
            broken |= character.is_none();
            text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
            rest = rest.get(stop + length..).unwrap_or_default();
        }
        text.push_str(rest);
        (Cow::Owned(text), broken)
    }

    /// Its characters, for comparing keys.
    pub(crate) fn key(&self) -> Cow<'a, str> {
        self.decode().0
    }
}

/// The character of the escape at the start of `text`, and the escape's length.
fn unescape(text: &str) -> (Option<char>, usize) {
    let character = match text.as_bytes().get(1) {
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode(text),
        Some(other) => char::from(*other),
        None => return (None, text.len().max(1)),
    };
    (Some(character), 2)
}

fn unicode(text: &str) -> (Option<char>, usize) {
    let Some(high) = unit(text) else {
        return (None, 6);
    };
    if let Some(character) = char::from_u32(high) {
        return (Some(character), 6);
    }
    let low = text.get(6..).and_then(unit).unwrap_or(0);
    if (0xD800..0xDC00).contains(&high) && (0xDC00..0xE000).contains(&low) {
        let code = 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
        return (char::from_u32(code), 12);
    }
    (None, 6)
}

/// The number in a `\uXXXX` escape.
fn unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    u32::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(raw: &str) -> (String, bool) {
        let text = Text { raw, at: 0, escaped: raw.contains('\\') };
        let (text, broken) = text.decode();
        (text.into_owned(), broken)
    }

    #[test]
    fn escapes() {
        assert_eq!(decode(r#"a\"\\\/\n\u00e4z"#), ("a\"\\/\näz".to_owned(), false));
        assert_eq!(decode(r"\ud83d\ude00"), ("😀".to_owned(), false));
        assert_eq!(decode(r"\ud83dx"), ("\u{fffd}x".to_owned(), true));
        assert_eq!(decode(r"\ude00\ud83d"), ("\u{fffd}\u{fffd}".to_owned(), true));
        assert_eq!(decode(r"\ud83d\u0041"), ("\u{fffd}A".to_owned(), true));
    }
}
