//! Which column holds the URLs.

use super::super::csv::{Field, begins_with_hash, is_like_heading};
use super::super::media::{has_scheme, kind_of};

/// The columns that are used, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) url: usize,
    pub(super) title: Option<usize>,
    /// The first record is a heading.
    pub(super) heading: bool,
    /// The only record is a list of addresses, each of them a task.
    pub(super) across: bool,
}

/// Headings under which tables keep addresses, the likeliest first.
const URLS: [&str; 18] = [
    "url",
    "uri",
    "imageurl",
    "videourl",
    "fileurl",
    "rowdata",
    "sourceref",
    "mediaurl",
    "assetslink",
    "link",
    "href",
    "address",
    "src",
    "filepath",
    "filename",
    "file",
    "path",
    "image",
];
/// Headings under which they keep titles.
const TITLES: [&str; 7] = ["title", "name", "externalid", "globalkey", "id", "key", "label"];

/// The columns, from the first two records; `None` where nothing looks like the address of a file,
/// or where a heading is Encord's or nearly so.
pub(super) fn columns(first: &[Field<'_>], second: &[Field<'_>]) -> Option<Columns> {
    if let Some(url) = address_in(first) {
        let across =
            first.len() > 1 && second.is_empty() && first.iter().all(|field| has_scheme(&field.text));
        return Some(Columns { url, title: None, heading: false, across });
    }
    if first.iter().any(|field| is_like_heading(&field.text)) {
        return None;
    }
    let url = absolute_in(second).or_else(|| by_heading(first, &URLS)).or_else(|| address_in(second))?;
    // Where the first row has none, it is the row that is at fault and not the heading.
    let says_url = first.get(url).is_some_and(|field| matches!(fold(&field.text).as_str(), "url" | "uri"));
    let cell = second.get(url).map_or("", |field| field.text.trim());
    let holds_file = is_address(cell) || says_url && cell.is_empty() && !second.is_empty();
    let title = by_heading(first, &TITLES).filter(|title| *title != url);
    holds_file.then_some(Columns { url, title, heading: true, across: false })
}

fn absolute_in(fields: &[Field<'_>]) -> Option<usize> {
    fields.iter().position(|field| has_scheme(&field.text))
}

fn address_in(fields: &[Field<'_>]) -> Option<usize> {
    absolute_in(fields).or_else(|| fields.iter().position(|field| is_address(&field.text)))
}

/// A URL, or the path or name of a file of a known type.
fn is_address(cell: &str) -> bool {
    let cell = cell.trim();
    has_scheme(cell) || kind_of(cell).is_some() && !cell.contains(['\n', '\r'])
}

fn by_heading(fields: &[Field<'_>], known: &[&str]) -> Option<usize> {
    let folded: Vec<String> = fields.iter().map(|field| fold(&field.text)).collect();
    known.iter().find_map(|word| folded.iter().position(|cell| cell == word))
}

/// A line that begins with `#`, unless it is the heading of a table.
pub(super) fn is_comment(fields: &[Field<'_>]) -> bool {
    begins_with_hash(fields) && by_heading(fields, &URLS).is_none()
}

/// Letters and digits alone, in lower case.
fn fold(cell: &str) -> String {
    cell.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
