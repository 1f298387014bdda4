//! Amazon SageMaker Ground Truth: one JSON object on each line.

use super::super::unit::UnitType;
use super::import::{Entry, ForeignImport, Outcome, finding, headline};

/// Longest line, in characters.
const LONGEST_LINE: usize = 100_000;

impl<'a> ForeignImport<'a> {
    pub(super) fn sagemaker(&mut self) -> Outcome<()> {
        let start = self.reader.position()?;
        if self.reader.slice(start, start + 1) == "[" {
            self.warn(start, "not-json-lines", || {
                finding("This is a list; Ground Truth takes one object on each line. It was read.", None)
            });
            return self.list("", Self::source);
        }
        // One object over several lines is not what Ground Truth takes, but plain enough.
        if self.text.lines().next().is_some_and(|line| !line.contains('}')) {
            return self.entries("Ground Truth", Self::source);
        }
        self.lines(Self::source);
        Ok(())
    }

    fn source(&mut self, entry: &Entry<'_, 'a>) {
        let node = entry.node;
        if !node.is_object() {
            return self.not_an_object(entry);
        }
        let length = node.end - node.at;
        if length > LONGEST_LINE && self.reader.slice(node.at, node.end).chars().count() > LONGEST_LINE {
            self.warn(node.at, "long-line", || {
                finding(
                    format!("The line is longer than Ground Truth takes: {LONGEST_LINE} characters."),
                    None,
                )
            });
        }
        for (key, _) in node.members().iter().filter(|(key, _)| key.starts_with('$')) {
            self.warn(node.at, "attribute-name", || {
                finding(
                    format!("\"{key}\": Ground Truth takes no attribute whose name begins with $."),
                    entry.pointer.clone(),
                )
            });
        }
        let metadata = self.metadata(node, &["source-ref", "source"]);
        if let Some(source) = node.get("source-ref") {
            if let Some(url) = self.address(source, entry.inside("/source-ref")) {
                let kind = self.kind(None, &url, source.at);
                self.add(kind, entry, &url, None, &metadata);
            }
        } else if let Some(source) = node.get("source") {
            let url = self.stand_in(source);
            let title = headline(&source.text().unwrap_or_default());
            self.add(UnitType::Text, entry, &url, Some(&title), &metadata);
        } else {
            let found = finding("The line has neither \"source-ref\" nor \"source\".", entry.pointer.clone())
                .hint("Give the address of the file as \"source-ref\", or the text itself as \"source\".");
            self.refuse(node.at, "missing-url", found);
        }
    }
}
