//! `sluice check`

use serde_json::{Value, json};

use crate::command::{EXAMPLES, SAMPLE, file, has_keys, sluice};

#[test]
fn the_examples_have_no_problems() {
    for example in EXAMPLES {
        let report = sluice(&["check", example, "--format", "json"]).json();
        has_keys(&report, &["workflow", "runnable", "problems"]);
        assert_eq!((&report["runnable"], &report["problems"]), (&json!(true), &json!([])), "{example}");
    }
    assert_eq!(sluice(&["check", SAMPLE]).out, format!("{SAMPLE}: no problems\n"));
}

/// The sample workflow with one text in it replaced.
fn changed(name: &str, from: &str, to: &str) -> String {
    let text = std::fs::read_to_string(SAMPLE).unwrap();
    assert!(text.contains(from));
    file(name, &text.replacen(from, to, 1))
}

#[test]
fn shares_that_do_not_add_up_cannot_be_run() {
    let path = changed("check-shares.json", "\"share\": 20", "\"share\": 21");
    let came = sluice(&["check", &path, "--format", "json"]);
    let report: Value = serde_json::from_str(&came.out).unwrap();
    assert_eq!((came.code, &report["runnable"]), (1, &json!(false)));
    let problem = &report["problems"][0];
    has_keys(problem, &["severity", "code", "stage", "message", "mend"]);
    assert_eq!(problem["severity"], "error");
    assert_eq!((&problem["code"], &problem["stage"]), (&json!("shares-not-100"), &json!("qa")));
    let text = sluice(&["check", &path]);
    assert_eq!(text.code, 1);
    for said in ["error: ", "101 %", "[shares-not-100] (stage qa)", "cannot be run"] {
        assert!(text.out.contains(said), "{said:?} is not in {}", text.out);
    }
}

#[test]
fn a_warning_can_be_run() {
    let path = changed("check-open.json", "\"reject\": \"annotate\"", "\"reject\": null");
    let came = sluice(&["check", &path, "--format", "json"]);
    let report: Value = serde_json::from_str(&came.out).unwrap();
    assert_eq!((came.code, &report["runnable"]), (0, &json!(true)));
    assert_eq!(
        (&report["problems"][0]["code"], &report["problems"][0]["severity"]),
        (&json!("unconnected"), &json!("warning"))
    );
    assert!(sluice(&["check", &path]).out.contains("can be run"));
}

#[test]
fn a_note_is_printed_and_refuses_nothing() {
    let path = changed("check-note.json", "\"reject_share\": 10", "\"reject_share\": 0");
    let report = sluice(&["check", &path, "--format", "json"]).json();
    let problem = &report["problems"][0];
    assert_eq!((&problem["code"], &problem["severity"]), (&json!("gets-nothing"), &json!("note")));
    assert_eq!(report["runnable"], true);
    let text = sluice(&["check", &path]);
    assert_eq!(text.code, 0);
    assert!(text.out.contains(": note: ") && text.out.ends_with("can be run\n"), "{}", text.out);
    // What a run says on the side is about that run.
    assert_eq!(sluice(&["run", &path, "--seed", "1"]).err, "");
}

#[test]
fn an_unknown_key_is_a_warning_with_its_place() {
    let path = changed("check-key.json", "\"method\": \"independent\"", "\"methood\": \"independent\"");
    let report = sluice(&["check", &path, "--format", "json"]).json();
    let problem = &report["problems"][0];
    assert_eq!((&problem["code"], &problem["severity"]), (&json!("unknown-key"), &json!("warning")));
    assert_eq!(problem["pointer"], "/stages/2/methood");
    let line =
        std::fs::read_to_string(&path).unwrap().lines().position(|line| line.contains("methood")).unwrap()
            + 1;
    assert_eq!(problem["line"], line);
    assert!(sluice(&["check", &path]).out.contains(&format!("{path}:{line}:")));
}

#[test]
fn a_file_that_is_no_workflow_is_one_and_says_where() {
    let path = file("check-broken.json", "{\"sluice\": 1,\n \"stages\": 3}");
    let came = sluice(&["check", &path, "--format", "json"]);
    let report: Value = serde_json::from_str(&came.out).unwrap();
    let problem = &report["problems"][0];
    assert_eq!((came.code, &report["runnable"]), (1, &json!(false)));
    assert_eq!(
        (&problem["line"], &problem["column"], &problem["code"]),
        (&json!(2), &json!(12), &json!("file"))
    );
    assert!(sluice(&["check", &path]).out.contains(&format!("{path}:2:12: error: ")));
    sluice(&["check", "no-such-workflow.json"]).refused(1, &["no-such-workflow.json"]);
}
