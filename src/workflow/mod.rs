//! The workflow: a graph of stages, its file format, and what is wrong with it.
//!
//! In: the types that a workflow file holds, reading and writing that file with the
//! place of every complaint, the problems that can be known before a run, and the
//! edits a person makes to a workflow.
//! Out: moving tasks through the graph ([`crate::engine`]), judging the result
//! ([`crate::stats`]), where a stage is drawn (`crate::scene`).
//!
//! Imports nothing of ours.

mod balance;
mod check;
mod content;
mod decimal;
pub mod edit;
mod file;
mod flow;
mod json;
mod problem;
mod rule;
mod sampler;
mod share;
mod shares;
mod stage;

pub use balance::balance;
pub use check::{Checked, check};
pub use content::{Batch, Batches, Class, ClassKind, Ontology, Person};
pub use decimal::decimal;
pub use file::{Complaint, FileError, Read, read, write};
pub use flow::{Flow, flow};
pub use json::{JsonError, json_quoted, json_text, json_value};
pub use problem::{Problem, Severity};
pub use rule::{
    ClassTest, Comparison, Condition, DurationScope, Polarity, Rule, WhichAnnotator, effective_shares,
};
pub use sampler::{DEFAULT_BLOCK, Method, OnReturn, Sampler};
pub use share::{Share, ShareError};
pub use shares::SetShare;
pub use stage::{
    Agent, AgentRun, Annotate, Choice, Consensus, DEFAULT_EVERY, Dataset, Hold, HoldRelease, KINDS, Logic,
    MOST_RETRIES, Model, ModelClass, OutputRef, Pathway, Release, Review, ReviewMode, SampleOutput, Sampling,
    Stage, StageKind, Target, Webhook,
};

use serde_json::{Map, Value};

/// The version of the file format that this program writes and the newest it reads.
pub const FORMAT_VERSION: u64 = 1;

/// How many times one task may visit one stage, unless the workflow says otherwise.
pub const DEFAULT_VISIT_LIMIT: u32 = 1_000;

/// Keys of a workflow file that this version does not know. They are kept and written back.
pub type Extra = Map<String, Value>;

/// A workflow: stages joined by edges, and the people and content that its rules ask about.
#[derive(Debug, Clone, PartialEq)]
pub struct Workflow {
    /// What the workflow is called.
    pub name: String,
    /// What it is for, in a sentence or two; may be empty.
    pub description: String,
    /// The stages, in file order.
    pub stages: Vec<Stage>,
    /// What can be in a task.
    pub ontology: Ontology,
    /// Who annotates.
    pub people: Vec<Person>,
    /// Which batches tasks belong to.
    pub batches: Batches,
    /// The most visits of one stage by one task before the task is stopped there.
    pub visit_limit: u32,
    /// Keys that this version does not know.
    pub extra: Extra,
}

impl Default for Workflow {
    fn default() -> Self {
        Self {
            name: String::new(),
            description: String::new(),
            stages: Vec::new(),
            ontology: Ontology::default(),
            people: Vec::new(),
            batches: Batches::default(),
            visit_limit: DEFAULT_VISIT_LIMIT,
            extra: Extra::new(),
        }
    }
}

impl Workflow {
    /// The stage with this id, if there is one.
    #[must_use]
    pub fn stage(&self, id: &str) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.id == id)
    }

    /// The position of the stage with this id in file order.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.stages.iter().position(|stage| stage.id == id)
    }

    /// The Dataset stages, in file order.
    pub fn datasets(&self) -> impl Iterator<Item = (&Stage, &Dataset)> {
        self.stages.iter().filter_map(|stage| match &stage.kind {
            StageKind::Dataset(dataset) => Some((stage, dataset)),
            _ => None,
        })
    }

    /// The Dataset stage of this id or name, spelled like that or else but for the case of ASCII letters.
    #[must_use]
    pub fn dataset_named(&self, name: &str) -> Option<&Stage> {
        let name = name.trim();
        let stages = || self.datasets().map(|(stage, _)| stage);
        let any_case = |text: &str| text.eq_ignore_ascii_case(name);
        stages()
            .find(|stage| stage.id == name)
            .or_else(|| stages().find(|stage| stage.title() == name))
            .or_else(|| stages().find(|stage| any_case(&stage.id) || any_case(stage.title())))
    }

    /// The number of plain tasks over all Dataset stages.
    #[must_use]
    pub fn plain_tasks(&self) -> u64 {
        self.datasets().map(|(_, dataset)| dataset.tasks).sum()
    }
}
