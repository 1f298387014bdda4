//! Outputs that get nothing.

use proptest::prelude::*;
use sluice::stats::planning::{MOST_EXACT, MOST_PLANNED, PlanError, empty_chances, empty_outputs};

use super::share;
use crate::table::{count, number, rows};

fn shares(cell: &str) -> Vec<f64> {
    cell.split(' ').map(share).collect()
}

#[test]
fn chances_match_the_table() {
    for row in rows(include_str!("empty.csv")) {
        let plan = empty_outputs(&shares(row[0]), count(row[1]), 0.05).unwrap();
        assert!(plan.exact);
        let (any, reference) = (plan.any, number(row[2]));
        assert!((any - reference).abs() <= 1e-12 * reference, "{}: {any}", row.join(","));
    }
}

#[test]
fn the_number_from_which_outputs_are_filled_matches_the_table() {
    for row in rows(include_str!("filled.csv")) {
        let p = share(row[0]);
        let plan = empty_outputs(&[p, 1.0 - p], 1, number(row[1])).unwrap();
        assert_eq!(plan.filled_from, count(row[2]), "{}", row.join(","));
    }
}

#[test]
fn one_output_alone_stays_empty_with_a_power() {
    let plan = empty_outputs(&[0.01, 0.99], 100, 0.05).unwrap();
    // 0.99^100 and the smallest n with 0.99^n ≤ 0.05, as any calculator has them.
    assert!((plan.outputs[0].empty - 0.366_032_341_273_229_5).abs() < 1e-13);
    assert_eq!(plan.outputs[0].filled_from, Some(299));
    assert!((plan.outputs[1].empty / 1e-200 - 1.0).abs() < 1e-9);
}

#[test]
fn an_output_of_nothing_is_meant_to_be_empty() {
    let plan = empty_outputs(&[0.0, 0.5, 0.5], 10, 0.05).unwrap();
    assert_eq!((plan.outputs[0].empty, plan.outputs[0].filled_from), (1.0, None));
    assert!((plan.any - 2.0 * libm::pow(0.5, 10.0)).abs() < 1e-15);
    let all = empty_outputs(&[1.0, 0.0], 10, 0.05).unwrap();
    assert_eq!((all.any, all.filled_from), (0.0, 1));
    assert_eq!(empty_outputs(&[0.5, 0.5], 0, 0.05).unwrap().any, 1.0);
}

#[test]
fn many_outputs_have_a_bound() {
    let many = vec![0.05; 20];
    assert!(many.len() > MOST_EXACT);
    let plan = empty_outputs(&many, 100, 0.05).unwrap();
    assert!(!plan.exact);
    assert!((plan.any - 20.0 * libm::pow(0.95, 100.0)).abs() < 1e-12);
    assert!(plan.outputs.iter().all(|output| output.filled_from.unwrap() <= plan.filled_from));
    assert_eq!(empty_outputs(&[0.5, 0.5], 10, 0.0), Err(PlanError::NotARisk));
    assert_eq!(empty_outputs(&[0.5, 0.5], 10, 0.6), Err(PlanError::NotARisk));
}

#[test]
fn chances_of_many_numbers_are_those_of_each() {
    for shares in [vec![0.2, 0.8], vec![0.0, 0.05, 0.15, 0.8], vec![0.05; 20]] {
        let numbers = [0, 1, 3, 10, 100, MOST_PLANNED];
        let all = empty_chances(&shares, &numbers).unwrap();
        for (chances, tasks) in all.iter().zip(numbers) {
            let plan = empty_outputs(&shares, tasks, 0.05).unwrap();
            let outputs: Vec<f64> = plan.outputs.iter().map(|output| output.empty).collect();
            assert_eq!((chances.tasks, chances.any, &chances.outputs), (tasks, plan.any, &outputs));
        }
    }
    let most = MOST_PLANNED;
    assert_eq!(empty_chances(&[0.5, 0.5], &[1, most + 1]), Err(PlanError::TooManyTasks { most }));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn any_lies_between_the_single_chances_and_their_sum(
        parts in prop::collection::vec(1_u64..1_000, 2..9), n in 0_u64..200,
    ) {
        let total: u64 = parts.iter().sum();
        let mut millionths: Vec<u64> = parts.iter().map(|part| part * 1_000_000 / total).collect();
        millionths[0] += 1_000_000 - millionths.iter().sum::<u64>();
        let shares: Vec<f64> = millionths.iter().map(|share| *share as f64 / 1e6).collect();
        let plan = empty_outputs(&shares, n, 0.05).unwrap();
        let single = plan.outputs.iter().map(|output| output.empty);
        prop_assert!(plan.any >= single.clone().fold(0.0, f64::max) - 1e-12);
        prop_assert!(plan.any <= single.sum::<f64>() + 1e-12);
        let at = |n| empty_outputs(&shares, n, 0.05).unwrap().any;
        prop_assert!(at(plan.filled_from) <= 0.05 * (1.0 + 1e-10));
        prop_assert!(at(plan.filled_from - 1) > 0.05 * (1.0 - 1e-10));
    }
}
