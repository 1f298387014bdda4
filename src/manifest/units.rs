//! Gathers the units of one file, and notices its size limits.

use super::findings::{Finding, Findings};
use super::place::Lines;
use super::unit::{DataUnit, Title, UnitType};

/// Items that a file should have at most, for a smooth import.
const RECOMMENDED_ITEMS: usize = 10_000;
/// Items that a file may have at most.
const MOST_ITEMS: usize = 500_000;
/// URLs that a file may have at most.
const MOST_URLS: usize = 1_000_000;
/// Items after which the number of all can be estimated.
const SAMPLE: usize = 4_096;
/// Longest title, in characters.
const LONGEST_TITLE: usize = 300;

#[derive(Debug)]
pub(crate) struct Units<'a> {
    lines: Lines<'a>,
    pub(crate) list: Vec<DataUnit>,
    /// Items refused, each with an error.
    pub(crate) refused: usize,
    urls: usize,
    /// Where each limit was passed: recommended items, items, URLs.
    passed: [Option<usize>; 3],
}

impl<'a> Units<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { lines: Lines::new(text.as_bytes()), list: Vec::new(), refused: 0, urls: 0, passed: [None; 3] }
    }

    /// Adds a unit that begins at `at`. `urls` are joined by line feeds.
    /// False if its text is too long to be kept.
    pub(crate) fn add(
        &mut self,
        kind: UnitType,
        at: usize,
        urls: &str,
        title: Title<'_>,
        metadata: &str,
    ) -> bool {
        let line = self.lines.line(at);
        let Some(unit) = DataUnit::new(kind, line, urls, title, metadata) else {
            return false;
        };
        self.count_urls(at, unit.url_count());
        if self.list.len() == SAMPLE {
            self.reserve(at);
        }
        self.list.push(unit);
        self.count_item(at);
        true
    }

    /// Makes room for the units to come, judging by those so far: growing by
    /// doubling would hold half as much again in vain. Never more than the
    /// file's own size.
    fn reserve(&mut self, at: usize) {
        let rest = self.lines.length().saturating_sub(at);
        let each = (at / SAMPLE).max(size_of::<DataUnit>());
        self.list.reserve(rest / each + rest / each / 64);
    }

    pub(crate) fn count_urls(&mut self, at: usize, urls: usize) {
        self.urls += urls;
        if self.urls > MOST_URLS {
            self.pass(2, at);
        }
    }

    fn count_item(&mut self, at: usize) {
        if self.list.len() > RECOMMENDED_ITEMS {
            self.pass(0, at);
        }
        if self.list.len() > MOST_ITEMS {
            self.pass(1, at);
        }
    }

    fn pass(&mut self, limit: usize, at: usize) {
        if let Some(passed) = self.passed.get_mut(limit) {
            passed.get_or_insert(at);
        }
    }

    /// Says which limits the file passed, at the item that passed them.
    pub(crate) fn report_limits(&self, found: &mut Findings) {
        let [recommended, items, urls] = self.passed;
        if let Some(at) = items {
            found.warning(at, "too-many-items", || {
                Finding::new(format!(
                    "This is item {} of {}; one file may have {MOST_ITEMS}.",
                    MOST_ITEMS + 1,
                    self.list.len()
                ))
                .hint("Split the file.")
            });
        } else if let Some(at) = recommended {
            found.warning(at, "many-items", || {
                Finding::new(format!(
                    "The file has {} items; Encord recommends at most {RECOMMENDED_ITEMS} at a time.",
                    self.list.len()
                ))
                .hint("Split the file, or expect a slow import.")
            });
        }
        if let Some(at) = urls {
            found.warning(at, "too-many-urls", || {
                Finding::new(format!(
                    "The file has {} URLs up to here or more; one file may have {MOST_URLS}.",
                    MOST_URLS + 1
                ))
                .hint("Split the file.")
            });
        }
    }
}

/// Warns of a title that is longer than a name may be.
pub(crate) fn check_title(
    title: &str,
    at: usize,
    pointer: impl FnOnce() -> Option<String>,
    found: &mut Findings,
) {
    if title.len() <= LONGEST_TITLE {
        return;
    }
    let length = title.chars().count();
    if length > LONGEST_TITLE {
        found.warning(at, "long-title", || {
            let finding =
                Finding::new(format!("The title has {length} characters; a name may have {LONGEST_TITLE}."));
            match pointer() {
                Some(pointer) => finding.pointer(pointer),
                None => finding,
            }
        });
    }
}
