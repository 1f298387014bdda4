//! Every problem that can be known before a run: what raises it, and what only just does not.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};
use sluice::workflow::{Checked, Severity, check, read};

use Severity::{Error, Warning};

/// A workflow without any problem, with something of every kind in it.
fn sound() -> Value {
    json!({
        "sluice": 1, "name": "sound",
        "ontology": {"classes": [{"name": "Car", "prevalence": 50}]},
        "people": [{"name": "Ana"}, {"name": "Bo"}],
        "batches": {"list": [{"name": "night", "share": 25}]},
        "stages": [
            {"id": "data", "kind": "dataset", "tasks": 10, "next": "work"},
            {"id": "work", "kind": "annotate", "next": "logic"},
            {"id": "logic", "kind": "logic", "rules": [
                {"name": "1", "kind": "random_sample", "share": 50, "to": "sample"},
                {"name": "2", "kind": "batch", "batches": ["night"], "to": "sample"}], "else": "model"},
            {"id": "sample", "kind": "sampling", "outputs": [
                {"name": "A", "share": 40, "to": "agent"}, {"name": "B", "share": 60, "to": "both"}]},
            {"id": "model", "kind": "model", "next": "agent"},
            {"id": "agent", "kind": "agent", "pathways": [{"name": "YES", "to": "both"}, {"name": "NO", "to": "review"}],
             "script": [{"pathway": "YES", "kind": "dataset", "datasets": ["data"]}], "otherwise": "NO"},
            {"id": "both", "kind": "consensus", "copies": 2, "agree": "review", "disagree": "review"},
            {"id": "review", "kind": "review", "reject_share": 10, "approve": "done", "reject": "work"},
            {"id": "done", "kind": "complete"}]
    })
}

/// The sound workflow with some values replaced: JSON pointer and value.
fn with(changes: &[(&str, Value)]) -> Value {
    let mut file = sound();
    for (pointer, value) in changes {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        match file.pointer_mut(parent).unwrap_or_else(|| panic!("{pointer}")) {
            Value::Array(items) if key == "-" => items.push(value.clone()),
            Value::Array(items) => items[key.parse::<usize>().unwrap()] = value.clone(),
            Value::Object(map) => drop(map.insert(key.to_owned(), value.clone())),
            other => panic!("{pointer} is in {other}"),
        }
    }
    file
}

/// A rule in the place of the first.
fn rule(mut rule: Value) -> Vec<(&'static str, Value)> {
    rule["name"] = json!("1");
    rule["to"] = json!("sample");
    vec![("/stages/2/rules/0", rule)]
}

struct Row {
    code: &'static str,
    severity: Severity,
    /// The stage it is at; `None` for the workflow as a whole.
    stage: Option<&'static str>,
    raises: Vec<(&'static str, Value)>,
    /// Nearly the same, and without this problem.
    does_not: Vec<(&'static str, Value)>,
}

fn row(
    code: &'static str,
    severity: Severity,
    stage: &'static str,
    raises: Vec<(&'static str, Value)>,
    does_not: Vec<(&'static str, Value)>,
) -> Row {
    Row { code, severity, stage: (!stage.is_empty()).then_some(stage), raises, does_not }
}

fn stage(fields: Value) -> Vec<(&'static str, Value)> {
    vec![("/stages/-", fields)]
}

fn of_the_graph() -> Vec<Row> {
    vec![
        row(
            "no-dataset",
            Error,
            "",
            vec![("/stages/0", json!({"id": "data", "kind": "annotate", "next": "work"}))],
            vec![],
        ),
        row(
            "repeated-id",
            Error,
            "done",
            stage(json!({"id": "done", "kind": "archive"})),
            stage(json!({"id": "Done", "kind": "archive"})),
        ),
        row("unconnected", Warning, "work", vec![("/stages/1/next", json!(null))], vec![]),
        // An output that no task takes may be open.
        row(
            "unconnected",
            Warning,
            "review",
            vec![("/stages/7/reject", json!(null)), ("/stages/7/reject_share", json!(0.0001))],
            vec![("/stages/7/reject", json!(null)), ("/stages/7/reject_share", json!(0))],
        ),
        row(
            "unconnected",
            Warning,
            "review",
            vec![("/stages/7/approve", json!(null)), ("/stages/7/reject_share", json!(99.9999))],
            vec![("/stages/7/approve", json!(null)), ("/stages/7/reject_share", json!(100))],
        ),
        row(
            "unconnected",
            Warning,
            "sample",
            vec![("/stages/3/outputs/0/to", json!(null))],
            vec![
                ("/stages/3/outputs/0", json!({"name": "A", "share": 0})),
                ("/stages/3/outputs/1/share", json!(100)),
            ],
        ),
        row(
            "unconnected",
            Warning,
            "logic",
            vec![("/stages/2/else", json!(null))],
            vec![
                ("/stages/2/else", json!(null)),
                (
                    "/stages/2/rules/1",
                    json!({"name": "2", "kind": "random_sample", "share": 100, "to": "sample"}),
                ),
            ],
        ),
        row(
            "unknown-stage",
            Error,
            "work",
            vec![("/stages/1/next", json!("nowhere"))],
            vec![("/stages/1/next", json!("done"))],
        ),
        row("into-dataset", Error, "review", vec![("/stages/7/reject", json!("data"))], vec![]),
        row(
            "unreachable",
            Warning,
            "apart",
            stage(json!({"id": "apart", "kind": "annotate", "next": "done"})),
            vec![
                ("/stages/-", json!({"id": "apart", "kind": "annotate", "next": "done"})),
                ("/stages/4/next", json!("apart")),
            ],
        ),
        // What only a 0 % output leads to is out of reach.
        row(
            "unreachable",
            Warning,
            "apart",
            vec![
                ("/stages/-", json!({"id": "apart", "kind": "annotate", "next": "done"})),
                ("/stages/3/outputs/-", json!({"name": "C", "share": 0, "to": "apart"})),
            ],
            vec![
                ("/stages/-", json!({"id": "apart", "kind": "annotate", "next": "done"})),
                ("/stages/3/outputs/-", json!({"name": "C", "share": 10, "to": "apart"})),
                ("/stages/3/outputs/0/share", json!(30)),
            ],
        ),
        row("endless-loop", Error, "work", vec![("/stages/7/approve", json!("work"))], vec![]),
        row(
            "endless-loop",
            Error,
            "work",
            vec![("/stages/7/reject_share", json!(100))],
            vec![("/stages/7/reject_share", json!(99.9999))],
        ),
        row(
            "needs-manager",
            Warning,
            "data",
            vec![
                ("/stages/0/release", json!("workers")),
                ("/stages/0/next", json!("logic")),
                ("/stages/7/reject", json!("logic")),
                ("/stages/1", json!({"id": "work", "kind": "archive"})),
            ],
            vec![("/stages/0/release", json!("workers"))],
        ),
        row(
            "needs-manager",
            Warning,
            "data",
            vec![("/stages/0/release", json!("workers")), ("/stages/0/next", json!("sample"))],
            vec![("/stages/0/release", json!("manager")), ("/stages/0/next", json!("sample"))],
        ),
    ]
}

fn of_shares() -> Vec<Row> {
    let random = |share: u32| json!({"name": "1", "kind": "random_sample", "share": share, "to": "sample"});
    vec![
        row(
            "too-few-outputs",
            Error,
            "sample",
            vec![("/stages/3/outputs", json!([{"name": "A", "share": 100, "to": "agent"}]))],
            vec![],
        ),
        row("shares-not-100", Error, "sample", vec![("/stages/3/outputs/0/share", json!(39.9999))], vec![]),
        row(
            "shares-not-100",
            Error,
            "sample",
            vec![("/stages/3/outputs/0/share", json!(40.0001))],
            vec![
                ("/stages/3/outputs/0/share", json!(39.9999)),
                ("/stages/3/outputs/1/share", json!(60.0001)),
            ],
        ),
        row("no-rules", Warning, "logic", vec![("/stages/2/rules", json!([]))], vec![]),
        row(
            "rule-takes-all",
            Warning,
            "logic",
            vec![("/stages/2/rules/0", random(100))],
            vec![("/stages/2/rules/0", random(99))],
        ),
        // At the bottom it hides nothing.
        row(
            "rule-takes-all",
            Warning,
            "logic",
            vec![("/stages/2/rules/0", random(100))],
            vec![("/stages/2/rules", json!([random(100)]))],
        ),
        row(
            "repeated-name",
            Warning,
            "sample",
            vec![("/stages/3/outputs/0/name", json!("B"))],
            vec![("/stages/3/outputs/0/name", json!("b"))],
        ),
        row("repeated-name", Warning, "logic", vec![("/stages/2/rules/0/name", json!("2"))], vec![]),
    ]
}

fn of_people() -> Vec<Row> {
    let many =
        |count: usize| -> Vec<Value> { (0..count).map(|i| json!({"name": format!("p{i}")})).collect() };
    vec![
        row("repeated-name", Error, "", vec![("/people/1/name", json!("Ana"))], vec![]),
        row(
            "unknown-person",
            Error,
            "work",
            vec![("/stages/1/annotators", json!(["Cid"]))],
            vec![("/stages/1/annotators", json!(["Bo"]))],
        ),
        row(
            "unknown-person",
            Error,
            "both",
            vec![("/stages/6/annotators", json!(["Ana", "Bo", "bo"]))],
            vec![("/stages/6/annotators", json!(["Ana", "Bo"]))],
        ),
        row(
            "unknown-person",
            Error,
            "logic",
            rule(json!({"kind": "annotator", "annotators": ["Cid"]})),
            rule(json!({"kind": "annotator", "annotators": ["Ana"]})),
        ),
        row(
            "nobody-works",
            Error,
            "work",
            vec![("/people/0/weight", json!(0)), ("/stages/1/annotators", json!(["Ana"]))],
            vec![("/people/0/weight", json!(0))],
        ),
        row("too-few-copies", Error, "both", vec![("/stages/6/copies", json!(1))], vec![]),
        row("too-few-people", Error, "both", vec![("/stages/6/copies", json!(3))], vec![]),
        row(
            "too-few-people",
            Error,
            "both",
            vec![("/people/1/weight", json!(0))],
            vec![("/people", json!([]))],
        ),
        row(
            "no-people",
            Error,
            "logic",
            [rule(json!({"kind": "duration", "at_least": 5})), vec![("/people", json!([]))]].concat(),
            rule(json!({"kind": "duration", "at_least": 5})),
        ),
        row(
            "too-many-people",
            Error,
            "",
            vec![("/people", json!(many(257)))],
            vec![("/people", json!(many(256)))],
        ),
    ]
}

fn of_content() -> Vec<Row> {
    let many =
        |count: usize| -> Vec<Value> { (0..count).map(|i| json!({"name": format!("c{i}")})).collect() };
    let has = |class: &str| rule(json!({"kind": "annotation_type", "conditions": [{"has": class}]}));
    let never = vec![("/stages/5/runs", json!("never"))];
    vec![
        row(
            "repeated-name",
            Error,
            "",
            vec![("/ontology/classes/-", json!({"name": "Car"}))],
            vec![("/ontology/classes/-", json!({"name": "car"}))],
        ),
        row(
            "repeated-name",
            Error,
            "",
            vec![("/batches/list/-", json!({"name": "night"}))],
            vec![("/batches/list/-", json!({"name": "day"}))],
        ),
        row(
            "repeated-name",
            Error,
            "agent",
            vec![("/stages/5/pathways/1/name", json!("YES")), ("/stages/5/otherwise", json!("YES"))],
            vec![],
        ),
        row(
            "too-many-classes",
            Error,
            "",
            vec![("/ontology/classes", json!(many(65)))],
            vec![("/ontology/classes", json!(many(64)))],
        ),
        row("unknown-class", Error, "logic", has("Van"), has("Car")),
        row(
            "unknown-class",
            Error,
            "model",
            vec![("/stages/4/classes", json!([{"class": "Van"}]))],
            vec![("/stages/4/classes", json!([{"class": "Car"}]))],
        ),
        row(
            "unknown-batch",
            Error,
            "logic",
            rule(json!({"kind": "batch", "batches": ["day"]})),
            // With a key, the batches are whatever manifests say.
            [rule(json!({"kind": "batch", "batches": ["day"]})), vec![("/batches/key", json!("b"))]].concat(),
        ),
        row(
            "unknown-dataset",
            Error,
            "logic",
            rule(json!({"kind": "dataset", "datasets": ["work"]})),
            rule(json!({"kind": "dataset", "datasets": ["data"]})),
        ),
        row(
            "unknown-pathway",
            Error,
            "agent",
            vec![("/stages/5/script/0/pathway", json!("yes"))],
            vec![("/stages/5/script/0/pathway", json!("NO"))],
        ),
        row(
            "unknown-pathway",
            Error,
            "agent",
            vec![("/stages/5/otherwise", json!("MAYBE"))],
            vec![("/stages/5/otherwise", json!("YES"))],
        ),
        row("agent-never-runs", Warning, "agent", never, vec![("/stages/5/runs", json!("when_all_arrived"))]),
        row(
            "empty-rule",
            Error,
            "logic",
            rule(json!({"kind": "annotation_type", "conditions": []})),
            has("Car"),
        ),
        row("empty-rule", Error, "logic", rule(json!({"kind": "annotator", "annotators": []})), vec![]),
        row("empty-rule", Error, "logic", rule(json!({"kind": "batch", "batches": []})), vec![]),
        row("empty-rule", Error, "logic", rule(json!({"kind": "dataset", "datasets": []})), vec![]),
        row(
            "empty-rule",
            Error,
            "logic",
            rule(json!({"kind": "duration"})),
            rule(json!({"kind": "duration", "below": 5})),
        ),
        row(
            "empty-range",
            Error,
            "logic",
            rule(json!({"kind": "duration", "at_least": 5, "below": 5})),
            rule(json!({"kind": "duration", "at_least": 5, "below": 5.001})),
        ),
    ]
}

fn rows() -> Vec<Row> {
    [of_the_graph(), of_shares(), of_people(), of_content()].into_iter().flatten().collect()
}

#[test]
fn a_sound_workflow_has_no_problem() {
    let workflow = read(&sound().to_string()).unwrap().workflow;
    assert_eq!(check(&workflow), []);
    assert!(Checked::new(workflow).unwrap().warnings().is_empty());
}

#[test]
fn every_problem_is_raised_where_it_is_and_nowhere_else() {
    for Row { code, severity, stage, raises, does_not } in rows() {
        let workflow = read(&with(&raises).to_string()).unwrap().workflow;
        let problems = check(&workflow);
        let found = problems.iter().find(|problem| problem.code == code && problem.stage.as_deref() == stage);
        let found = found.unwrap_or_else(|| panic!("{code} at {stage:?} is not among {problems:#?}"));
        assert_eq!(found.severity, severity, "{code}");
        assert!(found.message.ends_with('.') && found.mend.ends_with('.'), "{found:?}");
        assert_eq!(Checked::new(workflow).is_err(), problems.iter().any(|p| p.severity == Error));
        let near = check(&read(&with(&does_not).to_string()).unwrap().workflow);
        let still = near.iter().find(|problem| problem.code == code && problem.stage.as_deref() == stage);
        assert!(still.is_none(), "{code} is raised by what is right: {still:?}");
    }
}

#[test]
fn a_stage_without_an_id_is_a_problem() {
    // A file cannot have one; a program can.
    let mut workflow = read(&sound().to_string()).unwrap().workflow;
    workflow.stages[8].id.clear();
    assert!(check(&workflow).iter().any(|problem| problem.code == "no-id" && problem.severity == Error));
}

#[test]
fn a_rule_that_compares_a_nameless_key_is_a_problem() {
    let text = with(&rule(json!({"kind": "metadata", "key": "k", "value": 1})));
    let mut workflow = read(&text.to_string()).unwrap().workflow;
    assert_eq!(check(&workflow), []);
    if let sluice::workflow::StageKind::Logic(logic) = &mut workflow.stages[2].kind
        && let sluice::workflow::Condition::Metadata { key, .. } = &mut logic.rules[0].when
    {
        key.clear();
    }
    assert_eq!(check(&workflow)[0].code, "empty-rule");
}

#[test]
fn errors_come_before_warnings() {
    let text = with(&[("/stages/1/next", json!(null)), ("/stages/3/outputs/0/share", json!(1))]);
    let problems = check(&read(&text.to_string()).unwrap().workflow);
    let severities: Vec<Severity> = problems.iter().map(|problem| problem.severity).collect();
    assert!(severities.contains(&Error) && severities.contains(&Warning) && severities.is_sorted());
}

/// The codes that the source names.
fn codes_in_source() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for entry in fs::read_dir("src/workflow/check").unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        for call in ["Problem::error(\"", "Problem::warning(\"", "self.error(\""] {
            codes.extend(
                text.split(call).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned),
            );
        }
    }
    codes
}

#[test]
fn no_problem_is_left_out_here() {
    let mut tried: BTreeSet<String> = rows().iter().map(|row| row.code.to_owned()).collect();
    tried.insert("no-id".to_owned());
    assert_eq!(tried, codes_in_source());
}
