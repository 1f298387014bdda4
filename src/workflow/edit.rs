//! Edits a person makes to a workflow, as values that a form sends and an undo list keeps.

use super::{
    Agent, Annotate, Batches, Condition, Consensus, Dataset, Hold, Logic, Model, Ontology, Pathway, Person,
    Review, ReviewMode, Rule, SampleOutput, Sampling, Share, Stage, StageKind, Target, Webhook, Workflow,
};

/// One change to a workflow.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Changes the workflow's name.
    Name(String),
    /// Changes the workflow's description.
    Description(String),
    /// Adds a stage of a kind (one of [`super::KINDS`]), into the first output of a stage if one is named.
    AddStage {
        /// The word for the kind.
        kind: &'static str,
        /// The stage it comes after.
        after: Option<String>,
    },
    /// Replaces the stage with the same id by this one.
    Stage(Stage),
    /// Removes a stage; outputs that led to it lead on to where its first output led.
    RemoveStage(String),
    /// Connects an output, or with `None` disconnects it.
    Connect {
        /// The stage's id.
        stage: String,
        /// The output's position in [`Stage::outputs`].
        output: usize,
        /// Where it leads.
        to: Target,
    },
    /// Changes the number of plain tasks of all Dataset stages to this many in all.
    Tasks(u64),
    /// Replaces the people.
    People(Vec<Person>),
    /// Replaces the ontology.
    Ontology(Ontology),
    /// Replaces the batches.
    Batches(Batches),
    /// Renames a person everywhere.
    RenamePerson {
        /// The position among the people.
        position: usize,
        /// The new name.
        to: String,
    },
    /// Renames a class everywhere.
    RenameClass {
        /// The position in the ontology.
        position: usize,
        /// The new name.
        to: String,
    },
    /// Renames a batch everywhere.
    RenameBatch {
        /// The position among the batches.
        position: usize,
        /// The new name.
        to: String,
    },
}

impl Workflow {
    /// Carries out an edit; one that names what is not there changes nothing. Returns the id of
    /// a stage that it added.
    pub fn apply(&mut self, edit: Edit) -> Option<String> {
        match edit {
            Edit::Name(name) => self.name = name,
            Edit::Description(description) => self.description = description,
            Edit::AddStage { kind, after } => return self.add_stage(kind, after.as_deref()),
            Edit::Stage(stage) => {
                if let Some(position) = self.position(&stage.id) {
                    self.stages[position] = stage;
                }
            }
            Edit::RemoveStage(id) => self.remove_stage(&id),
            Edit::Connect { stage, output, to } => self.connect(&stage, output, to),
            Edit::Tasks(tasks) => self.scale_tasks(tasks),
            Edit::People(people) => self.people = people,
            Edit::Ontology(ontology) => self.ontology = ontology,
            Edit::Batches(batches) => self.batches = batches,
            Edit::RenamePerson { position, to } => self.rename_person(position, &to),
            Edit::RenameClass { position, to } => self.rename_class(position, &to),
            Edit::RenameBatch { position, to } => self.rename_batch(position, &to),
        }
        None
    }

    fn add_stage(&mut self, kind: &'static str, after: Option<&str>) -> Option<String> {
        let id = self.free_id(kind);
        let mut stage =
            Stage { id: id.clone(), name: String::new(), kind: fresh(kind)?, extra: Default::default() };
        let mut place = self.stages.len();
        if let Some(position) = after.and_then(|after| self.position(after)) {
            place = position + 1;
            if !matches!(stage.kind, StageKind::Dataset(_)) {
                self.insert_into_first_output(position, &mut stage);
            }
        }
        self.stages.insert(place, stage);
        Some(id)
    }

    fn insert_into_first_output(&mut self, position: usize, stage: &mut Stage) {
        let mut targets = self.stages[position].targets_mut();
        let Some(from) = targets.first_mut() else { return };
        let onward = from.replace(stage.id.clone());
        // All outputs of a new stage lead on, so that adding one leaves nothing unconnected.
        for target in stage.targets_mut() {
            target.clone_from(&onward);
        }
    }

    fn free_id(&self, kind: &str) -> String {
        let numbered = (2..).map(|n| format!("{kind}-{n}"));
        std::iter::once(kind.to_owned())
            .chain(numbered)
            .find(|id| self.stage(id).is_none())
            .unwrap_or_else(|| kind.to_owned())
    }

    fn remove_stage(&mut self, id: &str) {
        let Some(position) = self.position(id) else { return };
        let mut removed = self.stages.remove(position);
        let onward = removed.targets_mut().first_mut().and_then(|target| target.take());
        let onward = onward.filter(|to| to != id);
        for target in self.stages.iter_mut().flat_map(Stage::targets_mut) {
            if target.as_deref() == Some(id) {
                target.clone_from(&onward);
            }
        }
        for condition in self.conditions_mut() {
            if let Condition::Dataset(datasets) = condition {
                datasets.retain(|dataset| dataset != id);
            }
        }
    }

    fn connect(&mut self, id: &str, output: usize, to: Target) {
        let Some(position) = self.position(id) else { return };
        if let Some(target) = self.stages[position].targets_mut().get_mut(output) {
            **target = to;
        }
    }

    /// Scales the plain tasks of all Dataset stages to `tasks` in all, in their present
    /// proportions (largest remainder); equal parts where there were none.
    pub fn scale_tasks(&mut self, tasks: u64) {
        let mut weights: Vec<u128> = self.datasets().map(|(_, dataset)| u128::from(dataset.tasks)).collect();
        if weights.iter().all(|&weight| weight == 0) {
            weights.fill(1);
        }
        let total: u128 = weights.iter().sum();
        if total == 0 {
            return;
        }
        let mut parts: Vec<u128> = weights.iter().map(|weight| weight * u128::from(tasks) / total).collect();
        // The largest remainder first: what is missing to the whole is least.
        let missing = |weight: u128| total - weight * u128::from(tasks) % total;
        let least = |weight: u128| u64::try_from(missing(weight)).unwrap_or(u64::MAX);
        let mut order: Vec<(u64, usize)> =
            weights.iter().enumerate().map(|(i, &weight)| (least(weight), i)).collect();
        order.sort_unstable();
        let missing = u128::from(tasks) - parts.iter().sum::<u128>();
        for &(_, i) in order.iter().take(usize::try_from(missing).unwrap_or(0)) {
            parts[i] += 1;
        }
        let mut parts = parts.into_iter();
        for stage in &mut self.stages {
            if let StageKind::Dataset(dataset) = &mut stage.kind {
                dataset.tasks = parts.next().and_then(|part| u64::try_from(part).ok()).unwrap_or(0);
            }
        }
    }

    fn conditions_mut(&mut self) -> impl Iterator<Item = &mut Condition> {
        self.stages.iter_mut().flat_map(|stage| -> Box<dyn Iterator<Item = &mut Condition>> {
            match &mut stage.kind {
                StageKind::Logic(logic) => Box::new(logic.rules.iter_mut().map(|rule| &mut rule.when)),
                StageKind::Agent(agent) => Box::new(agent.script.iter_mut().map(|choice| &mut choice.when)),
                _ => Box::new(std::iter::empty()),
            }
        })
    }

    fn rename_person(&mut self, position: usize, to: &str) {
        let Some(person) = self.people.get_mut(position) else { return };
        let from = std::mem::replace(&mut person.name, to.to_owned());
        for stage in &mut self.stages {
            match &mut stage.kind {
                StageKind::Annotate(s) => rename(&mut s.annotators, &from, to),
                StageKind::Consensus(s) => rename(&mut s.annotators, &from, to),
                _ => {}
            }
        }
        for condition in self.conditions_mut() {
            if let Condition::Annotator { annotators, .. } = condition {
                rename(annotators, &from, to);
            }
        }
    }

    fn rename_class(&mut self, position: usize, to: &str) {
        let Some(class) = self.ontology.classes.get_mut(position) else { return };
        let from = std::mem::replace(&mut class.name, to.to_owned());
        for stage in &mut self.stages {
            if let StageKind::Model(model) = &mut stage.kind {
                let named = model.classes.iter_mut().filter(|class| class.class == from);
                named.for_each(|class| to.clone_into(&mut class.class));
            }
        }
        for condition in self.conditions_mut() {
            if let Condition::AnnotationType(tests) = condition {
                let named = tests.iter_mut().filter(|test| test.class == from);
                named.for_each(|test| to.clone_into(&mut test.class));
            }
        }
    }

    fn rename_batch(&mut self, position: usize, to: &str) {
        let Some(batch) = self.batches.list.get_mut(position) else { return };
        let from = std::mem::replace(&mut batch.name, to.to_owned());
        for condition in self.conditions_mut() {
            if let Condition::Batch(names) = condition {
                rename(names, &from, to);
            }
        }
    }
}

fn rename(names: &mut [String], from: &str, to: &str) {
    for name in names.iter_mut().filter(|name| *name == from) {
        to.clone_into(name);
    }
}

/// A new stage of a kind with the settings that most people want first.
fn fresh(kind: &str) -> Option<StageKind> {
    let share = |percent: u32| Share::from_millionths(percent * 10_000).unwrap_or_default();
    let output = |name: &str, percent| SampleOutput {
        name: name.to_owned(),
        share: share(percent),
        ..SampleOutput::default()
    };
    Some(match kind {
        "dataset" => StageKind::Dataset(Dataset { tasks: 100, ..Dataset::default() }),
        "annotate" => StageKind::Annotate(Annotate::default()),
        "review" => StageKind::Review(Review {
            mode: ReviewMode::Plain { reject: share(10) },
            approve: None,
            reject: None,
        }),
        "consensus" => StageKind::Consensus(Consensus {
            annotators: Vec::new(),
            copies: 3,
            quorum: share(50),
            agree: None,
            disagree: None,
        }),
        "model" => StageKind::Model(Model {
            recall: share(90),
            false_positive: share(5),
            classes: Vec::new(),
            next: None,
        }),
        "sampling" => StageKind::Sampling(Sampling {
            outputs: vec![output("Sample", 20), output("Rest", 80)],
            ..Sampling::default()
        }),
        "logic" => StageKind::Logic(Logic {
            rules: vec![Rule {
                name: "Random sample".to_owned(),
                when: Condition::random_sample(share(50)),
                to: None,
                extra: Default::default(),
            }],
            otherwise: None,
        }),
        "agent" => StageKind::Agent(Agent {
            pathways: ["YES", "NO"]
                .map(|name| Pathway { name: name.to_owned(), ..Pathway::default() })
                .to_vec(),
            otherwise: Some("NO".to_owned()),
            ..Agent::default()
        }),
        "webhook" => StageKind::Webhook(Webhook { failure_share: share(5), ..Webhook::default() }),
        "hold" => StageKind::Hold(Hold::default()),
        "complete" => StageKind::Complete,
        "archive" => StageKind::Archive,
        "discard" => StageKind::Discard,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workflow::{KINDS, check, read};

    fn workflow() -> Workflow {
        let text = r#"{"sluice": 1, "name": "w", "stages": [
            {"id": "data", "kind": "dataset", "tasks": 100, "next": "annotate"},
            {"id": "annotate", "kind": "annotate", "next": "complete"},
            {"id": "complete", "kind": "complete"}]}"#;
        read(text).unwrap().workflow
    }

    #[test]
    fn every_kind_can_be_added_and_stands_in_the_flow() {
        for kind in KINDS.into_iter().filter(|kind| *kind != "dataset") {
            let mut workflow = workflow();
            let id = workflow.apply(Edit::AddStage { kind, after: Some("annotate".into()) }).unwrap();
            assert_eq!(workflow.stage("annotate").unwrap().outputs()[0].to, Some(id.as_str()));
            for output in workflow.stage(&id).unwrap().outputs() {
                assert_eq!(output.to, Some("complete"), "{kind}");
            }
        }
    }

    #[test]
    fn removing_a_stage_heals_the_path() {
        let mut workflow = workflow();
        workflow.apply(Edit::RemoveStage("annotate".into()));
        assert_eq!(workflow.stage("data").unwrap().outputs()[0].to, Some("complete"));
        assert_eq!(check(&workflow), []);
    }

    #[test]
    fn removing_a_stage_that_leads_to_itself_leaves_no_loose_name() {
        let mut workflow = workflow();
        workflow.apply(Edit::Connect { stage: "annotate".into(), output: 0, to: Some("annotate".into()) });
        workflow.apply(Edit::RemoveStage("annotate".into()));
        assert_eq!(workflow.stage("data").unwrap().outputs()[0].to, None);
    }

    #[test]
    fn ids_never_repeat() {
        let mut workflow = workflow();
        let ids: Vec<_> = (0..3)
            .map(|_| workflow.apply(Edit::AddStage { kind: "annotate", after: None }).unwrap())
            .collect();
        assert_eq!(ids, ["annotate-2", "annotate-3", "annotate-4"]);
    }

    #[test]
    fn renaming_reaches_every_rule() {
        let text = r#"{"sluice": 1, "people": [{"name": "Ana"}], "ontology": {"classes": [{"name": "Car"}]},
          "batches": {"list": [{"name": "A"}]}, "stages": [
            {"id": "note", "kind": "annotate", "annotators": ["Ana"]},
            {"id": "l", "kind": "logic", "rules": [
              {"name": "p", "kind": "annotator", "annotators": ["Ana"]},
              {"name": "c", "kind": "annotation_type", "conditions": [{"has": "Car"}]},
              {"name": "b", "kind": "batch", "batches": ["A"]}]}]}"#;
        let mut workflow = read(text).unwrap().workflow;
        workflow.apply(Edit::RenamePerson { position: 0, to: "Bo".into() });
        workflow.apply(Edit::RenameClass { position: 0, to: "Van".into() });
        workflow.apply(Edit::RenameBatch { position: 0, to: "Z".into() });
        let written = crate::workflow::write(&workflow);
        for gone in ["Ana", "Car", "\"A\""] {
            assert!(!written.contains(gone), "{gone} is still in {written}");
        }
        assert!(!check(&workflow).iter().any(|problem| problem.code.starts_with("unknown")));
    }

    #[test]
    fn scaling_keeps_proportions_and_the_sum() {
        let mut workflow = workflow();
        workflow.apply(Edit::AddStage { kind: "dataset", after: None });
        workflow.scale_tasks(7);
        let tasks: Vec<_> = workflow.datasets().map(|(_, dataset)| dataset.tasks).collect();
        assert_eq!(tasks, [4, 3]);
        workflow.scale_tasks(0);
        workflow.scale_tasks(10);
        assert_eq!(workflow.plain_tasks(), 10);
    }
}
