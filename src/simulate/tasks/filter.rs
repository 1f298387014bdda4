//! Which tasks somebody wants to see.

use serde::{Deserialize, Serialize};

use super::{Row, Tasks};
use crate::engine::Rest;

/// What tasks must be like to be listed; what is `None` does not matter. All of it must hold. A
/// name that the workflow does not have matches no task.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TaskFilter {
    /// They were at the stage with this id.
    pub visited: Option<String>,
    /// They took this output at least once.
    pub took: Option<TookOutput>,
    /// They went the way of this number ([`super::TaskWay::way`]).
    pub way: Option<u32>,
    /// They rest at the stage with this id; at an output that is not connected, that is the stage
    /// before.
    pub stage: Option<String>,
    /// They rest in this manner.
    pub rest: Option<Rest>,
    /// Whoever worked on them last.
    pub annotator: Option<Belongs>,
    /// A batch that they are in.
    pub batch: Option<Belongs>,
    /// They started in the Dataset stage with this id.
    pub dataset: Option<String>,
    /// Whether they were delivered with annotations that differ from the truth.
    pub wrong: Option<bool>,
}

/// An output of a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TookOutput {
    /// The stage's id.
    pub stage: String,
    /// The output's name.
    pub output: String,
}

/// What a task belongs to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Belongs {
    /// To nobody, or to none.
    ToNone,
    /// To the one of this name.
    To(String),
}

/// A filter made ready for an index.
#[derive(Debug, Clone)]
pub(super) struct Sieve {
    /// For each way whether it passes each of the conditions on ways: visited, took, way, rests.
    pub ways: Vec<[bool; 4]>,
    /// For each annotator whether they pass, nobody first.
    annotators: Vec<bool>,
    /// For each set of batches.
    batches: Vec<bool>,
    /// For each Dataset stage.
    datasets: Vec<bool>,
    wrong: Option<bool>,
}

/// Which conditions other than those on ways a task passes: annotator, batch, dataset, wrong.
pub(super) type Passes = [bool; 4];

impl Sieve {
    pub fn new(tasks: &Tasks, filter: &TaskFilter) -> Self {
        let stage = |id: &String| tasks.stages.iter().position(|stage| stage.id == *id);
        let visited = filter.visited.as_ref().map(stage);
        let rests = filter.stage.as_ref().map(stage);
        let took = filter.took.as_ref().map(|took| {
            let position = stage(&took.stage)?;
            let place = tasks.stages[position].outputs.iter().position(|name| *name == took.output)?;
            Some(tasks.stages[position].first_output + place)
        });
        let ways = (0..).zip(tasks.ways.all()).map(|(number, way)| {
            let here = |place: Option<usize>| place == Some(way.stage as usize);
            [
                visited.is_none_or(|at| at.is_some_and(|at| tasks.visits(*way, at))),
                took.is_none_or(|flat| tasks.ways.back(*way).any(|output| flat == Some(output as usize))),
                filter.way.is_none_or(|wanted| wanted == number),
                rests.is_none_or(here) && filter.rest.is_none_or(|rest| rest == way.rest),
            ]
        });
        let is = |wanted: &Option<Belongs>, name: Option<&String>| match (wanted, name) {
            (None, _) | (Some(Belongs::ToNone), None) => true,
            (Some(Belongs::To(wanted)), Some(name)) => wanted == name,
            _ => false,
        };
        let annotators = std::iter::once(None).chain(tasks.annotators.iter().map(Some));
        let sets = tasks.batches.sets.iter().map(|set| match set.as_slice() {
            [] => is(&filter.batch, None),
            some => some.iter().any(|batch| is(&filter.batch, tasks.batches.names.get(*batch as usize))),
        });
        let datasets = tasks.datasets.iter().map(|(id, _)| filter.dataset.as_ref().is_none_or(|d| d == id));
        Self {
            ways: ways.collect(),
            annotators: annotators.map(|name| is(&filter.annotator, name)).collect(),
            batches: sets.collect(),
            datasets: datasets.collect(),
            wrong: filter.wrong,
        }
    }

    /// Which conditions a task of a Dataset stage passes, but for those on ways.
    #[inline(always)]
    pub fn passes(&self, row: &Row, dataset: usize) -> Passes {
        let flag = |list: &[bool], at: usize| list.get(at).copied().unwrap_or(false);
        [
            flag(&self.annotators, row.annotator()),
            flag(&self.batches, row.batches as usize),
            flag(&self.datasets, dataset),
            self.wrong.is_none_or(|wanted| wanted == row.is_wrong()),
        ]
    }

    /// Whether a way passes every condition on ways.
    #[inline(always)]
    pub fn way(&self, row: &Row) -> bool {
        self.ways.get(row.way as usize).is_some_and(|way| way.iter().all(|passes| *passes))
    }
}
