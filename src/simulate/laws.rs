//! Which outputs of a stage have a known law, and which visits it holds for.

use crate::engine::Plan;
use crate::workflow::{Condition, ReviewMode, StageKind, Workflow, effective_shares};

/// The visits that a share is a share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// All visits of the stage.
    Arrivals,
    /// Those that none of the stage's earlier outputs took.
    Reached,
}

/// What is known about one output before a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Law {
    /// The share asked for, of the basis.
    pub share: f64,
    /// What it is a share of.
    pub basis: Basis,
}

/// The laws of one stage's outputs.
#[derive(Debug, Clone, PartialEq)]
pub struct StageLaws {
    /// For each output its law, where it has one.
    pub outputs: Vec<Option<Law>>,
    /// For each output the share of all arrivals that it intends, where that follows.
    pub effective: Vec<Option<f64>>,
    /// Whether first visits alone have the law: where a task can come back through the stage's
    /// own outputs, how often it visits depends on the stage's own draws.
    pub first_only: bool,
}

impl StageLaws {
    /// The laws of the stage at a position.
    pub fn new(workflow: &Workflow, plan: &Plan, position: usize) -> Self {
        let outputs = plan.outputs(position).len();
        let kind = workflow.stages.get(position).map(|stage| &stage.kind);
        let (laws, effective) = match kind {
            Some(StageKind::Sampling(s)) => of_arrivals(s.outputs.iter().map(|o| o.share.fraction())),
            Some(StageKind::Review(review)) => match review.mode {
                ReviewMode::Plain { reject } => {
                    of_arrivals([reject.complement().fraction(), reject.fraction()].into_iter())
                }
                ReviewMode::Judged { .. } => (vec![None; outputs], vec![None; outputs]),
            },
            Some(StageKind::Logic(s)) => of_rules(s.rules.iter().map(|rule| &rule.when)),
            _ => (vec![None; outputs], vec![None; outputs]),
        };
        let random = laws.iter().any(Option::is_some);
        Self { outputs: laws, effective, first_only: random && plan.can_return(position) }
    }
}

fn of_arrivals(shares: impl Iterator<Item = f64>) -> (Vec<Option<Law>>, Vec<Option<f64>>) {
    shares.map(|share| (Some(Law { share, basis: Basis::Arrivals }), Some(share))).unzip()
}

fn of_rules<'a>(
    conditions: impl Iterator<Item = &'a Condition> + Clone,
) -> (Vec<Option<Law>>, Vec<Option<f64>>) {
    let effective = effective_shares(conditions.clone());
    let own = conditions.map(|condition| {
        condition.random_share().map(|share| Law { share: share.fraction(), basis: Basis::Reached })
    });
    // Else takes all that reaches it, so what it is judged by is its share of all arrivals.
    let rest = effective.last().copied().flatten();
    let laws = own.chain([rest.map(|share| Law { share, basis: Basis::Arrivals })]).collect();
    (laws, effective)
}
