//! Problems of shares and of rules that take everything.

use crate::workflow::{Logic, Problem, Sampling, Share, Stage, StageKind, Workflow};

pub fn check(workflow: &Workflow, problems: &mut Vec<Problem>) {
    for stage in &workflow.stages {
        match &stage.kind {
            StageKind::Sampling(sampling) => outputs(stage, sampling, problems),
            StageKind::Logic(logic) => rules(stage, logic, problems),
            _ => {}
        }
    }
}

fn outputs(stage: &Stage, sampling: &Sampling, problems: &mut Vec<Problem>) {
    let title = stage.title();
    if sampling.outputs.len() < 2 {
        let message = format!("{title} has {} output.", sampling.outputs.len());
        let mend = "A Sampling stage needs at least two outputs: add one.";
        problems.push(Problem::error("too-few-outputs", Some(&stage.id), message, mend));
    }
    let sum: u64 = sampling.outputs.iter().map(|o| u64::from(o.share.millionths())).sum();
    let whole = u64::from(Share::ONE.millionths());
    if sum != whole {
        // At most a few thousand outputs of 100 %, far inside what f64 holds exactly.
        let percent = sum as f64 / 10_000.0;
        let message = format!("The shares of {title} sum to {percent} %, not 100 %.");
        let mend = "Change a share, or use Balance.";
        problems.push(Problem::error("shares-not-100", Some(&stage.id), message, mend));
    }
    let names: Vec<&str> = sampling.outputs.iter().map(|o| o.name.as_str()).collect();
    repeated(stage, &names, problems);
}

fn rules(stage: &Stage, logic: &Logic, problems: &mut Vec<Problem>) {
    let title = stage.title();
    if logic.rules.is_empty() {
        let message = format!("{title} has no rule: every task leaves by Else.");
        problems.push(Problem::warning("no-rules", Some(&stage.id), message, "Add a rule."));
    }
    let takes_all = logic.rules.iter().position(|rule| rule.when.random_share() == Some(Share::ONE));
    if let Some(i) = takes_all.filter(|i| i + 1 < logic.rules.len()) {
        let message = format!(
            "The rule \"{}\" of {title} takes every task, so the rules below it never match.",
            logic.rules[i].name
        );
        let mend = "Move it to the bottom, or lower its percentage.";
        problems.push(Problem::warning("rule-takes-all", Some(&stage.id), message, mend));
    }
    let names: Vec<&str> = logic.rules.iter().map(|rule| rule.name.as_str()).collect();
    repeated(stage, &names, problems);
}

fn repeated(stage: &Stage, names: &[&str], problems: &mut Vec<Problem>) {
    for (i, name) in names.iter().enumerate() {
        if names[..i].contains(name) {
            let message = format!("Two outputs of {} are called \"{name}\".", stage.title());
            problems.push(Problem::warning("repeated-name", Some(&stage.id), message, "Rename one of them."));
        }
    }
}
