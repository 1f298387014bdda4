//! Rows into units.

use std::borrow::Cow;

use super::super::encord::describe_url;
use super::super::findings::{Fault, Finding, Findings, clip};
use super::super::unit::{Title, UnitType};
use super::super::units::{Units, Way, check_title};
use super::super::url::{Extension, UrlProblem, check, extension};
use super::extras::Extras;
use super::groups::Groups;
use super::headings::{Rows, Section, is_heading, names_object_url, section, unknown_heading};
use super::records::{Field, Records};

/// A CSV manifest and what it held.
#[derive(Debug)]
pub(crate) struct CsvImport<'a> {
    pub(crate) found: Findings,
    pub(crate) units: Units<'a>,
    /// A heading row of Encord's was met.
    pub(crate) recognised: bool,
    groups: Groups<'a>,
    /// The columns of the present section that are metadata.
    extras: Extras,
}

/// Reads a whole file; the fault is the reason to refuse it, if there is one.
pub(crate) fn read<'a>(text: &'a str, way: Way<'a>) -> (CsvImport<'a>, Option<Box<Fault>>) {
    let mut import = CsvImport {
        found: Findings::default(),
        units: Units::new(text, way),
        recognised: false,
        groups: Groups::default(),
        extras: Extras::default(),
    };
    let fault = import.file(text).err();
    let groups = std::mem::take(&mut import.groups);
    groups.finish(&mut import.units);
    (import, fault)
}

/// The delimiter of the first line that is not blank, where that line begins,
/// and where the delimiter is if it is not a comma.
pub(crate) fn delimiter(text: &str) -> (u8, usize, Option<usize>) {
    let start = text.len() - text.trim_start_matches(['\n', '\r', ' ']).len();
    let mut rest = text.get(start..).unwrap_or_default();
    let mut start = start;
    // A comment says nothing of it.
    while let Some(end) = rest.find(['\n', '\r']).filter(|_| rest.starts_with('#') && !names_object_url(rest))
    {
        let next = rest.get(end..).unwrap_or_default();
        let next = next.trim_start_matches(['\n', '\r', ' ']);
        start += rest.len() - next.len();
        rest = next;
    }
    let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
    let line = rest.get(..end).unwrap_or_default();
    // The line with which a spreadsheet is told the delimiter.
    if let Some(mark @ (b',' | b';' | b'\t')) = line.strip_prefix("sep=").and_then(|s| s.bytes().next()) {
        return (mark, start + end, Some(start));
    }
    let count = |mark: char| line.matches(mark).count();
    let commas = count(',');
    for (mark, byte) in [(';', b';'), ('\t', b'\t'), ('|', b'|')] {
        // A bar may be part of a URL, so that it takes a heading to tell.
        let is_meant = mark != '|' || names_object_url(line);
        if count(mark) > commas && is_meant {
            return (byte, 0, line.find(mark).map(|at| start + at));
        }
    }
    (b',', 0, None)
}

/// Whether a row begins as comments do.
pub(crate) fn begins_with_hash(fields: &[Field<'_>]) -> bool {
    fields.first().is_some_and(|field| field.text.trim_start().starts_with('#'))
}

/// What a row says, apart from its URL.
#[derive(Debug)]
struct Row<'a> {
    at: usize,
    title_at: usize,
    title: Cow<'a, str>,
    section: Section,
}

impl<'a> CsvImport<'a> {
    fn file(&mut self, text: &'a str) -> Result<(), Box<Fault>> {
        let (delimiter, start, odd) = delimiter(text);
        if let Some(at) = odd {
            let name = match delimiter {
                b';' => "semicolons",
                b'\t' => "tabs",
                b'|' => "bars",
                _ => "commas",
            };
            self.found
                .note(at, "delimiter", || Finding::new(format!("The columns are separated by {name}.")));
        }
        let mut records = Records::new(text, start, delimiter);
        let mut fields = Vec::new();
        let mut current: Option<Section> = None;
        while records.next(&mut fields, &mut self.found)? {
            if fields.iter().all(|field| field.text.trim().is_empty()) {
                continue;
            }
            match current {
                Some(section) if !is_heading(&fields) => self.row(section, &mut fields)?,
                None if !is_heading(&fields) && begins_with_hash(&fields) => self.pass_comment(&fields),
                None if !is_heading(&fields) => return Err(unknown_heading(&fields, None)),
                _ => {
                    let section = section(&fields, &mut self.found)?;
                    self.extras = section.extras(&fields, &mut self.found);
                    current = Some(section);
                    self.recognised = true;
                }
            }
        }
        if self.units.is_bare() {
            return Err(Fault::new(
                0,
                "nothing-to-import",
                Finding::new("There are headings but no rows in this file."),
            ));
        }
        Ok(())
    }

    fn pass_comment(&mut self, fields: &[Field<'a>]) {
        let at = fields.first().map_or(0, |field| field.at);
        self.found.warning(at, "comment", || Finding::new("The line begins with #; it was skipped."));
    }

    fn row(&mut self, section: Section, fields: &mut [Field<'a>]) -> Result<(), Box<Fault>> {
        self.extras.warn_stray(fields, &mut self.found);
        let at = fields.first().map_or(0, |field| field.at);
        let title_field = section.title.and_then(|column| fields.get_mut(column));
        let (title_at, title) =
            title_field.map_or((at, Cow::Borrowed("")), |field| (field.at, std::mem::take(&mut field.text)));
        let row = Row { at, title_at, title, section };
        let cell = UrlCell::new(fields.get(section.url), at);
        let (url, url_at) = (cell.url("ObjectURL", &mut self.found), cell.at);
        let create_video = self.create_video(&row, fields);
        match section.rows {
            Rows::Videos | Rows::Images => self.single(&row, fields, url, url_at),
            Rows::DicomSeries if row.title.trim().is_empty() => self.single(&row, fields, url, url_at),
            Rows::DicomSeries => self.group_row(&row, fields, url, Some(UnitType::DicomSeries)),
            Rows::ImageGroups if row.title.trim().is_empty() => self.untitled(&row),
            Rows::ImageGroups => self.group_row(&row, fields, url, create_video),
        }
        Ok(())
    }

    /// What the "Create video" column makes of the row; `None` after an error.
    fn create_video(&mut self, row: &Row<'a>, fields: &[Field<'a>]) -> Option<UnitType> {
        let column = row.section.create_video;
        let field = column.and_then(|column| fields.get(column));
        let at = field.map_or(row.at, |field| field.at);
        let text = field.map_or("", |field| field.text.trim());
        let on = if text.is_empty() || text.eq_ignore_ascii_case("true") {
            true
        } else if text.eq_ignore_ascii_case("false") {
            false
        } else {
            if row.section.rows == Rows::ImageGroups {
                self.found.error(at, "create-video-type", || {
                    Finding::new(format!("\"{}\" is neither true nor false.", clip(text)))
                        .hint("Write true for an image sequence and false for an image group.")
                });
            }
            return None;
        };
        if on && column.is_some() && row.section.rows != Rows::ImageGroups {
            self.found.warning(at, "create-video-ignored", || {
                Finding::new("\"Create video\" means something for image groups only.")
                    .hint("Write false for files that are not part of a sequence.")
            });
        }
        Some(if on { UnitType::ImageSequence } else { UnitType::ImageGroup })
    }

    fn single(&mut self, row: &Row<'a>, fields: &[Field<'a>], url: Option<&str>, url_at: usize) {
        let Some(url) = url else {
            self.units.refused += 1;
            return;
        };
        let kind = match (row.section.rows, extension(url)) {
            (Rows::DicomSeries, _) => UnitType::DicomSeries,
            (Rows::Images, Some(Extension::Video)) => {
                self.found.warning(url_at, "unexpected-extension", || {
                    Finding::new("The heading says image, but the file name is that of a video; it was loaded as a video.")
                        .hint("Put videos under a heading row with Video title.")
                });
                UnitType::Video
            }
            (Rows::Videos, Some(Extension::Image)) => {
                self.found.warning(url_at, "unexpected-extension", || {
                    Finding::new(
                        "Expected a video, but the file name is that of an image; it was kept as a video.",
                    )
                    .hint("Put images under a heading row with Image title.")
                });
                UnitType::Video
            }
            (Rows::Images, _) => UnitType::Image,
            _ => UnitType::Video,
        };
        check_title(&row.title, row.title_at, || None, &mut self.found);
        let title = if row.title.trim().is_empty() { Title::FileName } else { Title::Given(&row.title) };
        let metadata = self.extras.metadata(fields);
        if !self.units.add(kind, row.at, url, title, &metadata) {
            self.units.refused += 1;
        }
    }

    fn untitled(&mut self, row: &Row<'a>) {
        self.units.refused += 1;
        self.found.error(row.title_at, "missing-title", || {
            Finding::new("The row has no title, so its group is unknown.")
                .hint("Rows of the same title make one group.")
        });
    }

    /// Adds a file to the group of its title. A refused row spoils its group,
    /// which would otherwise lack a file without a word.
    fn group_row(&mut self, row: &Row<'a>, fields: &[Field<'a>], url: Option<&str>, kind: Option<UnitType>) {
        let wanted = kind.unwrap_or(UnitType::ImageGroup);
        let rows = row.section.rows;
        let units = &mut self.units;
        let Some(group) = self.groups.find(rows, &row.title, wanted, row.at, units) else {
            return;
        };
        group.metadata.add(self.extras.values(fields));
        let later = match (url, kind) {
            (Some(url), Some(_)) => group.push(url),
            _ => {
                group.break_off();
                false
            }
        };
        let first = group.kind;
        if later {
            self.units.count_urls(row.at, 1);
        }
        if kind.is_some_and(|kind| kind != first) {
            self.found.warning(row.at, "conflicting-create-video", || {
                Finding::new(format!(
                    "\"{}\" has rows with and without \"Create video\"; its first row decides: {}.",
                    clip(&row.title),
                    first.name().replace('_', " ")
                ))
            });
        }
    }
}

/// The cell of a row that is to hold its URL.
#[derive(Debug)]
pub(crate) struct UrlCell<'f> {
    pub(crate) at: usize,
    pub(crate) raw: &'f str,
    pub(crate) checked: Result<&'f str, UrlProblem>,
}

impl<'f> UrlCell<'f> {
    /// A cell of the row that begins at `row`; empty where the row is too short to have it.
    pub(crate) fn new(field: Option<&'f Field<'_>>, row: usize) -> Self {
        let (at, raw) = field.map_or((row, ""), |field| (field.at, &*field.text));
        Self { at, raw, checked: check(raw) }
    }

    /// The URL, or an error; `column` is what to call it where it is empty.
    pub(crate) fn url(&self, column: &str, found: &mut Findings) -> Option<&'f str> {
        match self.checked {
            Ok(url) => {
                if url.len() != self.raw.len() {
                    found.warning(self.at, "url-trimmed", || {
                        Finding::new("The spaces around the URL were removed.")
                    });
                }
                Some(url)
            }
            Err(UrlProblem::Empty) => {
                found.error(self.at, "missing-url", || Finding::new(format!("The row has no {column}.")));
                None
            }
            Err(problem) => {
                let (code, finding) = describe_url(problem, self.raw);
                found.error(self.at, code, finding);
                None
            }
        }
    }
}
