//! From byte offsets to lines and columns, each in one forward sweep.

use super::scan;

/// Turns offsets into line and column, both counted from 1.
///
/// A line ends with LF, CRLF or CR. A column counts characters, not bytes.
/// The sweep only goes forward, so any number of ascending offsets costs one
/// pass over the file.
#[derive(Debug)]
pub(crate) struct Places<'a> {
    lines: Lines<'a>,
    column: u32,
}

impl<'a> Places<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { lines: Lines::new(bytes), column: 1 }
    }

    /// The place of `offset`, which must not be smaller than the last one asked for.
    pub(crate) fn locate(&mut self, offset: usize) -> (u32, u32) {
        let (bytes, from, before) = (self.lines.bytes, self.lines.at, self.lines.line);
        let end = offset.min(bytes.len());
        let line = self.lines.line(end);
        let mut part = from..end.max(from);
        if line > before {
            let last = part.clone().rev().find(|at| ends_line(bytes, *at));
            part.start = last.map_or(part.start, |last| last + 1);
            self.column = 1;
        }
        // Not the second and later bytes of a character, nor the first half of a line's end.
        let is_character = |at: &usize| !matches!(bytes.get(*at), Some(0x80..=0xBF | b'\r'));
        let characters = u32::try_from(part.filter(is_character).count()).unwrap_or(u32::MAX);
        self.column = self.column.saturating_add(characters);
        (line, self.column)
    }
}

/// Whether a line ends with the byte at an offset. Of CRLF the second one ends it.
fn ends_line(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at) {
        Some(b'\n') => true,
        Some(b'\r') => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    }
}

/// The line of one offset, for messages that name a second place.
pub(crate) fn line_of(bytes: &[u8], offset: usize) -> u32 {
    Places::new(bytes).locate(offset).0
}

/// Counts lines alone, fast enough to be asked for every unit of a large file.
#[derive(Debug)]
pub(crate) struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u32,
    has_cr: bool,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, line: 1, has_cr: bytes.contains(&b'\r') }
    }

    /// The length of the whole text.
    pub(crate) fn length(&self) -> usize {
        self.bytes.len()
    }

    /// The line of `offset`; offsets must come in ascending order.
    pub(crate) fn line(&mut self, offset: usize) -> u32 {
        let part = self.bytes.get(self.at..offset).unwrap_or_default();
        let mut breaks = scan::count(part, b'\n');
        if self.has_cr {
            let following = self.bytes.get(self.at + 1..).unwrap_or_default();
            let pairs = part.iter().zip(following.iter().chain(&[0]));
            breaks += pairs.filter(|(a, b)| **a == b'\r' && **b != b'\n').count();
        }
        self.at = self.at.max(offset);
        let breaks = u32::try_from(breaks).unwrap_or(u32::MAX);
        self.line = self.line.saturating_add(breaks);
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_break_counts_once() {
        let text = "a\nb\r\nc\rd\n\r\re";
        let mut places = Places::new(text.as_bytes());
        let mut lines = Lines::new(text.as_bytes());
        for (letter, line) in [("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 7)] {
            let offset = text.find(letter).unwrap();
            assert_eq!(places.locate(offset), (line, 1), "{letter}");
            assert_eq!(lines.line(offset), line, "{letter}");
        }
    }

    /// Character by character.
    fn plainly(text: &str, offset: usize) -> (u32, u32) {
        let mut place = (1, 1);
        for (at, c) in text.char_indices().filter(|(at, _)| *at < offset) {
            match c {
                '\r' if text[at + 1..].starts_with('\n') => {}
                '\n' | '\r' => place = (place.0 + 1, 1),
                _ => place.1 += 1,
            }
        }
        place
    }

    #[test]
    fn every_place_in_every_short_text_is_found() {
        let letters = ['a', 'ä', '\r', '\n'];
        for number in 0..4_usize.pow(6) {
            let text: String = (0..6).map(|i| letters[number / 4_usize.pow(i) % 4]).collect();
            for step in 1..4 {
                let (mut places, mut lines) = (Places::new(text.as_bytes()), Lines::new(text.as_bytes()));
                for (offset, _) in text.char_indices().chain([(text.len(), ' ')]).step_by(step) {
                    let place = plainly(&text, offset);
                    assert_eq!(places.locate(offset), place, "{text:?} {offset}");
                    assert_eq!(lines.line(offset), place.0, "{text:?} {offset}");
                }
            }
        }
    }

    #[test]
    fn columns_count_characters() {
        let text = "ä€😀x";
        let mut places = Places::new(text.as_bytes());
        assert_eq!(places.locate(text.len() - 1), (1, 4));
        assert_eq!(places.locate(999), (1, 5));
    }
}
