//! A study in pieces that can be sent: its tasks, and what some of its runs came to.
//!
//! Whoever shares in the runs of a study makes it anew from the workflow, the seed and the number
//! of runs, and is given the tasks as they were compiled: twelve bytes for each one listed, in
//! place of its manifest.

use std::collections::BTreeMap;

use super::{Gathered, Study};
use crate::engine::{Listed, Plan, Route, Source, Supply, Tally};

/// What a listed task takes [bytes]: its key and the number of its row of facts.
const LISTED: usize = 12;

impl Study {
    /// The tasks as bytes, for [`Study::with_packed_tasks`].
    #[must_use]
    pub fn packed_tasks(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for source in &self.supply.sources {
            bytes.push(u8::from(matches!(source, Source::Listed(_))));
            bytes.extend_from_slice(&source.len().to_le_bytes());
            if let Source::Listed(tasks) = source {
                bytes.reserve(tasks.len() * LISTED);
                for task in tasks {
                    bytes.extend_from_slice(&task.key.to_le_bytes());
                    bytes.extend_from_slice(&task.facts.to_le_bytes());
                }
            }
        }
        self.supply.facts.iter().for_each(|word| bytes.extend_from_slice(&word.to_le_bytes()));
        bytes
    }

    /// This study with the tasks of another one of the same workflow; `None` where the bytes are
    /// no such tasks. What was made of units in several datasets is not known to it: reports are
    /// for the other one to make.
    #[must_use]
    pub fn with_packed_tasks(mut self, bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes;
        let sources: Option<Vec<Source>> = self.supply.sources.iter().map(|_| source(&mut rest)).collect();
        let (facts, over) = rest.as_chunks();
        let facts: Vec<u64> = facts.iter().map(|word| u64::from_le_bytes(*word)).collect();
        let words = self.plan.facts().words();
        let rows = facts.len() / words;
        let sources = sources.filter(|_| over.is_empty() && facts.len().is_multiple_of(words))?;
        let has_facts = |source: &Source| match source {
            Source::Plain(_) => true,
            Source::Listed(tasks) => tasks.iter().all(|task| (task.facts as usize) < rows),
        };
        self.supply = Supply { sources, facts };
        self.supply.sources.iter().all(has_facts).then_some(self)
    }

    /// What [`Gathered::into_lists`] made into lists; `None` where they are not of this study.
    #[must_use]
    pub fn gathered(&self, lists: Vec<Vec<u64>>) -> Option<Gathered> {
        let outputs = outputs(&self.plan);
        let mut lists = lists.into_iter();
        let total = tally(&self.plan, &mut lists)?;
        let [runs, has_first] = lists.next()?.try_into().ok()?;
        let first = if has_first == 0 { None } else { Some(tally(&self.plan, &mut lists)?) };
        let counts = |_| map(&lists.next()?, |[count, runs]| (count, runs));
        let counts = (0..outputs).map(counts).collect::<Option<_>>()?;
        let judged = |_| map(&lists.next()?, |[n, k, runs]| ((n, k), runs));
        let judged = (0..outputs).map(judged).collect::<Option<_>>()?;
        let mut routes = BTreeMap::new();
        for list in lists {
            let (route, counts) = route(&list, outputs)?;
            *routes.entry(route).or_default() = counts;
        }
        Some(Gathered { total, first, runs, counts, judged, routes })
    }
}

impl Gathered {
    /// The counts as lists of numbers, for [`Study::gathered`].
    #[must_use]
    pub fn into_lists(self) -> Vec<Vec<u64>> {
        let mut lists = Vec::from(tally_lists(self.total));
        lists.push(vec![self.runs, self.first.is_some().into()]);
        lists.extend(self.first.into_iter().flat_map(tally_lists));
        // Maps are read and not taken apart, for which the page has the code already.
        let counts = |map: &BTreeMap<_, _>| map.iter().flat_map(|(count, runs)| [*count, *runs]).collect();
        lists.extend(self.counts.iter().map(counts));
        let judged = |map: &BTreeMap<_, _>| map.iter().flat_map(|((n, k), runs)| [*n, *k, *runs]).collect();
        lists.extend(self.judged.iter().map(judged));
        lists.extend(self.routes.iter().map(|(route, (tasks, wrong))| {
            let mut list = vec![route.rests.into(), *tasks, *wrong];
            list.extend(route.outputs.iter().map(|flat| u64::from(*flat)));
            list
        }));
        lists
    }
}

fn outputs(plan: &Plan) -> usize {
    plan.outputs(plan.stages().saturating_sub(1)).end
}

/// The tasks at the front of bytes, which it takes away.
fn source(bytes: &mut &[u8]) -> Option<Source> {
    let (kind, rest) = bytes.split_first()?;
    let (count, rest) = rest.split_first_chunk()?;
    let count = u64::from_le_bytes(*count);
    if *kind == 0 {
        *bytes = rest;
        return Some(Source::Plain(count));
    }
    let length = usize::try_from(count).ok()?.checked_mul(LISTED)?;
    let (tasks, rest) = rest.split_at_checked(length)?;
    *bytes = rest;
    let task = |task: &[u8; LISTED]| {
        let (key, facts) = task.split_first_chunk()?;
        let facts = facts.first_chunk()?;
        Some(Listed { key: u64::from_le_bytes(*key), facts: u32::from_le_bytes(*facts) })
    };
    tasks.as_chunks().0.iter().map(task).collect::<Option<_>>().map(Source::Listed)
}

fn tally_lists(tally: Tally) -> [Vec<u64>; 9] {
    let Tally { tasks, arrived, left, left_first, ended, wrong, waiting, unconnected, over_limit } = tally;
    [vec![tasks], arrived, left, left_first, ended, wrong, waiting, unconnected, over_limit]
}

fn tally(plan: &Plan, lists: &mut impl Iterator<Item = Vec<u64>>) -> Option<Tally> {
    let mut list = |length| lists.next().filter(|list| list.len() == length);
    let (stages, outputs) = (plan.stages(), outputs(plan));
    Some(Tally {
        tasks: *list(1)?.first()?,
        arrived: list(stages)?,
        left: list(outputs)?,
        left_first: list(outputs)?,
        ended: list(stages)?,
        wrong: list(stages)?,
        waiting: list(stages)?,
        unconnected: list(outputs)?,
        over_limit: list(stages)?,
    })
}

fn map<K: Ord, const N: usize>(
    list: &[u64],
    entry: impl Fn([u64; N]) -> (K, u64),
) -> Option<BTreeMap<K, u64>> {
    let (entries, over) = list.as_chunks();
    let mut map = BTreeMap::new();
    // Not collected, which would bring a way to sort into the page.
    for numbers in entries {
        let (key, runs) = entry(*numbers);
        *map.entry(key).or_default() += runs;
    }
    (over.is_empty() && map.len() == entries.len()).then_some(map)
}

fn route(list: &[u64], outputs: usize) -> Option<(Route, (u64, u64))> {
    let ([rests, tasks, wrong], taken) = list.split_first_chunk()?;
    let output = |flat: &u64| u32::try_from(*flat).ok().filter(|flat| (*flat as usize) < outputs);
    let outputs = taken.iter().map(output).collect::<Option<_>>()?;
    Some((Route { outputs, rests: u32::try_from(*rests).ok()? }, (*tasks, *wrong)))
}
