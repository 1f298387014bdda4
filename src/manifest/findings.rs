//! Collects diagnostics in bounded memory, whatever the file holds.

use super::diagnostic::{Diagnostic, Severity};
use super::place::Places;

/// Diagnostics kept for each code; the rest are only counted.
pub(crate) const KEPT_PER_CODE: usize = 1_000;

/// The words of a diagnostic, before its place is known.
#[derive(Debug, Default)]
pub(crate) struct Finding {
    message: String,
    pointer: Option<String>,
    hint: Option<String>,
}

impl Finding {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), ..Self::default() }
    }

    pub(crate) fn pointer(mut self, pointer: impl Into<String>) -> Self {
        self.pointer = Some(pointer.into());
        self
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// Why a whole file is refused.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) at: usize,
    pub(crate) code: &'static str,
    pub(crate) finding: Finding,
    /// The sentence says it all: what was found before would only distract.
    pub(crate) alone: bool,
}

impl Fault {
    pub(crate) fn new(at: usize, code: &'static str, finding: Finding) -> Box<Self> {
        Box::new(Self { at, code, finding, alone: false })
    }

    /// A fault that replaces everything found before it.
    pub(crate) fn alone(at: usize, code: &'static str, finding: Finding) -> Box<Self> {
        Box::new(Self { at, code, finding, alone: true })
    }
}

/// How many diagnostics of each severity there were, kept or not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

#[derive(Debug)]
struct Kept {
    at: usize,
    severity: Severity,
    code: &'static str,
    finding: Finding,
}

#[derive(Debug, Default)]
pub(crate) struct Findings {
    kept: Vec<Kept>,
    /// In the order of the codes.
    per_code: Vec<(&'static str, usize)>,
    first_dropped: Option<usize>,
    counts: Counts,
}

impl Findings {
    /// `describe` is called only if the diagnostic is kept, so that a million
    /// equal mistakes cost a million additions and not a million sentences. Kept
    /// apart from what reads good items, which is a third faster for it in browsers.
    #[cold]
    #[inline(never)]
    pub(crate) fn error(&mut self, at: usize, code: &'static str, describe: impl FnOnce() -> Finding) {
        self.counts.errors += 1;
        self.keep(at, Severity::Error, code, describe);
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn warning(&mut self, at: usize, code: &'static str, describe: impl FnOnce() -> Finding) {
        self.counts.warnings += 1;
        self.keep(at, Severity::Warning, code, describe);
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn note(&mut self, at: usize, code: &'static str, describe: impl FnOnce() -> Finding) {
        self.counts.notes += 1;
        self.keep(at, Severity::Note, code, describe);
    }

    fn keep(
        &mut self,
        at: usize,
        severity: Severity,
        code: &'static str,
        describe: impl FnOnce() -> Finding,
    ) {
        let place = self.per_code.partition_point(|(known, _)| *known < code);
        if self.per_code.get(place).is_none_or(|(known, _)| *known != code) {
            self.per_code.insert(place, (code, 0));
        }
        let seen = &mut self.per_code[place].1;
        *seen += 1;
        if *seen > KEPT_PER_CODE {
            self.first_dropped = Some(self.first_dropped.map_or(at, |first| first.min(at)));
            return;
        }
        self.kept.push(Kept { at, severity, code, finding: describe() });
    }

    /// Records the reason for which the whole file is refused.
    pub(crate) fn refuse(&mut self, fault: Fault) {
        if fault.alone {
            *self = Self::default();
        }
        self.error(fault.at, fault.code, || fault.finding);
    }

    pub(crate) fn counts(&self) -> Counts {
        self.counts
    }

    /// Sorts by place, finds lines and columns in one sweep over the file, and
    /// says at the end how many diagnostics were only counted.
    pub(crate) fn finish(self, bytes: &[u8]) -> Vec<Diagnostic> {
        let mut order: Vec<(u64, usize)> =
            self.kept.iter().enumerate().map(|(i, kept)| (kept.at as u64, i)).collect();
        order.sort_unstable();
        let mut kept: Vec<Option<Kept>> = self.kept.into_iter().map(Some).collect();
        let mut places = Places::new(bytes);
        let mut list = Vec::with_capacity(kept.len() + 1);
        for kept in order.into_iter().filter_map(|(_, i)| kept.get_mut(i)?.take()) {
            let (line, column) = places.locate(kept.at);
            list.push(Diagnostic {
                severity: kept.severity,
                code: kept.code,
                message: kept.finding.message,
                line,
                column,
                pointer: kept.finding.pointer,
                hint: kept.finding.hint,
            });
        }
        if let Some(first) = self.first_dropped {
            let (line, column) = Places::new(bytes).locate(first);
            list.push(closing(&self.per_code, line, column));
        }
        list
    }
}

fn closing(per_code: &[(&'static str, usize)], line: u32, column: u32) -> Diagnostic {
    let mut parts = Vec::new();
    let mut total = 0;
    for (code, seen) in per_code {
        let more = seen.saturating_sub(KEPT_PER_CODE);
        if more > 0 {
            total += more;
            parts.push(format!("{more} of {code}"));
        }
    }
    Diagnostic {
        severity: Severity::Note,
        code: "more-diagnostics",
        message: format!(
            "{total} more are counted but not listed: {}. The first of them is here.",
            parts.join(", ")
        ),
        line,
        column,
        pointer: None,
        hint: None,
    }
}

/// At most `KEPT` characters of a text from the file, for use in a message.
pub(crate) fn clip(text: &str) -> String {
    const KEPT: usize = 60;
    match text.char_indices().nth(KEPT) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_stays_bounded_and_the_rest_is_counted() {
        let mut found = Findings::default();
        for at in 0..KEPT_PER_CODE + 5 {
            found.error(at, "missing-url", || Finding::new("x"));
        }
        found.warning(3, "unknown-key", || Finding::new("y"));
        assert_eq!(found.counts().errors, KEPT_PER_CODE + 5);
        let list = found.finish(&[b'x'; 2_000]);
        assert_eq!(list.len(), KEPT_PER_CODE + 2);
        let last = list.last().unwrap();
        assert_eq!(last.code, "more-diagnostics");
        assert!(last.message.contains("5 of missing-url"));
        assert_eq!(last.column, u32::try_from(KEPT_PER_CODE + 1).unwrap());
    }

    #[test]
    fn clipping_keeps_whole_characters() {
        assert_eq!(clip("kurz"), "kurz");
        assert_eq!(clip(&"ä".repeat(61)).chars().count(), 61);
    }
}
