//! Gathers the units of one file, or hands them on while it is read, and notices its size limits.

use std::fmt;

use super::duplicates::{Earlier, Repeats, Seen};
use super::findings::{Finding, Findings};
use super::place::Lines;
use super::unit::{DataUnit, Title, UnitType};

/// Items that a file should have at most, for a smooth import.
const RECOMMENDED_ITEMS: usize = 10_000;
/// Items that a file may have at most.
const MOST_ITEMS: usize = 500_000;
/// URLs that a file may have at most.
const MOST_URLS: usize = 1_000_000;
/// Items after which the number of all can be estimated, and how many are handed on at a time.
const SAMPLE: usize = 4_096;
/// Longest title, in characters.
const LONGEST_TITLE: usize = 300;

/// Takes units while their file is still being read, so that a large one is never held twice.
pub trait Outlet {
    /// So many bytes of the text have been read.
    fn progress(&self, bytes: usize);

    /// Takes the next units, in the file's order.
    fn units(&self, units: &[DataUnit]);

    /// What was taken so far does not count: the file is refused, or is read again from its start.
    fn void(&self);
}

/// What there is to know before a file is read.
#[derive(Clone, Copy, Default)]
pub(crate) struct Way<'a> {
    /// Where units go; where there is none they are kept.
    pub(crate) outlet: Option<&'a dyn Outlet>,
    /// What was loaded before this file.
    pub(crate) earlier: Option<&'a Earlier>,
    /// The units to leave out, known from an earlier reading of the same file.
    pub(crate) repeats: Option<&'a Repeats>,
}

pub(crate) struct Units<'a> {
    lines: Lines<'a>,
    way: Way<'a>,
    list: Vec<DataUnit>,
    /// The offsets of those in the list.
    offsets: Vec<usize>,
    /// How many were handed on.
    handed: usize,
    /// How many there were, with those that are left out.
    met: usize,
    /// How many of them were told apart from the others.
    settled: usize,
    /// Those in the list may still change, so they stay there until the end.
    held: bool,
    seen: Seen,
    /// Items refused, each with an error.
    pub(crate) refused: usize,
    urls: usize,
    /// Where each limit was passed: recommended items, items, URLs.
    passed: [Option<usize>; 3],
}

impl fmt::Debug for Units<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Units")
            .field("list", &self.list)
            .field("handed", &self.handed)
            .finish_non_exhaustive()
    }
}

impl<'a> Units<'a> {
    pub(crate) fn new(text: &'a str, way: Way<'a>) -> Self {
        Self {
            lines: Lines::new(text.as_bytes()),
            way,
            list: Vec::new(),
            offsets: Vec::new(),
            handed: 0,
            met: 0,
            settled: 0,
            held: false,
            seen: Seen::default(),
            refused: 0,
            urls: 0,
            passed: [None; 3],
        }
    }

    /// How the file is read.
    pub(crate) fn way(&self) -> Way<'a> {
        self.way
    }

    /// How many units there were so far.
    pub(crate) fn met(&self) -> usize {
        self.met
    }

    /// Nothing was met so far, good or bad.
    pub(crate) fn is_bare(&self) -> bool {
        self.met == 0 && self.refused == 0
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
            self.make_room(at);
        }
        self.list.push(unit);
        self.offsets.push(at);
        self.met += 1;
        self.count_item(at);
        true
    }

    /// Holds a place for a unit that [`Units::fill`] will put there; its number.
    pub(crate) fn hold_place(&mut self, kind: UnitType, at: usize) -> usize {
        self.held = true;
        self.add(kind, at, "", Title::Given(""), "");
        self.list.len() - 1
    }

    /// Puts units into the places held for them, in ascending order; a place without one goes.
    pub(crate) fn fill(
        &mut self,
        mut places: impl Iterator<Item = (usize, Option<(UnitType, String, String, String)>)>,
    ) {
        let mut next = places.next();
        let mut number = 0;
        let mut kept = Vec::with_capacity(self.offsets.len());
        let offsets = std::mem::take(&mut self.offsets);
        let mut offset = offsets.into_iter();
        let (refused, met) = (&mut self.refused, &mut self.met);
        self.list.retain_mut(|unit| {
            let at = offset.next().unwrap_or_default();
            let mut keep = true;
            if let Some((_, filling)) = next.take_if(|(place, _)| *place == number) {
                let whole = filling.and_then(|(kind, urls, title, metadata)| {
                    DataUnit::new(kind, unit.line, &urls, Title::Given(&title), &metadata)
                });
                keep = whole.is_some();
                *refused += usize::from(!keep);
                *met -= usize::from(!keep);
                if let Some(whole) = whole {
                    *unit = whole;
                }
                next = places.next();
            }
            if keep {
                kept.push(at);
            }
            number += 1;
            keep
        });
        self.offsets = kept;
    }

    fn make_room(&mut self, at: usize) {
        if let Some(outlet) = self.way.outlet {
            outlet.progress(at);
            if !self.held {
                return self.hand_on(outlet);
            }
        }
        self.reserve(at);
    }

    fn hand_on(&mut self, outlet: &dyn Outlet) {
        self.settle();
        outlet.units(&self.list);
        self.handed += self.list.len();
        self.list.clear();
    }

    /// Tells the units in the list apart, or leaves out those that are known to be repeats.
    pub(crate) fn settle(&mut self) {
        if let Some(repeats) = self.way.repeats {
            let mut position = self.settled;
            self.settled += self.list.len();
            self.list.retain(|_| {
                position += 1;
                !repeats.has(position - 1)
            });
        } else {
            for (unit, at) in self.list.iter().zip(&self.offsets) {
                self.seen.add(unit, *at, self.way.earlier);
            }
        }
        self.offsets.clear();
    }

    /// The units that repeat others, at the end of a first reading.
    pub(crate) fn repeats(&mut self) -> Repeats {
        self.settle();
        std::mem::take(&mut self.seen).repeats()
    }

    /// Leaves units out of the list; false where some of all were handed on.
    pub(crate) fn leave_out(&mut self, repeats: &Repeats) -> bool {
        if self.handed > 0 {
            return false;
        }
        let mut position = 0;
        self.list.retain(|_| {
            position += 1;
            !repeats.has(position - 1)
        });
        true
    }

    /// Makes room for the units to come, judging by those so far: growing by
    /// doubling would hold half as much again in vain. Never more than the
    /// file's own size.
    fn reserve(&mut self, at: usize) {
        let rest = self.lines.length().saturating_sub(at);
        let each = (at / SAMPLE).max(size_of::<DataUnit>());
        let more = rest / each + rest / each / 64;
        self.list.reserve(more);
        self.offsets.reserve(more);
    }

    pub(crate) fn count_urls(&mut self, at: usize, urls: usize) {
        self.urls += urls;
        if self.urls > MOST_URLS {
            self.pass(2, at);
        }
    }

    fn count_item(&mut self, at: usize) {
        if self.met > RECOMMENDED_ITEMS {
            self.pass(0, at);
        }
        if self.met > MOST_ITEMS {
            self.pass(1, at);
        }
    }

    fn pass(&mut self, limit: usize, at: usize) {
        if let Some(passed) = self.passed.get_mut(limit) {
            passed.get_or_insert(at);
        }
    }

    /// Forgets all units.
    pub(crate) fn void(&mut self) {
        if let Some(outlet) = self.way.outlet.filter(|_| self.handed > 0) {
            outlet.void();
        }
        self.handed = 0;
        self.list.clear();
    }

    /// How many units there are, and those that were not handed on; the last of them are, where
    /// there is an outlet.
    pub(crate) fn finish(mut self) -> (usize, Vec<DataUnit>) {
        let count = self.handed + self.list.len();
        if let Some(outlet) = self.way.outlet {
            outlet.units(&self.list);
            self.list = Vec::new();
        }
        self.list.shrink_to_fit();
        (count, self.list)
    }

    /// Says which limits the file passed, at the item that passed them.
    pub(crate) fn report_limits(&self, found: &mut Findings) {
        let [recommended, items, urls] = self.passed;
        if let Some(at) = items {
            found.warning(at, "too-many-items", || {
                Finding::new(format!(
                    "This is item {} of {}; one file may have {MOST_ITEMS}.",
                    MOST_ITEMS + 1,
                    self.met
                ))
                .hint("Split the file.")
            });
        } else if let Some(at) = recommended {
            found.warning(at, "many-items", || {
                Finding::new(format!(
                    "The file has {} items; Encord recommends at most {RECOMMENDED_ITEMS} at a time.",
                    self.met
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
