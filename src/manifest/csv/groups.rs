//! Rows of the same title make one group, wherever they stand in the file.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::super::unit::{DataUnit, Title, UnitType};
use super::super::units::Units;
use super::headings::Rows;

/// A group whose rows are still being met.
#[derive(Debug)]
pub(super) struct Group<'a> {
    /// Its place in the list of units, held by its first row.
    slot: usize,
    pub(super) kind: UnitType,
    title: Cow<'a, str>,
    urls: String,
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
                let slot = units.list.len();
                units.add(kind, at, "", Title::Given(""), "");
                self.list.push(Group {
                    slot,
                    kind,
                    title: title.clone(),
                    urls: String::new(),
                    broken: false,
                });
            }
            self.last = Some(index);
        }
        self.last.and_then(|index| self.list.get_mut(index))
    }

    /// Puts every whole group in its place and drops the broken ones.
    pub(super) fn finish(self, units: &mut Units<'a>) {
        let mut broken = Vec::new();
        for group in self.list {
            let Some(slot) = units.list.get_mut(group.slot) else {
                continue;
            };
            let title = Title::Given(&group.title);
            let whole = !group.broken && !group.urls.is_empty();
            match DataUnit::new(group.kind, slot.line, &group.urls, title, "") {
                Some(unit) if whole => *slot = unit,
                _ => broken.push(group.slot),
            }
        }
        units.refused += broken.len();
        let mut broken = broken.into_iter().peekable();
        let mut slot = 0;
        units.list.retain(|_| {
            let drop = broken.next_if_eq(&slot).is_some();
            slot += 1;
            !drop
        });
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
