//! Problems of the graph: ids, edges, what can never end, who may start tasks.

use std::collections::BTreeMap;

use super::live::{Graph, Life};
use crate::workflow::{AgentRun, Problem, Release, Stage, StageKind, Workflow};

pub fn check(graph: &Graph<'_>, problems: &mut Vec<Problem>) {
    let workflow = graph.workflow;
    if workflow.datasets().next().is_none() {
        let message = "No stage gives out tasks.".to_owned();
        problems.push(Problem::error("no-dataset", None, message, "Add a Dataset stage."));
    }
    ids(workflow, problems);
    edges(graph, problems);
    endless(graph, problems);
    self_assignment(graph, problems);
}

fn ids(workflow: &Workflow, problems: &mut Vec<Problem>) {
    let mut known = BTreeMap::new();
    for (i, stage) in workflow.stages.iter().enumerate() {
        if stage.id.is_empty() {
            let message = format!("Stage {} has no id.", i + 1);
            problems.push(Problem::error("no-id", None, message, "Give it an id of its own."));
        } else if known.insert(stage.id.as_str(), i).is_some() {
            let message = format!("Two stages have the id \"{}\".", stage.id);
            problems.push(Problem::error("repeated-id", Some(&stage.id), message, "Rename one of them."));
        }
    }
}

fn edges(graph: &Graph<'_>, problems: &mut Vec<Problem>) {
    for (stage, outputs) in graph.workflow.stages.iter().zip(&graph.outputs) {
        for (name, output) in stage.outputs().into_iter().map(|output| output.name).zip(outputs) {
            let title = stage.title();
            let target = output.to.map(|to| &graph.workflow.stages[to].kind);
            match (output.named, target) {
                (None, _) if output.life == Life::Live => {
                    let message = format!(
                        "The output \"{name}\" of {title} is not connected: tasks that take it stop there."
                    );
                    let mend = "Connect it to a stage.";
                    problems.push(Problem::warning("unconnected", Some(&stage.id), message, mend));
                }
                (Some(to), None) => {
                    let message =
                        format!("The output \"{name}\" of {title} leads to \"{to}\", which is no stage.");
                    let mend = "Connect it to a stage that exists.";
                    problems.push(Problem::error("unknown-stage", Some(&stage.id), message, mend));
                }
                (Some(_), Some(StageKind::Dataset(_))) => {
                    let message = format!("The output \"{name}\" of {title} leads into a Dataset stage.");
                    let mend = "Tasks only start in a Dataset stage: connect it to another stage.";
                    problems.push(Problem::error("into-dataset", Some(&stage.id), message, mend));
                }
                _ => {}
            }
        }
    }
}

/// A stage from which no task can ever come to rest makes an endless loop.
fn endless(graph: &Graph<'_>, problems: &mut Vec<Problem>) {
    let stages = &graph.workflow.stages;
    let reached = graph.reached(graph.starts());
    let ends = comes_to_an_end(graph);
    let stuck = (0..stages.len()).filter(|&i| reached[i] && !ends[i] && !graph.outputs[i].is_empty());
    let stuck: Vec<&Stage> = stuck.map(|i| &stages[i]).collect();
    let Some(first) = stuck.iter().find(|s| !matches!(s.kind, StageKind::Dataset(_))) else { return };
    let titles: Vec<_> = stuck.iter().map(|stage| stage.title()).collect();
    let message = format!("Tasks that get to {} go round for ever: {}.", first.title(), titles.join(", "));
    let mend = "Give the loop a way out to Complete, Archive or Discard.";
    problems.push(Problem::error("endless-loop", Some(&first.id), message, mend));
}

/// The stages from which a task can get to where it stays.
fn comes_to_an_end(graph: &Graph<'_>) -> Vec<bool> {
    let count = graph.outputs.len();
    let mut before = vec![Vec::new(); count];
    for at in 0..count {
        graph.next(at).for_each(|next| before[next].push(at));
    }
    let mut ends = vec![false; count];
    let mut open: Vec<usize> = (0..count).filter(|&at| comes_to_rest(graph, at)).collect();
    while let Some(at) = open.pop() {
        if !std::mem::replace(&mut ends[at], true) {
            open.extend(before[at].iter().filter(|&&earlier| !ends[earlier]));
        }
    }
    ends
}

/// Whether a task can stay: at an end, at an open output, or waiting.
pub fn comes_to_rest(graph: &Graph<'_>, at: usize) -> bool {
    let stage = &graph.workflow.stages[at];
    let outputs = &graph.outputs[at];
    let stays = outputs.iter().any(|o| o.life == Life::Waits || o.life == Life::Live && o.named.is_none());
    let waits = match &stage.kind {
        StageKind::Agent(agent) => {
            let all_picked = graph.fates[at].as_ref().is_some_and(|fates| fates.all.is_some());
            // The last few never make a full number.
            let left_over = agent.runs == AgentRun::EveryK && agent.every != 1;
            agent.runs == AgentRun::Never || left_over || agent.otherwise.is_none() && !all_picked
        }
        _ => false,
    };
    stage.kind.is_end() || stays || waits
}

fn self_assignment(graph: &Graph<'_>, problems: &mut Vec<Problem>) {
    for (stage, dataset) in graph.workflow.datasets() {
        let next = dataset.next.as_deref().and_then(|to| graph.position(to));
        let next = next.map(|next| &graph.workflow.stages[next]);
        let Some(next) = next.filter(|next| next.kind.is_automated()) else { continue };
        if dataset.release == Release::Workers {
            let message = format!(
                "Every task will wait in {}: workers cannot take tasks into {}, an automated stage.",
                stage.title(),
                next.title()
            );
            let mend = "Let a User, Admin or Workforce Manager release the tasks.";
            problems.push(Problem::warning("needs-manager", Some(&stage.id), message, mend));
        }
    }
}
