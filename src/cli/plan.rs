//! `sluice plan`

use std::io::Write;
use std::process::ExitCode;

use serde::Serialize;

use super::args::Format;
use super::plan_args::{PlanArgs, Question};
use super::{Failure, print_json};
use crate::stats::planning::{
    BenchmarkPlan, EmptyPlan, ExpectedCounts, OutputPlan, PlanError, RunningPlan, SplitPlan, benchmark_at,
    benchmark_tasks, empty_outputs, expected_counts, running_bounds, tasks_within, usual_moments,
};
use crate::stats::{count_text, percent_text};
use crate::workflow::Share;

/// Answers a question about a run that is still to come.
pub fn plan(args: &PlanArgs, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let format = args.format;
    match &args.question {
        Question::Split(of) => {
            let (within, level) = (of.within.fraction(), of.confidence.fraction());
            print(tasks_within(&fractions(&of.intended), within, level), split, format, out)
        }
        Question::Range(of) => print(expected_counts(&fractions(&of.intended), of.tasks), range, format, out),
        Question::Empty(of) => {
            let plan = empty_outputs(&fractions(&of.intended), of.tasks, of.below.fraction());
            print(plan, empty, format, out)
        }
        Question::Benchmark(of) => {
            let [good, bad, alpha, beta] = [of.good, of.bad, of.alpha, of.beta].map(Share::fraction);
            let plan = match of.tasks {
                Some(tasks) => benchmark_at(good, bad, alpha, beta, tasks),
                None => benchmark_tasks(good, bad, alpha, beta),
            };
            print(plan, benchmark, format, out)
        }
        Question::Watch(of) => {
            let level = of.confidence.fraction();
            let at = if of.at.is_empty() { usual_moments(of.tasks) } else { of.at.clone() };
            print(running_bounds(&fractions(&of.intended), level, of.tasks, &at), watch, format, out)
        }
    }
}

fn fractions(shares: &[Share]) -> Vec<f64> {
    shares.iter().map(|share| share.fraction()).collect()
}

/// Prints an answer: as it is for programs, by `text` for people.
fn print<T: Serialize>(
    answer: Result<T, PlanError>,
    text: impl Fn(&T) -> Vec<String>,
    format: Format,
    out: &mut impl Write,
) -> Result<ExitCode, Failure> {
    let answer = answer.map_err(|error| Failure::Refused(format!("This cannot be planned: {error}.")))?;
    match format {
        Format::Json => print_json(out, &answer)?,
        Format::Text => {
            for line in text(&answer) {
                writeln!(out, "{line}")?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn split(plan: &SplitPlan) -> Vec<String> {
    let output = |output: &OutputPlan| {
        format!(
            "  {:>9}: from {} tasks on; of {} tasks, {} to {} in {:.2} % of runs",
            percent_text(output.intended),
            count_text(output.tasks),
            count_text(plan.tasks),
            count_text(output.range.0),
            count_text(output.range.1),
            output.coverage * 100.0,
        )
    };
    lines(&plan.sentence, plan.outputs.iter().map(output))
}

fn range(plan: &ExpectedCounts) -> Vec<String> {
    let span = |(low, high): (u64, u64)| format!("{} to {}", count_text(low), count_text(high));
    let outputs = plan.outputs.iter().map(|output| {
        format!(
            "  {:>9}: {:.1} on average; 95 of 100 runs: {}; 999 of 1,000: {}",
            percent_text(output.intended),
            output.expected,
            span(output.range95),
            span(output.range999),
        )
    });
    lines(&plan.sentence, outputs)
}

fn empty(plan: &EmptyPlan) -> Vec<String> {
    let outputs = plan.outputs.iter().map(|output| {
        let share = percent_text(output.intended);
        match output.filled_from {
            None => format!("  {share:>9}: meant to stay empty"),
            Some(from) => {
                let chance = output.empty * 100.0;
                let chance = if chance < 0.001 { format!("{chance:.1e}") } else { format!("{chance:.3}") };
                let (from, most) = (count_text(from), percent_text(plan.level));
                format!("  {share:>9}: empty in {chance} % of runs; from {from} tasks on in at most {most}")
            }
        }
    });
    lines(&plan.sentence, outputs)
}

fn benchmark(plan: &BenchmarkPlan) -> Vec<String> {
    let (fails, passes) = (plan.good_fails * 100.0, plan.bad_passes * 100.0);
    let row = |who: &str, accuracy: f64, does: &str, chance: f64, most: f64| {
        let (accuracy, most) = (percent_text(accuracy), percent_text(most));
        format!("  {who} ({accuracy}) {does}: {chance:.3} %, at most {most} allowed")
    };
    let rows = [
        row("good", plan.good, "fails", fails, plan.alpha),
        row("bad", plan.bad, "passes", passes, plan.beta),
    ];
    lines(&plan.sentence, rows.into_iter())
}

fn watch(plan: &RunningPlan) -> Vec<String> {
    let rows = plan.rows.iter().map(|row| {
        let ranges =
            row.ranges.iter().map(|(low, high)| format!("{} to {}", count_text(*low), count_text(*high)));
        let ranges: Vec<String> = ranges.collect();
        format!("  after {:>13}: {}", count_text(row.tasks), ranges.join(", "))
    });
    lines(&plan.sentence, rows)
}

/// The answer, and under it a line for each of its parts.
fn lines(sentence: &str, rest: impl Iterator<Item = String>) -> Vec<String> {
    std::iter::once(sentence.to_owned()).chain(rest).collect()
}
