//! How often chance alone may make this suite fail, and the one way to check a law.
//!
//! A check looks at one seed first. Only where its p-value is under [`FIRST`] does it look again,
//! at a fresh seed and at ten times the tasks, and it fails if that p-value is under [`SECOND`].
//! Two seeds are independent, so that one check fails by chance with `FIRST · SECOND` =
//! [`BUDGET`]` / `[`CHECKS`] at most, and all of them together with 10⁻⁶ (Bonferroni). Seeds are
//! fixed: the suite gives the same answer every time, and the rate says how likely it was that
//! a right engine would have been given the wrong one.

use std::sync::atomic::{AtomicU64, Ordering};

use sluice::stats::{Binomial, pearson};

/// The most checks that the suite may make. Raise it with care: it weakens every check.
const CHECKS: u64 = 200;

/// How likely the whole suite may be to fail a right engine.
const BUDGET: f64 = 1e-6;

/// The p-value under which a check looks again.
const FIRST: f64 = 1e-2;

/// The p-value of the second look under which it fails.
const SECOND: f64 = BUDGET / CHECKS as f64 / FIRST;

/// Cells with a smaller expected count are put together before a chi-square test: with few
/// counts its tail is far too heavy.
const LEAST_EXPECTED: f64 = 50.0;

static MADE: AtomicU64 = AtomicU64::new(0);

/// Where a check takes its tasks from.
#[derive(Clone, Copy)]
pub struct Look {
    pub seed: u64,
    /// Times how many tasks (or runs) the check usually takes.
    pub scale: u64,
}

/// Fails where a law does not hold. `p_value` gives the p-value of the law for one look.
pub fn holds(what: &str, p_value: impl Fn(Look) -> f64) {
    let made = MADE.fetch_add(1, Ordering::Relaxed) + 1;
    assert!(made <= CHECKS, "the suite makes more than {CHECKS} checks: its budget is spent");
    if let Some((first, second)) = alarm(p_value) {
        panic!("{what}: p = {first:.2e}, and on a fresh seed with ten times the tasks {second:.2e}");
    }
}

/// Both p-values, where both are too small.
fn alarm(p_value: impl Fn(Look) -> f64) -> Option<(f64, f64)> {
    let first = p_value(Look { seed: 20, scale: 1 });
    assert!((0.0..=1.0 + 1e-9).contains(&first), "{first} is no p-value");
    if first >= FIRST {
        return None;
    }
    let second = p_value(Look { seed: 8_080, scale: 10 });
    (second < SECOND).then_some((first, second))
}

/// The p-value of `k` of `n` against a share. What the share forbids or demands has p-value 0.
pub fn binomial(share: f64, k: u64, n: u64) -> f64 {
    Binomial::with_share(n, share).unwrap().two_sided_p(k)
}

/// The p-value of counts against probabilities; counts where the probability is 0 give 0.
pub fn counts(probabilities: &[f64], counts: &[u64]) -> f64 {
    assert_eq!(probabilities.len(), counts.len());
    assert!((probabilities.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{probabilities:?}");
    if probabilities.iter().zip(counts).any(|(p, count)| *p == 0.0 && *count > 0) {
        return 0.0;
    }
    let n: u64 = counts.iter().sum();
    let mut cells: Vec<(f64, u64)> = probabilities.iter().copied().zip(counts.iter().copied()).collect();
    cells.sort_by(|a, b| a.0.total_cmp(&b.0));
    // The rarest cells become one, until it is common enough.
    while cells.len() > 2 && cells[0].0 * (n as f64) < LEAST_EXPECTED {
        let rare = cells.remove(0);
        cells[0] = (cells[0].0 + rare.0, cells[0].1 + rare.1);
        cells.sort_by(|a, b| a.0.total_cmp(&b.0));
    }
    let (weights, counts): (Vec<f64>, Vec<u64>) = cells.into_iter().unzip();
    if weights.len() == 2 {
        return binomial(weights[0], counts[0], n);
    }
    pearson(&weights, &counts).unwrap().p_value
}

/// One p-value for several: the least, times how many there are.
pub fn least(p_values: &[f64]) -> f64 {
    (p_values.iter().copied().fold(1.0, f64::min) * p_values.len() as f64).min(1.0)
}

#[test]
fn a_law_that_is_a_little_wrong_raises_an_alarm() {
    use crate::lab::Lab;
    let lab = Lab::split(&[20.0, 80.0]);
    let with = |share: f64| {
        alarm(|look| {
            let tally = lab.tasks(100_000 * look.scale).run(look.seed);
            binomial(share, tally.left[1], tally.tasks)
        })
    };
    assert!(with(0.2).is_none());
    assert!(with(0.205).is_some());
    assert!(with(0.195).is_some());
}

#[test]
fn cells_that_are_put_together_still_show_a_leak() {
    assert_eq!(counts(&[0.5, 0.5, 0.0], &[50, 50, 1]), 0.0);
    let law = [0.49, 0.49, 0.01, 0.01];
    assert!(counts(&law, &[4_900, 4_900, 100, 100]) > 0.99);
    assert!(counts(&law, &[4_800, 4_800, 200, 200]) < 1e-9);
    // 0.02 of a thousand are too few for cells of their own, and then for one.
    assert!(counts(&law, &[500, 500, 0, 0]) > 0.5);
}
