//! Tasks that do not get to an end: where they are and why.

use serde_json::{Value, json};

use crate::lab::Lab;

fn released(release: &str, next: Value) -> Lab {
    Lab::stages(json!([
        {"id": "data", "kind": "dataset", "release": release, "tasks": 10, "next": "next"},
        next, {"id": "c", "kind": "complete"}]))
}

#[test]
fn workers_cannot_take_tasks_into_an_automated_stage() {
    let automated = [
        json!({"id": "next", "kind": "sampling", "outputs": [
            {"name": "1", "share": 50, "to": "c"}, {"name": "2", "share": 50, "to": "c"}]}),
        json!({"id": "next", "kind": "logic", "rules": [], "else": "c"}),
        json!({"id": "next", "kind": "consensus", "copies": 2, "agree": "c", "disagree": "c"}),
        json!({"id": "next", "kind": "model", "next": "c"}),
        json!({"id": "next", "kind": "webhook", "success": "c", "failure": "c"}),
        json!({"id": "next", "kind": "agent", "pathways": [{"name": "1", "to": "c"}], "otherwise": "1"}),
    ];
    for next in automated {
        for (release, waiting) in [("workers", 10), ("manager", 0), ("automatic", 0)] {
            let lab = released(release, next.clone());
            let tally = lab.run(1);
            assert_eq!(tally.waiting[lab.position("data")], waiting, "{release} into {next}");
            assert_eq!(lab.ended(&tally, "c"), 10 - waiting);
        }
    }
}

#[test]
fn workers_take_tasks_into_a_stage_that_does_not_act_by_itself() {
    let manned = [
        json!({"id": "next", "kind": "annotate", "next": "c"}),
        json!({"id": "next", "kind": "hold", "release": "when_all_arrived", "next": "c"}),
        json!({"id": "next", "kind": "review", "reject_share": 0, "approve": "c", "reject": "c"}),
    ];
    for next in manned {
        let lab = released("workers", next);
        assert_eq!(lab.ended(&lab.run(1), "c"), 10);
    }
}

#[test]
fn one_dataset_waits_and_the_other_does_not() {
    let lab = Lab::stages(json!([
        {"id": "one", "kind": "dataset", "release": "workers", "tasks": 3, "next": "s"},
        {"id": "two", "kind": "dataset", "release": "manager", "tasks": 4, "next": "s"},
        {"id": "s", "kind": "logic", "rules": [], "else": "c"},
        {"id": "c", "kind": "complete"}]));
    let tally = lab.run(1);
    assert_eq!((tally.waiting[0], tally.waiting[1], lab.ended(&tally, "c")), (3, 0, 4));
}

#[test]
fn an_agent_that_is_never_run_keeps_its_tasks() {
    for (runs, waiting) in [("never", 10), ("when_all_arrived", 0)] {
        let lab = released(
            "automatic",
            json!({"id": "next", "kind": "agent", "runs": runs,
                "pathways": [{"name": "1", "to": "c"}], "otherwise": "1"}),
        );
        let tally = lab.run(1);
        assert_eq!(tally.waiting[lab.position("next")], waiting);
        assert_eq!(lab.ended(&tally, "c"), 10 - waiting);
    }
}

#[test]
fn a_task_that_an_agent_picks_no_pathway_for_waits() {
    let lab = Lab::stages(json!([
        {"id": "one", "kind": "dataset", "tasks": 3, "next": "agent"},
        {"id": "two", "kind": "dataset", "tasks": 4, "next": "agent"},
        {"id": "agent", "kind": "agent", "pathways": [{"name": "1", "to": "c"}],
         "script": [{"pathway": "1", "kind": "dataset", "datasets": ["one"]}]},
        {"id": "c", "kind": "complete"}]));
    let tally = lab.run(1);
    assert_eq!((tally.waiting[lab.position("agent")], lab.ended(&tally, "c")), (4, 3));
}

#[test]
fn an_open_output_stops_the_tasks_that_take_it() {
    let lab = Lab::stages(json!([
        {"id": "data", "kind": "dataset", "tasks": 1_000, "next": "r"},
        {"id": "r", "kind": "review", "reject_share": 30, "approve": "c"},
        {"id": "c", "kind": "complete"}]));
    let tally = lab.run(1);
    let left = lab.left(&tally, "r");
    assert_eq!(tally.unconnected[lab.plan.outputs(lab.position("r"))], [0, left[1]]);
    assert_eq!(lab.ended(&tally, "c"), left[0]);
    assert!(left[1] > 200);
}

#[test]
fn a_dataset_that_leads_nowhere_stops_its_tasks() {
    let lab = Lab::stages(json!([{"id": "data", "kind": "dataset", "tasks": 7}]));
    assert_eq!(lab.run(1).unconnected, [7]);
}

#[test]
fn a_task_stops_on_the_visit_after_the_last_one_allowed() {
    for limit in [1, 2, 5, 1_000] {
        let lab = Lab::of(json!({"sluice": 1, "name": "w", "visit_limit": limit, "stages": [
            {"id": "data", "kind": "dataset", "tasks": 3, "next": "r"},
            {"id": "r", "kind": "review", "catch": 100, "false_alarm": 99.9999, "approve": "c", "reject": "r"},
            {"id": "c", "kind": "complete"}]}));
        let tally = lab.run(1);
        let review = lab.position("r");
        assert_eq!(tally.over_limit[review], 3);
        // The visit that is one too many arrives and does not leave.
        assert_eq!(tally.arrived[review], 3 * (limit + 1));
        assert_eq!(lab.left(&tally, "r"), [0, 3 * limit]);
        assert_eq!(lab.ended(&tally, "c"), 0);
    }
}

#[test]
fn the_limit_is_a_thousand_unless_the_workflow_says_otherwise() {
    let lab = Lab::stages(json!([
        {"id": "data", "kind": "dataset", "tasks": 1, "next": "r"},
        {"id": "r", "kind": "review", "catch": 100, "false_alarm": 99.9999, "approve": "c", "reject": "r"},
        {"id": "c", "kind": "complete"}]));
    assert_eq!(lab.left(&lab.run(1), "r"), [0, 1_000]);
}

#[test]
fn visits_are_counted_for_each_task_and_stage_apart() {
    // Two tasks of two visits each do not reach a limit of two; nor do two stages.
    let lab = Lab::of(json!({"sluice": 1, "name": "w", "visit_limit": 1, "stages": [
        {"id": "data", "kind": "dataset", "tasks": 5, "next": "a"},
        {"id": "a", "kind": "annotate", "next": "b"}, {"id": "b", "kind": "annotate", "next": "c"},
        {"id": "c", "kind": "complete"}]}));
    assert_eq!(lab.ended(&lab.run(1), "c"), 5);
}
