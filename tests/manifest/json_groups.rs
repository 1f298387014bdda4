//! Items of several files: groups, sequences, series and scenes.

use sluice::manifest::{Outcome, Severity};

use crate::json_items::item;
use crate::{json, units};

const W: Severity = Severity::Warning;
const E: Severity = Severity::Error;

#[test]
fn group_positions_are_numbers() {
    let mut keys: Vec<String> = (0..12).map(|n| format!("\"objectUrl_{n}\": \"h/{n}\"")).collect();
    keys.reverse();
    let import = json(&format!("{{\"image_groups\": [{{\"title\": \"g\", {}}}]}}", keys.join(", ")));
    assert_eq!(import.outcome, Outcome::Accepted);
    let expected: Vec<String> = (0..12).map(|n| format!("h/{n}")).collect();
    assert_eq!(import.units[0].urls().collect::<Vec<_>>(), expected);

    item(
        "image_groups",
        r#"{"title": "g", "objectUrl_0": "a", "objectUrl_2": "c"}"#,
        &[(W, "position-gap", 36)],
    );
    item("image_groups", r#"{"title": "g", "objectUrl_1": "a", "objectUrl_2": "c"}"#, &[]);
    item("image_groups", r#"{"title": "g", "objectUrl_5": "a"}"#, &[(W, "position-gap", 16)]);
    item(
        "dicom_series",
        r#"{"title": "g", "objectUrl_0": "a", "objectUrl_x": "b"}"#,
        &[(W, "unknown-key", 36)],
    );
    item(
        "image_groups",
        r#"{"title": "g", "objectUrl_18446744073709551615": "a", "objectUrl_0": "b"}"#,
        &[(W, "position-gap", 16)],
    );
    item(
        "image_groups",
        r#"{"title": "g", "objectUrl_99999999999999999999": "a"}"#,
        &[(E, "missing-url", 1), (W, "unknown-key", 16)],
    );
}

#[test]
fn groups_that_cannot_be_used() {
    item("image_groups", r#"{"title": "g"}"#, &[(E, "missing-url", 1)]);
    item("image_groups", r#"{"title": "g", "objectUrl": "h"}"#, &[(E, "missing-url", 1)]);
    item(
        "dicom_series",
        r#"{"title": "g", "objectUrl_0": "a b", "objectUrl_1": "c"}"#,
        &[(E, "space-in-url", 31)],
    );
    item(
        "dicom_series",
        r#"{"title": "g", "objectUrl_0": "a b", "objectUrl_1": ""}"#,
        &[(E, "space-in-url", 31), (E, "empty-url", 53)],
    );
    item("image_groups", r#"{"objectUrl_0": "h"}"#, &[(W, "missing-title", 1)]);
}

#[test]
fn create_video() {
    let kind = |value: &str| {
        let text = format!("{{\"image_groups\": [{{\"title\": \"g\", \"objectUrl_0\": \"h\"{value}}}]}}");
        json(&text).units[0].kind.name()
    };
    assert_eq!(kind(""), "image_group");
    assert_eq!(kind(", \"createVideo\": false"), "image_group");
    assert_eq!(kind(", \"createVideo\": true"), "image_sequence");
    assert_eq!(kind(", \"createVideo\": \"True\""), "image_sequence");
    let group =
        |value: &str| format!("{{\"title\": \"g\", \"objectUrl_0\": \"h\", \"createVideo\": {value}}}");
    item("image_groups", &group("\"true\""), &[(W, "not-a-boolean", 51)]);
    item("image_groups", &group("null"), &[(W, "null-value", 51)]);
    item("image_groups", &group("1"), &[(E, "create-video-type", 51)]);
    item("dicom_series", &group("true"), &[(W, "create-video-ignored", 36)]);
}

#[test]
fn the_form_the_sdk_writes() {
    let text = r#"{"imageGroups": [{"title": "g", "createVideo": true, "images": [{"url": "h/b"}, {"url": "h/a", "title": "x"}]}],
        "dicomSeries": [{"title": "s", "dicomFiles": [{"url": "h/1.dcm"}]}], "skipDuplicateUrls": false}"#;
    let import = json(text);
    assert_eq!(import.format, sluice::manifest::Format::EncordSdkJson);
    assert_eq!(
        units(&import),
        [("image_sequence", "g", vec!["h/b", "h/a"]), ("dicom_series", "s", vec!["h/1.dcm"])]
    );
    assert_eq!(import.outcome, Outcome::Accepted);
    item(
        "imageGroups",
        r#"{"title": "g", "images": [{"url": "a"}, {"url": "b c"}]}"#,
        &[(E, "space-in-url", 49)],
    );
    item("imageGroups", r#"{"title": "g", "images": [{"url": "a"}, {}]}"#, &[(E, "missing-url", 41)]);
    item("imageGroups", r#"{"title": "g", "images": "a"}"#, &[(E, "files-not-list", 26)]);
    item("dicomSeries", r#"{"title": "g", "dicomFiles": []}"#, &[(E, "missing-url", 1)]);
    let import = json(r#"{"imageGroups": [{"title": "g", "images": [{"url": "a"}, {"url": 1}]}]}"#);
    assert_eq!(import.diagnostics[0].pointer.as_deref(), Some("/imageGroups/0/images/1/url"));
}

#[test]
fn scenes_are_one_unit() {
    let urls = |scene: &str| {
        let import = json(&format!("{{\"scenes\": [{{\"title\": \"s\", \"scene\": {scene}}}]}}"));
        assert_eq!(import.units.len(), 1, "{:?}", import.diagnostics);
        import.units[0].urls().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(urls("\"h/a.pcd\""), ["h/a.pcd"]);
    assert_eq!(urls(r#"{"url": "h/a.bin", "format": "pcd"}"#), ["h/a.bin"]);
    assert_eq!(
        urls(
            r#"{"l": {"type": "point_cloud", "events": [{"uri": "h/1", "timestamp": 1}, {"uri": "h/2"}]}, "c": {"type": "camera_parameters", "events": []}}"#
        ),
        ["h/1", "h/2"]
    );
    item("scenes", r#"{"title": "s"}"#, &[(E, "missing-url", 1)]);
    item("scenes", r#"{"title": "s", "scene": {"type": "image", "events": []}}"#, &[(E, "missing-url", 1)]);
    item("scenes", r#"{"title": "s", "scene": {"url": "a b"}}"#, &[(E, "space-in-url", 33)]);
}
