//! The manifest room: every kind of file people have, and what becomes of it.

#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod csv_policy;
mod damage;
mod docs;
mod encodings;
mod fixtures;
mod foreign;
mod invariants;
mod json_groups;
mod json_items;
mod json_syntax;
mod json_top;
mod limits;
mod odd_files;
mod plain;
mod repeats;
mod report;

use sluice::manifest::{Import, Options, Severity, import};

/// A diagnostic without its words: severity, code, line, column.
pub(crate) type Brief = (Severity, &'static str, u32, u32);

pub(crate) fn json(text: &str) -> Import {
    import(text.as_bytes(), "list.json", &Options::default())
}

pub(crate) fn csv(text: &str) -> Import {
    import(text.as_bytes(), "list.csv", &Options::default())
}

pub(crate) fn brief(import: &Import) -> Vec<Brief> {
    let list = import.diagnostics.iter();
    list.map(|d| (d.severity, d.code, d.line, d.column)).collect()
}

/// Type, title and URLs of every unit.
pub(crate) fn units(import: &Import) -> Vec<(&'static str, &str, Vec<&str>)> {
    let list = import.units.iter();
    list.map(|unit| (unit.kind.name(), unit.title(), unit.urls().collect())).collect()
}

/// The file is refused for one reason, at one place, and nothing is loaded.
pub(crate) fn assert_refused(import: &Import, code: &str, line: u32, column: u32) {
    let errors: Vec<_> = import
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .map(|d| (d.code, d.line, d.column))
        .collect();
    assert_eq!(errors, [(code, line, column)], "{:#?}", import.diagnostics);
    assert!(import.units.is_empty());
    assert_eq!(import.outcome, sluice::manifest::Outcome::Rejected);
}
