//! What a report's judgements come to where they are drawn: shares for a chart, ranges in words.

use super::format;
use crate::chart::Marks;
use crate::simulate::{Distribution, OutputJudgement, OutputReport, StageReport};
use crate::stats::{LawKind, Verdict};

/// The shares of one output. Where a count is judged, all are shares of the visits judged, so
/// that they can be compared; else the one seen is a share of what arrived.
#[must_use]
pub fn marks(output: &OutputReport) -> Marks {
    let judged = output.judgement.as_ref().filter(|judgement| judgement.judged.n > 0);
    let drawn = judged.map_or(output.share, |j| Some(j.judged.k as f64 / j.judged.n as f64));
    let runs = output.runs.as_ref().zip(drawn).and_then(|(runs, share)| spread(runs, output.observed, share));
    let Some(judgement) = judged else {
        return Marks { observed: drawn, runs, ..Marks::default() };
    };
    let share = |range: [u64; 2]| range.map(|count| count as f64 / judgement.judged.n as f64);
    Marks {
        intended: output.intended,
        observed: drawn,
        band95: Some(share(judgement.range95)),
        // Where the method leaves nothing to chance, one band says it all.
        band999: (!is_sure(judgement)).then(|| share(judgement.range999)),
        runs,
    }
}

/// Where 95 % of the runs lie, on the scale on which their mean count is the share drawn.
fn spread(runs: &Distribution, mean: f64, share: f64) -> Option<[f64; 2]> {
    (mean > 0.0).then(|| [runs.q025, runs.q975].map(|count| count as f64 / mean * share))
}

/// Whether the method, and not chance, sets the counts that can come out.
#[must_use]
pub fn is_sure(judgement: &OutputJudgement) -> bool {
    matches!(judgement.law, LawKind::Fixed | LawKind::Bounded)
}

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
