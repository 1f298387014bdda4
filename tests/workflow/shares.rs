//! What share of all tasks gets where, as far as the settings say.

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use serde_json::{Value, json};
use sluice::workflow::{Problem, Severity, StageKind, Workflow, check, flow, read};

use crate::generate;

fn workflow(stages: Value) -> Workflow {
    read(&json!({"sluice": 1, "name": "shares", "stages": stages}).to_string()).unwrap().workflow
}

/// 20 % of 20 %; what is rejected goes where it says.
fn chain(reject: &str) -> Workflow {
    workflow(json!([
        {"id": "data", "kind": "dataset", "tasks": 10, "next": "first"},
        {"id": "first", "kind": "sampling", "outputs": [
            {"name": "On", "share": 20, "to": "second"}, {"name": "Out", "share": 80, "to": "done"}]},
        {"id": "second", "kind": "sampling", "name": "Second look", "outputs": [
            {"name": "Audit", "share": 20, "to": "review"}, {"name": "Out", "share": 80, "to": "done"}]},
        {"id": "review", "kind": "review", "reject_share": 50, "approve": "done", "reject": reject},
        {"id": "done", "kind": "complete"}]))
}

fn notes(workflow: &Workflow) -> Vec<String> {
    let note = |problem: Problem| (problem.severity == Severity::Note).then_some(problem.message);
    check(workflow).into_iter().filter_map(note).collect()
}

#[test]
fn a_share_of_a_share_is_said_in_words() {
    assert_eq!(
        notes(&chain("done")),
        [
            "Of all tasks, 4 % take \"Audit\" and 16 % take \"Out\" of Second look: 20 % and 80 % of the 20 % that get there."
        ]
    );
    // x = 0.2 (1 + 0.1 x) visits: 0.2 / 0.98 = 0.20408.
    assert_eq!(
        notes(&chain("first")),
        [
            "For every 100 tasks that start, Second look is visited 20.41 times, returns among them, and sends on by \
          \"Audit\" 4.08 times and \"Out\" 16.33 times: 20 % and 80 %."
        ]
    );
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

#[test]
fn loops_are_solved() {
    let visits = flow(&chain("first")).stages;
    // x = 1 + 0.02 x in the first stage.
    let first = 1.0 / 0.98;
    for (found, right) in visits.iter().zip([1.0, first, 0.2 * first, 0.04 * first, 1.0]) {
        assert!(close(found.unwrap(), right), "{visits:?}");
    }
}

#[test]
fn datasets_count_by_their_tasks() {
    let two = |a: u32, b: u32| {
        workflow(json!([
            {"id": "a", "kind": "dataset", "tasks": a, "next": "x"},
            {"id": "b", "kind": "dataset", "tasks": b, "next": "y"},
            {"id": "x", "kind": "complete"}, {"id": "y", "kind": "archive"}]))
    };
    assert_eq!(flow(&two(30, 10)).stages, [Some(0.75), Some(0.25), Some(0.75), Some(0.25)]);
    assert_eq!(flow(&two(0, 0)).stages, [None; 4]);
}

#[test]
fn what_depends_on_the_tasks_is_not_known() {
    let split = |second: &str| {
        workflow(json!([
            {"id": "data", "kind": "dataset", "tasks": 10, "next": "logic"},
            {"id": "logic", "kind": "logic", "rules": [
                {"name": "r", "kind": "random_sample", "share": 20, "to": "done"},
                {"name": "m", "kind": "metadata", "key": "k", "value": "x", "to": "kept"}], "else": second},
            {"id": "done", "kind": "complete"}, {"id": "kept", "kind": "archive"}]))
    };
    let open = flow(&split("done"));
    assert_eq!((&open.stages[2..], &open.outputs[1][..]), (&[None; 2][..], &[Some(0.2), None, None][..]));
    // Here it does not matter which of the two takes a task; that a fifth goes elsewhere is known.
    let same = flow(&split("kept"));
    assert_eq!(same.stages[2], Some(0.2));
}

#[test]
fn a_sampler_that_remembers_is_not_a_chain_in_a_loop() {
    let mut looped = chain("first");
    let sampler = |workflow: &mut Workflow| {
        if let StageKind::Sampling(sampling) = &mut workflow.stages[1].kind {
            sampling.sampler.on_return = sluice::workflow::OnReturn::Keep;
        }
    };
    sampler(&mut looped);
    assert_eq!(flow(&looped).stages[2], None);
    let mut straight = chain("done");
    sampler(&mut straight);
    assert_eq!(flow(&straight).stages[2], Some(0.2));
}

/// The equations that determine the flow: what comes to a stage is counted there, and leaves by
/// its shares. Returns how many stages' visits were compared.
fn balances(workflow: &Workflow) -> Result<usize, TestCaseError> {
    let flow = flow(workflow);
    let mut come: Vec<Option<f64>> = vec![Some(0.0); workflow.stages.len()];
    come[0] = Some(1.0);
    for (stage, outputs) in workflow.stages.iter().zip(&flow.outputs) {
        for (output, part) in stage.outputs().iter().zip(outputs) {
            if let Some(to) = output.to.and_then(|to| workflow.position(to)) {
                come[to] = come[to].zip(*part).map(|(sum, part)| sum + part);
            }
        }
    }
    let mut compared = 0;
    for (i, stage) in workflow.stages.iter().enumerate() {
        prop_assert!(flow.stages[i].is_none_or(|visits| visits >= 0.0 && visits.is_finite()));
        if let (Some(come), Some(visits)) = (come[i], flow.stages[i]) {
            prop_assert!(close(come, visits), "{}: {come} came, {visits} are counted", stage.id);
            compared += 1;
        }
        let (Some(visits), StageKind::Sampling(sampling)) = (flow.stages[i], &stage.kind) else { continue };
        for (output, part) in sampling.outputs.iter().zip(&flow.outputs[i]) {
            prop_assert!(part.is_none_or(|part| close(part, visits * output.share.fraction())));
        }
    }
    Ok(compared)
}

/// Sampling stages that lead to each other at random, and a way out of each.
fn tangles() -> impl Strategy<Value = Workflow> {
    let stage = (0_u32..=60, 0_u32..=30, any::<[u8; 2]>());
    prop::collection::vec(stage, 2..10).prop_map(|list| {
        let place = |to: u8| format!("s{}", usize::from(to) % list.len());
        let mut stages = vec![json!({"id": "data", "kind": "dataset", "next": "s0"})];
        stages.extend(list.iter().enumerate().map(|(i, (a, b, to))| {
            json!({"id": format!("s{i}"), "kind": "sampling", "outputs": [
                {"name": "a", "share": a, "to": place(to[0])}, {"name": "b", "share": b, "to": place(to[1])},
                {"name": "c", "share": 100 - a - b, "to": "done"}]})
        }));
        stages.push(json!({"id": "done", "kind": "complete"}));
        workflow(Value::Array(stages))
    })
}

proptest! {
    #[test]
    fn what_comes_in_is_what_goes_out(workflow in generate::workflows()) {
        balances(&workflow)?;
    }

    #[test]
    fn what_comes_in_is_what_goes_out_of_any_tangle(workflow in tangles()) {
        prop_assert_eq!(balances(&workflow)?, workflow.stages.len());
        // Who starts comes to an end in time.
        prop_assert!(close(flow(&workflow).stages.last().copied().flatten().unwrap(), 1.0));
    }

    #[test]
    fn every_problem_names_a_stage_and_is_a_sentence(workflow in generate::workflows()) {
        for problem in check(&workflow) {
            prop_assert!(problem.stage.as_deref().is_none_or(|id| workflow.stage(id).is_some()));
            prop_assert!(problem.message.ends_with('.') && problem.mend.ends_with('.'), "{problem:?}");
            prop_assert!(problem.severity != Severity::Error);
        }
    }
}
