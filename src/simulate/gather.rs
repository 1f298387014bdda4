//! Adds up the runs of a study, and keeps how each output's count lay from run to run.

use std::collections::BTreeMap;

use super::Study;
use super::laws::{Basis, StageLaws};
use crate::engine::Tally;

/// The counts of all runs so far.
#[derive(Debug)]
pub struct Gathered {
    /// The laws of each stage.
    pub(super) laws: Vec<StageLaws>,
    /// All runs together; `None` before the first is done.
    pub(super) total: Option<Tally>,
    pub(super) runs: u64,
    /// For each output, how many runs had which count.
    pub(super) counts: Vec<BTreeMap<u64, u64>>,
    /// For each output with a law, how many runs had which n and k.
    pub(super) judged: Vec<BTreeMap<(u64, u64), u64>>,
}

impl Gathered {
    pub(super) fn new(study: &Study) -> Self {
        let plan = &study.plan;
        let laws = (0..plan.stages()).map(|i| StageLaws::new(study.checked.workflow(), plan, i));
        let outputs = plan.outputs(plan.stages().saturating_sub(1)).end;
        Self {
            laws: laws.collect(),
            total: None,
            runs: 0,
            counts: vec![BTreeMap::new(); outputs],
            judged: vec![BTreeMap::new(); outputs],
        }
    }

    pub(super) fn add(&mut self, study: &Study, tally: &Tally) {
        self.runs += 1;
        for (counts, left) in self.counts.iter_mut().zip(&tally.left) {
            *counts.entry(*left).or_default() += 1;
        }
        for stage in 0..study.plan.stages() {
            let outputs = study.plan.outputs(stage);
            let laws = &self.laws[stage];
            let visits = judged_visits(laws, &tally.left, &tally.left_first);
            for (i, flat) in outputs.clone().enumerate() {
                if let Some(judged) = judged(laws, &visits[outputs.clone()], i) {
                    *self.judged[flat].entry(judged).or_default() += 1;
                }
            }
        }
        match &mut self.total {
            Some(total) => total.add(tally.clone()),
            none => *none = Some(tally.clone()),
        }
    }
}

/// The counts that a stage's laws hold for: all visits, or first visits alone.
pub fn judged_visits<'t>(laws: &StageLaws, all: &'t [u64], first: &'t [u64]) -> &'t [u64] {
    if laws.first_only { first } else { all }
}

/// The visits that could have taken a stage's output and those that did; `None` without a law.
pub fn judged(laws: &StageLaws, visits: &[u64], output: usize) -> Option<(u64, u64)> {
    let law = laws.outputs.get(output).copied().flatten()?;
    let from = if law.basis == Basis::Reached { output } else { 0 };
    Some((visits.get(from..)?.iter().sum(), *visits.get(output)?))
}
