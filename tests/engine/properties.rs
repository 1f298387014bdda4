//! What holds of every run of every workflow.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::json;
use sluice::engine::{Simulation, Tally, Visit, hash, plain_key};
use sluice::simulate::Study;
use sluice::workflow::{Annotate, Checked, Review, ReviewMode, SampleOutput, Share, Stage, StageKind};

use crate::bench::{Bench, recount};
use crate::generate::workflows;
use crate::lab::{Lab, Log, image};
use crate::unordered::unordered;

const CASES: u32 = 200;

/// Visits by what they are, without what came of them.
fn by_key(bench: &Bench, visits: &[Visit]) -> BTreeMap<(u64, String, u32), Visit> {
    let key = |visit: &Visit| (visit.task, bench.workflow.stages[visit.stage].id.clone(), visit.visit);
    visits.iter().map(|visit| (key(visit), *visit)).collect()
}

/// Whether where a stage sends a task depends on nothing but its own draws.
fn is_plain_chance(stage: &Stage) -> bool {
    match &stage.kind {
        StageKind::Sampling(_) => true,
        StageKind::Review(review) => matches!(review.mode, ReviewMode::Plain { .. }),
        StageKind::Logic(logic) => logic.rules.iter().all(|rule| rule.when.random_share().is_some()),
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(CASES) })]

    #[test]
    fn no_task_is_lost(workflow in workflows(), tasks in 0u64..200, seed in any::<u64>()) {
        let bench = Bench::new(&workflow).unwrap();
        let (tally, visits) = bench.run(&bench.plain(tasks), seed);
        let sum = |list: &[u64]| list.iter().sum::<u64>();
        prop_assert_eq!(tally.tasks, tasks);
        prop_assert_eq!(
            sum(&tally.ended) + sum(&tally.waiting) + sum(&tally.unconnected) + sum(&tally.over_limit),
            tasks
        );
        prop_assert_eq!(tally.check(&bench.plan), Ok(()));
        prop_assert_eq!(recount(&bench, &visits), Tally { wrong: vec![0; tally.wrong.len()], ..tally });
    }

    #[test]
    fn wrong_tasks_are_those_whose_annotations_are_not_the_truth(
        workflow in workflows(), tasks in 0u64..40, seed in any::<u64>(),
    ) {
        let bench = Bench::new(&workflow).unwrap();
        let supply = bench.plain(tasks);
        prop_assert_eq!(bench.wrong(&bench.explained(&supply, seed)), bench.run(&supply, seed).0.wrong);
    }

    #[test]
    fn a_tally_with_any_count_off_by_one_is_reported(workflow in workflows(), seed in any::<u64>()) {
        let bench = Bench::new(&workflow).unwrap();
        let (tally, _) = bench.run(&bench.plain(20), seed);
        let lists: [fn(&mut Tally) -> &mut Vec<u64>; 6] = [
            |t| &mut t.arrived, |t| &mut t.left, |t| &mut t.ended, |t| &mut t.waiting,
            |t| &mut t.unconnected, |t| &mut t.over_limit,
        ];
        for list in lists {
            for i in 0..list(&mut tally.clone()).len() {
                let mut wrong = tally.clone();
                list(&mut wrong)[i] += 1;
                // An open output's count is compared only where it is open.
                let listens = !std::ptr::fn_addr_eq(list, lists[4]) || wrong.unconnected.iter().sum::<u64>() > 0;
                prop_assert!(!listens || wrong.check(&bench.plan).is_err());
            }
        }
    }

    #[test]
    fn slices_do_not_change_a_run(workflow in workflows(), seed in any::<u64>()) {
        let bench = Bench::new(&workflow).unwrap();
        let supply = bench.plain(1_500);
        let (whole, visits) = bench.run(&supply, seed);
        for step in [1, 7, 1_000] {
            let mut simulation = Simulation::new(&bench.plan, &supply, seed, 0);
            let mut log = Log(Vec::new());
            let mut walked = 0;
            while !simulation.is_over() {
                let now = simulation.step(step, &mut log);
                prop_assert!(now == step || simulation.is_over());
                walked += now;
                // Where tasks gather, a task is walked once more whenever it goes on.
                prop_assert_eq!(simulation.started(), walked.min(supply.len()));
                prop_assert!(walked <= supply.len() || bench.plan.is_ordered());
            }
            prop_assert_eq!(&simulation.finish().unwrap().tally, &whole);
            prop_assert_eq!(&log.0, &visits);
        }
    }

    #[test]
    fn parts_of_a_supply_add_up(workflow in unordered(), seed in any::<u64>(), keys in prop::collection::vec(any::<u64>(), 0..60), cut in 0usize..60) {
        let bench = Bench::new(&workflow).unwrap();
        let (whole, _) = bench.run(&bench.listed(keys.iter().copied()), seed);
        let (first, second) = keys.split_at(cut.min(keys.len()));
        let (mut sum, _) = bench.run(&bench.listed(first.iter().copied()), seed);
        sum.add(&bench.run(&bench.listed(second.iter().copied()), seed).0);
        prop_assert_eq!(sum, whole);
    }

    #[test]
    fn the_order_of_tasks_changes_no_route(
        workflow in unordered(), seed in any::<u64>(),
        keys in prop::collection::btree_set(any::<u64>(), 0..60).prop_flat_map(|set| {
            let keys: Vec<u64> = set.into_iter().collect();
            (Just(keys.clone()), Just(keys).prop_shuffle())
        }),
    ) {
        let bench = Bench::new(&workflow).unwrap();
        let routes = |keys: &[u64]| {
            let mut routes: BTreeMap<u64, Vec<Visit>> = BTreeMap::new();
            for visit in bench.run(&bench.listed(keys.iter().copied()), seed).1 {
                let key = keys[usize::try_from(visit.task).unwrap()];
                routes.entry(key).or_default().push(Visit { task: 0, ..visit });
            }
            routes
        };
        prop_assert_eq!(routes(&keys.0), routes(&keys.1));
    }

    #[test]
    fn a_plain_task_is_a_listed_one_with_the_same_key(workflow in workflows(), seed in any::<u64>()) {
        let bench = Bench::new(&workflow).unwrap();
        let dataset = hash(workflow.stages[0].id.as_bytes());
        let (plain, visits) = bench.run(&bench.plain(50), seed);
        let listed = bench.listed((0..50).map(|number| plain_key(dataset, number)));
        prop_assert_eq!(bench.run(&listed, seed), (plain, visits));
    }

    #[test]
    fn a_change_to_one_stage_leaves_the_draws_of_others_alone(
        workflow in unordered(), seed in any::<u64>(), which in any::<prop::sample::Index>(), percent in 0u32..=100,
    ) {
        let bench = Bench::new(&workflow).unwrap();
        let mut changed = workflow.clone();
        let position = 1 + which.index(workflow.stages.len() - 2);
        let outputs = workflow.stages[position].outputs();
        let to = |i: usize| outputs.get(i).and_then(|output| output.to.map(str::to_owned));
        let reject = Share::from_millionths(percent * 10_000).unwrap();
        changed.stages[position].kind =
            StageKind::Review(Review { mode: ReviewMode::Plain { reject }, approve: to(0), reject: to(1) });
        // The change can cut the only way out of a loop; that workflow is none.
        let other = Bench::new(&changed);
        prop_assume!(other.is_some());
        let other = other.unwrap();
        let before = by_key(&bench, &bench.run(&bench.plain(60), seed).1);
        let after = by_key(&other, &other.run(&other.plain(60), seed).1);
        for (key, visit) in &before {
            let stage = &workflow.stages[visit.stage];
            if let Some(same) = after.get(key).filter(|_| visit.stage != position && is_plain_chance(stage)) {
                prop_assert_eq!(visit.output, same.output, "{:?}", key);
            }
        }
    }

    #[test]
    fn a_stage_that_nothing_leads_to_changes_nothing(
        workflow in workflows(), seed in any::<u64>(), place in any::<prop::sample::Index>(),
    ) {
        let bench = Bench::new(&workflow).unwrap();
        let mut more = workflow.clone();
        let kind = StageKind::Annotate(Annotate { next: Some("stage 1".to_owned()), ..Annotate::default() });
        let stage = Stage { id: "apart".to_owned(), name: String::new(), kind, extra: Default::default() };
        more.stages.insert(1 + place.index(workflow.stages.len()), stage);
        // It may stand anywhere, but it also may make an endless loop of its own: not a case.
        let other = Bench::new(&more);
        prop_assume!(other.is_some());
        let other = other.unwrap();
        let before = by_key(&bench, &bench.run(&bench.plain(60), seed).1);
        let after = by_key(&other, &other.run(&other.plain(60), seed).1);
        prop_assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
        for (key, visit) in &before {
            let same = after[key];
            prop_assert_eq!(
                (visit.output, visit.annotator, visit.seconds.to_bits()),
                (same.output, same.annotator, same.seconds.to_bits())
            );
        }
    }

    /// Every k-th from a random start is left out: it draws a start for each output by its place.
    #[test]
    fn an_output_of_zero_percent_can_go(workflow in workflows(), seed in any::<u64>(), place in any::<prop::sample::Index>()) {
        let (mut workflow, mut inserted) = (workflow, BTreeMap::new());
        let samplings = workflow.stages.iter_mut().enumerate();
        for (position, stage) in samplings {
            if let StageKind::Sampling(sampling) = &mut stage.kind {
                sampling.sampler.random_start = false;
                inserted.insert(position, place.index(sampling.outputs.len() + 1));
            }
        }
        let mut more = workflow.clone();
        for (position, at) in &inserted {
            if let StageKind::Sampling(sampling) = &mut more.stages[*position].kind {
                // Leading nowhere: another edge can make a stage one that tasks may come back to.
                let nothing = SampleOutput { name: "nothing".to_owned(), ..SampleOutput::default() };
                sampling.outputs.insert(*at, nothing);
            }
        }
        let (bench, other) = (Bench::new(&workflow).unwrap(), Bench::new(&more).unwrap());
        let (before, after) = (bench.run(&bench.plain(60), seed).1, other.run(&other.plain(60), seed).1);
        let without = after.into_iter().map(|mut visit| {
            if let Some((at, output)) = inserted.get(&visit.stage).zip(visit.output.as_mut()) {
                assert_ne!(output, at, "a task took an output of 0 %");
                *output -= usize::from(*output > *at);
            }
            visit
        });
        prop_assert_eq!(without.collect::<Vec<_>>(), before);
    }

    #[test]
    fn a_larger_share_takes_all_that_a_smaller_took(low in 0u32..=1_000_000, more in 0u32..=200_000, seed in any::<u64>(), sticky in any::<bool>()) {
        let high = (low + more).min(1_000_000);
        let outputs = |millionths: u32| {
            let percent = f64::from(millionths) / 1e4;
            let rest = f64::from(1_000_000 - millionths) / 1e4;
            let how = json!({"method": if sticky { "sticky" } else { "independent" }});
            let lab = Lab::sampled(&[percent, rest], &how).tasks(2_000);
            lab.first_outputs(&lab.visits(seed), "s")
        };
        let (low_outputs, high_outputs) = (outputs(low), outputs(high));
        let moved = low_outputs.iter().zip(&high_outputs).filter(|(a, b)| a != b).count();
        prop_assert!(low_outputs.iter().zip(&high_outputs).all(|(a, b)| *a != Some(0) || *b == Some(0)));
        // Far fewer than all of them move: 2 000 · share, by six standard deviations and one.
        let expected = 2_000.0 * f64::from(high - low) / 1e6;
        prop_assert!((moved as f64) < expected + 7.0 * (expected + 1.0).sqrt(), "{} moved, expected {}", moved, expected);
    }
}

#[test]
fn slices_of_different_lengths_do_not_change_a_run() {
    let lab = Lab::split(&[20.0, 80.0]).tasks(1_000);
    let mut simulation = Simulation::new(&lab.plan, &lab.supply, 1, 0);
    for most in [10, 0, 1, 500] {
        assert_eq!(simulation.step(most, &mut ()), most);
    }
    assert_eq!(simulation.step(u64::MAX, &mut ()), 489);
    assert!(simulation.is_over());
    assert_eq!(simulation.step(u64::MAX, &mut ()), 0);
    assert_eq!(simulation.finish().unwrap().tally, lab.run(1));
}

#[test]
fn slices_do_not_change_a_study() {
    let text = std::fs::read_to_string("www/examples/spot-check-a-model.json").unwrap();
    let workflow = sluice::workflow::read(&text).unwrap().workflow;
    let study = Study::new(Checked::new(workflow).unwrap(), &[], 7, 3);
    let whole = study.report(&mut ()).unwrap();
    assert_eq!((whole.runs, whole.tasks), (3, 1_000));
    for most in [1, 7, 1_000, 1_500] {
        let mut progress = study.begin();
        let mut steps = 0;
        while !progress.step(most, &mut ()).unwrap() {
            steps += 1;
            assert_eq!(progress.walked(), steps * most);
        }
        assert_eq!(progress.walked(), 3_000);
        assert_eq!(progress.report(), whole, "{most} at a time");
    }
}

#[test]
fn twenty_one_percent_moves_only_the_tasks_between() {
    for method in ["independent", "sticky"] {
        // Of three outputs the first grows at the second's cost: the third keeps its own tasks.
        let outputs = |shares: [f64; 3]| {
            let lab = Lab::sampled(&shares, &json!({"method": method})).tasks(10_000);
            lab.first_outputs(&lab.visits(3), "s")
        };
        let (before, after) = (outputs([20.0, 30.0, 50.0]), outputs([21.0, 29.0, 50.0]));
        let mut moved = 0;
        for (before, after) in before.iter().zip(&after) {
            if before != after {
                assert_eq!((*before, *after), (Some(1), Some(0)));
                moved += 1;
            }
        }
        assert!((50..160).contains(&moved), "{moved} of an expected 100 moved");
    }
}

#[test]
fn shuffling_a_manifest_changes_nobodys_route() {
    let file = json!({"sluice": 1, "name": "w", "stages": [
        {"id": "data", "kind": "dataset", "tasks": 1, "next": "s"},
        {"id": "s", "kind": "sampling", "outputs": [
            {"name": "1", "share": 40, "to": "l"}, {"name": "2", "share": 60, "to": "c"}]},
        {"id": "l", "kind": "logic", "rules": [
            {"name": "odd", "kind": "metadata", "key": "odd", "op": "is", "value": true, "to": "c"}], "else": "s"},
        {"id": "c", "kind": "complete"}]});
    let routes = |order: &[usize]| {
        let images: Vec<_> = order.iter().map(|&i| image(i, json!({"odd": i % 2 == 1}))).collect();
        let lab = Lab::fed(file.clone(), &[("data", json!({"images": images}))]);
        let mut routes: BTreeMap<usize, Vec<(usize, Option<usize>)>> = BTreeMap::new();
        for visit in lab.visits(1) {
            let task = order[usize::try_from(visit.task).unwrap()];
            routes.entry(task).or_default().push((visit.stage, visit.output));
        }
        routes
    };
    let sorted: Vec<usize> = (0..300).collect();
    let shuffled: Vec<usize> = (0..300).map(|i| i * 77 % 300).collect();
    assert_ne!(sorted, shuffled);
    assert_eq!(routes(&sorted), routes(&shuffled));
    // More images at the front change nobody's route either.
    let longer: Vec<usize> = (300..400).chain(sorted.iter().copied()).collect();
    assert!(routes(&sorted).iter().all(|(task, route)| routes(&longer)[task] == *route));
}

#[test]
fn a_file_listed_twice_is_two_tasks() {
    let lab = |copies: usize| {
        let images: Vec<_> = (0..200).flat_map(|i| vec![image(i, json!({})); copies]).collect();
        let mut file = json!({"sluice": 1, "name": "w", "stages": [
            {"id": "data", "kind": "dataset", "tasks": 1, "next": "s"},
            {"id": "s", "kind": "sampling", "outputs": [
                {"name": "1", "share": 50, "to": "c"}, {"name": "2", "share": 50, "to": "c"}]}]});
        file["stages"].as_array_mut().unwrap().push(json!({"id": "c", "kind": "complete"}));
        Lab::fed(file, &[("data", json!({"images": images}))])
    };
    let (once, twice) = (lab(1), lab(2));
    let (first, both) =
        (once.first_outputs(&once.visits(1), "s"), twice.first_outputs(&twice.visits(1), "s"));
    assert!((0..200).all(|i| both[2 * i] == first[i]), "the first of two keeps its draws");
    let apart = (0..200).filter(|i| both[2 * i] != both[2 * i + 1]).count();
    assert!((50..150).contains(&apart), "{apart} of 200 pairs went different ways");
}
