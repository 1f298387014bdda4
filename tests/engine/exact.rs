//! 0 % and 100 % are exact, and a workflow without chance has one outcome.

use serde_json::json;

use crate::lab::Lab;

const MILLION: u64 = 1_000_000;

#[test]
fn nothing_leaks_into_zero_over_a_million_tasks() {
    for (percents, full) in [(&[0.0, 100.0][..], 1), (&[100.0, 0.0], 0), (&[0.0, 100.0, 0.0], 1)] {
        let lab = Lab::split(percents).tasks(MILLION);
        for seed in [0, 1, (1 << 53) - 1] {
            let tally = lab.run(seed);
            let left = lab.left(&tally, "s");
            for (output, count) in left.iter().enumerate() {
                assert_eq!(*count, if output == full { MILLION } else { 0 }, "{percents:?} seed {seed}");
            }
        }
    }
}

#[test]
fn a_zero_among_shares_stays_empty_over_a_million_tasks() {
    let lab = Lab::split(&[30.0, 0.0, 70.0, 0.0]).tasks(MILLION);
    let left = lab.left(&lab.run(5), "s");
    assert_eq!((left[1], left[3]), (0, 0));
    assert!(left[0] > 0 && left[2] > 0);
}

#[test]
fn rules_of_zero_and_of_a_hundred_percent_are_exact_over_a_million_tasks() {
    let lab = |percent: u32| {
        Lab::stages(json!([
            {"id": "data", "kind": "dataset", "tasks": MILLION, "next": "l"},
            {"id": "l", "kind": "logic", "rules": [
                {"name": "R", "kind": "random_sample", "share": percent, "to": "yes"}], "else": "no"},
            {"id": "yes", "kind": "complete"}, {"id": "no", "kind": "complete"}]))
    };
    for (percent, yes) in [(0, 0), (100, MILLION)] {
        let lab = lab(percent);
        assert_eq!(lab.left(&lab.run(3), "l"), [yes, MILLION - yes]);
    }
}

#[test]
fn reviews_that_reject_nothing_or_everything_are_exact_over_a_million_tasks() {
    for (percent, rejected) in [(0, 0), (100, MILLION)] {
        let lab = Lab::stages(json!([
            {"id": "data", "kind": "dataset", "tasks": MILLION, "next": "r"},
            {"id": "r", "kind": "review", "reject_share": percent, "approve": "c", "reject": "d"},
            {"id": "c", "kind": "complete"}, {"id": "d", "kind": "discard"}]));
        assert_eq!(lab.left(&lab.run(3), "r"), [MILLION - rejected, rejected]);
    }
}

#[test]
fn the_smallest_share_there_is_gets_its_tasks() {
    // One in a million of ten million tasks: 10 are expected, and none at all has e^−10. A draw
    // with too few digits gives none, or a thousand.
    let lab = Lab::stages(json!([
        {"id": "data", "kind": "dataset", "tasks": 10 * MILLION, "next": "s"},
        {"id": "s", "kind": "sampling", "outputs": [
            {"name": "1", "share": 0.0001, "to": "l"}, {"name": "2", "share": 99.9999, "to": "l"}]},
        {"id": "l", "kind": "logic", "rules": [
            {"name": "1", "kind": "random_sample", "share": 0.0001, "to": "r"}], "else": "r"},
        {"id": "r", "kind": "review", "reject_share": 0.0001, "approve": "c", "reject": "c"},
        {"id": "c", "kind": "complete"}]));
    let tally = lab.run(1);
    for few in [lab.left(&tally, "s")[0], lab.left(&tally, "l")[0], lab.left(&tally, "r")[1]] {
        assert!((1..=40).contains(&few), "{few}");
    }
}
