//! Quantiles and central ranges of the binomial law.

use super::binomial::Binomial;

/// Relative slack of a comparison with a tail probability: it absorbs rounding, so that a count
/// whose tail is exactly the level asked for is accepted.
pub(super) const SLACK: f64 = 1e-11;

impl Binomial {
    /// The smallest k with P(X ≤ k) ≥ `level`; 0 for a level of 0 or less, and for a level of 1
    /// or more the largest possible count.
    #[must_use]
    pub fn quantile(&self, level: f64) -> u64 {
        if level <= 0.5 { self.lower_quantile(level) } else { self.upper_quantile(1.0 - level) }
    }

    /// The central range of the count at `level` (0.95 for the central 95 %): from the smallest k
    /// with P(X ≤ k) ≥ (1−level)/2 to the smallest k with P(X > k) ≤ (1−level)/2, both inclusive.
    /// Each side is left out with at most (1−level)/2, so the range covers at least `level`.
    #[must_use]
    pub fn central_range(&self, level: f64) -> (u64, u64) {
        let tail = (1.0 - level) / 2.0;
        (self.lower_quantile(tail), self.upper_quantile(tail))
    }

    /// The smallest k with P(X ≤ k) ≥ `tail`.
    fn lower_quantile(&self, tail: f64) -> u64 {
        if tail <= 0.0 {
            return 0;
        }
        let enough = tail * (1.0 - SLACK);
        self.first_near(|k| self.cdf(k) >= enough)
    }

    /// The smallest k with P(X > k) ≤ `tail`.
    fn upper_quantile(&self, tail: f64) -> u64 {
        if tail <= 0.0 {
            return if self.chance().p() == 0.0 { 0 } else { self.n() };
        }
        let little = tail * (1.0 + SLACK);
        self.first_near(|k| self.sf(k) <= little)
    }

    /// The first count for which `holds`, looked for within eight standard deviations of the mean
    /// first: few quantiles that anyone asks for lie outside.
    fn first_near(&self, holds: impl Fn(u64) -> bool) -> u64 {
        let reach = 8.0 * libm::sqrt(self.mean() * self.chance().q()) + 8.0;
        // Counts are far below what u64 holds.
        let low = (self.mean() - reach).max(0.0) as u64;
        let high = ((self.mean() + reach) as u64).min(self.n());
        let low_is_before = low == 0 || !holds(low);
        if low_is_before && holds(high) { first(low, high, holds) } else { first(0, self.n(), holds) }
    }
}

/// The first number of `low..=high` for which `holds`, given that it holds from some number on;
/// `high` if for none before it.
pub(super) fn first(mut low: u64, mut high: u64, holds: impl Fn(u64) -> bool) -> u64 {
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}
