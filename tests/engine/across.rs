//! Splits across annotators, batches and datasets, against the visits of the same run.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use sluice::simulate::{AcrossReport, AcrossView, Centre, Funnel, Study, Units};
use sluice::stats::{Binomial, holm_adjusted};
use sluice::workflow::{Checked, StageKind, Workflow, read};

use crate::generate::workflows;
use crate::lab::person;
use crate::tasks::{latest, visits};

const CASES: u32 = 150;

fn study(workflow: &Workflow, tasks: u64, seed: u64) -> Study {
    let mut workflow = workflow.clone();
    workflow.scale_tasks(tasks);
    Study::new(Checked::new(workflow).unwrap(), &[], seed, 1)
}

fn across(study: &Study) -> AcrossReport {
    study.across(&Units::new(study, &[])).unwrap()
}

/// What left by each output of a stage, by group: all visits and first ones.
type Left = BTreeMap<Option<String>, (Vec<u64>, Vec<u64>)>;

fn left(workflow: &Workflow, study: &Study, stage: usize) -> Left {
    let outputs = workflow.stages[stage].outputs().len();
    let mut left = Left::new();
    for task in visits(study).0 {
        for (i, visit) in task.iter().enumerate() {
            let Some(output) = visit.output.filter(|_| visit.stage == stage) else { continue };
            let person = latest(workflow, task[..=i].iter());
            let name = person.map(|person| study.plan().person(person).unwrap().to_owned());
            let (all, first) = left.entry(name).or_insert((vec![0; outputs], vec![0; outputs]));
            all[output] += 1;
            first[output] += u64::from(visit.visit == 0);
        }
    }
    left
}

/// That a funnel's counts are those of the visits.
fn check_funnel(funnel: &Funnel, left: &Left, outputs: &[String]) {
    let own = outputs.iter().position(|name| *name == funnel.output).unwrap();
    let counts = |from: usize| -> BTreeMap<Option<String>, (u64, u64)> {
        let of = |(name, (all, first)): (&Option<String>, &(Vec<u64>, Vec<u64>))| {
            let list = if funnel.first_visits_only { first } else { all };
            (name.clone(), (list[from..].iter().sum(), list[own]))
        };
        left.iter().map(of).filter(|(_, (n, _)): &(_, (u64, u64))| *n > 0).collect()
    };
    let found: BTreeMap<_, _> = funnel.groups.iter().map(|g| (g.name.clone(), (g.n, g.k))).collect();
    // Rules that sample are about the visits that reach them.
    assert!(found == counts(0) || found == counts(own), "{funnel:?}");
    for group in &funnel.groups {
        assert_eq!(group.share, group.k as f64 / group.n as f64);
        assert!(group.range998[0] <= group.range95[0] && group.range95[1] <= group.range998[1]);
    }
    let largest = funnel.groups.iter().map(|group| group.n).max();
    assert_eq!(funnel.limits.last().map(|limit| limit.n), largest);
    assert!(funnel.limits.windows(2).all(|two| two[0].n < two[1].n));
    for limit in &funnel.limits {
        for group in funnel.groups.iter().filter(|group| group.n == limit.n) {
            assert_eq!((group.range95, group.range998), (limit.range95, limit.range998));
        }
    }
}

/// That groups are compared where some count of theirs would be suspicious, and no others.
fn check_compared(funnel: &Funnel) {
    for group in funnel.groups.iter().filter(|_| funnel.from == Centre::Intended) {
        let law = Binomial::with_share(group.n, funnel.centre).unwrap();
        let ends = [0, group.n].map(|k| law.two_sided_p(k));
        let none = funnel.centre == 0.0 || funnel.centre == 1.0;
        let can = !none && ends[0].min(ends[1]) < 0.001;
        assert_eq!(group.adjusted_p_value.is_some(), can, "{group:?} of {}", funnel.centre);
    }
}

/// That the adjusted p-values are Holm's, and that the list is of those under 5 %.
fn check_adjusted(view: &AcrossView) {
    let mut of_stage: BTreeMap<&str, Vec<&Funnel>> = BTreeMap::new();
    for funnel in &view.funnels {
        of_stage.entry(&funnel.stage).or_default().push(funnel);
    }
    // Two outputs say the same: one of them is compared.
    for funnels in of_stage.values().filter(|funnels| funnels.len() == 2) {
        for (a, b) in funnels[0].groups.iter().zip(&funnels[1].groups) {
            assert_eq!(
                (&a.name, a.n, a.n - a.k, a.adjusted_p_value),
                (&b.name, b.n, b.k, b.adjusted_p_value)
            );
            assert!((a.p_value - b.p_value).abs() < 1e-9, "{a:?} {b:?}");
        }
    }
    let told: Vec<_> = of_stage
        .values()
        .flat_map(|funnels| funnels.iter().take(if funnels.len() == 2 { 1 } else { usize::MAX }))
        .flat_map(|funnel| &funnel.groups)
        .filter_map(|group| Some((group.p_value, group.adjusted_p_value?)))
        .collect();
    assert_eq!(told.len() as u64, view.comparisons);
    let holm = holm_adjusted(&told.iter().map(|(p, _)| *p).collect::<Vec<_>>());
    for ((_, adjusted), holm) in told.iter().zip(&holm) {
        assert!((adjusted - holm).abs() < 1e-9, "{told:?}");
    }
    assert_eq!(view.differ.len(), holm.iter().filter(|p| **p < 0.05).count());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(CASES) })]

    #[test]
    fn groups_count_what_the_visits_say(
        workflow in workflows(), tasks in 0u64..120, seed in 0u64..1 << 53, slice in 1u64..50,
    ) {
        let study = study(&workflow, tasks, seed);
        let units = Units::new(&study, &[]);
        let report = study.across(&units).unwrap();
        for view in [&report.annotators, &report.batches, &report.datasets].into_iter().flatten() {
            check_adjusted(view);
            view.funnels.iter().for_each(check_compared);
        }
        let whole = study.report(&mut ()).unwrap();
        for view in report.annotators.iter() {
            for funnel in &view.funnels {
                let position = workflow.position(&funnel.stage).unwrap();
                let names: Vec<String> =
                    workflow.stages[position].outputs().iter().map(|o| o.name.to_string()).collect();
                check_funnel(funnel, &left(&workflow, &study, position), &names);
                // All groups together are what is judged.
                let output = whole.stages[position].outputs.iter().find(|o| o.name == funnel.output).unwrap();
                if let Some(judgement) = &output.judgement {
                    let n: u64 = funnel.groups.iter().map(|group| group.n).sum();
                    let k: u64 = funnel.groups.iter().map(|group| group.k).sum();
                    prop_assert_eq!((n, k), (judgement.judged.n, judgement.judged.k));
                }
            }
        }
        for work in &report.reviewed {
            let position = workflow.position(&work.stage).unwrap();
            prop_assert!(matches!(workflow.stages[position].kind, StageKind::Review(_)));
            let left = left(&workflow, &study, position);
            let (all, _) = left.get(&Some(work.annotator.clone())).cloned().unwrap_or((vec![0, 0], vec![]));
            prop_assert_eq!((work.reviewed, work.rejected), (all[0] + all[1], all[1]));
        }
        let mut pass = study.begin_across(&units);
        while !pass.step(slice) {}
        prop_assert_eq!(pass.across(&study).unwrap(), report);
    }
}

/// Four annotators, of whom the last finds every class only in `recall` % of the tasks.
fn reviewed(recall: f64, review: &Value, tasks: u64) -> Study {
    let people: Vec<Value> = ["Ann", "Bo", "Cy", "Di"]
        .iter()
        .map(|n| person(n, 1, if *n == "Di" { recall } else { 90.0 }, 0.0))
        .collect();
    let mut stage = json!({"id": "r", "kind": "review", "approve": "c", "reject": "a"});
    stage.as_object_mut().unwrap().extend(review.as_object().unwrap().clone());
    let file = json!({"sluice": 1, "name": "w", "people": people,
        "ontology": {"classes": [{"name": "car", "prevalence": 100}]},
        "batches": {"list": [{"name": "x", "share": 30}, {"name": "y", "share": 60}]},
        "stages": [
            {"id": "d", "kind": "dataset", "tasks": tasks, "next": "a"},
            {"id": "a", "kind": "annotate", "next": "s"},
            {"id": "s", "kind": "sampling", "outputs": [
                {"name": "look", "share": 70, "to": "r"}, {"name": "pass", "share": 30, "to": "c"}]},
            stage, {"id": "c", "kind": "complete"}]});
    let workflow = read(&file.to_string()).unwrap().workflow;
    Study::new(Checked::new(workflow).unwrap(), &[], 11, 1)
}

#[test]
fn who_really_differs_is_found_and_chance_is_not() {
    let judged = json!({"catch": 100, "false_alarm": 0});
    let report = across(&reviewed(50.0, &judged, 4_000));
    let view = report.annotators.unwrap();
    let first = &view.differ[0];
    assert_eq!((first.group.as_deref(), &*first.stage, &*first.output), (Some("Di"), "r", "Reject"));
    assert!(view.differ.iter().all(|differs| differs.stage == "r"), "{:?}", view.differ);
    let rejected =
        |name: &str| report.reviewed.iter().find(|work| work.annotator == name).unwrap().share.unwrap();
    assert!((rejected("Di") - 0.5).abs() < 0.05 && (rejected("Ann") - 0.1).abs() < 0.05);
    // The same people at a review that does not look at their work.
    let report = across(&reviewed(50.0, &json!({"reject_share": 20}), 4_000));
    let view = report.annotators.unwrap();
    assert_eq!((view.differ.len(), view.comparisons), (0, 8));
    assert!(view.funnels.iter().all(|funnel| funnel.from == Centre::Intended));
    // Batches have nothing to do with it: x, y and none at two stages.
    let batches = report.batches.unwrap();
    assert_eq!((batches.differ.len(), batches.comparisons), (0, 6));
    assert_eq!(report.datasets, None, "there is only one");
}

#[test]
fn limits_are_exact() {
    let report = across(&reviewed(90.0, &json!({"reject_share": 20}), 400));
    let funnel = &report.annotators.as_ref().unwrap().funnels[0];
    assert_eq!((funnel.centre, funnel.first_visits_only), (0.7, true));
    let limit = |n: u64| funnel.limits.iter().find(|limit| limit.n == n).unwrap();
    // scipy.stats.binom.ppf([0.025, 0.975, 0.001, 0.999], 10, 0.7) → 4, 10, 2, 10.
    assert_eq!((limit(10).range95, limit(10).range998), ([4, 10], [2, 10]));
}

/// Of a share that is not intended, a group is held against all: Fisher's exact test.
#[test]
fn groups_of_a_pooled_share_are_tested_exactly() {
    let report = across(&reviewed(50.0, &json!({"catch": 100, "false_alarm": 0}), 60));
    let view = report.annotators.unwrap();
    let funnel = view.funnels.iter().find(|funnel| funnel.output == "Reject").unwrap();
    assert_eq!(funnel.from, Centre::Pooled);
    let (n, k) = funnel.groups.iter().fold((0, 0), |(n, k), group| (n + group.n, k + group.k));
    assert_eq!(funnel.centre, k as f64 / n as f64);
    let tables: Vec<(u64, u64)> = funnel.groups.iter().map(|group| (group.n, group.k)).collect();
    let p_values: Vec<String> = funnel.groups.iter().map(|group| format!("{:.6}", group.p_value)).collect();
    assert_eq!(tables, [(13, 5), (12, 1), (5, 0), (11, 4)]);
    // scipy.stats.fisher_exact([[k, n - k], [10 - k, 31 - n + k]]).pvalue
    assert_eq!(p_values, ["0.241426", "0.231301", "0.310213", "0.413239"]);
}
