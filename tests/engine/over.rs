//! How counts ran over tasks, against the visits of the same run.

use proptest::prelude::*;
use serde_json::{Value, json};
use sluice::engine::Balanced;
use sluice::simulate::{OutputOver, OverTasks, Study};
use sluice::workflow::{Checked, Workflow, read};

use crate::generate::workflows;
use crate::tasks::visits;
use crate::unordered::unordered;

const CASES: u32 = 150;

fn study(workflow: &Workflow, tasks: u64, seed: u64) -> Study {
    let mut workflow = workflow.clone();
    workflow.scale_tasks(tasks);
    Study::new(Checked::new(workflow).unwrap(), &[], seed, 1)
}

fn output<'o>(over: &'o OverTasks, stage: &str, output: usize) -> &'o OutputOver {
    &over.stages.iter().find(|over| over.id == stage).unwrap().outputs[output]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(CASES) })]

    /// Where nobody minds the order, tasks come one after another.
    #[test]
    fn each_point_is_the_count_by_then(workflow in unordered(), tasks in 0u64..60, seed in 0u64..1 << 53) {
        let study = study(&workflow, tasks, seed);
        let over = study.over_tasks().unwrap();
        let (visits, _) = visits(&study);
        for stage in &over.stages {
            let position = workflow.position(&stage.id).unwrap();
            let names: Vec<String> =
                workflow.stages[position].outputs().iter().map(|o| o.name.to_string()).collect();
            for output in &stage.outputs {
                let own = names.iter().position(|name| *name == output.name).unwrap();
                let here = visits.iter().flatten().filter(|visit| visit.stage == position);
                let here = here.filter(|visit| visit.visit == 0 || !output.first_visits_only);
                let took: Vec<usize> = here.filter_map(|visit| visit.output).collect();
                let all = |n: usize| took.iter().take(n).filter(|took| **took == own).count() as u64;
                // Rules that sample are about the visits that reach them.
                let reached: Vec<usize> = took.iter().copied().filter(|took| *took >= own).collect();
                let of_reached = |n: usize| reached.iter().take(n).filter(|took| **took == own).count() as u64;
                let points: Vec<(u64, u64)> = output.points.iter().map(|point| (point.n, point.k)).collect();
                let wanted = |count: usize, k: &dyn Fn(usize) -> u64| -> Vec<(u64, u64)> {
                    (1..=count).map(|n| (n as u64, k(n))).collect()
                };
                let (arrivals, reaching) = (wanted(took.len(), &all), wanted(reached.len(), &of_reached));
                prop_assert!(points == arrivals || points == reaching, "{} {}", stage.id, output.name);
                for point in &output.points {
                    prop_assert_eq!(point.share, point.k as f64 / point.n as f64);
                }
            }
        }
    }

    #[test]
    fn the_last_point_is_what_is_judged(
        workflow in workflows(), tasks in 0u64..60, seed in 0u64..1 << 53, slice in 1u64..50,
    ) {
        let study = study(&workflow, tasks, seed);
        let over = study.over_tasks().unwrap();
        let report = study.report(&mut ()).unwrap();
        for stage in &report.stages {
            let told = over.stages.iter().find(|over| over.id == stage.id);
            for output in stage.outputs.iter().filter(|_| stage.outputs.len() > 1) {
                let points = told.and_then(|told| told.outputs.iter().find(|over| over.name == output.name));
                prop_assert_eq!(points.is_some(), output.judgement.is_some());
                let (Some(points), Some(judgement)) = (points, &output.judgement) else { continue };
                let last = points.points.last().map_or((0, 0), |last| (last.n, last.k));
                prop_assert_eq!(last, (judgement.judged.n, judgement.judged.k));
                if let Some(last) = points.points.last() {
                    prop_assert!((last.drift - judgement.deviation_tasks).abs() < 1e-9);
                }
            }
        }
        let mut pass = study.begin_over();
        while !pass.step(slice) {}
        prop_assert_eq!(pass.over_tasks(&study).unwrap(), over);
    }
}

fn sampled(method: &Value, tasks: u64, to: &str) -> Study {
    sampled_runs(method, tasks, to, 1)
}

fn sampled_runs(method: &Value, tasks: u64, to: &str, runs: u64) -> Study {
    let mut sampling = json!({"id": "s", "kind": "sampling", "outputs": [
        {"name": "a", "share": 20, "to": to}, {"name": "b", "share": 80, "to": "c"}]});
    sampling.as_object_mut().unwrap().extend(method.as_object().unwrap().clone());
    let file = json!({"sluice": 1, "name": "w", "stages": [
        {"id": "d", "kind": "dataset", "tasks": tasks, "next": "h"},
        // Shuffles the order of arrival: those that come back are behind all others.
        {"id": "h", "kind": "agent", "runs": "when_all_arrived", "otherwise": "on",
         "pathways": [{"name": "on", "to": "r"}]},
        {"id": "r", "kind": "review", "reject_share": 40, "approve": "s", "reject": "h"},
        sampling,
        {"id": "x", "kind": "review", "reject_share": 50, "approve": "c", "reject": "s"},
        {"id": "c", "kind": "complete"}]});
    let workflow = read(&file.to_string()).unwrap().workflow;
    Study::new(Checked::new(workflow).unwrap(), &[], 9, runs)
}

/// Methods that give every arrival its output tell whether the order is that of arrival.
#[test]
fn points_are_in_the_order_of_arrival() {
    for method in [json!({"method": "every_kth"}), json!({"method": "balanced"})] {
        let over = sampled(&method, 700, "c").over_tasks().unwrap();
        for i in 0..2 {
            let points = &output(&over, "s", i).points;
            assert_eq!(points.len(), 700);
            assert!(
                points.iter().all(|point| point.drift == 0.0 && point.range95 == [point.k; 2]),
                "{method}"
            );
        }
    }
    // Where tasks come back through the stage's own output, arrivals are visits.
    let over = sampled(&json!({"method": "balanced"}), 700, "x").over_tasks().unwrap();
    let points = &output(&over, "s", 0).points;
    let mut balanced = Balanced::new(&[200_000, 800_000]);
    let mut taken = 0;
    for point in points {
        taken += u64::from(balanced.take() == 0);
        assert_eq!(point.k, taken, "after {}", point.n);
    }
    assert!(points.len() > 720);
}

/// Of a quota's first arrivals chance decides, of all of them nothing.
#[test]
fn a_quota_runs_between_the_limits_of_drawing_without_replacement() {
    let over = sampled(&json!({"method": "quota"}), 400, "c").over_tasks().unwrap();
    let points = &output(&over, "s", 0).points;
    let at = |n: usize| points[n - 1];
    assert_eq!((at(400).k, at(400).range95, at(400).drift), (80, [80, 80], 0.0));
    // scipy.stats.hypergeom(400, 80, 200).ppf([0.025, 0.975]) → 32, 48.
    assert_eq!(at(200).range95, [32, 48]);
    assert!(at(200).range95[0] <= at(200).k && at(200).k <= at(200).range95[1]);
}

#[test]
fn points_of_many_visits_are_thinned_and_exact() {
    let study = sampled(&json!({}), 30_000, "c");
    let over = study.over_tasks().unwrap();
    let points = &output(&over, "s", 0).points;
    assert!((1_000..2_600).contains(&points.len()), "{}", points.len());
    // 20 % of 2 000 and of 30 000, by scipy.stats.binom.ppf([0.025, 0.975], n, 0.2).
    let at = |n: u64| points.iter().find(|point| point.n == n).unwrap();
    assert_eq!(at(1_000).range95, [176, 225]);
    assert_eq!(at(30_000).range95, [5_864, 6_136]);
    let report = study.report(&mut ()).unwrap();
    let stage = report.stages.iter().find(|stage| stage.id == "s").unwrap();
    assert_eq!(at(30_000).k as f64, stage.outputs[0].observed);
}

/// The counts of an output in the runs of a study, one run at a time.
fn ends(study: &Study, stage: &str, output: &str, runs: u64) -> Vec<[u64; 2]> {
    let of = study.trail_of(stage, output).unwrap();
    let end = |run| study.begin_trail(of, run).trail(study, of).unwrap().last().copied().unwrap();
    (0..runs).map(end).collect()
}

#[test]
fn other_runs_are_those_that_repeated_runs_count() {
    let study = sampled_runs(&json!({"method": "independent"}), 2_500, "c", 21);
    let report = study.report(&mut ()).unwrap();
    let stage = report.stages.iter().find(|stage| stage.id == "s").unwrap();
    for output in &stage.outputs {
        let mut counts: Vec<u64> = ends(&study, &stage.id, &output.name, 21)
            .into_iter()
            .map(|[n, k]| k * u64::from(n == 2_500))
            .collect();
        counts.sort_unstable();
        let noted = &output.runs.as_ref().unwrap().counts;
        let noted: Vec<u64> = noted.iter().flat_map(|(count, runs)| vec![*count; *runs as usize]).collect();
        assert_eq!(counts, noted);
        assert!(counts.first() < counts.last());
    }
}

#[test]
fn the_line_of_the_first_run_is_this_runs() {
    let study = sampled(&json!({"method": "independent"}), 5_000, "x");
    let over = study.over_tasks().unwrap();
    for stage in &over.stages {
        for output in &stage.outputs {
            let of = study.trail_of(&stage.id, &output.name).unwrap();
            let line = study.begin_trail(of, 0).trail(&study, of).unwrap();
            assert!(line.len() > 100 && line.len() < 300, "{}", line.len());
            let own: Vec<[u64; 2]> = output.points.iter().map(|point| [point.n, point.k]).collect();
            assert!(line.iter().all(|point| own.contains(point)));
            assert_eq!(line.last(), own.last());
        }
    }
    assert!(study.trail_of("none", "x").is_none());
}
