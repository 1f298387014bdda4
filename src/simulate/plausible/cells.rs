//! A pasted text as rows of cells.
//!
//! Cells are parted by tabs where there is any, else by semicolons where there is any, else by
//! commas. Cells may be quoted as in CSV, within a line. Empty lines are left out.

use super::error::{Fault, Place, PlausibleError};

/// One line that is not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number in the text, from 1.
    pub line: usize,
    /// Its cells, trimmed.
    pub cells: Vec<String>,
}

impl Row {
    /// A place in this row; `cell` counts from 0.
    pub fn place(&self, cell: Option<usize>) -> Place {
        Place::Table { line: Some(self.line), cell: cell.map(|cell| cell + 1) }
    }

    /// A cell, empty where the row has no such cell.
    pub fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", String::as_str)
    }
}

/// The rows of a text.
pub fn rows(text: &str) -> Result<Vec<Row>, PlausibleError> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let lines = || text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let sign = ['\t', ';'].into_iter().find(|sign| lines().any(|(_, line)| has(line, *sign))).unwrap_or(',');
    lines()
        .map(|(at, line)| {
            let line_number = at + 1;
            let cells = cells(line, sign).ok_or_else(|| {
                Fault::new("A quotation mark is not closed.", "Close it on the same line, or leave it out.")
                    .at(Place::Table { line: Some(line_number), cell: None })
            })?;
            Ok(Row { line: line_number, cells })
        })
        .filter(|row| row.as_ref().map_or(true, |row| row.cells.iter().any(|cell| !cell.is_empty())))
        .collect()
}

/// Whether a line has this sign outside quotes.
fn has(line: &str, sign: char) -> bool {
    let mut quoted = false;
    line.chars().any(|c| {
        quoted ^= c == '"';
        !quoted && c == sign
    })
}

/// The cells of a line; `None` where a quote is not closed. A quotation mark opens a quoted cell at
/// its beginning alone.
fn cells(line: &str, sign: char) -> Option<Vec<String>> {
    let mut cells = Vec::new();
    let (mut cell, mut quoted) = (String::new(), false);
    let mut signs = line.chars().peekable();
    while let Some(c) = signs.next() {
        if quoted && c == '"' {
            if signs.next_if_eq(&'"').is_some() {
                cell.push('"');
            } else {
                quoted = false;
            }
        } else if !quoted && c == '"' && cell.trim().is_empty() {
            quoted = true;
            cell.clear();
        } else if !quoted && c == sign {
            cells.push(std::mem::take(&mut cell).trim().to_owned());
        } else {
            cell.push(c);
        }
    }
    cells.push(cell.trim().to_owned());
    (!quoted).then_some(cells)
}
