//! Where tasks went: how many by which route, and how many of those were delivered wrong.

use std::collections::BTreeMap;

/// How many different routes are told apart in one run.
const MOST: usize = 1 << 14;

/// A way through the workflow. Going round a loop once more does not make it another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    /// The outputs taken, each once, in the order in which they were first taken, by their
    /// positions in the flat lists of a [`super::Tally`].
    pub outputs: Vec<u32>,
    /// The stage where tasks rest; `u32::MAX` after an output that is not connected.
    pub rests: u32,
}

/// What a run counted by route. The routes of parts of a run add up to those of the whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Routes {
    /// For each route its tasks, and those of them that were delivered wrong.
    pub counts: BTreeMap<Route, (u64, u64)>,
    /// The same for routes that came after the first 16 384.
    pub beyond: (u64, u64),
}

impl Routes {
    /// Adds tasks that took a route.
    pub fn add(&mut self, route: Route, tasks: u64, wrong: u64) {
        let full = self.counts.len() >= MOST && !self.counts.contains_key(&route);
        let count = if full { &mut self.beyond } else { self.counts.entry(route).or_default() };
        *count = (count.0 + tasks, count.1 + wrong);
    }
}
