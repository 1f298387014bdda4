//! Which outputs of a stage have a known law, and which visits it holds for.

use super::counts::MethodLaw;
use crate::engine::Plan;
use crate::workflow::{
    Condition, Method, OnReturn, ReviewMode, Sampler, Share, StageKind, Workflow, effective_shares,
};

/// The visits that a share is a share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// All visits of the stage.
    Arrivals,
    /// Those that none of the stage's earlier outputs took.
    Reached,
}

/// What is known about one output before a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Law {
    /// The share asked for, of the basis.
    pub share: f64,
    /// What it is a share of.
    pub basis: Basis,
    /// Whether first visits alone have the law: where a task can come back through the stage's
    /// own outputs, how often it visits depends on the stage's own draws.
    pub first_only: bool,
    /// Whether all runs draw the same for the same task, so that one run says all there is.
    pub once: bool,
    /// The law of the count given the number of visits.
    pub count: MethodLaw,
}

/// The laws of one stage's outputs.
#[derive(Debug, Clone, PartialEq)]
pub struct StageLaws {
    /// For each output its law, where it has one.
    pub outputs: Vec<Option<Law>>,
    /// For each output the share of all arrivals that it intends, where that follows.
    pub effective: Vec<Option<f64>>,
}

impl StageLaws {
    /// The laws of the stage at a position.
    pub fn new(workflow: &Workflow, plan: &Plan, position: usize) -> Self {
        let outputs = plan.outputs(position).len();
        let returns = plan.can_return(position);
        match workflow.stages.get(position).map(|stage| &stage.kind) {
            Some(StageKind::Sampling(s)) => {
                let shares: Vec<Share> = s.outputs.iter().map(|output| output.share).collect();
                sampled(&shares, &s.sampler, returns)
            }
            Some(StageKind::Review(review)) => match review.mode {
                ReviewMode::Plain { reject } => {
                    drawn([reject.complement().fraction(), reject.fraction()], returns)
                }
                ReviewMode::Judged { .. } => Self::unknown(outputs),
            },
            Some(StageKind::Webhook(s)) => drawn([1.0 - s.failing(), s.failing()], returns),
            Some(StageKind::Logic(s)) => ruled(s.rules.iter().map(|rule| &rule.when), returns),
            _ => Self::unknown(outputs),
        }
    }

    fn unknown(outputs: usize) -> Self {
        Self { outputs: vec![None; outputs], effective: vec![None; outputs] }
    }

    /// Whether every output's visits are drawn one by one, so that they can be judged together.
    pub fn are_drawn(&self) -> bool {
        self.outputs.iter().flatten().all(|law| law.count == MethodLaw::Drawn)
    }

    /// Whether any law is about first visits alone.
    pub fn first_only(&self) -> bool {
        self.outputs.iter().flatten().any(|law| law.first_only)
    }
}

fn drawn(shares: [f64; 2], returns: bool) -> StageLaws {
    let law = |share| Law {
        share,
        basis: Basis::Arrivals,
        first_only: returns,
        once: false,
        count: MethodLaw::Drawn,
    };
    StageLaws { outputs: shares.map(|share| Some(law(share))).to_vec(), effective: shares.map(Some).to_vec() }
}

fn sampled(shares: &[Share], sampler: &Sampler, returns: bool) -> StageLaws {
    let weights: Vec<u32> = shares.iter().map(|share| share.millionths()).collect();
    let outputs = shares.iter().enumerate().map(|(i, share)| {
        Some(Law {
            share: share.fraction(),
            basis: Basis::Arrivals,
            first_only: returns && first_only(sampler),
            once: sampler.method == Method::Sticky,
            count: MethodLaw::new(&weights, i, sampler, returns),
        })
    });
    let effective = shares.iter().map(|share| Some(share.fraction())).collect();
    StageLaws { outputs: outputs.collect(), effective }
}

/// Whether, where tasks come back, the law holds for first visits alone: draws of their own then
/// decide how many there are, and what a task keeps is no draw. What is taken in order of arrival
/// is exact whatever that order was.
fn first_only(sampler: &Sampler) -> bool {
    !sampler.method.is_ordered() || sampler.on_return == OnReturn::Keep
}

fn ruled<'a>(conditions: impl Iterator<Item = &'a Condition> + Clone, returns: bool) -> StageLaws {
    let effective = effective_shares(conditions.clone());
    let rules = conditions.clone().enumerate();
    let mut outputs: Vec<Option<Law>> = rules.map(|(i, condition)| rule(i, condition, returns)).collect();
    // Else takes all that reaches it, so what it is judged by is its share of all arrivals; that
    // is a chance of its own only where each rule is.
    let all_drawn = outputs.iter().flatten().all(|law| law.count == MethodLaw::Drawn);
    // Counts that are judged together must be of the same runs.
    let once = outputs.iter().flatten().any(|law| law.once);
    outputs.iter_mut().flatten().for_each(|law| law.once |= once && all_drawn);
    let rest = effective.last().copied().flatten().filter(|_| all_drawn);
    outputs.push(rest.map(|share| Law {
        share,
        basis: Basis::Arrivals,
        first_only: returns,
        once,
        count: MethodLaw::Drawn,
    }));
    StageLaws { outputs, effective }
}

fn rule(position: usize, condition: &Condition, returns: bool) -> Option<Law> {
    let Condition::RandomSample { share, sampler } = condition else { return None };
    // Of a share in order of arrival that tasks keep, the arrivals are those that reach the rule
    // for the first time. Where rules come before it, that need not be on a first visit, and
    // nobody has counted it.
    let uncounted = sampler.method.is_ordered() && sampler.on_return == OnReturn::Keep;
    if returns && uncounted && position > 0 {
        return None;
    }
    let weights = [share.millionths(), share.complement().millionths()];
    Some(Law {
        share: share.fraction(),
        basis: Basis::Reached,
        first_only: returns && first_only(sampler),
        once: sampler.method == Method::Sticky,
        count: MethodLaw::new(&weights, 0, sampler, returns),
    })
}
