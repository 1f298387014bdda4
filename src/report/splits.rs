//! The splits of a run, and how they lay from run to run.

use super::charts;
use super::document::{Block, Section, Table};
use super::methods::method;
use super::numbers::{count, known, p_value, percent, range, tenths};
use super::words::split_sentence;
use crate::simulate::{Distribution, OutputReport, RunReport, SplitReport, StageReport};
use crate::stats::{SplitTest, Verdict, count_text, percent_text};
use crate::workflow::{Stage, Workflow};

/// A section for each stage with several outputs, under one for all of them.
pub fn splits(workflow: &Workflow, report: &RunReport) -> Vec<Section> {
    let stages = workflow.stages.iter().zip(&report.stages).filter(|(_, stage)| stage.outputs.len() > 1);
    let mut sections: Vec<Section> = stages.map(|(stage, came)| split(stage, came, report)).collect();
    if !sections.is_empty() {
        sections.insert(0, Section::new("Splits", Vec::new()));
    }
    sections
}

fn split(stage: &Stage, came: &StageReport, report: &RunReport) -> Section {
    let mut blocks = vec![Block::Text(format!("{} {}", arrived(came, report), method(stage)))];
    if let Some(split) = &came.split {
        blocks.push(Block::Text(split_sentence(came, split)));
    }
    let chart = |drawing| Block::Chart(Box::new(drawing));
    blocks.extend(charts::split(came, report).map(chart));
    blocks.push(Block::Table(outputs(came, report)));
    if let Some(split) = &came.split {
        blocks.push(Block::Text(test(split, report)));
    }
    if report.runs > 1 {
        blocks.extend(charts::runs(came, report).into_iter().map(chart));
        blocks.push(Block::Table(runs(came, report)));
    }
    Section { title: format!("{} ({})", came.name, came.kind), level: 3, blocks }
}

fn arrived(stage: &StageReport, report: &RunReport) -> String {
    let mean = if report.runs > 1 { ", the mean of all runs" } else { "" };
    let visits = if stage.arrived == 1.0 { "visit" } else { "visits" };
    format!("{} {visits}{mean}.", count(stage.arrived))
}

fn outputs(stage: &StageReport, report: &RunReport) -> Table {
    let mean = if report.runs > 1 { " (mean of all runs; judged over all of them)" } else { "" };
    let headings = [
        "Output",
        "#Intended",
        "#Of all arrivals",
        "#Observed",
        "#Share",
        "#Judged",
        "#Expected",
        "#95 % range",
        "#95 % interval",
        "#p",
        "Verdict",
    ];
    let mut table = Table::new(format!("Outputs of {}{mean}", stage.name), &headings);
    table.rows = stage.outputs.iter().map(row).collect();
    table.without_empty_columns()
}

fn row(output: &OutputReport) -> Vec<String> {
    let effective = output.effective.filter(|effective| Some(*effective) != output.intended);
    let judged = output.judgement.as_ref();
    let interval = |[low, high]: [f64; 2]| format!("{} to {}", percent(low), percent(high));
    vec![
        output.name.clone(),
        known(output.intended, percent_text),
        known(effective, percent_text),
        count(output.observed),
        known(output.share, percent),
        known(judged, |j| format!("{} of {}", count_text(j.judged.k), count_text(j.judged.n))),
        known(judged, |j| tenths(j.expected)),
        known(judged, |j| range(j.range95)),
        known(judged.and_then(|j| j.interval95), interval),
        known(judged, |j| p_value(j.p_value)),
        known(judged, |j| verdict(j.verdict)),
    ]
}

fn verdict(verdict: Verdict) -> String {
    verdict.name().replace('_', " ")
}

fn test(split: &SplitReport, report: &RunReport) -> String {
    let test = match split.test {
        SplitTest::ExactBinomial => "exact binomial test",
        SplitTest::ExactMultinomial => "exact multinomial test",
        SplitTest::ChiSquare => "Pearson's chi-square test",
        SplitTest::HolmExactBinomial => "exact binomial tests of its outputs, Holm's first step",
        SplitTest::ExactMethod => "exact law of its sampling method",
    };
    let several = report.stages.iter().filter(|stage| stage.split.is_some()).count() > 1;
    let adjusted = if several && split.verdict != Verdict::NotEnoughTasks {
        format!("; adjusted for all splits (Holm) p {}", p_value(split.adjusted_p_value))
    } else {
        String::new()
    };
    let (verdict, p) = (verdict(split.verdict), p_value(split.p_value));
    format!("The whole split: {verdict}, p {p} ({test}){adjusted}.")
}

/// How each output's count lay over several runs.
fn runs(stage: &StageReport, report: &RunReport) -> Table {
    let headings = [
        "Output",
        "#Least",
        "#2.5 %",
        "#Median",
        "#97.5 %",
        "#Most",
        "#Standard deviation",
        "#Inside 95 % range",
    ];
    let caption = format!("Counts of {} over {} runs", stage.name, count_text(report.runs));
    let mut table = Table::new(caption, &headings);
    let rows = stage.outputs.iter().filter_map(|output| Some((output, output.runs.as_ref()?)));
    table.rows = rows.map(|(output, runs)| runs_row(&output.name, runs, report.runs)).collect();
    table.without_empty_columns()
}

fn runs_row(name: &str, runs: &Distribution, all: u64) -> Vec<String> {
    let counts = [runs.min, runs.q025, runs.median, runs.q975, runs.max];
    let mut row = vec![name.to_owned()];
    row.extend(counts.map(count_text));
    row.push(format!("{:.2}", runs.sd));
    row.push(known(runs.inside95, |inside| format!("{} of {}", count_text(inside), count_text(all))));
    row
}
