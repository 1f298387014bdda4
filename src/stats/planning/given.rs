//! What a question is given, looked at before use.

use super::super::chance::Chance;
use super::super::split::checked_total;
use super::error::PlanError;

/// The most tasks that are planned for.
pub const MOST_PLANNED: u64 = 1_000_000_000;

/// The least confidence that is planned for. Under it the search for the last number of tasks that
/// fails would be long, and nobody asks.
pub const LEAST_LEVEL: f64 = 0.8;

/// The most confidence that is planned for.
pub const MOST_LEVEL: f64 = 0.999_999;

/// Everything, in millionths.
pub(super) const MILLION: u64 = 1_000_000;

/// A split's shares in whole millionths, adding up to a million.
pub(super) fn shares(intended: &[f64]) -> Result<Vec<u64>, PlanError> {
    checked_total(intended, &vec![0; intended.len()])?;
    let whole = |(index, share): (usize, &f64)| millionths(*share).ok_or(PlanError::TooFine { index });
    let shares: Vec<u64> = intended.iter().enumerate().map(whole).collect::<Result<_, _>>()?;
    // Within rounding of 1 and all whole: nothing else can be left to differ.
    debug_assert_eq!(shares.iter().sum::<u64>(), MILLION);
    Ok(shares)
}

/// A number of [0, 1] in whole millionths; `None` for any other.
pub(super) fn millionths(value: f64) -> Option<u64> {
    let scaled = libm::round(value * 1e6);
    let whole = (0.0..=1.0).contains(&value) && (scaled / 1e6 - value).abs() < 1e-12;
    whole.then_some(scaled as u64)
}

/// The chance of so many millionths, at most a million.
pub(super) fn chance(millionths: u64) -> Result<Chance, PlanError> {
    let rest = MILLION.saturating_sub(millionths);
    Chance::from_weights(millionths as f64, rest as f64).ok_or(PlanError::NotAnAccuracy)
}

/// What a confidence leaves out.
pub(super) fn outside(level: f64) -> Result<f64, PlanError> {
    if (LEAST_LEVEL..=MOST_LEVEL).contains(&level) { Ok(1.0 - level) } else { Err(PlanError::NotALevel) }
}

/// A risk that somebody takes, above 0 and at most one half.
pub(super) fn risk(value: f64) -> Result<f64, PlanError> {
    if value > 0.0 && value <= 0.5 { Ok(value) } else { Err(PlanError::NotARisk) }
}

/// A number of tasks, at most `most`.
pub(super) fn tasks(count: u64, most: u64) -> Result<u64, PlanError> {
    if count <= most { Ok(count) } else { Err(PlanError::TooManyTasks { most }) }
}
