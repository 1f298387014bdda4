//! The last two outputs of an enumeration, summed without walking through them.

use super::binomial::Binomial;
use super::chance::Chance;
use super::quantile::first;

/// Up to this many tasks a table answers; above, the tails of the law do.
const TABLE_TASKS: u64 = 256;

/// What one answer from the tails costs, in answers from a table (measured).
const TAIL_WORK: u64 = 40;

/// For a split of m tasks between two outputs: the probability of all splits no more likely than
/// a bound. One table per m, made when first asked for.
#[derive(Debug)]
pub(super) struct PairSums {
    chance: Chance,
    tables: Vec<Option<Table>>,
}

/// All splits of m tasks from the least likely up: logarithm of each probability, and the sum of
/// the probabilities so far.
#[derive(Debug)]
struct Table {
    ln_pmf: Vec<f64>,
    sums: Vec<f64>,
}

impl PairSums {
    /// Sums for two outputs, the first of which takes each task with the given chance.
    pub(super) fn new(chance: Chance) -> Self {
        Self { chance, tables: Vec::new() }
    }

    /// The sum of the probabilities, over all splits of `m` tasks, whose logarithm is at most
    /// `bound`; and the work that took.
    pub(super) fn no_more_likely(&mut self, m: u64, bound: f64) -> (f64, u64) {
        if m > TABLE_TASKS {
            return (from_tails(&Binomial::new(m, self.chance), bound), TAIL_WORK);
        }
        let index = m as usize;
        if self.tables.len() <= index {
            self.tables.resize_with(index + 1, || None);
        }
        let chance = self.chance;
        let Some(slot) = self.tables.get_mut(index) else {
            return (0.0, 0);
        };
        let mut work = 1;
        let table = slot.get_or_insert_with(|| {
            work += m;
            Table::new(&Binomial::new(m, chance))
        });
        (table.up_to(bound), work)
    }
}

/// Whole numbers in the order of the numbers they stand for: bits as they are, but those of
/// negative numbers turned round and put first.
fn rank(number: f64) -> u64 {
    let bits = number.to_bits();
    if number.is_sign_negative() { !bits } else { bits | 1 << 63 }
}

impl Table {
    fn new(law: &Binomial) -> Self {
        let by_count: Vec<f64> = (0..=law.n()).map(|k| law.ln_pmf(k)).collect();
        let mut order: Vec<(u64, usize)> =
            by_count.iter().enumerate().map(|(i, ln)| (rank(*ln), i)).collect();
        order.sort_unstable();
        let ln_pmf: Vec<f64> = order.into_iter().map(|(_, i)| by_count[i]).collect();
        let mut sum = 0.0;
        let sums = ln_pmf
            .iter()
            .map(|ln| {
                sum += libm::exp(*ln);
                sum
            })
            .collect();
        Self { ln_pmf, sums }
    }

    fn up_to(&self, bound: f64) -> f64 {
        let count = self.ln_pmf.partition_point(|ln| *ln <= bound);
        match count.checked_sub(1) {
            None => 0.0,
            Some(last) => self.sums.get(last).copied().unwrap_or(1.0),
        }
    }
}

/// The same sum as two tails: the probability rises to the mode and falls after it.
fn from_tails(law: &Binomial, bound: f64) -> f64 {
    match likelier_range(law.n(), law.mode(), |k| law.ln_pmf(k) > bound) {
        None => 1.0,
        Some((low, high)) => low.checked_sub(1).map_or(0.0, |k| law.cdf(k)) + law.sf(high),
    }
}

/// The counts of `0..=n` for which `likelier` holds, given that they are neighbours of `peak`;
/// `None` if it does not hold at the peak.
pub(super) fn likelier_range(n: u64, peak: u64, likelier: impl Fn(u64) -> bool) -> Option<(u64, u64)> {
    if !likelier(peak) {
        return None;
    }
    let low = first(0, peak, &likelier);
    let beyond = if likelier(n) { n + 1 } else { first(peak, n, |k| !likelier(k)) };
    Some((low, beyond - 1))
}
