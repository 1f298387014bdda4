//! Few tasks, many runs: the whole law of the counts against full enumeration.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sluice::engine::Tally;

use crate::budget::{Look, counts, holds};
use crate::enumerate;
use crate::lab::Lab;

/// Compares the counts of many runs of a few tasks with the enumerated law. Half of the runs are
/// of one seed, and half are the first runs of seeds that follow one another.
fn matches_enumeration(what: &str, file: &Value, runs: u64) {
    let law = enumerate::task(file);
    let lab = Lab::of(file.clone());
    let tasks = u32::try_from(lab.supply.len()).unwrap();
    let table = enumerate::counts(&law, tasks);
    holds(what, |look: Look| {
        let mut seen: BTreeMap<Vec<u64>, u64> = BTreeMap::new();
        for i in 0..runs * look.scale / 2 {
            for tally in [lab.nth_run(look.seed, i), lab.nth_run(1_000_000 * look.seed + i, 0)] {
                *seen.entry(law.keys().map(|place| resting(&lab, &tally, place)).collect()).or_default() += 1;
            }
        }
        assert!(seen.keys().all(|counts| table.contains_key(counts)), "{what}: a task rests nowhere");
        let observed: Vec<u64> = table.keys().map(|counts| seen.get(counts).copied().unwrap_or(0)).collect();
        counts(&table.values().copied().collect::<Vec<_>>(), &observed)
    });
}

fn resting(lab: &Lab, tally: &Tally, place: &str) -> u64 {
    match place.split_once(':') {
        Some(("over", id)) => tally.over_limit[lab.position(id)],
        Some(("open", id)) => tally.unconnected[lab.plan.outputs(lab.position(id))].iter().sum(),
        _ => lab.ended(tally, place) + tally.waiting[lab.position(place)],
    }
}

fn ends(ids: &[&str]) -> Vec<Value> {
    ids.iter().map(|id| json!({"id": id, "kind": "complete"})).collect()
}

fn file(tasks: u64, stages: &[Value], ids: &[&str]) -> Value {
    let mut all = vec![json!({"id": "data", "kind": "dataset", "tasks": tasks, "next": "s"})];
    all.extend(stages.iter().cloned());
    all.extend(ends(ids));
    json!({"sluice": 1, "name": "small", "stages": all})
}

fn sampling(id: &str, outputs: &[(f64, &str)]) -> Value {
    let outputs: Vec<Value> =
        outputs.iter().map(|(share, to)| json!({"name": to, "share": share, "to": to})).collect();
    json!({"id": id, "kind": "sampling", "outputs": outputs})
}

#[test]
fn one_in_five() {
    for tasks in [1, 2, 8] {
        let stages = [sampling("s", &[(20.0, "a"), (80.0, "b")])];
        matches_enumeration("20/80", &file(tasks, &stages, &["a", "b"]), 20_000);
    }
}

#[test]
fn three_outputs() {
    let stages = [sampling("s", &[(20.0, "a"), (20.0, "b"), (60.0, "c")])];
    matches_enumeration("20/20/60", &file(5, &stages, &["a", "b", "c"]), 40_000);
}

#[test]
fn shares_that_are_no_round_numbers() {
    let stages = [sampling("s", &[(33.3333, "a"), (0.0, "z"), (12.5, "b"), (54.1667, "c")])];
    matches_enumeration("33.3333/0/12.5/54.1667", &file(4, &stages, &["a", "b", "c", "z"]), 40_000);
}

#[test]
fn samplers_one_after_another() {
    let stages = [
        sampling("s", &[(20.0, "a"), (80.0, "t")]),
        sampling("t", &[(20.0, "b"), (80.0, "u")]),
        sampling("u", &[(60.0, "c"), (40.0, "a")]),
    ];
    matches_enumeration("chained samplers", &file(6, &stages, &["a", "b", "c"]), 40_000);
}

#[test]
fn random_rules_from_the_top() {
    let rule = |name: &str, share: u32, to: &str| json!({"name": name, "kind": "random_sample", "share": share, "to": to});
    let stages = [json!({"id": "s", "kind": "logic",
        "rules": [rule("1", 20, "a"), rule("2", 20, "b"), rule("3", 50, "c")], "else": "d"})];
    matches_enumeration("random rules", &file(5, &stages, &["a", "b", "c", "d"]), 40_000);
}

#[test]
fn an_open_output_keeps_its_share() {
    let stages = [json!({"id": "s", "kind": "sampling", "outputs": [
        {"name": "open", "share": 30, "to": null}, {"name": "a", "share": 70, "to": "a"}]})];
    matches_enumeration("open output", &file(6, &stages, &["a"]), 20_000);
}

#[test]
fn a_reject_loop_that_the_visit_limit_cuts() {
    let stages = [
        json!({"id": "s", "kind": "annotate", "next": "r"}),
        json!({"id": "r", "kind": "review", "reject_share": 40, "approve": "a", "reject": "s"}),
    ];
    let mut file = file(5, &stages, &["a"]);
    file["visit_limit"] = json!(3);
    assert!((enumerate::task(&file)["over:s"] - 0.4f64 * 0.4 * 0.4).abs() < 1e-15);
    matches_enumeration("cut reject loop", &file, 40_000);
}

#[test]
fn a_loop_with_two_ways_back_that_the_visit_limit_cuts() {
    let stages = [
        json!({"id": "s", "kind": "annotate", "next": "q"}),
        sampling("q", &[(50.0, "r"), (20.0, "s"), (30.0, "b")]),
        json!({"id": "r", "kind": "review", "reject_share": 50, "approve": "a", "reject": "s"}),
    ];
    let mut file = file(4, &stages, &["a", "b"]);
    file["visit_limit"] = json!(4);
    matches_enumeration("two ways back", &file, 40_000);
}

#[test]
fn holds_webhooks_and_agents() {
    let stages = [
        json!({"id": "s", "kind": "webhook", "failure_share": 60, "retries": 1, "success": "agent", "failure": "h"}),
        json!({"id": "agent", "kind": "agent", "pathways": [{"name": "N", "to": "b"}, {"name": "Y", "to": "w"}],
            "script": [{"pathway": "Y", "kind": "random_sample", "share": 40},
                       {"pathway": "N", "kind": "random_sample", "share": 50}], "otherwise": "Y"}),
        json!({"id": "h", "kind": "hold", "release": "when_all_arrived", "next": "s"}),
        json!({"id": "w", "kind": "hold", "next": "b"}),
    ];
    let mut file = file(4, &stages, &["b"]);
    file["visit_limit"] = json!(2);
    let law = enumerate::task(&file);
    assert!((law["w"] - (0.64 * 0.7) * 1.36).abs() < 1e-12 && (law["over:s"] - 0.36 * 0.36).abs() < 1e-12);
    matches_enumeration("hold, webhook, agent", &file, 40_000);
}

#[test]
fn rejections_of_a_few_tasks_are_negative_binomial() {
    const REJECT: f64 = 0.3;
    for tasks in [1u64, 4, 8] {
        let lab = Lab::stages(json!([
            {"id": "data", "kind": "dataset", "tasks": tasks, "next": "s"},
            {"id": "s", "kind": "annotate", "next": "r"},
            {"id": "r", "kind": "review", "reject_share": 30, "approve": "a", "reject": "s"},
            {"id": "a", "kind": "complete"}]));
        // P(k rejections before `tasks` approvals), and all of the far tail in one.
        let mut law = vec![libm::pow(1.0 - REJECT, tasks as f64)];
        for k in 1..40 {
            law.push(law[k - 1] * REJECT * (tasks as f64 + k as f64 - 1.0) / k as f64);
        }
        law.push(1.0 - law.iter().sum::<f64>());
        holds("rejections", |look| {
            let mut seen = vec![0; law.len()];
            for run in 0..30_000 * look.scale {
                let rejected = lab.left(&lab.nth_run(look.seed, run), "r")[1];
                seen[usize::try_from(rejected).unwrap().min(40)] += 1;
            }
            counts(&law, &seen)
        });
    }
}

#[test]
fn counts_over_ten_thousand_seeds_have_the_binomial_law() {
    // Seeds that people choose follow one another: 1, 2, 3.
    let lab = Lab::split(&[20.0, 80.0]).tasks(100);
    let law = sluice::stats::Binomial::with_share(100, 0.2).unwrap();
    let table: Vec<f64> = (0..=100).map(|k| law.pmf(k)).collect();
    let (low, high) = law.central_range(0.95);
    holds("100 tasks of seeds in a row", |look| {
        let mut seen = vec![0; 101];
        for seed in 0..10_000 * look.scale {
            let first = lab.left(&lab.run(1_000_000 * look.seed + seed), "s")[0];
            seen[usize::try_from(first).unwrap()] += 1;
        }
        let inside = seen[usize::try_from(low).unwrap()..=usize::try_from(high).unwrap()].iter().sum();
        let all = seen.iter().sum();
        crate::budget::least(&[
            counts(&table, &seen),
            crate::budget::binomial(law.between(low, high), inside, all),
        ])
    });
}
