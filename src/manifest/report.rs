//! The report of an import, as scripts and the page receive it.

use std::collections::BTreeMap;

use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

use super::diagnostic::Diagnostic;
use super::import::{Format, Import, Outcome};
use super::unit::{DataUnit, UnitType};

/// An import, summed up. Its serialised shape is fixed for scripts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ImportReport<'a> {
    /// The format the file turned out to have.
    pub format: Format,
    /// What came of it.
    pub outcome: Outcome,
    /// How many units there are of each type that occurs.
    pub units: BTreeMap<UnitType, usize>,
    /// How many tasks the units make: one each.
    pub tasks: usize,
    /// URLs in all units together.
    pub urls: usize,
    /// Items refused with an error.
    pub refused: usize,
    /// Items left out as repeats.
    pub skipped: usize,
    /// What there is to say, in the order of the file.
    pub diagnostics: &'a [Diagnostic],
    /// The units one by one, if asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Items<'a>>,
}

/// The units of an import; they serialise as a list of
/// `{"type", "title", "urls"}`, without a copy of their texts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Items<'a>(pub &'a [DataUnit]);

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let items = self.0.iter().map(|unit| Item {
            kind: unit.kind,
            title: unit.title(),
            urls: Urls(unit),
            line: unit.line,
        });
        serializer.collect_seq(items)
    }
}

#[derive(Serialize)]
struct Item<'a> {
    #[serde(rename = "type")]
    kind: UnitType,
    title: &'a str,
    urls: Urls<'a>,
    line: u32,
}

struct Urls<'a>(&'a DataUnit);

impl Serialize for Urls<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.url_count()))?;
        for url in self.0.urls() {
            list.serialize_element(url)?;
        }
        list.end()
    }
}

impl Import {
    /// URLs in all units together.
    #[must_use]
    pub fn urls(&self) -> usize {
        self.units.iter().map(DataUnit::url_count).sum()
    }

    /// Sums the import up; with `list` every unit is in it too.
    #[must_use]
    pub fn report(&self, list: bool) -> ImportReport<'_> {
        let mut units = BTreeMap::new();
        for unit in &self.units {
            *units.entry(unit.kind).or_default() += 1;
        }
        ImportReport {
            format: self.format,
            outcome: self.outcome,
            units,
            tasks: self.tasks,
            urls: self.urls(),
            refused: self.refused,
            skipped: self.skipped,
            diagnostics: &self.diagnostics,
            items: list.then_some(Items(&self.units)),
        }
    }
}
