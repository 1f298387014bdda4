//! A probability together with its complement, both to twice the precision of an `f64`.

/// Denominator of the shares people set: millionths.
const MILLION: f64 = 1_000_000.0;

/// A probability p and its complement q = 1 − p.
///
/// Both are kept as a double and the rounding error of that double. `1.0 - 0.999_999` alone is
/// wrong in its eleventh digit, and at 10⁹ tasks even the rounding of 0.2 to a double shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chance {
    p: f64,
    p_low: f64,
    q: f64,
    q_low: f64,
}

impl Chance {
    /// The chance meant by `p`. A double nearest to a whole number of millionths is taken as
    /// exactly that number of millionths, and any other as it stands. `None` unless 0 ≤ p ≤ 1.
    #[must_use]
    pub fn new(p: f64) -> Option<Self> {
        if !(0.0..=1.0).contains(&p) {
            return None;
        }
        let (weight, rest) = Self::weights(p);
        Self::from_weights(weight, rest)
    }

    /// The chance of one of two outcomes with weights `weight` and `rest`: weight / (weight +
    /// rest). `None` unless both are finite, not negative, and not both zero.
    #[must_use]
    pub fn from_weights(weight: f64, rest: f64) -> Option<Self> {
        let total = weight + rest;
        if !(weight >= 0.0 && rest >= 0.0 && total > 0.0 && total.is_finite()) {
            return None;
        }
        let (p, p_low) = divide(weight, total);
        let (q, q_low) = divide(rest, total);
        Some(Self { p, p_low, q, q_low })
    }

    /// `p` and `1 − p` as weights in the same unit: millionths where `p` is a whole number of
    /// them, else shares of one.
    pub(super) fn weights(p: f64) -> (f64, f64) {
        let millionths = libm::round(p * MILLION);
        if millionths / MILLION == p { (millionths, MILLION - millionths) } else { (p, 1.0 - p) }
    }

    /// The probability, in [0, 1].
    #[must_use]
    pub fn p(self) -> f64 {
        self.p
    }

    /// Its complement 1 − p, correctly rounded even where p is close to 1.
    #[must_use]
    pub fn q(self) -> f64 {
        self.q
    }

    /// The chance of the other outcome.
    #[must_use]
    pub fn swapped(self) -> Self {
        Self { p: self.q, p_low: self.q_low, q: self.p, q_low: self.p_low }
    }

    /// `k − n·p`, in tasks, free of the rounding of the product. Exactly zero where `k` is the
    /// mean, up to a billionth of a task.
    #[must_use]
    pub fn excess(self, n: u64, k: u64) -> f64 {
        let (n, k) = (n as f64, k as f64);
        let high = n * self.p;
        let low = libm::fma(n, self.p, -high) + n * self.p_low;
        let excess = (k - high) - low;
        if excess.abs() < 1e-9 { 0.0 } else { excess }
    }

    /// Natural logarithm of p; −∞ at 0.
    #[must_use]
    pub fn ln_p(self) -> f64 {
        self.swapped().ln_q()
    }

    /// Natural logarithm of q; −∞ at p = 1.
    #[must_use]
    pub fn ln_q(self) -> f64 {
        if self.p <= 0.5 { libm::log1p(-self.p) } else { libm::log(self.q) }
    }
}

/// `a / b` and the rounding error of that quotient.
fn divide(a: f64, b: f64) -> (f64, f64) {
    let quotient = a / b;
    (quotient, -libm::fma(quotient, b, -a) / b)
}
