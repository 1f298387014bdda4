//! A run as a report that somebody can keep, print or send: HTML, Markdown, CSV and JSON.
//!
//! In: what is said of a run, in which order, and how each format writes it. Out: what the numbers
//! are ([`crate::simulate`]) and where the text goes (the command line, the page).
//!
//! [`Document`] holds the content once: sections of sentences and tables with texts for people.
//! `html` and `markdown` write it, so that they cannot disagree; Markdown has no charts. `csv` and `json` are for programs and have numbers in full. The same run gives
//! the same bytes: a report knows no clock.

mod charts;
mod compose;
mod csv;
mod document;
mod html;
mod json;
mod markdown;
mod marks;
mod methods;
mod numbers;
mod places;
mod splits;
mod words;

pub use csv::{Table as CsvTable, csv, field as csv_field};
pub use document::{Block, Column, Document, Section, Table};
pub use html::html;
pub use json::{Json, json};
pub use markdown::markdown;
pub use marks::{flag, is_sure, marks};
pub use words::{route_text, split_sentence};

use crate::simulate::RunReport;
use crate::workflow::Workflow;

/// This version of the program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What a report is about.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The workflow that was run.
    pub workflow: &'a Workflow,
    /// What it came to.
    pub report: &'a RunReport,
    /// The command that gives the same report again.
    pub command: &'a str,
}
