//! A random workflow on the bench, run and counted again from its log.

use sluice::engine::{Explanation, Listed, Plan, Simulation, Source, Supply, Tally, Visit, explain};
use sluice::workflow::{Checked, StageKind, Workflow};

use crate::lab::Log;

/// A run on the bench without a file.
pub struct Bench {
    pub workflow: Workflow,
    pub plan: Plan,
}

impl Bench {
    pub fn new(workflow: &Workflow) -> Option<Self> {
        let checked = Checked::new(workflow.clone()).ok()?;
        Some(Self { workflow: workflow.clone(), plan: Plan::new(&checked) })
    }

    pub fn plain(&self, tasks: u64) -> Supply {
        let sources = self.workflow.datasets().map(|_| Source::Plain(tasks)).collect();
        Supply { sources, facts: Vec::new() }
    }

    /// Listed tasks with these keys, each with the facts of a task without metadata.
    pub fn listed(&self, keys: impl IntoIterator<Item = u64>) -> Supply {
        let tasks = keys.into_iter().map(|key| Listed { key, facts: 0 }).collect();
        Supply { sources: vec![Source::Listed(tasks)], facts: self.plan.facts().plain() }
    }

    pub fn run(&self, supply: &Supply, seed: u64) -> (Tally, Vec<Visit>) {
        let mut simulation = Simulation::new(&self.plan, supply, seed, 0);
        let mut log = Log(Vec::new());
        simulation.step(u64::MAX, &mut log);
        (simulation.finish().unwrap().tally, log.0)
    }

    /// Why every task of a run went the way it did.
    pub fn explained(&self, supply: &Supply, seed: u64) -> Vec<Explanation> {
        (0..supply.len()).map(|task| explain(&self.plan, supply, seed, 0, task).unwrap()).collect()
    }

    /// How many tasks arrived at each stage that delivers with annotations other than the truth.
    pub fn wrong(&self, explained: &[Explanation]) -> Vec<u64> {
        let mut wrong = vec![0; self.workflow.stages.len()];
        for task in explained {
            let last = task.visits.last().unwrap();
            let over = last.visit >= self.workflow.visit_limit;
            let delivered = matches!(self.workflow.stages[last.stage].kind, StageKind::Complete) && !over;
            let found = task.visits.iter().rev().find_map(|visit| visit.annotations).unwrap_or(0);
            wrong[last.stage] += u64::from(delivered && task.truth.is_some_and(|truth| truth != found));
        }
        wrong
    }
}

/// Counts again what a tally counts, but for what is wrong, from the visits alone.
pub fn recount(bench: &Bench, visits: &[Visit]) -> Tally {
    let mut tally = Tally::new(&bench.plan);
    let mut goes_to: Option<usize> = None;
    for (i, visit) in visits.iter().enumerate() {
        let stage = &bench.workflow.stages[visit.stage];
        if let StageKind::Dataset(_) = stage.kind {
            tally.tasks += 1;
        } else {
            assert_eq!(goes_to, Some(visit.stage), "a task jumped");
        }
        tally.arrived[visit.stage] += 1;
        goes_to = None;
        match visit.output {
            None if stage.kind.is_end() => tally.ended[visit.stage] += 1,
            None => tally.waiting[visit.stage] += 1,
            Some(output) => {
                let flat = bench.plan.outputs(visit.stage).start + output;
                tally.left[flat] += 1;
                tally.left_first[flat] += u64::from(visit.visit == 0);
                goes_to = stage.outputs()[output].to.and_then(|to| bench.workflow.position(to));
                if goes_to.is_none() {
                    tally.unconnected[flat] += 1;
                }
            }
        }
        // A visit over the limit is not observed: the task just stops after going there.
        let over = visits.get(i + 1).is_none_or(|next| next.task != visit.task);
        if let Some(stage) = goes_to.filter(|_| over) {
            tally.arrived[stage] += 1;
            tally.over_limit[stage] += 1;
        }
    }
    tally
}
