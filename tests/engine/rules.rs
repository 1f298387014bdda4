//! Which rule takes a task.

use serde_json::{Value, json};

use crate::budget::{binomial, counts, holds};
use crate::lab::{Lab, person};

const TASKS: u64 = 100_000;

/// A workflow with one Logic stage `l` behind an annotate stage `work`; rules lead to `yes`.
fn logic(rules: &Value, people: &Value, extra: &Value) -> Lab {
    let mut rules = rules.clone();
    for (i, rule) in rules.as_array_mut().unwrap().iter_mut().enumerate() {
        rule["name"] = json!(format!("rule {i}"));
        rule["to"] = json!("yes");
    }
    let mut file = json!({"sluice": 1, "name": "rules", "people": people, "stages": [
        {"id": "data", "kind": "dataset", "tasks": 1_000, "next": "work"},
        {"id": "work", "kind": "annotate", "next": "l"},
        {"id": "l", "kind": "logic", "rules": rules, "else": "no"},
        {"id": "yes", "kind": "complete"}, {"id": "no", "kind": "complete"}]});
    for (key, value) in extra.as_object().unwrap() {
        file[key] = value.clone();
    }
    Lab::of(file)
}

fn random(share: f64) -> Value {
    json!({"kind": "random_sample", "share": share})
}

#[test]
fn the_first_rule_that_matches_decides() {
    let always = json!({"kind": "dataset", "datasets": ["data"]});
    let lab = logic(&json!([always, always, always]), &json!([]), &json!({}));
    assert_eq!(lab.left(&lab.run(1), "l"), [1_000, 0, 0, 0]);
    let never = json!({"kind": "metadata", "key": "k", "op": "is", "value": "x"});
    let lab = logic(&json!([never, always, always]), &json!([]), &json!({}));
    assert_eq!(lab.left(&lab.run(1), "l"), [0, 1_000, 0, 0]);
}

#[test]
fn else_takes_what_no_rule_takes() {
    let never = json!({"kind": "metadata", "key": "k", "op": "is", "value": "x"});
    let lab = logic(&json!([never, never]), &json!([]), &json!({}));
    let tally = lab.run(1);
    assert_eq!(lab.left(&tally, "l"), [0, 0, 1_000]);
    assert_eq!((lab.ended(&tally, "yes"), lab.ended(&tally, "no")), (0, 1_000));
    let lab = logic(&json!([]), &json!([]), &json!({}));
    assert_eq!(lab.left(&lab.run(1), "l"), [1_000]);
}

#[test]
fn the_order_of_random_rules_matters() {
    let twenty_first = logic(&json!([random(20.0), random(50.0)]), &json!([]), &json!({}));
    holds("20 % before 50 %", |look| {
        let lab = twenty_first.tasks(TASKS * look.scale);
        counts(&[0.2, 0.4, 0.4], &lab.left(&lab.run(look.seed), "l"))
    });
    let fifty_first = logic(&json!([random(50.0), random(20.0)]), &json!([]), &json!({}));
    holds("50 % before 20 %", |look| {
        let lab = fifty_first.tasks(TASKS * look.scale);
        counts(&[0.5, 0.1, 0.4], &lab.left(&lab.run(look.seed), "l"))
    });
}

#[test]
fn a_random_rule_samples_what_other_rules_leave() {
    // Half of the tasks are A's; a fifth of the rest is sampled.
    let people = json!([person("A", 1, 100.0, 0.0), person("B", 1, 100.0, 0.0)]);
    let rules = json!([{"kind": "annotator", "annotators": ["A"]}, random(20.0)]);
    let lab = logic(&rules, &people, &json!({}));
    holds("a sample after an annotator", |look| {
        let lab = lab.tasks(TASKS * look.scale);
        counts(&[0.5, 0.1, 0.4], &lab.left(&lab.run(look.seed), "l"))
    });
}

/// Everybody takes exactly 60 s.
fn exact_worker() -> Value {
    json!([{"name": "A", "median_seconds": 60, "spread": 0}])
}

fn duration(at_least: Value, below: Value) -> Value {
    json!({"kind": "duration", "at_least": at_least, "below": below})
}

#[test]
fn a_duration_includes_where_it_begins_and_excludes_where_it_ends() {
    let null = Value::Null;
    for (at_least, below, matches) in [
        (json!(60), null.clone(), true),
        (json!(60.001), null.clone(), false),
        (null.clone(), json!(60), false),
        (null.clone(), json!(60.001), true),
        (json!(60), json!(60.001), true),
        (json!(59), json!(60), false),
        (json!(0), json!(61), true),
    ] {
        let lab = logic(&json!([duration(at_least.clone(), below.clone())]), &exact_worker(), &json!({}));
        let expected = if matches { [1_000, 0] } else { [0, 1_000] };
        assert_eq!(lab.left(&lab.run(1), "l"), expected, "60 s in [{at_least}, {below})");
    }
}

#[test]
fn duration_counts_all_visits_or_the_last() {
    // Each task is annotated twice, 60 s each time, by two stages in a row.
    for (scope, at_least, matches) in
        [("total", 120, true), ("total", 121, false), ("last", 60, true), ("last", 61, false)]
    {
        let lab = Lab::of(json!({"sluice": 1, "name": "w", "people": exact_worker(), "stages": [
            {"id": "data", "kind": "dataset", "tasks": 100, "next": "w1"},
            {"id": "w1", "kind": "annotate", "next": "w2"}, {"id": "w2", "kind": "annotate", "next": "l"},
            {"id": "l", "kind": "logic", "rules": [
                {"name": "D", "kind": "duration", "at_least": at_least, "scope": scope, "to": "yes"}], "else": "no"},
            {"id": "yes", "kind": "complete"}, {"id": "no", "kind": "complete"}]}));
        let expected = if matches { [100, 0] } else { [0, 100] };
        assert_eq!(lab.left(&lab.run(1), "l"), expected, "{scope} from {at_least} s");
    }
}

#[test]
fn a_duration_is_the_total_unless_the_rule_says_otherwise() {
    let lab = Lab::of(json!({"sluice": 1, "name": "w", "people": exact_worker(), "stages": [
        {"id": "data", "kind": "dataset", "tasks": 100, "next": "w1"},
        {"id": "w1", "kind": "annotate", "next": "w2"}, {"id": "w2", "kind": "annotate", "next": "l"},
        {"id": "l", "kind": "logic", "rules": [
            {"name": "D", "kind": "duration", "at_least": 100, "to": "yes"}], "else": "no"},
        {"id": "yes", "kind": "complete"}, {"id": "no", "kind": "complete"}]}));
    assert_eq!(lab.left(&lab.run(1), "l"), [100, 0]);
}

/// A works at the first stage, B at the second; then the rule asks.
fn two_workers(rule: Value) -> Vec<u64> {
    let mut rule = rule;
    rule["name"] = json!("R");
    rule["kind"] = json!("annotator");
    rule["to"] = json!("yes");
    let lab = Lab::of(json!({"sluice": 1, "name": "w",
        "people": [person("A", 1, 100.0, 0.0), person("B", 1, 100.0, 0.0), person("C", 1, 100.0, 0.0)],
        "stages": [
            {"id": "data", "kind": "dataset", "tasks": 100, "next": "w1"},
            {"id": "w1", "kind": "annotate", "annotators": ["A"], "next": "w2"},
            {"id": "w2", "kind": "annotate", "annotators": ["B"], "next": "l"},
            {"id": "l", "kind": "logic", "rules": [rule], "else": "no"},
            {"id": "yes", "kind": "complete"}, {"id": "no", "kind": "complete"}]}));
    lab.left(&lab.run(1), "l")
}

#[test]
fn latest_is_the_last_to_annotate_and_any_is_everyone_who_did() {
    let yes = [100, 0];
    let no = [0, 100];
    for (which, annotators, expected) in [
        ("latest", json!(["A"]), no),
        ("latest", json!(["B"]), yes),
        ("latest", json!(["A", "B"]), yes),
        ("latest", json!(["C"]), no),
        ("any", json!(["A"]), yes),
        ("any", json!(["B"]), yes),
        ("any", json!(["C"]), no),
        ("any", json!(["C", "A"]), yes),
    ] {
        assert_eq!(
            two_workers(json!({"annotators": annotators, "which": which})),
            expected,
            "{which} {annotators}"
        );
    }
    // Without the key it is the latest.
    assert_eq!(two_workers(json!({"annotators": ["A"]})), no);
}

#[test]
fn all_conditions_of_an_annotation_type_must_hold() {
    let ontology = json!({"ontology": {"classes": [
        {"name": "Car", "prevalence": 100}, {"name": "Van", "prevalence": 100}, {"name": "Bus", "prevalence": 0}]}});
    let people = json!([person("A", 1, 100.0, 0.0)]);
    for (conditions, matches) in [
        (json!([{"has": "Car"}]), true),
        (json!([{"has": "Car"}, {"has": "Van"}]), true),
        (json!([{"has": "Car"}, {"has": "Bus"}]), false),
        (json!([{"has": "Bus"}]), false),
        (json!([{"has_not": "Bus"}]), true),
        (json!([{"has": "Car"}, {"has_not": "Bus"}]), true),
        (json!([{"has": "Car"}, {"has_not": "Van"}]), false),
        (json!([{"has_not": "Car"}, {"has_not": "Bus"}]), false),
    ] {
        let rule = json!({"kind": "annotation_type", "conditions": conditions});
        let lab = logic(&json!([rule]), &people, &ontology);
        let expected = if matches { [1_000, 0] } else { [0, 1_000] };
        assert_eq!(lab.left(&lab.run(1), "l"), expected, "{conditions}");
    }
}

#[test]
fn a_dataset_rule_knows_where_a_task_started() {
    let lab = Lab::stages(json!([
        {"id": "one", "kind": "dataset", "tasks": 3, "next": "l"},
        {"id": "two", "kind": "dataset", "tasks": 5, "next": "l"},
        {"id": "three", "kind": "dataset", "tasks": 7, "next": "l"},
        {"id": "l", "kind": "logic", "rules": [
            {"name": "2", "kind": "dataset", "datasets": ["two"], "to": "c"},
            {"name": "1 or 2", "kind": "dataset", "datasets": ["one", "two"], "to": "c"}], "else": "c"},
        {"id": "c", "kind": "complete"}]));
    assert_eq!(lab.left(&lab.run(1), "l"), [5, 3, 7]);
}

#[test]
fn an_agent_follows_its_script_from_the_top_by_exact_names() {
    let lab = Lab::stages(json!([
        {"id": "one", "kind": "dataset", "tasks": 3, "next": "agent"},
        {"id": "two", "kind": "dataset", "tasks": 5, "next": "agent"},
        {"id": "agent", "kind": "agent",
         "pathways": [{"name": "NO", "to": "n"}, {"name": "YES", "to": "y"}, {"name": "yes", "to": "other"}],
         "script": [{"pathway": "YES", "kind": "dataset", "datasets": ["one"]},
                    {"pathway": "yes", "kind": "dataset", "datasets": ["one"]}],
         "otherwise": "NO"},
        {"id": "n", "kind": "complete"}, {"id": "y", "kind": "complete"}, {"id": "other", "kind": "complete"}]));
    let tally = lab.run(1);
    // In the order of the pathways, not of the script.
    assert_eq!(lab.left(&tally, "agent"), [5, 3, 0]);
    assert_eq!((lab.ended(&tally, "n"), lab.ended(&tally, "y")), (5, 3));
}

#[test]
fn drawn_batches_have_their_shares_and_may_overlap() {
    let batches = json!({"batches": {"list": [{"name": "A", "share": 25}, {"name": "B", "share": 60},
        {"name": "none", "share": 0}]}});
    let rule = |names: Value| json!([{"kind": "batch", "batches": names}]);
    for (names, share) in
        [(json!(["A"]), 0.25), (json!(["A", "B"]), 1.0 - 0.75 * 0.4), (json!(["none"]), 0.0)]
    {
        let lab = logic(&rule(names.clone()), &json!([]), &batches);
        holds(&format!("batches {names}"), |look| {
            let lab = lab.tasks(TASKS * look.scale);
            binomial(share, lab.left(&lab.run(look.seed), "l")[0], lab.supply.len())
        });
    }
}

#[test]
fn a_task_stays_in_its_batch() {
    // Two stages that ask the same question get the same answer, though all else is drawn anew.
    let lab = Lab::of(json!({"sluice": 1, "name": "w", "batches": {"list": [{"name": "A", "share": 50}]},
        "stages": [
            {"id": "data", "kind": "dataset", "tasks": 1_000, "next": "l"},
            {"id": "l", "kind": "logic", "rules": [
                {"name": "A", "kind": "batch", "batches": ["A"], "to": "m"}], "else": "c"},
            {"id": "m", "kind": "logic", "rules": [
                {"name": "A", "kind": "batch", "batches": ["A"], "to": "c"}], "else": "d"},
            {"id": "c", "kind": "complete"}, {"id": "d", "kind": "complete"}]}));
    let tally = lab.run(1);
    assert_eq!(lab.ended(&tally, "d"), 0);
    assert!(lab.arrived(&tally, "m") > 400);
}
