//! Random workflows without a method that minds the order of tasks.

use proptest::prelude::*;
use sluice::workflow::{AgentRun, Checked, Condition, Method, Sampler, StageKind, Workflow};

use crate::generate::workflows;

/// A workflow of which no result depends on the order of tasks.
pub fn unordered() -> impl Strategy<Value = Workflow> {
    // An agent that leaves no task behind can close a loop.
    let runs = |workflow: &Workflow| Checked::new(workflow.clone()).is_ok();
    let unordered = workflows().prop_map(|mut workflow| {
        for stage in &mut workflow.stages {
            samplers(&mut stage.kind).into_iter().for_each(unorder);
            if let StageKind::Agent(agent) = &mut stage.kind {
                agent.runs =
                    if agent.runs == AgentRun::EveryK { AgentRun::WhenAllArrived } else { agent.runs };
            }
        }
        workflow
    });
    unordered.prop_filter("the workflow has errors", runs)
}

fn samplers(kind: &mut StageKind) -> Vec<&mut Sampler> {
    fn of(condition: &mut Condition) -> Option<&mut Sampler> {
        if let Condition::RandomSample { sampler, .. } = condition { Some(sampler) } else { None }
    }
    match kind {
        StageKind::Sampling(sampling) => vec![&mut sampling.sampler],
        StageKind::Logic(logic) => logic.rules.iter_mut().filter_map(|rule| of(&mut rule.when)).collect(),
        StageKind::Agent(agent) => agent.script.iter_mut().filter_map(|line| of(&mut line.when)).collect(),
        _ => Vec::new(),
    }
}

fn unorder(sampler: &mut Sampler) {
    match sampler.method {
        Method::Quota | Method::Block => sampler.method = Method::Independent,
        Method::EveryKth | Method::Balanced => sampler.method = Method::Sticky,
        Method::Independent | Method::Sticky => {}
    }
}
