//! What is wrong with a workflow, in the shape of `sluice check`.

use serde::Serialize;

use crate::workflow::{Complaint, Problem, Severity, check as problems, read};

/// A problem of the workflow, or of a place in its file.
#[derive(Debug, Serialize)]
pub struct Finding {
    #[serde(flatten)]
    problem: Problem,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    place: Option<Place>,
}

#[derive(Debug, Serialize)]
struct Place {
    line: u32,
    column: u32,
    pointer: String,
}

/// The problems of a workflow file, and whether it can be run.
#[derive(Debug, Serialize)]
pub struct CheckReport {
    workflow: String,
    runnable: bool,
    problems: Vec<Finding>,
}

/// Reads a workflow file and checks it.
pub fn report(text: &str) -> CheckReport {
    match read(text) {
        Ok(read) => {
            let found = problems(&read.workflow);
            let runnable = found.iter().all(|problem| problem.severity != Severity::Error);
            CheckReport {
                workflow: read.workflow.name,
                runnable,
                problems: of_workflow(&found, &read.warnings),
            }
        }
        Err(error) => {
            CheckReport { workflow: String::new(), runnable: false, problems: of_file(&error.complaints) }
        }
    }
}

/// The problems of a workflow, and after them the remarks about its file.
pub fn of_workflow(problems: &[Problem], remarks: &[Complaint]) -> Vec<Finding> {
    let problems = problems.iter().map(|problem| Finding { problem: problem.clone(), place: None });
    let remarks = remarks.iter().map(|remark| of_place(remark, Severity::Warning, "unknown-key"));
    problems.chain(remarks).collect()
}

/// The reasons why a file is no workflow.
pub fn of_file(complaints: &[Complaint]) -> Vec<Finding> {
    complaints.iter().map(|complaint| of_place(complaint, Severity::Error, "file")).collect()
}

fn of_place(complaint: &Complaint, severity: Severity, code: &str) -> Finding {
    let Complaint { message, pointer, line, column } = complaint.clone();
    let problem = Problem { severity, code: code.to_owned(), stage: None, message, mend: String::new() };
    Finding { problem, place: Some(Place { line, column, pointer }) }
}
