//! The judgement of a whole split.

use serde::{Deserialize, Serialize};

use super::binomial::Binomial;
use super::chance::Chance;
use super::chi_square::{chi_square_upper_tail, pearson};
use super::error::SplitError;
use super::multinomial::{DEFAULT_WORK, Multinomial};
use super::output::{OutputJudgement, judge_output};
use super::verdict::Verdict;

/// The most tasks a split is judged for.
pub const MAX_TASKS: u64 = 1_000_000_000_000;

/// How far the sum of the shares may be from 1: rounding, not a share left out.
const SUM_TOLERANCE: f64 = 1e-9;

/// With an expected count under this, Pearson's test gives false alarms and is not used.
const CHI_SQUARE_FROM: f64 = 20.0;

/// Nor is it used where uneven shares add more than this to the variance of its statistic. Five
/// outputs of 1, 1, 1, 1 and 96 % pass the first rule with 2,000 tasks, and p < 0.001 then comes
/// half as often again as it should. Under both rules it is at most a tenth more often:
/// docs/method/coverage.md has the rates.
const UNEVEN_UP_TO: f64 = 0.02;

/// An outcome stranger than the plan allows for may take this many times the planned work.
const PATIENCE: u64 = 2;

/// Which test judged the whole split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SplitTest {
    /// The exact two-sided binomial test: at most two outputs with a share above zero.
    ExactBinomial,
    /// The exact multinomial test.
    ExactMultinomial,
    /// Pearson's chi-square test: every expected count is 20 or more, and the shares are not so
    /// uneven that its tail is too light. An approximation: p < 0.001 can come up to a tenth more
    /// often than one time in a thousand.
    ChiSquare,
    /// The outcomes are too many and Pearson's test would not be good enough: the least of the outputs'
    /// exact binomial p-values, times the number of outputs (Holm's first step). Never too small,
    /// whatever the shares; it may miss a deviation spread over many outputs.
    HolmExactBinomial,
    /// The exact law of the sampling method, output by output: with two outputs the one p-value
    /// that they share, with more the least of theirs times their number (Holm's first step).
    ExactMethod,
}

/// A split, judged: each output on its own and all of them together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SplitJudgement {
    /// The outputs, in the order given.
    pub outputs: Vec<OutputJudgement>,
    /// Tasks that reached the split: the sum of the counts.
    pub n: u64,
    /// The test behind [`p_value`](Self::p_value). It follows from the shares and `n`, except
    /// that outcomes far beyond suspicion may be left to a cheaper test.
    pub test: SplitTest,
    /// Probability, under the shares asked for, of counts at least this strange. 0 where a task
    /// took an output of 0 %.
    pub p_value: f64,
    /// The verdict on the whole split.
    pub verdict: Verdict,
}

/// Judges the counts `observed` against the shares `intended`, output by output and together.
///
/// Two outputs with a share above zero: the exact binomial test. More: the exact multinomial
/// where enumerating it is within [`DEFAULT_WORK`]; else Pearson's chi-square if every expected
/// count is at least 20 and the shares are not too uneven for it; else
/// [`SplitTest::HolmExactBinomial`].
///
/// # Errors
/// No outputs, slices of different length, a share outside [0, 1], shares that do not add up to
/// 1 within 10⁻⁹, more than [`MAX_TASKS`] tasks.
pub fn judge_split(intended: &[f64], observed: &[u64]) -> Result<SplitJudgement, SplitError> {
    let n = checked_total(intended, observed)?;
    let weights = weights(intended);
    let outputs: Vec<OutputJudgement> = intended
        .iter()
        .zip(observed)
        .enumerate()
        .map(|(index, (&value, &count))| {
            let chance = chance_of(&weights, index).ok_or(SplitError::NotAShare { index, value })?;
            Ok(judge_output(value, chance, count, n))
        })
        .collect::<Result<_, SplitError>>()?;
    let leak = weights.iter().zip(observed).any(|(w, count)| *w == 0.0 && *count > 0);
    let law = Multinomial::new(&weights).ok_or(SplitError::SumNotOne { sum: 0.0 })?;
    let (test, p_value, smallest_p) = whole(&law, &weights, observed, &outputs);
    Ok(SplitJudgement {
        outputs,
        n,
        test,
        p_value: if leak { 0.0 } else { p_value },
        verdict: Verdict::new(p_value, smallest_p, leak),
    })
}

/// The test of all outputs together: which one, its p-value, and the least it could have given.
fn whole(
    law: &Multinomial,
    weights: &[f64],
    observed: &[u64],
    outputs: &[OutputJudgement],
) -> (SplitTest, f64, f64) {
    let n = outputs.first().map_or(0, |output| output.n);
    if law.outputs() <= 2 {
        // The two outputs mirror each other; with a single one every outcome but one is a leak.
        let judged = weights.iter().position(|w| *w > 0.0).unwrap_or(0);
        let p_value = outputs.get(judged).map_or(1.0, |output| output.p_value);
        let exact = chance_of(weights, judged).map(|chance| Binomial::new(n, chance));
        let smallest = exact.map_or(1.0, |exact| exact.smallest_p());
        return (SplitTest::ExactBinomial, p_value, smallest);
    }
    if law.expected_work(n) <= DEFAULT_WORK as f64
        && let Some(p_value) = law.p_value(observed, PATIENCE * DEFAULT_WORK)
    {
        return (SplitTest::ExactMultinomial, p_value, law.smallest_p(n));
    }
    let shared = || outputs.iter().filter(|output| output.intended > 0.0);
    if shared().all(|output| output.expected >= CHI_SQUARE_FROM)
        && unevenness(shared().map(|output| output.intended), n) <= UNEVEN_UP_TO
        && let Some(pearson) = pearson(weights, observed)
    {
        // The statistic is largest where all tasks take the rarest output.
        let rarest = shared().map(|output| output.intended).fold(1.0, f64::min);
        let largest = n as f64 * (1.0 - rarest) / rarest;
        let smallest = chi_square_upper_tail(largest, pearson.degrees);
        return (SplitTest::ChiSquare, pearson.p_value, smallest);
    }
    let several = law.outputs() as f64;
    let least = shared().map(|output| output.p_value).fold(1.0, f64::min);
    let smallest = (0..weights.len())
        .filter(|&index| weights.get(index).is_some_and(|w| *w > 0.0))
        .filter_map(|index| chance_of(weights, index))
        .map(|chance| Binomial::new(n, chance).smallest_p())
        .fold(1.0, f64::min);
    let adjusted = |p: f64| (several * p).min(1.0);
    (SplitTest::HolmExactBinomial, adjusted(least), adjusted(smallest))
}

/// What uneven shares add to the variance of Pearson's statistic, (Σ 1/p − k²)/n for k outputs; 0
/// for equal shares. The whole variance is 2(k−1) − (2k − 2)/n and this (J. B. S. Haldane,
/// Biometrika 29, 1937).
fn unevenness(shares: impl Iterator<Item = f64>, n: u64) -> f64 {
    let (outputs, inverse) = shares.fold((0.0, 0.0), |(k, sum), share| (k + 1.0, sum + 1.0 / share));
    (inverse - outputs * outputs) / n as f64
}

/// The number of tasks, once shares and counts are known to fit.
pub(super) fn checked_total(intended: &[f64], observed: &[u64]) -> Result<u64, SplitError> {
    if intended.is_empty() {
        return Err(SplitError::Empty);
    }
    if intended.len() != observed.len() {
        return Err(SplitError::LengthsDiffer { intended: intended.len(), observed: observed.len() });
    }
    for (index, &value) in intended.iter().enumerate() {
        if !(0.0..=1.0).contains(&value) {
            return Err(SplitError::NotAShare { index, value });
        }
    }
    let sum: f64 = intended.iter().sum();
    if (sum - 1.0).abs() > SUM_TOLERANCE {
        return Err(SplitError::SumNotOne { sum });
    }
    observed
        .iter()
        .try_fold(0_u64, |total, count| total.checked_add(*count))
        .filter(|total| *total <= MAX_TASKS)
        .ok_or(SplitError::TooManyTasks)
}

/// The shares as weights: in millionths, and so exact, where all are whole numbers of them.
fn weights(intended: &[f64]) -> Vec<f64> {
    let millionths: Vec<f64> = intended.iter().map(|p| Chance::weights(*p).0).collect();
    if millionths.iter().sum::<f64>() == 1e6 { millionths } else { intended.to_vec() }
}

/// The chance of one output against all others.
fn chance_of(weights: &[f64], index: usize) -> Option<Chance> {
    let others = weights.iter().enumerate().filter(|(i, _)| *i != index);
    Chance::from_weights(*weights.get(index)?, others.map(|(_, w)| *w).sum())
}
