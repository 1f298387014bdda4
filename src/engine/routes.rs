//! Where tasks went: how many by which route, and how many of those were delivered wrong.

use std::cmp::Ordering;
use std::collections::BTreeMap;

/// How many different routes are told apart in one run.
const MOST: usize = 1 << 14;

/// A way through the workflow. Going round a loop once more does not make it another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The outputs taken, each once, in the order in which they were first taken, by their
    /// positions in the flat lists of a [`super::Tally`].
    pub outputs: Vec<u32>,
    /// The stage where tasks rest; `u32::MAX` after an output that is not connected.
    pub rests: u32,
}

/// Shorter routes come first.
impl Ord for Route {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |route: &Self| (route.outputs.len(), route.rests);
        key(self).cmp(&key(other)).then_with(|| self.outputs.cmp(&other.outputs))
    }
}

impl PartialOrd for Route {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// What a run counted by route. The routes of parts of a run add up to those of the whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Routes {
    /// For each route its tasks, and those of them that were delivered wrong.
    pub counts: BTreeMap<Route, (u64, u64)>,
    /// The same for all routes but the 16 384 first in order, so that it does not matter which
    /// task came when.
    pub beyond: (u64, u64),
}

impl Routes {
    /// Adds tasks that took a route.
    pub fn add(&mut self, route: Route, tasks: u64, wrong: u64) {
        let count = self.counts.entry(route).or_default();
        *count = (count.0 + tasks, count.1 + wrong);
        if self.counts.len() > MOST
            && let Some((_, last)) = self.counts.pop_last()
        {
            // It will not be among the first again, so its tasks are all here.
            self.beyond = (self.beyond.0 + last.0, self.beyond.1 + last.1);
        }
    }
}
