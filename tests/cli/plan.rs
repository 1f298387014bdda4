//! `sluice plan`

use serde_json::json;

use crate::command::{has_keys, sluice};

#[test]
fn how_many_tasks_a_split_needs() {
    let args = ["plan", "split", "--intended", "20,80", "--within", "2"];
    let report = sluice(&[&args[..], &["--format", "json"]].concat()).json();
    has_keys(&report, &["within", "level", "tasks", "binding", "outputs", "sentence"]);
    has_keys(&report["outputs"][0], &["intended", "tasks", "range", "coverage"]);
    assert_eq!((&report["within"], &report["level"]), (&json!(0.02), &json!(0.95)));
    let came = sluice(&args);
    assert_eq!((came.code, came.err.as_str()), (0, ""));
    assert!(came.out.starts_with(report["sentence"].as_str().unwrap()), "{}", came.out);
    let surer = sluice(&[&args[..], &["--confidence", "99", "--format", "json"]].concat()).json();
    assert!(surer["tasks"].as_u64() > report["tasks"].as_u64());
}

#[test]
fn what_to_expect() {
    let report =
        sluice(&["plan", "range", "--intended", "20,80", "--tasks", "100", "--format", "json"]).json();
    let output = &report["outputs"][0];
    assert_eq!(output["range95"], json!([12, 28]));
    assert_eq!(output["shares95"], json!([0.12, 0.28]));
    assert_eq!(output["expected"], 20.0);
    has_keys(output, &["range999", "shares999", "coverage95", "coverage999"]);
}

#[test]
fn how_likely_an_output_stays_empty() {
    let came = sluice(&["plan", "empty", "--intended", "1,99", "--tasks", "100"]);
    assert_eq!((came.code, came.err.as_str()), (0, ""));
    assert!(came.out.contains("37 of 100 runs") && came.out.contains("299 tasks"), "{}", came.out);
    let report = sluice(&[
        "plan",
        "empty",
        "--intended",
        "1,99",
        "--tasks",
        "100",
        "--below",
        "1",
        "--format",
        "json",
    ])
    .json();
    assert_eq!((report["level"].as_f64(), report["filled_from"].as_u64()), (Some(0.01), Some(459)));
    has_keys(&report, &["any", "exact", "outputs", "sentence"]);
}

#[test]
fn how_many_benchmark_tasks_tell_annotators_apart() {
    let args = ["plan", "benchmark", "--good", "95", "--bad", "85"];
    let report = sluice(&[&args[..], &["--format", "json"]].concat()).json();
    assert_eq!((report["tasks"].as_u64(), report["pass_from"].as_u64()), (Some(93), Some(85)));
    has_keys(&report, &["good_fails", "bad_passes", "enough", "alpha", "beta"]);
    let looser = sluice(&[&args[..], &["--beta", "10%", "--format", "json"]].concat()).json();
    assert_eq!(looser["tasks"].as_u64(), Some(77));
    let given = sluice(&[&args[..], &["--tasks", "30"]].concat());
    assert!(given.out.contains("more than was allowed"), "{}", given.out);
}

#[test]
fn what_somebody_who_watches_may_see() {
    let report =
        sluice(&["plan", "watch", "--intended", "20,80", "--tasks", "1000", "--format", "json"]).json();
    let tasks: Vec<_> = report["rows"].as_array().unwrap().iter().map(|row| row["tasks"].clone()).collect();
    assert_eq!(tasks, [100, 500, 1000]);
    let (low, high) = (&report["rows"][2]["ranges"][0][0], &report["rows"][2]["ranges"][0][1]);
    assert!(low.as_u64() < Some(176) && high.as_u64() > Some(225), "{report}");
    let at = sluice(&["plan", "watch", "--intended", "20,80", "--tasks", "1000", "--at", "7"]);
    assert!(at.out.contains("after 7 tasks"), "{}", at.out);
}

#[test]
fn what_cannot_be_planned_is_refused() {
    let split = |rest: &[&str]| sluice(&[&["plan", "split", "--intended"], rest].concat());
    split(&["20,70", "--within", "2"]).refused(1, &["cannot be planned", "90 %"]);
    split(&["20,80", "--within", "0"]).refused(1, &["cannot be planned", "tolerance"]);
    split(&["20,80", "--within", "2", "--confidence", "50"]).refused(1, &["cannot be planned", "80 %"]);
    split(&["50,50", "--within", "0.0001"]).refused(1, &["more than 1,000,000,000 tasks"]);
    split(&["20,80"]).refused(2, &["--within"]);
    split(&["20,80", "--within", "two"]).refused(2, &["no percentage"]);
    sluice(&["plan", "benchmark", "--good", "85", "--bad", "95"]).refused(1, &["more accurate"]);
    sluice(&["plan", "range", "--intended", "20,80", "--tasks", "2000000000"]).refused(2, &["--tasks"]);
    sluice(&["plan"]).refused(2, &["benchmark"]);
}
