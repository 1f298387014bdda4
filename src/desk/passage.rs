//! A place in a file, named by line and column, with what stands around it. It knows no browser: the
//! file comes in pieces, so that a large one is never held whole.

/// Lines shown before and after the one meant.
const AROUND: usize = 3;

/// Characters of a line that are shown at most.
const WIDEST: usize = 160;

/// Characters shown before the place, where its line is too long to be shown whole.
const BEFORE: usize = 60;

/// Looks for the offset of a line and column, both counted from 1 as the importer counts them: LF,
/// CRLF and CR each end a line, columns count characters, a byte order mark has no column.
#[derive(Debug)]
pub struct Search {
    line: u32,
    column: u32,
    /// Line and column of the next character.
    at: (u32, u32),
    /// Bytes seen so far.
    seen: u64,
    after_cr: bool,
}

impl Search {
    /// A search that has seen nothing yet.
    #[must_use]
    pub const fn new(line: u32, column: u32) -> Self {
        Self { line, column, at: (1, 1), seen: 0, after_cr: false }
    }

    /// Looks at the next bytes of the file; the offset of the place where it is among them. A column
    /// that its line does not have is the line's end.
    pub fn feed(&mut self, bytes: &[u8]) -> Option<u64> {
        let mut bytes = bytes;
        if self.seen == 0 && bytes.starts_with(b"\xEF\xBB\xBF") {
            bytes = bytes.get(3..).unwrap_or_default();
            self.seen = 3;
        }
        for byte in bytes {
            let joins = self.after_cr && *byte == b'\n';
            let continues = (0x80..0xC0).contains(byte);
            let ends_line = matches!(byte, b'\n' | b'\r');
            if !joins && !continues {
                let here = self.at.0 == self.line && (self.at.1 >= self.column || ends_line);
                if here || self.at.0 > self.line {
                    return Some(self.seen);
                }
            }
            if ends_line && !joins {
                self.at = (self.at.0.saturating_add(1), 1);
            } else if !continues && !joins {
                self.at.1 = self.at.1.saturating_add(1);
            }
            self.after_cr = *byte == b'\r';
            self.seen += 1;
        }
        None
    }

    /// The offset of the file's end, where the place was not before it.
    #[must_use]
    pub const fn end(&self) -> u64 {
        self.seen
    }
}

/// A line of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1.
    pub number: u32,
    /// What is shown before the place; of other lines all that is shown.
    pub before: String,
    /// The character at the place, on its line alone; empty at the line's end.
    pub at: Option<String>,
    /// What is shown after it.
    pub after: String,
}

/// The lines around a place. `slice` is some of the file, `at` the place in it, `line` the place's
/// line; `whole` says whether the slice begins with the file, and ends with it.
#[must_use]
pub fn passage(slice: &[u8], at: usize, line: u32, whole: (bool, bool)) -> Vec<Line> {
    let at = at.min(slice.len());
    let before: Vec<String> = lines(slice.get(..at).unwrap_or_default());
    let after: Vec<String> = lines(slice.get(at..).unwrap_or_default());
    let mut shown = Vec::new();
    let first = before.len().saturating_sub(1 + AROUND);
    let is_last = |place: usize| place + 1 == before.len();
    for (place, text) in before.iter().enumerate().skip(first).filter(|(place, _)| !is_last(*place)) {
        // A line whose beginning is not in the slice is shown from its end.
        let cut = place == 0 && !whole.0;
        let back = u32::try_from(before.len() - 1 - place).unwrap_or(u32::MAX);
        let text = if cut { format!("…{}", last(text, WIDEST)) } else { clipped(text) };
        shown.push(Line { number: line.saturating_sub(back), before: text, at: None, after: String::new() });
    }
    let start = before.last().map(String::as_str).unwrap_or_default();
    let cut = before.len() == 1 && !whole.0;
    shown.push(marked(line, start, cut, after.first().map(String::as_str).unwrap_or_default()));
    for (place, text) in after.iter().enumerate().skip(1).take(AROUND) {
        let number = line.saturating_add(u32::try_from(place).unwrap_or(u32::MAX));
        // Nothing is after a line break that ends the file.
        let is_end = place + 1 == after.len();
        if !(is_end && whole.1 && text.is_empty()) {
            shown.push(Line { number, before: clipped(text), at: None, after: String::new() });
        }
    }
    shown
}

/// The line of the place, with no more of it than can be shown.
fn marked(number: u32, start: &str, cut: bool, rest: &str) -> Line {
    let tail = last(start, BEFORE);
    let is_short = !cut && start.chars().count() + rest.chars().count() <= WIDEST;
    let before =
        if is_short || (!cut && tail.len() == start.len()) { start.to_owned() } else { format!("…{tail}") };
    let mut rest = rest.chars();
    let at = rest.next().map(String::from).unwrap_or_default();
    let room = WIDEST.saturating_sub(before.chars().count());
    let rest = rest.as_str();
    let after = if rest.chars().nth(room).is_none() {
        rest.to_owned()
    } else {
        format!("{}…", rest.chars().take(room).collect::<String>())
    };
    Line { number, before, at: Some(at), after }
}

fn clipped(text: &str) -> String {
    match text.char_indices().nth(WIDEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The last characters of a text.
fn last(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().nth(count.saturating_sub(1)).map_or(0, |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

/// The lines of some bytes, without their breaks.
fn lines(bytes: &[u8]) -> Vec<String> {
    let text = text(bytes).replace("\r\n", "\n");
    text.split(['\n', '\r']).map(str::to_owned).collect()
}

/// Bytes as text: UTF-8, else each as the character of its number, which is close to what a file of
/// an old Windows says. Characters that were cut at an end are left out.
fn text(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let skipped = bytes.iter().take(3).take_while(|byte| (0x80..0xC0).contains(*byte)).count();
    let inner = bytes.get(skipped..).unwrap_or_default();
    match std::str::from_utf8(inner) {
        Ok(text) => text.to_owned(),
        Err(error) if error.error_len().is_none() => {
            String::from_utf8_lossy(inner.get(..error.valid_up_to()).unwrap_or_default()).into_owned()
        }
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &[u8], line: u32, column: u32, piece: usize) -> u64 {
        let mut search = Search::new(line, column);
        text.chunks(piece).find_map(|bytes| search.feed(bytes)).unwrap_or_else(|| search.end())
    }

    #[test]
    fn a_place_is_found_whatever_the_pieces() {
        let text = "a\nbö€c\r\nd\re\n\n\u{fe0f}f".as_bytes();
        let at = |letter: &str| {
            let text = std::str::from_utf8(text).unwrap();
            text.find(letter).unwrap() as u64
        };
        for piece in 1..=text.len() {
            for (letter, line, column) in [
                ("a", 1, 1),
                ("b", 2, 1),
                ("ö", 2, 2),
                ("€", 2, 3),
                ("c", 2, 4),
                ("d", 3, 1),
                ("e", 4, 1),
                ("f", 6, 2),
            ] {
                assert_eq!(find(text, line, column, piece), at(letter), "{letter} in pieces of {piece}");
            }
            // Ends: of a line, of an empty one, of the file.
            assert_eq!(find(text, 1, 9, piece), 1);
            assert_eq!(find(text, 2, 9, piece), at("c") + 1, "the break of two characters is one");
            assert_eq!(find(text, 5, 1, piece), at("e") + 2);
            assert_eq!(find(text, 6, 9, piece), text.len() as u64);
        }
    }

    #[test]
    fn a_byte_order_mark_has_no_column() {
        let text = "\u{feff}{\"a\": 1}".as_bytes();
        assert_eq!((find(text, 1, 1, 99), find(text, 1, 2, 99)), (3, 4));
    }

    fn shown(text: &str, line: u32, column: u32) -> Vec<Line> {
        let at = find(text.as_bytes(), line, column, 99) as usize;
        passage(text.as_bytes(), at, line, (true, true))
    }

    #[test]
    fn the_lines_around_are_shown_with_their_numbers() {
        let text = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n";
        let lines = shown(text, 5, 3);
        assert_eq!(lines.iter().map(|line| line.number).collect::<Vec<_>>(), [2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(
            (lines[3].before.as_str(), lines[3].at.as_deref(), lines[3].after.as_str()),
            ("fi", Some("v"), "e")
        );
        assert_eq!(lines[6].before, "eight");
        assert!(lines.iter().enumerate().all(|(i, line)| line.at.is_some() == (i == 3)));
    }

    #[test]
    fn the_ends_of_a_file_are_shown() {
        assert_eq!(shown("ab\n", 1, 1).len(), 1, "nothing follows the last break");
        let end = shown("ab\ncd", 2, 3);
        assert_eq!(
            (end[1].before.as_str(), end[1].at.as_deref(), end[1].after.as_str()),
            ("cd", Some(""), "")
        );
        assert_eq!(shown("", 1, 1)[0].at.as_deref(), Some(""));
    }

    #[test]
    fn a_line_too_long_is_shown_around_the_place() {
        let text = format!("{}X{}", "ä".repeat(5_000), "b".repeat(5_000));
        let line = shown(&text, 1, 5_001).remove(0);
        assert_eq!(line.at.as_deref(), Some("X"));
        assert_eq!(line.before, format!("…{}", "ä".repeat(BEFORE)));
        assert!(line.after.ends_with("b…") && line.after.chars().count() < WIDEST);
    }

    #[test]
    fn a_slice_may_be_cut_inside_a_character_and_a_line() {
        let text = "ö".repeat(100);
        let slice = &text.as_bytes()[1..101];
        let line = passage(slice, 49, 7, (false, false)).remove(0);
        assert_eq!((line.number, line.at.as_deref()), (7, Some("ö")));
        assert!(line.before.starts_with('…'));
    }

    #[test]
    fn bytes_of_an_old_encoding_are_still_shown() {
        let line = passage(b"caf\xe9,x\ny", 5, 1, (true, true)).remove(0);
        assert_eq!((line.before.as_str(), line.at.as_deref()), ("café,", Some("x")));
    }
}
