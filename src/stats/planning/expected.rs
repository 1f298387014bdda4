//! What counts and shares to expect of a number of tasks.

use serde::{Deserialize, Serialize};

use super::super::binomial::Binomial;
use super::error::PlanError;
use super::given::{self, MOST_PLANNED};
use super::sentence;

/// What to expect of a split.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExpectedCounts {
    /// The number of tasks.
    pub tasks: u64,
    /// The outputs, in the order given.
    pub outputs: Vec<ExpectedOutput>,
    /// The answer for a person.
    pub sentence: String,
}

/// What to expect of one output. The ranges are those of
/// [`Binomial::central_range`](super::super::Binomial::central_range), by the exact law.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ExpectedOutput {
    /// The share asked for, in [0, 1].
    pub intended: f64,
    /// The mean count, in tasks.
    pub expected: f64,
    /// The counts of the central 95 % of runs, both ends included.
    pub range95: (u64, u64),
    /// The same for 99.9 %.
    pub range999: (u64, u64),
    /// [`range95`](Self::range95) as shares of the tasks; `None` for no tasks.
    pub shares95: Option<(f64, f64)>,
    /// [`range999`](Self::range999) as shares of the tasks; `None` for no tasks.
    pub shares999: Option<(f64, f64)>,
    /// The exact share of runs within [`range95`](Self::range95): 0.95 or more.
    pub coverage95: f64,
    /// The exact share of runs within [`range999`](Self::range999): 0.999 or more.
    pub coverage999: f64,
}

/// What counts and shares to expect where `tasks` tasks are drawn one by one.
///
/// # Errors
/// Shares that are no split, or finer than millionths; more than [`MOST_PLANNED`] tasks.
pub fn expected_counts(intended: &[f64], tasks: u64) -> Result<ExpectedCounts, PlanError> {
    let tasks = given::tasks(tasks, MOST_PLANNED)?;
    let outputs = given::shares(intended)?.into_iter().zip(intended);
    let outputs = outputs.map(|(share, intended)| {
        let law = Binomial::new(tasks, given::chance(share)?);
        let (range95, range999) = (law.central_range(0.95), law.central_range(0.999));
        let of_tasks = |count: u64| count as f64 / tasks as f64;
        let shares = |(low, high): (u64, u64)| (tasks > 0).then(|| (of_tasks(low), of_tasks(high)));
        Ok(ExpectedOutput {
            intended: *intended,
            expected: law.mean(),
            range95,
            range999,
            shares95: shares(range95),
            shares999: shares(range999),
            coverage95: law.between(range95.0, range95.1),
            coverage999: law.between(range999.0, range999.1),
        })
    });
    let outputs: Vec<ExpectedOutput> = outputs.collect::<Result<_, PlanError>>()?;
    let sentence = sentence::of_expected(tasks, &outputs);
    Ok(ExpectedCounts { tasks, outputs, sentence })
}
