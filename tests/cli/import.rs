//! `sluice import`

use serde_json::json;

use crate::command::{file, has_keys, sluice};

const GOOD: &str = "www/examples/benchmark-qa.benchmark.json";

#[test]
fn the_report_has_its_shape() {
    let report = sluice(&["import", GOOD, "--format", "json"]).json();
    has_keys(&report, &["format", "outcome", "units", "tasks", "urls", "diagnostics"]);
    assert_eq!(report["format"], "encord-json");
    assert_eq!(report["outcome"], "accepted");
    assert_eq!(report["units"], json!({"image": 18, "video": 2, "image_group": 4}));
    assert_eq!((&report["tasks"], &report["urls"]), (&json!(24), &json!(28)));
    assert_eq!(report["diagnostics"], json!([]));
    assert!(report.get("items").is_none(), "items come with --list alone");
}

#[test]
fn items_are_listed_on_demand() {
    let report = sluice(&["import", GOOD, "--format", "json", "--list"]).json();
    let items = report["items"].as_array().unwrap();
    assert_eq!(items.len(), 24);
    for item in items {
        has_keys(item, &["type", "title", "urls"]);
    }
    let group = items.iter().find(|item| item["type"] == "image_group").unwrap();
    assert_eq!(group["title"], "benchmark tray 1");
    assert_eq!(group["urls"].as_array().unwrap().len(), 2);
    let text = sluice(&["import", GOOD, "--list"]);
    assert!(
        text.out.contains("benchmark tray 1") && text.out.contains("/benchmark/tray-1/side.jpg"),
        "{}",
        text.out
    );
}

/// One good image and one without a place, on line 4.
const PARTLY: &str = r#"{
  "images": [
    {"objectUrl": "https://example.com/1.jpg"},
    {"title": "nowhere"}
  ]
}"#;

#[test]
fn a_bad_item_is_left_out_and_named() {
    let path = file("partly.json", PARTLY);
    let report = sluice(&["import", &path, "--format", "json"]).json();
    assert_eq!((&report["outcome"], &report["tasks"]), (&json!("partial"), &json!(1)));
    let diagnostic = &report["diagnostics"][0];
    has_keys(diagnostic, &["severity", "code", "message", "line", "column", "pointer"]);
    assert_eq!((&diagnostic["severity"], &diagnostic["line"]), (&json!("error"), &json!(4)));
    assert_eq!(diagnostic["pointer"], "/images/1");
    let text = sluice(&["import", &path]);
    assert_eq!(text.code, 0);
    assert!(text.out.contains(&format!("{path}:4:")), "{}", text.out);
}

#[test]
fn strictly_a_bad_item_refuses_the_file() {
    let path = file("partly-strict.json", PARTLY);
    let came = sluice(&["import", &path, "--strict", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&came.out).unwrap();
    assert_eq!((came.code, &report["outcome"], &report["tasks"]), (1, &json!("rejected"), &json!(0)));
}

#[test]
fn a_refused_file_is_one_and_says_where() {
    let path = file("broken-manifest.json", "{\"images\": [\n  {\"objectUrl\" \"x\"}]}");
    let came = sluice(&["import", &path, "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&came.out).unwrap();
    assert_eq!((came.code, &report["outcome"]), (1, &json!("rejected")));
    assert_eq!(report["diagnostics"][0]["line"], 2);
    let text = sluice(&["import", &path]);
    assert_eq!(text.code, 1);
    assert!(text.out.contains(&format!("{path}:2:")), "{}", text.out);
}

#[test]
fn several_files_give_a_list_and_one_bad_file_is_one() {
    let bad = file("not-a-manifest.json", "[[[");
    let both =
        sluice(&["import", GOOD, "www/examples/benchmark-qa.production.csv", "--format", "json"]).json();
    assert_eq!(both[0]["format"], "encord-json");
    assert_eq!(both[1]["format"], "encord-csv");
    assert_eq!(both[1]["tasks"], 96);
    assert_eq!(sluice(&["import", GOOD, &bad]).code, 1);
}

#[test]
fn a_file_that_is_not_there_is_named() {
    sluice(&["import", "no-such-manifest.json"]).refused(1, &["no-such-manifest.json"]);
}

#[test]
fn a_later_file_leaves_out_what_an_earlier_one_has() {
    let first = file("first.json", r#"{"videos": [{"objectUrl": "https://h/a.mp4"}]}"#);
    let text = r#"{"videos": [
  {"objectUrl": "https://h/b.mp4"},
  {"objectUrl": "https://h/a.mp4"}], "skip_duplicate_urls": true}"#;
    let second = file("second.json", text);
    let text = sluice(&["import", &first, &second]);
    assert_eq!(text.code, 0);
    assert!(text.out.contains("1 task from 1 URL: 1 video\n"), "{}", text.out);
    assert!(
        text.out.contains(&format!("{second}:3:3: note: 1 item has the URLs of one in a manifest")),
        "{}",
        text.out
    );
    let reports = sluice(&["import", &second, &first, "--format", "json"]).json();
    assert_eq!((&reports[0]["tasks"], &reports[0]["skipped"]), (&json!(2), &json!(0)));
    // Without the flag the other is loaded again.
    assert_eq!((&reports[1]["tasks"], &reports[1]["skipped"]), (&json!(1), &json!(0)));
}
