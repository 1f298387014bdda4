//! From a report's counts to the shares that a chart draws and the words beside them.

use crate::chart::{LabelWidths, Marks};
use crate::scene::text;
use crate::simulate::{OutputReport, StageReport};
use crate::view::format;
use crate::view::judged::{is_sure, marks, range};

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
