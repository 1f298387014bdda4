//! Many tasks: where they end against the absorbing chain, and how often they were sent back.

use serde_json::{Value, json};

use crate::budget::{binomial, counts, holds, least};
use crate::chain;
use crate::lab::Lab;

const TASKS: u64 = 200_000;

/// Loops within loops: a sample that may come back, two reviews, random rules, four ends.
fn loops() -> Value {
    json!({"sluice": 1, "name": "loops", "visit_limit": 4_000_000, "stages": [
        {"id": "data", "kind": "dataset", "tasks": TASKS, "next": "s"},
        {"id": "s", "kind": "annotate", "next": "q"},
        {"id": "q", "kind": "sampling", "outputs": [
            {"name": "R", "share": 35, "to": "r"}, {"name": "L", "share": 40, "to": "l"},
            {"name": "Again", "share": 5, "to": "s"}, {"name": "C", "share": 20, "to": "c"}]},
        {"id": "r", "kind": "review", "reject_share": 30, "approve": "l", "reject": "s"},
        {"id": "l", "kind": "logic", "rules": [
            {"name": "1", "kind": "random_sample", "share": 12.5, "to": "d"},
            {"name": "2", "kind": "random_sample", "share": 20, "to": "r"}], "else": "e"},
        {"id": "c", "kind": "complete"}, {"id": "d", "kind": "discard"}, {"id": "e", "kind": "archive"}]})
}

#[test]
fn ends_have_the_law_of_the_absorbing_chain() {
    let file = loops();
    let visits = chain::visits(&file);
    let ends = ["c", "d", "e"];
    let law: Vec<f64> = ends.iter().map(|id| visits[*id]).collect();
    let lab = Lab::of(file);
    holds("ends of the loops", |look| {
        let lab = lab.tasks(TASKS * look.scale);
        let tally = lab.run(look.seed);
        counts(&law, &ends.map(|id| lab.ended(&tally, id)))
    });
}

#[test]
fn stages_are_visited_as_often_as_the_absorbing_chain_says() {
    // The number of visits has no simple law; its mean over runs is nearly normal. The scatter is
    // taken from the runs themselves, 400 of them, so that a t of 6 is beyond one in 10⁸.
    let file = loops();
    let visits = chain::visits(&file);
    let lab = Lab::of(file).tasks(1_000);
    for id in ["s", "q", "r", "l"] {
        let runs: Vec<f64> =
            (0..400).map(|run| lab.arrived(&lab.nth_run(9, run), id) as f64 / 1_000.0).collect();
        let mean = runs.iter().sum::<f64>() / 400.0;
        let variance = runs.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 399.0;
        let t = (mean - visits[id]) / (variance / 400.0).sqrt();
        assert!(t.abs() < 6.0, "{id}: {mean} visits a task, expected {}", visits[id]);
    }
}

#[test]
fn shares_of_every_size_come_out() {
    for share in [0.01, 0.5, 2.0, 20.0, 45.0, 50.0, 55.0, 99.9] {
        let lab = Lab::split(&[share, 100.0 - share]);
        holds(&format!("{share} %"), |look| {
            let lab = lab.tasks(5 * TASKS * look.scale);
            binomial(share / 100.0, lab.left(&lab.run(look.seed), "s")[0], lab.supply.len())
        });
    }
}

#[test]
fn a_bias_of_one_in_a_thousand_would_show() {
    // 50.05 % for 50 % is 5.5 standard deviations of 30 million tasks; the first look wants 2.9.
    let lab = Lab::stages(json!([
        {"id": "data", "kind": "dataset", "tasks": 1, "next": "s"},
        {"id": "s", "kind": "sampling", "outputs": [
            {"name": "1", "share": 50, "to": "l"}, {"name": "2", "share": 50, "to": "l"}]},
        {"id": "l", "kind": "logic", "rules": [
            {"name": "1", "kind": "random_sample", "share": 50, "to": "r"}], "else": "r"},
        {"id": "r", "kind": "review", "reject_share": 50, "approve": "c", "reject": "c"},
        {"id": "c", "kind": "complete"}]));
    holds("halves of thirty million tasks", |look| {
        let lab = lab.tasks(30_000_000 * look.scale);
        let tally = lab.run(look.seed);
        least(&["s", "l", "r"].map(|id| binomial(0.5, lab.left(&tally, id)[0], tally.tasks)))
    });
}

#[test]
fn each_task_is_rejected_a_geometric_number_of_times() {
    let lab = Lab::stages(json!([
        {"id": "data", "kind": "dataset", "tasks": TASKS, "next": "s"},
        {"id": "s", "kind": "annotate", "next": "r"},
        {"id": "r", "kind": "review", "reject_share": 25, "approve": "a", "reject": "s"},
        {"id": "a", "kind": "complete"}]));
    holds("rejections of each task", |look| {
        let lab = lab.tasks(TASKS / 4 * look.scale);
        let visits = lab.visits(look.seed);
        let review = lab.position("r");
        let mut rejected = vec![0usize; usize::try_from(lab.supply.len()).unwrap()];
        for visit in visits.iter().filter(|visit| visit.stage == review && visit.output == Some(1)) {
            rejected[usize::try_from(visit.task).unwrap()] += 1;
        }
        let mut law: Vec<f64> = (0..12).map(|k| 0.75 * libm::pow(0.25, f64::from(k))).collect();
        law.push(libm::pow(0.25, 12.0));
        let mut seen = vec![0; 13];
        rejected.iter().for_each(|&k| seen[k.min(12)] += 1);
        // Given the number of visits of each task, the sum is negative binomial: its reject share
        // over all visits would be judged too, were the number of visits not drawn with it.
        let tally = lab.run(look.seed);
        let first = lab.left_first(&tally, "r");
        least(&[counts(&law, &seen), binomial(0.25, first[1], first[0] + first[1])])
    });
}

#[test]
fn first_visits_are_counted_apart() {
    let lab = Lab::stages(json!([
        {"id": "data", "kind": "dataset", "tasks": 1_000, "next": "s"},
        {"id": "s", "kind": "annotate", "next": "r"},
        {"id": "r", "kind": "review", "reject_share": 50, "approve": "a", "reject": "s"},
        {"id": "a", "kind": "complete"}]));
    let visits = lab.visits(1);
    let tally = lab.run(1);
    for id in ["s", "r"] {
        let stage = lab.position(id);
        let outputs = lab.plan.outputs(stage).len();
        let count = |first: bool| -> Vec<u64> {
            let here = visits.iter().filter(|v| v.stage == stage && (v.visit == 0 || !first));
            here.fold(vec![0; outputs], |mut counts, v| {
                counts[v.output.unwrap()] += 1;
                counts
            })
        };
        assert_eq!(lab.left(&tally, id), count(false));
        assert_eq!(lab.left_first(&tally, id), count(true));
        assert_eq!(lab.left_first(&tally, id).iter().sum::<u64>(), 1_000);
        assert!(lab.arrived(&tally, id) > 1_500);
    }
}
