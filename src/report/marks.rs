//! What a report's judgements come to in a chart.

use crate::chart::{Flag, Marks};
use crate::simulate::{Distribution, OutputJudgement, OutputReport};
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

/// The mark of a verdict.
#[must_use]
pub const fn flag(verdict: Verdict) -> Flag {
    match verdict {
        Verdict::Ordinary => Flag::Ordinary,
        Verdict::Unusual => Flag::Unusual,
        Verdict::Suspicious | Verdict::Leak => Flag::Suspicious,
        Verdict::NotEnoughTasks => Flag::Unknown,
    }
}
