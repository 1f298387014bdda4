//! How many tasks each value of a filter would let through.

use serde::{Deserialize, Serialize};

use super::{Belongs, Selection, Tasks};
use crate::engine::Rest;
use crate::simulate::RouteStep;

/// For each thing that a filter can ask for, how many tasks there are of each of its values among
/// those that meet all other conditions of the filter. So a count says what choosing that value
/// instead would list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskFacets {
    /// Tasks of the run.
    pub tasks: u64,
    /// Those of them that are selected.
    pub selected: u64,
    /// Tasks that were at each stage, in file order.
    pub visited: Vec<(String, u64)>,
    /// Tasks that took each output at least once, in file order.
    pub took: Vec<(RouteStep, u64)>,
    /// Where and how tasks rest, in file order.
    pub rests: Vec<TaskPlace>,
    /// The ways that tasks went, the most frequent first.
    pub ways: Vec<TaskWay>,
    /// Tasks of ways that are not listed.
    pub other_ways: u64,
    /// Tasks by whoever worked on them last, nobody first.
    pub annotators: Vec<(Belongs, u64)>,
    /// Tasks in each batch, those in none first. A task can be in several.
    pub batches: Vec<BatchTasks>,
    /// Tasks by the Dataset stage where they started.
    pub datasets: Vec<(String, u64)>,
    /// Tasks that were delivered with annotations that differ from the truth.
    pub wrong: u64,
}

/// Tasks that rest at one place in one manner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskPlace {
    /// The stage's id; at an output that is not connected, that of the stage before.
    pub stage: String,
    /// Its name as people see it.
    pub name: String,
    /// How they rest there.
    pub rest: Rest,
    /// Tasks.
    pub count: u64,
}

/// Tasks that went one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskWay {
    /// The way's number, for a filter. Ways are numbered as tasks first have them.
    pub way: u32,
    /// The outputs taken, each once, in the order in which they were first taken.
    pub steps: Vec<RouteStep>,
    /// The id of the stage where tasks rest; at an output that is not connected, the stage before.
    pub stage: String,
    /// How they rest there.
    pub rest: Rest,
    /// Tasks.
    pub count: u64,
}

/// Tasks in one batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchTasks {
    /// The batch.
    pub batch: Belongs,
    /// Tasks.
    pub count: u64,
}

/// How many ways are listed.
const LISTED: usize = 200;

/// What one walk over all tasks counts.
struct Counted {
    /// For each way the tasks that meet all conditions that are not on ways.
    ways: Vec<u64>,
    /// For each annotator (nobody first), set of batches and Dataset stage, and for right and
    /// wrong, the tasks that meet all other conditions.
    others: [Vec<u64>; 4],
}

impl Tasks {
    /// The counts behind each value of the filter that made a selection of this index.
    #[must_use]
    pub fn facets(&self, selection: &Selection) -> TaskFacets {
        let counted = self.count(selection);
        let [annotators, sets, datasets, wrong] = &counted.others;
        let (ways, other_ways) = self.listed_ways(selection, &counted);
        let person = |i: usize| i.checked_sub(1).and_then(|i| self.annotators.get(i).cloned());
        let belongs = |name: Option<String>| name.map_or(Belongs::ToNone, Belongs::To);
        let stages = self.stages.iter().enumerate();
        let ids = self.datasets.iter().map(|(id, _)| id.clone());
        TaskFacets {
            tasks: self.len(),
            selected: selection.len(),
            visited: stages.map(|(at, stage)| (stage.id.clone(), self.at(selection, &counted, at))).collect(),
            took: self.taken(selection, &counted),
            rests: self.places(selection, &counted),
            ways,
            other_ways,
            annotators: (0..).zip(annotators).map(|(i, count)| (belongs(person(i)), *count)).collect(),
            batches: self.batch_counts(sets),
            datasets: ids.zip(datasets.iter().copied()).collect(),
            wrong: wrong.get(1).copied().unwrap_or(0),
        }
    }

    fn count(&self, selection: &Selection) -> Counted {
        let room = |length: usize| vec![0; length];
        let mut ways = room(self.ways.all().len());
        let lengths = [self.annotators.len() + 1, self.batches.sets.len(), self.datasets.len(), 2];
        let mut others = lengths.map(room);
        for (_, dataset, row) in self.rows_from(0) {
            let passes = selection.sieve.passes(row, dataset);
            let failed = passes.iter().filter(|passes| !**passes).count();
            if failed == 0 {
                ways[row.way as usize] += 1;
            }
            if failed > 1 || !selection.sieve.way(row) {
                continue;
            }
            let values = [row.annotator(), row.batches as usize, dataset, usize::from(row.is_wrong())];
            for (i, counts) in others.iter_mut().enumerate() {
                // All other conditions hold where none fails, or where this one alone does.
                if failed == 0 || !passes[i] {
                    counts[values[i]] += 1;
                }
            }
        }
        Counted { ways, others }
    }

    /// The ways that meet all conditions on ways but one, each with its tasks.
    fn but<'t>(
        &'t self,
        selection: &'t Selection,
        counted: &'t Counted,
        condition: usize,
    ) -> impl Iterator<Item = (usize, u64)> {
        let ways = selection.sieve.ways.iter().zip(&counted.ways).enumerate();
        ways.filter(move |(_, (passes, _))| {
            passes.iter().enumerate().all(|(i, passes)| *passes || i == condition)
        })
        .map(|(way, (_, tasks))| (way, *tasks))
    }

    fn at(&self, selection: &Selection, counted: &Counted, stage: usize) -> u64 {
        let ways = self.but(selection, counted, 0);
        ways.filter(|(way, _)| self.visits(self.ways.all()[*way], stage)).map(|(_, tasks)| tasks).sum()
    }

    fn taken(&self, selection: &Selection, counted: &Counted) -> Vec<(RouteStep, u64)> {
        let outputs = self.stages.last().map_or(0, |stage| stage.first_output + stage.outputs.len());
        let mut counts = vec![0; outputs];
        for (way, tasks) in self.but(selection, counted, 1) {
            self.ways.back(self.ways.all()[way]).for_each(|output| counts[output as usize] += tasks);
        }
        (0..).zip(counts).filter_map(|(flat, count)| Some((self.step(flat)?, count))).collect()
    }

    fn step(&self, flat: u32) -> Option<RouteStep> {
        let (stage, output) = self.output(flat)?;
        Some(RouteStep { stage: stage.id.clone(), output: output.to_owned() })
    }

    fn places(&self, selection: &Selection, counted: &Counted) -> Vec<TaskPlace> {
        let mut counts = std::collections::BTreeMap::new();
        for (way, tasks) in self.but(selection, counted, 3).filter(|(_, tasks)| *tasks > 0) {
            let way = self.ways.all()[way];
            *counts.entry((way.stage, way.rest)).or_insert(0) += tasks;
        }
        let place = |((stage, rest), count): (&(u32, Rest), &u64)| {
            let stage = self.stages.get(*stage as usize)?;
            Some(TaskPlace { stage: stage.id.clone(), name: stage.name.clone(), rest: *rest, count: *count })
        };
        counts.iter().filter_map(place).collect()
    }

    /// The most frequent ways, of equals the first met, and how many tasks went others.
    fn listed_ways(&self, selection: &Selection, counted: &Counted) -> (Vec<TaskWay>, u64) {
        let ways = self.but(selection, counted, 2).filter(|(_, tasks)| *tasks > 0);
        let mut order: Vec<(u64, usize)> = ways.map(|(way, tasks)| (u64::MAX - tasks, way)).collect();
        order.sort_unstable();
        let others = order.iter().skip(LISTED).map(|(rank, _)| u64::MAX - rank).sum();
        order.truncate(LISTED);
        (order.into_iter().map(|(rank, way)| self.named_way(way, u64::MAX - rank)).collect(), others)
    }

    fn named_way(&self, number: usize, count: u64) -> TaskWay {
        let way = self.ways.all()[number];
        let mut steps: Vec<RouteStep> = self.ways.back(way).filter_map(|output| self.step(output)).collect();
        steps.reverse();
        TaskWay {
            way: u32::try_from(number).unwrap_or(u32::MAX),
            steps,
            stage: self.stages.get(way.stage as usize).map(|stage| stage.id.clone()).unwrap_or_default(),
            rest: way.rest,
            count,
        }
    }

    fn batch_counts(&self, sets: &[u64]) -> Vec<BatchTasks> {
        let none = std::iter::once((Belongs::ToNone, sets.first().copied().unwrap_or(0)));
        let mut counts = vec![0; self.batches.names.len()];
        for (set, tasks) in self.batches.sets.iter().zip(sets) {
            set.iter().for_each(|batch| counts[*batch as usize] += tasks);
        }
        let named = self.batches.names.iter().cloned().map(Belongs::To).zip(counts);
        none.chain(named).map(|(batch, count)| BatchTasks { batch, count }).collect()
    }
}
