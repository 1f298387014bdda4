//! Reading what a command is given.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use super::Failure;
use super::args::Question;
use crate::manifest::{Diagnostic, Earlier, Import, Options, Outcome, import};
use crate::workflow::{Read, Workflow, read};

/// The bytes of a file.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| Failure::Refused(format!("{}: {error}", path.display())))
}

/// The text of a file, or of standard input for `-`.
pub fn text(path: &Path) -> Result<String, Failure> {
    let bytes = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        let read = io::stdin().lock().read_to_end(&mut bytes);
        read.map_err(|error| Failure::Refused(format!("standard input: {error}")))?;
        bytes
    } else {
        bytes(path)?
    };
    String::from_utf8(bytes)
        .map_err(|_| Failure::Refused(format!("{}: this is not text in UTF-8", path.display())))
}

/// A workflow file.
pub fn workflow(path: &Path) -> Result<Read, Failure> {
    read(&text(path)?).map_err(|error| Failure::Refused(format!("{}\n{error}", path.display())))
}

/// A manifest for Dataset stages.
#[derive(Debug)]
pub struct Given {
    /// The id of the stage at which its tasks start; `None` where each names its own.
    pub dataset: Option<String>,
    /// The file, as it was named.
    pub file: String,
    /// What was in the file.
    pub import: Import,
    /// The metadata key that names the stage at which a task starts.
    pub key: Option<String>,
    /// The batch that all its tasks are in.
    pub batch: Option<String>,
}

/// The manifests of `[DATASET=]FILE` arguments, with what `[FILE=]KEY` and `[FILE=]NAME` arguments say of them.
pub fn manifests(question: &Question, workflow: &Workflow) -> Result<Vec<Given>, Failure> {
    let mut given = Vec::new();
    for argument in &question.manifests {
        let (dataset, file) = dataset_of(argument, workflow);
        if dataset.is_none() && question.dataset_keys.is_empty() {
            return Err(unplaced(file, workflow));
        }
        given.push(manifest(dataset, file, &given)?);
    }
    for argument in &question.dataset_keys {
        put(("--dataset-key", "KEY"), argument, &mut given, |given| &mut given.key)?;
    }
    for argument in &question.batches {
        put(("--batch", "NAME"), argument, &mut given, |given| &mut given.batch)?;
    }
    match given.iter().find(|given| given.dataset.is_none() && given.key.is_none()) {
        Some(given) => Err(unplaced(&given.file, workflow)),
        None => Ok(given),
    }
}

fn unplaced(file: &str, workflow: &Workflow) -> Failure {
    Failure::Usage(format!(
        "--manifest {file}: say which Dataset stage it is for, as DATASET=FILE, or with --dataset-key which key of its \
         metadata says so; this workflow has {}",
        ids(workflow).join(", ")
    ))
}

/// Notes down what an option says of one manifest, or of all of them; `option` is its name and that of its value.
fn put(
    (option, value): (&str, &str),
    argument: &str,
    given: &mut [Given],
    place: impl Fn(&mut Given) -> &mut Option<String>,
) -> Result<(), Failure> {
    // A file's name may have the sign in it, so the files decide where it ends.
    let said_of = |file: &str| argument.strip_prefix(file)?.strip_prefix('=');
    let named = given.iter().filter(|given| said_of(&given.file).is_some());
    let file = named.map(|given| given.file.clone()).max_by_key(String::len);
    let said = match &file {
        Some(file) => said_of(file).unwrap_or_default(),
        None if argument.contains('=') => {
            let files: Vec<&str> = given.iter().map(|given| given.file.as_str()).collect();
            return Err(Failure::Usage(format!(
                "{option} {argument}: say which manifest it is for, as FILE={value}; there is {}",
                files.join(", ")
            )));
        }
        None => argument,
    };
    if said.trim().is_empty() {
        return Err(Failure::Usage(format!("{option} {argument}: {value} is empty")));
    }
    for given in given.iter_mut().filter(|given| file.as_ref().is_none_or(|file| *file == given.file)) {
        if let Some(other) = place(given).replace(said.trim().to_owned()) {
            return Err(Failure::Usage(format!(
                "{option} {argument}: {} has {other} already; a manifest has one",
                given.file
            )));
        }
    }
    Ok(())
}

fn ids(workflow: &Workflow) -> Vec<&str> {
    workflow.datasets().map(|(stage, _)| stage.id.as_str()).collect()
}

/// The Dataset stage and the file that an argument names; the only stage of a workflow needs no name.
fn dataset_of<'a>(argument: &'a str, workflow: &'a Workflow) -> (Option<&'a str>, &'a str) {
    let ids = ids(workflow);
    match argument.split_once('=').filter(|(id, _)| ids.contains(id)) {
        Some((id, file)) => (Some(id), file),
        None => (ids.first().copied().filter(|_| ids.len() == 1), argument),
    }
}

/// Reads one; `before` are those given before it.
fn manifest(dataset: Option<&str>, file: &str, before: &[Given]) -> Result<Given, Failure> {
    let mut earlier = Earlier::default();
    for given in before.iter().filter(|given| given.dataset.as_deref() == dataset) {
        earlier.extend(&given.import.units);
    }
    let import = import(&bytes(Path::new(file))?, file, &Options { strict: false, earlier: Some(&earlier) });
    if import.outcome == Outcome::Rejected {
        return Err(Failure::Refused(format!(
            "{file} was refused.\n{}",
            diagnostics(file, &import.diagnostics)
        )));
    }
    if import.outcome != Outcome::Accepted || import.skipped > 0 {
        eprint!("{}", diagnostics(file, &import.diagnostics));
    }
    let dataset = dataset.map(str::to_owned);
    Ok(Given { dataset, file: file.to_owned(), import, key: None, batch: None })
}

/// Diagnostics as compilers print them, a line each.
pub fn diagnostics(file: &str, list: &[Diagnostic]) -> String {
    let mut text = String::new();
    for diagnostic in list {
        let severity = serde_json::to_string(&diagnostic.severity).unwrap_or_default();
        let hint = diagnostic.hint.as_ref().map(|hint| format!(" {hint}")).unwrap_or_default();
        text.push_str(&format!(
            "{file}:{}:{}: {}: {}{hint} [{}]\n",
            diagnostic.line,
            diagnostic.column,
            severity.trim_matches('"'),
            diagnostic.message,
            diagnostic.code
        ));
    }
    text
}
