//! From byte offsets to lines and columns, each in one forward sweep.

use super::scan;

/// Turns offsets into line and column, both counted from 1.
///
/// A line ends with LF, CRLF or CR. A column counts characters, not bytes.
/// The sweep only goes forward, so any number of ascending offsets costs one
/// pass over the file.
#[derive(Debug)]
pub(crate) struct Places<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u32,
    column: u32,
}

impl<'a> Places<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, line: 1, column: 1 }
    }

    /// The place of `offset`, which must not be smaller than the last one asked for.
    pub(crate) fn locate(&mut self, offset: usize) -> (u32, u32) {
        let end = offset.min(self.bytes.len());
        while self.at < end {
            let byte = self.bytes.get(self.at).copied().unwrap_or(0);
            let next = self.bytes.get(self.at + 1).copied();
            self.at += 1;
            match byte {
                b'\r' if next == Some(b'\n') => {}
                b'\n' | b'\r' => {
                    self.line = self.line.saturating_add(1);
                    self.column = 1;
                }
                // The second and later bytes of a character.
                0x80..=0xBF => {}
                _ => self.column = self.column.saturating_add(1),
            }
        }
        (self.line, self.column)
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
            let pairs = part.iter().zip(following);
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

    #[test]
    fn columns_count_characters() {
        let text = "ä€😀x";
        let mut places = Places::new(text.as_bytes());
        assert_eq!(places.locate(text.len() - 1), (1, 4));
        assert_eq!(places.locate(999), (1, 5));
    }
}
