//! Problems of the graph: ids, edges, what can be reached, what can never end.

use crate::workflow::{
    AgentRun, HoldRelease, Problem, Release, ReviewMode, Share, Stage, StageKind, Workflow,
};

pub fn check(workflow: &Workflow, problems: &mut Vec<Problem>) {
    if workflow.datasets().next().is_none() {
        let message = "No stage gives out tasks.".to_owned();
        problems.push(Problem::error("no-dataset", None, message, "Add a Dataset stage."));
    }
    ids(workflow, problems);
    edges(workflow, problems);
    let reached = reached(workflow);
    unreachable(workflow, &reached, problems);
    endless(workflow, &reached, problems);
    self_assignment(workflow, problems);
}

fn ids(workflow: &Workflow, problems: &mut Vec<Problem>) {
    for (i, stage) in workflow.stages.iter().enumerate() {
        if stage.id.is_empty() {
            let message = format!("Stage {} has no id.", i + 1);
            problems.push(Problem::error("no-id", None, message, "Give it an id of its own."));
        } else if workflow.stages[..i].iter().any(|other| other.id == stage.id) {
            let message = format!("Two stages have the id \"{}\".", stage.id);
            problems.push(Problem::error("repeated-id", Some(&stage.id), message, "Rename one of them."));
        }
    }
}

fn edges(workflow: &Workflow, problems: &mut Vec<Problem>) {
    for stage in &workflow.stages {
        for (i, output) in stage.outputs().into_iter().enumerate() {
            let (title, name) = (stage.title(), &output.name);
            match output.to {
                None if can_leave(stage, i) => {
                    let message = format!(
                        "The output \"{name}\" of {title} is not connected: tasks that take it stop there."
                    );
                    let mend = "Connect it to a stage.";
                    problems.push(Problem::warning("unconnected", Some(&stage.id), message, mend));
                }
                Some(to) if workflow.stage(to).is_none() => {
                    let message =
                        format!("The output \"{name}\" of {title} leads to \"{to}\", which is no stage.");
                    let mend = "Connect it to a stage that exists.";
                    problems.push(Problem::error("unknown-stage", Some(&stage.id), message, mend));
                }
                Some(to) if workflow.stage(to).is_some_and(|s| matches!(s.kind, StageKind::Dataset(_))) => {
                    let message = format!("The output \"{name}\" of {title} leads into a Dataset stage.");
                    let mend = "Tasks only start in a Dataset stage: connect it to another stage.";
                    problems.push(Problem::error("into-dataset", Some(&stage.id), message, mend));
                }
                _ => {}
            }
        }
    }
}

/// Whether any task can take this output: one of 0 % never gets one.
fn can_leave(stage: &Stage, output: usize) -> bool {
    let share = match &stage.kind {
        StageKind::Sampling(sampling) => sampling.outputs.get(output).map(|o| o.share),
        StageKind::Review(review) => match review.mode {
            ReviewMode::Plain { reject } if output == 0 => Some(reject.complement()),
            ReviewMode::Plain { reject } => Some(reject),
            ReviewMode::Judged { .. } => None,
        },
        StageKind::Logic(logic) => return logic_can_leave(logic.rules.iter().map(|r| &r.when), output),
        _ => None,
    };
    share != Some(Share::ZERO)
}

fn logic_can_leave<'a>(
    conditions: impl Iterator<Item = &'a crate::workflow::Condition>,
    output: usize,
) -> bool {
    for (i, condition) in conditions.enumerate() {
        let share = condition.random_share();
        if i == output {
            return share != Some(Share::ZERO);
        }
        if share == Some(Share::ONE) {
            return false; // an earlier rule takes everything
        }
    }
    true
}

/// The stages that the live outputs of a stage lead to.
fn next_stages(workflow: &Workflow, position: usize) -> Vec<usize> {
    let Some(stage) = workflow.stages.get(position) else { return Vec::new() };
    let outputs = stage.outputs();
    let live = outputs.iter().enumerate().filter(|(i, _)| can_leave(stage, *i));
    live.filter_map(|(_, output)| output.to.and_then(|to| workflow.position(to))).collect()
}

fn reached(workflow: &Workflow) -> Vec<bool> {
    let is_start = |stage: &Stage| matches!(stage.kind, StageKind::Dataset(_));
    let mut reached: Vec<bool> = workflow.stages.iter().map(is_start).collect();
    let mut open: Vec<usize> = (0..reached.len()).filter(|&i| reached[i]).collect();
    while let Some(position) = open.pop() {
        for next in next_stages(workflow, position) {
            if !std::mem::replace(&mut reached[next], true) {
                open.push(next);
            }
        }
    }
    reached
}

fn unreachable(workflow: &Workflow, reached: &[bool], problems: &mut Vec<Problem>) {
    for (stage, _) in workflow.stages.iter().zip(reached).filter(|(_, reached)| !**reached) {
        let message = format!("No task can reach {}.", stage.title());
        let mend = "Connect an output to it, or remove it.";
        problems.push(Problem::warning("unreachable", Some(&stage.id), message, mend));
    }
}

/// A stage from which no task can ever come to rest makes an endless loop.
fn endless(workflow: &Workflow, reached: &[bool], problems: &mut Vec<Problem>) {
    let count = workflow.stages.len();
    let mut ends: Vec<bool> = workflow.stages.iter().map(comes_to_rest).collect();
    // Each pass carries "can come to rest" one edge back, so `count` passes reach everything.
    for _ in 0..count {
        for position in 0..count {
            ends[position] = ends[position] || next_stages(workflow, position).iter().any(|&next| ends[next]);
        }
    }
    let stuck = (0..count).filter(|&i| reached[i] && !ends[i] && !workflow.stages[i].outputs().is_empty());
    let stages: Vec<&Stage> = stuck.map(|i| &workflow.stages[i]).collect();
    let Some(first) = stages.iter().find(|s| !matches!(s.kind, StageKind::Dataset(_))) else { return };
    let titles: Vec<_> = stages.iter().map(|stage| stage.title()).collect();
    let message = format!("Tasks that get to {} go round for ever: {}.", first.title(), titles.join(", "));
    let mend = "Give the loop a way out to Complete, Archive or Discard.";
    problems.push(Problem::error("endless-loop", Some(&first.id), message, mend));
}

/// Whether a task can stay: at an end, at an open output, or waiting.
fn comes_to_rest(stage: &Stage) -> bool {
    let open = stage.outputs().iter().enumerate().any(|(i, o)| o.to.is_none() && can_leave(stage, i));
    let waits = match &stage.kind {
        StageKind::Agent(agent) => agent.otherwise.is_none() || agent.runs == AgentRun::Never,
        StageKind::Hold(hold) => hold.release == HoldRelease::Never,
        _ => false,
    };
    stage.kind.is_end() || open || waits
}

fn self_assignment(workflow: &Workflow, problems: &mut Vec<Problem>) {
    for (stage, dataset) in workflow.datasets() {
        let next = dataset.next.as_deref().and_then(|to| workflow.stage(to));
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
