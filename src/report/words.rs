//! Sentences about a split, and the names of a route.

use super::numbers::p_value;
use crate::simulate::{RouteReport, RunReport, SplitReport, StageReport};

/// The judgement of a stage's split for a person.
#[must_use]
pub fn split_sentence(stage: &StageReport, split: &SplitReport) -> String {
    let judged: Vec<_> = stage.outputs.iter().filter_map(|output| output.judgement.as_ref()).collect();
    let telling = match judged.as_slice() {
        // Of two outputs one says it all.
        [first, _] if stage.outputs.len() == 2 => first.sentence.clone(),
        [only] => only.sentence.clone(),
        _ => format!("The split as a whole: {}, p {}.", split.verdict.name(), p_value(split.p_value)),
    };
    let first = if split.first_visits_only { " (First visits alone are judged.)" } else { "" };
    format!("{telling}{first}")
}

/// The stages with a choice on a route, each with the way out taken, and where it ends.
#[must_use]
pub fn route_text(report: &RunReport, route: &RouteReport) -> String {
    let stage = |id: &str| report.stages.iter().find(|stage| stage.id == id);
    let chosen = route.steps.iter().filter(|step| stage(&step.stage).is_some_and(|s| s.outputs.len() > 1));
    let name = |id: &str| stage(id).map_or_else(String::new, |stage| stage.name.clone());
    let mut all: Vec<String> = chosen.map(|step| format!("{}: {}", name(&step.stage), step.output)).collect();
    all.push(route.rests.as_deref().map_or_else(|| "stopped".to_owned(), name));
    all.join(" > ")
}
