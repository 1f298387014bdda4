//! From what was asked on the command line to a study that is ready to run.

use std::path::Path;

use super::args::Question;
use super::input::{self, Given};
use super::{Failure, threads};
use crate::manifest::metadata_keys;
use crate::simulate::{Feed, MOST_SEED, RunReport, Study, missing_keys};
use crate::workflow::{Checked, Problem, Workflow};

/// A study, with what was read for it.
#[derive(Debug)]
pub struct Prepared {
    given: Vec<Given>,
    pub study: Study,
    pub seed: u64,
}

impl Prepared {
    /// Reads the files, says what may not be meant on standard error, and makes the study.
    pub fn new(question: &Question) -> Result<Self, Failure> {
        Self::of(question, &question.workflow, seed(question)?)
    }

    /// The same for two workflows, with the seed that they share.
    pub fn two(question: &Question, other: &Path) -> Result<[Self; 2], Failure> {
        let seed = seed(question)?;
        Ok([Self::of(question, &question.workflow, seed)?, Self::of(question, other, seed)?])
    }

    fn of(question: &Question, workflow: &Path, seed: u64) -> Result<Self, Failure> {
        let read = input::workflow(workflow)?;
        let file = workflow.display();
        for warning in &read.warnings {
            eprintln!("{file}:{}:{}: warning: {}", warning.line, warning.column, warning.message);
        }
        let mut workflow = read.workflow;
        if let Some(tasks) = question.tasks {
            workflow.scale_tasks(tasks);
        }
        let given = input::manifests(&question.manifests, &question.batches, &workflow)?;
        let checked = Checked::new(workflow).map_err(|problems| Failure::Refused(listed(&problems)))?;
        for problem in checked.warnings() {
            eprintln!("{file}: warning: {} {}", problem.message, problem.mend);
        }
        let study = Study::new(checked, &feeds(&given), seed, question.runs);
        if study.plan().facts().ask_metadata() {
            given.iter().for_each(|given| warn_of_missing_keys(given, study.workflow()));
        }
        Ok(Self { given, study, seed })
    }

    /// The data units that each Dataset stage was fed.
    pub fn feeds(&self) -> Vec<Feed<'_>> {
        feeds(&self.given)
    }

    /// Does all runs.
    pub fn report(&self, threads: Option<u64>) -> Result<RunReport, Failure> {
        let report = threads::report(&self.study, threads);
        report.map_err(|imbalance| Failure::Refused(imbalance.to_string()))
    }
}

fn warn_of_missing_keys(given: &Given, workflow: &Workflow) {
    let keys = metadata_keys(&given.import.units);
    if let Some(missing) = missing_keys(workflow, &keys, given.batch.is_some()) {
        eprintln!("{}: warning: {missing}", given.file);
    }
}

fn feeds(given: &[Given]) -> Vec<Feed<'_>> {
    let feeds = given.iter().map(|given| Feed {
        dataset: &given.dataset,
        units: &given.import.units,
        batch: given.batch.as_deref(),
    });
    feeds.collect()
}

fn listed(problems: &[Problem]) -> String {
    let lines = problems.iter().map(|problem| format!("{} {}", problem.message, problem.mend));
    format!("The workflow cannot be run:\n{}", lines.collect::<Vec<_>>().join("\n"))
}

fn seed(question: &Question) -> Result<u64, Failure> {
    match question.seed {
        Some(seed) => Ok(seed),
        None => getrandom::u64().map(|word| word & MOST_SEED).map_err(|error| {
            Failure::Refused(format!("no seed could be drawn ({error}): give one with --seed"))
        }),
    }
}
