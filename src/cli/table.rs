//! Reports as text.

use std::io::Write;

use super::Failure;
use crate::report::{route_text, split_sentence};
use crate::simulate::{Delivered, RunReport, StageReport};
use crate::stats::percent_text;

/// How many routes are printed.
const LISTED: usize = 12;

/// A report for people.
pub fn text(out: &mut impl Write, report: &RunReport) -> Result<(), Failure> {
    let runs = if report.runs == 1 { String::new() } else { format!(", {} runs", report.runs) };
    let name = if report.workflow.is_empty() { "Workflow" } else { &report.workflow };
    writeln!(out, "{name}: {} tasks, seed {}{runs}", report.tasks, report.seed)?;
    for stage in &report.stages {
        if stage.outputs.len() > 1 {
            writeln!(out)?;
            stage_text(out, stage)?;
        }
    }
    writeln!(out, "\n{}", report.summary.sentence)?;
    writeln!(out, "\nWhere tasks are{}", if report.runs > 1 { " (mean of all runs)" } else { "" })?;
    for ended in &report.ended {
        writeln!(out, "  {:>10}  {}", number(ended.count), ended.name)?;
    }
    for waiting in &report.waiting {
        writeln!(out, "  {:>10}  waiting in {}: {}", number(waiting.count), waiting.name, waiting.reason)?;
    }
    for stopped in &report.stopped {
        writeln!(out, "  {:>10}  stopped at {}: {}", number(stopped.count), stopped.name, stopped.reason)?;
    }
    writeln!(out, "  {:>10}  in all", report.tasks)?;
    if let Some(delivered) = &report.delivered {
        writeln!(out, "\n{}", delivered_text(delivered))?;
    }
    for note in &report.notes {
        writeln!(out, "\n{}", note.message)?;
    }
    routes_text(out, report)
}

fn delivered_text(delivered: &Delivered) -> String {
    let share = delivered.share.map_or_else(String::new, |share| format!(" ({:.2} %)", share * 100.0));
    format!("Wrong of those delivered: {} of {}{share}", number(delivered.wrong), number(delivered.tasks))
}

/// The routes, where tasks have more than one.
fn routes_text(out: &mut impl Write, report: &RunReport) -> Result<(), Failure> {
    if report.routes.len() < 2 {
        return Ok(());
    }
    writeln!(out, "\nThe ways they went (each way out once; intended share where it is known)")?;
    for route in report.routes.iter().take(LISTED) {
        let intended = route.intended.map_or_else(|| "-".to_owned(), percent_text);
        let wrong = route.wrong.filter(|wrong| *wrong > 0.0);
        let wrong = wrong.map_or_else(String::new, |wrong| format!(", {} wrong", number(wrong)));
        let (share, steps) = (route.share * 100.0, route_text(report, route));
        writeln!(out, "  {:>10}  {intended:>9} -> {share:>6.2} %  {steps}{wrong}", number(route.tasks))?;
    }
    let listed: f64 = report.routes.iter().take(LISTED).map(|route| route.tasks).sum();
    if listed + 0.5 < report.tasks as f64 {
        writeln!(out, "  {:>10}  by other ways", number(report.tasks as f64 - listed))?;
    }
    Ok(())
}

fn stage_text(out: &mut impl Write, stage: &StageReport) -> Result<(), Failure> {
    writeln!(out, "{} ({}), {} visits", stage.name, stage.kind, number(stage.arrived))?;
    let width = stage.outputs.iter().map(|output| output.name.chars().count()).max().unwrap_or(0);
    for output in &stage.outputs {
        let name = format!("{:width$}", output.name);
        let intended = output.intended.map_or_else(|| "-".to_owned(), percent_text);
        let share = output.share.map_or_else(|| "-".to_owned(), |share| format!("{:.2} %", share * 100.0));
        let range = output.judgement.as_ref().map_or_else(String::new, |j| {
            format!("  95 of 100: {} to {}, p {}", j.range95[0], j.range95[1], p_value(j.p_value))
        });
        writeln!(out, "  {name}  {intended:>9} -> {share:>9}  {:>10}{range}", number(output.observed))?;
    }
    if let Some(split) = &stage.split {
        writeln!(out, "  {}", split_sentence(stage, split))?;
    }
    Ok(())
}

fn number(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value:.2}") }
}

fn p_value(p: f64) -> String {
    if p < 0.001 && p > 0.0 { format!("{p:.1e}") } else { format!("{p:.3}") }
}
