//! The different ways that tasks of a run went, each kept once.
//!
//! A way is the outputs taken, each once and in the order in which they were first taken, with
//! where and how the task rests: going round a loop once more makes no other. Ways that begin
//! alike share that part.

use std::collections::BTreeMap;

use crate::engine::{Rest, Rested, Route};

/// Stands for no step.
const NONE: u32 = u32::MAX;

/// A way, by its last step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Way {
    last: u32,
    /// The stage where tasks rest; at an output that is not connected, the stage before.
    pub stage: u32,
    /// How they rest there.
    pub rest: Rest,
}

/// All ways.
#[derive(Debug, Clone, Default)]
pub struct Ways {
    /// The step before, and the output taken, by its position in the flat lists.
    steps: Vec<(u32, u32)>,
    ways: Vec<Way>,
}

/// Ways while they are found.
#[derive(Debug, Default)]
pub struct Finder {
    ways: Ways,
    steps: BTreeMap<(u32, u32), u32>,
    known: BTreeMap<Way, u32>,
    /// For each path that the run keeps, its way counted from 1 and its visits.
    paths: Vec<(u32, u16)>,
}

impl Finder {
    /// The number of a task's way, and how many visits it made.
    pub fn of(&mut self, task: &Rested<'_, '_>) -> (u32, u16) {
        let path = task.path();
        if let Some((way, visits)) = path.and_then(|path| self.paths.get(path)).filter(|known| known.0 > 0) {
            return (way - 1, *visits);
        }
        let way = self.find(&task.route(), task.stage(), task.rest());
        let visits = u16::try_from(task.visits()).unwrap_or(u16::MAX);
        if let Some(path) = path {
            if self.paths.len() <= path {
                self.paths.resize(path + 1, (0, 0));
            }
            self.paths[path] = (way + 1, visits);
        }
        (way, visits)
    }

    /// The number of a way.
    fn find(&mut self, route: &Route, stage: usize, rest: Rest) -> u32 {
        let mut last = NONE;
        for output in &route.outputs {
            let next = number(self.ways.steps.len());
            let step = (last, *output);
            last = *self.steps.entry(step).or_insert(next);
            if last == next {
                self.ways.steps.push(step);
            }
        }
        let next = number(self.ways.ways.len());
        let way = Way { last, stage: number(stage), rest };
        let found = *self.known.entry(way).or_insert(next);
        if found == next {
            self.ways.ways.push(way);
        }
        found
    }

    /// All that were found.
    pub fn ways(self) -> Ways {
        self.ways
    }
}

impl Ways {
    /// Numbers the ways anew, in the order in which tasks have them. The order in which they were
    /// found is not the tasks': it depends on how a run is sliced.
    pub fn renumber<'n>(&mut self, numbers: impl Iterator<Item = &'n mut u32>) {
        let mut new = vec![NONE; self.ways.len()];
        let mut ways = Vec::with_capacity(self.ways.len());
        for way in numbers {
            let old = *way as usize;
            if new[old] == NONE {
                new[old] = number(ways.len());
                ways.push(self.ways[old]);
            }
            *way = new[old];
        }
        self.ways = ways;
    }

    /// All of them, by their numbers.
    pub fn all(&self) -> &[Way] {
        &self.ways
    }

    /// The outputs that a way takes, the last first.
    pub fn back(&self, way: Way) -> impl Iterator<Item = u32> {
        let mut at = way.last;
        std::iter::from_fn(move || {
            let (before, output) = *self.steps.get(at as usize)?;
            at = before;
            Some(output)
        })
    }
}

/// A position as it is kept; there is no room in memory for 2³² of anything here.
fn number(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(NONE)
}
