//! Records into units.

use super::super::csv::{Extras, Field, Records, UrlCell, delimiter};
use super::super::findings::{Fault, Finding, Findings, clip};
use super::super::media::{Guesses, has_scheme, kind_of};
use super::super::unit::Title;
use super::super::units::{Units, Way, check_title};
use super::super::url::UrlProblem;
use super::columns::{Columns, columns, is_comment};

/// A list or a table, and what it held.
#[derive(Debug)]
pub(crate) struct PlainImport<'a> {
    pub(crate) found: Findings,
    pub(crate) units: Units<'a>,
    /// It has more than one column.
    pub(crate) table: bool,
    guesses: Guesses,
}

/// Reads a list; `None` if it is none. The fault is the reason to refuse it, if there is one.
pub(crate) fn read<'a>(text: &'a str, way: Way<'a>) -> Option<(PlainImport<'a>, Option<Box<Fault>>)> {
    let (mark, start, _) = delimiter(text);
    let columns = first_records(text, start, mark)?;
    let mut import = PlainImport {
        found: Findings::default(),
        units: Units::new(text, way),
        table: columns.heading,
        guesses: Guesses::default(),
    };
    let fault = import.records(Records::new(text, start, mark), columns).err();
    if fault.is_none() {
        import.note_assumptions(text, columns);
    }
    Some((import, fault))
}

fn first_records(text: &str, start: usize, mark: u8) -> Option<Columns> {
    let mut records = Records::new(text, start, mark);
    let mut found = Findings::default();
    let mut next = || {
        let mut fields = Vec::new();
        while records.next(&mut fields, &mut found).ok()? {
            if !is_blank(&fields) && !is_comment(&fields) {
                return Some(fields);
            }
        }
        None
    };
    let first = next()?;
    columns(&first, &next().unwrap_or_default())
}

fn is_blank(fields: &[Field<'_>]) -> bool {
    fields.iter().all(|field| field.text.trim().is_empty())
}

impl<'a> PlainImport<'a> {
    fn records(&mut self, mut records: Records<'a>, columns: Columns) -> Result<(), Box<Fault>> {
        let mut fields = Vec::new();
        let mut heading = columns.heading;
        let mut extras = Extras::default();
        while records.next(&mut fields, &mut self.found)? {
            if is_blank(&fields) {
                continue;
            }
            if is_comment(&fields) {
                let at = fields.first().map_or(0, |field| field.at);
                self.found.warning(at, "comment", || Finding::new("The line begins with #; it was skipped."));
                continue;
            }
            self.table |= fields.len() > 1;
            if std::mem::take(&mut heading) {
                let is_used = |column, _: &Field<'_>| column == columns.url;
                extras = Extras::new(&fields, &mut self.found, is_used);
                continue;
            }
            if columns.across {
                let urls = 0..fields.len();
                urls.for_each(|url| self.row(&fields, Columns { url, ..columns }, &extras));
            } else {
                self.row(&fields, columns, &extras);
            }
        }
        Ok(())
    }

    fn row(&mut self, fields: &[Field<'a>], columns: Columns, extras: &Extras) {
        let first = if columns.across { fields.get(columns.url) } else { fields.first() };
        let at = first.map_or(0, |field| field.at);
        let Some(url) = self.url(fields.get(columns.url), at) else {
            self.units.refused += 1;
            return;
        };
        let kind = self.guesses.kind(url, at);
        let title = columns.title.and_then(|column| fields.get(column));
        let title = title.map(|field| &*field.text).filter(|title| !title.trim().is_empty());
        if let Some(title) = title {
            check_title(title, at, || None, &mut self.found);
        }
        if columns.heading {
            extras.warn_stray(fields, &mut self.found);
        }
        let metadata = extras.metadata(fields);
        let title = title.map_or(Title::FileName, Title::Given);
        if !self.units.add(kind, at, url, title, &metadata) {
            self.units.refused += 1;
            self.found.error(at, "item-too-long", || Finding::new("The row is longer than 4 GiB."));
        }
    }

    /// The address in a row, or an error.
    fn url<'f>(&mut self, field: Option<&'f Field<'a>>, row: usize) -> Option<&'f str> {
        let cell = UrlCell::new(field, row);
        let raw = cell.raw;
        let path = !has_scheme(raw);
        match cell.checked {
            Ok(url) if path && kind_of(url).is_none() && !url.contains('/') => {
                self.found.error(cell.at, "not-a-url", || {
                    Finding::new(format!("\"{}\" is neither a URL nor the name of a file.", clip(url)))
                });
                None
            }
            Err(UrlProblem::Whitespace) if path && kind_of(raw).is_none() => {
                self.found.error(cell.at, "not-a-url", || {
                    Finding::new(format!("\"{}\" is neither a URL nor the name of a file.", clip(raw.trim())))
                });
                None
            }
            // The name of a file may have spaces; a sentence has no extension.
            Err(UrlProblem::Whitespace)
                if path && kind_of(raw).is_some() && !raw.contains(char::is_control) =>
            {
                Some(raw.trim())
            }
            _ => cell.url("URL", &mut self.found),
        }
    }

    fn note_assumptions(&mut self, text: &str, columns: Columns) {
        if self.units.met() == 0 {
            return;
        }
        let start = text.len() - text.trim_start().len();
        let number = columns.url + 1;
        let message = match (self.table, columns.heading) {
            _ if columns.across => "Read as a plain list in one line, each URL one task.".to_owned(),
            (false, false) => "Read as a plain list: one URL on each line, each one task.".to_owned(),
            (true, false) => format!(
                "Read as a table without headings: column {number} holds the URLs, each row is one task, and the other columns were left out."
            ),
            (_, true) => format!(
                "Read as a table: column {number} holds the URLs, and each row is one task; the other columns are its metadata."
            ),
        };
        self.found.note(start, "assumed", || Finding::new(message));
        self.guesses.note(&mut self.found);
    }
}
