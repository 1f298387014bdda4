//! Where each task of a run came to rest.

use crate::engine::Observer;

/// The stage where each task of one run rests, two bytes a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ends(Vec<u16>);

impl Ends {
    /// Room for so many tasks. A workflow of more than 65 535 stages has no number for the last
    /// of them; they are [`u16::MAX`].
    #[must_use]
    pub fn new(tasks: u64) -> Self {
        Self(vec![u16::MAX; usize::try_from(tasks).unwrap_or(usize::MAX)])
    }

    /// For each task, in their order, the position of the stage where it rests: an end, a stage
    /// where it waits, or the one where it was stopped.
    #[must_use]
    pub fn stages(&self) -> &[u16] {
        &self.0
    }
}

impl Observer for Ends {
    const VISITS: bool = false;

    #[inline(always)]
    fn rest(&mut self, task: u64, stage: usize) {
        if let Some(end) = usize::try_from(task).ok().and_then(|task| self.0.get_mut(task)) {
            *end = u16::try_from(stage).unwrap_or(u16::MAX);
        }
    }
}
