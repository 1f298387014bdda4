//! A file with every key that the format knows.

use serde_json::{Value, json};
use sluice::workflow::{KINDS, read};

/// Every key of the format, with values other than the defaults.
pub fn file() -> Value {
    json!({
        "sluice": 1, "name": "Everything", "description": "Uses every key.", "visit_limit": 50,
        "ontology": {"key": "classes", "classes": [
            {"name": "Car", "kind": "object", "prevalence": 60},
            {"name": "Blurred", "kind": "classification", "prevalence": 12.5}]},
        "people": [
            {"name": "Ana", "weight": 3, "recall": 97.5, "false_positive": 1, "median_seconds": 40.5, "spread": 0.25},
            {"name": "Bo", "weight": 2, "recall": 90, "false_positive": 2, "median_seconds": 30, "spread": 0}],
        "batches": {"key": "batch", "list": [{"name": "night", "share": 25}]},
        "stages": [
            {"id": "data", "kind": "dataset", "name": "Data", "release": "automatic", "benchmark": true,
             "tasks": 10, "next": "model"},
            {"id": "model", "kind": "model", "name": "Model", "recall": 80, "false_positive": 3,
             "classes": [{"class": "Car", "recall": 95, "false_positive": 0.5}], "next": "work"},
            {"id": "work", "kind": "annotate", "name": "Work", "annotators": ["Ana"], "sticky": true, "next": "logic"},
            {"id": "logic", "kind": "logic", "name": "Logic", "rules": rules(), "else": "sample"},
            {"id": "sample", "kind": "sampling", "name": "Sample", "method": "every_kth", "block": 8,
             "random_start": true, "on_return": "keep", "outputs": [
                {"name": "A", "share": 33.3333, "to": "agent"}, {"name": "B", "share": 66.6667, "to": "both"}]},
            {"id": "agent", "kind": "agent", "name": "Agent", "runs": "every_k", "every": 25,
             "pathways": [{"name": "YES", "to": "plain"}, {"name": "NO", "to": "judged"}],
             "script": script(), "otherwise": "NO"},
            {"id": "both", "kind": "consensus", "name": "Both", "annotators": ["Ana", "Bo"], "copies": 2,
             "quorum": 66.6667, "agree": "plain", "disagree": "judged"},
            {"id": "plain", "kind": "review", "name": "Plain", "reject_share": 10, "approve": "hook", "reject": "work"},
            {"id": "judged", "kind": "review", "name": "Judged", "catch": 90, "false_alarm": 2,
             "approve": "kept", "reject": "gone"},
            {"id": "hook", "kind": "webhook", "name": "Hook", "failure_share": 2, "retries": 3, "success": "hold",
             "failure": "gone"},
            {"id": "hold", "kind": "hold", "name": "Hold", "release": "when_all_arrived", "next": "done"},
            {"id": "done", "kind": "complete", "name": "Done"},
            {"id": "kept", "kind": "archive", "name": "Kept"},
            {"id": "gone", "kind": "discard", "name": "Gone"}]
    })
}

/// One condition of every kind.
fn conditions() -> Vec<Value> {
    vec![
        json!({"kind": "annotation_type", "conditions": [{"has": "Car"}, {"has_not": "Blurred"}]}),
        json!({"kind": "annotator", "annotators": ["Bo"], "which": "any"}),
        json!({"kind": "random_sample", "share": 20, "method": "block", "block": 5, "random_start": true,
               "on_return": "keep"}),
        json!({"kind": "duration", "at_least": 30.5, "below": 120, "scope": "last"}),
        json!({"kind": "batch", "batches": ["night"]}),
        json!({"kind": "dataset", "datasets": ["data"]}),
        json!({"kind": "metadata", "key": "camera", "op": "greater", "value": "3"}),
    ]
}

fn rules() -> Vec<Value> {
    let named = |(i, mut rule): (usize, Value)| {
        rule["name"] = json!(format!("Rule {i}"));
        rule["to"] = json!("sample");
        rule
    };
    conditions().into_iter().enumerate().map(named).collect()
}

fn script() -> Vec<Value> {
    let picking = |mut line: Value| {
        line["pathway"] = json!("YES");
        line
    };
    conditions().into_iter().map(picking).collect()
}

/// The pointers of all objects in a document.
pub fn objects(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    gather(value, String::new(), &mut found);
    found
}

fn gather(value: &Value, pointer: String, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                gather(value, format!("{pointer}/{key}"), found);
            }
            found.push(pointer);
        }
        Value::Array(items) => {
            for (i, value) in items.iter().enumerate() {
                gather(value, format!("{pointer}/{i}"), found);
            }
        }
        _ => {}
    }
}

#[test]
fn it_is_read_without_a_warning() {
    let read = read(&file().to_string()).unwrap();
    assert_eq!(read.warnings, []);
    for kind in KINDS {
        assert!(read.workflow.stages.iter().any(|stage| stage.kind.word() == kind), "{kind}");
    }
}

#[test]
fn every_key_has_a_meaning() {
    // Taking any key away changes the workflow, or makes it none.
    let whole = read(&file().to_string()).unwrap().workflow;
    let mut keys = 0;
    for pointer in objects(&file()) {
        for key in file().pointer(&pointer).unwrap().as_object().unwrap().keys() {
            let mut without = file();
            without.pointer_mut(&pointer).unwrap().as_object_mut().unwrap().remove(key);
            let read = read(&without.to_string());
            // Left out, this is what the file says anyway.
            let defaults = ["/ontology/classes/0/kind"];
            let same = read.is_ok_and(|read| read.workflow == whole);
            assert_eq!(same, defaults.contains(&format!("{pointer}/{key}").as_str()), "{pointer}/{key}");
            keys += 1;
        }
    }
    assert!(keys > 150, "{keys}");
}
