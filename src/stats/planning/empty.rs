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
        let alone = Sets::of(&[*share])?;
        Ok(EmptyOutput {
            intended: *intended,
            empty: alone.any_empty(tasks),
            filled_from: if *share > 0 { Some(alone.filled_from(level)?) } else { None },
        })
    };
    let any = Sets::of(&meant)?;
    let mut plan = EmptyPlan {
        tasks,
        level,
        outputs: shares.iter().zip(intended).map(output).collect::<Result<_, PlanError>>()?,
        any: any.any_empty(tasks),
        exact: meant.len() <= MOST_EXACT,
        filled_from: any.filled_from(level)?,
        sentence: String::new(),
    };
    plan.sentence = sentence::of_empty(&plan);
    Ok(plan)
}

/// How likely outputs stay empty with some number of tasks.
#[derive(Debug, Clone, PartialEq)]
pub struct EmptyChances {
    /// The number of tasks.
    pub tasks: u64,
    /// The chance of each output, in the order given, to get none of them.
    pub outputs: Vec<f64>,
    /// The chance that at least one output of more than 0 % gets none, as [`EmptyPlan::any`] has it.
    pub any: f64,
}

/// How likely the outputs of a split stay empty with each of these numbers of tasks.
///
/// # Errors
/// Shares that are no split, or finer than millionths; more than [`MOST_PLANNED`] tasks.
pub fn empty_chances(intended: &[f64], tasks: &[u64]) -> Result<Vec<EmptyChances>, PlanError> {
    let shares = given::shares(intended)?;
    let meant: Vec<u64> = shares.iter().copied().filter(|share| *share > 0).collect();
    let any = Sets::of(&meant)?;
    let single: Vec<Sets> = shares.iter().map(|share| Sets::of(&[*share])).collect::<Result<_, _>>()?;
    let chances = |tasks: &u64| {
        let tasks = given::tasks(*tasks, MOST_PLANNED)?;
        let outputs = single.iter().map(|output| output.any_empty(tasks)).collect();
        Ok(EmptyChances { tasks, outputs, any: any.any_empty(tasks) })
    };
    tasks.iter().map(chances).collect()
}

/// Outputs, with what is summed over for any number of tasks.
#[derive(Debug)]
struct Sets {
    outputs: usize,
    /// The logarithm of the chance that a task goes to none of a set: by the bits of the set, from 1 on,
    /// or of each output alone where there are more than [`MOST_EXACT`].
    ln_none: Vec<f64>,
}

impl Sets {
    /// The sets of outputs of these shares, in millionths.
    fn of(shares: &[u64]) -> Result<Self, PlanError> {
        let ln_none = |share: u64| given::chance(share).map(Chance::ln_q);
        if shares.len() > MOST_EXACT {
            let ln_none = shares.iter().map(|share| ln_none(*share)).collect::<Result<_, _>>()?;
            return Ok(Self { outputs: shares.len(), ln_none });
        }
        // Of each set the shares together: those of the set without its lowest output, and that one.
        let mut together = vec![0; 1 << shares.len()];
        for set in 1..together.len() {
            together[set] = together[set & (set - 1)] + shares[set.trailing_zeros() as usize];
        }
        let ln_none = together.into_iter().skip(1).map(ln_none).collect::<Result<_, _>>()?;
        Ok(Self { outputs: shares.len(), ln_none })
    }

    /// The smallest number of tasks with which the chance that any stays empty is at most `level`.
    fn filled_from(&self, level: f64) -> Result<u64, PlanError> {
        let enough = |n| self.any_empty(n) <= level * (1.0 + SLACK);
        if !enough(MOST_PLANNED) {
            return Err(PlanError::TooManyTasks { most: MOST_PLANNED });
        }
        Ok(first(0, MOST_PLANNED, enough))
    }

    /// The chance that any of the outputs gets none of `n` tasks.
    fn any_empty(&self, n: u64) -> f64 {
        if n < self.outputs as u64 {
            return 1.0;
        }
        if self.outputs > MOST_EXACT {
            return self.ln_none.iter().map(|ln_none| none(*ln_none, n)).sum::<f64>().min(1.0);
        }
        let mut sum = Compensated::default();
        for (set, ln_none) in (1_usize..).zip(&self.ln_none) {
            let term = none(*ln_none, n);
            sum.add(if set.count_ones() % 2 == 1 { term } else { -term });
        }
        sum.total().clamp(0.0, 1.0)
    }
}

/// (1−p)ⁿ: the chance that an event of chance p never happens, from ln (1−p).
fn none(ln_none: f64, n: u64) -> f64 {
    if n == 0 { 1.0 } else { libm::exp(n as f64 * ln_none) }
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
