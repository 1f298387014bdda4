//! `sluice compare`

use serde_json::{Value, json};

use crate::command::{SAMPLE, file, sluice};

/// The shipped workflow with another share.
fn changed(share: u32) -> String {
    let text = std::fs::read_to_string(SAMPLE).unwrap();
    let mut workflow: Value = serde_json::from_str(&text).unwrap();
    let stages = workflow["stages"].as_array_mut().unwrap();
    let outputs = &mut stages.iter_mut().find(|stage| stage["id"] == "qa").unwrap()["outputs"];
    outputs[0]["share"] = json!(share);
    outputs[1]["share"] = json!(100 - share);
    file(&format!("compare-{share}.json"), &workflow.to_string())
}

#[test]
fn differences_are_those_of_the_runs() {
    let other = changed(30);
    let report = sluice(&["compare", SAMPLE, &other, "--seed", "7", "--format", "json"]).json();
    let run = |workflow: &str| sluice(&["run", workflow, "--seed", "7", "--format", "json"]).json();
    let runs = [run(SAMPLE), run(&other)];
    for output in report["outputs"].as_array().unwrap() {
        let observed = |run: &Value| {
            let stage =
                run["stages"].as_array().unwrap().iter().find(|s| s["id"] == output["stage"]).unwrap();
            let came =
                stage["outputs"].as_array().unwrap().iter().find(|o| o["name"] == output["output"]).unwrap();
            came["observed"].as_f64().unwrap()
        };
        let [first, second] = [observed(&runs[0]), observed(&runs[1])];
        assert_eq!(output["change"]["counts"], json!([first, second]));
        assert_eq!(output["change"]["difference"]["mean"], json!(second - first));
    }
    assert_eq!(report["outputs"][0]["intended"], json!([0.2, 0.3]));
    assert_eq!((&report["moved"]["both"], &report["runs"]), (&json!(100), &json!(1)));
    assert!(report["moved"]["another_way"].as_u64().unwrap() > 0);
}

#[test]
fn ranges_are_those_of_many_runs() {
    let other = changed(30);
    let runs = ["--seed", "7", "--runs", "60", "--format", "json"];
    let report = sluice(&[&["compare", SAMPLE, &other], &runs[..]].concat()).json();
    for (side, workflow) in [SAMPLE, &other].into_iter().enumerate() {
        let run = sluice(&[&["run", workflow], &runs[..]].concat()).json();
        let stages = run["stages"].as_array().unwrap();
        for output in report["outputs"].as_array().unwrap() {
            let stage = stages.iter().find(|stage| stage["id"] == output["stage"]).unwrap();
            let outputs = stage["outputs"].as_array().unwrap();
            let came = &outputs.iter().find(|came| came["name"] == output["output"]).unwrap()["runs"];
            assert_eq!(output["change"]["ranges"][side], json!([came["q025"], came["q975"]]));
        }
    }
}

#[test]
fn text_and_csv_say_the_same() {
    let other = changed(30);
    let args = ["compare", SAMPLE, &other, "--seed", "7", "--runs", "50"];
    let text = sluice(&args);
    assert_eq!((text.code, text.err.as_str()), (0, ""));
    for said in ["50 runs of each", "went another way", "QA sample", "20 % -> 30 %", "95 of 100:", "Complete"]
    {
        assert!(text.out.contains(said), "{said}: {}", text.out);
    }
    let csv = sluice(&[&args[..], &["--format", "csv"]].concat()).out;
    let rows: Vec<Vec<&str>> = csv.lines().map(|line| line.split(',').collect()).collect();
    assert!(rows.iter().all(|row| row.len() == 19), "{csv}");
    assert_eq!((rows[1][0], rows[1][3], rows[1][4], rows[1][5]), ("output", "Review", "0.2", "0.3"));
    assert!(rows.iter().any(|row| row[0] == "place" && row[1] == "complete" && row[6] == "100"));
}

#[test]
fn a_workflow_is_like_itself() {
    let came = sluice(&["compare", SAMPLE, SAMPLE, "--runs", "3"]);
    assert!(came.out.contains("All 100 tasks went the same way in both."), "{}", came.out);
}

#[test]
fn what_cannot_be_compared_is_refused() {
    sluice(&["compare", SAMPLE]).refused(2, &["OTHER"]);
    sluice(&["compare", SAMPLE, "missing.json"]).refused(1, &["missing.json"]);
    sluice(&["compare", SAMPLE, SAMPLE, "--runs", "10001"]).refused(2, &["10000"]);
}
