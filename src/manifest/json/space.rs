//! What may stand between two values: spaces and, with a warning, comments.

use super::super::findings::Finding;
use super::reader::{Outcome, Reader};

impl Reader<'_> {
    pub(super) fn skip_space(&mut self) -> Outcome<()> {
        loop {
            match self.peek() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                Some(b'/' | b'#') if self.comment()? => {}
                _ => return Ok(()),
            }
        }
    }

    /// Skips one comment; false if this is none.
    fn comment(&mut self) -> Outcome<bool> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = if rest.starts_with(b"/*") {
            let body = self.text.get(self.at + 2..).unwrap_or_default();
            match body.find("*/") {
                Some(end) => end + 4,
                None => return Err(self.ends_early(Some(("comment", self.at)))),
            }
        } else if rest.starts_with(b"//") || rest.starts_with(b"#") {
            let end = rest.iter().position(|b| matches!(b, b'\n' | b'\r'));
            end.unwrap_or(rest.len())
        } else {
            return Ok(false);
        };
        self.oddities += 1;
        self.found
            .warning(self.at, "comment", || Finding::new("JSON has no comments; this one was skipped."));
        self.at += length;
        Ok(true)
    }
}
