//! From a report's counts to the shares that a chart draws and the words beside them.

use crate::chart::{LabelWidths, Marks};
use crate::scene::text;
use crate::simulate::{Distribution, OutputJudgement, OutputReport, StageReport};
use crate::stats::LawKind;
use crate::view::format;

/// The font size of a chart's labels.
const LABEL_SIZE: f64 = 12.5;

/// What is drawn for one output, and what is written beside it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct OutputMarks {
    pub marks: Marks,
    pub name: String,
    pub observed: String,
    pub intended: String,
    pub ends: [String; 2],
}

impl OutputMarks {
    pub(super) fn of(output: &OutputReport) -> Self {
        let marks = marks(output);
        let span = marks.band95.map_or(0.0, |[from, to]| to - from);
        let percent = |share: Option<f64>| share.map(|s| format::percent_within(s, span)).unwrap_or_default();
        Self {
            marks,
            name: output.name.clone(),
            observed: percent(marks.observed),
            intended: marks
                .intended
                .map(|share| format!("asked {}", format::percent(share)))
                .unwrap_or_default(),
            ends: [0, 1].map(|end| percent(marks.band95.and_then(|band| band.get(end).copied()))),
        }
    }

    pub(super) fn widths(&self) -> LabelWidths {
        let width = |label: &str| text::width(label, LABEL_SIZE);
        LabelWidths {
            observed: width(&self.observed),
            intended: width(&self.intended),
            ends: [width(&self.ends[0]), width(&self.ends[1])],
        }
    }
}

/// The shares of one output. Where a count is judged, all are shares of the visits judged, so
/// that they can be compared; else the one seen is a share of what arrived.
fn marks(output: &OutputReport) -> Marks {
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
pub(super) fn is_sure(judgement: &OutputJudgement) -> bool {
    matches!(judgement.law, LawKind::Fixed | LawKind::Bounded)
}

/// The counts of the 95 % range: `12 to 28`; where the method sets them `always 20`.
pub(super) fn range(judgement: &OutputJudgement) -> String {
    match judgement.range95 {
        [only, other] if only == other && is_sure(judgement) => {
            format!("always {}", format::count(only as f64))
        }
        both if is_sure(judgement) => format!("always {}", format::range(both)),
        both => format::range(both),
    }
}

/// The judgement that says most about a split: a leak, else the smallest p-value.
pub(super) fn most_telling(stage: &StageReport) -> Option<&OutputJudgement> {
    let judgements = || stage.outputs.iter().filter_map(|output| output.judgement.as_ref());
    let leak = judgements().find(|judgement| judgement.verdict == crate::stats::Verdict::Leak);
    leak.or_else(|| {
        // Two outputs have the same p-value but for rounding; the first is the one to name.
        judgements().reduce(|best, other| if other.p_value < best.p_value * 0.999 { other } else { best })
    })
}

/// The whole chart in words.
pub(super) fn description(stage: &StageReport) -> String {
    let outputs = stage.outputs.iter().map(|output| {
        let mut text = format!("{}: ", output.name);
        match output.share {
            Some(share) => {
                let count = format::count(output.observed);
                text.push_str(&format!(
                    "{} observed, {count} of {}",
                    format::percent(share),
                    format::count(stage.arrived)
                ));
            }
            None => text.push_str("nothing arrived"),
        }
        match (&output.judgement, output.intended) {
            (Some(judgement), Some(intended)) => {
                let range = range(judgement);
                let range = if is_sure(judgement) { range } else { format!("95 of 100 runs give {range}") };
                text.push_str(&format!("; {} intended; {range}", format::percent(intended)));
            }
            _ => text.push_str("; the tasks decide"),
        }
        text
    });
    format!("Split of {}. {}.", stage.name, outputs.collect::<Vec<_>>().join(". "))
}
