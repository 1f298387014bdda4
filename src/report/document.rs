//! What a report says, before any format writes it.

use crate::chart::Drawing;

/// A report.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The workflow's name.
    pub title: String,
    /// What the workflow says of itself; may be empty.
    pub description: String,
    /// What the run was, each with its name.
    pub facts: Vec<(&'static str, String)>,
    /// What all splits come to together.
    pub summary: String,
    /// The sections, in their order.
    pub sections: Vec<Section>,
}

/// A part under a heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// How deep it is: 2 for a part of the report, 3 for a part of that.
    pub level: u8,
    /// What is in it.
    pub blocks: Vec<Block>,
}

impl Section {
    /// A part of the report.
    pub(super) fn new(title: impl Into<String>, blocks: Vec<Block>) -> Self {
        Self { title: title.into(), level: 2, blocks }
    }
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A sentence or a few.
    Text(String),
    /// Sentences, each on its own.
    List(Vec<String>),
    /// Something to be typed as it is.
    Code(String),
    /// A table.
    Table(Table),
    /// A chart of numbers that a table beside it has as well.
    Chart(Box<Drawing>),
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What is in it.
    pub caption: String,
    /// The columns; the first has the names of the rows.
    pub columns: Vec<Column>,
    /// The rows, each with a text for every column.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub heading: &'static str,
    /// Whether it holds numbers, which line up on the right.
    pub numeric: bool,
}

impl Table {
    /// A table without rows. Headings of columns of numbers begin with `#`.
    pub(super) fn new(caption: impl Into<String>, headings: &[&'static str]) -> Self {
        let column = |heading: &&'static str| match heading.strip_prefix('#') {
            Some(heading) => Column { heading, numeric: true },
            None => Column { heading, numeric: false },
        };
        Self { caption: caption.into(), columns: headings.iter().map(column).collect(), rows: Vec::new() }
    }

    /// Leaves out the columns that say nothing in any row.
    pub(super) fn without_empty_columns(mut self) -> Self {
        let says = |at: usize| self.rows.iter().any(|row| row.get(at).is_some_and(|cell| !cell.is_empty()));
        let keep: Vec<bool> = (0..self.columns.len()).map(|at| at == 0 || says(at)).collect();
        let mut at = 0;
        self.columns.retain(|_| {
            at += 1;
            keep[at - 1]
        });
        for row in &mut self.rows {
            let mut at = 0;
            row.retain(|_| {
                at += 1;
                keep.get(at - 1).copied().unwrap_or(false)
            });
        }
        self
    }
}
