//! The exact multinomial test.

use std::f64::consts::PI;

use super::binomial::Binomial;
use super::chance::Chance;
use super::enumeration::{Enumeration, chain};
use super::two_sided::TIE_TOLERANCE;

/// The work that [`judge_split`](super::judge_split) plans for an exact multinomial test: a
/// tenth of a second at worst, and for ordinary counts a few milliseconds. One unit is about one
/// table lookup, 50 to 100 ns.
pub const DEFAULT_WORK: u64 = 2_000_000;

/// No double is as small as `exp` of this.
const LN_NOTHING: f64 = -746.0;

/// The law of the counts of all outputs of a split together.
#[derive(Debug, Clone, PartialEq)]
pub struct Multinomial {
    /// The positive weights, ascending, and where each came from.
    weights: Vec<f64>,
    places: Vec<usize>,
}

impl Multinomial {
    /// The law with shares proportional to `weights`. Outputs of weight 0 are left out: a task
    /// there is a leak, which the caller looks for. `None` for a weight that is negative or not
    /// a finite number, and where no weight is positive.
    #[must_use]
    pub fn new(weights: &[f64]) -> Option<Self> {
        if !weights.iter().all(|w| *w >= 0.0 && w.is_finite()) {
            return None;
        }
        // Rare outputs first, so that the two with the widest range are summed in closed form.
        // Numbers that are not negative are in the order of their bits.
        let positive = (0..weights.len()).filter(|&i| weights[i] > 0.0);
        let mut order: Vec<(u64, usize)> = positive.map(|i| (weights[i].to_bits(), i)).collect();
        order.sort_unstable();
        let places: Vec<usize> = order.into_iter().map(|(_, i)| i).collect();
        let weights: Vec<f64> = places.iter().map(|&i| weights[i]).collect();
        let total: f64 = weights.iter().sum();
        (total > 0.0 && total.is_finite()).then_some(Self { weights, places })
    }

    /// Number of outputs with a share above zero.
    #[must_use]
    pub fn outputs(&self) -> usize {
        self.weights.len()
    }

    /// Natural logarithm of the probability of `counts`, given for all outputs in the order of
    /// the weights; those of outputs of weight 0 are ignored, and missing ones are 0.
    #[must_use]
    pub fn ln_pmf(&self, counts: &[u64]) -> f64 {
        let counts = self.ordered(counts);
        let mut left = total(&counts);
        let mut ln = 0.0;
        for (chance, count) in chain(&self.weights).unwrap_or_default().iter().zip(counts) {
            ln += Binomial::new(left, *chance).ln_pmf(count);
            left = left.saturating_sub(count);
        }
        ln
    }

    /// Exact p-value of `counts`: the probability of all outcomes no more likely, up to
    /// [`TIE_TOLERANCE`]. With two outputs it is [`Binomial::two_sided_p`]. `None` if it takes
    /// more than `limit` units of work.
    #[must_use]
    pub fn p_value(&self, counts: &[u64], limit: u64) -> Option<f64> {
        let ordered = self.ordered(counts);
        let n = total(&ordered);
        match (self.weights.as_slice(), ordered.as_slice()) {
            ([_], _) => Some(1.0),
            ([weight, rest], [count, _]) => {
                Chance::from_weights(*weight, *rest).map(|c| Binomial::new(n, c).two_sided_p(*count))
            }
            _ => {
                let bound = self.ln_pmf(counts) + libm::log1p(TIE_TOLERANCE);
                // There are fewer than (n+1)^(outputs−1) outcomes to add up.
                let outcomes = (self.weights.len() - 1) as f64 * libm::log1p(n as f64);
                if bound + outcomes < LN_NOTHING {
                    return Some(0.0);
                }
                Enumeration::new(&self.weights, n, limit)?.no_more_likely(n, bound)
            }
        }
    }

    /// The smallest p-value that any outcome of `n` tasks could have: that of all tasks in the
    /// rarest output, or in any of those equally rare.
    #[must_use]
    pub fn smallest_p(&self, n: u64) -> f64 {
        let (Some(rarest), total) = (self.weights.first(), self.weights.iter().sum::<f64>()) else {
            return 1.0;
        };
        if n == 0 || self.weights.len() == 1 {
            return 1.0;
        }
        if let [weight, rest] = self.weights.as_slice() {
            let law = Chance::from_weights(*weight, *rest).map(|c| Binomial::new(n, c));
            return law.map_or(1.0, |law| law.smallest_p());
        }
        // The probability is log-concave in the counts, so its least value is at a corner.
        let bound = n as f64 * libm::log(rarest / total) + libm::log1p(TIE_TOLERANCE);
        let corners = self.weights.iter().map(|w| n as f64 * libm::log(w / total));
        corners.filter(|ln| *ln <= bound).map(libm::exp).sum()
    }

    /// The work that a p-value of 10⁻⁴ is estimated to take, in table lookups. It depends on the
    /// shares and `n` alone, so that what a run happened to give does not choose its test.
    ///
    /// The outcomes to visit lie in an ellipsoid, that of Pearson's statistic (quantile by the
    /// approximation of Wilson and Hilferty, 1931), less the two outputs summed in closed form.
    #[must_use]
    pub fn expected_work(&self, n: u64) -> f64 {
        let Some(free) = self.weights.len().checked_sub(2) else {
            return 1.0;
        };
        let per_pair = if n > 256 { 40.0 } else { 1.0 };
        let total: f64 = self.weights.iter().sum();
        let degrees = (free + 1) as f64;
        let part = 2.0 / (9.0 * degrees);
        let radius = (degrees * libm::pow(1.0 - part + 3.719 * part.sqrt(), 3.0)).sqrt();
        let (mut boxed, mut all, mut wide, mut left) = (1.0, 1.0, 0.0, 1.0);
        for (index, weight) in self.weights.iter().take(free).enumerate() {
            let share = weight / total;
            let sd = (n as f64 * share * (1.0 - share / left)).sqrt();
            left -= share;
            boxed *= (2.0 * radius * sd + 1.0).min(n as f64 + 1.0);
            wide += if radius * sd > 1.0 { 1.0 } else { 0.0 };
            // The number of ways to put n tasks in one more output than so far.
            all *= (n as f64 + index as f64 + 1.0) / (index as f64 + 1.0);
        }
        // A ball in so many dimensions as a part of its box.
        let ball = libm::pow(PI / 4.0, wide / 2.0) / libm::tgamma(wide / 2.0 + 1.0);
        let tables = degrees * (n.min(1 << 16) as f64) / 4.0;
        tables + per_pair * (boxed * ball).min(all)
    }

    fn ordered(&self, counts: &[u64]) -> Vec<u64> {
        let at = |place: &usize| counts.get(*place).copied().unwrap_or(0);
        self.places.iter().map(at).collect()
    }
}

/// Sum of counts; those of a split that can be judged are far from the limit.
fn total(counts: &[u64]) -> u64 {
    counts.iter().fold(0, |sum, count| sum.saturating_add(*count))
}
