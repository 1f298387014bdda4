//! Gives each Dataset stage its tasks.

use std::collections::BTreeMap;

use super::Listing;
use crate::engine::{Listed, Plan, Source, Supply, hash};
use crate::manifest::DataUnit;
use crate::workflow::Workflow;

pub use super::shared::Shared;

/// Data units that start in a Dataset stage. Several feeds of one stage follow one another.
#[derive(Debug, Clone, Copy)]
pub struct Feed<'a> {
    /// The stage's id.
    pub dataset: &'a str,
    /// The data units, in manifest order.
    pub units: Listing<'a>,
    /// The batch that all of them are in, beside those that their metadata names.
    pub batch: Option<&'a str>,
}

/// The tasks of a workflow: the units fed to each Dataset stage, or its plain tasks where there
/// is no feed; and what was made of units that several stages have.
#[must_use]
pub fn supply(workflow: &Workflow, plan: &Plan, feeds: &[Feed<'_>]) -> (Supply, Shared) {
    let mut rows = Rows::new(plan);
    let mut sources = Vec::new();
    let mut units = Vec::new();
    for (stage, dataset) in workflow.datasets() {
        let mine = feeds.iter().filter(|feed| feed.dataset == stage.id);
        if mine.clone().count() == 0 {
            sources.push(Source::Plain(dataset.tasks));
        } else {
            let tasks = mine.clone().flat_map(|feed| feed.units.iter().map(|unit| (unit, feed.batch)));
            sources.push(Source::Listed(tasks.map(|(unit, batch)| rows.task(unit, batch)).collect()));
        }
        units.push(mine.flat_map(|feed| feed.units.iter()).collect());
    }
    let shared = Shared::find(workflow, &mut sources, &units);
    tell_repeats_apart(&mut sources);
    (Supply { sources, facts: rows.words }, shared)
}

/// The distinct rows of facts met so far.
struct Rows<'p> {
    plan: &'p Plan,
    known: BTreeMap<Vec<u64>, u32>,
    words: Vec<u64>,
}

impl<'p> Rows<'p> {
    fn new(plan: &'p Plan) -> Self {
        Self { plan, known: BTreeMap::new(), words: Vec::new() }
    }

    fn task(&mut self, unit: &DataUnit, batch: Option<&str>) -> Listed {
        let answers = self.plan.facts().listed(unit.metadata(), batch);
        let facts = match self.known.get(&answers) {
            Some(row) => *row,
            None => {
                let row = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
                self.words.extend_from_slice(&answers);
                self.known.insert(answers, row);
                row
            }
        };
        Listed { key: hash(unit.joined_urls().as_bytes()), facts }
    }
}

/// Gives the second and later tasks of one identity keys of their own: a file listed twice is
/// two tasks, which must not share their draws.
fn tell_repeats_apart(sources: &mut [Source]) {
    let listed = |source: &Source| if let Source::Listed(tasks) = source { tasks.len() } else { 0 };
    let mut keys = Vec::with_capacity(sources.iter().map(listed).sum());
    for source in sources.iter() {
        if let Source::Listed(tasks) = source {
            keys.extend(tasks.iter().map(|task| task.key));
        }
    }
    keys.sort_unstable();
    let repeated: Vec<u64> = keys.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    if repeated.is_empty() {
        return;
    }
    let mut met = BTreeMap::new();
    for key in repeated {
        met.insert(key, 0);
    }
    for source in sources {
        let Source::Listed(tasks) = source else { continue };
        for task in tasks {
            if let Some(times) = met.get_mut(&task.key) {
                if *times > 0 {
                    task.key = crate::engine::plain_key(task.key, *times);
                }
                *times += 1;
            }
        }
    }
}
