//! Results that must never change: the same numbers on this machine, on every other, and in
//! every browser.
//!
//! Shared by `tests/golden.rs` and `tests/web.rs`. A browser has no files, so everything is
//! built in.

#![allow(clippy::unwrap_used, clippy::panic)]

pub mod draws;
pub mod traces;

use serde_json::{Map, Value, json};
use sluice::engine::{Key, Observer, Plan, Simulation, Tally, Visit, hash, plain_key};
use sluice::manifest::{DataUnit, Options, import};
use sluice::simulate::{Feed, supply};
use sluice::workflow::{Checked, Workflow, read};

/// The results as they were noted down.
pub const NOTED: &str = include_str!("tallies.json");

/// The index that names each shipped workflow with its manifests.
const INDEX: &str = include_str!("../../www/examples/index.json");

/// Every file that the index names.
const FILES: [(&str, &str); 7] = [
    ("sample-for-review.json", include_str!("../../www/examples/sample-for-review.json")),
    ("spot-check-a-model.json", include_str!("../../www/examples/spot-check-a-model.json")),
    ("logic-rules.json", include_str!("../../www/examples/logic-rules.json")),
    ("logic-rules.manifest.json", include_str!("../../www/examples/logic-rules.manifest.json")),
    ("benchmark-qa.json", include_str!("../../www/examples/benchmark-qa.json")),
    ("benchmark-qa.benchmark.json", include_str!("../../www/examples/benchmark-qa.benchmark.json")),
    ("benchmark-qa.production.csv", include_str!("../../www/examples/benchmark-qa.production.csv")),
];

/// A small seed, another, and the largest there is.
const SEEDS: [u64; 3] = [1, 7, (1 << 53) - 1];

const RUNS: u64 = 3;

/// How many normal and lognormal numbers are hashed.
const NORMALS: u64 = 4_096;

fn file(name: &str) -> &'static str {
    FILES.iter().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("{name} is not built in")).1
}

/// Computes everything that is noted down, in the same shape.
pub fn compute() -> Value {
    let index: Value = serde_json::from_str(INDEX).unwrap();
    let mut runs = Vec::new();
    for entry in index.as_array().unwrap() {
        let name = entry["file"].as_str().unwrap();
        let plain = Case::new(name, None, &Map::new());
        runs.extend(plain.all("plain"));
        runs.push(Case::new(name, Some(10_000), &Map::new()).run("plain", 7, 0));
        let manifests = entry["manifests"].as_object().unwrap();
        if !manifests.is_empty() {
            runs.extend(Case::new(name, None, manifests).all("manifests"));
        }
    }
    json!({"stream": stream(), "normals": normals(), "times": times(), "runs": runs})
}

struct Case {
    name: String,
    workflow: Workflow,
    plan: Plan,
    units: Vec<(String, Vec<DataUnit>)>,
}

impl Case {
    fn new(name: &str, tasks: Option<u64>, manifests: &Map<String, Value>) -> Self {
        Self::read(name, file(name), tasks, manifests)
    }

    fn read(name: &str, text: &str, tasks: Option<u64>, manifests: &Map<String, Value>) -> Self {
        let mut workflow = read(text).unwrap().workflow;
        if let Some(tasks) = tasks {
            workflow.scale_tasks(tasks);
        }
        let plan = Plan::new(&Checked::new(workflow.clone()).unwrap());
        let units = manifests.iter().map(|(dataset, manifest)| {
            let manifest = manifest.as_str().unwrap();
            let import = import(file(manifest).as_bytes(), manifest, &Options::default());
            assert!(!import.units.is_empty(), "{manifest}: {:?}", import.diagnostics);
            (dataset.clone(), import.units)
        });
        Self { name: name.to_owned(), workflow, plan, units: units.collect() }
    }

    fn all(&self, tasks: &str) -> Vec<Value> {
        let runs = |seed| (0..RUNS).map(move |run| (seed, run));
        SEEDS.into_iter().flat_map(runs).map(|(seed, run)| self.run(tasks, seed, run)).collect()
    }

    fn run(&self, tasks: &str, seed: u64, run: u64) -> Value {
        let feeds: Vec<Feed<'_>> = self
            .units
            .iter()
            .map(|(dataset, units)| Feed { dataset, units: units.as_slice().into(), batch: None })
            .collect();
        let (supply, _) = supply(&self.workflow, &self.plan, &feeds);
        let mut simulation = Simulation::new(&self.plan, &supply, seed, run);
        let mut trace = Trace(hash(b""));
        simulation.step(u64::MAX, &mut trace);
        let tally = simulation.finish().unwrap().tally;
        // Tasks that nobody watches may walk together.
        let mut together = Simulation::new(&self.plan, &supply, seed, run);
        together.step(u64::MAX, &mut ());
        assert_eq!(together.finish().unwrap().tally, tally, "{} {tasks} seed {seed} run {run}", self.name);
        self.value(tasks, seed, run, &tally, trace.0)
    }

    fn value(&self, tasks: &str, seed: u64, run: u64, tally: &Tally, trace: u64) -> Value {
        json!({
            "workflow": self.name, "tasks": tasks, "count": tally.tasks, "seed": seed, "run": run,
            "arrived": tally.arrived, "left": tally.left, "left_first": tally.left_first,
            "ended": tally.ended, "waiting": tally.waiting, "unconnected": tally.unconnected,
            "over_limit": tally.over_limit, "trace": format!("{trace:016x}"),
        })
    }
}

/// Hashes every visit with all that is in it, times to the bit.
struct Trace(u64);

impl Observer for Trace {
    fn visit(&mut self, visit: &Visit) {
        let words = [
            self.0,
            visit.task,
            visit.stage as u64,
            u64::from(visit.visit),
            visit.output.map_or(u64::MAX, |output| output as u64),
            visit.annotator.map_or(u64::MAX, |person| person as u64),
            visit.seconds.to_bits(),
        ];
        self.0 = hash(&words.map(u64::to_le_bytes).concat());
    }
}

/// Numbers of the stream itself, in hexadecimal: JSON's numbers end at 2⁵³.
fn stream() -> Value {
    let words = |key: Key| -> Vec<String> {
        (0..4u64).map(|visit| format!("{:016x}", key.with(visit).word())).collect()
    };
    let mut vectors = Map::new();
    for seed in [0, 1, 7, (1 << 53) - 1] {
        for run in 0..2 {
            let key = Key::new(seed, run).with(hash(b"qa")).with(plain_key(hash(b"data"), 3));
            vectors.insert(
                format!("seed {seed}, run {run}, stage qa, task 3 of data, visits 0 to 3"),
                json!(words(key)),
            );
        }
    }
    for text in ["", "a", "qa", "https://example.com/é.jpg"] {
        vectors.insert(format!("hash of {text:?}"), json!(format!("{:016x}", hash(text.as_bytes()))));
    }
    Value::Object(vectors)
}

/// Normal and lognormal numbers, which go through `libm`: hashed to the bit, and a few in full.
fn normals() -> Value {
    let key = Key::new(7, 0).with(hash(b"annotate"));
    let normal = |task: u64| key.with(task).normal();
    let lognormal = |task: u64| 45.0 * libm::exp(0.5 * normal(task));
    let bits = |number: &dyn Fn(u64) -> f64| -> String {
        let bytes: Vec<u8> = (0..NORMALS).flat_map(|task| number(task).to_bits().to_le_bytes()).collect();
        format!("{:016x}", hash(&bytes))
    };
    let few: Vec<String> = (0..8).map(|task| format!("{:016x}", normal(task).to_bits())).collect();
    json!({"count": NORMALS, "normal": bits(&normal), "lognormal": bits(&lognormal), "first_normals": few})
}

/// Times as a workflow file spells them and as they are read, to the bit. The JSON library reads
/// such numbers right only when it is told to take the trouble, and the browser's build has to
/// tell it so as well.
fn times() -> Value {
    let texts =
        ["423.20917087271323", "500.51128279500443", "198.44004278856286", "0.1", "1e-7", "12345678.9"];
    let read_back = texts.map(|text| {
        let file = format!(
            r#"{{"sluice": 1, "people": [{{"name": "A", "median_seconds": {text}}}], "stages": []}}"#
        );
        let seconds = read(&file).unwrap().workflow.people[0].median_seconds;
        (text.to_owned(), json!(format!("{:016x}", seconds.to_bits())))
    });
    Value::Object(read_back.into_iter().collect())
}

/// Fails at the first tally that is not what was noted down.
pub fn assert_unchanged() {
    let noted: Value = serde_json::from_str(NOTED).unwrap();
    let computed = compute();
    for part in ["stream", "normals", "times"] {
        assert_eq!(computed[part], noted[part], "{part}");
    }
    let (computed, noted) = (computed["runs"].as_array().unwrap(), noted["runs"].as_array().unwrap());
    for (computed, noted) in computed.iter().zip(noted) {
        assert_eq!(
            computed, noted,
            "{} {} seed {} run {}",
            noted["workflow"], noted["tasks"], noted["seed"], noted["run"]
        );
    }
    assert_eq!(computed.len(), noted.len());
}
