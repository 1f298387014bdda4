//! Who works, and for how long.

use std::collections::BTreeMap;

use serde_json::json;

use crate::budget::{binomial, counts, holds, least};
use crate::lab::{Lab, person};

const TASKS: u64 = 100_000;

/// People at one stage, with a rule behind it that asks how long they took.
fn shop(people: &serde_json::Value, annotators: &[&str]) -> Lab {
    Lab::of(json!({"sluice": 1, "name": "w", "people": people, "stages": [
        {"id": "data", "kind": "dataset", "tasks": TASKS, "next": "work"},
        {"id": "work", "kind": "annotate", "annotators": annotators, "next": "l"},
        {"id": "l", "kind": "logic", "rules": [
            {"name": "D", "kind": "duration", "at_least": 1, "to": "c"}], "else": "c"},
        {"id": "c", "kind": "complete"}]}))
}

fn work(lab: &Lab, people: usize, seed: u64) -> Vec<u64> {
    let position = lab.position("work");
    let mut seen = vec![0; people];
    for visit in lab.visits(seed).iter().filter(|visit| visit.stage == position) {
        seen[visit.annotator.unwrap()] += 1;
    }
    seen
}

#[test]
fn work_goes_by_weight() {
    let people = json!([
        person("A", 1, 100.0, 0.0),
        person("B", 0, 100.0, 0.0),
        person("C", 4, 100.0, 0.0),
        person("D", 7, 100.0, 0.0)
    ]);
    let lab = shop(&people, &[]);
    holds("weights 1, 0, 4, 7", |look| {
        let lab = lab.tasks(TASKS * look.scale);
        counts(&[1.0 / 12.0, 0.0, 4.0 / 12.0, 7.0 / 12.0], &work(&lab, 4, look.seed))
    });
    // Of those named here, by the same weights.
    let lab = shop(&people, &["D", "A"]);
    holds("weights 1 and 7", |look| {
        let lab = lab.tasks(TASKS * look.scale);
        counts(&[1.0 / 8.0, 0.0, 0.0, 7.0 / 8.0], &work(&lab, 4, look.seed))
    });
}

#[test]
fn times_are_lognormal() {
    let people = json!([{"name": "A", "median_seconds": 45, "spread": 0.8}]);
    let lab = shop(&people, &[]);
    // Standard normal quantiles of 1 to 99 % (NIST's table, to more digits).
    let quantiles = [
        (0.01, -2.326_347_874_040_841),
        (0.05, -1.644_853_626_951_472_7),
        (0.25, -0.674_489_750_196_081_7),
        (0.5, 0.0),
        (0.75, 0.674_489_750_196_081_7),
        (0.95, 1.644_853_626_951_472_7),
        (0.99, 2.326_347_874_040_841),
    ];
    holds("times of a median of 45 s and a spread of 0.8", |look| {
        let lab = lab.tasks(TASKS * look.scale);
        let position = lab.position("work");
        let visits = lab.visits(look.seed);
        let times: Vec<f64> = visits.iter().filter(|v| v.stage == position).map(|v| v.seconds).collect();
        let below = |q: f64| times.iter().filter(|time| **time < 45.0 * libm::exp(0.8 * q)).count() as u64;
        least(&quantiles.map(|(p, q)| binomial(p, below(q), times.len() as u64)))
    });
}

#[test]
fn everybody_has_a_time_of_their_own() {
    let people = json!([
        {"name": "A", "median_seconds": 10, "spread": 0.3}, {"name": "B", "median_seconds": 1000, "spread": 0.3}]);
    let lab = shop(&people, &[]).tasks(10_000);
    let position = lab.position("work");
    // 1000 s and 10 s are 15 spreads apart: nobody gets over the fence at 100 s.
    for visit in lab.visits(1).iter().filter(|visit| visit.stage == position) {
        assert_eq!(visit.annotator == Some(1), visit.seconds > 100.0, "{visit:?}");
    }
}

#[test]
fn a_spread_of_zero_is_always_the_median() {
    let lab = shop(&json!([{"name": "A", "median_seconds": 12.5, "spread": 0}]), &[]).tasks(1_000);
    let position = lab.position("work");
    assert!(lab.visits(1).iter().filter(|v| v.stage == position).all(|v| v.seconds == 12.5));
}

/// Who had each task at `work`, visit by visit.
fn careers(lab: &Lab, seed: u64) -> BTreeMap<u64, Vec<usize>> {
    let position = lab.position("work");
    let mut careers: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for visit in lab.visits(seed).iter().filter(|visit| visit.stage == position) {
        careers.entry(visit.task).or_default().push(visit.annotator.unwrap());
    }
    careers
}

fn returning(sticky: bool) -> Lab {
    Lab::of(json!({"sluice": 1, "name": "w",
        "people": [person("A", 1, 100.0, 0.0), person("B", 1, 100.0, 0.0), person("C", 2, 100.0, 0.0)],
        "stages": [
            {"id": "data", "kind": "dataset", "tasks": 20_000, "next": "work"},
            {"id": "work", "kind": "annotate", "sticky": sticky, "next": "l"},
            {"id": "l", "kind": "logic", "rules": [
                {"name": "D", "kind": "duration", "below": 1, "to": "r"}], "else": "r"},
            {"id": "r", "kind": "review", "reject_share": 60, "approve": "c", "reject": "work"},
            {"id": "c", "kind": "complete"}]}))
}

#[test]
fn a_sticky_stage_gives_a_task_back_to_whoever_had_it() {
    let careers = careers(&returning(true), 1);
    assert!(careers.values().filter(|career| career.len() > 1).count() > 10_000);
    for career in careers.values() {
        assert!(career.iter().all(|person| *person == career[0]), "{career:?}");
    }
    // It is not the same person for every task.
    assert!((0..3).all(|person| careers.values().any(|career| career[0] == person)));
}

#[test]
fn the_first_pick_does_not_depend_on_stickiness() {
    let (sticky, loose) = (careers(&returning(true), 1), careers(&returning(false), 1));
    assert!(sticky.iter().all(|(task, career)| loose[task][0] == career[0]));
}

#[test]
fn elsewhere_a_task_goes_to_anybody_by_weight() {
    let lab = returning(false);
    let weights = [0.25, 0.25, 0.5];
    holds("first and second annotator", |look| {
        let lab = lab.tasks(20_000 * look.scale);
        let mut seen = vec![0; 9];
        for career in careers(&lab, look.seed).values().filter(|career| career.len() > 1) {
            seen[career[0] * 3 + career[1]] += 1;
        }
        let law: Vec<f64> = weights.iter().flat_map(|a| weights.iter().map(move |b| a * b)).collect();
        counts(&law, &seen)
    });
}

#[test]
fn people_are_named_wherever_they_work_whether_or_not_a_rule_asks() {
    let stages = json!([
        {"id": "data", "kind": "dataset", "tasks": 200, "next": "work"},
        {"id": "work", "kind": "annotate", "next": "m"}, {"id": "m", "kind": "model", "next": "q"},
        {"id": "q", "kind": "consensus", "copies": 2, "agree": "r", "disagree": "r"},
        {"id": "r", "kind": "review", "reject_share": 50, "approve": "c", "reject": "c"},
        {"id": "c", "kind": "complete"}]);
    let people = json!([person("A", 1, 50.0, 50.0), person("B", 1, 50.0, 50.0)]);
    let lab = Lab::of(json!({"sluice": 1, "name": "w", "people": people, "stages": stages}));
    for visit in lab.visits(1) {
        let works = ["work", "q"].map(|id| lab.position(id)).contains(&visit.stage);
        assert_eq!(visit.annotator.is_some(), works, "{visit:?}");
        assert_eq!(visit.seconds > 0.0, works, "{visit:?}");
    }
    // A rule that asks changes nobody's work.
    let mut asking = json!({"sluice": 1, "name": "w", "people": people, "stages": stages});
    asking["stages"][4] = json!({"id": "r", "kind": "logic", "rules": [
        {"name": "A", "kind": "annotator", "annotators": ["A"], "to": "c"}], "else": "c"});
    let asking = Lab::of(asking);
    let who =
        |lab: &Lab| lab.visits(1).iter().map(|v| (v.annotator, v.seconds.to_bits())).collect::<Vec<_>>();
    assert_eq!(who(&lab), who(&asking));
    // Without people nobody works.
    let nobody = Lab::stages(stages);
    assert!(nobody.visits(1).iter().all(|visit| visit.annotator.is_none() && visit.seconds == 0.0));
}
