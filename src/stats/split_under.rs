//! The judgement of a whole split by the laws of its sampling method.

use super::chance::Chance;
use super::error::SplitError;
use super::law::CountLaw;
use super::output::{OutputJudgement, judge_under, smallest_p};
use super::split::{SplitJudgement, SplitTest, checked_total};
use super::verdict::Verdict;

/// Judges the counts `observed` against the shares `intended`, each by its law in `laws`, and all
/// together by [`SplitTest::ExactMethod`]. Holm's step holds whatever the outputs have to do with
/// each other, so false alarms are as rare as they should be; it may miss a deviation that is
/// spread over many outputs.
///
/// # Errors
/// As [`judge_split`](super::judge_split), and where there are not as many laws as shares.
/// Whether the laws fit the shares and each other is the caller's to know.
pub fn judge_split_under(
    intended: &[f64],
    laws: &[CountLaw],
    observed: &[u64],
) -> Result<SplitJudgement, SplitError> {
    let n = checked_total(intended, observed)?;
    if laws.len() != intended.len() {
        return Err(SplitError::LawsDiffer { intended: intended.len(), laws: laws.len() });
    }
    let outputs = intended.iter().zip(laws).zip(observed).enumerate();
    let outputs: Vec<OutputJudgement> = outputs
        .map(|(index, ((&value, law), &count))| {
            let chance = Chance::new(value).ok_or(SplitError::NotAShare { index, value })?;
            Ok(judge_under(value, chance, law, count, n))
        })
        .collect::<Result<_, SplitError>>()?;
    let shared = || intended.iter().enumerate().filter(|(_, share)| **share > 0.0).map(|(i, _)| i);
    let p_values: Vec<f64> = shared().filter_map(|i| outputs.get(i)).map(|o| o.p_value).collect();
    let least: Vec<f64> = shared().filter_map(|i| laws.get(i)).map(|law| smallest_p(law, n)).collect();
    let leak = outputs.iter().any(|output| output.intended == 0.0 && output.observed > 0);
    let p_value = together(&p_values);
    Ok(SplitJudgement {
        outputs,
        n,
        test: SplitTest::ExactMethod,
        p_value: if leak { 0.0 } else { p_value },
        verdict: Verdict::new(p_value, together(&least), leak),
    })
}

/// The p-value of outputs with these p-values. Two outputs mirror each other and so do theirs;
/// a count that either forbids is a fault all the same.
fn together(p_values: &[f64]) -> f64 {
    let least = p_values.iter().copied().fold(1.0, f64::min);
    match p_values {
        [first, _] if least > 0.0 => *first,
        [_, _] | [_] | [] => least,
        _ => (least * p_values.len() as f64).min(1.0),
    }
}
