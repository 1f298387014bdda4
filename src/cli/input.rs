//! Reading what a command is given.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use super::Failure;
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

/// A manifest for a Dataset stage.
#[derive(Debug)]
pub struct Given {
    /// The stage's id.
    pub dataset: String,
    /// The file, as it was named.
    pub file: String,
    /// What was in the file.
    pub import: Import,
    /// The batch that all its tasks are in.
    pub batch: Option<String>,
}

/// The manifests of `[DATASET=]FILE` arguments, put in the batches of `[FILE=]NAME` arguments.
pub fn manifests(
    arguments: &[String],
    batches: &[String],
    workflow: &Workflow,
) -> Result<Vec<Given>, Failure> {
    let mut given = Vec::new();
    for argument in arguments {
        given.push(manifest(argument, workflow, &given)?);
    }
    for argument in batches {
        put_in_batch(argument, &mut given)?;
    }
    Ok(given)
}

/// Puts a manifest in a batch, or all of them.
fn put_in_batch(argument: &str, given: &mut [Given]) -> Result<(), Failure> {
    // A file's name may have the sign in it, so the files decide where it ends.
    let name_of = |file: &str| argument.strip_prefix(file)?.strip_prefix('=');
    let named = given.iter().filter(|given| name_of(&given.file).is_some());
    let file = named.map(|given| given.file.clone()).max_by_key(String::len);
    let name = match &file {
        Some(file) => name_of(file).unwrap_or_default(),
        None if argument.contains('=') => {
            let files: Vec<&str> = given.iter().map(|given| given.file.as_str()).collect();
            return Err(Failure::Usage(format!(
                "--batch {argument}: say which manifest it is for, as FILE=NAME; there is {}",
                files.join(", ")
            )));
        }
        None => argument,
    };
    if name.trim().is_empty() {
        return Err(Failure::Usage(format!("--batch {argument}: a batch has a name")));
    }
    for given in given.iter_mut().filter(|given| file.as_ref().is_none_or(|file| *file == given.file)) {
        if let Some(other) = given.batch.replace(name.trim().to_owned()) {
            return Err(Failure::Usage(format!(
                "--batch {argument}: {} is in the batch {other} already; a manifest is put in one",
                given.file
            )));
        }
    }
    Ok(())
}

/// Reads one; `before` are those given before it.
fn manifest(argument: &str, workflow: &Workflow, before: &[Given]) -> Result<Given, Failure> {
    let ids: Vec<&str> = workflow.datasets().map(|(stage, _)| stage.id.as_str()).collect();
    let named = argument.split_once('=').filter(|(id, _)| ids.contains(id));
    let (dataset, file) = match (named, ids.as_slice()) {
        (Some(named), _) => named,
        (None, [only]) => (*only, argument),
        (None, _) => {
            return Err(Failure::Usage(format!(
                "--manifest {argument}: say which Dataset stage it is for, as DATASET=FILE; this workflow has {}",
                ids.join(", ")
            )));
        }
    };
    let path = Path::new(file);
    let mut earlier = Earlier::default();
    for given in before.iter().filter(|given| given.dataset == dataset) {
        earlier.extend(&given.import.units);
    }
    let import = import(&bytes(path)?, file, &Options { strict: false, earlier: Some(&earlier) });
    if import.outcome == Outcome::Rejected {
        return Err(Failure::Refused(format!(
            "{file} was refused.\n{}",
            diagnostics(file, &import.diagnostics)
        )));
    }
    if import.outcome != Outcome::Accepted || import.skipped > 0 {
        eprint!("{}", diagnostics(file, &import.diagnostics));
    }
    Ok(Given { dataset: dataset.to_owned(), file: file.to_owned(), import, batch: None })
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
