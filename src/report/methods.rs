//! How a stage decides, in a sentence.

use crate::stats::percent_text;
use crate::workflow::{
    AgentRun, Condition, Logic, Method, OnReturn, ReviewMode, Sampler, Share, Stage, StageKind,
};

/// How a stage with several outputs decides; empty for any other.
pub fn method(stage: &Stage) -> String {
    let share = |share: Share| percent_text(share.fraction());
    match &stage.kind {
        StageKind::Sampling(sampling) => format!("Method: {}.", sampler(&sampling.sampler)),
        StageKind::Logic(logic) => rules(logic),
        StageKind::Review(review) => match review.mode {
            ReviewMode::Plain { reject } => {
                format!("Each visit is rejected with {}, drawn on its own.", share(reject))
            }
            ReviewMode::Judged { catch, false_alarm } => format!(
                "Work is held against the truth: {} of what is wrong is rejected, and {} of what is right.",
                share(catch),
                share(false_alarm)
            ),
        },
        StageKind::Consensus(consensus) => format!(
            "{} annotators work blind; {} identical answers agree.",
            consensus.copies,
            consensus.needed()
        ),
        StageKind::Webhook(webhook) => format!(
            "A call fails with {}, and is made up to {} times; so {} fail.",
            share(webhook.failure_share),
            webhook.retries + 1,
            percent_text(webhook.failing())
        ),
        StageKind::Agent(agent) => format!(
            "The first line of the agent's script that holds picks the pathway. It runs {}.",
            match agent.runs {
                AgentRun::WhenAllArrived => "when everything has arrived".to_owned(),
                AgentRun::EveryK => format!("every {} tasks", agent.every),
                AgentRun::Never => "never".to_owned(),
            }
        ),
        _ => String::new(),
    }
}

/// A way to take shares.
fn sampler(sampler: &Sampler) -> String {
    let method = match sampler.method {
        Method::Independent => "independent, each task drawn on its own at each visit".to_owned(),
        Method::Quota => "quota, exactly the rounded shares of all that arrive".to_owned(),
        Method::Block => format!("block, exact in every block of {} arrivals", sampler.block),
        Method::EveryKth if sampler.random_start => "every k-th arrival, from a random start".to_owned(),
        Method::EveryKth => "every k-th arrival, from the first".to_owned(),
        Method::Sticky => "sticky, by a hash of the task that is the same in every run".to_owned(),
        Method::Balanced => "balanced, to the output that is furthest behind its share".to_owned(),
    };
    match sampler.on_return {
        OnReturn::Draw => method,
        OnReturn::Keep => format!("{method}; a task that comes back goes the way it went first"),
    }
}

fn rules(logic: &Logic) -> String {
    let mut text = "Rules are tried from top to bottom, and the first that matches decides.".to_owned();
    for rule in &logic.rules {
        if let Condition::RandomSample { share, sampler: how } = &rule.when {
            let share = percent_text(share.fraction());
            text.push_str(&format!(" \"{}\" takes {share} of what reaches it: {}.", rule.name, sampler(how)));
        }
    }
    text
}
