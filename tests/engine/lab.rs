//! A workflow on the bench: written in place, run, and asked about by the names in it.

use serde_json::{Value, json};
use sluice::engine::{Observer, Plan, Simulation, Supply, Tally, Visit};
use sluice::manifest::{DataUnit, Options, Outcome, import};
use sluice::simulate::{Feed, supply};
use sluice::workflow::{Checked, Workflow, read};

pub struct Lab {
    pub workflow: Workflow,
    pub plan: Plan,
    pub supply: Supply,
}

impl Lab {
    /// A workflow with these stages.
    pub fn stages(stages: Value) -> Self {
        Self::of(json!({"sluice": 1, "name": "lab", "stages": stages}))
    }

    /// A workflow with people, an ontology or whatever else a file can hold.
    pub fn of(file: Value) -> Self {
        Self::fed(file, &[])
    }

    /// The same with manifests: Dataset ids and Encord JSON.
    pub fn fed(file: Value, manifests: &[(&str, Value)]) -> Self {
        let read = read(&file.to_string()).unwrap_or_else(|error| panic!("{error}\n{file:#}"));
        assert_eq!(read.warnings, [], "{file:#}");
        Self::checked(read.workflow, manifests)
    }

    pub fn checked(workflow: Workflow, manifests: &[(&str, Value)]) -> Self {
        let checked = Checked::new(workflow).unwrap_or_else(|problems| panic!("{problems:#?}"));
        let plan = Plan::new(&checked);
        let workflow = checked.workflow().clone();
        let units: Vec<(&str, Vec<DataUnit>)> = manifests
            .iter()
            .map(|(id, manifest)| {
                let import = import(manifest.to_string().as_bytes(), "m.json", &Options::default());
                assert!(
                    matches!(import.outcome, Outcome::Accepted | Outcome::AcceptedWithWarnings),
                    "{import:?}"
                );
                (*id, import.units)
            })
            .collect();
        let feeds: Vec<Feed<'_>> = units
            .iter()
            .map(|(dataset, units)| Feed { dataset, units: units.as_slice().into(), batch: None })
            .collect();
        let (supply, _) = supply(&workflow, &plan, &feeds);
        Self { workflow, plan, supply }
    }

    /// One Sampling stage `s` with these percentages, its outputs leading to ends `o0`, `o1`, …
    pub fn split(percents: &[f64]) -> Self {
        Self::sampled(percents, &json!({}))
    }

    /// The same with a method and whatever else says how shares are taken.
    pub fn sampled(percents: &[f64], how: &Value) -> Self {
        let outputs: Vec<Value> = percents
            .iter()
            .enumerate()
            .map(|(i, share)| json!({"name": format!("o{i}"), "share": share, "to": format!("o{i}")}))
            .collect();
        let mut stages = vec![
            json!({"id": "data", "kind": "dataset", "tasks": 1, "next": "s"}),
            json!({"id": "s", "kind": "sampling", "outputs": outputs}),
        ];
        stages[1].as_object_mut().unwrap().extend(how.as_object().unwrap().clone());
        stages.extend((0..percents.len()).map(|i| json!({"id": format!("o{i}"), "kind": "complete"})));
        Self::stages(Value::Array(stages))
    }

    /// The same workflow with so many plain tasks.
    pub fn tasks(&self, tasks: u64) -> Self {
        let mut workflow = self.workflow.clone();
        workflow.scale_tasks(tasks);
        Self::checked(workflow, &[])
    }

    pub fn run(&self, seed: u64) -> Tally {
        self.nth_run(seed, 0)
    }

    pub fn nth_run(&self, seed: u64, run: u64) -> Tally {
        self.watched(seed, run, &mut ())
    }

    pub fn watched(&self, seed: u64, run: u64, observer: &mut impl Observer) -> Tally {
        let mut simulation = Simulation::new(&self.plan, &self.supply, seed, run);
        simulation.step(u64::MAX, observer);
        assert!(simulation.is_over());
        simulation.finish().unwrap().tally
    }

    /// Every visit of a run.
    pub fn visits(&self, seed: u64) -> Vec<Visit> {
        self.visits_of_run(seed, 0)
    }

    pub fn visits_of_run(&self, seed: u64, run: u64) -> Vec<Visit> {
        let mut log = Log(Vec::new());
        self.watched(seed, run, &mut log);
        log.0
    }

    pub fn position(&self, id: &str) -> usize {
        self.workflow.position(id).unwrap_or_else(|| panic!("no stage {id}"))
    }

    pub fn arrived(&self, tally: &Tally, id: &str) -> u64 {
        tally.arrived[self.position(id)]
    }

    pub fn ended(&self, tally: &Tally, id: &str) -> u64 {
        tally.ended[self.position(id)]
    }

    /// What left a stage, output by output.
    pub fn left(&self, tally: &Tally, id: &str) -> Vec<u64> {
        tally.left[self.plan.outputs(self.position(id))].to_vec()
    }

    /// The same for first visits.
    pub fn left_first(&self, tally: &Tally, id: &str) -> Vec<u64> {
        tally.left_first[self.plan.outputs(self.position(id))].to_vec()
    }

    /// For each task the output it took on its first visit of a stage, if it came there.
    pub fn first_outputs(&self, visits: &[Visit], id: &str) -> Vec<Option<usize>> {
        let mut outputs = vec![None; usize::try_from(self.supply.len()).unwrap()];
        let stage = self.position(id);
        for visit in visits.iter().filter(|visit| visit.stage == stage && visit.visit == 0) {
            outputs[usize::try_from(visit.task).unwrap()] = visit.output;
        }
        outputs
    }
}

/// Remembers every visit.
pub struct Log(pub Vec<Visit>);

impl Observer for Log {
    fn visit(&mut self, visit: &Visit) {
        self.0.push(*visit);
    }
}

/// A person who annotates as a file writes them.
pub fn person(name: &str, weight: u32, recall: f64, false_positive: f64) -> Value {
    json!({"name": name, "weight": weight, "recall": recall, "false_positive": false_positive,
           "median_seconds": 60, "spread": 0.5})
}

/// A manifest of images with these metadata, each with a name of its own.
pub fn manifest(metadata: impl IntoIterator<Item = Value>) -> Value {
    let images = metadata.into_iter().enumerate();
    let images: Vec<Value> = images.map(|(i, metadata)| image(i, metadata)).collect();
    json!({"images": images})
}

pub fn image(number: usize, metadata: Value) -> Value {
    json!({"objectUrl": format!("https://example.com/{number}.jpg"), "clientMetadata": metadata})
}
