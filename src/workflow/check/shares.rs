//! Problems of shares and of how they are taken.

use std::collections::BTreeMap;

use crate::workflow::{
    Condition, Logic, Method, Problem, Sampler, Sampling, Share, Stage, StageKind, Workflow,
};

pub fn check(workflow: &Workflow, problems: &mut Vec<Problem>) {
    for stage in &workflow.stages {
        match &stage.kind {
            StageKind::Sampling(sampling) => outputs(stage, sampling, problems),
            StageKind::Logic(logic) => rules(stage, logic, problems),
            _ => {}
        }
        for condition in stage.conditions() {
            if let Condition::RandomSample { share, sampler } = condition {
                block(stage, *sampler, &[*share], problems);
            }
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
    let shares: Vec<Share> = sampling.outputs.iter().map(|output| output.share).collect();
    block(stage, sampling.sampler, &shares, problems);
    let names: Vec<&str> = sampling.outputs.iter().map(|o| o.name.as_str()).collect();
    repeated(stage, &names, problems);
}

fn rules(stage: &Stage, logic: &Logic, problems: &mut Vec<Problem>) {
    let title = stage.title();
    if logic.rules.is_empty() {
        let message = format!("{title} has no rule: every task leaves by Else.");
        problems.push(Problem::warning("no-rules", Some(&stage.id), message, "Add a rule."));
    }
    let names: Vec<&str> = logic.rules.iter().map(|rule| rule.name.as_str()).collect();
    repeated(stage, &names, problems);
}

/// Blocks that hold nothing, or not the shares asked for.
fn block(stage: &Stage, sampler: Sampler, shares: &[Share], problems: &mut Vec<Problem>) {
    if sampler.method != Method::Block {
        return;
    }
    let (title, size) = (stage.title(), sampler.block);
    if size == 0 {
        let message = format!("{title} takes its shares in blocks of no tasks.");
        problems.push(Problem::error(
            "empty-block",
            Some(&stage.id),
            message,
            "Let a block hold a task or more.",
        ));
        return;
    }
    let whole = u64::from(Share::ONE.millionths());
    let exact = |share: &&Share| u64::from(share.millionths()) * u64::from(size) % whole == 0;
    if let Some(share) = shares.iter().find(|share| !exact(share)) {
        let message = format!(
            "{title} takes {share} in blocks of {size}, which cannot be held exactly: blocks take turns with the \
             whole numbers next to it, so that the sum so far stays as near as it can."
        );
        let mend = match exact_block(shares) {
            Some(size) => format!("Blocks of {size}, or of any multiple, hold the shares exactly."),
            None => "Nothing, if the sum over many blocks is what counts.".to_owned(),
        };
        problems.push(Problem::warning("block-not-exact", Some(&stage.id), message, &mend));
    }
}

/// The largest block that is worth naming as one that would be exact.
const LARGEST_ADVISED: u32 = 1_000;

/// The smallest block that holds all of these shares exactly, if it is not too large.
fn exact_block(shares: &[Share]) -> Option<u32> {
    let unit = shares.iter().fold(Share::ONE.millionths(), |unit, share| divisor(unit, share.millionths()));
    Some(Share::ONE.millionths() / unit).filter(|size| *size <= LARGEST_ADVISED)
}

/// The greatest common divisor.
const fn divisor(mut a: u32, mut b: u32) -> u32 {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}

fn repeated(stage: &Stage, names: &[&str], problems: &mut Vec<Problem>) {
    let mut known = BTreeMap::new();
    for name in names {
        if known.insert(*name, 0_usize).is_some() {
            let message = format!("Two outputs of {} are called \"{name}\".", stage.title());
            problems.push(Problem::warning("repeated-name", Some(&stage.id), message, "Rename one of them."));
        }
    }
}
