//! What a manifest says of a task, against what is drawn where it says nothing.

use serde_json::{Value, json};

use crate::lab::{Lab, manifest};

/// A workflow of one Logic stage with one rule, fed with metadata: how many match.
fn matching(file: &Value, rule: Value, metadata: Vec<Value>) -> u64 {
    let mut rule = rule;
    rule["name"] = json!("R");
    rule["to"] = json!("c");
    let mut file = file.clone();
    file["sluice"] = json!(1);
    file["stages"] = json!([
        {"id": "data", "kind": "dataset", "tasks": 1, "next": "work"},
        {"id": "work", "kind": "annotate", "next": "l"},
        {"id": "l", "kind": "logic", "rules": [rule], "else": "c"},
        {"id": "c", "kind": "complete"}]);
    let lab = Lab::fed(file, &[("data", manifest(metadata))]);
    let tally = lab.run(1);
    lab.left(&tally, "l")[0]
}

fn batch(names: Value) -> Value {
    json!({"kind": "batch", "batches": names})
}

#[test]
fn batches_come_from_the_key_where_there_is_one() {
    let file =
        json!({"batches": {"key": "b", "list": [{"name": "A", "share": 100}, {"name": "B", "share": 0}]}});
    let metadata = || {
        vec![
            json!({"b": "A"}),
            json!({"b": "B"}),
            json!({"b": ["B", "C"]}),
            json!({"b": "C"}),
            json!({"x": "A"}),
        ]
    };
    for (names, count) in [(json!(["A"]), 1), (json!(["B"]), 2), (json!(["A", "B"]), 3), (json!(["C"]), 2)] {
        assert_eq!(matching(&file, batch(names.clone()), metadata()), count, "{names}");
    }
}

#[test]
fn a_task_that_names_no_batch_is_in_none() {
    let file = json!({"batches": {"key": "b", "list": [{"name": "A", "share": 100}]}});
    assert_eq!(matching(&file, batch(json!(["A"])), vec![json!({}), json!({"other": 1})]), 0);
}

#[test]
fn without_a_key_batches_are_drawn_for_a_manifest_too() {
    for (share, count) in [(100, 3), (0, 0)] {
        let file = json!({"batches": {"list": [{"name": "A", "share": share}]}});
        let metadata = vec![json!({"b": "A"}), json!({}), json!({"b": "B"})];
        assert_eq!(matching(&file, batch(json!(["A"])), metadata), count);
    }
}

fn has(class: &str) -> Value {
    json!({"kind": "annotation_type", "conditions": [{"has": class}]})
}

#[test]
fn classes_come_from_the_key_where_there_is_one() {
    let file = json!({"ontology": {"key": "classes", "classes": [
        {"name": "Car", "prevalence": 100}, {"name": "Van", "prevalence": 0}]}});
    let metadata = || {
        vec![
            json!({"classes": ["Car"]}),
            json!({"classes": ["Van", "Car"]}),
            json!({"classes": "Van"}),
            json!({}),
        ]
    };
    assert_eq!(matching(&file, has("Car"), metadata()), 2);
    assert_eq!(matching(&file, has("Van"), metadata()), 2);
}

#[test]
fn without_a_key_classes_are_drawn_for_a_manifest_too() {
    for (prevalence, count) in [(100, 2), (0, 0)] {
        let file = json!({"ontology": {"classes": [{"name": "Car", "prevalence": prevalence}]}});
        assert_eq!(matching(&file, has("Car"), vec![json!({"classes": ["Car"]}), json!({})]), count);
    }
}

#[test]
fn plain_tasks_draw_what_a_key_would_say() {
    let lab = Lab::of(json!({"sluice": 1, "name": "w",
        "ontology": {"key": "classes", "classes": [{"name": "Car", "prevalence": 100}]},
        "batches": {"key": "b", "list": [{"name": "A", "share": 100}]},
        "stages": [
            {"id": "data", "kind": "dataset", "tasks": 10, "next": "work"},
            {"id": "work", "kind": "annotate", "next": "l"},
            {"id": "l", "kind": "logic", "rules": [
                {"name": "car", "kind": "annotation_type", "conditions": [{"has": "Car"}], "to": "m"}], "else": "c"},
            {"id": "m", "kind": "logic", "rules": [
                {"name": "A", "kind": "batch", "batches": ["A"], "to": "c"}], "else": "c"},
            {"id": "c", "kind": "complete"}]}));
    let tally = lab.run(1);
    assert_eq!((lab.left(&tally, "l"), lab.left(&tally, "m")), (vec![10, 0], vec![10, 0]));
}

#[test]
fn metadata_compares_as_the_rule_asks() {
    let metadata =
        || vec![json!({"n": 3}), json!({"n": 4}), json!({"n": "five"}), json!({"n": ["3", "x"]}), json!({})];
    for (op, value, count) in [
        ("is", json!(3), 1),
        ("is", json!("five"), 1),
        ("is_not", json!(3), 4),
        ("contains", json!("iv"), 1),
        ("contains", json!("3"), 2),
        ("less", json!(4), 1),
        ("greater", json!(3), 1),
        ("greater", json!(2), 2),
    ] {
        let rule = json!({"kind": "metadata", "key": "n", "op": op, "value": value});
        assert_eq!(matching(&json!({}), rule, metadata()), count, "n {op} {value}");
    }
}

#[test]
fn more_questions_than_a_word_has_bits_are_all_answered() {
    // 100 rules, each for one value; every task must leave by its own.
    let rules: Vec<Value> = (0..100)
        .map(|i| json!({"name": format!("{i}"), "kind": "metadata", "key": "n", "op": "is", "value": i, "to": "c"}))
        .collect();
    let file = json!({"sluice": 1, "name": "w", "stages": [
        {"id": "data", "kind": "dataset", "tasks": 1, "next": "l"},
        {"id": "l", "kind": "logic", "rules": rules, "else": "c"},
        {"id": "c", "kind": "complete"}]});
    let tasks: Vec<Value> = (0..100).flat_map(|i| vec![json!({"n": i}); i + 1]).collect();
    let lab = Lab::fed(file, &[("data", manifest(tasks))]);
    let expected: Vec<u64> = (1..=100).chain([0]).collect();
    assert_eq!(lab.left(&lab.run(1), "l"), expected);
}

#[test]
fn a_plain_task_has_no_metadata() {
    for (op, count) in [("is", 0), ("is_not", 10), ("contains", 0), ("less", 0), ("greater", 0)] {
        let lab = Lab::stages(json!([
            {"id": "data", "kind": "dataset", "tasks": 10, "next": "l"},
            {"id": "l", "kind": "logic", "rules": [
                {"name": "R", "kind": "metadata", "key": "n", "op": op, "value": "1", "to": "c"}], "else": "c"},
            {"id": "c", "kind": "complete"}]));
        assert_eq!(lab.left(&lab.run(1), "l")[0], count, "{op}");
    }
}
