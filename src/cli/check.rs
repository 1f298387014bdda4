//! `sluice check`

use std::io::Write;
use std::process::ExitCode;

use serde::Serialize;

use super::args::{CheckArgs, Format};
use super::input::bytes;
use super::{Failure, print_json};
use crate::workflow::{Problem, Severity, check as problems, read};

/// A problem of the workflow, or of a place in its file.
#[derive(Debug, Serialize)]
struct Finding {
    #[serde(flatten)]
    problem: Problem,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<String>,
}

#[derive(Debug, Serialize)]
struct CheckReport {
    workflow: String,
    runnable: bool,
    problems: Vec<Finding>,
}

pub fn check(args: &CheckArgs, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let file = args.workflow.display().to_string();
    let report = report(&bytes(&args.workflow)?);
    match args.format {
        Format::Json => print_json(out, &report)?,
        Format::Text => text(out, &file, &report)?,
    }
    Ok(ExitCode::from(u8::from(!report.runnable)))
}

fn report(bytes: &[u8]) -> CheckReport {
    let text = String::from_utf8_lossy(bytes);
    let (workflow, findings) = match read(&text) {
        Ok(read) => {
            let of_file = read.warnings.into_iter().map(|c| of_place(c, Severity::Warning, "unknown-key"));
            let of_graph = problems(&read.workflow).into_iter().map(of_workflow);
            (read.workflow.name, of_graph.chain(of_file).collect())
        }
        Err(error) => {
            let of_file = error.complaints.into_iter().map(|c| of_place(c, Severity::Error, "file"));
            (String::new(), of_file.collect::<Vec<_>>())
        }
    };
    let runnable = findings.iter().all(|finding| finding.problem.severity != Severity::Error);
    CheckReport { workflow, runnable, problems: findings }
}

fn of_workflow(problem: Problem) -> Finding {
    Finding { problem, line: None, column: None, pointer: None }
}

fn of_place(complaint: crate::workflow::Complaint, severity: Severity, code: &str) -> Finding {
    let problem = Problem {
        severity,
        code: code.to_owned(),
        stage: None,
        message: complaint.message,
        mend: String::new(),
    };
    Finding {
        problem,
        line: Some(complaint.line),
        column: Some(complaint.column),
        pointer: Some(complaint.pointer),
    }
}

fn text(out: &mut impl Write, file: &str, report: &CheckReport) -> Result<(), Failure> {
    for finding in &report.problems {
        let problem = &finding.problem;
        let severity = problem.severity.name();
        let place = match (finding.line, finding.column) {
            (Some(line), Some(column)) => format!("{file}:{line}:{column}"),
            _ => file.to_owned(),
        };
        let stage = problem.stage.as_ref().map(|stage| format!(" (stage {stage})")).unwrap_or_default();
        writeln!(out, "{place}: {severity}: {} {} [{}]{stage}", problem.message, problem.mend, problem.code)?;
    }
    match (report.runnable, report.problems.is_empty()) {
        (true, true) => writeln!(out, "{file}: no problems")?,
        (true, false) => writeln!(out, "{file}: can be run")?,
        (false, _) => writeln!(out, "{file}: cannot be run until the errors are mended")?,
    }
    Ok(())
}
