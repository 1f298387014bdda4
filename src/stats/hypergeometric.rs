//! The hypergeometric law: how many marked ones are among draws without replacement.

use super::binomial::Binomial;
use super::chance::Chance;
use super::pair::likelier_range;
use super::quantile::{SLACK, first};
use super::split::MAX_TASKS;
use super::two_sided::TIE_TOLERANCE;

/// What may be left out of a sum of terms, relative to the sum.
const NEGLIGIBLE: f64 = 1e-17;

/// After so many steps a term is worked out afresh, lest the rounding of the steps add up.
const FRESH_EVERY: u64 = 2048;

/// The law of the number of marked tasks among `draws` tasks taken, each at most once and all
/// equally likely, out of `population` tasks of which `marked` are marked.
///
/// Probabilities, tails and p-values are good to eleven digits for populations up to 10⁹. A tail
/// takes time proportional to the standard deviation: 10⁵ steps at 10⁹ tasks at worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hypergeometric {
    population: u64,
    marked: u64,
    draws: u64,
}

impl Hypergeometric {
    /// The law of `draws` from a `population` with `marked` marked. `None` where more are marked
    /// or drawn than there are, and above [`MAX_TASKS`].
    #[must_use]
    pub fn new(population: u64, marked: u64, draws: u64) -> Option<Self> {
        let fits = marked <= population && draws <= population && population <= MAX_TASKS;
        fits.then_some(Self { population, marked, draws })
    }

    /// The smallest possible count.
    #[must_use]
    pub fn least(&self) -> u64 {
        (self.marked + self.draws).saturating_sub(self.population)
    }

    /// The largest possible count.
    #[must_use]
    pub fn most(&self) -> u64 {
        self.marked.min(self.draws)
    }

    /// Mean draws · marked / population, in tasks; 0 for an empty population.
    #[must_use]
    pub fn mean(&self) -> f64 {
        -self.excess(0)
    }

    /// `k` less the mean, in tasks, free of the rounding of the product.
    #[must_use]
    pub fn excess(&self, k: u64) -> f64 {
        let population = i128::from(self.population.max(1));
        let gap = i128::from(k) * population - i128::from(self.draws) * i128::from(self.marked);
        gap as f64 / population as f64
    }

    /// Natural logarithm of P(X = k); −∞ for an impossible count.
    ///
    /// Three binomial probabilities with the chance draws / population (the form of C. Loader,
    /// 2000, see `deviance.rs`): given the total drawn, the chance itself drops out.
    #[must_use]
    pub fn ln_pmf(&self, k: u64) -> f64 {
        if k < self.least() || k > self.most() {
            return f64::NEG_INFINITY;
        }
        let rest = self.population - self.draws;
        let (true, Some(chance)) =
            (self.least() < self.most(), Chance::from_weights(self.draws as f64, rest as f64))
        else {
            return 0.0;
        };
        let of = |n: u64, k: u64| Binomial::new(n, chance).ln_pmf(k);
        of(self.marked, k) + of(self.population - self.marked, self.draws - k)
            - of(self.population, self.draws)
    }

    /// P(X = k).
    #[must_use]
    pub fn pmf(&self, k: u64) -> f64 {
        libm::exp(self.ln_pmf(k))
    }

    /// P(X ≤ k).
    #[must_use]
    pub fn cdf(&self, k: u64) -> f64 {
        if k < self.least() {
            return 0.0;
        }
        if k >= self.most() {
            return 1.0;
        }
        // The smaller tail is summed, and only the larger one may be a complement.
        if self.excess(k) < 0.0 { self.lower_tail(k) } else { 1.0 - self.upper_tail(k + 1) }
    }

    /// P(X > k).
    #[must_use]
    pub fn sf(&self, k: u64) -> f64 {
        if k < self.least() {
            return 1.0;
        }
        if k >= self.most() {
            return 0.0;
        }
        if self.excess(k) < 0.0 { 1.0 - self.lower_tail(k) } else { self.upper_tail(k + 1) }
    }

    /// Two-sided p-value of the count `k`: the probability of all counts no more likely than it,
    /// up to [`TIE_TOLERANCE`]; 0 for an impossible count. The definition of
    /// [`Binomial::two_sided_p`].
    #[must_use]
    pub fn two_sided_p(&self, k: u64) -> f64 {
        if k < self.least() || k > self.most() {
            return 0.0;
        }
        let bound = self.ln_pmf(k) + libm::log1p(TIE_TOLERANCE);
        match likelier_range(self.most(), self.mode(), |i| self.ln_pmf(i) > bound) {
            None => 1.0,
            Some((low, high)) => {
                let below = low.checked_sub(1).map_or(0.0, |i| self.cdf(i));
                (below + self.sf(high)).min(1.0)
            }
        }
    }

    /// The central range of the count at `level`, by the definition of
    /// [`Binomial::central_range`].
    #[must_use]
    pub fn central_range(&self, level: f64) -> (u64, u64) {
        let tail = (1.0 - level) / 2.0;
        if tail <= 0.0 {
            return (self.least(), self.most());
        }
        let (enough, little) = (tail * (1.0 - SLACK), tail * (1.0 + SLACK));
        let low = first(self.least(), self.most(), |k| self.cdf(k) >= enough);
        (low, first(low, self.most(), |k| self.sf(k) <= little))
    }

    /// The most likely count, ⌊(draws + 1)(marked + 1) / (population + 2)⌋.
    fn mode(&self) -> u64 {
        let ways = (u128::from(self.draws) + 1) * (u128::from(self.marked) + 1);
        let mode = ways / (u128::from(self.population) + 2);
        u64::try_from(mode).map_or(self.most(), |mode| mode.clamp(self.least(), self.most()))
    }

    /// P(X ≤ k) for a possible k up to the mean, by adding terms downwards.
    fn lower_tail(&self, k: u64) -> f64 {
        let top = self.ln_pmf(k);
        let (mut term, mut sum) = (1.0, 1.0);
        for x in (self.least()..k).rev() {
            let ratio = self.ratio_to_next(x);
            term *= ratio;
            if (k - x).is_multiple_of(FRESH_EVERY) {
                term = libm::exp(self.ln_pmf(x) - top);
            }
            sum += term;
            // The ratios fall outwards, so what is left is under a geometric series.
            if term * ratio < sum * (1.0 - ratio) * NEGLIGIBLE {
                break;
            }
        }
        (libm::exp(top) * sum).min(1.0)
    }

    /// P(X ≥ k) for a possible k above the mean: the tasks that are not marked, seen from below.
    fn upper_tail(&self, k: u64) -> f64 {
        let others = Self { marked: self.population - self.marked, ..*self };
        others.lower_tail(self.draws - k)
    }

    /// P(X = x) / P(X = x + 1) for two possible counts.
    fn ratio_to_next(&self, x: u64) -> f64 {
        let unmarked_left = self.population - self.marked + x + 1 - self.draws;
        let down = (x + 1) as f64 * unmarked_left as f64;
        down / ((self.marked - x) as f64 * (self.draws - x) as f64)
    }
}
