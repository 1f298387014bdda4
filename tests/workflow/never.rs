//! What is said never to match is tried on every task of a small world: none may match it.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};
use sluice::workflow::{
    ClassTest, Comparison, Condition, DurationScope, Polarity, Severity, Share, StageKind, WhichAnnotator,
    Workflow, check, flow, read,
};

const NAMES: [&str; 2] = ["A", "B"];
const TIMES: [f64; 3] = [0.0, 30.0, 60.0];

/// Everything that a condition can ask a task for.
#[derive(Debug, Clone)]
struct Task {
    dataset: &'static str,
    batches: Vec<&'static str>,
    /// Who has annotated it, and who did last.
    so_far: Vec<&'static str>,
    latest: Option<&'static str>,
    total: f64,
    last: f64,
    classes: Vec<&'static str>,
    /// The value of the one key that is asked for.
    value: Option<Value>,
}

fn subsets() -> Vec<Vec<&'static str>> {
    vec![vec![], vec!["A"], vec!["B"], vec!["A", "B"]]
}

fn values() -> Vec<Option<Value>> {
    let texts = ["", "a", "b", "ab", "3", "3.0", " 3", "5", "[\"a\"]", "[a"];
    let values = [
        json!(3),
        json!(3.0),
        json!(4),
        json!(5),
        json!(true),
        json!(null),
        json!([]),
        json!(["a"]),
        json!(["a", "ab"]),
    ];
    let texts = texts.into_iter().map(|text| json!(text));
    [None].into_iter().chain(texts.chain(values).map(Some)).collect()
}

/// Every task there can be.
fn world() -> Vec<Task> {
    let mut people = vec![(vec![], None)];
    for so_far in subsets() {
        people.extend(so_far.iter().map(|latest| (so_far.clone(), Some(*latest))));
    }
    let times = TIMES.iter().flat_map(|&total| TIMES.iter().map(move |&last| (total, last)));
    let times: Vec<(f64, f64)> = times.filter(|(total, last)| last <= total).collect();
    let mut tasks = Vec::new();
    for dataset in NAMES {
        for batches in subsets() {
            for (so_far, latest) in &people {
                for &(total, last) in &times {
                    for classes in subsets() {
                        for value in values() {
                            let (batches, so_far) = (batches.clone(), so_far.clone());
                            tasks.push(Task {
                                dataset,
                                batches,
                                so_far,
                                latest: *latest,
                                total,
                                last,
                                classes: classes.clone(),
                                value,
                            });
                        }
                    }
                }
            }
        }
    }
    tasks
}

/// Whether a condition holds; `None` where chance decides.
fn holds(condition: &Condition, task: &Task) -> Option<bool> {
    Some(match condition {
        Condition::RandomSample { share, .. } => match *share {
            Share::ZERO => false,
            Share::ONE => true,
            _ => return None,
        },
        Condition::AnnotationType(tests) => tests
            .iter()
            .all(|test| task.classes.contains(&test.class.as_str()) == (test.polarity == Polarity::Has)),
        Condition::Annotator { annotators, which } => annotators.iter().any(|name| match which {
            WhichAnnotator::Latest => task.latest == Some(name.as_str()),
            WhichAnnotator::Any => task.so_far.contains(&name.as_str()),
        }),
        Condition::Duration { at_least, below, scope } => {
            let time = if *scope == DurationScope::Last { task.last } else { task.total };
            at_least.is_none_or(|from| from <= time) && below.is_none_or(|to| time < to)
        }
        Condition::Batch(names) => names.iter().any(|name| task.batches.contains(&name.as_str())),
        Condition::Dataset(ids) => ids.iter().any(|id| id == task.dataset),
        Condition::Metadata { op, value, .. } => compares(task.value.as_ref(), *op, value),
    })
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn compares(found: Option<&Value>, op: Comparison, wanted: &str) -> bool {
    let Some(found) = found else { return op == Comparison::IsNot };
    let number = |text: &str| text.trim().parse::<f64>().ok();
    let own = found.as_f64().or_else(|| number(found.as_str()?));
    let both = own.zip(number(wanted));
    let same = text(found) == wanted || found.is_number() && both.is_some_and(|(a, b)| a == b);
    match op {
        Comparison::Is => same,
        Comparison::IsNot => !same,
        Comparison::Contains => match found.as_array() {
            Some(items) => items.iter().any(|item| text(item) == wanted),
            None => text(found).contains(wanted),
        },
        Comparison::Less => both.is_some_and(|(a, b)| a < b),
        Comparison::Greater => both.is_some_and(|(a, b)| a > b),
    }
}

fn names() -> impl Strategy<Value = Vec<String>> {
    prop::sample::subsequence(NAMES.to_vec(), 1..=2)
        .prop_map(|names| names.into_iter().map(str::to_owned).collect())
}

/// Any condition but an empty one.
fn conditions() -> impl Strategy<Value = Condition> {
    let time = || prop::option::of(prop::sample::select(vec![0.0, 15.0, 30.0, 60.0, 75.0]));
    let test = || {
        let polarity = prop::sample::select(vec![Polarity::Has, Polarity::HasNot]);
        (polarity, prop::sample::select(NAMES.to_vec()))
            .prop_map(|(polarity, class)| ClassTest { polarity, class: class.to_owned() })
    };
    let ops =
        vec![Comparison::Is, Comparison::IsNot, Comparison::Contains, Comparison::Less, Comparison::Greater];
    let wanted = vec!["", "a", "b", "ab", "3", "3.0", "4", "5", "[\"a\"]", "[a", "true"];
    prop_oneof![
        1 => prop::sample::select(vec![0, 300_000, 1_000_000])
            .prop_map(|share| Condition::random_sample(Share::from_millionths(share).unwrap())),
        4 => prop::collection::vec(test(), 1..=2).prop_map(Condition::AnnotationType),
        3 => (names(), prop::sample::select(vec![WhichAnnotator::Latest, WhichAnnotator::Any]))
            .prop_map(|(annotators, which)| Condition::Annotator { annotators, which }),
        4 => (time(), time(), prop::sample::select(vec![DurationScope::Total, DurationScope::Last]))
            .prop_filter("empty", |(from, to, _)| from.or(*to).is_some() && from.zip(*to).is_none_or(|(a, b)| a < b))
            .prop_map(|(at_least, below, scope)| Condition::Duration { at_least, below, scope }),
        2 => names().prop_map(Condition::Batch),
        2 => names().prop_map(Condition::Dataset),
        8 => (prop::sample::select(ops), prop::sample::select(wanted))
            .prop_map(|(op, value)| Condition::Metadata { key: "k".to_owned(), op, value: value.to_owned() }),
    ]
}

/// A workflow with these conditions as rules and as lines, each of which leads to its own end.
fn workflow(conditions: &[Condition]) -> Workflow {
    let count = conditions.len();
    let named = |i: usize, key: &str| json!({(key): format!("line {i}"), "kind": "random_sample", "share": 1, "to": format!("end {i}")});
    let mut stages = vec![
        json!({"id": "A", "kind": "dataset", "next": "logic"}),
        json!({"id": "B", "kind": "dataset", "next": "agent"}),
        json!({"id": "logic", "kind": "logic", "rules": (0..count).map(|i| named(i, "name")).collect::<Vec<_>>(), "else": format!("end {count}")}),
        json!({"id": "agent", "kind": "agent", "otherwise": format!("line {count}"),
               "pathways": (0..=count).map(|i| json!({"name": format!("line {i}"), "to": format!("end {i}")})).collect::<Vec<_>>(),
               "script": (0..count).map(|i| json!({"pathway": format!("line {i}"), "kind": "random_sample", "share": 1})).collect::<Vec<_>>()}),
    ];
    stages.extend((0..=count).map(|i| json!({"id": format!("end {i}"), "kind": "complete"})));
    let file = json!({
        "sluice": 1, "name": "small world", "stages": stages,
        "ontology": {"classes": NAMES.map(|name| json!({"name": name, "prevalence": 50}))},
        "people": NAMES.map(|name| json!({"name": name})),
        "batches": {"list": NAMES.map(|name| json!({"name": name, "share": 50}))},
    });
    let mut workflow = read(&file.to_string()).unwrap().workflow;
    for stage in &mut workflow.stages {
        match &mut stage.kind {
            StageKind::Logic(logic) => {
                logic.rules.iter_mut().zip(conditions).for_each(|(rule, when)| rule.when = when.clone());
            }
            StageKind::Agent(agent) => {
                agent.script.iter_mut().zip(conditions).for_each(|(line, when)| line.when = when.clone());
            }
            _ => {}
        }
    }
    workflow
}

/// The conditions that some task matches and none before it, and last whether some task is left.
fn matched(world: &[Task], conditions: &[Condition]) -> BTreeSet<usize> {
    let mut matched = BTreeSet::new();
    'tasks: for task in world {
        for (i, condition) in conditions.iter().enumerate() {
            let holds = holds(condition, task);
            if holds != Some(false) {
                matched.insert(i);
            }
            if holds == Some(true) {
                continue 'tasks;
            }
        }
        matched.insert(conditions.len());
    }
    matched
}

/// The outputs of a stage that are known to get nothing.
fn empty(workflow: &Workflow, id: &str) -> BTreeSet<usize> {
    let outputs = flow(workflow).outputs.swap_remove(workflow.position(id).unwrap());
    (0..outputs.len()).filter(|i| outputs[*i] == Some(0.0)).collect()
}

#[test]
fn what_is_said_to_get_nothing_gets_nothing() {
    let world = world();
    let mut runner =
        TestRunner::new(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) });
    let told = std::cell::Cell::new(0);
    runner
        .run(&prop::collection::vec(conditions(), 1..=6), |conditions| {
            let workflow = workflow(&conditions);
            let matched = matched(&world, &conditions);
            for id in ["logic", "agent"] {
                let empty = empty(&workflow, id);
                told.set(told.get() + empty.len());
                prop_assert!(empty.is_disjoint(&matched), "{id}: {empty:?} are matched: {matched:?}");
            }
            for problem in check(&workflow).iter().filter(|problem| problem.severity == Severity::Warning) {
                for i in accused(&problem.code, &problem.message, conditions.len()) {
                    prop_assert!(!matched.contains(&i), "{} of {matched:?}", problem.message);
                }
            }
            Ok(())
        })
        .unwrap();
    // Two stages of each workflow; far fewer would mean that hardly anything is tried.
    assert!(told.get() > 2_000, "{}", told.get());
}

/// The lines that a warning says never match.
fn accused(code: &str, message: &str, count: usize) -> Vec<usize> {
    let first = || -> usize {
        let number = message.split_once("ine ").unwrap().1;
        let rule = message.starts_with("The rule");
        let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<usize>().unwrap() - usize::from(!rule)
    };
    match code {
        "rule-never-matches" | "contradiction" => vec![first()],
        // Of those named, the last one that is not "more".
        "rule-takes-all" if !message.contains(" and ") => (first() + 1..=count).collect(),
        _ => Vec::new(),
    }
}

/// One condition after another of the same kind: here what is never said is counted as well.
#[test]
fn of_two_rules_most_that_never_match_are_found() {
    let world = world();
    // Always the same rules, so that the counts are too.
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(600) };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let (found, missed) = (std::cell::Cell::new(0), std::cell::Cell::new(0));
    runner
        .run(&prop::collection::vec(conditions(), 2..=2), |conditions| {
            let empty = empty(&workflow(&conditions), "logic");
            let matched = matched(&world, &conditions);
            for i in (0..=2).filter(|i| !matched.contains(i)) {
                let count = if empty.contains(&i) { &found } else { &missed };
                count.set(count.get() + 1);
            }
            Ok(())
        })
        .unwrap();
    assert!(found.get() > 4 * missed.get(), "found {} and missed {}", found.get(), missed.get());
}
