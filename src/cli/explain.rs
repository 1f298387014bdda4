//! `sluice run --explain`

use std::io::Write;
use std::process::ExitCode;

use super::args::RunFormat;
use super::{Failure, print_json};
use crate::simulate::{Study, TaskExplanation, Units, VisitExplanation};

/// Says why one task went the way it did.
pub fn explain(
    study: &Study,
    units: &Units<'_>,
    task: &str,
    format: RunFormat,
    out: &mut impl Write,
) -> Result<ExitCode, Failure> {
    let found = units.find(task).and_then(|number| Some((number, study.explanation(number)?)));
    let (number, explanation) = found.ok_or_else(|| {
        let count = study.tasks();
        Failure::Refused(format!(
            "There is no task \"{task}\": give a number from 1 to {count}, or the title or URL of a data unit."
        ))
    })?;
    match format {
        RunFormat::Json => print_json(out, &explanation)?,
        RunFormat::Text => text(out, &explanation, units.title(number))?,
        RunFormat::Csv => {
            return Err(Failure::Usage("--explain prints text or json, not csv".to_owned()));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn text(out: &mut impl Write, explanation: &TaskExplanation, title: &str) -> Result<(), Failure> {
    write!(out, "Task {}", explanation.task)?;
    if !title.is_empty() {
        write!(out, ", {title}")?;
    }
    writeln!(out)?;
    if let Some(truth) = &explanation.truth {
        writeln!(out, "It truly holds: {}", classes(truth))?;
    }
    for visit in &explanation.visits {
        let again = if visit.visit > 1 { format!(" (visit {})", visit.visit) } else { String::new() };
        let output = visit.output.as_ref().map(|output| format!(" -> {output}")).unwrap_or_default();
        writeln!(out, "\n{}{again}{output}", visit.name)?;
        worked(out, visit)?;
        writeln!(out, "  {}", visit.sentence)?;
    }
    Ok(())
}

fn worked(out: &mut impl Write, visit: &VisitExplanation) -> Result<(), Failure> {
    if let Some(annotator) = &visit.annotator {
        let seconds = visit.seconds.map(|seconds| format!(", {seconds:.1} s")).unwrap_or_default();
        writeln!(out, "  {annotator}{seconds}")?;
    }
    if let Some(annotations) = &visit.annotations {
        writeln!(out, "  annotated: {}", classes(annotations))?;
    }
    Ok(())
}

fn classes(names: &[String]) -> String {
    if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }
}
