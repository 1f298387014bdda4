//! Every visit of the first tasks of some runs, as it was noted down.
//!
//! A line is a visit: task, stage, visit, output (`-` where the task stays), annotator (`-` where
//! nobody works), and the bits of its seconds in hexadecimal (`0` where it takes no time).

use std::fmt::Write;

use serde_json::{Map, Value};
use sluice::engine::{Observer, Simulation, Visit};
use sluice::simulate::{Feed, supply};

use super::Case;

/// The seed of all traces.
pub const SEED: u64 = 7;

/// Tasks after these are left out of a trace, which is long enough without them.
const TASKS: u64 = 200;

/// A workflow whose trace is noted down.
pub struct Traced {
    pub name: &'static str,
    workflow: &'static str,
    /// Tasks in all where they are plain; those of the file where it says nothing.
    tasks: Option<u64>,
    noted: &'static str,
}

macro_rules! traced {
    ($name:literal, $workflow:literal, $tasks:expr) => {
        Traced {
            name: $name,
            workflow: include_str!($workflow),
            tasks: $tasks,
            noted: include_str!(concat!("traces/", $name, ".txt")),
        }
    };
}

/// Each shipped workflow (the index says with which manifests), every kind of stage and rule, and
/// every way to let tasks wait for one another.
pub const TRACED: [Traced; 15] = [
    traced!("sample-for-review", "../../www/examples/sample-for-review.json", Some(40)),
    traced!("spot-check-a-model", "../../www/examples/spot-check-a-model.json", Some(40)),
    traced!("logic-rules", "../../www/examples/logic-rules.json", None),
    traced!("benchmark-qa", "../../www/examples/benchmark-qa.json", None),
    traced!("every-kind", "../fixtures/workflows/every-kind.json", Some(60)),
    traced!("quota", "workflows/quota.json", None),
    traced!("block", "workflows/block.json", None),
    traced!("every-kth", "workflows/every-kth.json", None),
    traced!("sticky", "workflows/sticky.json", None),
    traced!("balanced", "workflows/balanced.json", None),
    traced!("keep", "workflows/keep.json", None),
    traced!("keep-in-blocks", "workflows/keep-in-blocks.json", None),
    traced!("agent-every-k", "workflows/agent-every-k.json", None),
    traced!("hold", "workflows/hold.json", None),
    traced!("webhook", "workflows/webhook.json", None),
];

/// The trace of that name, as it was noted down.
pub fn noted(name: &str) -> &'static str {
    TRACED.iter().find(|traced| traced.name == name).unwrap().noted
}

impl Traced {
    /// Walks the workflow and writes down its visits, by task.
    pub fn compute(&self) -> String {
        let index: Value = serde_json::from_str(super::INDEX).unwrap();
        let file = format!("{}.json", self.name);
        let entry = index.as_array().unwrap().iter().find(|entry| entry["file"] == file.as_str());
        let manifests = entry.map_or_else(Map::new, |entry| entry["manifests"].as_object().unwrap().clone());
        let case = Case::read(self.name, self.workflow, self.tasks, &manifests);
        let feeds: Vec<Feed<'_>> = case
            .units
            .iter()
            .map(|(dataset, units)| Feed { dataset, units: units.as_slice().into(), batch: None })
            .collect();
        let (supply, _) = supply(&case.workflow, &case.plan, &feeds);
        let mut simulation = Simulation::new(&case.plan, &supply, SEED, 0);
        let mut visits = Visits(Vec::new());
        simulation.step(u64::MAX, &mut visits);
        assert_eq!(simulation.finish().unwrap().tally.tasks, supply.len());
        // By task: when a task is told of is no part of the result.
        visits.0.sort_by_key(|visit| visit.task);
        visits.0.iter().fold(String::new(), |mut text, visit| {
            case.write(visit, &mut text);
            text
        })
    }
}

impl Case {
    fn write(&self, visit: &Visit, text: &mut String) {
        let stage = &self.workflow.stages[visit.stage].id;
        let output = visit.output.map_or_else(|| "-".to_owned(), |output| output.to_string());
        let annotator = visit.annotator.map_or("-", |person| &self.workflow.people[person].name);
        let seconds = visit.seconds.to_bits();
        writeln!(text, "{} {stage} {} {output} {annotator} {seconds:x}", visit.task, visit.visit).unwrap();
    }
}

struct Visits(Vec<Visit>);

impl Observer for Visits {
    fn visit(&mut self, visit: &Visit) {
        if visit.task < TASKS {
            self.0.push(*visit);
        }
    }
}

/// Fails at the first visit that is not what was noted down.
pub fn assert_unchanged() {
    for traced in &TRACED {
        let computed = traced.compute();
        for (at, (computed, noted)) in computed.lines().zip(traced.noted.lines()).enumerate() {
            assert_eq!(computed, noted, "traces/{}.txt, line {}", traced.name, at + 1);
        }
        assert_eq!(computed.lines().count(), traced.noted.lines().count(), "traces/{}.txt", traced.name);
    }
}
