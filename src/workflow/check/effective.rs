//! Says what a share comes to of all tasks, where one stage that samples follows another.

use super::live::{Graph, Life};
use crate::workflow::flow::{can_return, draws, of_graph};
use crate::workflow::{Problem, Rule, Stage, StageKind};

/// A share of at least this much of all tasks is all of them.
const ALL: f64 = 1.0 - 1e-9;

/// The most outputs that a sentence names.
const MOST_NAMED: usize = 4;

pub fn check(graph: &Graph<'_>, problems: &mut Vec<Problem>) {
    let stages = &graph.workflow.stages;
    let sampling: Vec<usize> = (0..stages.len()).filter(|&at| splits(graph, at)).collect();
    if sampling.len() < 2 {
        return;
    }
    let flow = of_graph(graph);
    let before = graph.reached_by_other(&sampling);
    for at in sampling {
        let Some(visits) = flow.stages[at].filter(|visits| *visits > 0.0 && before[at]) else { continue };
        let returns = can_return(graph, at);
        if returns && all_pass(graph, at) || !returns && visits >= ALL {
            continue;
        }
        let parts = parts(&stages[at], &flow.outputs[at], visits);
        if !parts.is_empty() {
            let message = sentence(&stages[at], &parts, visits, returns);
            let mend = "If that is not what is meant, change the shares of one of them.";
            problems.push(Problem::note("effective-share", Some(&stages[at].id), message, mend));
        }
    }
}

/// Whether a stage draws shares, and more than one way is open.
fn splits(graph: &Graph<'_>, at: usize) -> bool {
    let live = graph.outputs[at].iter().filter(|output| output.life == Life::Live).count();
    live > 1 && draws(&graph.workflow.stages[at])
}

/// Whether every task passes a stage: without it none could come to rest.
fn all_pass(graph: &Graph<'_>, at: usize) -> bool {
    let mut seen = vec![false; graph.outputs.len()];
    seen[at] = true;
    let mut open: Vec<usize> = graph.starts().collect();
    while let Some(here) = open.pop() {
        if std::mem::replace(&mut seen[here], true) {
            continue;
        }
        if super::graph::comes_to_rest(graph, here) {
            return false;
        }
        open.extend(graph.next(here));
    }
    true
}

/// One output that samples: its name, its share of the visits and of all tasks.
struct Part<'a> {
    name: &'a str,
    of_visits: f64,
    of_all: f64,
}

fn parts<'a>(stage: &'a Stage, flow: &[Option<f64>], visits: f64) -> Vec<Part<'a>> {
    let names: Vec<Option<&str>> = match &stage.kind {
        StageKind::Sampling(sampling) => {
            sampling.outputs.iter().map(|output| Some(output.name.as_str())).collect()
        }
        StageKind::Logic(logic) => {
            let sample = |rule: &'a Rule| rule.when.random_share().map(|_| rule.name.as_str());
            logic.rules.iter().map(sample).collect()
        }
        _ => Vec::new(),
    };
    let part = |(name, of_all): (Option<&'a str>, &Option<f64>)| {
        let of_all = of_all.filter(|share| *share > 0.0)?;
        Some(Part { name: name?, of_visits: of_all / visits, of_all })
    };
    names.into_iter().zip(flow).filter_map(part).collect()
}

fn sentence(stage: &Stage, parts: &[Part<'_>], visits: f64, returns: bool) -> String {
    let shown = &parts[..parts.len().min(MOST_NAMED)];
    let each = |text: &dyn Fn(&Part<'_>) -> String| joined(&shown.iter().map(text).collect::<Vec<_>>());
    let own = each(&|part| percent(part.of_visits));
    let title = stage.title();
    if returns {
        let takes = each(&|part| format!("\"{}\" {}", part.name, times(part.of_all * 100.0)));
        let come = times(visits * 100.0);
        return format!(
            "For every 100 tasks that start, {title} is visited {come}, returns among them, and sends on by {takes}: {own}."
        );
    }
    let takes = each(&|part| format!("{} take \"{}\"", percent(part.of_all), part.name));
    format!("Of all tasks, {takes} of {title}: {own} of the {} that get there.", percent(visits))
}

fn joined(texts: &[String]) -> String {
    match texts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

/// A share to a hundredth of a percent, or to the first digits that are not 0.
fn percent(share: f64) -> String {
    format!("{} %", rounded(share * 100.0))
}

fn times(count: f64) -> String {
    match rounded(count).as_str() {
        "1" => "once".to_owned(),
        count => format!("{count} times"),
    }
}

/// Three digits that count, or two decimals where those are more.
fn rounded(number: f64) -> String {
    let mut scale = 100.0;
    while number * scale < 100.0 && scale < 1e9 {
        scale *= 10.0;
    }
    let rounded = libm::round(number * scale) / scale;
    if rounded > 0.0 { rounded.to_string() } else { "less than 0.00000001".to_owned() }
}
