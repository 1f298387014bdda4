//! What was refused, where, and what to do about it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Where something was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// In the field of the shares asked for; which of them, from 1, where it is one.
    Intended {
        /// Its number.
        item: Option<usize>,
    },
    /// In the field of the counts that came out; which of them, from 1, where it is one.
    Observed {
        /// Its number.
        item: Option<usize>,
    },
    /// In a table.
    Table {
        /// The line, from 1, as in the text; none where it is about the whole table.
        line: Option<usize>,
        /// The cell of the line, from 1, where it is one.
        cell: Option<usize>,
    },
    /// In a link; which of its splits, from 1, where it is one.
    Link {
        /// Its number.
        split: Option<usize>,
    },
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Intended { item: None } => f.write_str("Intended shares"),
            Self::Intended { item: Some(item) } => write!(f, "Intended share {item}"),
            Self::Observed { item: None } => f.write_str("Observed counts"),
            Self::Observed { item: Some(item) } => write!(f, "Observed count {item}"),
            Self::Table { line: None, .. } => f.write_str("Table"),
            Self::Table { line: Some(line), cell: None } => write!(f, "Line {line}"),
            Self::Table { line: Some(line), cell: Some(cell) } => write!(f, "Line {line}, cell {cell}"),
            Self::Link { split: None } => f.write_str("Link"),
            Self::Link { split: Some(split) } => write!(f, "Link, split {split}"),
        }
    }
}

/// Why a text is no question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlausibleError {
    /// Where.
    pub place: Place,
    /// What is wrong, a sentence.
    pub message: String,
    /// What to do, a sentence.
    pub hint: String,
}

impl fmt::Display for PlausibleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} {}", self.place, self.message, self.hint)
    }
}

impl std::error::Error for PlausibleError {}

/// What is wrong and what to do, before it is known where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    message: String,
    hint: String,
}

impl Fault {
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into() }
    }

    pub fn at(self, place: Place) -> PlausibleError {
        PlausibleError { place, message: self.message, hint: self.hint }
    }
}
