//! A smooth curve above the chance that a count exceeds its bound.
//!
//! P(X > n·c) for X binomial (n, p) and a bound c > p jumps with n, because counts come whole. With
//! P(X ≥ k) = I_p(k, n − k + 1), which falls as k grows, and the next whole number above n·c, it is
//! at most F(n) = I_p(n·c, n·(1−c) + 1), defined for every n.
//!
//! F(n) is P(B ≤ p) for a beta law with density ∝ g(t)ⁿ / t, where g(t) = t^c (1−t)^(1−c): an
//! exponential family in n with the statistic ln g. So d/dn ln F = E[ln g | B ≤ p] − E[ln g]. Since g
//! grows up to c, the first is at most ln g(p), and F falls wherever ln g(p) ≤ E[ln g]. With the
//! known bounds ln x − 1/2x − 1/12x² < ψ(x) < ln x − 1/2x and ψ(x + 1) > ln x (NIST DLMF 5.11.1) that
//! is so where n·KL(c‖p) ≥ ½ + 1/(12·n·c·(1−c)), and where n·KL(c‖p) ≥ 1 + 1/(12·n·c); KL is the
//! Kullback-Leibler divergence of the two shares. Once it holds it holds for every larger n.

use super::super::chance::Chance;
use super::super::deviance::{LN_TWO_PI, half_deviance, stirling_error};
use super::super::quantile::first;
use super::super::tail::beta_fraction;
use super::given::{MILLION, MOST_PLANNED};

/// The curve F above P(X > n·c).
#[derive(Debug, Clone, Copy)]
pub(super) struct Envelope {
    chance: Chance,
    /// c, 1 − c and c − p.
    bound: f64,
    rest: f64,
    gap: f64,
}

impl Envelope {
    /// The curve for a share of `share` and a bound of `bound`, in millionths; `None` where the count
    /// cannot exceed the bound.
    pub(super) fn new(chance: Chance, share: u64, bound: u64) -> Option<Self> {
        let part = |millionths: u64| millionths as f64 / MILLION as f64;
        (share > 0 && share < bound && bound < MILLION).then(|| Self {
            chance,
            bound: part(bound),
            rest: part(MILLION - bound),
            gap: part(bound - share),
        })
    }

    /// From which number of tasks on the curve surely falls.
    pub(super) fn falls_from(&self) -> u64 {
        let (p, q) = (self.chance.p(), self.chance.q());
        let divergence = half_deviance(self.bound, p, self.gap) + half_deviance(self.rest, q, -self.gap);
        first(1, MOST_PLANNED + 1, |n| {
            let n = n as f64;
            let near = 0.5 + 1.0 / (12.0 * n * self.bound * self.rest);
            let far = 1.0 + 1.0 / (12.0 * n * self.bound);
            n * divergence >= near.min(far)
        })
    }

    /// F(n), at most 1.
    pub(super) fn at(&self, n: u64) -> f64 {
        let n = n as f64;
        let (p, q) = (self.chance.p(), self.chance.q());
        let (x, rest, gap) = (n * self.bound, n * self.rest, n * self.gap);
        if gap <= p {
            return 1.0;
        }
        // The binomial probability at a count that is not whole, as in `binomial.rs`.
        let deviance = half_deviance(x, n * p, gap) + half_deviance(rest, n * q, -gap);
        let correction = stirling_error(n) - stirling_error(x) - stirling_error(rest);
        let height = 0.5 * (libm::log(n / (x * rest)) - LN_TWO_PI);
        let density = libm::exp(height + correction - deviance);
        (density * x * q / beta_fraction(x, rest + 1.0, p, q, gap - p)).min(1.0)
    }
}
