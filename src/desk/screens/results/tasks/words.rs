//! What ways and resting places are called.

use crate::engine::Rest;
use crate::simulate::{RunReport, StageReport, TaskWay};

fn stage<'r>(report: &'r RunReport, id: &str) -> Option<&'r StageReport> {
    report.stages.iter().find(|stage| stage.id == id)
}

/// A stage's name as people see it.
pub fn stage_name(report: &RunReport, id: &str) -> String {
    stage(report, id).map_or_else(|| id.to_owned(), |stage| stage.name.clone())
}

/// How a task rests at a stage of some name.
pub fn rests(name: &str, rest: Rest) -> String {
    match rest {
        Rest::Ended => name.to_owned(),
        Rest::Waiting => format!("{name}: waiting"),
        Rest::Unconnected => format!("{name}: stopped, not connected"),
        Rest::OverLimit => format!("{name}: stopped, too many visits"),
    }
}

/// `QA sample: Review → Done`: only where there was a choice, for all else follows from it.
pub fn way(report: &RunReport, way: &TaskWay) -> String {
    let step = |step: &crate::simulate::RouteStep| {
        let stage = stage(report, &step.stage).filter(|stage| stage.outputs.len() > 1)?;
        Some(format!("{}: {}", stage.name, step.output))
    };
    let mut steps: Vec<String> = way.steps.iter().filter_map(step).collect();
    steps.push(rests(&stage_name(report, &way.stage), way.rest));
    steps.join(" → ")
}
