//! One more walk of a run, most often the first, for whoever wants to know more of it than its counts.
//!
//! Draws are keyed, so it is the same run again. It is done when a screen asks, so that runs that
//! nobody looks into stay as fast as they are.

use super::Study;
use crate::engine::{Counts, Imbalance, Observer, Simulation};

/// A walk under way, in slices.
#[derive(Debug)]
pub struct Pass<'s, O> {
    simulation: Simulation<'s>,
    observer: O,
}

impl<'s, O: Observer> Pass<'s, O> {
    pub(super) fn new(study: &'s Study, observer: O) -> Self {
        Self::of_run(study, 0, observer)
    }

    /// A walk of a run, counted from 0.
    pub(super) fn of_run(study: &'s Study, run: u64, observer: O) -> Self {
        Self { simulation: study.simulation(run), observer }
    }

    /// Walks up to `most` more tasks; whether all have come to rest. The result does not depend on
    /// how the tasks are sliced.
    pub fn step(&mut self, most: u64) -> bool {
        self.simulation.step(most, &mut self.observer);
        self.simulation.is_over()
    }

    /// Tasks that have started.
    #[must_use]
    pub const fn walked(&self) -> u64 {
        self.simulation.started()
    }

    /// Walks all that are left. What was counted, and what was seen.
    pub(super) fn end(mut self) -> Result<(Counts, O), Imbalance> {
        while !self.step(super::SLICE) {}
        Ok((self.simulation.finish()?, self.observer))
    }
}
