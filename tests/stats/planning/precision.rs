//! How many tasks until a split is close enough.

use proptest::prelude::*;
use sluice::stats::Binomial;
use sluice::stats::planning::{MOST_PLANNED, PlanError, coverage_within, tasks_within};

use super::share;
use crate::table::{count, number, rows};

/// What one output of a share needs.
fn needed(share: f64, within: f64, level: f64) -> u64 {
    tasks_within(&[share, 1.0 - share], within, level).unwrap().tasks
}

#[test]
fn answers_match_the_table() {
    for row in rows(include_str!("precision.csv")) {
        let place = row.join(",");
        let intended = [share(row[0]), 1.0 - share(row[0])];
        let plan = tasks_within(&intended, share(row[1]), number(row[2])).unwrap();
        assert_eq!(plan.tasks, count(row[3]), "{place}");
        for output in &plan.outputs {
            assert_eq!(output.tasks, plan.tasks, "{place}");
            assert!((output.coverage - number(row[4])).abs() < 1e-11, "{place}: {}", output.coverage);
        }
    }
}

#[test]
fn the_range_is_what_is_within_the_tolerance() {
    let plan = tasks_within(&[0.2, 0.8], 0.02, 0.95).unwrap();
    let law = Binomial::with_share(plan.tasks, 0.2).unwrap();
    let (low, high) = plan.outputs[0].range;
    let off = |k: u64| (k as f64 / plan.tasks as f64 - 0.2).abs();
    assert!(off(low) <= 0.02 && off(high) <= 0.02 && off(low - 1) > 0.02 && off(high + 1) > 0.02);
    assert!((law.between(low, high) - plan.outputs[0].coverage).abs() < 1e-12);
    assert!(plan.outputs[0].coverage >= 0.95);
}

#[test]
fn the_output_that_needs_most_decides() {
    let plan = tasks_within(&[0.1, 0.3, 0.6], 0.03, 0.95).unwrap();
    assert_eq!(plan.binding, 2);
    assert_eq!(plan.tasks, plan.outputs[2].tasks);
    for output in &plan.outputs {
        assert_eq!(output.tasks, needed(output.intended, 0.03, 0.95));
        assert!(output.coverage >= 0.95 && output.tasks <= plan.tasks);
    }
}

/// From the answer on it holds, just before it does not: looked at one by one around the answer,
/// and far beyond it in large and uneven steps.
#[test]
fn large_answers_are_the_last_to_fail() {
    for (p, within, level) in [
        (0.5, 0.000_05, 0.95),
        (0.2, 0.000_03, 0.95),
        (0.000_1, 0.000_001, 0.95),
        (0.999, 0.000_1, 0.999),
        (0.3, 0.001, 0.8),
    ] {
        let tasks = needed(p, within, level);
        let covered = |n: u64| coverage_within(p, within, n).unwrap();
        assert!(tasks > 100_000 && covered(tasks - 1) < level, "{p} {within}: {tasks}");
        for n in tasks..tasks + 300 {
            assert!(covered(n) >= level, "{p} {within} {n}");
        }
        let mut n = tasks;
        for step in 1..300 {
            n += (tasks / 10_000) + 7 * step;
            assert!(n > MOST_PLANNED || covered(n) >= level, "{p} {within} {n}");
        }
    }
}

#[test]
fn certain_shares_and_wide_tolerances_need_one_task() {
    assert_eq!(tasks_within(&[0.0, 1.0], 0.01, 0.95).unwrap().tasks, 1);
    assert_eq!(needed(0.5, 0.5, 0.999), 1);
    assert_eq!(tasks_within(&[1.0], 0.01, 0.95).unwrap().tasks, 1);
    // Of one task only none can be within 4 points of 4 %: 96 of 100 runs.
    assert_eq!(coverage_within(0.04, 0.04, 1).unwrap(), 0.96);
}

#[test]
fn what_cannot_be_planned_is_refused() {
    assert_eq!(tasks_within(&[0.2, 0.8], 0.0, 0.95), Err(PlanError::NotATolerance));
    assert_eq!(tasks_within(&[0.2, 0.8], 1.5, 0.95), Err(PlanError::NotATolerance));
    assert_eq!(tasks_within(&[0.2, 0.8], 0.000_000_5, 0.95), Err(PlanError::NotATolerance));
    assert_eq!(tasks_within(&[0.2, 0.8], 0.02, 0.5), Err(PlanError::NotALevel));
    assert_eq!(tasks_within(&[0.2, 0.8], 0.02, 1.0), Err(PlanError::NotALevel));
    assert_eq!(tasks_within(&[0.2, 0.8], 0.02, f64::NAN), Err(PlanError::NotALevel));
    assert_eq!(
        tasks_within(&[0.5, 0.5], 0.000_001, 0.95),
        Err(PlanError::TooManyTasks { most: MOST_PLANNED })
    );
    assert_eq!(tasks_within(&[1.0 / 3.0, 2.0 / 3.0], 0.1, 0.95), Err(PlanError::TooFine { index: 0 }));
    let error = tasks_within(&[0.2, 0.7], 0.02, 0.95).unwrap_err();
    assert_eq!(error.to_string(), "the shares add up to 90 %, not 100 %");
}

/// The smallest number from which on it holds, by trying all up to where Hoeffding's inequality
/// lets none fail.
fn by_trying(share: u64, within: u64, level: f64) -> u64 {
    let (p, d) = (share as f64 / 1e6, within as f64 / 1e6);
    let most = libm::ceil(libm::log(2.0 / (1.0 - level)) / (2.0 * d * d)) as u64;
    let law = |n: u64| Binomial::with_share(n, p).unwrap();
    let holds = |n: &u64| {
        let low = (n * share.saturating_sub(within)).div_ceil(1_000_000);
        let high = n * (share + within).min(1_000_000) / 1_000_000;
        let inside: f64 = (low..=high).map(|k| law(*n).pmf(k)).sum();
        1.0 - inside <= (1.0 - level) * (1.0 + 1e-10)
    };
    (1..=most).rev().find(|n| !holds(n)).map_or(1, |n| n + 1)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn small_answers_are_those_of_trying_all(
        share in 0_u64..=1_000_000,
        within in 60_000_u64..=400_000,
        level in prop::sample::select(vec![0.8, 0.9, 0.95, 0.99, 0.999]),
    ) {
        let p = share as f64 / 1e6;
        let plan = tasks_within(&[p, (1_000_000 - share) as f64 / 1e6], within as f64 / 1e6, level).unwrap();
        prop_assert_eq!(plan.tasks, by_trying(share, within, level));
    }
}
