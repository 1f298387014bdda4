//! Records and fields (RFC 4180), with the offset of every field.

use std::borrow::Cow;

use super::super::findings::{Fault, Finding, Findings};
use super::super::scan;

/// One field of a record, without its quotes.
#[derive(Debug, Clone)]
pub(crate) struct Field<'a> {
    pub(crate) at: usize,
    pub(crate) text: Cow<'a, str>,
}

/// Reads records one after another. LF, CRLF and CR all end one.
#[derive(Debug)]
pub(crate) struct Records<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    delimiter: u8,
}

impl<'a> Records<'a> {
    pub(crate) fn new(text: &'a str, at: usize, delimiter: u8) -> Self {
        Self { text, bytes: text.as_bytes(), at, delimiter }
    }

    /// Fills `fields` with the next record; false at the end of the file.
    pub(crate) fn next(
        &mut self,
        fields: &mut Vec<Field<'a>>,
        found: &mut Findings,
    ) -> Result<bool, Box<Fault>> {
        fields.clear();
        if self.at >= self.bytes.len() {
            return Ok(false);
        }
        // Joined files carry a byte order mark before a later heading.
        if self.rest().starts_with('\u{feff}') {
            self.at += '\u{feff}'.len_utf8();
        }
        loop {
            let field = self.field(found)?;
            fields.push(field);
            match self.bytes.get(self.at) {
                Some(byte) if *byte == self.delimiter => self.at += 1,
                Some(b'\r') if self.bytes.get(self.at + 1) == Some(&b'\n') => {
                    self.at += 2;
                    return Ok(true);
                }
                Some(_) => {
                    self.at += 1;
                    return Ok(true);
                }
                None => return Ok(true),
            }
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    fn field(&mut self, found: &mut Findings) -> Result<Field<'a>, Box<Fault>> {
        let at = self.at;
        let text = if self.bytes.get(at) == Some(&b'"') {
            self.quoted(found)?
        } else {
            self.at = scan::field_stop(self.bytes, at, self.delimiter);
            Cow::Borrowed(self.slice(at, self.at))
        };
        Ok(Field { at, text })
    }

    fn quoted(&mut self, found: &mut Findings) -> Result<Cow<'a, str>, Box<Fault>> {
        let open = self.at;
        let mut text = Cow::Borrowed("");
        self.at += 1;
        loop {
            let Some(length) = self.rest().find('"') else {
                return Err(unclosed(open));
            };
            append(&mut text, self.slice(self.at, self.at + length));
            self.at += length + 1;
            if self.bytes.get(self.at) != Some(&b'"') {
                break;
            }
            append(&mut text, "\"");
            self.at += 1;
        }
        let stop = scan::field_stop(self.bytes, self.at, self.delimiter);
        let after = self.slice(self.at, stop);
        if !after.trim().is_empty() {
            found.warning(self.at, "text-after-quote", || {
                Finding::new("Text follows the closing quote; it was read as part of the field.")
                    .hint("A quote inside quotes is written twice.")
            });
            append(&mut text, after);
        }
        self.at = stop;
        Ok(text)
    }
}

/// Borrows while there is only one part.
fn append<'a>(text: &mut Cow<'a, str>, part: &'a str) {
    if text.is_empty() {
        *text = Cow::Borrowed(part);
    } else if !part.is_empty() {
        text.to_mut().push_str(part);
    }
}

fn unclosed(open: usize) -> Box<Fault> {
    Fault::new(
        open,
        "unclosed-quote",
        Finding::new("The quote that opens here is never closed; it swallows the rest of the file.")
            .hint("Close it, or write a quote that belongs to the text twice inside quotes."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let mut records = Records::new(text, 0, b',');
        let mut fields = Vec::new();
        let mut all = Vec::new();
        while records.next(&mut fields, &mut Findings::default()).unwrap() {
            all.push(fields.iter().map(|f| f.text.to_string()).collect());
        }
        all
    }

    #[test]
    fn quotes_and_line_ends() {
        assert_eq!(rows("a,b\r\nc,\rd\n"), [["a", "b"].to_vec(), ["c", ""].to_vec(), ["d"].to_vec()]);
        assert_eq!(rows("\"a,\"\"b\"\"\nc\",d"), [["a,\"b\"\nc", "d"]]);
        assert_eq!(rows("\"\"\"\",\"\""), [["\"", ""]]);
        assert_eq!(rows("a\"b,c"), [["a\"b", "c"]]);
        assert_eq!(rows("\"a\"b,\"c\" "), [["ab", "c"]]);
        assert_eq!(rows("\n\n"), [[""], [""]]);
    }
}
