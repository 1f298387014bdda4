//! Draws that have nothing to do with each other: tables of two outcomes of the same task.
//!
//! A margin cannot show that one number was used twice; a joint table can.

use serde_json::{Value, json};

use crate::budget::{counts, holds};
use crate::lab::{Lab, person};

const TASKS: u64 = 100_000;
const SHARES: [f64; 3] = [0.3, 0.5, 0.2];

/// The p-value of pairs of outcomes being independent with the given margins.
fn joint(a: &[f64], b: &[f64], pairs: impl Iterator<Item = (usize, usize)>) -> f64 {
    let law: Vec<f64> = a.iter().flat_map(|a| b.iter().map(move |b| a * b)).collect();
    let mut seen = vec![0; law.len()];
    let mut n = 0u64;
    for (i, j) in pairs {
        seen[i * b.len() + j] += 1;
        n += 1;
    }
    assert!(n > 5_000, "only {n} pairs");
    counts(&law, &seen)
}

fn sampling(id: &str, to: &str) -> Value {
    json!({"id": id, "kind": "sampling", "outputs": [
        {"name": "1", "share": 30, "to": to}, {"name": "2", "share": 50, "to": to},
        {"name": "3", "share": 20, "to": to}]})
}

fn zipped(a: Vec<Option<usize>>, b: Vec<Option<usize>>) -> impl Iterator<Item = (usize, usize)> {
    a.into_iter().zip(b).filter_map(|(a, b)| a.zip(b))
}

/// Every pair of different random stages that a task goes through one after another.
#[test]
fn stages_draw_for_themselves() {
    let rules = json!([{"name": "1", "kind": "random_sample", "share": 30, "to": "r"},
        {"name": "2", "kind": "random_sample", "share": 50, "to": "r"}]);
    let lab = Lab::stages(json!([
        {"id": "data", "kind": "dataset", "tasks": TASKS, "next": "s"},
        sampling("s", "t"), sampling("t", "l"),
        {"id": "l", "kind": "logic", "rules": rules, "else": "r"},
        {"id": "r", "kind": "review", "reject_share": 40, "approve": "m", "reject": "m"},
        {"id": "m", "kind": "logic", "rules": [{"name": "1", "kind": "random_sample", "share": 30, "to": "c"}],
         "else": "c"},
        {"id": "c", "kind": "complete"}]));
    let law = |id: &str| -> Vec<f64> {
        match id {
            "l" => vec![0.3, 0.35, 0.35],
            "r" => vec![0.6, 0.4],
            "m" => vec![0.3, 0.7],
            _ => SHARES.to_vec(),
        }
    };
    let ids = ["s", "t", "l", "r", "m"];
    for (i, a) in ids.iter().enumerate() {
        for b in &ids[..i] {
            holds(&format!("stages {a} and {b}"), |look| {
                let lab = lab.tasks(TASKS * look.scale);
                let visits = lab.visits(look.seed);
                joint(&law(a), &law(b), zipped(lab.first_outputs(&visits, a), lab.first_outputs(&visits, b)))
            });
        }
    }
}

#[test]
fn successive_visits_draw_anew() {
    // The outputs of a stage that a task comes back to, its first visit against its second.
    let again = |kind: &Value| {
        Lab::stages(json!([
            {"id": "data", "kind": "dataset", "tasks": TASKS, "next": "s"},
            kind,
            {"id": "back", "kind": "review", "reject_share": 50, "approve": "c", "reject": "s"},
            {"id": "c", "kind": "complete"}]))
    };
    let stages = [
        (sampling("s", "back"), SHARES.to_vec()),
        (
            json!({"id": "s", "kind": "logic", "rules": [
                {"name": "1", "kind": "random_sample", "share": 30, "to": "back"}], "else": "back"}),
            vec![0.3, 0.7],
        ),
        (
            json!({"id": "s", "kind": "review", "reject_share": 40, "approve": "back", "reject": "back"}),
            vec![0.6, 0.4],
        ),
        (
            json!({"id": "s", "kind": "agent", "pathways": [{"name": "1", "to": "back"}, {"name": "2", "to": "back"}],
                "script": [{"pathway": "1", "kind": "random_sample", "share": 30}], "otherwise": "2"}),
            vec![0.3, 0.7],
        ),
    ];
    for (stage, law) in &stages {
        let lab = again(stage);
        holds(&format!("visits of {}", stage["kind"]), |look| {
            let lab = lab.tasks(TASKS * look.scale);
            let visits = lab.visits(look.seed);
            let position = lab.position("s");
            let nth = |n: u32| {
                let mut outputs = vec![None; usize::try_from(lab.supply.len()).unwrap()];
                for visit in visits.iter().filter(|visit| visit.stage == position && visit.visit == n) {
                    outputs[usize::try_from(visit.task).unwrap()] = visit.output;
                }
                outputs
            };
            let pairs = zipped(nth(0), nth(1)).chain(zipped(nth(1), nth(2)));
            joint(law, law, pairs)
        });
    }
}

#[test]
fn runs_seeds_and_neighbours_draw_for_themselves() {
    let lab = Lab::stages(json!([
        {"id": "data", "kind": "dataset", "tasks": TASKS, "next": "s"},
        sampling("s", "c"), {"id": "c", "kind": "complete"}]));
    let outputs = |scale: u64, seed: u64, run: u64| {
        let lab = lab.tasks(TASKS * scale);
        lab.first_outputs(&lab.visits_of_run(seed, run), "s")
    };
    holds("runs of one seed", |look| {
        joint(&SHARES, &SHARES, zipped(outputs(look.scale, look.seed, 0), outputs(look.scale, look.seed, 1)))
    });
    holds("one run of two seeds", |look| {
        joint(
            &SHARES,
            &SHARES,
            zipped(outputs(look.scale, look.seed, 0), outputs(look.scale, look.seed + 1, 0)),
        )
    });
    // Run 1 of seed 0 and run 0 of seed 1 must not be the same numbers.
    holds("seed and run exchanged", |look| {
        joint(&SHARES, &SHARES, zipped(outputs(look.scale, 0, look.seed), outputs(look.scale, look.seed, 0)))
    });
    for gap in [1, 2, 64] {
        holds(&format!("tasks {gap} apart"), |look| {
            let all = outputs(look.scale, look.seed, 0);
            // Every task in one pair only, so that the pairs themselves are independent.
            let pairs = (0..all.len() - gap).filter(|i| i / gap % 2 == 0).map(|i| (all[i], all[i + gap]));
            joint(&SHARES, &SHARES, pairs.filter_map(|(a, b)| a.zip(b)))
        });
    }
}

#[test]
fn equal_numbers_of_two_datasets_are_two_tasks() {
    let lab = Lab::stages(json!([
        {"id": "one", "kind": "dataset", "tasks": TASKS, "next": "s"},
        {"id": "two", "kind": "dataset", "tasks": TASKS, "next": "s"},
        sampling("s", "c"), {"id": "c", "kind": "complete"}]));
    holds("two datasets", |look| {
        let lab = lab.tasks(2 * TASKS * look.scale);
        let mut one = lab.first_outputs(&lab.visits(look.seed), "s");
        let two = one.split_off(one.len() / 2);
        joint(&SHARES, &SHARES, zipped(one, two))
    });
}

#[test]
fn who_works_says_nothing_about_where_the_task_goes() {
    let lab = Lab::of(json!({"sluice": 1, "name": "w",
        "people": [person("A", 3, 100.0, 0.0), person("B", 5, 100.0, 0.0), person("C", 2, 100.0, 0.0)],
        "stages": [
            {"id": "data", "kind": "dataset", "tasks": TASKS, "next": "work"},
            {"id": "work", "kind": "annotate", "next": "s"},
            sampling("s", "l"),
            {"id": "l", "kind": "logic", "rules": [
                {"name": "1", "kind": "annotator", "annotators": ["A"], "to": "c"},
                {"name": "2", "kind": "duration", "at_least": 60, "to": "c"}], "else": "c"},
            {"id": "c", "kind": "complete"}]}));
    let (work, s) = (lab.position("work"), lab.position("s"));
    holds("annotator, time and output", |look| {
        let lab = lab.tasks(TASKS * look.scale);
        let visits = lab.visits(look.seed);
        let at = |stage: usize| visits.iter().filter(move |visit| visit.stage == stage);
        let people = || at(work).map(|visit| visit.annotator.unwrap());
        // The quarters of the times, 60 s in the median and a spread of 0.5 for everybody. Two
        // uniform numbers make a normal one: its sign shows one of them and its size the other.
        let quarter = 60.0 * libm::exp(0.5 * 0.674_489_750_196_081_7);
        let fences = [3_600.0 / quarter, 60.0, quarter];
        let times = || at(work).map(|visit| fences.iter().filter(|fence| visit.seconds >= **fence).count());
        let outputs = || at(s).map(|visit| visit.output.unwrap());
        crate::budget::least(&[
            joint(&[0.3, 0.5, 0.2], &SHARES, people().zip(outputs())),
            joint(&[0.25; 4], &SHARES, times().zip(outputs())),
            joint(&[0.3, 0.5, 0.2], &[0.25; 4], people().zip(times())),
        ])
    });
}

/// Truth, batches, what is found: one bit each, read off by rules of logic stages in a row. A class
/// and a batch of one name must not be one draw.
#[test]
fn classes_and_batches_are_drawn_apart() {
    let probe = |id: &str, rule: Value, next: &str| {
        let mut rule = rule;
        rule["name"] = json!("yes");
        rule["to"] = json!(next);
        json!({"id": id, "kind": "logic", "rules": [rule], "else": next})
    };
    let has = |class: &str| json!({"kind": "annotation_type", "conditions": [{"has": class}]});
    let batch = |name: &str| json!({"kind": "batch", "batches": [name]});
    let lab = Lab::of(json!({"sluice": 1, "name": "w",
        "ontology": {"classes": [{"name": "Car", "prevalence": 30}, {"name": "Van", "prevalence": 40}]},
        "batches": {"list": [{"name": "Car", "share": 25}, {"name": "Van", "share": 60}]},
        "stages": [
            {"id": "data", "kind": "dataset", "tasks": TASKS, "next": "true"},
            {"id": "true", "kind": "annotate", "next": "p1"},
            probe("p1", has("Car"), "p2"), probe("p2", has("Van"), "p3"),
            probe("p3", batch("Car"), "p4"), probe("p4", batch("Van"), "model"),
            {"id": "model", "kind": "model", "recall": 50, "false_positive": 50, "next": "p5"},
            probe("p5", has("Car"), "p6"), probe("p6", has("Van"), "again"),
            {"id": "again", "kind": "model", "recall": 50, "false_positive": 50, "next": "p7"},
            probe("p7", has("Car"), "c"),
            {"id": "c", "kind": "complete"}]}));
    let bits = [("p1", 0.3), ("p2", 0.4), ("p3", 0.25), ("p4", 0.6), ("p5", 0.5), ("p6", 0.5), ("p7", 0.5)];
    holds("classes, batches and findings", |look| {
        let lab = lab.tasks(TASKS * look.scale);
        let visits = lab.visits(look.seed);
        let mut p_values = Vec::new();
        for (i, (a, p)) in bits.iter().enumerate() {
            for (b, q) in &bits[..i] {
                let pairs = zipped(lab.first_outputs(&visits, a), lab.first_outputs(&visits, b));
                p_values.push(joint(&[*p, 1.0 - p], &[*q, 1.0 - q], pairs));
            }
        }
        crate::budget::least(&p_values)
    });
}
