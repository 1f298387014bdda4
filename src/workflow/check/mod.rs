//! Everything wrong with a workflow that can be known before it runs.

mod content;
mod graph;
mod shares;

use super::{Problem, Severity, Workflow};

/// A workflow without errors: the only thing that the engine takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    workflow: Workflow,
    warnings: Vec<Problem>,
}

impl Checked {
    /// Checks a workflow for running.
    ///
    /// # Errors
    /// All its problems, warnings too, if any of them is an error.
    pub fn new(workflow: Workflow) -> Result<Self, Vec<Problem>> {
        let problems = check(&workflow);
        if problems.iter().any(|problem| problem.severity == Severity::Error) {
            Err(problems)
        } else {
            Ok(Self { workflow, warnings: problems })
        }
    }

    /// The workflow.
    #[must_use]
    pub const fn workflow(&self) -> &Workflow {
        &self.workflow
    }

    /// What may not be as it was meant.
    #[must_use]
    pub fn warnings(&self) -> &[Problem] {
        &self.warnings
    }
}

/// Every problem of a workflow, errors first.
#[must_use]
pub fn check(workflow: &Workflow) -> Vec<Problem> {
    let mut problems = Vec::new();
    graph::check(workflow, &mut problems);
    shares::check(workflow, &mut problems);
    content::check(workflow, &mut problems);
    let is_error = |problem: &Problem| problem.severity == Severity::Error;
    let (mut sorted, warnings): (Vec<_>, Vec<_>) = problems.into_iter().partition(is_error);
    sorted.extend(warnings);
    sorted
}
