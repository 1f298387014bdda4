//! Files that are nearly right: each gets the remark that names what is wrong, at its place.

use sluice::manifest::{Format, Outcome, Platform, Severity};

use crate::{assert_refused, brief, csv, json, units};

const N: Severity = Severity::Note;
const W: Severity = Severity::Warning;
const E: Severity = Severity::Error;

#[test]
fn no_url_is_lost_without_a_word() {
    let import = json(
        r#"{"videos": [{"objectUrl": "h/0.mp4", "objectUrl_1": "h/1.mp4"}],
"image_groups": [{"title": "g", "objectUrl": "h/x.jpg", "objectUrl_0": "h/0.jpg"}]}"#,
    );
    assert_eq!(brief(&import), [(W, "unused-url", 1, 38), (W, "unused-url", 2, 33)]);
    assert_eq!(import.urls(), 2);
}

#[test]
fn a_key_twice_in_metadata_is_named() {
    let text = r#"{"videos": [{"objectUrl": "h/0.mp4", "clientMetadata": {"a": 1, "b": {"a": 2}, "a": 3}}]}"#;
    let import = json(text);
    assert_eq!(brief(&import), [(W, "duplicate-key", 1, 80)]);
    assert_eq!(import.diagnostics[0].pointer.as_deref(), Some("/videos/0/clientMetadata/a"));
}

#[test]
fn a_manifest_inside_something_else() {
    let inner = r#"{"videos": [{"objectUrl": "h/a.mp4"}]}"#;
    for key in ["data", "manifest", "payload"] {
        assert_refused(&json(&format!("{{\"{key}\": {inner}}}")), "wrapped-manifest", 1, 2);
    }
    assert_eq!(json(r#"{"data": {"image": "https://h/a.jpg"}}"#).outcome, Outcome::Accepted);
    assert_refused(&json(r#"{"sluice": 1, "name": "x", "stages": []}"#), "workflow-file", 1, 1);
}

#[test]
fn lists_of_something_else() {
    assert_refused(&json("[]"), "nothing-to-import", 1, 1);
    assert_refused(&json(r#"[{"label_hash": "a", "data_units": {}}]"#), "not-a-manifest", 1, 1);
    let texts = json(r#"[{"text": "hello"}, {"text": "there"}]"#);
    assert_eq!((texts.format, texts.tasks), (Format::Of(Platform::LabelStudio), 2));
    assert_refused(&json(r#"[{"text": [{"objectUrl": "h/a.txt"}]}]"#), "list-of-manifests", 1, 1);
}

#[test]
fn a_registration_request_without_its_slugs() {
    let import =
        json(r#"{"items": [{"path": "/", "type": "image", "storage_key": "s/1.jpg", "name": "1.jpg"}]}"#);
    assert_eq!((import.format, import.tasks), (Format::Of(Platform::V7), 1));
}

#[test]
fn headings_and_delimiters() {
    assert_refused(&csv("Video title\nA\nB\n"), "missing-heading", 1, 1);
    let bars = csv("ObjectURL|Video title\nh/1.mp4|A\n");
    assert_eq!(units(&bars), [("video", "A", vec!["h/1.mp4"])]);
    assert_eq!(brief(&bars), [(N, "delimiter", 1, 10)]);
    let bar = csv("https://h/a|b.jpg\nhttps://h/c.jpg\n");
    assert_eq!(units(&bar)[0].2, ["https://h/a|b.jpg"]);
}

#[test]
fn a_row_without_its_url_is_named() {
    let import = csv("title,url\nA,\nB,https://h/2.mp4\n");
    assert_eq!((import.tasks, import.refused), (1, 1));
    assert_eq!(brief(&import), [(N, "assumed", 1, 1), (E, "missing-url", 2, 3)]);
    assert_refused(&csv("title,url\nA,\n"), "missing-url", 2, 3);
    assert_refused(&csv("title,url\n"), "unknown-heading", 1, 1);
}

#[test]
fn a_sentence_among_urls_is_no_url() {
    let import = csv("https://h/1.mp4\nhello there\n# mine\nhttps://h/2.mp4\n");
    assert_eq!(brief(&import)[1..], [(E, "not-a-url", 2, 1), (W, "comment", 3, 1)]);
    assert_eq!(import.tasks, 2);
}
