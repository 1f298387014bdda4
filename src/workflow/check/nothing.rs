//! Stages and outputs that no task gets to, once for each cause.

use super::live::{Graph, Life, Why};
use super::rules::says_all;
use crate::workflow::{Problem, ReviewMode, Stage, StageKind};

pub fn check(graph: &Graph<'_>, problems: &mut Vec<Problem>) {
    let reached = graph.reached(graph.starts());
    let blamed = unreachable(graph, &reached, problems);
    for at in (0..reached.len()).filter(|&at| reached[at]) {
        outputs(graph, at, &blamed, problems);
    }
}

/// An output by the position of its stage and its own.
type Place = (usize, usize);

/// Says which stages no task reaches, and returns the outputs that it names as the reason.
///
/// What lies behind an unreachable stage goes without saying, and so does a stage behind a rule
/// that never matches, which has its own problem.
fn unreachable(graph: &Graph<'_>, reached: &[bool], problems: &mut Vec<Problem>) -> Vec<Place> {
    let into = incoming(graph);
    let mut named = vec![false; reached.len()];
    let mut blamed = Vec::new();
    // First the stages that nothing unreachable leads to, then what is left: loops apart.
    for only_roots in [true, false] {
        for at in 0..reached.len() {
            let from_nowhere = into[at].iter().any(|(from, _)| !reached[*from] && *from != at);
            if reached[at] || named[at] || only_roots && from_nowhere {
                continue;
            }
            for (i, behind) in graph.reached(std::iter::once(at)).into_iter().enumerate() {
                named[i] = named[i] || behind;
            }
            let dead: Vec<Place> = into[at].iter().copied().filter(|(from, _)| reached[*from]).collect();
            let said = dead.iter().any(|place| said(graph, *place));
            if !said {
                problems.push(no_task_reaches(graph, at, &dead));
            }
            blamed.extend(dead);
        }
    }
    blamed
}

/// For each stage the outputs that lead to it.
fn incoming(graph: &Graph<'_>) -> Vec<Vec<Place>> {
    let mut into = vec![Vec::new(); graph.outputs.len()];
    for (from, outputs) in graph.outputs.iter().enumerate() {
        for (i, to) in outputs.iter().enumerate().filter_map(|(i, output)| Some((i, output.to?))) {
            into[to].push((from, i));
        }
    }
    into
}

fn no_task_reaches(graph: &Graph<'_>, at: usize, dead: &[Place]) -> Problem {
    let stage = &graph.workflow.stages[at];
    let title = stage.title();
    let (message, mend) = match dead {
        [] => (format!("No task can reach {title}."), "Connect an output to it, or remove it."),
        [(from, i)] => {
            let (before, name) = (&graph.workflow.stages[*from], name(graph, (*from, *i)));
            let message = format!(
                "No task can reach {title}: no task takes \"{name}\" of {}, which leads there.",
                before.title()
            );
            (message, "Let tasks take that output, connect another, or remove the stage.")
        }
        _ => (
            format!(
                "No task can reach {title}: no task takes any of the {} outputs that lead there.",
                dead.len()
            ),
            "Let tasks take one of them, connect another output, or remove the stage.",
        ),
    };
    Problem::warning("unreachable", Some(&stage.id), message, mend)
}

fn name(graph: &Graph<'_>, (at, i): Place) -> String {
    let outputs = graph.workflow.stages[at].outputs();
    outputs.get(i).map(|output| output.name.to_string()).unwrap_or_default()
}

/// Whether another problem already says that no task takes an output.
fn said(graph: &Graph<'_>, (at, i): Place) -> bool {
    match graph.outputs[at][i].life {
        Life::Dead(Why::Said) => true,
        Life::Dead(Why::Below) => graph.fates[at].as_ref().is_some_and(says_all),
        _ => false,
    }
}

/// Outputs of one stage that are connected and get nothing.
///
/// 0 % and 100 % are legal and may be meant, so these are notes. A pathway that the script does
/// not name is a warning: nothing about it shows that it is idle, and more likely a line is missing.
fn outputs(graph: &Graph<'_>, at: usize, blamed: &[Place], problems: &mut Vec<Problem>) {
    let stage = &graph.workflow.stages[at];
    for (i, output) in graph.outputs[at].iter().enumerate() {
        let Life::Dead(why) = output.life else { continue };
        let place = (at, i);
        if output.to.is_none() || said(graph, place) || blamed.contains(&place) {
            continue;
        }
        let (name, title) = (name(graph, place), stage.title());
        let message = format!("No task takes \"{name}\" of {title}: {}.", reason(stage, why, i));
        problems.push(match why {
            Why::Unpicked => {
                let mend = "Add a line that picks it, make it the one for all others, or remove it.";
                Problem::warning("gets-nothing", Some(&stage.id), message, mend)
            }
            _ => {
                let mend = "If that is meant, nothing has to be done.";
                Problem::note("gets-nothing", Some(&stage.id), message, mend)
            }
        });
    }
}

fn reason(stage: &Stage, why: Why, output: usize) -> &'static str {
    match (why, &stage.kind) {
        (Why::Zero, _) => "its share is 0 %",
        (Why::Unpicked, _) => "no line of the script picks it",
        (Why::Other, StageKind::Webhook(_)) if output == 0 => "every call fails",
        (Why::Other, StageKind::Webhook(_)) => "no call ever fails",
        (Why::Other, StageKind::Review(review)) => match (review.mode, output) {
            (ReviewMode::Plain { .. }, 0) => "the share rejected is 100 %",
            (ReviewMode::Plain { .. }, _) => "the share rejected is 0 %",
            (ReviewMode::Judged { .. }, 0) => "right or wrong, every task is rejected",
            (ReviewMode::Judged { .. }, _) => "right or wrong, every task is approved",
        },
        _ => "what stands above it takes every task",
    }
}
