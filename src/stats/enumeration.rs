//! Walks through the outcomes of a multinomial law, whole branches at a time.
//!
//! The outputs are taken one after another; given the tasks that are left, the next count is
//! binomial. A branch whose likeliest outcome is within the bound counts whole, one whose least
//! likely outcome is above it counts nothing, the tails of a count are added in closed form, and
//! the last two outputs are a lookup. Only positive numbers are added, so a p-value of 10⁻²⁰⁰ is
//! as accurate as one of 0.5.

use super::binomial::Binomial;
use super::chance::Chance;
use super::pair::{PairSums, likelier_range};

/// Up to this many tasks the peaks of the branches are tabulated.
const PEAK_TASKS: u64 = 1 << 16;

/// In a branch with fewer tasks the counts are tried one by one: cutting tails costs more.
const SHORT: u64 = 48;

/// Up to this many tasks a factorial is looked up; beyond, the lookup's rounding would show.
const FACTORIALS: u64 = 1024;

/// The walk over all outcomes of `n` tasks.
#[derive(Debug)]
pub(super) struct Enumeration {
    levels: Vec<Level>,
    pair: PairSums,
    ln_factorial: Vec<f64>,
    bound: f64,
    work: u64,
    limit: u64,
}

/// One output and those after it.
#[derive(Debug)]
struct Level {
    /// Chance of this output among it and those after it.
    chance: Chance,
    ln_p: f64,
    ln_q: f64,
    /// Per number of tasks: logarithm of the likeliest outcome's probability, and the count of
    /// this output there.
    peaks: Vec<(f64, u64)>,
}

impl Enumeration {
    /// A walk over the outcomes of `n` tasks with `weights` in ascending order, all positive and
    /// at least three, that stops with `None` once it has cost more than `limit`.
    pub(super) fn new(weights: &[f64], n: u64, limit: u64) -> Option<Self> {
        let chances = chain(weights)?;
        let pair = PairSums::new(*chances.last()?);
        let levels = chances
            .iter()
            .enumerate()
            .map(|(index, chance)| Level {
                chance: *chance,
                ln_p: chance.ln_p(),
                ln_q: chance.ln_q(),
                peaks: peaks(weights.get(index..).unwrap_or(&[]), n),
            })
            .collect();
        Some(Self {
            levels,
            pair,
            ln_factorial: (0..=n.min(FACTORIALS)).map(|k| libm::lgamma(k as f64 + 1.0)).collect(),
            bound: 0.0,
            work: 0,
            limit,
        })
    }

    /// The probability of all outcomes whose log-probability is at most `bound`; `None` if that
    /// is too much work.
    pub(super) fn no_more_likely(&mut self, n: u64, bound: f64) -> Option<f64> {
        self.bound = bound;
        self.work = 0;
        self.branch(0, n, 0.0).map(|sum| sum.min(1.0))
    }

    /// The part of it in the branch where the outputs before `index` are settled with
    /// log-probability `ln_before`, and `m` tasks are left.
    fn branch(&mut self, index: usize, m: u64, ln_before: f64) -> Option<f64> {
        let last = index + 1 == self.levels.len();
        let level = self.levels.get(index)?;
        let peak = level.peaks.get(m as usize).copied();
        if peak.is_some_and(|(ln, _)| ln_before + ln <= self.bound) {
            self.spend(1)?;
            return Some(libm::exp(ln_before));
        }
        // All tasks in the rarest output is the least likely outcome.
        if ln_before + m as f64 * level.ln_p > self.bound {
            return self.spend(1).map(|()| 0.0);
        }
        if last {
            let (sum, work) = self.pair.no_more_likely(m, self.bound - ln_before);
            self.spend(work)?;
            return Some(libm::exp(ln_before) * sum);
        }
        let law = Binomial::new(m, level.chance);
        let Some((low, high)) = self.likelier_counts(index, &law, peak, ln_before) else {
            return Some(libm::exp(ln_before));
        };
        let outside = low.checked_sub(1).map_or(0.0, |k| law.cdf(k)) + law.sf(high);
        let mut sum = libm::exp(ln_before) * outside;
        for count in low..=high {
            let ln = ln_before + self.ln_pmf(index, &law, count);
            sum += self.branch(index + 1, m - count, ln)?;
        }
        Some(sum)
    }

    /// The counts of output `index` under which some outcome is likelier than the bound; `None`
    /// if there are none.
    fn likelier_counts(
        &self,
        index: usize,
        law: &Binomial,
        peak: Option<(f64, u64)>,
        ln_before: f64,
    ) -> Option<(u64, u64)> {
        let m = law.n();
        if m < SHORT {
            return Some((0, m));
        }
        let top = peak.map_or_else(|| law.mode(), |(_, count)| count);
        let after = self.levels.get(index + 1);
        likelier_range(m, top, |count| {
            let rest = after.and_then(|level| level.peaks.get((m - count) as usize));
            let ln_rest = rest.map_or(0.0, |(ln, _)| *ln);
            ln_before + law.ln_pmf(count) + ln_rest > self.bound
        })
    }

    /// Log-probability that output `index` takes `count` of the tasks of `law`.
    fn ln_pmf(&self, index: usize, law: &Binomial, count: u64) -> f64 {
        let m = law.n();
        let looked_up = |k: u64| self.ln_factorial.get(k as usize).copied();
        let (Some(level), Some(all), Some(these), Some(others)) =
            (self.levels.get(index), looked_up(m), looked_up(count), looked_up(m - count))
        else {
            return law.ln_pmf(count);
        };
        all - these - others + count as f64 * level.ln_p + (m - count) as f64 * level.ln_q
    }

    fn spend(&mut self, work: u64) -> Option<()> {
        self.work += work;
        (self.work <= self.limit).then_some(())
    }
}

/// The chance of each output among it and those after it, for all but the last.
pub(super) fn chain(weights: &[f64]) -> Option<Vec<Chance>> {
    (0..weights.len().checked_sub(1)?)
        .map(|index| {
            let rest = weights.get(index + 1..)?.iter().sum();
            Chance::from_weights(*weights.get(index)?, rest)
        })
        .collect()
}

/// For 0 to `n` tasks: log-probability of the likeliest outcome and its first count. The
/// likeliest outcome grows by one task at a time, each to the output that gains most by it.
fn peaks(weights: &[f64], n: u64) -> Vec<(f64, u64)> {
    if n > PEAK_TASKS {
        return Vec::new();
    }
    let total: f64 = weights.iter().sum();
    let mut counts = vec![0.0_f64; weights.len()];
    let mut ln = 0.0;
    let mut table = vec![(0.0, 0)];
    for task in 1..=n {
        let gains = weights.iter().zip(&counts).map(|(w, c)| w / (c + 1.0));
        let best = gains.enumerate().max_by(|(_, a), (_, b)| a.total_cmp(b)).unwrap_or((0, 0.0));
        if let Some(count) = counts.get_mut(best.0) {
            *count += 1.0;
        }
        ln += libm::log(task as f64 * best.1 / total);
        table.push((ln, counts.first().map_or(0, |count| *count as u64)));
    }
    table
}
