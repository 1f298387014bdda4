//! The exact two-sided binomial test.

use super::binomial::Binomial;
use super::quantile::first;

/// Two probabilities count as equal when they differ by no more than this share of either.
/// Without it, rounding would decide ties such as 40 and 60 of 100 at 50 %.
pub const TIE_TOLERANCE: f64 = 1e-7;

impl Binomial {
    /// Two-sided p-value of the count `k`: the probability of all counts no more likely than it.
    ///
    /// On the side of `k`: the tail from `k` outward. On the other side: every count whose
    /// probability is at most that of `k`, up to [`TIE_TOLERANCE`]. 1 where `k` is the mean; 0
    /// for an impossible count. The same definition as `binom.test` of R and
    /// `scipy.stats.binomtest`.
    #[must_use]
    pub fn two_sided_p(&self, k: u64) -> f64 {
        if k > self.n() {
            return 0.0;
        }
        let chance = self.chance();
        if chance.p() == 0.0 {
            return if k == 0 { 1.0 } else { 0.0 };
        }
        if chance.q() == 0.0 {
            return if k == self.n() { 1.0 } else { 0.0 };
        }
        let excess = chance.excess(self.n(), k);
        if excess == 0.0 {
            1.0
        } else if excess < 0.0 {
            self.p_from_below(k, -excess)
        } else {
            self.reflected().p_from_below(self.n() - k, excess)
        }
    }

    /// The smallest two-sided p-value any count could have: 1 for no tasks, 0 where a share of
    /// 0 % or 100 % makes some count impossible.
    #[must_use]
    pub fn smallest_p(&self) -> f64 {
        if self.n() == 0 {
            return 1.0;
        }
        // The probability has one peak, so an end is the least likely count.
        self.two_sided_p(0).min(self.two_sided_p(self.n()))
    }

    /// The p-value of a count that lies `shortfall` > 0 tasks below the mean.
    fn p_from_below(&self, k: u64, shortfall: f64) -> f64 {
        let n = self.n();
        let bound = self.ln_pmf(k) + libm::log1p(TIE_TOLERANCE);
        let above_mean = k.saturating_add(libm::ceil(shortfall) as u64).min(n);
        // From the mean up the probability falls, so the counts wanted are a tail.
        let start = first(above_mean, n, |i| self.ln_pmf(i) <= bound);
        let far = if self.ln_pmf(start) <= bound { self.at_least(start) } else { 0.0 };
        (self.cdf(k) + far).min(1.0)
    }
}
