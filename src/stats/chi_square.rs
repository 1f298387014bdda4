//! Pearson's chi-square test, for splits too large to enumerate.

use super::deviance::{LN_TWO_PI, half_deviance, stirling_error};

/// Pearson's statistic with its degrees of freedom and its p-value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChiSquare {
    /// Σ (observed − expected)² / expected.
    pub statistic: f64,
    /// Number of outputs with a share above zero, less one.
    pub degrees: u32,
    /// P(χ² ≥ statistic) with that many degrees of freedom.
    pub p_value: f64,
}

/// Pearson's test of `counts` against shares proportional to `weights`. Outputs of weight 0 are
/// left out; their tasks are a leak, which is not a matter of chance. `None` where the slices
/// differ in length or nothing remains to be compared (no tasks, or fewer than two outputs).
///
/// Source: K. Pearson, 1900. The p-value is an approximation: with expected counts under 20 it
/// is too small in the tails, and an exact test should be used.
#[must_use]
pub fn pearson(weights: &[f64], counts: &[u64]) -> Option<ChiSquare> {
    if weights.len() != counts.len() {
        return None;
    }
    let cells = || weights.iter().zip(counts).filter(|(weight, _)| **weight > 0.0);
    let total: f64 = weights.iter().sum();
    let n = cells().map(|(_, count)| *count as f64).sum::<f64>();
    let degrees = u32::try_from(cells().count().checked_sub(1)?).ok()?;
    if degrees == 0 || n <= 0.0 {
        return None;
    }
    let statistic = cells()
        .map(|(weight, count)| {
            let expected = n * (weight / total);
            let gap = *count as f64 - expected;
            gap * gap / expected
        })
        .sum();
    Some(ChiSquare { statistic, degrees, p_value: chi_square_upper_tail(statistic, degrees) })
}

/// P(χ² ≥ `statistic`) with `degrees` degrees of freedom: 1 at a statistic of 0 or less, and for
/// no degrees of freedom 0 above it. Accurate down to the smallest doubles.
///
/// For whole degrees of freedom the tail is a finite sum of positive terms (Abramowitz and
/// Stegun 26.4.4 and 26.4.5), so nothing is iterated to convergence and nothing subtracted.
#[must_use]
pub fn chi_square_upper_tail(statistic: f64, degrees: u32) -> f64 {
    if statistic <= 0.0 {
        return 1.0;
    }
    let half = statistic / 2.0;
    let odd = degrees % 2 == 1;
    let least = if odd { 0.5 } else { 0.0 };
    let most = f64::from(degrees) / 2.0 - 1.0;
    let rest = if odd { libm::erfc(half.sqrt()) } else { 0.0 };
    if most < least {
        return rest;
    }
    // Poisson-like terms of order `least` to `most`, outward from the largest: the first one may
    // be too small for a double although the sum is not.
    let top = (libm::floor(half - least) + least).clamp(least, most);
    let height = poisson_term(top, half);
    let (mut sum, mut term, mut order) = (height, height, top);
    while order > least {
        term *= order / half;
        order -= 1.0;
        sum += term;
    }
    (term, order) = (height, top);
    while order < most {
        order += 1.0;
        term *= half / order;
        sum += term;
    }
    (sum + rest).min(1.0)
}

/// e^(−mean) · mean^order / Γ(order + 1), by the saddle-point form.
fn poisson_term(order: f64, mean: f64) -> f64 {
    if order == 0.0 {
        return libm::exp(-mean);
    }
    let exponent = -stirling_error(order) - half_deviance(order, mean, order - mean);
    libm::exp(exponent - 0.5 * (LN_TWO_PI + libm::log(order)))
}
