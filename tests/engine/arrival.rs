//! Stages where tasks gather, and the order in which they come.

use serde_json::{Value, json};
use sluice::engine::Visit;

use crate::budget::{binomial, holds, least};
use crate::lab::Lab;

fn c() -> Value {
    json!({"id": "c", "kind": "complete"})
}

fn sampling(id: &str, method: &str, first: (u32, &str), second: &str) -> Value {
    json!({"id": id, "kind": "sampling", "method": method, "outputs": [
        {"name": "1", "share": first.0, "to": first.1}, {"name": "2", "share": 100 - first.0, "to": second}]})
}

/// The tasks that visited a stage and their outputs, by visit and then in the order of tasks.
fn at<'v>(lab: &Lab, visits: &'v [Visit], id: &str) -> Vec<&'v Visit> {
    let mut here: Vec<&Visit> = visits.iter().filter(|visit| visit.stage == lab.position(id)).collect();
    here.sort_by_key(|visit| (visit.visit, visit.task));
    here
}

#[test]
fn an_agent_that_runs_every_k_leaves_the_last_arrivals_waiting() {
    for k in [1u64, 2, 7, 10, 100] {
        let agent = json!({"id": "a", "kind": "agent", "runs": "every_k", "every": k,
            "pathways": [{"name": "1", "to": "c"}], "otherwise": "1"});
        for n in [0, 1, 6, 7, 8, 20, 99, 100, 250] {
            let lab =
                Lab::stages(json!([{"id": "data", "kind": "dataset", "tasks": n, "next": "a"}, agent, c()]));
            let tally = lab.run(1);
            assert_eq!((tally.waiting[1], lab.ended(&tally, "c")), (n % k, n - n % k), "{n} by {k}");
            for visit in at(&lab, &lab.visits(1), "a") {
                assert_eq!(visit.output.is_none(), visit.task >= n - n % k, "{visit:?}");
            }
        }
        // Those sent back join the end: the last of all arrivals are those with the most visits.
        let lab = Lab::stages(json!([{"id": "data", "kind": "dataset", "tasks": 95, "next": "a"},
            {"id": "a", "kind": "agent", "runs": "every_k", "every": k, "pathways": [{"name": "1", "to": "r"}], "otherwise": "1"},
            {"id": "r", "kind": "review", "reject_share": 40, "approve": "c", "reject": "a"}, c()]));
        let visits = lab.visits(2);
        let here = at(&lab, &visits, "a");
        let waiting = usize::try_from(lab.run(2).waiting[1]).unwrap();
        assert_eq!(waiting, here.len() % usize::try_from(k).unwrap(), "{k}");
        assert_eq!(here.iter().filter(|visit| visit.output.is_none()).count(), waiting);
        // What is left over once is at the front when more come.
        let last_visits = here.iter().rev().take(waiting);
        assert!(k > 7 || last_visits.clone().all(|visit| visit.output.is_none()), "{k}");
    }
}

#[test]
fn a_task_for_which_an_agent_has_no_pathway_is_no_left_over() {
    let lab = Lab::stages(json!([
        {"id": "one", "kind": "dataset", "tasks": 13, "next": "a"}, {"id": "two", "kind": "dataset", "tasks": 14, "next": "a"},
        {"id": "a", "kind": "agent", "runs": "every_k", "every": 5, "pathways": [{"name": "1", "to": "c"}],
         "script": [{"pathway": "1", "kind": "dataset", "datasets": ["one"]}]}, c()]));
    let tally = lab.run(1);
    assert_eq!((lab.ended(&tally, "c"), tally.waiting[2]), (13, 14));
}

#[test]
fn those_who_wait_for_all_come_to_a_quota_together() {
    let gates = [
        json!({"id": "g", "kind": "hold", "release": "when_all_arrived", "next": "q"}),
        json!({"id": "g", "kind": "agent", "pathways": [{"name": "1", "to": "q"}], "otherwise": "1"}),
        json!({"id": "g", "kind": "agent", "runs": "every_k", "every": 1, "pathways": [{"name": "1", "to": "q"}], "otherwise": "1"}),
    ];
    for gate in gates {
        // Half of the tasks take the detour, and some of them several times.
        let lab = Lab::stages(json!([
            {"id": "data", "kind": "dataset", "tasks": 303, "next": "s"},
            sampling("s", "independent", (50, "g"), "q"), gate,
            sampling("q", "quota", (20, "c"), "d"), c(), {"id": "d", "kind": "archive"}]));
        let tally = lab.run(3);
        assert_eq!(lab.left(&tally, "q"), [61, 242], "{gate}");
        let back = Lab::stages(json!([
            {"id": "data", "kind": "dataset", "tasks": 303, "next": "g"}, gate,
            sampling("q", "quota", (20, "r"), "d"), {"id": "r", "kind": "review", "reject_share": 50, "approve": "c", "reject": "g"},
            c(), {"id": "d", "kind": "archive"}]));
        let tally = back.run(3);
        let n = back.arrived(&tally, "q");
        assert!(n > 310);
        assert_eq!(back.left(&tally, "q")[0], (2 * n + 5) / 10, "{gate}");
    }
}

#[test]
fn what_nobody_releases_waits_and_comes_to_nothing_behind() {
    let lab = Lab::stages(json!([
        {"id": "data", "kind": "dataset", "tasks": 40, "next": "s"}, sampling("s", "quota", (50, "h"), "c"),
        {"id": "h", "kind": "hold", "next": "q"}, sampling("q", "quota", (50, "c"), "c"), c()]));
    let tally = lab.run(1);
    assert_eq!(
        (tally.waiting[lab.position("h")], lab.arrived(&tally, "q"), lab.ended(&tally, "c")),
        (20, 0, 20)
    );
    // Where no method minds the order, those who wait for all are let go all the same.
    let lab = Lab::stages(json!([
        {"id": "data", "kind": "dataset", "tasks": 40, "next": "h"},
        {"id": "h", "kind": "hold", "release": "when_all_arrived", "next": "c"}, c()]));
    assert_eq!(lab.ended(&lab.run(1), "c"), 40);
}

#[test]
fn a_loop_ends_where_nobody_releases_its_tasks() {
    let lab = Lab::stages(json!([
        {"id": "data", "kind": "dataset", "tasks": 5, "next": "w"}, {"id": "w", "kind": "annotate", "next": "h"},
        {"id": "h", "kind": "hold", "next": "w"}]));
    assert_eq!(lab.run(1).waiting, [0, 0, 5]);
}

#[test]
fn a_webhook_fails_where_all_its_calls_fail() {
    let webhook = |failure: u32, retries: u32| {
        Lab::stages(json!([
            {"id": "data", "kind": "dataset", "tasks": 1, "next": "w"},
            {"id": "w", "kind": "webhook", "failure_share": failure, "retries": retries, "success": "c", "failure": "d"},
            c(), {"id": "d", "kind": "discard"}]))
    };
    for retries in 0..=5 {
        for (failure, failed) in [(0, 0), (100, 10_000)] {
            let lab = webhook(failure, retries).tasks(10_000);
            assert_eq!(lab.left(&lab.run(1), "w"), [10_000 - failed, failed]);
        }
    }
    holds("webhooks", |look| {
        let mut p_values = Vec::new();
        for failure in [20, 50, 90] {
            for retries in 0..=5 {
                let lab = webhook(failure, retries).tasks(50_000 * look.scale);
                let fails = libm::pow(f64::from(failure) / 100.0, f64::from(retries + 1));
                p_values.push(binomial(fails, lab.left(&lab.run(look.seed), "w")[1], lab.supply.len()));
            }
        }
        least(&p_values)
    });
}

#[test]
fn a_retry_more_saves_tasks_and_loses_none() {
    let failed = |retries: u32| {
        let lab = Lab::stages(json!([
            {"id": "data", "kind": "dataset", "tasks": 2_000, "next": "w"},
            {"id": "w", "kind": "webhook", "failure_share": 60, "retries": retries, "success": "c", "failure": "c"}, c()]));
        lab.first_outputs(&lab.visits(4), "w")
    };
    for retries in 0..5 {
        let (before, after) = (failed(retries), failed(retries + 1));
        assert!(before.iter().zip(&after).all(|(before, after)| *before == Some(1) || *after == Some(0)));
        assert_ne!(before, after);
    }
}

#[test]
fn tasks_come_in_the_order_of_the_list_one_dataset_after_another() {
    let lab = Lab::stages(json!([
        {"id": "two", "kind": "dataset", "tasks": 3, "next": "s"}, {"id": "one", "kind": "dataset", "tasks": 4, "next": "w"},
        {"id": "w", "kind": "annotate", "next": "s"}, sampling("s", "every_kth", (50, "c"), "c"), c()]));
    let outputs = lab.first_outputs(&lab.visits(1), "s");
    assert_eq!(outputs, [0, 1, 0, 1, 0, 1, 0].map(Some));
}

#[test]
fn each_task_goes_as_far_as_it_can_before_the_next_starts() {
    // The second sampler sees tasks in the order of the list, whichever way they came.
    let lab = Lab::stages(json!([
        {"id": "data", "kind": "dataset", "tasks": 60, "next": "i"}, sampling("i", "independent", (50, "w"), "s"),
        {"id": "w", "kind": "annotate", "next": "s"}, sampling("s", "every_kth", (50, "c"), "c"), c()]));
    let outputs = lab.first_outputs(&lab.visits(1), "s");
    assert!((0..60).all(|i| outputs[i] == Some(i % 2)));
    // Behind a stage where they gather they come after those who did not have to.
    for gate in [
        sampling("q", "quota", (50, "s"), "s"),
        json!({"id": "q", "kind": "hold", "release": "when_all_arrived", "next": "s"}),
        json!({"id": "q", "kind": "agent", "pathways": [{"name": "1", "to": "s"}], "otherwise": "1"}),
    ] {
        let lab = Lab::stages(json!([
            {"id": "data", "kind": "dataset", "tasks": 60, "next": "i"}, sampling("i", "independent", (50, "q"), "s"),
            gate, sampling("s", "every_kth", (50, "c"), "c"), c()]));
        let visits = lab.visits(1);
        let way = lab.first_outputs(&visits, "i");
        let outputs = lab.first_outputs(&visits, "s");
        let order = (0..60).filter(|i| way[*i] == Some(1)).chain((0..60).filter(|i| way[*i] == Some(0)));
        for (place, task) in order.enumerate() {
            assert_eq!(outputs[task], Some(place % 2), "{gate}: task {task}");
        }
    }
}

#[test]
fn the_queue_furthest_upstream_is_worked_off_first() {
    // Both queues lead to `s`; `a` leads to `b` as well, so that it goes first.
    for (first, second) in [("a", "b"), ("b", "a")] {
        let lab = Lab::stages(json!([
            {"id": "data", "kind": "dataset", "tasks": 82, "next": "i"}, sampling("i", "every_kth", (50, "a"), "b"),
            sampling(first, "quota", (50, "s"), second), sampling(second, "quota", (50, "s"), "s"),
            sampling("s", "every_kth", (50, "c"), "c"), c()]));
        let visits = lab.visits(1);
        let [up, down] = [first, second].map(|id| lab.first_outputs(&visits, id));
        let tasks = 0..82;
        // Upstream's first output goes straight to `s`; its second joins those who wait at the other.
        let early = tasks.clone().filter(|i| up[*i] == Some(0));
        let direct = tasks.clone().filter(|i| up[*i].is_none());
        let joined = tasks.filter(|i| up[*i] == Some(1));
        let order: Vec<usize> = early.chain(direct).chain(joined).collect();
        let outputs = lab.first_outputs(&visits, "s");
        for (place, task) in order.iter().enumerate() {
            assert_eq!(outputs[*task], Some(place % 2), "{first}: task {task}");
        }
        assert_eq!(down.iter().flatten().count(), 61);
    }
}

#[test]
fn two_stages_that_mind_the_order_share_a_loop() {
    for methods in [["quota", "quota"], ["quota", "block"], ["every_kth", "quota"], ["balanced", "every_kth"]]
    {
        for seed in 0..40 {
            let lab = Lab::stages(json!([
                {"id": "data", "kind": "dataset", "tasks": 97, "next": "p"},
                sampling("p", methods[0], (30, "q"), "r"), sampling("q", methods[1], (60, "p"), "r"),
                {"id": "r", "kind": "review", "reject_share": 40, "approve": "c", "reject": "p"}, c()]));
            let tally = lab.run(seed);
            assert_eq!(lab.ended(&tally, "c"), 97);
            for (id, method, percent) in [("p", methods[0], 30), ("q", methods[1], 60)] {
                let left = lab.left(&tally, id);
                let n = left[0] + left[1];
                assert_eq!(n, lab.arrived(&tally, id));
                let exact = match method {
                    "quota" => (n * percent + 50) / 100,
                    "every_kth" => (n - 1) * percent / 100 + 1,
                    _ => left[0],
                };
                assert_eq!(left[0], exact, "{methods:?} {id} of {n}");
                assert!((left[0] * 100).abs_diff(n * percent) < if method == "block" { 600 } else { 101 });
            }
        }
    }
}
