//! A window on the tasks that somebody selected.

use serde::{Deserialize, Serialize};

use super::filter::Sieve;
use super::{Row, Tasks};
use crate::engine::Rest;

/// For so many tasks at a time it is noted how many before them are selected.
const CHUNK: usize = 4_096;

/// The tasks of an index that a filter lets through. It takes two bytes for a thousand tasks.
#[derive(Debug, Clone)]
pub struct Selection {
    pub(super) sieve: Sieve,
    /// How many tasks are selected before each chunk, and in all.
    before: Vec<u64>,
}

/// Some of the selected tasks, in the order of their numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskPage {
    /// Tasks of the run.
    pub tasks: u64,
    /// Those of them that are selected.
    pub selected: u64,
    /// How many of the selected ones come before the first row.
    pub from: u64,
    /// The rows.
    pub rows: Vec<TaskRow>,
}

/// One task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskRow {
    /// The task's number, from 1, as in a trace.
    pub task: u64,
    /// The id of the Dataset stage where it started.
    pub dataset: String,
    /// The id of the stage where it rests; at an output that is not connected, the stage before.
    pub stage: String,
    /// That stage's name as people see it.
    pub name: String,
    /// How it rests there.
    pub rest: Rest,
    /// The number of the way it went ([`super::TaskWay::way`]).
    pub way: u32,
    /// How many visits it made, of all stages together; 65 535 stands for more too.
    pub visits: u16,
    /// Whoever worked on it last.
    pub annotator: Option<String>,
    /// The batches that it is in.
    pub batches: Vec<String>,
    /// Whether it was delivered with annotations that differ from the truth; `None` where tasks
    /// have no content, or where it was not delivered.
    pub wrong: Option<bool>,
}

impl Selection {
    pub(super) fn new(tasks: &Tasks, sieve: Sieve) -> Self {
        let mut before = Vec::with_capacity(tasks.rows.len() / CHUNK + 2);
        let mut count = 0;
        for (place, dataset, row) in tasks.rows_from(0) {
            if place.is_multiple_of(CHUNK) {
                before.push(count);
            }
            count += u64::from(sieve.lets_through(row, dataset));
        }
        before.push(count);
        Self { sieve, before }
    }

    /// How many tasks are selected.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.before.last().copied().unwrap_or(0)
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Sieve {
    #[inline(always)]
    fn lets_through(&self, row: &Row, dataset: usize) -> bool {
        self.way(row) && self.passes(row, dataset).iter().all(|passes| *passes)
    }
}

impl Tasks {
    /// Up to `count` of the selected tasks, from the one at `from` on, counted from 0. The
    /// selection must be of this index.
    #[must_use]
    pub fn page(&self, selection: &Selection, from: u64, count: usize) -> TaskPage {
        let rows = self.numbers(selection, from).take(count).map(|task| self.row(task)).collect();
        TaskPage { tasks: self.len(), selected: selection.len(), from, rows }
    }

    /// The numbers of the selected tasks, from 0, from the one at `from` on.
    pub fn numbers(&self, selection: &Selection, from: u64) -> impl Iterator<Item = u64> {
        // The last chunk with no more than that many before it has the task, or one after it.
        let chunk = selection.before.partition_point(|before| *before <= from).saturating_sub(1);
        let before = selection.before.get(chunk).copied().unwrap_or(0);
        let rows = self.rows_from(chunk * CHUNK);
        let selected = rows.filter(|(_, dataset, row)| selection.sieve.lets_through(row, *dataset));
        let skipped = usize::try_from(from - before.min(from)).unwrap_or(usize::MAX);
        selected.skip(skipped).map(|(place, ..)| place as u64)
    }

    /// The row of a task of that number, from 0, which there is.
    fn row(&self, task: u64) -> TaskRow {
        let place = usize::try_from(task).unwrap_or(usize::MAX);
        let row = self.rows.get(place).copied().unwrap_or_default();
        let way = self.ways.all().get(row.way as usize);
        let stage = way.and_then(|way| self.stages.get(way.stage as usize));
        let rest = way.map_or(Rest::Waiting, |way| way.rest);
        let delivered = self.content && rest == Rest::Ended && stage.is_some_and(|stage| stage.delivers);
        let batches = self.batches.sets.get(row.batches as usize).into_iter().flatten();
        let dataset = self.datasets.partition_point(|(_, end)| *end <= task);
        let person = row.annotator().checked_sub(1);
        TaskRow {
            task: task + 1,
            dataset: self.datasets.get(dataset).map(|(id, _)| id.clone()).unwrap_or_default(),
            stage: stage.map(|stage| stage.id.clone()).unwrap_or_default(),
            name: stage.map(|stage| stage.name.clone()).unwrap_or_default(),
            rest,
            way: row.way,
            visits: row.visits,
            annotator: person.and_then(|person| self.annotators.get(person)).cloned(),
            batches: batches.filter_map(|batch| self.batches.names.get(*batch as usize)).cloned().collect(),
            wrong: delivered.then_some(row.is_wrong()),
        }
    }
}
