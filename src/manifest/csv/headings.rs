//! Heading rows: which column is what, and what the rows below are.

use super::super::findings::{Fault, Finding, Findings, clip};
use super::super::near::nearest;
use super::extras::Extras;
use super::records::Field;

/// What the rows under a heading are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    Videos,
    Images,
    ImageGroups,
    DicomSeries,
}

/// One heading, whatever its case, spaces and underscores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heading {
    ObjectUrl,
    Title(Rows),
    CreateVideo,
}

impl Heading {
    fn of(cell: &str) -> Option<Self> {
        // Most cells are not headings: look at one letter before comparing.
        let cell = cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if cell.len() > 40 || !cell.starts_with(['o', 'O', 'v', 'V', 'i', 'I', 's', 'S', 'd', 'D', 'c', 'C'])
        {
            return None;
        }
        let letters = cell.chars().filter(|c| !matches!(c, ' ' | '_' | '-' | '\u{a0}'));
        let folded: String = letters.map(|c| c.to_ascii_lowercase()).collect();
        Some(match folded.as_str() {
            "objecturl" => Self::ObjectUrl,
            "videotitle" => Self::Title(Rows::Videos),
            "imagetitle" => Self::Title(Rows::Images),
            "imagegrouptitle" | "imagesequencetitle" => Self::Title(Rows::ImageGroups),
            "seriestitle" | "dicomtitle" | "dicomseriestitle" => Self::Title(Rows::DicomSeries),
            "createvideo" => Self::CreateVideo,
            _ => return None,
        })
    }
}

/// Whether a cell is a heading of a manifest, or nearly so.
pub(crate) fn is_like_heading(cell: &str) -> bool {
    Heading::of(cell).is_some() || nearest(cell.trim(), &KNOWN).is_some()
}

/// Whether the first line of a text has an ObjectURL heading.
pub(crate) fn names_object_url(text: &str) -> bool {
    let line = text.trim_start().lines().next().unwrap_or_default();
    line.split([',', ';', '\t', '|'])
        .any(|cell| Heading::of(cell.trim().trim_matches('"')) == Some(Heading::ObjectUrl))
}

/// The columns of a section.
#[derive(Debug, Clone, Copy)]
pub(super) struct Section {
    pub(super) rows: Rows,
    pub(super) url: usize,
    pub(super) title: Option<usize>,
    pub(super) create_video: Option<usize>,
}

impl Section {
    /// The columns that are metadata.
    pub(super) fn extras(&self, headings: &[Field<'_>], found: &mut Findings) -> Extras {
        Extras::new(headings, found, |column, field| {
            column == self.url
                || [self.title, self.create_video].contains(&Some(column))
                || Heading::of(&field.text).is_some()
        })
    }
}

/// Whether a record is a heading row: an `ObjectURL` cell, or a title heading
/// next to something that cannot be a URL.
pub(super) fn is_heading(fields: &[Field<'_>]) -> bool {
    let mut title = false;
    for field in fields {
        match Heading::of(&field.text) {
            Some(Heading::ObjectUrl) => return true,
            Some(Heading::Title(_)) => title = true,
            _ => {}
        }
    }
    title && !fields.iter().any(|field| field.text.contains(['/', '.', ':']))
}

/// Reads a heading row.
pub(super) fn section(fields: &[Field<'_>], found: &mut Findings) -> Result<Section, Box<Fault>> {
    let mut url = None;
    let mut title: Option<(usize, Rows)> = None;
    let mut create_video = None;
    let mut unknown = None;
    for (column, field) in fields.iter().enumerate() {
        let taken = match Heading::of(&field.text) {
            Some(Heading::ObjectUrl) => url.replace(column).is_some(),
            Some(Heading::Title(rows)) => title.replace((column, rows)).is_some(),
            Some(Heading::CreateVideo) => create_video.replace(column).is_some(),
            None if field.text.trim().is_empty() => false,
            None => {
                unknown.get_or_insert(field);
                false
            }
        };
        if taken {
            return Err(two_headings(field));
        }
    }
    let Some(url) = url else {
        return Err(if unknown.is_some() {
            unknown_heading(fields, unknown)
        } else {
            no_url_heading(fields)
        });
    };
    let rows = match (title, unknown) {
        (Some((_, rows)), _) => rows,
        // A single column is a list of videos.
        (None, None) if create_video.is_none() => Rows::Videos,
        (None, _) => return Err(unknown_heading(fields, unknown)),
    };
    for field in fields.iter().filter(|field| !field.text.trim().is_empty()) {
        if Heading::of(&field.text).is_none() {
            warn_column(field, found);
        }
    }
    if rows == Rows::ImageGroups && create_video.is_none() {
        let at = fields.first().map_or(0, |field| field.at);
        found.warning(at, "missing-column", || {
            Finding::new(
                "There is no \"Create video\" column; as with a blank one, these are image sequences.",
            )
            .hint("For image groups add the column with the value false.")
        });
    }
    Ok(Section { rows, url, title: title.map(|(column, _)| column), create_video })
}

/// A heading row of which every cell is known, and none is that of the URLs.
fn no_url_heading(fields: &[Field<'_>]) -> Box<Fault> {
    let at = fields.first().map_or(0, |field| field.at);
    Fault::new(
        at,
        "missing-heading",
        Finding::new("There is no ObjectURL column among these headings.")
            .hint("Add one with the URL of each file."),
    )
}

fn warn_column(field: &Field<'_>, found: &mut Findings) {
    found.warning(field.at, "unknown-column", || {
        Finding::new(format!(
            "\"{}\" is not a heading of a manifest; the column was kept as metadata.",
            clip(field.text.trim())
        ))
    });
}

fn two_headings(field: &Field<'_>) -> Box<Fault> {
    Fault::new(
        field.at,
        "conflicting-headings",
        Finding::new(format!(
            "\"{}\" is a second heading of its kind in this row.",
            clip(field.text.trim())
        ))
        .hint("Each section has one ObjectURL and one title column; start another type with a heading row of its own."),
    )
}

const KNOWN: [&str; 7] = [
    "ObjectURL",
    "Video title",
    "Image title",
    "Image group title",
    "Series title",
    "Dicom title",
    "Create video",
];

/// Refuses a first row, or a later heading row, that names no known columns.
pub(super) fn unknown_heading(fields: &[Field<'_>], odd: Option<&Field<'_>>) -> Box<Fault> {
    let at = odd.or(fields.first()).map_or(0, |field| field.at);
    let cell = odd.or(fields.first()).map_or("", |field| field.text.trim());
    let looks_like_url = fields.iter().any(|field| field.text.contains("://") || field.text.contains('/'));
    if looks_like_url && odd.is_none_or(|field| field.text.contains('/')) {
        return Fault::new(
            at,
            "missing-heading",
            Finding::new("The file has no heading row, so the type of its files is unknown.")
                .hint("Add a first line such as ObjectUrl,Video title or ObjectUrl,Image title."),
        );
    }
    let suggestion = nearest(cell, &KNOWN).map(|near| format!(" Did you mean \"{near}\"?"));
    Fault::new(
        at,
        "unknown-heading",
        Finding::new(format!(
            "\"{}\" is not a heading of a manifest.{}",
            clip(cell),
            suggestion.unwrap_or_default()
        ))
        .hint("Expected: ObjectURL, and one of Video title, Image title, Image group title (with Create video), Series title."),
    )
}
