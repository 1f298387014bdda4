//! Several people on copies of one task.

use serde_json::{Value, json};

use crate::budget::{binomial, counts, holds, least};
use crate::lab::{Lab, person};

const TASKS: u64 = 50_000;

/// A consensus `q` whose people see the one class, which is always there, with these chances.
/// Behind it a rule asks whether the answer kept has the class.
fn panel(recalls: &[f64], weights: &[u32], copies: u32, quorum: f64) -> Lab {
    let people: Vec<Value> = recalls
        .iter()
        .zip(weights)
        .enumerate()
        .map(|(i, (recall, weight))| person(&format!("p{i}"), *weight, *recall, 0.0))
        .collect();
    Lab::of(json!({"sluice": 1, "name": "w", "people": people,
        "ontology": {"classes": [{"name": "Car", "prevalence": 100}]},
        "stages": [
            {"id": "data", "kind": "dataset", "tasks": TASKS, "next": "q"},
            {"id": "q", "kind": "consensus", "copies": copies, "quorum": quorum, "agree": "l", "disagree": "l"},
            {"id": "l", "kind": "logic", "rules": [
                {"name": "found", "kind": "annotation_type", "conditions": [{"has": "Car"}], "to": "c"}],
             "else": "c"},
            {"id": "c", "kind": "complete"}]}))
}

/// P(k of n find it), each with chance p.
fn binomial_law(n: u32, p: f64) -> Vec<f64> {
    let law = sluice::stats::Binomial::with_share(u64::from(n), p).unwrap();
    (0..=u64::from(n)).map(|k| law.pmf(k)).collect()
}

#[test]
fn agreement_takes_the_quorum_rounded_up() {
    // With yes and no as the only answers, the larger camp has max(k, n − k) of n.
    for (copies, quorum, needed) in [
        (3, 60.0, 2),
        (3, 66.6666, 2),
        (3, 66.6667, 3),
        (4, 50.0, 2),
        (4, 75.0, 3),
        (4, 75.0001, 4),
        (5, 80.0, 4),
    ] {
        let lab = panel(&[70.0; 5], &[1; 5], copies, quorum);
        let agree: f64 = binomial_law(copies, 0.7)
            .iter()
            .enumerate()
            .filter(|(k, _)| (*k).max(copies as usize - k) >= needed)
            .map(|(_, p)| p)
            .sum();
        holds(&format!("{quorum} % of {copies}"), |look| {
            let lab = lab.tasks(TASKS * look.scale);
            binomial(agree.min(1.0), lab.left(&lab.run(look.seed), "q")[0], lab.supply.len())
        });
    }
}

#[test]
fn the_answer_that_most_gave_is_kept() {
    let lab = panel(&[70.0; 5], &[1; 5], 3, 100.0);
    let law = binomial_law(3, 0.7);
    holds("majority of three", |look| {
        let lab = lab.tasks(TASKS * look.scale);
        let tally = lab.run(look.seed);
        least(&[
            binomial(law[2] + law[3], lab.left(&tally, "l")[0], lab.supply.len()),
            binomial(law[0] + law[3], lab.left(&tally, "q")[0], lab.supply.len()),
        ])
    });
}

#[test]
fn of_equally_common_answers_the_first_given_is_kept() {
    // Two people: one always finds it, one never does. Who is asked first is drawn by weight.
    let lab = panel(&[100.0, 0.0], &[3, 1], 2, 100.0);
    holds("a tie", |look| {
        let lab = lab.tasks(TASKS * look.scale);
        let tally = lab.run(look.seed);
        assert_eq!(lab.left(&tally, "q")[0], 0, "these two never agree");
        binomial(0.75, lab.left(&tally, "l")[0], lab.supply.len())
    });
}

#[test]
fn the_members_are_different_people() {
    // Three of three: each is there exactly once, so that their answers are always the same two.
    let lab = panel(&[100.0, 100.0, 0.0], &[10, 10, 1], 3, 100.0).tasks(2_000);
    let tally = lab.run(1);
    assert_eq!(lab.left(&tally, "q"), [0, 2_000]);
    assert_eq!(lab.left(&tally, "l"), [2_000, 0]);
    // Two of three: the pair without the odd one out is drawn without putting the first back.
    let lab = panel(&[100.0, 100.0, 0.0], &[2, 2, 1], 2, 100.0);
    let agree = 2.0 * (2.0 / 5.0) * (2.0 / 3.0);
    holds("a pair of three", |look| {
        let lab = lab.tasks(TASKS * look.scale);
        binomial(agree, lab.left(&lab.run(look.seed), "q")[0], lab.supply.len())
    });
}

#[test]
fn members_answer_independently() {
    // Each finds two classes with one half: four answers, equally likely, for each of two people.
    let lab = Lab::of(json!({"sluice": 1, "name": "w",
        "people": [person("A", 1, 50.0, 0.0), person("B", 1, 50.0, 0.0)],
        "ontology": {"classes": [{"name": "Car", "prevalence": 100}, {"name": "Van", "prevalence": 100}]},
        "stages": [
            {"id": "data", "kind": "dataset", "tasks": TASKS, "next": "q"},
            {"id": "q", "kind": "consensus", "copies": 2, "quorum": 100, "agree": "l", "disagree": "c"},
            {"id": "l", "kind": "logic", "rules": [
                {"name": "both", "kind": "annotation_type", "conditions": [{"has": "Car"}, {"has": "Van"}], "to": "c"},
                {"name": "car", "kind": "annotation_type", "conditions": [{"has": "Car"}], "to": "c"},
                {"name": "van", "kind": "annotation_type", "conditions": [{"has": "Van"}], "to": "c"}], "else": "c"},
            {"id": "c", "kind": "complete"}]}));
    holds("answers of two people", |look| {
        let lab = lab.tasks(TASKS * look.scale);
        let tally = lab.run(look.seed);
        let mut seen = lab.left(&tally, "l");
        seen.push(lab.left(&tally, "q")[1]);
        counts(&[1.0 / 16.0, 1.0 / 16.0, 1.0 / 16.0, 1.0 / 16.0, 0.75], &seen)
    });
}

#[test]
fn the_latest_annotator_is_the_first_who_gave_the_answer_kept() {
    // "no" never finds it; the other two always do, and so one of them is the latest.
    let lab = Lab::of(json!({"sluice": 1, "name": "w",
        "people": [person("no", 9, 0.0, 0.0), person("yes", 1, 100.0, 0.0), person("too", 1, 100.0, 0.0)],
        "ontology": {"classes": [{"name": "Car", "prevalence": 100}]},
        "stages": [
            {"id": "data", "kind": "dataset", "tasks": 1_000, "next": "q"},
            {"id": "q", "kind": "consensus", "copies": 3, "quorum": 60, "agree": "l", "disagree": "c"},
            {"id": "l", "kind": "logic", "rules": [
                {"name": "latest", "kind": "annotator", "annotators": ["no"], "which": "latest", "to": "c"},
                {"name": "any", "kind": "annotator", "annotators": ["no"], "which": "any", "to": "c"}], "else": "c"},
            {"id": "c", "kind": "complete"}]}));
    let tally = lab.run(1);
    assert_eq!(lab.left(&tally, "q"), [1_000, 0]);
    assert_eq!(lab.left(&tally, "l"), [0, 1_000, 0]);
    let position = lab.position("q");
    let mut kept = [0; 3];
    for visit in lab.visits(1).iter().filter(|visit| visit.stage == position) {
        kept[visit.annotator.unwrap()] += 1;
    }
    assert!(kept[0] == 0 && kept[1] > 300 && kept[2] > 300, "{kept:?}");
}

#[test]
fn the_time_is_that_of_all_members_together() {
    let lab = Lab::of(json!({"sluice": 1, "name": "w",
        "people": [{"name": "A", "median_seconds": 10, "spread": 0}, {"name": "B", "median_seconds": 20, "spread": 0}],
        "stages": [
            {"id": "data", "kind": "dataset", "tasks": 100, "next": "q"},
            {"id": "q", "kind": "consensus", "copies": 2, "quorum": 100, "agree": "l", "disagree": "l"},
            {"id": "l", "kind": "logic", "rules": [
                {"name": "last", "kind": "duration", "at_least": 30, "below": 30.001, "scope": "last", "to": "m"}],
             "else": "d"},
            {"id": "m", "kind": "logic", "rules": [
                {"name": "total", "kind": "duration", "at_least": 30, "below": 30.001, "scope": "total", "to": "c"}],
             "else": "d"},
            {"id": "c", "kind": "complete"}, {"id": "d", "kind": "discard"}]}));
    assert_eq!(lab.ended(&lab.run(1), "c"), 100);
}

#[test]
fn a_task_stays_one_task() {
    let lab = panel(&[70.0; 5], &[1; 5], 5, 60.0).tasks(100);
    let tally = lab.run(1);
    assert_eq!((tally.tasks, lab.arrived(&tally, "q"), lab.ended(&tally, "c")), (100, 100, 100));
}
