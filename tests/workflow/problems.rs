//! Every problem that can be known before a run: what raises it, and what only just does not.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};
use sluice::workflow::{Checked, Severity, check, read};

use Severity::{Error, Note, Warning};

/// A workflow without any problem, with something of every kind in it.
fn sound() -> Value {
    json!({
        "sluice": 1, "name": "sound",
        "ontology": {"classes": [{"name": "Car", "prevalence": 50}]},
        "people": [{"name": "Ana", "recall": 90}, {"name": "Bo"}],
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
             "script": [{"pathway": "YES", "kind": "batch", "batches": ["night"]}], "otherwise": "NO"},
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

/// Holds, agents that run now and then, and loops that end because something waits.
fn of_waiting() -> Vec<Row> {
    let hold = |release: &str| json!({"id": "hold", "kind": "hold", "release": release, "next": "work"});
    let park = |release: &str| {
        vec![
            ("/stages/-", json!({"id": "hold", "kind": "hold", "release": release})),
            ("/stages/4/next", json!("hold")),
        ]
    };
    let through_hold =
        |release: &str| vec![("/stages/-", hold(release)), ("/stages/7/approve", json!("hold"))];
    let every = |every: u32| vec![("/stages/5/runs", json!("every_k")), ("/stages/5/every", json!(every))];
    let round = |number: u32| [every(number), vec![("/stages/7/approve", json!("work"))]].concat();
    vec![
        row("hold-never-released", Warning, "hold", park("never"), park("when_all_arrived")),
        // What never leaves needs no way out.
        row("unconnected", Warning, "hold", park("when_all_arrived"), park("never")),
        row("endless-loop", Error, "work", through_hold("when_all_arrived"), through_hold("never")),
        row("every-none", Error, "agent", every(0), every(1)),
        row("every-none", Error, "agent", every(0), vec![("/stages/5/every", json!(0))]),
        // The last task makes no pair.
        row("endless-loop", Error, "work", round(1), round(2)),
    ]
}

fn of_blocks() -> Vec<Row> {
    let sample = |method: &str, block: u32| {
        vec![("/stages/3/method", json!(method)), ("/stages/3/block", json!(block))]
    };
    let all = vec![("/stages/3/outputs/0/share", json!(0)), ("/stages/3/outputs/1/share", json!(100))];
    let of_rule = |share: f64, block: u32| {
        rule(json!({"kind": "random_sample", "share": share, "method": "block", "block": block}))
    };
    vec![
        row("empty-block", Error, "sample", sample("block", 0), sample("quota", 0)),
        row("empty-block", Error, "logic", of_rule(50.0, 0), of_rule(50.0, 2)),
        row("block-not-exact", Warning, "sample", sample("block", 4), sample("block", 5)),
        row("block-not-exact", Warning, "sample", sample("block", 4), sample("every_kth", 4)),
        row("block-not-exact", Warning, "sample", sample("block", 1), [sample("block", 1), all].concat()),
        row("block-not-exact", Warning, "logic", of_rule(33.3333, 3), of_rule(33.0, 100)),
    ]
}

fn of_agreement() -> Vec<Row> {
    let skills = |prevalence: f64, recall: f64, quorum: f64| {
        vec![
            ("/ontology/classes/0/prevalence", json!(prevalence)),
            ("/people/0/recall", json!(100)),
            ("/people/1/recall", json!(recall)),
            ("/stages/6/quorum", json!(quorum)),
        ]
    };
    let opposite = |prevalence: f64, recall: f64, false_positive: f64| {
        let mut skills = skills(prevalence, recall, 100.0);
        skills.push(("/people/1/false_positive", json!(false_positive)));
        skills
    };
    let never = "quorum-never-met";
    let always = "consensus-always-agrees";
    vec![
        row(never, Warning, "both", skills(100.0, 0.0, 100.0), skills(100.0, 0.0001, 100.0)),
        // Where the class is missing, both find nothing.
        row(never, Warning, "both", skills(100.0, 0.0, 100.0), skills(99.9999, 0.0, 100.0)),
        row(never, Warning, "both", opposite(50.0, 0.0, 100.0), opposite(50.0, 0.0, 99.9999)),
        row(never, Warning, "both", opposite(0.0, 100.0, 100.0), opposite(100.0, 100.0, 100.0)),
        row(never, Warning, "both", skills(100.0, 0.0, 50.1), skills(100.0, 0.0, 50.0)),
        // A manifest may have tasks without it.
        row(
            never,
            Warning,
            "both",
            skills(100.0, 0.0, 100.0),
            [skills(100.0, 0.0, 100.0), vec![("/ontology/key", json!("classes"))]].concat(),
        ),
        row(always, Warning, "both", vec![("/people", json!([]))], vec![]),
        row(always, Warning, "both", vec![("/ontology/classes", json!([]))], vec![]),
        row(always, Warning, "both", skills(50.0, 100.0, 100.0), skills(50.0, 99.9999, 100.0)),
        row(always, Warning, "both", skills(50.0, 50.0, 50.0), skills(50.0, 50.0, 50.0001)),
        row(always, Warning, "both", skills(0.0, 50.0, 100.0), opposite(0.0, 50.0, 0.0001)),
        // Of three answers about one class two are alike.
        row(
            always,
            Warning,
            "both",
            vec![
                ("/people/-", json!({"name": "Cid"})),
                ("/stages/6/copies", json!(3)),
                ("/stages/6/quorum", json!(50)),
            ],
            vec![
                ("/people/-", json!({"name": "Cid"})),
                ("/stages/6/copies", json!(3)),
                ("/stages/6/quorum", json!(50)),
                ("/ontology/classes/-", json!({"name": "Van", "prevalence": 1})),
            ],
        ),
    ]
}

/// Rules in a row, all of which lead to the same stage.
fn rules(list: Vec<Value>) -> Vec<(&'static str, Value)> {
    let named = |(i, mut rule): (usize, Value)| {
        rule["name"] = json!(format!("rule {i}"));
        rule["to"] = json!("sample");
        rule
    };
    vec![("/stages/2/rules", Value::Array(list.into_iter().enumerate().map(named).collect()))]
}

/// The same as the lines of a script.
fn lines(list: Vec<Value>) -> Vec<(&'static str, Value)> {
    let picking = |mut line: Value| {
        line["pathway"] = json!("YES");
        line
    };
    vec![("/stages/5/script", Value::Array(list.into_iter().map(picking).collect()))]
}

fn of_shadows() -> Vec<Row> {
    let batch = |names: &[&str]| json!({"kind": "batch", "batches": names});
    let last = |names: &[&str]| json!({"kind": "annotator", "annotators": names});
    let any = |names: &[&str]| json!({"kind": "annotator", "annotators": names, "which": "any"});
    let is = |op: &str, value: &str| json!({"kind": "metadata", "key": "k", "op": op, "value": value});
    let time = |from: f64, to: f64| json!({"kind": "duration", "at_least": from, "below": to});
    let has = |tests: Value| json!({"kind": "annotation_type", "conditions": tests});
    let car = || has(json!([{"has": "Car"}]));
    let no_car = || has(json!([{"has_not": "Car"}]));
    let van = |car: Value| has(json!([car, {"has": "Van"}]));
    let shadow = |raises: Vec<Value>, does_not: Vec<Value>| {
        row("rule-never-matches", Warning, "logic", rules(raises), rules(does_not))
    };
    let two =
        || vec![("/batches/list/-", json!({"name": "day"})), ("/ontology/classes/-", json!({"name": "Van"}))];
    let mut last_scope = time(2.0, 3.0);
    last_scope["scope"] = json!("last");
    let mut rows = vec![
        shadow(
            vec![batch(&["night", "day"]), batch(&["day"])],
            vec![batch(&["day"]), batch(&["night", "day"])],
        ),
        shadow(
            vec![batch(&["night"]), batch(&["day"]), batch(&["night", "day"])],
            vec![batch(&["night"]), batch(&["day"])],
        ),
        shadow(vec![last(&["Ana", "Bo"]), last(&["Bo"])], vec![last(&["Bo"]), last(&["Ana", "Bo"])]),
        shadow(vec![any(&["Bo"]), last(&["Bo"])], vec![last(&["Bo"]), any(&["Bo"])]),
        shadow(vec![time(1.0, 5.0), time(2.0, 5.0)], vec![time(1.0, 5.0), time(2.0, 5.1)]),
        shadow(
            vec![time(1.0, 2.5), time(2.5, 5.0), time(2.0, 3.0)],
            vec![time(1.0, 2.4), time(2.5, 5.0), time(2.0, 3.0)],
        ),
        shadow(vec![time(1.0, 5.0), time(2.0, 3.0)], vec![time(1.0, 5.0), last_scope]),
        shadow(vec![car(), van(json!({"has": "Car"}))], vec![car(), van(json!({"has_not": "Car"}))]),
        shadow(
            vec![van(json!({"has": "Car"})), van(json!({"has_not": "Car"})), has(json!([{"has": "Van"}]))],
            vec![van(json!({"has": "Car"})), no_car(), has(json!([{"has_not": "Van"}]))],
        ),
    ];
    let pairs = [
        (["is", "a"], ["is", "a"], ["is", "b"]),
        (["contains", "a"], ["is", "cab"], ["is", "[a"]),
        (["contains", "a"], ["contains", "a"], ["contains", "ab"]),
        (["is_not", "a"], ["is", "b"], ["is", "a"]),
        (["is_not", "3"], ["is", "4"], ["is", "3.0"]),
        (["is_not", "9"], ["greater", "10"], ["greater", "8"]),
        (["greater", "3"], ["greater", "5"], ["greater", "2"]),
        (["less", "3"], ["less", "3"], ["less", "3.01"]),
        (["less", "3"], ["is", "2"], ["is", "3"]),
        (["greater", "3"], ["is", "4"], ["is", "x"]),
    ];
    for (first, never, can) in &pairs {
        let list = |second: &[&str; 2]| vec![is(first[0], first[1]), is(second[0], second[1])];
        rows.push(shadow(list(never), list(can)));
    }
    for row in &mut rows {
        row.raises.extend(two());
        row.does_not.extend(two());
    }
    let script = |second: &str| lines(vec![is("is", "a"), is("is", second)]);
    rows.push(row("rule-never-matches", Warning, "agent", script("a"), script("b")));
    let both = |second: &str| rule(has(json!([{"has": "Car"}, {(second): "Car"}])));
    rows.push(row("contradiction", Warning, "logic", both("has_not"), both("has")));
    rows.push(row("contradiction", Warning, "logic", rule(is("less", "five")), rule(is("less", " 5 "))));
    rows.push(row("contradiction", Warning, "logic", rule(is("greater", "")), rule(is("is_not", ""))));
    rows
}

/// Rules that leave nothing, with one below.
fn of_covers() -> Vec<Row> {
    let is = |op: &str, value: &str| json!({"kind": "metadata", "key": "k", "op": op, "value": value});
    let below = |to: f64| json!({"kind": "duration", "below": to});
    let from = |from: f64| json!({"kind": "duration", "at_least": from});
    let class = |key: &str| json!({"kind": "annotation_type", "conditions": [{(key): "Car"}]});
    let data = |ids: &[&str]| json!({"kind": "dataset", "datasets": ids});
    let other = || json!({"kind": "batch", "batches": ["night"]});
    let all = |taking: Vec<Value>, short: Vec<Value>| {
        let then = |mut list: Vec<Value>| {
            list.push(other());
            rules(list)
        };
        row("rule-takes-all", Warning, "logic", then(taking), then(short))
    };
    let mut rows = vec![
        all(vec![from(0.0)], vec![from(0.001)]),
        all(vec![below(60.0), from(60.0)], vec![below(60.0), from(60.5)]),
        all(vec![from(60.0), below(60.0)], vec![from(60.0), below(59.5)]),
        all(vec![class("has"), class("has_not")], vec![class("has"), class("has")]),
        all(vec![is("is", "x"), is("is_not", "x")], vec![is("is", "x"), is("is_not", "y")]),
        all(vec![is("is_not", "x"), is("is_not", "y")], vec![is("is", "x"), is("is", "y")]),
        all(vec![is("is_not", "3"), is("greater", "2")], vec![is("is_not", "3"), is("greater", "4")]),
        all(vec![is("is_not", "ab"), is("contains", "a")], vec![is("is_not", "ab"), is("contains", "c")]),
        all(vec![data(&["data"])], vec![]),
    ];
    let more = || ("/stages/-", json!({"id": "more", "kind": "dataset", "next": "work"}));
    for (ids, short) in [(vec!["data", "more"], vec!["data"]), (vec!["more", "data"], vec!["more"])] {
        let mut row = all(vec![data(&ids[..1]), data(&ids[1..])], vec![data(&short)]);
        row.raises.push(more());
        row.does_not.push(more());
        rows.push(row);
    }
    let script = |op: &str| lines(vec![is("is", "a"), is(op, "a"), other()]);
    rows.push(row("rule-takes-all", Warning, "agent", script("is_not"), script("contains")));
    rows
}

fn of_nothing() -> Vec<Row> {
    let hook = |share: f64| {
        let hook = json!({"id": "hook", "kind": "webhook", "failure_share": share, "success": "done", "failure": "done"});
        vec![("/stages/-", hook), ("/stages/7/approve", json!("hook"))]
    };
    let open_hook = |share: f64, open: &'static str| {
        let mut changes = hook(share);
        changes[0].1[open] = json!(null);
        changes
    };
    let judged = |catch: u32, false_alarm: u32| {
        vec![(
            "/stages/7",
            json!({"id": "review", "kind": "review", "catch": catch, "false_alarm": false_alarm,
                   "approve": "done", "reject": "work"}),
        )]
    };
    let third = |share: u32| {
        vec![
            ("/stages/3/outputs/-", json!({"name": "C", "share": share, "to": "agent"})),
            ("/stages/3/outputs/0/share", json!(40 - share)),
        ]
    };
    let is = |op: &str, value: &str| json!({"kind": "metadata", "key": "k", "op": op, "value": value});
    let otherwise = |op: &str| {
        [
            rules(vec![is("is", "x"), is(op, "x")]),
            vec![("/stages/2/else", json!("sample")), ("/stages/4/next", json!("done"))],
        ]
        .concat()
    };
    let picked = |otherwise: &str| vec![("/stages/5/otherwise", json!(otherwise))];
    let code = "gets-nothing";
    vec![
        row(code, Note, "hook", hook(0.0), hook(0.0001)),
        row(code, Note, "hook", hook(100.0), hook(99.9999)),
        row(code, Note, "hook", hook(0.0), open_hook(0.0, "failure")),
        row("unconnected", Warning, "hook", open_hook(0.0001, "failure"), open_hook(0.0, "failure")),
        row("unconnected", Warning, "hook", open_hook(99.9999, "success"), open_hook(100.0, "success")),
        row(
            code,
            Note,
            "review",
            vec![("/stages/7/reject_share", json!(0))],
            vec![("/stages/7/reject_share", json!(0.0001))],
        ),
        row(code, Note, "review", judged(0, 0), judged(0, 1)),
        row(code, Note, "sample", third(0), third(1)),
        row(code, Note, "logic", otherwise("is_not"), otherwise("contains")),
        row(code, Warning, "agent", picked("YES"), picked("NO")),
        // One line that picks it is enough, whatever becomes of the line above.
        row(
            code,
            Note,
            "agent",
            lines(vec![json!({"kind": "random_sample", "share": 0})]),
            lines(vec![json!({"kind": "random_sample", "share": 0}), is("is", "x")]),
        ),
        // Not twice: the stage behind it says the same.
        row(
            code,
            Note,
            "sample",
            third(0),
            [
                third(0),
                vec![
                    ("/stages/-", json!({"id": "apart", "kind": "archive"})),
                    ("/stages/3/outputs/2/to", json!("apart")),
                ],
            ]
            .concat(),
        ),
    ]
}

fn of_effective_shares() -> Vec<Row> {
    let random = |share: u32| json!({"kind": "random_sample", "share": share});
    let chain = |otherwise: &str| {
        [rules(vec![random(20)]), vec![("/stages/2/else", json!(otherwise)), ("/stages/5/script", json!([]))]]
            .concat()
    };
    let known = |otherwise: &str| [chain(otherwise), vec![("/stages/7/reject", json!("done"))]].concat();
    let unknown = [
        chain("done"),
        vec![(
            "/stages/2/rules/-",
            json!({"name": "b", "kind": "batch", "batches": ["night"], "to": "sample"}),
        )],
    ]
    .concat();
    vec![
        row("effective-share", Note, "sample", known("done"), known("sample")),
        // Round and round, and all the same not every task gets there.
        row("effective-share", Note, "sample", chain("done"), chain("sample")),
        row("effective-share", Note, "sample", known("done"), unknown),
        row(
            "effective-share",
            Note,
            "sample",
            known("done"),
            [known("done"), rules(vec![random(100)])].concat(),
        ),
    ]
}

fn rows() -> Vec<Row> {
    let lists = [
        of_the_graph(),
        of_shares(),
        of_people(),
        of_content(),
        of_waiting(),
        of_blocks(),
        of_agreement(),
        of_shadows(),
        of_covers(),
        of_nothing(),
        of_effective_shares(),
    ];
    lists.into_iter().flatten().collect()
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
        for call in ["Problem::error(", "Problem::warning(", "Problem::note(", "self.error("] {
            let calls = text.split(call).skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"'));
            codes.extend(calls.filter_map(|rest| rest.split('"').next()).map(str::to_owned));
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
