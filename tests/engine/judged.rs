//! A right engine is never called wrong: p-values of random workflows.

use proptest::prelude::*;
use serde_json::{Value, json};
use sluice::simulate::{RunReport, Study};
use sluice::stats::{Binomial, Verdict};
use sluice::workflow::{Checked, Workflow, read};

use crate::budget::{holds, least};
use crate::generate::workflows;

/// A p-value as small as this is a fault, not chance. Twenty thousand workflows with some twenty
/// judgements each reach it by chance with 4·10⁻⁸.
const NEVER: f64 = 1e-13;

const CASES: u32 = 20_000;

fn report(workflow: &Workflow, tasks: u64, seed: u64, runs: u64) -> RunReport {
    let mut workflow = workflow.clone();
    workflow.scale_tasks(tasks);
    Study::new(Checked::new(workflow).unwrap(), &[], seed, runs).report(&mut ()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(CASES) })]

    #[test]
    fn no_right_run_is_called_a_fault(
        workflow in workflows(), tasks in 0u64..150, seed in 0u64..1 << 53, runs in prop::sample::select(vec![1u64, 1, 2, 7]),
    ) {
        let report = report(&workflow, tasks, seed, runs);
        for stage in &report.stages {
            for (i, output) in stage.outputs.iter().enumerate() {
                if let Some(judged) = &output.judgement {
                    prop_assert!(judged.p_value > NEVER, "{} output {i}: {judged:?}", stage.id);
                    prop_assert!(judged.verdict != Verdict::Leak, "{} output {i}: {judged:?}", stage.id);
                }
            }
            if let Some(split) = &stage.split {
                prop_assert!(split.p_value > NEVER, "{}: {split:?}\n{:#?}", stage.id, workflow.stage(&stage.id));
                prop_assert!(split.verdict != Verdict::Leak, "{}: {split:?}", stage.id);
            }
        }
    }
}

fn report_of(file: &Value, seed: u64, runs: u64) -> RunReport {
    let read = read(&file.to_string()).unwrap();
    Study::new(Checked::new(read.workflow).unwrap(), &[], seed, runs).report(&mut ()).unwrap()
}

/// A file with one stage `s` behind so many tasks; `{to}` in it is where its outputs lead, with or
/// without a way back.
fn around(stage: &Value, tasks: u64, returns: bool, seed: u64) -> Value {
    let to = if returns { "r" } else { "c" };
    let stage: Value = serde_json::from_str(&stage.to_string().replace("{to}", to)).unwrap();
    // The dataset's id is part of every task's identity: without it a hash would be the same
    // whatever the seed.
    let data = format!("data {seed}");
    let mut stages = vec![json!({"id": data, "kind": "dataset", "tasks": tasks, "next": "s"}), stage];
    if returns {
        stages.push(json!({"id": "r", "kind": "review", "reject_share": 45, "approve": "c", "reject": "s"}));
    }
    stages.push(json!({"id": "c", "kind": "complete"}));
    json!({"sluice": 1, "name": "w", "stages": stages})
}

fn judged_stages() -> Vec<Value> {
    let how = |method: &str, on_return: &str, start: bool| json!({"method": method, "on_return": on_return, "block": 16, "random_start": start});
    let mut hows = Vec::new();
    for method in ["independent", "quota", "block", "every_kth", "sticky", "balanced"] {
        hows.extend(["draw", "keep"].map(|on_return| how(method, on_return, false)));
    }
    hows.push(how("every_kth", "draw", true));
    let mut stages = Vec::new();
    for how in &hows {
        let mut sampling = how.clone();
        sampling["id"] = json!("s");
        sampling["kind"] = json!("sampling");
        sampling["outputs"] = json!([{"name": "1", "share": 17, "to": "{to}"}, {"name": "2", "share": 30, "to": "{to}"},
            {"name": "3", "share": 53, "to": "{to}"}]);
        stages.push(sampling);
        let rule = |share: u32| {
            let mut rule = how.clone();
            rule["name"] = json!(share.to_string());
            rule["kind"] = json!("random_sample");
            rule["share"] = json!(share);
            rule["to"] = json!("{to}");
            rule
        };
        stages.push(json!({"id": "s", "kind": "logic", "rules": [rule(35), rule(20)], "else": "{to}"}));
    }
    stages.push(json!({"id": "s", "kind": "logic", "else": "{to}", "rules": [
        {"name": "1", "kind": "random_sample", "share": 35, "method": "sticky", "to": "{to}"},
        {"name": "2", "kind": "random_sample", "share": 20, "to": "{to}"}]}));
    stages
        .push(json!({"id": "s", "kind": "review", "reject_share": 23, "approve": "{to}", "reject": "{to}"}));
    stages.push(json!({"id": "s", "kind": "webhook", "failure_share": 60, "retries": 1, "success": "{to}", "failure": "{to}"}));
    stages.push(json!({"id": "s", "kind": "sampling", "outputs": (0..5).map(|i| {
        json!({"name": i.to_string(), "share": ([1, 4, 15, 30, 50][i]), "to": "{to}"})
    }).collect::<Vec<_>>()}));
    stages
}

/// All p-values of a stage: of each output, and of the split.
fn p_values(report: &RunReport) -> Vec<f64> {
    let stage = report.stages.iter().find(|stage| stage.id == "s").unwrap();
    let outputs =
        stage.outputs.iter().filter_map(|output| output.judgement.as_ref()).map(|judged| judged.p_value);
    outputs.chain(stage.split.as_ref().map(|split| split.p_value)).collect()
}

#[test]
fn p_values_are_as_small_as_they_say_no_more_often_than_they_say() {
    const SEEDS: u64 = 2_000;
    for returns in [false, true] {
        holds(&format!("p-values, returns: {returns}"), |look| {
            let mut alarms = Vec::new();
            for (i, stage) in judged_stages().iter().enumerate() {
                let runs = if i % 3 == 2 { 3 } else { 1 };
                let all: Vec<Vec<f64>> = (0..SEEDS * look.scale)
                    .map(|seed| {
                        p_values(&report_of(
                            &around(stage, 117, returns, look.seed * 1_000_000 + seed),
                            seed,
                            runs,
                        ))
                    })
                    .collect();
                for place in 0..all[0].len() {
                    for alpha in [0.05, 0.001] {
                        let k = all.iter().filter(|p_values| p_values[place] < alpha).count() as u64;
                        // How likely so many are, were they as frequent as allowed.
                        let law = Binomial::with_share(SEEDS * look.scale, alpha).unwrap();
                        alarms.push(k.checked_sub(1).map_or(1.0, |k| law.sf(k)));
                    }
                    assert!(all.iter().all(|p_values| p_values[place] > NEVER), "{stage}");
                }
            }
            least(&alarms)
        });
    }
}

/// Quotas that tasks return to gather several groups, and an output of four or more may have to
/// wait for its share (`methods::an_output_may_wait_for_four_others`).
#[test]
fn an_output_that_waits_for_others_is_no_fault() {
    let shares = [45, 1, 45, 8, 1];
    let outputs: Vec<Value> =
        (0..5).map(|i| json!({"name": i.to_string(), "share": shares[i], "to": "{to}"})).collect();
    let stage = json!({"id": "s", "kind": "sampling", "method": "quota", "outputs": outputs});
    for seed in 0..3_000 {
        let report = report_of(&around(&stage, 20 + seed % 30, true, seed), seed, 1);
        assert!(p_values(&report).iter().all(|p| *p > NEVER), "seed {seed}: {:#?}", report.stages[1]);
    }
}

/// Half of the tasks wait at `v` until others have been at `s` and come back, so that what its second
/// rule is reached by for the first time is not what visits `s` for the first time.
#[test]
fn what_is_kept_past_a_rule_that_draws_is_not_held_against_first_visits() {
    for method in ["quota", "block", "every_kth", "balanced"] {
        let kept = json!({"name": "kept", "kind": "random_sample", "share": 30, "method": method, "on_return": "keep",
            "block": 10, "to": "r"});
        let file = json!({"sluice": 1, "name": "w", "stages": [
            {"id": "data", "kind": "dataset", "tasks": 300, "next": "t"},
            {"id": "t", "kind": "sampling", "outputs": [{"name": "1", "share": 50, "to": "s"}, {"name": "2", "share": 50, "to": "v"}]},
            {"id": "s", "kind": "logic", "else": "r", "rules": [{"name": "drawn", "kind": "random_sample", "share": 50, "to": "r"}, kept]},
            {"id": "r", "kind": "review", "reject_share": 50, "approve": "c", "reject": "v"},
            {"id": "v", "kind": "sampling", "method": "quota", "outputs": [{"name": "1", "share": 50, "to": "s"}, {"name": "2", "share": 50, "to": "s"}]},
            {"id": "c", "kind": "complete"}]});
        for seed in 0..200 {
            let report = report_of(&file, seed, 1);
            assert!(p_values(&report).iter().all(|p| *p > NEVER), "{method}, seed {seed}: {report:#?}");
        }
    }
}
