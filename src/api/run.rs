//! `simulate`

use serde::Serialize;
use wasm_bindgen::JsValue;

use super::ApiError;
use super::check::of_workflow;
use super::input::{self, Given, Options};
use super::output::{set, to_js};
use crate::manifest::{Import, ImportReport, Options as ImportOptions, Outcome, import};
use crate::simulate::{Feed, MOST_SEED, Study};
use crate::workflow::{Checked, Workflow, read};

/// The seed of a run that names none: the same question has the same answer.
const DEFAULT_SEED: u64 = 1;

/// As much as the command line takes.
const MOST_TASKS: u64 = 1_000_000_000;
const MOST_RUNS: u64 = 1_000_000;

/// A manifest for a Dataset stage.
struct Fed {
    dataset: String,
    import: Import,
}

/// What became of a manifest, as the report tells it.
#[derive(Serialize)]
struct Told<'a> {
    dataset: &'a str,
    #[serde(flatten)]
    report: ImportReport<'a>,
}

/// Runs a workflow and reports.
pub fn simulate(text: &str, options: &JsValue) -> Result<JsValue, ApiError> {
    let options = Options::new(options, "simulate", &["seed", "runs", "tasks", "manifests"])?;
    let seed = options.get("seed", |v, g| input::whole(v, g, 0..=MOST_SEED))?.unwrap_or(DEFAULT_SEED);
    let runs = options.get("runs", |v, g| input::whole(v, g, 1..=MOST_RUNS))?.unwrap_or(1);
    let tasks = options.get("tasks", |v, g| input::whole(v, g, 0..=MOST_TASKS))?;

    let read = read(text).map_err(ApiError::WorkflowFile)?;
    let mut workflow = read.workflow;
    if let Some(tasks) = tasks {
        workflow.scale_tasks(tasks);
    }
    let checked = Checked::new(workflow).map_err(ApiError::WorkflowProblems)?;
    let fed = options.get("manifests", |v, g| manifests(v, g, checked.workflow()))?.unwrap_or_default();
    let warnings = of_workflow(checked.warnings(), &read.warnings);

    let feeds: Vec<Feed<'_>> =
        fed.iter().map(|fed| Feed { dataset: &fed.dataset, units: &fed.import.units }).collect();
    let study = Study::new(checked, &feeds, seed, runs);
    let report = study.report(&mut ()).map_err(|imbalance| ApiError::Internal(imbalance.to_string()))?;
    let result = to_js(&report)?;
    // What the command line says beside its report would be lost here: remarks about the
    // workflow file, and what was left out of the manifests.
    set(&result, "warnings", &to_js(&warnings)?);
    let told = fed.iter().map(|fed| Told { dataset: &fed.dataset, report: fed.import.report(false) });
    set(&result, "manifests", &to_js(&told.collect::<Vec<_>>())?);
    Ok(result)
}

/// The manifests of each Dataset stage, in the order given.
fn manifests(value: &JsValue, given: Given<'_>, workflow: &Workflow) -> Result<Vec<Fed>, ApiError> {
    let mut fed = Vec::new();
    for (dataset, files) in Options::any(value, given)?.iter() {
        if workflow.datasets().all(|(stage, _)| stage.id != dataset) {
            let ids: Vec<&str> = workflow.datasets().map(|(stage, _)| stage.id.as_str()).collect();
            return Err(given.refuse(&format!(
                "names \"{dataset}\", which is no Dataset stage of this workflow; it has {}",
                ids.join(", ")
            )));
        }
        let name = format!("manifests.{dataset}");
        let given = Given::Option(&name);
        if js_sys::Array::is_array(files) {
            fed.extend(input::list(files, given, |file, given| manifest(file, given, dataset))?);
        } else {
            fed.push(manifest(files, given, dataset)?);
        }
    }
    Ok(fed)
}

fn manifest(value: &JsValue, given: Given<'_>, dataset: &str) -> Result<Fed, ApiError> {
    let file = Options::any(value, given)?;
    file.only("a manifest", &["bytes", "name"])?;
    let name = file.get("name", input::text)?.unwrap_or_default();
    let bytes = file.get("bytes", input::bytes)?.ok_or_else(|| given.refuse("has no bytes"))?;
    let import = import(&bytes, &name, &ImportOptions::default());
    if import.outcome == Outcome::Rejected {
        let dataset = dataset.to_owned();
        return Err(ApiError::ManifestRefused { dataset, name, diagnostics: import.diagnostics });
    }
    Ok(Fed { dataset: dataset.to_owned(), import })
}
