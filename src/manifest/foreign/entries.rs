//! Entries one after another: of a list, one alone, or one on each line.

use super::super::findings::Finding;
use super::super::json::Reader;
use super::import::{Entry, ForeignImport, Outcome};
use super::node::Node;

impl<'a> ForeignImport<'a> {
    /// Hands over each entry of a list, the one entry, or several that follow each other, which
    /// `platform` does not take but whose meaning is plain.
    pub(super) fn entries(
        &mut self,
        platform: &str,
        mut each: impl FnMut(&mut Self, &Entry<'_, 'a>),
    ) -> Outcome<()> {
        let mut values = 0;
        while !self.reader.at_end()? {
            let at = self.reader.offset();
            values += 1;
            if values == 2 {
                self.warn(at, "json-lines", || {
                    Finding::new(format!(
                        "A second JSON value begins here. {platform} takes one list; all entries were read."
                    ))
                    .hint("Put the entries between [ and ], with commas between them.")
                });
            }
            if self.reader.slice(at, at + 1) == "[" {
                self.list("", &mut each)?;
            } else {
                let node = Node::read(&mut self.reader)?;
                each(self, &Entry { node: &node, pointer: None });
            }
        }
        Ok(())
    }

    /// Hands over each entry of the list that is the next value.
    pub(super) fn list(
        &mut self,
        pointer: &str,
        mut each: impl FnMut(&mut Self, &Entry<'_, 'a>),
    ) -> Outcome<()> {
        let at = self.reader.position()?;
        if self.reader.slice(at, at + 1) != "[" {
            let node = Node::read(&mut self.reader)?;
            let message = format!("This must be a list; it is {}.", node.name());
            self.refuse(at, "collection-not-list", super::import::finding(message, Some(pointer.to_owned())));
            return Ok(());
        }
        self.reader.value()?;
        let mut index = 0;
        while self.reader.next_element()? {
            let node = Node::read(&mut self.reader)?;
            each(self, &Entry { node: &node, pointer: Some(format!("{pointer}/{index}")) });
            index += 1;
        }
        Ok(())
    }

    /// Hands over the entry of each line. A line that is broken is refused alone: the next one can
    /// be read all the same.
    pub(super) fn lines(&mut self, mut each: impl FnMut(&mut Self, &Entry<'_, 'a>)) {
        let mut start = 0;
        for line in self.text.split_inclusive(['\n', '\r']) {
            let end = start + line.len();
            if !line.trim().is_empty() {
                match self.line(start, end) {
                    Ok(node) => each(self, &Entry { node: &node, pointer: None }),
                    // Of a whole file it would be said that nothing was loaded.
                    Err(fault) if fault.code == "ends-early" => {
                        let found = Finding::new("The line ends before its object does.")
                            .hint("It was probably cut off: write it again, whole and on one line.");
                        self.refuse(fault.at, fault.code, found);
                    }
                    Err(fault) => self.refuse(fault.at, fault.code, fault.finding),
                }
            }
            start = end;
        }
    }

    fn line(&mut self, start: usize, end: usize) -> Outcome<Node<'a>> {
        let found = std::mem::take(&mut self.reader.found);
        self.reader = Reader::of_part(self.text, start, end, found);
        let node = Node::read(&mut self.reader)?;
        if self.reader.at_end()? {
            return Ok(node);
        }
        Err(super::super::findings::Fault::new(
            self.reader.offset(),
            "text-after-end",
            Finding::new("The line goes on after its object.").hint("Write one object on each line."),
        ))
    }
}
