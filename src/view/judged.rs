//! What a report's judgements come to where they are drawn: shares for a chart (the report's), ranges in words.

use super::format;
pub use crate::report::{flag, is_sure, marks};
use crate::simulate::{OutputJudgement, StageReport};
use crate::stats::Verdict;

/// The counts of the 95 % range: `12 to 28`; where the method sets them `always 20`.
#[must_use]
pub fn range(judgement: &OutputJudgement) -> String {
    match judgement.range95 {
        [only, other] if only == other && is_sure(judgement) => {
            format!("always {}", format::count(only as f64))
        }
        both if is_sure(judgement) => format!("always {}", format::range(both)),
        both => format::range(both),
    }
}

/// The judgement that says most about a split: a leak, else the smallest p-value.
#[must_use]
pub fn most_telling(stage: &StageReport) -> Option<&OutputJudgement> {
    let judgements = || stage.outputs.iter().filter_map(|output| output.judgement.as_ref());
    let leak = judgements().find(|judgement| judgement.verdict == Verdict::Leak);
    leak.or_else(|| {
        // Two outputs have the same p-value but for rounding; the first is the one to name.
        judgements().reduce(|best, other| if other.p_value < best.p_value * 0.999 { other } else { best })
    })
}
