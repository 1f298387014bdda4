//! Rows of the same title make one group, wherever they stand in the file.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::super::unit::UnitType;
use super::super::units::Units;
use super::extras::Gathered;
use super::headings::Rows;

/// A group whose rows are still being met.
#[derive(Debug)]
pub(super) struct Group<'a> {
    /// Its place among the units, held by its first row.
    slot: usize,
    pub(super) kind: UnitType,
    title: Cow<'a, str>,
    urls: String,
    pub(super) metadata: Gathered,
    /// One of its rows was refused, so that the group would lack a file.
    broken: bool,
}

#[derive(Debug, Default)]
pub(super) struct Groups<'a> {
    list: Vec<Group<'a>>,
    by_title: BTreeMap<(bool, Cow<'a, str>), usize>,
    last: Option<usize>,
}

impl<'a> Groups<'a> {
    /// The group with this title, made by its first row.
    pub(super) fn find(
        &mut self,
        rows: Rows,
        title: &Cow<'a, str>,
        kind: UnitType,
        at: usize,
        units: &mut Units<'a>,
    ) -> Option<&mut Group<'a>> {
        let dicom = rows == Rows::DicomSeries;
        // Rows of a group mostly follow each other.
        let is_last =
            |group: &&Group<'a>| group.title == *title && (group.kind == UnitType::DicomSeries) == dicom;
        let last = self.last.and_then(|index| self.list.get(index));
        if last.filter(is_last).is_none() {
            let key = (dicom, title.clone());
            let index = *self.by_title.entry(key).or_insert(self.list.len());
            if index == self.list.len() {
                let slot = units.hold_place(kind, at);
                self.list.push(Group {
                    slot,
                    kind,
                    title: title.clone(),
                    urls: String::new(),
                    metadata: Gathered::default(),
                    broken: false,
                });
            }
            self.last = Some(index);
        }
        self.last.and_then(|index| self.list.get_mut(index))
    }

    /// Puts every whole group in its place and drops the broken ones.
    pub(super) fn finish(self, units: &mut Units<'a>) {
        let filling = self.list.into_iter().map(|group| {
            let whole = !group.broken && !group.urls.is_empty();
            (
                group.slot,
                whole.then(|| (group.kind, group.urls, group.title.into_owned(), group.metadata.metadata())),
            )
        });
        units.fill(filling);
    }
}

impl Group<'_> {
    /// Adds a file; false if it is the first.
    pub(super) fn push(&mut self, url: &str) -> bool {
        let later = !self.urls.is_empty();
        if later {
            self.urls.push('\n');
        }
        self.urls.push_str(url);
        later
    }

    pub(super) fn break_off(&mut self) {
        self.broken = true;
    }
}
