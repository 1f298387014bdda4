//! How many tasks until a split is as close to its shares as wanted.
//!
//! An output of share p with n tasks is *within d* when |X/n − p| ≤ d, X binomial (n, p): when
//! ⌈n(p−d)⌉ ≤ X ≤ ⌊n(p+d)⌋. The chance of that rises and falls with n, because the ends of the range
//! move in whole tasks. The answer here is the smallest n **from which on** it is always at least the
//! level asked for. The first n that reaches it is often smaller, but there one task more can undo it,
//! and nobody can be sure that exactly so many tasks will arrive.
//!
//! How it is found, and why none is passed over: a smooth curve above the chance of missing the range
//! (`envelope.rs`) falls, so from where it is small enough every n will do. From there the search goes
//! down to the last n that fails. Between two moves of the ends the chance of missing
//! them changes by p·(P(X = high) − P(X = low − 1)) from n to n + 1, and the ratio of these two
//! probabilities grows with n: it falls, then rises, so it is largest where the ends move, and only
//! those n need to be tried.

use serde::{Deserialize, Serialize};

use super::super::binomial::Binomial;
use super::super::chance::Chance;
use super::super::quantile::{SLACK, first};
use super::envelope::Envelope;
use super::error::PlanError;
use super::given::{self, MILLION, MOST_PLANNED};
use super::sentence;

/// How many tasks a split needs to be as close to its shares as wanted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SplitPlan {
    /// The tolerance, as a share: 0.02 for ±2 percentage points.
    pub within: f64,
    /// The share of runs that must keep it: 0.95 for 95 %.
    pub level: f64,
    /// From this number of tasks on, each output on its own comes within the tolerance in at least
    /// `level` of all runs.
    pub tasks: u64,
    /// The position of the output that needs the most tasks; of several the first.
    pub binding: usize,
    /// The outputs, in the order given.
    pub outputs: Vec<OutputPlan>,
    /// The answer for a person.
    pub sentence: String,
}

/// What one output needs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct OutputPlan {
    /// The share asked for, in [0, 1].
    pub intended: f64,
    /// From this number of tasks on the output comes within the tolerance in at least `level` of runs.
    pub tasks: u64,
    /// The counts within the tolerance with [`SplitPlan::tasks`] tasks, both ends included.
    pub range: (u64, u64),
    /// The exact share of runs that come within the tolerance with [`SplitPlan::tasks`] tasks.
    pub coverage: f64,
}

/// From how many tasks on each output of a split comes within `within` (0.02 for ±2 points) of its
/// share in at least `level` (0.95 for 95 %) of all runs.
///
/// # Errors
/// Shares that are no split, or finer than millionths; a tolerance that is not above 0 and at most 1;
/// a level outside 0.8 to 0.999999; [`PlanError::TooManyTasks`] above [`MOST_PLANNED`].
pub fn tasks_within(intended: &[f64], within: f64, level: f64) -> Result<SplitPlan, PlanError> {
    let miss = given::outside(level)?;
    let bands = given::shares(intended)?
        .into_iter()
        .map(|share| Band::new(share, within))
        .collect::<Result<Vec<_>, _>>()?;
    let needed = bands.iter().map(|band| band.settled_from(miss)).collect::<Result<Vec<_>, _>>()?;
    let tasks = needed.iter().copied().max().unwrap_or(1);
    let outputs = bands.iter().zip(&needed).zip(intended).map(|((band, &needed), &intended)| OutputPlan {
        intended,
        tasks: needed,
        range: (band.low(tasks), band.high(tasks)),
        coverage: 1.0 - band.miss(tasks),
    });
    let mut plan = SplitPlan {
        within,
        level,
        tasks,
        binding: needed.iter().position(|needed| *needed == tasks).unwrap_or(0),
        outputs: outputs.collect(),
        sentence: String::new(),
    };
    plan.sentence = sentence::of_precision(&plan);
    Ok(plan)
}

/// The exact share of runs in which the count of an output of `share` comes within `within` of it,
/// with `tasks` tasks; 1 for no tasks.
///
/// # Errors
/// A share or a tolerance as for [`tasks_within`]; more than [`MOST_PLANNED`] tasks.
pub fn coverage_within(share: f64, within: f64, tasks: u64) -> Result<f64, PlanError> {
    let share = given::millionths(share).ok_or(PlanError::TooFine { index: 0 })?;
    Ok(1.0 - Band::new(share, within)?.miss(given::tasks(tasks, MOST_PLANNED)?))
}

/// One output's share with the shares that are close enough.
#[derive(Debug, Clone, Copy)]
struct Band {
    share: u64,
    chance: Chance,
    /// The least and the most share that is close enough, in millionths.
    least: u64,
    most: u64,
}

impl Band {
    fn new(share: u64, within: f64) -> Result<Self, PlanError> {
        let within = given::millionths(within).filter(|within| *within > 0);
        let within = within.ok_or(PlanError::NotATolerance)?;
        let (least, most) = (share.saturating_sub(within), (share + within).min(MILLION));
        Ok(Self { share, chance: given::chance(share)?, least, most })
    }

    /// The same band for the tasks that take another output. They are close enough when these are.
    fn mirrored(self) -> Self {
        Self {
            share: MILLION - self.share,
            chance: self.chance.swapped(),
            least: MILLION - self.most,
            most: MILLION - self.least,
        }
    }

    /// The smallest count that is close enough. Products are far below what u64 holds.
    fn low(&self, n: u64) -> u64 {
        (n * self.least).div_ceil(MILLION)
    }

    /// The largest count that is close enough.
    fn high(&self, n: u64) -> u64 {
        n * self.most / MILLION
    }

    /// The chance that the count of `n` tasks is not close enough.
    fn miss(&self, n: u64) -> f64 {
        let law = Binomial::new(n, self.chance);
        let below = self.low(n).checked_sub(1).map_or(0.0, |k| law.cdf(k));
        (below + law.sf(self.high(n))).min(1.0)
    }

    /// The smallest number of tasks from which up to `n` ≥ 1 neither end of the range moves. An end
    /// that cannot be passed need not stand still.
    fn unmoved_since(&self, n: u64) -> u64 {
        let high = if self.most < MILLION { (self.high(n) * MILLION).div_ceil(self.most) } else { 1 };
        let before = self.low(n).saturating_sub(1) * MILLION;
        let low = before.checked_div(self.least).map_or(1, |last| last + 1);
        high.max(low).max(1)
    }

    /// The smallest number of tasks, at least 1, from which on the chance to miss is at most `miss`.
    fn settled_from(&self, miss: f64) -> Result<u64, PlanError> {
        // Ends move less often for the smaller share.
        if self.share > MILLION / 2 {
            return self.mirrored().settled_from(miss);
        }
        let too_much = miss * (1.0 + SLACK);
        let mut n = self.surely_from(miss)?;
        loop {
            let start = self.unmoved_since(n);
            if self.miss(n) > too_much {
                return Ok(n + 1);
            }
            if start < n && self.miss(start) > too_much {
                // It falls, then rises, and here at the right it is small enough.
                return Ok(first(start, n, |n| self.miss(n) <= too_much));
            }
            if start <= 1 {
                return Ok(1);
            }
            n = start - 1;
        }
    }

    /// A number of tasks from which on the chance to miss is surely at most `miss`.
    fn surely_from(&self, miss: f64) -> Result<u64, PlanError> {
        let above = Envelope::new(self.chance, self.share, self.most);
        let below = Envelope::new(self.chance.swapped(), MILLION - self.share, MILLION - self.least);
        let sides: Vec<Envelope> = above.into_iter().chain(below).collect();
        let from = sides.iter().map(Envelope::falls_from).max().unwrap_or(1);
        // A little above for what rounding may take away.
        let enough = |n: u64| sides.iter().map(|side| side.at(n)).sum::<f64>() * (1.0 + 1e-9) <= miss;
        if from > MOST_PLANNED || !enough(MOST_PLANNED) {
            return Err(PlanError::TooManyTasks { most: MOST_PLANNED });
        }
        Ok(first(from, MOST_PLANNED, enough))
    }
}
