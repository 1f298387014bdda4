//! An import in words: the same ones in the Lab's drawer and on the import screen.

use super::format;
use crate::worker::protocol::{ImportSummary, Remark};

/// How an import went: the class that colours it, and a word or two.
#[must_use]
pub fn outcome(summary: &ImportSummary) -> (&'static str, &'static str) {
    match summary.outcome.as_str() {
        "accepted" => ("outcome outcome--accepted", "Accepted"),
        "accepted_with_warnings" => ("outcome outcome--warned", "Accepted with warnings"),
        "partial" => ("outcome outcome--warned", "Accepted in part"),
        _ => ("outcome outcome--refused", "Refused"),
    }
}

/// So many of a unit type, in words for people.
#[must_use]
pub fn units(kind: &str, count: u64) -> String {
    let word = plain(kind);
    // The others are the same for one and for many.
    let counts = matches!(kind, "image" | "video" | "image_group" | "image_sequence" | "pdf" | "scene");
    if counts && count != 1 { format!("{word}s") } else { word }
}

/// A unit type's word for people.
#[must_use]
pub fn plain(kind: &str) -> String {
    kind.replace('_', " ")
}

/// `1 error, 2 warnings`: those that there are.
#[must_use]
pub fn counted([errors, warnings, notes]: [u64; 3]) -> String {
    let part = |count: u64, one: &str, many: &str| {
        (count > 0)
            .then(|| format!("{} {}", format::count(count as f64), if count == 1 { one } else { many }))
    };
    let parts = [
        part(errors, "error", "errors"),
        part(warnings, "warning", "warnings"),
        part(notes, "note", "notes"),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Remarks by kind, in the order in which the kinds first occur.
#[must_use]
pub fn kinds<'a>(remarks: impl IntoIterator<Item = &'a Remark>) -> Vec<Vec<&'a Remark>> {
    let mut kinds: Vec<Vec<&Remark>> = Vec::new();
    for remark in remarks {
        match kinds.iter_mut().find(|kind| kind.first().is_some_and(|other| other.code == remark.code)) {
            Some(kind) => kind.push(remark),
            None => kinds.push(vec![remark]),
        }
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remark(code: &str, line: u32) -> Remark {
        Remark {
            severity: "warning".into(),
            code: code.into(),
            message: String::new(),
            line,
            column: 1,
            hint: None,
        }
    }

    #[test]
    fn remarks_of_one_kind_stand_together() {
        let remarks = [remark("a", 1), remark("b", 2), remark("a", 3)];
        let lines: Vec<Vec<u32>> =
            kinds(&remarks).iter().map(|kind| kind.iter().map(|remark| remark.line).collect()).collect();
        assert_eq!(lines, [vec![1, 3], vec![2]]);
    }

    #[test]
    fn counts_name_only_what_there_is() {
        assert_eq!(counted([1, 2, 0]), "1 error, 2 warnings");
    }
}
