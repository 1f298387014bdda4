//! Two studies beside each other, against the visits and the tallies of each.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use sluice::engine::{Rest, Simulation, Source, Supply, Tally, Visit};
use sluice::simulate::{CompareReport, Comparison, MovedPlace, Paired, Study};
use sluice::workflow::{Checked, Share, StageKind, Workflow, read};

use crate::bench::Bench;
use crate::generate::workflows;
use crate::tasks::visits;

const CASES: u32 = 120;

fn study(workflow: &Workflow, tasks: u64, seed: u64, runs: u64) -> Study {
    let mut workflow = workflow.clone();
    workflow.scale_tasks(tasks);
    Study::new(Checked::new(workflow).unwrap(), &[], seed, runs)
}

fn compare(first: &Study, second: &Study) -> CompareReport {
    Comparison::new(first, second).unwrap().report().unwrap()
}

/// The same workflow with another share at its first stage that draws one.
fn changed(workflow: &Workflow, percent: u32) -> Workflow {
    let mut changed = workflow.clone();
    let share = Share::from_millionths(percent * 10_000).unwrap();
    for stage in &mut changed.stages {
        match &mut stage.kind {
            StageKind::Sampling(sampling) => {
                sampling.outputs.iter_mut().for_each(|output| output.share = Share::ZERO);
                sampling.outputs[0].share = share;
                sampling.outputs[1].share = share.complement();
                break;
            }
            StageKind::Webhook(webhook) => {
                webhook.failure_share = share;
                break;
            }
            _ => {}
        }
    }
    changed
}

/// The choices of a task at stages with several outputs, and where it rests.
fn told(workflow: &Workflow, task: &[Visit]) -> (Vec<(String, String)>, (String, Rest)) {
    let mut choices = Vec::new();
    for visit in task {
        let stage = &workflow.stages[visit.stage];
        let Some(output) = visit.output.filter(|_| stage.outputs().len() > 1) else { continue };
        let choice = (stage.id.clone(), stage.outputs()[output].name.to_string());
        if !choices.contains(&choice) {
            choices.push(choice);
        }
    }
    let last = task.last().unwrap();
    let stage = &workflow.stages[last.stage];
    let place = match last.output.map(|output| stage.outputs()[output].to.map(str::to_owned)) {
        None if stage.kind.is_end() => (stage.id.clone(), Rest::Ended),
        None => (stage.id.clone(), Rest::Waiting),
        Some(None) => (stage.id.clone(), Rest::Unconnected),
        Some(Some(to)) => (to, Rest::OverLimit),
    };
    (choices, place)
}

fn place(place: &MovedPlace) -> (String, Rest) {
    (place.stage.clone(), place.rest)
}

/// The tallies of some runs of plain tasks.
fn tallies(workflow: &Workflow, tasks: u64, seed: u64, runs: u64) -> Vec<Tally> {
    let bench = Bench::new(workflow).unwrap();
    let supply = Supply { sources: vec![Source::Plain(tasks)], facts: Vec::new() };
    let run = |run| {
        let mut simulation = Simulation::new(&bench.plan, &supply, seed, run);
        simulation.step(u64::MAX, &mut ());
        simulation.finish().unwrap().tally
    };
    (0..runs).map(run).collect()
}

fn check(found: Option<&Paired>, mut differences: Vec<f64>) {
    differences.sort_by(f64::total_cmp);
    let Some(found) = found else {
        assert_eq!(differences, Vec::<f64>::new());
        return;
    };
    let count = |holds: &dyn Fn(f64) -> bool| differences.iter().filter(|d| holds(**d)).count() as u64;
    assert_eq!(found.runs, differences.len() as u64);
    assert_eq!((found.more, found.less), (count(&|d| d > 0.0), count(&|d| d < 0.0)));
    assert_eq!((found.min, found.max), (differences[0], differences[differences.len() - 1]));
    // The smallest that at least so many runs did not exceed.
    let quantile = |part: f64| {
        *differences.iter().find(|q| count(&|d| d <= **q) as f64 >= part * found.runs as f64 - 1e-9).unwrap()
    };
    assert_eq!((found.q025, found.median, found.q975), (quantile(0.025), quantile(0.5), quantile(0.975)));
    assert!((found.mean - differences.iter().sum::<f64>() / found.runs as f64).abs() < 1e-9);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(CASES) })]

    #[test]
    fn a_study_is_like_itself(workflow in workflows(), tasks in 0u64..60, seed in 0u64..1 << 53, runs in 1u64..5) {
        let study = study(&workflow, tasks, seed, runs);
        let report = compare(&study, &study);
        let changes = report.outputs.iter().map(|output| &output.change);
        for change in changes.chain(report.places.iter().map(|place| &place.change)).chain(&report.wrong) {
            prop_assert_eq!(change.counts[0], change.counts[1]);
            prop_assert_eq!(change.shares[0], change.shares[1]);
            let all = change.difference.unwrap();
            prop_assert_eq!((all.min, all.max, all.more, all.less, all.runs), (0.0, 0.0, 0, 0, runs));
        }
        let moved = &report.moved;
        prop_assert_eq!((moved.both, moved.another_way, moved.another_place, moved.through_others), (tasks, 0, 0, 0));
        prop_assert!(moved.flows.iter().all(|flow| flow.from == flow.to));
        // It counts what the report counts.
        let whole = study.report(&mut ()).unwrap();
        for output in &report.outputs {
            let stage = whole.stages.iter().find(|stage| stage.id == output.stage).unwrap();
            let came = stage.outputs.iter().find(|came| came.name == output.output).unwrap();
            prop_assert_eq!((output.change.counts[0], output.change.shares[0]), (Some(came.observed), came.share));
        }
        let places: f64 = report.places.iter().map(|place| place.change.counts[0].unwrap()).sum();
        prop_assert!((places - tasks as f64).abs() < 1e-9);
        if let Some(delivered) = &whole.delivered {
            prop_assert_eq!(report.wrong.as_ref().and_then(|wrong| wrong.counts[0]), Some(delivered.wrong));
        }
    }

    #[test]
    fn who_moved_and_what_differs_is_what_the_runs_say(
        workflow in workflows(), percent in 0u32..=100, tasks in 0u64..60, seed in 0u64..1 << 53, runs in 1u64..8,
        slice in 1u64..200,
    ) {
        let other = changed(&workflow, percent);
        prop_assume!(Checked::new(other.clone()).is_ok());
        let studies = [study(&workflow, tasks, seed, runs), study(&other, tasks, seed, runs)];
        let report = compare(&studies[0], &studies[1]);

        // Task by task.
        let ways = [&workflow, &other].map(|workflow| {
            let (visits, _) = visits(&study(workflow, tasks, seed, 1));
            visits.iter().map(|task| told(workflow, task)).collect::<Vec<_>>()
        });
        let both = || ways[0].iter().zip(&ways[1]);
        let moved = &report.moved;
        prop_assert_eq!(moved.both, tasks);
        prop_assert_eq!(moved.another_way, both().filter(|(one, other)| one != other).count() as u64);
        prop_assert_eq!(moved.another_place, both().filter(|(one, other)| one.1 != other.1).count() as u64);
        let mut flows = BTreeMap::new();
        both().for_each(|(one, other)| *flows.entry((one.1.clone(), other.1.clone())).or_insert(0) += 1);
        let found: BTreeMap<_, u64> =
            moved.flows.iter().map(|flow| ((place(&flow.from), place(&flow.to)), flow.tasks)).collect();
        prop_assert_eq!(found, flows);

        // Run by run.
        let runs = [tallies(&workflow, tasks, seed, runs), tallies(&other, tasks, seed, runs)];
        let bench = Bench::new(&workflow).unwrap();
        let pairs = || runs[0].iter().zip(&runs[1]);
        for output in &report.outputs {
            let stage = workflow.position(&output.stage).unwrap();
            let place = workflow.stages[stage].outputs().iter().position(|o| o.name == output.output).unwrap();
            let flat = bench.plan.outputs(stage).start + place;
            let count = |tally: &Tally| tally.left[flat] as f64;
            check(output.change.difference.as_ref(), pairs().map(|(a, b)| count(b) - count(a)).collect());
            let share = |tally: &Tally| (tally.arrived[stage] > 0).then(|| 100.0 * count(tally) / tally.arrived[stage] as f64);
            let points = pairs().filter_map(|(a, b)| Some(share(b)? - share(a)?)).collect();
            check(output.change.points.as_ref(), points);
        }
        for place in report.places.iter() {
            let count = |tally: &Tally| match (&place.stage, place.rest) {
                (Some(id), _) => tally.ended[workflow.position(id).unwrap()] as f64,
                (None, Rest::Waiting) => tally.waiting.iter().sum::<u64>() as f64,
                _ => tally.unconnected.iter().chain(&tally.over_limit).sum::<u64>() as f64,
            };
            check(place.change.difference.as_ref(), pairs().map(|(a, b)| count(b) - count(a)).collect());
        }

        // However it is sliced.
        let mut sliced = Comparison::new(&studies[0], &studies[1]).unwrap();
        while !sliced.step(slice).unwrap() {
            prop_assert!(sliced.walked() <= 2 * tasks * runs[0].len() as u64);
        }
        prop_assert_eq!(sliced.report().unwrap(), report);
    }
}

fn sampled(share: u32, tasks: u64, extra: &Value) -> Study {
    let to = if extra.is_null() { "c" } else { "x" };
    let mut stages = vec![
        json!({"id": "d", "kind": "dataset", "tasks": tasks, "next": "s"}),
        json!({"id": "s", "kind": "sampling", "outputs": [
            {"name": "Review", "share": share, "to": "e"}, {"name": "Pass", "share": 100 - share, "to": to}]}),
        json!({"id": "c", "kind": "complete"}),
        json!({"id": "e", "kind": "archive"}),
    ];
    if !extra.is_null() {
        stages.push(extra.clone());
    }
    let file = json!({"sluice": 1, "name": "w", "stages": stages});
    Study::new(Checked::new(read(&file.to_string()).unwrap().workflow).unwrap(), &[], 4, 200)
}

/// 20 % → 21 % moves only the tasks between, in every run.
#[test]
fn one_percent_more_moves_one_percent() {
    let report = compare(&sampled(20, 1_000, &json!(null)), &sampled(21, 1_000, &json!(null)));
    let review = &report.outputs[0];
    assert_eq!((review.output.as_str(), review.intended), ("Review", [Some(0.2), Some(0.21)]));
    let difference = review.change.difference.unwrap();
    assert_eq!((difference.less, difference.runs), (0, 200));
    // Of 1 000 tasks 1 % each: scipy.stats.binom.ppf([1e-9, 1 - 1e-9], 1000, 0.01) → 0, 34.
    assert!(difference.max <= 34.0 && (difference.mean - 10.0).abs() < 1.0, "{difference:?}");
    // Two runs with draws of their own would differ by 13 more either way.
    assert!(difference.q975 - difference.q025 < 16.0, "{difference:?}");
    let moved = &report.moved;
    assert_eq!(moved.another_way, moved.another_place);
    let to_review = moved.flows.iter().find(|flow| flow.from.stage == "c" && flow.to.stage == "e").unwrap();
    assert_eq!((to_review.tasks, moved.flows.len()), (moved.another_way, 3));
    assert!(report.sentence.contains("of 1,000 tasks went another way"), "{}", report.sentence);
}

#[test]
fn a_stage_that_one_alone_has_moves_nobody_by_itself() {
    let extra = json!({"id": "x", "kind": "webhook", "failure_share": 0, "retries": 0, "success": "c", "failure": "c"});
    let report = compare(&sampled(20, 500, &json!(null)), &sampled(20, 500, &extra));
    let moved = &report.moved;
    assert_eq!((moved.another_way, moved.another_place), (0, 0));
    let passed: u64 = moved.flows.iter().filter(|flow| flow.from.stage == "c").map(|flow| flow.tasks).sum();
    assert_eq!(moved.through_others, passed);
    let alone = report.outputs.iter().find(|output| output.stage == "x").unwrap();
    assert_eq!((alone.change.counts[0], alone.change.difference), (None, None));
    assert_eq!(alone.change.shares[1], Some(1.0));
}

#[test]
fn tasks_are_matched_by_what_they_are() {
    let report = compare(&sampled(20, 300, &json!(null)), &sampled(20, 500, &json!(null)));
    assert_eq!((report.moved.both, report.moved.another_way), (300, 0));
    assert!(
        report.sentence.ends_with("Only the first has 0 tasks, and only the second 200."),
        "{}",
        report.sentence
    );
}

#[test]
fn other_seeds_have_nothing_in_common() {
    let workflow = sampled(20, 10, &json!(null)).workflow().clone();
    assert!(Comparison::new(&study(&workflow, 10, 1, 1), &study(&workflow, 10, 2, 1)).is_none());
}
