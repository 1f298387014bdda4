//! `simulate` and `explain`

use js_sys::Uint16Array;
use serde::Serialize;
use wasm_bindgen::JsValue;

use super::ApiError;
use super::check::{Finding, of_workflow};
use super::input::{self, Given, Options};
use super::output::{set, to_js};
use crate::manifest::{Earlier, Import, ImportReport, Options as ImportOptions, Outcome, import};
use crate::simulate::{Ends, Feed, MOST_SEED, Starts, Study, Units};
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
    starts: Starts,
    batch: Option<String>,
}

/// What became of a manifest, as the report tells it.
#[derive(Serialize)]
struct Told<'a> {
    dataset: &'a str,
    #[serde(flatten)]
    report: ImportReport<'a>,
}

/// What a call asks to run.
struct Asked {
    checked: Checked,
    warnings: Vec<Finding>,
    fed: Vec<Fed>,
    seed: u64,
}

impl Asked {
    fn new(text: &str, options: &Options) -> Result<Self, ApiError> {
        let seed = options.get("seed", |v, g| input::whole(v, g, 0..=MOST_SEED))?.unwrap_or(DEFAULT_SEED);
        let tasks = options.get("tasks", |v, g| input::whole(v, g, 0..=MOST_TASKS))?;
        let read = read(text).map_err(ApiError::WorkflowFile)?;
        let mut workflow = read.workflow;
        if let Some(tasks) = tasks {
            workflow.scale_tasks(tasks);
        }
        let checked = Checked::new(workflow).map_err(ApiError::WorkflowProblems)?;
        let fed = options.get("manifests", |v, g| manifests(v, g, checked.workflow()))?.unwrap_or_default();
        let warnings = of_workflow(checked.warnings(), &read.warnings);
        Ok(Self { checked, warnings, fed, seed })
    }

    fn feeds(&self) -> Vec<Feed<'_>> {
        let feeds = self.fed.iter();
        feeds.flat_map(|fed| fed.starts.feeds(&fed.import.units, fed.batch.as_deref())).collect()
    }
}

/// Runs a workflow and reports.
pub fn simulate(text: &str, options: &JsValue) -> Result<JsValue, ApiError> {
    let options = Options::new(options, "simulate", &["seed", "runs", "tasks", "manifests", "ends"])?;
    let runs = options.get("runs", |v, g| input::whole(v, g, 1..=MOST_RUNS))?.unwrap_or(1);
    let wants_ends = options.get("ends", input::flag)?.unwrap_or(false);
    if wants_ends && runs > 1 {
        return Err(Given::Option("ends").refuse("is of one run: leave out runs"));
    }
    let asked = Asked::new(text, &options)?;
    let study = Study::new(asked.checked.clone(), &asked.feeds(), asked.seed, runs);
    let mut ends = wants_ends.then(|| Ends::new(study.tasks()));
    let report = match &mut ends {
        Some(ends) => study.report(ends),
        None => study.report(&mut ()),
    };
    let report = report.map_err(|imbalance| ApiError::Internal(imbalance.to_string()))?;
    let result = to_js(&report)?;
    // What the command line says beside its report would be lost here: remarks about the
    // workflow file, and what was left out of the manifests.
    set(&result, "warnings", &to_js(&asked.warnings)?);
    let told = asked.fed.iter().map(|fed| Told { dataset: &fed.dataset, report: fed.import.report(false) });
    set(&result, "manifests", &to_js(&told.collect::<Vec<_>>())?);
    if let Some(ends) = ends {
        set(&result, "ends", &Uint16Array::from(ends.stages()).into());
    }
    Ok(result)
}

/// Says why one task went the way it did.
pub fn explain(text: &str, task: &JsValue, options: &JsValue) -> Result<JsValue, ApiError> {
    let options = Options::new(options, "explain", &["seed", "tasks", "manifests"])?;
    let given = Given::Argument("task");
    let name = match task.as_string() {
        Some(name) => name,
        None => input::whole(task, given, 1..=u64::MAX >> 11)?.to_string(),
    };
    let asked = Asked::new(text, &options)?;
    let feeds = asked.feeds();
    let study = Study::new(asked.checked.clone(), &feeds, asked.seed, 1);
    let found = Units::new(&study, &feeds).find(&name).and_then(|task| study.explanation(task));
    let found = found.ok_or_else(|| {
        given.refuse(&format!("names no task: give a number from 1 to {}, a title or a URL", study.tasks()))
    })?;
    to_js(&found)
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
        let mut earlier = Earlier::default();
        let mut read = |file: &JsValue, given: Given<'_>| {
            let fed = manifest(file, given, (workflow, dataset), &earlier)?;
            earlier.extend(&fed.import.units);
            Ok(fed)
        };
        if js_sys::Array::is_array(files) {
            fed.extend(input::list(files, given, read)?);
        } else {
            fed.push(read(files, given)?);
        }
    }
    Ok(fed)
}

/// The name of a batch, or of a key.
fn filled(value: &JsValue, given: Given<'_>) -> Result<String, ApiError> {
    let name = input::text(value, given)?.trim().to_owned();
    if name.is_empty() { Err(given.refuse("must be a name, not empty")) } else { Ok(name) }
}

/// Reads a manifest; `earlier` are the units of those of the same stage before it.
fn manifest(
    value: &JsValue,
    given: Given<'_>,
    (workflow, dataset): (&Workflow, &str),
    earlier: &Earlier,
) -> Result<Fed, ApiError> {
    let file = Options::any(value, given)?;
    file.only("a manifest", &["bytes", "name", "datasetKey", "batch"])?;
    let name = file.get("name", input::text)?.unwrap_or_default();
    let key = file.get("datasetKey", filled)?;
    let batch = file.get("batch", filled)?;
    let bytes = file.get("bytes", input::bytes)?.ok_or_else(|| given.refuse("has no bytes"))?;
    let import = import(&bytes, &name, &ImportOptions { strict: false, earlier: Some(earlier) });
    if import.outcome == Outcome::Rejected {
        let dataset = dataset.to_owned();
        return Err(ApiError::ManifestRefused { dataset, name, diagnostics: import.diagnostics });
    }
    let starts = match key {
        Some(key) => Starts::by_key(workflow, &key, dataset, &import.units),
        None => Starts::at(dataset),
    };
    Ok(Fed { dataset: dataset.to_owned(), import, starts, batch })
}
