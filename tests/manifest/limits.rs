//! Sizes: what large and hostile files cost and say.

use std::fmt::Write;

use sluice::manifest::{Outcome, Severity};

use crate::{brief, csv, json};

const W: Severity = Severity::Warning;

fn list(count: usize) -> String {
    let mut text = String::from("ObjectUrl\n");
    for index in 0..count {
        writeln!(text, "h/{index}").unwrap();
    }
    text
}

#[test]
fn recommended_and_largest_numbers() {
    assert_eq!(csv(&list(10_000)).outcome, Outcome::Accepted);
    assert_eq!(brief(&csv(&list(10_001))), [(W, "many-items", 10_002, 1)]);
    assert_eq!(brief(&csv(&list(500_001))), [(W, "too-many-items", 500_002, 1)]);
}

#[test]
fn urls_of_groups_count_too() {
    let mut text = String::from("ObjectUrl,Series title\n");
    for index in 0..1_000_001 {
        writeln!(text, "{index},S").unwrap();
    }
    let import = csv(&text);
    assert_eq!(brief(&import), [(W, "too-many-urls", 1_000_002, 1)]);
    assert_eq!((import.units.len(), import.urls()), (1, 1_000_001));
}

#[test]
fn the_list_of_diagnostics_is_bounded() {
    let bad = "{\"objectUrl\": \"\", },\n".repeat(3_000);
    let import = json(&format!("{{\"videos\": [\n{bad}{{\"objectUrl\": \"h\"}}]}}"));
    assert_eq!(import.diagnostics.len(), 2_001);
    assert_eq!((import.counts.errors, import.counts.warnings), (3_000, 3_000));
    assert_eq!((import.units.len(), import.refused), (1, 3_000));
    let last = import.diagnostics.last().unwrap();
    assert_eq!((last.severity, last.code, last.line), (Severity::Note, "more-diagnostics", 1_002));
    assert!(last.message.contains("2000 of empty-url") && last.message.contains("2000 of trailing-comma"));
}
