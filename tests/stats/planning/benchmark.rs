//! Benchmarks that tell annotators apart.

use proptest::prelude::*;
use sluice::stats::Binomial;
use sluice::stats::planning::{MOST_BENCHMARK, PlanError, benchmark_at, benchmark_tasks};

use crate::table::{count, number, rows};

#[test]
fn plans_match_the_table() {
    for row in rows(include_str!("benchmark.csv")) {
        let [good, bad, alpha, beta] = [0, 1, 2, 3].map(|i| number(row[i]));
        let plan = benchmark_tasks(good, bad, alpha, beta).unwrap();
        let place = row.join(",");
        assert_eq!(
            (plan.tasks, plan.pass_from, plan.enough),
            (count(row[4]), count(row[5]), true),
            "{place}"
        );
        assert!((plan.good_fails - number(row[6])).abs() < 1e-12, "{place}: {}", plan.good_fails);
        assert!((plan.bad_passes - number(row[7])).abs() < 1e-12, "{place}: {}", plan.bad_passes);
    }
}

#[test]
fn a_number_that_will_do_can_be_followed_by_one_that_will_not() {
    let at = |tasks| benchmark_at(0.95, 0.85, 0.05, 0.05, tasks).unwrap();
    assert!(at(93).enough && !at(92).enough && !at(96).enough);
    let plan = at(60);
    assert_eq!((plan.tasks, plan.enough), (60, false));
    assert!(plan.good_fails <= 0.05 && plan.bad_passes > 0.05);
    // One right more to pass would fail the good one too often.
    let law = Binomial::with_share(60, 0.95).unwrap();
    assert!(law.cdf(plan.pass_from) > 0.05);
}

#[test]
fn annotators_who_are_nearly_alike_take_many_tasks() {
    let plan = benchmark_tasks(0.95, 0.947, 0.05, 0.05).unwrap();
    assert!((50_000..70_000).contains(&plan.tasks) && plan.enough, "{}", plan.tasks);
    assert!(!benchmark_at(0.95, 0.947, 0.05, 0.05, plan.tasks - 1).unwrap().enough);
    let most = PlanError::TooManyTasks { most: MOST_BENCHMARK };
    assert_eq!(benchmark_tasks(0.95, 0.9499, 0.05, 0.05), Err(most));
}

#[test]
fn what_is_no_question_is_refused() {
    assert_eq!(benchmark_tasks(0.85, 0.95, 0.05, 0.05), Err(PlanError::NotBetter));
    assert_eq!(benchmark_tasks(0.85, 0.85, 0.05, 0.05), Err(PlanError::NotBetter));
    assert_eq!(benchmark_tasks(1.2, 0.85, 0.05, 0.05), Err(PlanError::NotAnAccuracy));
    assert_eq!(benchmark_tasks(0.95, 0.85, 0.0, 0.05), Err(PlanError::NotARisk));
    assert_eq!(benchmark_tasks(0.95, 0.85, 0.05, f64::NAN), Err(PlanError::NotARisk));
}

/// The smallest size with any mark that will do, by trying all of both.
fn by_trying(good: f64, bad: f64, alpha: f64, beta: f64) -> u64 {
    let law = |n, p| Binomial::with_share(n, p).unwrap();
    let will_do = |n: &u64| {
        (0..=*n).any(|mark| {
            let fails = if mark == 0 { 0.0 } else { law(*n, good).cdf(mark - 1) };
            fails <= alpha * (1.0 + 1e-11) && law(*n, bad).at_least(mark) <= beta * (1.0 + 1e-11)
        })
    };
    (1..).find(will_do).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn small_plans_are_those_of_trying_all(
        bad in 0_u32..=85, apart in 15_u32..60, alpha in 1_u32..30, beta in 1_u32..30,
    ) {
        let [good, bad, alpha, beta] =
            [(bad + apart).min(100), bad, alpha, beta].map(|percent| f64::from(percent) / 100.0);
        let plan = benchmark_tasks(good, bad, alpha, beta).unwrap();
        prop_assert_eq!(plan.tasks, by_trying(good, bad, alpha, beta));
        prop_assert!(plan.good_fails <= alpha * (1.0 + 1e-10) && plan.bad_passes <= beta * (1.0 + 1e-10));
    }
}
