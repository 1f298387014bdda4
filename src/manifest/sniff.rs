//! Which reader a text is for. The content decides, not the file's name.

use super::csv::names_object_url;
use super::findings::{Fault, Finding};

/// How the small file begins that stands for a large one in a repository.
const LFS: &str = "version https://git-lfs.github.com/spec/";

/// The reader to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    Json,
    Csv,
}

/// `json`: the file's name ends with `.json`. It decides only where the content
/// is neither, so that the complaint fits.
pub(crate) fn sniff(text: &str, json: bool) -> Result<Reading, Box<Fault>> {
    let start = text.len() - text.trim_start().len();
    let rest = text.get(start..).unwrap_or_default();
    if rest.is_empty() {
        return Err(empty());
    }
    if rest.starts_with('<') {
        return Err(markup(start, rest));
    }
    if is_yaml(after_comments(rest)) {
        return Err(Fault::new(
            start,
            "yaml-file",
            Finding::new("This is YAML, not a manifest.")
                .hint("Write the same as JSON, or one URL on each line."),
        ));
    }
    if rest.starts_with(LFS) {
        return Err(Fault::new(
            start,
            "git-lfs-pointer",
            Finding::new("This is a Git LFS pointer, which stands for the file; it is not the file.")
                .hint("Run git lfs pull, then load the file again."),
        ));
    }
    if names_object_url(rest) {
        return Ok(Reading::Csv);
    }
    let json = json || after_comments(rest).starts_with(['{', '[']);
    Ok(if json { Reading::Json } else { Reading::Csv })
}

pub(crate) fn empty() -> Box<Fault> {
    Fault::new(
        0,
        "empty-file",
        Finding::new("The file is empty.").hint("Check that it was written and uploaded whole."),
    )
}

fn markup(at: usize, rest: &str) -> Box<Fault> {
    let head: String = rest.chars().take(500).collect();
    let head = head.to_ascii_lowercase();
    let (code, message, hint) = if head.contains("<html") || head.contains("<!doctype html") {
        (
            "html-page",
            "This is a web page, not a manifest.",
            "A download link probably led to a sign-in or error page.",
        )
    } else {
        ("xml-file", "This is XML, not a manifest.", "A manifest is JSON or CSV.")
    };
    Fault::new(at, code, Finding::new(message).hint(hint))
}

/// Whether a text begins as YAML does: with its mark, with an entry of a list, or with two lines of which
/// the first is a key and the second another one, or what belongs to it.
fn is_yaml(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
    let (first, second) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let is_key = |line: &str| {
        line.split_once(':').is_some_and(|(key, value)| {
            let is_word = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
            is_word && (value.is_empty() || value.starts_with(' '))
        })
    };
    let is_entry = |line: &str| line == "-" || line.starts_with("- ");
    let belongs = second.starts_with(' ') || is_entry(second);
    first == "---" || is_entry(first) || is_key(first) && (is_key(second) || belongs && first.ends_with(':'))
}

/// The text after comments and spaces at its start.
fn after_comments(text: &str) -> &str {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let end = if rest.starts_with('#') || rest.starts_with("//") {
            rest.find(['\n', '\r'])
        } else if rest.starts_with("/*") {
            rest.find("*/").map(|end| end + 2)
        } else {
            return rest;
        };
        rest = end.and_then(|end| rest.get(end..)).unwrap_or_default();
    }
}
