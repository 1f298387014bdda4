//! The shape of what two studies of the same tasks come to beside each other.

use serde::{Deserialize, Serialize};

use crate::engine::Rest;

/// Two studies beside each other: the same tasks with the same draws, so that what differs comes
/// from the workflows and not from chance. Of each pair the first comes first, and a difference is
/// the second less the first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CompareReport {
    /// The workflows' names.
    pub workflows: [String; 2],
    /// The seed of every draw.
    pub seed: u64,
    /// Tasks in each run.
    pub tasks: [u64; 2],
    /// How many runs of each.
    pub runs: u64,
    /// The outputs of every stage with several, matched by the stage's id and the output's name;
    /// those of the first in file order, then those that only the second has.
    pub outputs: Vec<OutputChange>,
    /// Where tasks are: each end, matched by its id, and all that wait and that stopped.
    pub places: Vec<PlaceChange>,
    /// Tasks delivered with annotations that differ from the truth, of those delivered; `None`
    /// where tasks have no content in either.
    pub wrong: Option<Change>,
    /// What became of the tasks of the first run.
    pub moved: Moved,
    /// What a person would say of it.
    pub sentence: String,
}

/// An output in two workflows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutputChange {
    /// The stage's id.
    pub stage: String,
    /// Its name as people see it, in the first that has it.
    pub name: String,
    /// The output's name.
    pub output: String,
    /// The share asked for, 0 to 1, where there is one.
    pub intended: [Option<f64>; 2],
    /// Visits that took it, of all visits of the stage.
    pub change: Change,
}

/// A place where tasks come to rest, in two workflows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaceChange {
    /// The end's id; `None` for all that wait or that stopped.
    pub stage: Option<String>,
    /// Its name as people see it.
    pub name: String,
    /// How they rest; `over_limit` stands for all that stopped.
    pub rest: Rest,
    /// Tasks there, of all tasks.
    pub change: Change,
}

/// A count in two workflows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The count, the mean of all runs; `None` where a workflow has no such thing.
    pub counts: [Option<f64>; 2],
    /// Its share over all runs, 0 to 1; `None` also where nothing came.
    pub shares: [Option<f64>; 2],
    /// Where the counts of the central 95 % of the runs lie: the 2.5 % and the 97.5 % quantile, which
    /// occurred. Chance that both share is in it, unlike in `difference`.
    pub ranges: [Option<[u64; 2]>; 2],
    /// How the counts of a run differ [tasks]; `None` unless both have it.
    pub difference: Option<Paired>,
    /// How the shares of a run differ [percentage points], over the runs in which both have one.
    pub points: Option<Paired>,
}

/// Differences, one for each run with the same draws. Quantiles are values that occurred: the
/// smallest that at least the given part of the runs did not exceed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Paired {
    /// How many runs.
    pub runs: u64,
    /// The mean.
    pub mean: f64,
    /// The least.
    pub min: f64,
    /// The 2.5 % quantile.
    pub q025: f64,
    /// The median.
    pub median: f64,
    /// The 97.5 % quantile.
    pub q975: f64,
    /// The most.
    pub max: f64,
    /// Runs in which the second had more.
    pub more: u64,
    /// Runs in which it had less.
    pub less: u64,
}

/// What became of the tasks of the first run. A task is the same in both where its identity is: its
/// URLs, or for a plain task its Dataset stage's id and its number there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Tasks that both have.
    pub both: u64,
    /// Those of them that went another way: that took other outputs at stages with several that
    /// both workflows have, or took them first in another order, or came to rest elsewhere.
    pub another_way: u64,
    /// Those that came to rest elsewhere, or otherwise.
    pub another_place: u64,
    /// Those that came through a stage that only one of the workflows has.
    pub through_others: u64,
    /// For each pair of places how many tasks rest at one in the first and at the other in the
    /// second, the most frequent first.
    pub flows: Vec<MovedFlow>,
}

/// Where a task rests.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MovedPlace {
    /// The stage's id; at an output that is not connected, that of the stage before.
    pub stage: String,
    /// How it rests there.
    pub rest: Rest,
}

/// Tasks by where they rest in two runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedFlow {
    /// Where they rest in the first.
    pub from: MovedPlace,
    /// Where they rest in the second.
    pub to: MovedPlace,
    /// Tasks.
    pub tasks: u64,
}
