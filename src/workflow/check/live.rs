//! Which outputs a task can take, and why none can take the others.

use std::collections::BTreeMap;

use super::cover::{Fate, Fates, fates};
use super::quorum::Agreement;
use crate::workflow::{Agent, AgentRun, HoldRelease, Release, ReviewMode, Share, Stage, StageKind, Workflow};

/// Whether a task can take an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// One can.
    Live,
    /// None can, because all of them wait in the stage. What comes after counts as reached: what
    /// is wrong there stays wrong once the tasks are released.
    Waits,
    /// None can.
    Dead(Why),
}

/// Why no task can take an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Its share is 0 %.
    Zero,
    /// The stage's other output always gets the task.
    Other,
    /// What stands above takes every task.
    Below,
    /// No line of an agent's script picks it.
    Unpicked,
    /// Another problem of the same stage says it.
    Said,
}

/// A workflow's outputs, with the stages by position.
#[derive(Debug)]
pub struct Graph<'a> {
    pub workflow: &'a Workflow,
    positions: BTreeMap<&'a str, usize>,
    /// For each stage and each of its outputs where it leads and whether a task can take it.
    pub outputs: Vec<Vec<Output<'a>>>,
    /// For each stage with a list of conditions what becomes of them.
    pub fates: Vec<Option<Fates>>,
}

/// One output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Output<'a> {
    /// Where it leads, in the file's words.
    pub named: Option<&'a str>,
    /// The stage it leads to.
    pub to: Option<usize>,
    pub life: Life,
}

impl<'a> Graph<'a> {
    pub fn new(workflow: &'a Workflow) -> Self {
        let mut positions = BTreeMap::new();
        for (i, stage) in workflow.stages.iter().enumerate() {
            positions.entry(stage.id.as_str()).or_insert(i); // of two with one id the first
        }
        let datasets: Vec<&str> = workflow.datasets().map(|(stage, _)| stage.id.as_str()).collect();
        let fates: Vec<Option<Fates>> =
            workflow.stages.iter().map(|stage| of_stage(&datasets, stage)).collect();
        let mut graph = Self { workflow, positions, outputs: Vec::new(), fates };
        graph.outputs = (0..workflow.stages.len()).map(|at| graph.look(at)).collect();
        graph
    }

    /// The position of the stage with this id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.positions.get(id).copied()
    }

    fn look(&self, at: usize) -> Vec<Output<'a>> {
        let stage = &self.workflow.stages[at];
        let targets = stage.targets();
        let lives = self.lives(stage, self.fates[at].as_ref(), targets.len());
        let output = |(named, life): (Option<&'a str>, Life)| Output {
            named,
            to: named.and_then(|id| self.position(id)),
            life,
        };
        targets.into_iter().zip(lives).map(output).collect()
    }

    fn lives(&self, stage: &Stage, fates: Option<&Fates>, count: usize) -> Vec<Life> {
        if self.waits(stage) {
            return vec![Life::Waits; count];
        }
        match &stage.kind {
            StageKind::Sampling(sampling) => {
                let zero = |share| if share == Share::ZERO { Life::Dead(Why::Zero) } else { Life::Live };
                sampling.outputs.iter().map(|output| zero(output.share)).collect()
            }
            StageKind::Review(review) => {
                let (most, least) = match review.mode {
                    ReviewMode::Plain { reject } => (reject, reject),
                    ReviewMode::Judged { catch, false_alarm } => {
                        (catch.max(false_alarm), catch.min(false_alarm))
                    }
                };
                pair(least == Share::ONE, most == Share::ZERO)
            }
            StageKind::Webhook(webhook) => {
                pair(webhook.failure_share == Share::ONE, webhook.failure_share == Share::ZERO)
            }
            StageKind::Consensus(consensus) => match Agreement::of(self.workflow, consensus) {
                Agreement::Open => vec![Life::Live; 2],
                Agreement::Always => vec![Life::Live, Life::Dead(Why::Said)],
                Agreement::Never(_) => vec![Life::Dead(Why::Said), Life::Live],
            },
            StageKind::Logic(_) => fates.map(rules).unwrap_or_default(),
            StageKind::Agent(agent) => fates.map(|fates| pathways(agent, fates)).unwrap_or_default(),
            _ => vec![Life::Live; count],
        }
    }

    /// Whether every task that gets to a stage stays in it.
    fn waits(&self, stage: &Stage) -> bool {
        match &stage.kind {
            StageKind::Hold(hold) => hold.release == HoldRelease::Never,
            StageKind::Agent(agent) => agent.runs == AgentRun::Never,
            StageKind::Dataset(dataset) => {
                let next = dataset.next.as_deref().and_then(|id| self.position(id));
                let automated = next.is_some_and(|next| self.workflow.stages[next].kind.is_automated());
                automated && dataset.release == Release::Workers
            }
            _ => false,
        }
    }

    /// The stages that the outputs of a stage lead to which are not dead.
    pub fn next(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let live = self.outputs[at].iter().filter(|output| !matches!(output.life, Life::Dead(_)));
        live.filter_map(|output| output.to)
    }

    /// The stages that tasks can reach from these.
    pub fn reached(&self, from: impl Iterator<Item = usize>) -> Vec<bool> {
        let mut reached = vec![false; self.outputs.len()];
        let mut open: Vec<usize> = from.collect();
        while let Some(at) = open.pop() {
            if !std::mem::replace(&mut reached[at], true) {
                open.extend(self.next(at).filter(|&next| !reached[next]));
            }
        }
        reached
    }

    /// The stages that tasks can reach from any of these but from itself.
    pub fn reached_by_other(&self, from: &[usize]) -> Vec<bool> {
        // Of the stages before one, two are enough to find one that is not itself.
        let mut before = vec![[None; 2]; self.outputs.len()];
        let mut open: Vec<(usize, usize)> =
            from.iter().flat_map(|&one| self.next(one).map(move |next| (next, one))).collect();
        while let Some((at, one)) = open.pop() {
            let known = &mut before[at];
            if known.contains(&Some(one)) {
                continue;
            }
            let Some(free) = known.iter_mut().find(|place| place.is_none()) else { continue };
            *free = Some(one);
            open.extend(self.next(at).map(|next| (next, one)));
        }
        let other = |(at, known): (usize, &[Option<usize>; 2])| known.iter().flatten().any(|one| *one != at);
        before.iter().enumerate().map(other).collect()
    }

    /// The Dataset stages.
    pub fn starts(&self) -> impl Iterator<Item = usize> + '_ {
        let stages = self.workflow.stages.iter().enumerate();
        stages.filter(|(_, stage)| matches!(stage.kind, StageKind::Dataset(_))).map(|(i, _)| i)
    }
}

/// The lives of two outputs, of which the first or the second may never be taken.
fn pair(first_never: bool, second_never: bool) -> Vec<Life> {
    let life = |never| if never { Life::Dead(Why::Other) } else { Life::Live };
    vec![life(first_never), life(second_never)]
}

fn of_stage(datasets: &[&str], stage: &Stage) -> Option<Fates> {
    let has_list = matches!(stage.kind, StageKind::Logic(_) | StageKind::Agent(_));
    has_list.then(|| fates(datasets, &stage.conditions()))
}

fn life(fate: &Fate) -> Life {
    match fate {
        Fate::Open => Life::Live,
        Fate::Zero => Life::Dead(Why::Zero),
        Fate::Below => Life::Dead(Why::Below),
        Fate::Contradiction(_) | Fate::Shadowed(_) => Life::Dead(Why::Said),
    }
}

fn rules(fates: &Fates) -> Vec<Life> {
    let otherwise = if fates.all.is_some() { Life::Dead(Why::Below) } else { Life::Live };
    fates.each.iter().map(life).chain([otherwise]).collect()
}

/// A pathway is as alive as the line that picks it best.
fn pathways(agent: &Agent, fates: &Fates) -> Vec<Life> {
    let of = |name: &str| {
        let picks = agent.script.iter().zip(&fates.each).filter(|(choice, _)| choice.pathway == name);
        let mut lives: Vec<Life> = picks.map(|(_, fate)| life(fate)).collect();
        if agent.otherwise.as_deref() == Some(name) {
            lives.push(if fates.all.is_some() { Life::Dead(Why::Below) } else { Life::Live });
        }
        let first = lives.first().copied().unwrap_or(Life::Dead(Why::Unpicked));
        lives.into_iter().find(|life| *life == Life::Live).unwrap_or(first)
    };
    agent.pathways.iter().map(|pathway| of(&pathway.name)).collect()
}
