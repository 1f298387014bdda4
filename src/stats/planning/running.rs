//! What counts chance allows to somebody who looks after every task.
//!
//! The 95 % range for n tasks is meant for one look, at an n fixed beforehand. Whoever watches a run
//! and stops at the first odd moment will find one: sooner or later every honest run leaves the 95 %
//! range of the moment. These bounds hold at all n at once: with chance `level` a run never leaves
//! them, however long it goes and whenever it is looked at. They are wider by a fifth to a half.
//!
//! With S of n tasks at an output of share p, and a beta law with mean p and weight m over shares θ,
//! M(n) = ∫ θ^S (1−θ)^(n−S) dBeta(θ; m·p, m·q) / (p^S q^(n−S)) is a martingale with mean 1 under p. By
//! Ville's inequality it ever reaches 1/α with chance α at most. A count is allowed while M < 1/α; ln M
//! is convex in S, so the counts allowed are a range. m decides where the bounds are tightest, not
//! whether they hold; it must be chosen before the run.
//!
//! Sources: H. Robbins, "Statistical Methods Related to the Law of the Iterated Logarithm", Annals of
//! Mathematical Statistics 41 (1970), the method of mixtures; J. Ville, 1939; S. R. Howard, A. Ramdas,
//! J. McAuliffe and J. Sekhon, "Time-Uniform, Nonparametric, Nonasymptotic Confidence Sequences",
//! Annals of Statistics 49 (2021), the beta-binomial mixture and how to tune it.

use serde::{Deserialize, Serialize};

use super::super::chance::Chance;
use super::super::deviance::{half_deviance, stirling_error};
use super::super::quantile::first;
use super::error::PlanError;
use super::given::{self, MOST_PLANNED};
use super::sentence;

/// Bounds for the running count of one output, valid at every number of tasks at once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RunningBounds {
    chance: Chance,
    /// ln(1/α).
    limit: f64,
    /// The weight m of the beta law, in tasks.
    weight: f64,
}

impl RunningBounds {
    /// Bounds for an output of `share` that a run never leaves with chance `level`, tightest near
    /// `tightest_at` tasks (about the length of the run; it must not depend on how the run goes).
    ///
    /// # Errors
    /// A share outside [0, 1]; a level outside 0.8 to 0.999999.
    pub fn new(share: f64, level: f64, tightest_at: u64) -> Result<Self, PlanError> {
        let chance = Chance::new(share).ok_or(PlanError::NotAnAccuracy)?;
        let limit = -libm::log(given::outside(level)?);
        // Howard et al., section 3.5: the tuning of a normal mixture, in closed form.
        let weight = tightest_at.max(1) as f64 / (2.0 * limit + libm::log1p(2.0 * limit));
        Ok(Self { chance, limit, weight })
    }

    /// ln M(n) for `k` ≤ `n` tasks of `n`: how much better the mixture explains the count than the
    /// share intended does. +∞ for a count that the share forbids.
    #[must_use]
    pub fn ln_evidence(&self, n: u64, k: u64) -> f64 {
        let (p, q, m) = (self.chance.p(), self.chance.q(), self.weight);
        if k > n || p == 0.0 || q == 0.0 {
            let certain = if q == 0.0 { n } else { 0 };
            return if k == certain { 0.0 } else { f64::INFINITY };
        }
        // Both beta functions by Stirling's formula with its error: the mean of the mixture is p, so
        // what remains is a binomial deviance from p, whose gap is known exactly.
        let all = n as f64 + m;
        let (x, y) = (k as f64 + m * p, (n - k) as f64 + m * q);
        let gap = self.chance.excess(n, k);
        let deviance = half_deviance(x, all * p, gap) + half_deviance(y, all * q, -gap);
        let height = 0.5 * libm::log((x / all) * (y / (m * p * q)));
        let after = stirling_error(x) + stirling_error(y) - stirling_error(all);
        let before = stirling_error(m * p) + stirling_error(m * q) - stirling_error(m);
        deviance - height + after - before
    }

    /// Whether a run with `k` of `n` tasks at the output is still within the bounds.
    #[must_use]
    pub fn allows(&self, n: u64, k: u64) -> bool {
        self.ln_evidence(n, k) < self.limit
    }

    /// The counts within the bounds after `n` tasks, both ends included.
    #[must_use]
    pub fn range(&self, n: u64) -> (u64, u64) {
        if self.chance.p() == 0.0 || self.chance.q() == 0.0 {
            let certain = if self.chance.q() == 0.0 { n } else { 0 };
            return (certain, certain);
        }
        // The evidence falls, then rises. Its mean over all counts is 1, so its least is allowed.
        let least = first(0, n, |k| self.ln_evidence(n, k + 1) >= self.ln_evidence(n, k));
        let low = first(0, least, |k| self.allows(n, k));
        let high = first(least, n, |k| !self.allows(n, k + 1));
        (low, high)
    }
}

/// Bounds for the running counts of a split.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunningPlan {
    /// The share of runs that never leave the bounds of one output: 0.95 for 95 %.
    pub level: f64,
    /// The number of tasks near which they are tightest.
    pub tightest_at: u64,
    /// The moments asked about, each with the bounds of every output.
    pub rows: Vec<RunningRow>,
    /// The answer for a person.
    pub sentence: String,
}

/// The bounds at one moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunningRow {
    /// Tasks so far.
    pub tasks: u64,
    /// For each output, in the order given, the counts within its bounds.
    pub ranges: Vec<(u64, u64)>,
}

/// The moments to show where nobody asks for others: the tenth, half and all of the tasks.
#[must_use]
pub fn usual_moments(tasks: u64) -> Vec<u64> {
    let mut moments = vec![tasks.div_ceil(10), tasks.div_ceil(2), tasks];
    moments.dedup();
    moments
}

/// The bounds of each output of a split at the moments `at`, tightest near `tightest_at`.
///
/// # Errors
/// Shares that are no split, or finer than millionths; a level outside 0.8 to 0.999999; a moment
/// above [`MOST_PLANNED`] tasks.
pub fn running_bounds(
    intended: &[f64],
    level: f64,
    tightest_at: u64,
    at: &[u64],
) -> Result<RunningPlan, PlanError> {
    given::shares(intended)?;
    let tightest_at = given::tasks(tightest_at, MOST_PLANNED)?;
    let bounds = intended.iter().map(|share| RunningBounds::new(*share, level, tightest_at));
    let bounds: Vec<RunningBounds> = bounds.collect::<Result<_, _>>()?;
    let row = |tasks: &u64| {
        let tasks = given::tasks(*tasks, MOST_PLANNED)?;
        Ok(RunningRow { tasks, ranges: bounds.iter().map(|bounds| bounds.range(tasks)).collect() })
    };
    let rows: Vec<RunningRow> = at.iter().map(row).collect::<Result<_, PlanError>>()?;
    let sentence = sentence::of_running(intended, level, &rows);
    Ok(RunningPlan { level, tightest_at, rows, sentence })
}
