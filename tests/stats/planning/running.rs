//! Bounds for somebody who looks after every task.

use sluice::stats::Binomial;
use sluice::stats::planning::{PlanError, RunningBounds, running_bounds};

use super::share;
use crate::table::{Worst, count, number, rows};

#[test]
fn bounds_match_the_table() {
    let mut worst: f64 = 0.0;
    for row in rows(include_str!("running.csv")) {
        let bounds = RunningBounds::new(share(row[0]), 0.95, count(row[1])).unwrap();
        let n = count(row[2]);
        let (low, high) = bounds.range(n);
        assert_eq!((low, high), (count(row[3]), count(row[4])), "{}", row.join(","));
        // The table's beta functions lose digits at 50,000 tasks, not ours.
        worst = worst.max((bounds.ln_evidence(n, low) - number(row[5])).abs());
        worst = worst.max((bounds.ln_evidence(n, high) - number(row[6])).abs());
        assert!(bounds.allows(n, low) && bounds.allows(n, high) && !bounds.allows(n, high + 1));
        assert!(low == 0 || !bounds.allows(n, low - 1));
    }
    assert!(worst < 1e-9, "{worst:e}");
}

/// The mean of the evidence over all counts is 1, whatever the number of tasks: it is a martingale.
#[test]
fn the_evidence_has_mean_one() {
    let mut worst = Worst::default();
    for p in [0.001, 0.2, 0.5, 0.97] {
        for tightest in [1, 50, 1_000] {
            let bounds = RunningBounds::new(p, 0.95, tightest).unwrap();
            for n in [0, 1, 2, 17, 400] {
                let law = Binomial::with_share(n, p).unwrap();
                let mean: f64 = (0..=n).map(|k| libm::exp(law.ln_pmf(k) + bounds.ln_evidence(n, k))).sum();
                worst.note(mean, 1.0, || format!("{p} {tightest} {n}"));
            }
        }
    }
    worst.at_most(1e-11, "mean evidence");
}

/// The chance that a run leaves the bounds at any of its first `most` tasks, by following the law of
/// the count from task to task and taking out the runs that have left.
fn leaves(p: f64, most: u64, bounds: impl Fn(u64) -> (u64, u64)) -> f64 {
    let mut inside = vec![1.0];
    let mut left = 0.0;
    for n in 1..=most {
        let mut next = vec![0.0; inside.len() + 1];
        for (k, chance) in inside.iter().enumerate() {
            next[k] += chance * (1.0 - p);
            next[k + 1] += chance * p;
        }
        let (low, high) = bounds(n);
        for (k, chance) in next.iter_mut().enumerate() {
            if !(low..=high).contains(&(k as u64)) {
                left += *chance;
                *chance = 0.0;
            }
        }
        inside = next;
    }
    left
}

#[test]
fn a_run_that_is_watched_rarely_leaves_them() {
    for level in [0.95, 0.8, 0.999] {
        for p in [0.01, 0.2, 0.5, 0.9] {
            for tightest in [20, 500, 5_000] {
                let bounds = RunningBounds::new(p, level, tightest).unwrap();
                let chance = leaves(p, 2_000, |n| bounds.range(n));
                assert!(chance <= 1.0 - level, "{level} {p} {tightest}: {chance}");
            }
        }
    }
    // They are not so wide that the promise is empty.
    let bounds = RunningBounds::new(0.2, 0.95, 500).unwrap();
    assert!(leaves(0.2, 2_000, |n| bounds.range(n)) > 0.015);
}

#[test]
fn ranges_for_one_look_do_not_hold_for_many() {
    let once = |n| Binomial::with_share(n, 0.2).unwrap().central_range(0.95);
    // The same sum in Python, with the quantiles of scipy.stats.binom.
    assert!((leaves(0.2, 2_000, once) - 0.430_519_305_796_3).abs() < 1e-10);
    let bounds = RunningBounds::new(0.2, 0.95, 1_000).unwrap();
    for n in [10, 100, 1_000, 10_000, 1_000_000] {
        let ((low, high), (watched_low, watched_high)) = (once(n), bounds.range(n));
        assert!(watched_low <= low && high <= watched_high, "{n}");
    }
    let width = |(low, high): (u64, u64)| (high - low) as f64;
    let wider = width(bounds.range(1_000)) / width(once(1_000));
    assert!((1.2..1.6).contains(&wider), "{wider}");
}

#[test]
fn large_runs_and_certain_shares() {
    let bounds = RunningBounds::new(0.2, 0.95, 1_000_000_000).unwrap();
    let (low, high) = bounds.range(1_000_000_000);
    let sd = libm::sqrt(1e9 * 0.2 * 0.8);
    for end in [200_000_000 - low, high - 200_000_000] {
        assert!((2.4..3.2).contains(&(end as f64 / sd)), "{low} {high}");
    }
    let never = RunningBounds::new(0.0, 0.95, 100).unwrap();
    assert_eq!((never.range(50), never.range(0)), ((0, 0), (0, 0)));
    assert_eq!(RunningBounds::new(1.0, 0.95, 100).unwrap().range(50), (50, 50));
    assert_eq!(RunningBounds::new(0.2, 0.3, 100), Err(PlanError::NotALevel));
    assert_eq!(RunningBounds::new(1.2, 0.95, 100), Err(PlanError::NotAnAccuracy));
}

#[test]
fn a_split_has_bounds_for_each_output() {
    let plan = running_bounds(&[0.2, 0.3, 0.5], 0.95, 1_000, &[10, 1_000]).unwrap();
    assert_eq!(plan.rows.iter().map(|row| row.tasks).collect::<Vec<_>>(), [10, 1_000]);
    for (i, share) in [0.2, 0.3, 0.5].into_iter().enumerate() {
        let bounds = RunningBounds::new(share, 0.95, 1_000).unwrap();
        assert_eq!(plan.rows[1].ranges[i], bounds.range(1_000));
    }
}
