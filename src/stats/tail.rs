//! Tails of the binomial law, each computed in its own right.
//!
//! Both are an incomplete beta function, and that is the probability of the tail's first count
//! times a continued fraction whose terms are all positive. The probability comes from the
//! saddle-point form; the textbook prefactor, a difference of logarithms of gamma functions,
//! has no correct digit left at 10⁹ tasks.
//!
//! Source: A. R. DiDonato and A. H. Morris, "Significant Digit Computation of the Incomplete
//! Beta Function Ratios", ACM TOMS 18 (1992), the fraction called BFRAC; evaluated by Lentz's
//! method.

use super::binomial::Binomial;

/// Far more terms than 2⁵³ tasks could need where the fraction is used.
const MOST_TERMS: u32 = 1 << 28;

impl Binomial {
    /// P(X ≤ k).
    #[must_use]
    pub fn cdf(&self, k: u64) -> f64 {
        if k >= self.n() {
            return 1.0;
        }
        let gap = self.fraction_gap(k);
        // The smaller tail is computed, and only the larger one may be a complement.
        if gap >= 0.0 {
            self.lower_tail(k, gap)
        } else {
            1.0 - self.reflected().lower_tail(self.n() - k - 1, -gap)
        }
    }

    /// P(X > k).
    #[must_use]
    pub fn sf(&self, k: u64) -> f64 {
        if k >= self.n() {
            return 0.0;
        }
        self.reflected().cdf(self.n() - k - 1)
    }

    /// P(X ≥ k).
    #[must_use]
    pub fn at_least(&self, k: u64) -> f64 {
        match k.checked_sub(1) {
            None => 1.0,
            Some(below) => self.sf(below),
        }
    }

    /// P(low ≤ X ≤ high); 0 for an empty range.
    #[must_use]
    pub fn between(&self, low: u64, high: u64) -> f64 {
        if low > high || low > self.n() {
            return 0.0;
        }
        if low == high {
            return self.pmf(low);
        }
        let below = low.checked_sub(1).map_or(0.0, |k| self.cdf(k));
        let above = self.sf(high);
        // Beyond the mean the complement would leave nothing but rounding.
        let inside = 1.0 - below - above;
        if inside > 0.5 {
            inside
        } else if below > above {
            (self.at_least(low) - above).max(0.0)
        } else {
            (self.cdf(high) - below).max(0.0)
        }
    }

    /// How far `k` lies below the middle, (n+1)·p − (k+1): positive where the lower tail
    /// converges fast.
    fn fraction_gap(&self, k: u64) -> f64 {
        -self.chance().excess(self.n(), k) - self.chance().q()
    }

    /// P(X ≤ k) for k < n below the middle by `gap`.
    fn lower_tail(&self, k: u64, gap: f64) -> f64 {
        let chance = self.chance();
        if chance.p() == 0.0 || chance.q() == 0.0 {
            return if chance.p() == 0.0 { 1.0 } else { 0.0 };
        }
        let above = (self.n() - k) as f64;
        let fraction = beta_fraction(above, (k + 1) as f64, chance.q(), chance.p(), gap);
        (self.pmf(k) * (above * chance.p() / fraction)).min(1.0)
    }
}

/// The value F of the continued fraction in I_x(a, b) = x^a y^b / (B(a, b) · F), with y = 1 − x
/// and `gap` = a − (a + b)·x ≥ 0. For whole b it ends after b terms, exactly; for any other it
/// converges.
pub(super) fn beta_fraction(a: f64, b: f64, x: f64, y: f64, gap: f64) -> f64 {
    let denominator = |m: f64| {
        let base = m + m * (b - m) * x / (a + 2.0 * m - 1.0);
        base + (a + m) / (a + 2.0 * m + 1.0) * (gap + 1.0 + m * (1.0 + y))
    };
    let mut value = a / (a + 1.0) * (gap + 1.0);
    let (mut c, mut d) = (value, 0.0);
    for term in 1..MOST_TERMS {
        let m = f64::from(term);
        if m == b {
            break;
        }
        let step = a + 2.0 * m - 1.0;
        let numerator = (a + m - 1.0) / step * ((a + b + m - 1.0) / step) * (m * (b - m) * x * x);
        let below = denominator(m);
        d = 1.0 / (below + numerator * d);
        c = below + numerator / c;
        let change = c * d;
        value *= change;
        if (change - 1.0).abs() < 1e-16 {
            break;
        }
    }
    value
}
