//! The charts of a report: each split beside what was intended, and how its counts lay from run to
//! run.

use super::marks::{flag, marks};
use super::numbers::{self, count};
use crate::chart::{Caption, DotPlot, Drawing, Format, SplitRow, dotplot, splits};
use crate::simulate::{Distribution, OutputReport, RunReport, StageReport};
use crate::stats::{count_text, percent_text};

/// How wide the charts are [px]: a column of print, at the size of its text.
const WIDTH: f64 = 760.0;

/// How many dots the runs become, at most.
const DOTS: usize = 50;

/// The most outputs of a split whose runs are drawn; the table has all.
const MOST_RUNS: usize = 4;

/// Numbers as the rest of a report has them.
#[derive(Debug, Clone, Copy)]
struct Written;

impl Format for Written {
    fn count(&self, count: u64) -> String {
        count_text(count)
    }

    fn share(&self, share: f64) -> String {
        percent_text(share)
    }
}

/// A split beside what was intended; `None` where nothing arrived.
pub fn split(stage: &StageReport, report: &RunReport) -> Option<Drawing> {
    if stage.arrived == 0.0 {
        return None;
    }
    let words: Vec<Words> = stage.outputs.iter().map(Words::of).collect();
    let rows = stage.outputs.iter().zip(&words).map(|(output, words)| SplitRow {
        name: &output.name,
        marks: marks(output),
        flag: output.judgement.as_ref().map(|judgement| flag(judgement.verdict)),
        observed: &words.observed,
        intended: &words.intended,
        range: &words.range,
    });
    let rows: Vec<SplitRow> = rows.collect();
    let all =
        if report.runs > 1 { format!(", {} runs together", count_text(report.runs)) } else { String::new() };
    let title = format!("Split of {}{all}", stage.name);
    Some(splits(Caption { title: &title, description: "" }, &rows, WIDTH, &Written))
}

/// How the counts of a split's outputs lay from run to run; of two outputs the first alone, since the
/// other has what is left.
pub fn runs(stage: &StageReport, report: &RunReport) -> Vec<Drawing> {
    let some = if stage.outputs.len() == 2 { 1 } else { MOST_RUNS };
    let spread = stage.outputs.iter().filter_map(|output| Some((output, output.runs.as_ref()?)));
    let varied = spread.filter(|(_, runs)| runs.min < runs.max);
    varied.take(some).map(|(output, runs)| dots(output, runs, report.runs)).collect()
}

fn dots(output: &OutputReport, runs: &Distribution, all: u64) -> Drawing {
    let title = format!("{}: counts of {} runs, in dots", output.name, count_text(all));
    let counted = format!("Tasks of one run that took {}", output.name);
    let chart = DotPlot {
        caption: Caption { title: &title, description: "" },
        counted: &counted,
        runs: &runs.counts,
        dots: DOTS,
        range95: None,
        range_label: "",
        observed: None,
        observed_label: "",
        threshold: None,
    };
    dotplot(&chart, WIDTH, &Written)
}

/// What is written beside a row.
struct Words {
    observed: String,
    intended: String,
    range: String,
}

impl Words {
    fn of(output: &OutputReport) -> Self {
        let judged = output.judgement.as_ref().filter(|judgement| judgement.judged.n > 0);
        let came = judged.map_or_else(
            || count(output.observed),
            |said| format!("{} of {}", count_text(said.judged.k), count_text(said.judged.n)),
        );
        let share = marks(output).observed.map(numbers::percent);
        Self {
            observed: share.map_or_else(|| came.clone(), |share| format!("{came} · {share}")),
            intended: output.intended.map_or_else(
                || "the tasks decide".to_owned(),
                |share| format!("asked {}", percent_text(share)),
            ),
            range: judged.map(|said| numbers::range(said.range95)).unwrap_or_default(),
        }
    }
}
