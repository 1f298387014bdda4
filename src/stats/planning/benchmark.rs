//! How many benchmark tasks tell a good annotator from a bad one.
//!
//! Exact binomial acceptance sampling: of n tasks with known answers an annotator passes with at
//! least c right. The good one, of accuracy a, must fail with chance α at most: P(X < c | a) ≤ α; the
//! bad one, of accuracy b < a, must pass with chance β at most: P(X ≥ c | b) ≤ β.
//! Source: W. C. Guenther, "Use of the Binomial, Hypergeometric and Poisson Tables to Obtain Sampling
//! Plans", Journal of Quality Technology 1 (1969).
//!
//! Whether there is such a c also comes and goes with n. The answer here is the **smallest n** for
//! which there is one: a benchmark is a fixed set of tasks, and its size and its mark are chosen
//! together. Somebody who has some other number of tasks asks [`benchmark_at`].
//!
//! How it is found: for each n the strictest mark that the good annotator keeps is the best; it
//! allows d(n) wrong, which never falls as n grows. For all n of a range n₀ to n₁, the bad one then
//! passes with at least P(W ≤ d(n₀)) of n₁ tasks, W its wrong answers. Where that is above β, none of
//! the range will do; else the range is halved, its left half first.

use serde::{Deserialize, Serialize};

use super::super::binomial::Binomial;
use super::super::chance::Chance;
use super::super::quantile::SLACK;
use super::error::PlanError;
use super::given;
use super::sentence;

/// The most benchmark tasks that are planned for.
pub const MOST_BENCHMARK: u64 = 1_000_000;

/// A benchmark: its size, its mark, and how often it is wrong.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BenchmarkPlan {
    /// Accuracy of the annotator who should pass, in [0, 1].
    pub good: f64,
    /// Accuracy of the annotator who should fail, in [0, 1].
    pub bad: f64,
    /// How often the good one may fail.
    pub alpha: f64,
    /// How often the bad one may pass.
    pub beta: f64,
    /// Number of benchmark tasks.
    pub tasks: u64,
    /// The acceptance number: an annotator with at least so many right passes.
    pub pass_from: u64,
    /// The exact chance that the good one fails.
    pub good_fails: f64,
    /// The exact chance that the bad one passes.
    pub bad_passes: f64,
    /// Whether both chances are within what was allowed.
    pub enough: bool,
    /// The answer for a person.
    pub sentence: String,
}

/// The smallest benchmark that a good annotator fails with chance `alpha` at most and a bad one
/// passes with chance `beta` at most.
///
/// # Errors
/// Accuracies outside [0, 1], or `good` not above `bad`; risks not above 0 and at most one half;
/// [`PlanError::TooManyTasks`] above [`MOST_BENCHMARK`].
pub fn benchmark_tasks(good: f64, bad: f64, alpha: f64, beta: f64) -> Result<BenchmarkPlan, PlanError> {
    let question = Question::new(good, bad, alpha, beta)?;
    let mut most = 1;
    while !question.is_enough(most) {
        if most == MOST_BENCHMARK {
            return Err(PlanError::TooManyTasks { most });
        }
        most = (most * 2).min(MOST_BENCHMARK);
    }
    // The last number tried will do, so one is found.
    let tasks = question.first_between(1, most).unwrap_or(most);
    Ok(question.plan(tasks))
}

/// The best mark for a benchmark of `tasks` tasks, and whether that is [`enough`](BenchmarkPlan::enough).
///
/// # Errors
/// As [`benchmark_tasks`], where `tasks` is above [`MOST_BENCHMARK`].
pub fn benchmark_at(
    good: f64,
    bad: f64,
    alpha: f64,
    beta: f64,
    tasks: u64,
) -> Result<BenchmarkPlan, PlanError> {
    Ok(Question::new(good, bad, alpha, beta)?.plan(given::tasks(tasks, MOST_BENCHMARK)?))
}

#[derive(Debug)]
struct Question {
    good: f64,
    bad: f64,
    alpha: f64,
    beta: f64,
    /// The chances of a wrong answer.
    good_errs: Chance,
    bad_errs: Chance,
}

impl Question {
    fn new(good: f64, bad: f64, alpha: f64, beta: f64) -> Result<Self, PlanError> {
        let errs = |right: f64| Chance::new(right).map(Chance::swapped).ok_or(PlanError::NotAnAccuracy);
        let (good_errs, bad_errs) = (errs(good)?, errs(bad)?);
        if good <= bad {
            return Err(PlanError::NotBetter);
        }
        let (alpha, beta) = (given::risk(alpha)?, given::risk(beta)?);
        Ok(Self { good, bad, alpha, beta, good_errs, bad_errs })
    }

    /// The fewest wrong answers of `n` that must be allowed for the good one to fail so rarely.
    fn allowed(&self, n: u64) -> u64 {
        Binomial::new(n, self.good_errs).quantile(1.0 - self.alpha)
    }

    /// The chance that the bad one has at most `allowed` wrong of `n`.
    fn bad_passes(&self, n: u64, allowed: u64) -> f64 {
        Binomial::new(n, self.bad_errs).cdf(allowed)
    }

    fn is_little(&self, bad_passes: f64) -> bool {
        bad_passes <= self.beta * (1.0 + SLACK)
    }

    fn is_enough(&self, n: u64) -> bool {
        self.is_little(self.bad_passes(n, self.allowed(n)))
    }

    /// The smallest number of tasks of a range that will do.
    fn first_between(&self, low: u64, high: u64) -> Option<u64> {
        if !self.is_little(self.bad_passes(high, self.allowed(low))) {
            return None;
        }
        if low == high {
            return Some(low);
        }
        let middle = low + (high - low) / 2;
        self.first_between(low, middle).or_else(|| self.first_between(middle + 1, high))
    }

    fn plan(&self, tasks: u64) -> BenchmarkPlan {
        let allowed = self.allowed(tasks);
        let bad_passes = self.bad_passes(tasks, allowed);
        let mut plan = BenchmarkPlan {
            good: self.good,
            bad: self.bad,
            alpha: self.alpha,
            beta: self.beta,
            tasks,
            pass_from: tasks - allowed,
            good_fails: Binomial::new(tasks, self.good_errs).sf(allowed),
            bad_passes,
            enough: self.is_little(bad_passes),
            sentence: String::new(),
        };
        plan.sentence = sentence::of_benchmark(&plan);
        plan
    }
}
