//! A task that has come to rest, for whoever wants to know more of it than counts.
//!
//! Nothing here is worked out unless it is asked for, and a run that nobody watches does not come
//! here at all.

use serde::{Deserialize, Serialize};

use super::carried::Carried;
use super::paths::NONE;
use super::routes::Route;
use super::walk::{Standing, Walker};

/// How a task rests. Every task rests in one of these ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rest {
    /// It is at an end.
    Ended,
    /// It waits.
    Waiting,
    /// It left by an output that is not connected.
    Unconnected,
    /// It was at a stage too often.
    OverLimit,
}

/// What a stage with several outputs decided about a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// The task's number in the run, from 0.
    pub task: u64,
    /// The stage's position.
    pub stage: usize,
    /// Which visit of this stage by this task, from 0.
    pub visit: u32,
    /// The output taken.
    pub output: usize,
}

/// A task where it has come to rest.
#[derive(Debug)]
pub struct Rested<'a, 'p> {
    pub(super) walker: &'a Walker<'p>,
    pub(super) task: Standing<'p>,
    pub(super) wrong: bool,
}

impl<'a, 'p> Rested<'a, 'p> {
    /// The task's number in the run, from 0.
    #[must_use]
    pub const fn task(&self) -> u64 {
        self.task.start.number
    }

    /// The position of its Dataset stage among the Dataset stages.
    #[must_use]
    pub const fn source(&self) -> usize {
        self.task.start.source
    }

    /// A small number for the path it took, the same for all tasks that took it; `None` for a
    /// path that the run does not keep.
    #[must_use]
    pub fn path(&self) -> Option<usize> {
        (!self.walker.paths.is_private(self.task.at)).then_some(self.task.at as usize)
    }

    /// How it rests.
    #[must_use]
    pub fn rest(&self) -> Rest {
        self.walker.paths.rest_of(self.walker.plan, self.task.at)
    }

    /// The stage where it rests; at an output that is not connected, the stage before.
    #[must_use]
    pub fn stage(&self) -> usize {
        self.walker.resting_stage(self.task.at)
    }

    /// The way it went.
    #[must_use]
    pub fn route(&self) -> Route {
        self.walker.paths.route(self.task.at)
    }

    /// How many visits it made; one that stopped it for being over the limit is none.
    #[must_use]
    pub fn visits(&self) -> u32 {
        let limit = self.walker.plan.visit_limit;
        let made = self.walker.paths.back(self.task.at);
        let made = made.filter(|node| node.stage != NONE && node.visit < limit);
        u32::try_from(made.count()).unwrap_or(u32::MAX)
    }

    /// Whether it is delivered with annotations that differ from the truth.
    #[must_use]
    pub const fn is_wrong(&self) -> bool {
        self.wrong
    }

    fn at(&self, node: super::paths::Node) -> Carried<'a, 'p> {
        self.walker.carried(self.task.start, node)
    }

    /// Who worked on it last.
    #[must_use]
    pub fn annotator(&self) -> Option<usize> {
        self.at(self.walker.paths.node(self.task.at)).latest()
    }

    /// Whether it is in the batch at a position of the workflow's list; `None` where its metadata
    /// says which batches it is in.
    #[must_use]
    pub fn is_in_batch(&self, batch: usize) -> Option<bool> {
        let known = self.task.start.answers.batches_known();
        (!known).then(|| self.at(self.walker.paths.node(self.task.at)).is_drawn_into(batch))
    }

    /// What stages with several outputs decided about it, the last first, and who had worked on it
    /// last by then.
    pub fn decisions(&self) -> impl Iterator<Item = (Decision, Option<usize>)> {
        let (paths, plan) = (&self.walker.paths, self.walker.plan);
        let left = paths.back(self.task.at).filter(|node| node.via != NONE);
        left.filter_map(move |node| {
            let from = paths.node(node.parent);
            let stage = from.stage as usize;
            let outputs = plan.outputs(stage);
            (outputs.len() > 1).then(|| {
                let output = node.via as usize - outputs.start;
                let decision = Decision { task: self.task(), stage, visit: from.visit, output };
                (decision, self.at(from).latest())
            })
        })
    }
}
