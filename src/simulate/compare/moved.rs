//! Which tasks went another way.

use std::collections::BTreeMap;

use super::report::{Moved, MovedFlow, MovedPlace};
use crate::engine::{Observer, Rested, Source, hash, plain_key};
use crate::simulate::Study;
use crate::simulate::tasks::ways::{Finder, Ways};
use crate::workflow::{StageKind, Workflow};

/// Notes down the way of each task.
#[derive(Debug)]
pub struct WayOfEach {
    ways: Vec<u32>,
    finder: Finder,
}

impl WayOfEach {
    pub fn new(tasks: u64) -> Self {
        Self { ways: vec![0; usize::try_from(tasks).unwrap_or(usize::MAX)], finder: Finder::default() }
    }
}

impl Observer for WayOfEach {
    const VISITS: bool = false;
    const RESTS: bool = false;
    const LOOKS: bool = true;

    fn look(&mut self, task: &Rested<'_, '_>) {
        let (way, _) = self.finder.of(task);
        if let Some(place) = usize::try_from(task.task()).ok().and_then(|task| self.ways.get_mut(task)) {
            *place = way;
        }
    }
}

/// What two ways are compared by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Told {
    /// The outputs of stages with several that both workflows have.
    choices: Vec<(String, String)>,
    place: MovedPlace,
    /// Whether it leads through a stage that the other workflow does not have.
    through_others: bool,
}

/// What became of the tasks of two runs.
pub fn moved(studies: [&Study; 2], ways: [WayOfEach; 2]) -> Moved {
    let [first, second] = ways.map(|ways| (ways.ways, ways.finder.ways()));
    let told = [
        tell(studies[0], &first.1, studies[1].workflow()),
        tell(studies[1], &second.1, studies[0].workflow()),
    ];
    let mut pairs: BTreeMap<(u32, u32), u64> = BTreeMap::new();
    let mut both = 0;
    for (one, other) in shared(studies) {
        *pairs.entry((first.0[one], second.0[other])).or_default() += 1;
        both += 1;
    }
    let mut moved = Moved { both, another_way: 0, another_place: 0, through_others: 0, flows: Vec::new() };
    let mut flows: BTreeMap<(MovedPlace, MovedPlace), u64> = BTreeMap::new();
    for ((one, other), tasks) in &pairs {
        let (one, other) = (&told[0][*one as usize], &told[1][*other as usize]);
        let count = |holds: bool| if holds { *tasks } else { 0 };
        moved.another_way += count(one.choices != other.choices || one.place != other.place);
        moved.another_place += count(one.place != other.place);
        moved.through_others += count(one.through_others || other.through_others);
        *flows.entry((one.place.clone(), other.place.clone())).or_default() += tasks;
    }
    let flow = |((from, to), tasks)| MovedFlow { from, to, tasks };
    moved.flows = flows.into_iter().map(flow).collect();
    moved.flows.sort_by_key(|flow| u64::MAX - flow.tasks);
    moved
}

/// Each way of a workflow by what it is compared by.
fn tell(study: &Study, ways: &Ways, other: &Workflow) -> Vec<Told> {
    let stages = &study.workflow().stages;
    let is_shared = |stage: usize| other.position(&stages[stage].id).is_some();
    ways.all()
        .iter()
        .map(|way| {
            let mut choices = Vec::new();
            let mut through_others = !is_shared(way.stage as usize);
            for flat in ways.back(*way) {
                let (stage, output) = study.plan().output(flat as usize);
                through_others |= !is_shared(stage);
                let outputs = stages[stage].outputs();
                if outputs.len() > 1 && is_shared(stage) {
                    let name = outputs.get(output).map(|output| output.name.to_string());
                    choices.push((stages[stage].id.clone(), name.unwrap_or_default()));
                }
            }
            choices.reverse();
            Told {
                choices,
                place: MovedPlace { stage: stages[way.stage as usize].id.clone(), rest: way.rest },
                through_others,
            }
        })
        .collect()
}

/// The identities of a study's tasks, in their order.
fn keys(study: &Study) -> Vec<u64> {
    let stages = study.workflow().stages.iter();
    let datasets = stages.filter(|stage| matches!(stage.kind, StageKind::Dataset(_)));
    let mut keys = Vec::new();
    for (source, dataset) in study.supply.sources.iter().zip(datasets) {
        match source {
            Source::Plain(count) => {
                let word = hash(dataset.id.as_bytes());
                keys.extend((0..*count).map(|number| plain_key(word, number)));
            }
            Source::Listed(tasks) => keys.extend(tasks.iter().map(|task| task.key)),
        }
    }
    keys
}

/// The tasks that both have, by their numbers in each.
fn shared(studies: [&Study; 2]) -> Vec<(usize, usize)> {
    let [first, second] = studies.map(keys);
    if first == second {
        return (0..first.len()).map(|task| (task, task)).collect();
    }
    let sorted = |keys: Vec<u64>| {
        let mut sorted: Vec<(u64, usize)> = keys.into_iter().zip(0..).collect();
        sorted.sort_unstable();
        sorted
    };
    let (first, second) = (sorted(first), sorted(second));
    let (mut one, mut other) = (0, 0);
    let mut pairs = Vec::new();
    while let (Some(a), Some(b)) = (first.get(one), second.get(other)) {
        match a.0.cmp(&b.0) {
            std::cmp::Ordering::Less => one += 1,
            std::cmp::Ordering::Greater => other += 1,
            std::cmp::Ordering::Equal => {
                pairs.push((a.1, b.1));
                (one, other) = (one + 1, other + 1);
            }
        }
    }
    pairs
}
