//! Adds up the runs of a study, and keeps how each output's count lay from run to run.

use std::collections::BTreeMap;

use super::Study;
use super::laws::{Basis, Law, StageLaws};
use crate::engine::{Counts, Route, Tally};

/// How many routes are kept of one run, and of each of several.
const ROUTES: usize = 1_000;
const ROUTES_OF_EACH: usize = 64;

/// The counts of some runs of a study. Those of all runs are the same however they are parted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gathered {
    /// All runs together.
    pub(super) total: Tally,
    /// The first run of the study, where it is among them.
    pub(super) first: Option<Tally>,
    pub(super) runs: u64,
    /// For each output, how many runs had which count.
    pub(super) counts: Vec<BTreeMap<u64, u64>>,
    /// For each output with a law, how many runs had which n and k.
    pub(super) judged: Vec<BTreeMap<(u64, u64), u64>>,
    /// Tasks of all runs together by route, and how many were delivered wrong: the most frequent
    /// routes of each run.
    pub(super) routes: BTreeMap<Route, (u64, u64)>,
}

impl Gathered {
    pub(super) fn new(study: &Study) -> Self {
        let outputs = study.plan.outputs(study.plan.stages().saturating_sub(1)).end;
        Self {
            total: Tally::new(&study.plan),
            first: None,
            runs: 0,
            counts: vec![BTreeMap::new(); outputs],
            judged: vec![BTreeMap::new(); outputs],
            routes: BTreeMap::new(),
        }
    }

    /// Adds a run of the study.
    pub(super) fn add(&mut self, study: &Study, run: u64, counts: Counts) {
        let Counts { tally, routes } = counts;
        self.runs += 1;
        for (counts, left) in self.counts.iter_mut().zip(&tally.left) {
            *counts.entry(*left).or_default() += 1;
        }
        for (stage, laws) in study.laws.iter().enumerate() {
            let outputs = study.plan.outputs(stage);
            for (i, flat) in outputs.enumerate() {
                if let Some((_, n, k)) = judged(study, laws, &tally, stage, i) {
                    *self.judged[flat].entry((n, k)).or_default() += 1;
                }
            }
        }
        let most = if study.runs > 1 { ROUTES_OF_EACH } else { ROUTES };
        for (route, (tasks, wrong)) in most_frequent(&routes.counts, most) {
            add(&mut self.routes, route.clone(), *tasks, *wrong);
        }
        self.total.add(&tally);
        if run == 0 {
            self.first = Some(tally);
        }
    }

    /// Adds other runs of the same study.
    pub fn merge(&mut self, other: Self) {
        // The maps are read and not taken apart, for which the page has the code already.
        self.runs += other.runs;
        self.total.add(&other.total);
        self.first = self.first.take().or(other.first);
        for (mine, theirs) in self.counts.iter_mut().zip(&other.counts) {
            theirs.iter().for_each(|(count, runs)| *mine.entry(*count).or_default() += runs);
        }
        for (mine, theirs) in self.judged.iter_mut().zip(&other.judged) {
            theirs.iter().for_each(|(judged, runs)| *mine.entry(*judged).or_default() += runs);
        }
        for (route, (tasks, wrong)) in &other.routes {
            add(&mut self.routes, route.clone(), *tasks, *wrong);
        }
    }
}

/// The routes that most tasks took, these first; of equals the first in order.
pub fn most_frequent(routes: &BTreeMap<Route, (u64, u64)>, most: usize) -> Vec<(&Route, &(u64, u64))> {
    let all: Vec<(&Route, &(u64, u64))> = routes.iter().collect();
    let mut order: Vec<(u64, usize)> =
        all.iter().enumerate().map(|(i, (_, (tasks, _)))| (u64::MAX - tasks, i)).collect();
    order.sort_unstable();
    order.truncate(most);
    order.into_iter().map(|(_, i)| all[i]).collect()
}

fn add(routes: &mut BTreeMap<Route, (u64, u64)>, route: Route, tasks: u64, wrong: u64) {
    let count = routes.entry(route).or_default();
    *count = (count.0 + tasks, count.1 + wrong);
}

/// The law of an output, the visits that could have taken it, and those that did; `None` without
/// a law.
pub fn judged<'l>(
    study: &Study,
    laws: &'l StageLaws,
    tally: &Tally,
    stage: usize,
    output: usize,
) -> Option<(&'l Law, u64, u64)> {
    let law = laws.outputs.get(output)?.as_ref()?;
    let visits = if law.first_only { &tally.left_first } else { &tally.left };
    let visits = visits.get(study.plan.outputs(stage))?;
    let from = if law.basis == Basis::Reached { output } else { 0 };
    Some((law, visits.get(from..)?.iter().sum(), *visits.get(output)?))
}
