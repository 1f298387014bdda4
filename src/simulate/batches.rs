//! The batches that tasks are in: by draws, or as their metadata and their manifests' batches say.

use std::collections::BTreeMap;

use super::{Study, Units};
use crate::engine::Rested;

/// Names of batches, and the different sets of them that tasks are in.
#[derive(Debug)]
pub struct Batches<'s> {
    study: &'s Study,
    units: &'s Units<'s>,
    positions: BTreeMap<String, u32>,
    known: BTreeMap<Vec<u32>, u32>,
    /// Room for one set.
    scratch: Vec<u32>,
    sets: BatchSets,
}

/// The names of batches, and sets of their positions.
#[derive(Debug, Clone, Default)]
pub struct BatchSets {
    /// Those of the workflow first, then those that metadata names, in the order of their names.
    pub names: Vec<String>,
    /// Each with the batches in it, in ascending order. The first is the empty set.
    pub sets: Vec<Vec<u32>>,
}

impl<'s> Batches<'s> {
    pub fn new(study: &'s Study, units: &'s Units<'s>) -> Self {
        let list = &study.checked.workflow().batches.list;
        let names: Vec<String> = list.iter().map(|batch| batch.name.clone()).collect();
        let mut positions = BTreeMap::new();
        for (position, name) in (0..).zip(&names) {
            positions.entry(name.clone()).or_insert(position);
        }
        let mut known = BTreeMap::new();
        known.insert(Vec::new(), 0);
        let sets = BatchSets { names, sets: vec![Vec::new()] };
        Self { study, units, positions, known, scratch: Vec::new(), sets }
    }

    /// The number of the set that a task is in.
    pub fn of(&mut self, task: &Rested<'_, '_>) -> u32 {
        self.scratch.clear();
        if task.is_in_batch(0).is_some() {
            let drawn = 0..self.study.checked.workflow().batches.list.len();
            let drawn = drawn.filter(|batch| task.is_in_batch(*batch) == Some(true));
            self.scratch.extend(drawn.map(position));
        } else {
            self.read(task.task());
        }
        if let Some(set) = self.known.get(&self.scratch) {
            return *set;
        }
        let set = position(self.sets.sets.len());
        self.sets.sets.push(self.scratch.clone());
        self.known.insert(self.scratch.clone(), set);
        set
    }

    /// All that were met. The order in which they were is not the tasks': it depends on how a run is
    /// sliced.
    pub fn sets(self) -> BatchSets {
        let BatchSets { names, mut sets } = self.sets;
        let own = self.study.checked.workflow().batches.list.len();
        let (listed, met) = names.split_at(own.min(names.len()));
        let mut order: Vec<(&String, usize)> = met.iter().zip(listed.len()..).collect();
        order.sort_unstable();
        let mut places: Vec<u32> = (0..names.len()).map(position).collect();
        for (place, (_, was)) in (listed.len()..).zip(&order) {
            places[*was] = position(place);
        }
        for set in &mut sets {
            set.iter_mut().for_each(|batch| *batch = places[*batch as usize]);
            set.sort_unstable();
        }
        let names = listed.iter().chain(order.into_iter().map(|(name, _)| name)).cloned().collect();
        BatchSets { names, sets }
    }

    /// The set of the batch that a task was put in and those that its metadata names.
    fn read(&mut self, task: u64) {
        let metadata = self.units.unit(task).and_then(|unit| unit.metadata());
        let named = self.study.plan.facts().batches(metadata);
        for name in self.units.batch(task).map(str::to_owned).into_iter().chain(named) {
            let new = position(self.sets.names.len());
            let batch = *self.positions.entry(name.clone()).or_insert(new);
            if batch == new {
                self.sets.names.push(name);
            }
            self.scratch.push(batch);
        }
        self.scratch.sort_unstable();
        self.scratch.dedup();
    }
}

/// A position as it is kept; there is no room in memory for 2³² sets.
fn position(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
