//! From what was asked on the command line to a study that is ready to run.

use std::path::Path;

use super::args::Question;
use super::input::{self, Given};
use super::{Failure, threads};
use crate::manifest::metadata_keys;
use crate::simulate::{Feed, MOST_SEED, RunReport, Starts, Study, missing_keys};
use crate::workflow::{Checked, Problem, Workflow};

/// A study, with what was read for it.
#[derive(Debug)]
pub struct Prepared {
    given: Vec<(Given, Starts)>,
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
        let given = input::manifests(question, &workflow)?;
        let starts: Result<Vec<Starts>, Failure> =
            given.iter().map(|given| starts(given, &workflow)).collect();
        let given: Vec<(Given, Starts)> = given.into_iter().zip(starts?).collect();
        let checked = Checked::new(workflow).map_err(|problems| Failure::Refused(listed(&problems)))?;
        for problem in checked.warnings() {
            eprintln!("{file}: warning: {} {}", problem.message, problem.mend);
        }
        let study = Study::new(checked, &feeds(&given), seed, question.runs);
        if study.plan().facts().ask_metadata() {
            given.iter().for_each(|(given, _)| warn_of_missing_keys(given, study.workflow()));
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

fn feeds(given: &[(Given, Starts)]) -> Vec<Feed<'_>> {
    let feeds =
        given.iter().flat_map(|(given, starts)| starts.feeds(&given.import.units, given.batch.as_deref()));
    feeds.collect()
}

/// Where a manifest's tasks start; says how many name no stage where they were to.
fn starts(given: &Given, workflow: &Workflow) -> Result<Starts, Failure> {
    let dataset = given.dataset.as_deref();
    let Some(key) = &given.key else { return Ok(Starts::at(dataset.unwrap_or_default())) };
    let units = &given.import.units;
    let starts = Starts::by_key(workflow, key, dataset.unwrap_or_default(), units);
    let Some(first) = starts.unnamed().first().and_then(|place| units.get(*place as usize)) else {
        return Ok(starts);
    };
    let says = format!(
        "{}:{}: {} of its {} tasks, from here on, name no Dataset stage of the workflow under \"{key}\"",
        given.file,
        first.line,
        starts.unnamed().len(),
        units.len()
    );
    match dataset {
        Some(dataset) => eprintln!("{says}: they start at {dataset}."),
        None => {
            let ids: Vec<&str> = workflow.datasets().map(|(stage, _)| stage.id.as_str()).collect();
            return Err(Failure::Refused(format!(
                "{says}: say where they start, as --manifest DATASET={}; it has {}.",
                given.file,
                ids.join(", ")
            )));
        }
    }
    Ok(starts)
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
