//! How likely an output gets no task at all.
//!
//! One output of share p stays empty with (1−p)ⁿ. That any of several does is the sum over all sets S
//! of outputs of (−1)^(|S|+1)·(1−p_S)ⁿ, p_S the shares of S together (inclusion and exclusion; Feller,
//! An Introduction to Probability Theory I, IV.1). Both fall with n, so there is one smallest number
//! of tasks. Outputs of 0 % are meant to be empty and are left out.

use serde::{Deserialize, Serialize};

use super::super::chance::Chance;
use super::super::quantile::{SLACK, first};
use super::error::PlanError;
use super::given::{self, MOST_PLANNED};
use super::sentence;

/// Up to this many outputs the chance that any stays empty is exact; beyond, it is Boole's upper
/// bound, the sum of the single chances.
pub const MOST_EXACT: usize = 16;

/// How likely outputs stay empty.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EmptyPlan {
    /// The number of tasks asked about.
    pub tasks: u64,
    /// The chance that was to be kept under: 0.05 for 5 %.
    pub level: f64,
    /// The outputs, in the order given.
    pub outputs: Vec<EmptyOutput>,
    /// The chance that at least one output of more than 0 % gets none of [`tasks`](Self::tasks).
    pub any: f64,
    /// Whether [`any`](Self::any) and [`filled_from`](Self::filled_from) are exact, or bounds on the
    /// safe side because there are more than [`MOST_EXACT`] outputs.
    pub exact: bool,
    /// From this number of tasks on the chance that any stays empty is at most `level`.
    pub filled_from: u64,
    /// The answer for a person.
    pub sentence: String,
}

/// How likely one output stays empty.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct EmptyOutput {
    /// The share asked for, in [0, 1].
    pub intended: f64,
    /// The chance that it gets none of the tasks.
    pub empty: f64,
    /// From this number of tasks on that chance is at most the level; `None` for an output of 0 %.
    pub filled_from: Option<u64>,
}

/// How likely the outputs of a split stay empty with `tasks` tasks, and from how many tasks on the
/// chance is at most `level`.
///
/// # Errors
/// Shares that are no split, or finer than millionths; more than [`MOST_PLANNED`] tasks, or more
/// needed; a level that is not above 0 and at most one half.
pub fn empty_outputs(intended: &[f64], tasks: u64, level: f64) -> Result<EmptyPlan, PlanError> {
    let (level, tasks) = (given::risk(level)?, given::tasks(tasks, MOST_PLANNED)?);
    let shares = given::shares(intended)?;
    let meant: Vec<u64> = shares.iter().copied().filter(|share| *share > 0).collect();
    let output = |(share, intended): (&u64, &f64)| {
        let shares = [*share];
        Ok(EmptyOutput {
            intended: *intended,
            empty: any_empty(&shares, tasks)?,
            filled_from: if *share > 0 { Some(filled_from(&shares, level)?) } else { None },
        })
    };
    let mut plan = EmptyPlan {
        tasks,
        level,
        outputs: shares.iter().zip(intended).map(output).collect::<Result<_, PlanError>>()?,
        any: any_empty(&meant, tasks)?,
        exact: meant.len() <= MOST_EXACT,
        filled_from: filled_from(&meant, level)?,
        sentence: String::new(),
    };
    plan.sentence = sentence::of_empty(&plan);
    Ok(plan)
}

/// The smallest number of tasks with which the chance that any of these stays empty is at most `level`.
fn filled_from(shares: &[u64], level: f64) -> Result<u64, PlanError> {
    let enough = |n| any_empty(shares, n).is_ok_and(|any| any <= level * (1.0 + SLACK));
    if !enough(MOST_PLANNED) {
        return Err(PlanError::TooManyTasks { most: MOST_PLANNED });
    }
    Ok(first(0, MOST_PLANNED, enough))
}

/// The chance that any of these outputs gets none of `n` tasks.
fn any_empty(shares: &[u64], n: u64) -> Result<f64, PlanError> {
    if n < shares.len() as u64 {
        return Ok(1.0);
    }
    if shares.len() > MOST_EXACT {
        let single = shares.iter().map(|share| Ok(none(given::chance(*share)?, n)));
        return Ok(single.sum::<Result<f64, PlanError>>()?.min(1.0));
    }
    // Of each set the shares together: those of the set without its lowest output, and that one.
    let mut together = vec![0; 1 << shares.len()];
    let mut sum = Compensated::default();
    for set in 1..together.len() {
        let lowest = set.trailing_zeros() as usize;
        together[set] = together[set & (set - 1)] + shares[lowest];
        let term = none(given::chance(together[set])?, n);
        sum.add(if set.count_ones() % 2 == 1 { term } else { -term });
    }
    Ok(sum.total().clamp(0.0, 1.0))
}

/// (1−p)ⁿ: the chance that an event of chance p never happens.
fn none(chance: Chance, n: u64) -> f64 {
    if n == 0 { 1.0 } else { libm::exp(n as f64 * chance.ln_q()) }
}

/// A sum that keeps what rounding takes away (A. Neumaier, ZAMM 54, 1974): the terms cancel.
#[derive(Debug, Default)]
struct Compensated {
    sum: f64,
    lost: f64,
}

impl Compensated {
    fn add(&mut self, term: f64) {
        let sum = self.sum + term;
        self.lost +=
            if self.sum.abs() >= term.abs() { (self.sum - sum) + term } else { (term - sum) + self.sum };
        self.sum = sum;
    }

    fn total(&self) -> f64 {
        self.sum + self.lost
    }
}
