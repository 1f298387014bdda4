//! What to say when a file is not JSON, in words that help its author.

use super::super::findings::{Fault, Finding, clip};
use super::super::place::line_of;
use super::reader::Reader;

impl Reader<'_> {
    /// The offset after the last character that is not a space: where a file
    /// that was cut off ends, for the eye.
    fn end_of_text(&self) -> usize {
        self.text.trim_end().len()
    }

    /// `inside` is what was being read, and where it began.
    pub(super) fn ends_early(&self, inside: Option<(&str, usize)>) -> Box<Fault> {
        let innermost = || self.open.last().map(|open| ("bracket", open.at));
        let unclosed = match inside.or_else(innermost) {
            Some((what, at)) => {
                format!(": the {what} that begins on line {} is never closed", line_of(self.bytes, at))
            }
            None => String::new(),
        };
        Fault::new(
            self.end_of_text(),
            "ends-early",
            Finding::new(format!("The file ends early{unclosed}."))
                .hint("It was probably cut off. Export or download it again; nothing was loaded."),
        )
    }

    /// Something stands where `wanted` should.
    pub(super) fn odd_start(&self, wanted: &str) -> Box<Fault> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let Some(first) = rest.chars().next() else {
            return self.ends_early(None);
        };
        if ["true", "false", "null"].iter().any(|word| word.starts_with(rest)) {
            return self.ends_early(None);
        }
        if let Some(fault) = self.well_known(first, rest) {
            return fault;
        }
        let (code, message, hint) = match first {
            ',' => (
                "unexpected-comma",
                format!("There is a comma where {wanted} should be."),
                "Delete the extra comma.",
            ),
            ']' | '}' | ')' => (
                "wrong-bracket",
                format!("There is a \"{first}\" where {wanted} should be."),
                "Check that every bracket is closed by its own kind.",
            ),
            c if is_word(c) && !c.is_ascii_digit() => (
                "unquoted-text",
                format!("{} has no quotes around it.", quoted(word(rest))),
                "In JSON every key and every text stands in double quotes.",
            ),
            c => (
                "unexpected-character",
                format!("There is {} where {wanted} should be.", describe(c)),
                "Remove it, or put the text into double quotes.",
            ),
        };
        Fault::new(self.at, code, Finding::new(message).hint(hint))
    }

    /// Marks that show where the text came from.
    fn well_known(&self, first: char, rest: &str) -> Option<Box<Fault>> {
        let python = "This looks like a Python dict. Write it with json.dump, not with print or str.";
        let (code, message, hint) = match first {
            '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '«' | '»' => (
                "curly-quotes",
                format!("This is a typographic quotation mark ({first}), not a straight one."),
                "Curly quotes come from word processors and chat programs: replace them by \".",
            ),
            '\'' | '`' => (
                "single-quotes",
                "JSON uses double quotes.".to_owned(),
                if first == '`' { "Replace them by double quotes." } else { python },
            ),
            _ => match word(rest) {
                "True" | "False" | "None" => {
                    ("python-literal", format!("JSON has no {}.", word(rest)), python)
                }
                "NaN" | "nan" | "Infinity" | "inf" | "undefined" => (
                    "not-a-number",
                    format!("JSON has no {}.", word(rest)),
                    "Leave the key out, or write a number or null.",
                ),
                _ => return None,
            },
        };
        Some(Fault::new(self.at, code, Finding::new(message).hint(hint)))
    }

    pub(super) fn odd_number(&self) -> Box<Fault> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        if rest.starts_with("-Infinity") || rest.starts_with("-NaN") {
            return Fault::new(
                self.at,
                "not-a-number",
                Finding::new("JSON has no Infinity and no NaN.")
                    .hint("Leave the key out, or write a number or null."),
            );
        }
        let end = rest.find([',', ']', '}', ' ', '\n', '\r', '\t']);
        let number = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        if number.len() == rest.len() {
            return self.ends_early(None);
        }
        Fault::new(
            self.at,
            "bad-number",
            Finding::new(format!("{} is not a number in JSON.", quoted(number)))
                .hint("No leading zeros or plus signs, and digits on both sides of the point; or quote it."),
        )
    }

    pub(super) fn missing_colon(&self) -> Box<Fault> {
        match self.peek() {
            None => self.ends_early(None),
            Some(_) => {
                Fault::new(self.at, "missing-colon", Finding::new("A key must be followed by a colon."))
            }
        }
    }

    /// Something other than a comma or the closing bracket follows a value.
    pub(super) fn missing_comma(&self) -> Box<Fault> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let first = rest.chars().next().unwrap_or(' ');
        if let Some(open) = self.open.last()
            && matches!(first, ']' | '}')
        {
            return Fault::new(
                self.at,
                "wrong-bracket",
                Finding::new(format!(
                    "\"{first}\" does not close the bracket opened on line {}; \"{}\" would.",
                    line_of(self.bytes, open.at),
                    char::from(open.close)
                )),
            );
        }
        if matches!(first, '"' | '{' | '[' | '-' | '0'..='9') {
            return Fault::new(
                self.at,
                "missing-comma",
                Finding::new("A comma is missing before this.")
                    .hint("Put a comma at the end of the entry before."),
            );
        }
        if let Some(fault) = self.well_known(first, rest) {
            return fault;
        }
        Fault::new(
            self.at,
            "unexpected-character",
            Finding::new(format!("There is {} where a comma should be.", describe(first)))
                .hint("If the text before holds a double quote, write it as \\\"."),
        )
    }

    pub(super) fn control_in_string(&self, open: usize, at: usize, byte: u8) -> Box<Fault> {
        if matches!(byte, b'\n' | b'\r') {
            return Fault::new(
                open,
                "line-break-in-text",
                Finding::new("The text that begins here runs over the end of its line.")
                    .hint("Close the quotes on the same line; a line break inside is written \\n."),
            );
        }
        let (name, hint) = match byte {
            b'\t' => ("a tab".to_owned(), "Write \\t, or a space."),
            other => (format!("the control character {other:#04x}"), "Remove it."),
        };
        Fault::new(
            at,
            "control-character",
            Finding::new(format!("There is {name} inside a text.")).hint(hint),
        )
    }

    pub(super) fn bad_escape(at: usize) -> Box<Fault> {
        Fault::new(
            at,
            "bad-escape",
            Finding::new("JSON knows no such backslash escape.").hint("Write a backslash itself as \\\\."),
        )
    }
}

/// The word at the start of a text.
fn word(text: &str) -> &str {
    let end = text.find(|c: char| !is_word(c));
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", clip(text))
}

fn describe(character: char) -> String {
    match character {
        '\u{a0}' => "a no-break space".to_owned(),
        '\u{feff}' => "a byte order mark".to_owned(),
        c if c.is_control() || c.is_whitespace() => {
            format!("the invisible character U+{:04X}", u32::from(c))
        }
        c => format!("\"{c}\""),
    }
}
/// Whether a character can be part of a word. Beyond ASCII everything is taken for a letter but
/// spaces, signs and quotation marks.
fn is_word(c: char) -> bool {
    match c {
        '_' | '$' => true,
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{3020}' | '\u{fe00}'..='\u{ffff}' => {
            false
        }
        _ => c < '\u{1f000}',
    }
}
