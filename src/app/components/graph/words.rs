//! What the graph says about each output and stage, from the workflow and a run's report.

use crate::simulate::{OutputReport, RunReport, StageReport};
use crate::view::format;
use crate::workflow::{OutputRef, ReviewMode, Stage, StageKind, Workflow, effective_shares};

/// What is known of one output.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct OutputWords {
    pub name: String,
    /// The id of the stage that it leads to.
    pub to: Option<String>,
    /// The share of the stage's arrivals that it should get.
    pub intended: Option<f64>,
    /// The share that it got, and the count.
    pub observed: Option<(f64, f64)>,
}

impl OutputWords {
    /// `20 % → 17 %`; where nothing is intended `17 % · 17`; before a run `20 %` or nothing.
    pub(super) fn numbers(&self) -> String {
        match (self.intended, self.observed) {
            (Some(intended), Some((share, _))) => {
                format!("{} → {}", format::percent(intended), format::percent(share))
            }
            (Some(intended), None) => format::percent(intended),
            (None, Some((share, count))) => {
                format!("{} · {}", format::percent(share), format::compact(count))
            }
            (None, None) => String::new(),
        }
    }

    /// How many tasks took it.
    pub(super) fn flow(&self) -> f64 {
        self.observed.map_or(0.0, |(_, count)| count)
    }
}

/// What the report says about a stage.
pub(super) fn stage_report<'a>(report: Option<&'a RunReport>, stage: &Stage) -> Option<&'a StageReport> {
    report?.stages.iter().find(|reported| reported.id == stage.id)
}

/// What is known of every output of every stage, in order.
pub(super) fn outputs(workflow: &Workflow, report: Option<&RunReport>) -> Vec<Vec<OutputWords>> {
    workflow.stages.iter().map(|stage| of_stage(stage, stage_report(report, stage))).collect()
}

fn of_stage(stage: &Stage, reported: Option<&StageReport>) -> Vec<OutputWords> {
    let intended = intended(stage);
    let words = |(i, output): (usize, OutputRef<'_>)| {
        // An output that was renamed or moved since the run has no result of its own.
        let seen = reported.and_then(|stage| stage.outputs.get(i)).filter(|seen| seen.name == output.name);
        OutputWords {
            name: output.name.into_owned(),
            to: output.to.map(str::to_owned),
            intended: intended.get(i).copied().flatten(),
            observed: seen.and_then(observed),
        }
    };
    stage.outputs().into_iter().enumerate().map(words).collect()
}

fn observed(output: &OutputReport) -> Option<(f64, f64)> {
    output.share.map(|share| (share, output.observed))
}

/// The share of a stage's arrivals that each output should get, where the settings say.
fn intended(stage: &Stage) -> Vec<Option<f64>> {
    match &stage.kind {
        StageKind::Sampling(sampling) => {
            sampling.outputs.iter().map(|output| Some(output.share.fraction())).collect()
        }
        StageKind::Review(review) => match review.mode {
            ReviewMode::Plain { reject } => {
                vec![Some(reject.complement().fraction()), Some(reject.fraction())]
            }
            ReviewMode::Judged { .. } => Vec::new(),
        },
        StageKind::Webhook(webhook) => vec![Some(1.0 - webhook.failing()), Some(webhook.failing())],
        StageKind::Logic(logic) => effective_shares(logic.rules.iter().map(|rule| &rule.when)),
        _ => Vec::new(),
    }
}
