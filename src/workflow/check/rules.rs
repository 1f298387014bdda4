//! Rules and lines of a script that can never match, and those that leave nothing for the rest.

use super::cover::{Fate, Fates};
use super::live::Graph;
use crate::workflow::{Problem, Stage, StageKind};

/// The most rules that a sentence names.
const MOST_NAMED: usize = 3;

pub fn check(graph: &Graph<'_>, problems: &mut Vec<Problem>) {
    for (stage, fates) in graph.workflow.stages.iter().zip(&graph.fates) {
        if let Some(fates) = fates {
            never(stage, fates, problems);
            all(stage, fates, problems);
        }
    }
}

/// Whether there is a problem that names what takes every task. There is none where only Else
/// stands below, which is there in any case.
pub fn says_all(fates: &Fates) -> bool {
    let last = fates.all.as_ref().and_then(|all| all.last());
    last.is_some_and(|last| last + 1 < fates.each.len())
}

fn never(stage: &Stage, fates: &Fates, problems: &mut Vec<Problem>) {
    let title = stage.title();
    for (i, fate) in fates.each.iter().enumerate() {
        let line = sentence_start(&line(stage, i));
        let problem = match fate {
            Fate::Contradiction(reason) => {
                let message = format!("{line} of {title} never matches: {reason}.");
                let mend = "Change what it asks for, or remove it.";
                Problem::warning("contradiction", Some(&stage.id), message, mend)
            }
            Fate::Shadowed(by) => {
                let takes = if by.len() == 1 { "takes" } else { "take" };
                let message = format!(
                    "{line} of {title} never matches: {} before it {takes} every task that it would.",
                    listed(stage, by)
                );
                let mend = "Move it up, change what it asks for, or remove it.";
                Problem::warning("rule-never-matches", Some(&stage.id), message, mend)
            }
            _ => continue,
        };
        problems.push(problem);
    }
}

fn all(stage: &Stage, fates: &Fates, problems: &mut Vec<Problem>) {
    let Some(all) = fates.all.as_ref().filter(|_| says_all(fates)) else { return };
    let take = if all.len() > 1 { "together take" } else { "takes" };
    let message = format!(
        "{} of {} {take} every task, so what stands below never matches.",
        sentence_start(&listed(stage, all)),
        stage.title()
    );
    let mend = if all.len() > 1 {
        "Move what stands below up, or change what they ask for."
    } else {
        "Move it to the bottom, or change what it asks for."
    };
    problems.push(Problem::warning("rule-takes-all", Some(&stage.id), message, mend));
}

/// "the rule "Night"" or "line 2 of the script".
fn line(stage: &Stage, i: usize) -> String {
    match &stage.kind {
        StageKind::Logic(logic) => {
            format!("the rule \"{}\"", logic.rules.get(i).map(|rule| rule.name.as_str()).unwrap_or_default())
        }
        _ => format!("line {}", i + 1),
    }
}

fn listed(stage: &Stage, which: &[usize]) -> String {
    let mut names: Vec<String> = which.iter().take(MOST_NAMED).map(|&i| line(stage, i)).collect();
    match which.len().saturating_sub(MOST_NAMED) {
        0 => {}
        1 => names.push("one more".to_owned()),
        more => names.push(format!("{more} more")),
    }
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

fn sentence_start(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
