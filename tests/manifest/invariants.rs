//! What is true of every import, whatever the file. The fuzzers (`fuzz/`) hold it against their files
//! too.

use sluice::manifest::{Import, Outcome, Severity};

/// The most lines a file can have, and its longest line, however it is decoded.
fn extent(bytes: &[u8]) -> (u32, u32) {
    let lines: Vec<_> = bytes.split(|b| matches!(b, b'\n' | b'\r')).collect();
    let longest = lines.iter().map(|line| line.len()).max().unwrap_or(0);
    // In UTF-16 the byte of a line break may be half of another character.
    let longest = if bytes.contains(&0) { bytes.len() } else { longest };
    (u32::try_from(lines.len()).unwrap(), u32::try_from(longest + 1).unwrap())
}

/// Panics where an import contradicts itself or the file.
pub(crate) fn adds_up(bytes: &[u8], import: &Import) {
    let (lines, columns) = extent(bytes);
    let mut last = (1, 1);
    for diagnostic in &import.diagnostics {
        let place = (diagnostic.line, diagnostic.column);
        assert!((1..=lines).contains(&place.0), "{diagnostic:?}");
        assert!((1..=columns).contains(&place.1), "{diagnostic:?}");
        assert!(place >= last, "not in order: {diagnostic:?}");
        last = place;
        assert!(!diagnostic.message.is_empty());
    }
    let count = |severity| import.diagnostics.iter().filter(|d| d.severity == severity).count();
    assert_eq!(count(Severity::Error), import.counts.errors);
    assert_eq!(count(Severity::Warning), import.counts.warnings);
    let expected =
        match (import.units.len() + import.skipped == 0, import.counts.errors, import.counts.warnings) {
            (true, ..) => Outcome::Rejected,
            (false, 0, 0) => Outcome::Accepted,
            (false, 0, _) => Outcome::AcceptedWithWarnings,
            _ => Outcome::Partial,
        };
    assert_eq!(import.outcome, expected);
    assert_eq!(import.tasks, import.units.len());
    // Nothing is refused without an error, and nothing rejected without a reason.
    assert!(import.refused <= import.counts.errors);
    assert!(import.outcome != Outcome::Rejected || import.counts.errors > 0);
    for unit in &import.units {
        assert!((1..=lines).contains(&unit.line));
        // Storage keys and file names may have spaces, URLs of a manifest may not.
        let odd =
            if import.format.name().starts_with("encord") { char::is_whitespace } else { char::is_control };
        assert!(unit.urls().all(|url| !url.is_empty() && !url.contains(odd)));
        assert_eq!(unit.urls().count(), unit.url_count());
        if let Some(metadata) = unit.metadata() {
            let value: Result<serde_json::Value, _> = serde_json::from_str(metadata);
            // Half a surrogate pair is well formed here and not for serde_json.
            assert!(value.is_ok_and(|v| v.is_object()) || metadata.contains("\\u"));
        }
    }
}
