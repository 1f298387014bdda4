//! Everything wrong with a workflow that can be known before it runs.

mod compare;
mod content;
mod cover;
mod effective;
mod graph;
pub(super) mod live;
mod nothing;
mod quorum;
mod rules;
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
            let is_warning = |problem: &Problem| problem.severity == Severity::Warning;
            Ok(Self { workflow, warnings: problems.into_iter().filter(is_warning).collect() })
        }
    }

    /// The workflow.
    #[must_use]
    pub const fn workflow(&self) -> &Workflow {
        &self.workflow
    }

    /// What may not be as it was meant; without the notes, which belong to the workflow and not
    /// to a run.
    #[must_use]
    pub fn warnings(&self) -> &[Problem] {
        &self.warnings
    }
}

/// Every problem of a workflow, errors first and notes last.
#[must_use]
pub fn check(workflow: &Workflow) -> Vec<Problem> {
    let graph = live::Graph::new(workflow);
    let mut problems = Vec::new();
    graph::check(&graph, &mut problems);
    shares::check(workflow, &mut problems);
    content::check(workflow, &mut problems);
    quorum::check(workflow, &mut problems);
    rules::check(&graph, &mut problems);
    nothing::check(&graph, &mut problems);
    effective::check(&graph, &mut problems);
    let mut sorted = Vec::with_capacity(problems.len());
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        sorted.extend(problems.iter().filter(|problem| problem.severity == severity).cloned());
    }
    sorted
}
