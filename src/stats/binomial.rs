//! The binomial law: how many of n tasks take an output of share p.

use super::chance::Chance;
use super::deviance::{LN_TWO_PI, half_deviance, stirling_error};

/// The law of the number of tasks, out of `n` independent ones, that take an output whose chance
/// is the same for each. Valid for n up to 2⁵³; the tails take time proportional to √n at worst.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Binomial {
    n: u64,
    chance: Chance,
}

impl Binomial {
    /// The law for `n` tasks with the given chance each.
    #[must_use]
    pub fn new(n: u64, chance: Chance) -> Self {
        Self { n, chance }
    }

    /// The law for `n` tasks and a share of `p`; `None` unless 0 ≤ p ≤ 1.
    #[must_use]
    pub fn with_share(n: u64, p: f64) -> Option<Self> {
        Chance::new(p).map(|chance| Self::new(n, chance))
    }

    /// Number of tasks.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.n
    }

    /// The chance of each.
    #[must_use]
    pub fn chance(&self) -> Chance {
        self.chance
    }

    /// The law of the tasks that do not take the output.
    #[must_use]
    pub fn reflected(&self) -> Self {
        Self::new(self.n, self.chance.swapped())
    }

    /// Mean n·p, in tasks.
    #[must_use]
    pub fn mean(&self) -> f64 {
        -self.chance.excess(self.n, 0)
    }

    /// Standard deviation √(n·p·q), in tasks.
    #[must_use]
    pub fn sd(&self) -> f64 {
        (self.n as f64 * self.chance.p() * self.chance.q()).sqrt()
    }

    /// The most likely count, ⌊(n+1)·p⌋ and at most n.
    #[must_use]
    pub fn mode(&self) -> u64 {
        // ⌊np + p⌋, from the mean rounded down and what is left of it.
        let floor = libm::floor(self.mean()) as u64;
        let part = -self.chance.excess(self.n, floor);
        let mode = if part + self.chance.p() >= 1.0 { floor + 1 } else { floor };
        mode.min(self.n)
    }

    /// Natural logarithm of P(X = k); −∞ for an impossible count.
    ///
    /// Source: Loader's saddle-point form, see `deviance.rs`.
    #[must_use]
    pub fn ln_pmf(&self, k: u64) -> f64 {
        if k > self.n {
            return f64::NEG_INFINITY;
        }
        let (n, x, rest) = (self.n as f64, k as f64, (self.n - k) as f64);
        // The ends apart: there the logarithm may be infinite, and times zero it means zero.
        if k == 0 {
            return if self.n == 0 { 0.0 } else { n * self.chance.ln_q() };
        }
        if k == self.n {
            return n * self.chance.ln_p();
        }
        if self.chance.p() == 0.0 || self.chance.q() == 0.0 {
            return f64::NEG_INFINITY;
        }
        let gap = self.chance.excess(self.n, k);
        let deviance =
            half_deviance(x, n * self.chance.p(), gap) + half_deviance(rest, n * self.chance.q(), -gap);
        let correction = stirling_error(n) - stirling_error(x) - stirling_error(rest);
        let height = 0.5 * (libm::log(n / (x * rest)) - LN_TWO_PI);
        height + correction - deviance
    }

    /// P(X = k), the probability of exactly `k` tasks.
    #[must_use]
    pub fn pmf(&self, k: u64) -> f64 {
        libm::exp(self.ln_pmf(k))
    }
}
