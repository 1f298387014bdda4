//! JSON as people write it: what is taken with a warning, what is refused where.

use sluice::manifest::{Outcome, Severity};

use crate::{assert_refused, brief, json, units};

const W: Severity = Severity::Warning;

/// A good item, to be put into files that are odd around it.
pub(crate) const ITEM: &str = r#"{"objectUrl": "https://h/a.mp4"}"#;

#[track_caller]
pub(crate) fn accepted(text: &str, expected: &[(&str, u32, u32)]) {
    let import = json(text);
    let found: Vec<_> = brief(&import).iter().map(|d| (d.1, d.2, d.3)).collect();
    assert_eq!(found, expected, "{:#?}", import.diagnostics);
    assert_eq!(import.units.len(), 1);
    assert!(brief(&import).iter().all(|d| d.0 == W));
}

#[track_caller]
pub(crate) fn refused(text: &str, code: &str, line: u32, column: u32) {
    assert_refused(&json(text), code, line, column);
}

#[test]
fn trailing_commas() {
    accepted(
        &format!("{{\"videos\": [\n{ITEM} ,\n],\n}}"),
        &[("trailing-comma", 2, 34), ("trailing-comma", 3, 2)],
    );
    accepted("{\"videos\": [{\"objectUrl\": \"https://h/a.mp4\",}]}", &[("trailing-comma", 1, 44)]);
    refused("{\"videos\": [,]}", "unexpected-comma", 1, 13);
    refused(&format!("{{\"videos\": [{ITEM},,{ITEM}]}}"), "unexpected-comma", 1, 46);
    refused(&format!("{{,\"videos\": [{ITEM}]}}"), "unexpected-comma", 1, 2);
}

#[test]
fn comments() {
    let text = format!("// head\n# also\n{{\"videos\": /* in\nside */ [{ITEM}]}} // end");
    accepted(&text, &[("comment", 1, 1), ("comment", 2, 1), ("comment", 3, 12), ("comment", 4, 45)]);
    accepted(&format!("{{\"videos\": [{ITEM}]}} # no line end"), &[("comment", 1, 48)]);
    // What looks like a comment inside a text is text.
    let import = json(r#"{"images": [{"objectUrl": "https://h/a#b/*c*/.png", "title": "// x"}]}"#);
    assert_eq!(units(&import), [("image", "// x", vec!["https://h/a#b/*c*/.png"])]);
    assert!(import.diagnostics.is_empty());
    refused(&format!("{{\"videos\": [{ITEM}]}} /* open"), "ends-early", 1, 55);
    refused(&format!("{{\"videos\": / [{ITEM}]}}"), "unexpected-character", 1, 12);
}

#[test]
fn repeated_keys() {
    accepted(
        "{\"videos\": [],\n  \"videos\": [{\"objectUrl\": \"https://h/a.mp4\"}]}",
        &[("duplicate-key", 2, 3)],
    );
    let text = r#"{"videos": [{"objectUrl": "https://h/a.mp4", "title": "a", "title": "b"}]}"#;
    accepted(text, &[("duplicate-key", 1, 60)]);
    assert_eq!(json(text).units[0].title(), "b");
    let text = "{\"skip_duplicate_urls\": true, \"videos\": [{\"objectUrl\": \"h\"}, {\"objectUrl\": \"h\"}],\n\"skip_duplicate_urls\": false}";
    let import = json(text);
    assert_eq!(import.units.len(), 2);
    assert!(brief(&import).contains(&(W, "duplicate-key", 2, 1)));
    let text = r#"{"videos": [{"objectUrl": "h", "clientMetadata": {"a": 1}, "clientMetadata": {"a": 2}}]}"#;
    assert_eq!(json(text).units[0].metadata(), Some(r#"{"a": 2}"#));
}

#[test]
fn repeated_urls_keys() {
    let text = r#"{"image_groups": [{"title": "g", "objectUrl_0": "h/a", "objectUrl_0": "h/a"}]}"#;
    accepted(text, &[("duplicate-key", 1, 56)]);
    assert_eq!(json(text).units[0].url_count(), 1);
    let text =
        "{\"image_groups\": [{\"title\": \"g\",\n \"objectUrl_0\": \"h/a\",\n \"objectUrl_0\": \"h/b\"}]}";
    refused(text, "conflicting-url", 3, 2);
    assert_eq!(json(text).diagnostics[0].pointer.as_deref(), Some("/image_groups/0/objectUrl_0"));
    refused(r#"{"videos": [{"objectUrl": "h/a", "objectUrl": "h/b"}]}"#, "conflicting-url", 1, 34);
}

#[test]
fn quotes_of_other_kinds() {
    refused("{\n “videos”: []}", "curly-quotes", 2, 2);
    refused("{\"videos\": [{\"objectUrl\": “https://h/a.mp4”}]}", "curly-quotes", 1, 27);
    refused("{'videos': []}", "single-quotes", 1, 2);
    accepted("{\"videos\": [{\"objectUrl\": \"h\", \"title\": \"“so-called”\"}]}", &[]);
    assert!(json("{'videos': []}").diagnostics[0].hint.as_ref().unwrap().contains("json.dump"));
}

#[test]
fn other_languages() {
    refused(&format!("{{\"videos\": [{ITEM}],\n\"skip_duplicate_urls\": True}}"), "python-literal", 2, 24);
    refused("{\"videos\": None}", "python-literal", 1, 12);
    refused("{videos: []}", "unquoted-text", 1, 2);
    refused("{\"videos\": undefined}", "not-a-number", 1, 12);
    for word in ["NaN", "Infinity", "-Infinity", "-NaN"] {
        let text =
            format!("{{\"videos\": [{{\"objectUrl\": \"h\", \"clientMetadata\": {{\n\"a\": {word}}}}}]}}");
        refused(&text, "not-a-number", 2, 6);
    }
    for number in ["01", "1.", "0x1F", "1_000"] {
        refused(&format!("{{\"a\": {number}, \"videos\": []}}"), "bad-number", 1, 7);
    }
    refused("{\"a\": +1, \"videos\": []}", "unexpected-character", 1, 7);
    refused("{\"a\": .5, \"videos\": []}", "unexpected-character", 1, 7);
    refused("{\"videos\": trueish}", "unquoted-text", 1, 12);
}

#[test]
fn punctuation_that_is_missing_or_wrong() {
    refused("{\"videos\": [\n{\"objectUrl\": \"h\"\n \"title\": \"t\"}]}", "missing-comma", 3, 2);
    refused(&format!("{{\"videos\": [{ITEM}\n{ITEM}]}}"), "missing-comma", 2, 1);
    refused("{\"videos\" [1]}", "missing-colon", 1, 11);
    refused(&format!("{{\"videos\": [{ITEM}}}"), "wrong-bracket", 1, 45);
    refused("{\"videos\": ]}", "wrong-bracket", 1, 12);
    refused(
        "{\"videos\": [{\"objectUrl\": \"h\", \"title\": \"a \"b\" c\"}]}",
        "unexpected-character",
        1,
        45,
    );
    refused(&format!("{{\"videos\": [{ITEM}]}}}}"), "text-after-end", 1, 47);
    refused("{\u{a0}\"videos\": []}", "unexpected-character", 1, 2);
}

#[test]
fn texts() {
    refused("{\"videos\": [\n{\"objectUrl\": \"h\", \"title\": \"a\nb\"}]}", "line-break-in-text", 2, 29);
    refused("{\"videos\": [{\"objectUrl\": \"h\", \"title\": \"a\r\nb\"}]}", "line-break-in-text", 1, 41);
    refused("{\"videos\": [{\"objectUrl\": \"h\", \"title\": \"a\tb\"}]}", "control-character", 1, 43);
    refused(r#"{"videos": [{"objectUrl": "C:\data\a.mp4"}]}"#, "bad-escape", 1, 30);
    refused(r#"{"videos": [{"objectUrl": "h", "title": "\u12G4"}]}"#, "bad-escape", 1, 42);
    let import =
        json(r#"{"vid\u0065os": [{"objectUrl": "https:\/\/h\/\u00e4.mp4", "title": "\ud83d\ude00"}]}"#);
    assert_eq!(units(&import), [("video", "😀", vec!["https://h/ä.mp4"])]);
    accepted(r#"{"videos": [{"objectUrl": "h", "title": "\ud83d!"}]}"#, &[("broken-escape", 1, 41)]);
    refused(r#"{"videos": [{"objectUrl": "h/\ud83d"}]}"#, "broken-escape", 1, 27);
}

#[test]
fn a_file_that_is_cut_off_is_never_half_loaded() {
    refused(
        "{\"videos\": [{\"objectUrl\": \"https://h/a.mp4\"},\n{\"objectUrl\": \"https://h/b",
        "ends-early",
        2,
        27,
    );
    refused(&format!("{{\"videos\": [\n{ITEM},\n\n"), "ends-early", 2, 34);
    refused(&format!("{{\"videos\": [{ITEM}]\n"), "ends-early", 1, 46);
    let message = &json("{\n\"videos\": [\n").diagnostics[0].message;
    assert!(message.contains("line 2"), "{message}");
}

#[test]
fn every_cut_of_a_good_file_ends_early() {
    let text = r#"{"videos": [{"objectUrl": "https://h/a.mp4", "title": "\u00e4\n", "clientMetadata": {"a": [-1.5e+3, true, false, null]}}], "skip_duplicate_urls": true}"#;
    assert_eq!(json(text).outcome, Outcome::Accepted);
    for end in 1..text.len() {
        let import = json(&text[..end]);
        let codes: Vec<_> = import.diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(codes, ["ends-early"], "{}", &text[..end]);
        assert!(import.units.is_empty());
    }
}

#[test]
fn nesting_has_a_limit() {
    let nested = |depth: usize| {
        let (open, close) = ("[".repeat(depth), "]".repeat(depth));
        format!("{{\"videos\": [{{\"objectUrl\": \"h\", \"clientMetadata\": {{\"a\": {open}{close}}}}}]}}")
    };
    assert_eq!(json(&nested(124)).outcome, Outcome::Accepted);
    refused(&nested(125), "too-deep", 1, 180);
    refused(&format!("{{\"a\": {}", "[".repeat(100_000)), "too-deep", 1, 134);
}
