//! The report's JSON shape, which scripts rely on.

use serde_json::{Value, json};

#[test]
fn the_shape_is_fixed() {
    let import = crate::json(
        "{\"videos\": [{\"objectUrl\": \"https://h/p/a.mp4\", \"title\": \"A\"}],\n \"image_groups\": [],\n \"image_groups\": [{\"title\": \"G\", \"objectUrl_0\": \"h/1\", \"objectUrl_1\": \"h/2\"}, 5]}",
    );
    let report = serde_json::to_value(import.report(true)).unwrap();
    let expected = json!({
        "format": "encord-json",
        "outcome": "partial",
        "units": {"video": 1, "image_group": 1},
        "tasks": 2,
        "urls": 3,
        "refused": 1,
        "skipped": 0,
        "diagnostics": [
            {"severity": "warning", "code": "duplicate-key", "line": 3, "column": 2, "pointer": "/image_groups",
             "message": "\"image_groups\" is here a second time; its items were added to those before.",
             "hint": "Most JSON readers would drop one of the two lists: join them."},
            {"severity": "error", "code": "item-not-object", "line": 3, "column": 79, "pointer": "/image_groups/1",
             "message": "An item must be an object; this is a number."},
        ],
        "items": [
            {"type": "video", "title": "A", "urls": ["https://h/p/a.mp4"], "line": 1},
            {"type": "image_group", "title": "G", "urls": ["h/1", "h/2"], "line": 3},
        ],
    });
    assert_eq!(report, expected);
}

#[test]
fn items_only_when_asked_for() {
    let import = crate::json("{\"audio\": [{\"objectUrl\": \"h\"}]}");
    let report = serde_json::to_value(import.report(false)).unwrap();
    assert_eq!(report.get("items"), None);
    assert_eq!(report["outcome"], "accepted");
    assert_eq!(report["diagnostics"], Value::Array(Vec::new()));
}
