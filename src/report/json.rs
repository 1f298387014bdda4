//! The report as JSON: what was run, how to repeat it, and the run's own report.

use serde::Serialize;

use super::methods::method;
use super::{Subject, VERSION};
use crate::simulate::RunReport;

/// A report for programs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Json<'a> {
    /// The version of the program.
    pub version: &'static str,
    /// The command that gives the same report again.
    pub command: &'a str,
    /// What the workflow says of itself.
    pub description: &'a str,
    /// How each stage with several outputs decides.
    pub methods: Vec<StageMethod<'a>>,
    /// What the run came to.
    pub report: &'a RunReport,
}

/// How a stage decides.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StageMethod<'a> {
    /// The stage's id.
    pub stage: &'a str,
    /// The method in a sentence.
    pub method: String,
}

/// A report for programs.
#[must_use]
pub fn json<'a>(subject: &Subject<'a>) -> Json<'a> {
    let stages = subject.workflow.stages.iter();
    let methods = stages.map(|stage| StageMethod { stage: &stage.id, method: method(stage) });
    Json {
        version: VERSION,
        command: subject.command,
        description: &subject.workflow.description,
        methods: methods.filter(|method| !method.method.is_empty()).collect(),
        report: subject.report,
    }
}
