//! The JavaScript surface: the command line's calls, for a page or a script.
//!
//! In: arguments and results as JavaScript has them (camelCase, its TypeScript types, its errors
//! with a kind and a place). Out: everything that a result depends on ([`crate::simulate`],
//! [`crate::manifest`], [`crate::workflow`]).
//!
//! Every argument arrives as a plain value and is looked at before use, because nothing but
//! TypeScript keeps a caller from passing a number for a text. What does not fit is an
//! [`ApiError`]; a file that is refused, or a workflow with problems, is a report where the call
//! was to report on it.
//!
//! No entropy: without a seed `simulate` takes 1.

mod check;
mod error;
mod input;
mod output;
mod plan;
mod run;

pub use error::{ApiError, throw_panics};

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::manifest::{Options as ImportOptions, import};
use crate::simulate::plausible::{judge_asked, read_table};
use crate::simulate::{MOST_SEED, judge_counts};
use crate::workflow::Share;
use input::{Given, Options};
use output::to_js;

/// The types of what goes in and comes out.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

/// The version of the engine.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Reads an import manifest: Encord JSON or CSV, other platforms' files, lists of URLs. A file that cannot be used is not an error but a
/// report whose outcome is `rejected`.
///
/// `name` only helps to word a refusal. `strict` refuses the file if any of its items is bad;
/// `list` puts every data unit into the report.
///
/// # Errors
/// `bad-argument`, `bad-option`, `too-large`.
#[wasm_bindgen(js_name = importManifest, unchecked_return_type = "ImportReport")]
pub fn import_manifest(
    #[wasm_bindgen(unchecked_param_type = "Uint8Array")] bytes: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "string")] name: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "ImportOptions")] options: &JsValue,
) -> Result<JsValue, ApiError> {
    let options = Options::new(options, "importManifest", &["strict", "list"])?;
    let strict = options.get("strict", input::flag)?.unwrap_or(false);
    let list = options.get("list", input::flag)?.unwrap_or(false);
    let name = if name.is_undefined() { String::new() } else { input::text(name, Given::Argument("name"))? };
    let bytes = input::bytes(bytes, Given::Argument("bytes"))?;
    to_js(&import(&bytes, &name, &ImportOptions { strict, ..ImportOptions::default() }).report(list))
}

/// Says what is wrong with a workflow file before it runs.
///
/// # Errors
/// `bad-argument`, `not-utf8`.
#[wasm_bindgen(unchecked_return_type = "CheckReport")]
pub fn check(
    #[wasm_bindgen(js_name = workflowText, unchecked_param_type = "string")] workflow_text: &JsValue,
) -> Result<JsValue, ApiError> {
    to_js(&check::report(&input::text(workflow_text, Given::Argument("workflowText"))?))
}

/// Runs tasks through a workflow and judges every split. The same arguments give the same report;
/// without a seed it is 1. The call returns when all runs are done: give long ones to a worker.
///
/// # Errors
/// `bad-argument`, `bad-option`, `not-utf8`, `too-large`, `workflow-file`, `workflow-problems`,
/// `manifest-refused`.
#[wasm_bindgen(unchecked_return_type = "RunReport")]
pub fn simulate(
    #[wasm_bindgen(js_name = workflowText, unchecked_param_type = "string")] workflow_text: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "SimulateOptions")] options: &JsValue,
) -> Result<JsValue, ApiError> {
    run::simulate(&input::text(workflow_text, Given::Argument("workflowText"))?, options)
}

/// Says why one task of a run went the way it did: the numbers drawn for it, what they were held
/// against, the rule that matched. The task is named by its number, from 1, or by its title or a
/// URL; seed, tasks and manifests are those of the run.
///
/// # Errors
/// Those of [`simulate`].
#[wasm_bindgen(unchecked_return_type = "TaskExplanation")]
pub fn explain(
    #[wasm_bindgen(js_name = workflowText, unchecked_param_type = "string")] workflow_text: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "number | string")] task: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "ExplainOptions")] options: &JsValue,
) -> Result<JsValue, ApiError> {
    run::explain(&input::text(workflow_text, Given::Argument("workflowText"))?, task, options)
}

/// Judges counts that were observed elsewhere against the shares intended, in percent.
///
/// # Errors
/// `bad-argument`, `bad-split`.
#[wasm_bindgen(unchecked_return_type = "JudgeReport")]
pub fn judge(
    #[wasm_bindgen(js_name = intendedPercent, unchecked_param_type = "number[]")] intended_percent: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "number[]")] observed: &JsValue,
) -> Result<JsValue, ApiError> {
    let intended = input::list(intended_percent, Given::Argument("intendedPercent"), share)?;
    let observed = input::list(observed, Given::Argument("observed"), count)?;
    to_js(&judge_counts(&intended, &observed).map_err(ApiError::Split)?)
}

/// Judges the many splits of a table, as pasted from a spreadsheet or read from a CSV file, each on
/// its own and all together.
///
/// # Errors
/// `bad-argument`, `bad-table`, `bad-split`, `not-utf8`.
#[wasm_bindgen(js_name = judgeTable, unchecked_return_type = "TableReport")]
pub fn judge_table(
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue,
) -> Result<JsValue, ApiError> {
    let splits = read_table(&input::text(text, Given::Argument("text"))?).map_err(ApiError::Table)?;
    to_js(&judge_asked(&splits).map_err(ApiError::Split)?)
}

/// Answers, before a run, how many tasks it takes or what to expect of it.
///
/// # Errors
/// `bad-argument`, `bad-option`, `bad-plan`.
#[wasm_bindgen(unchecked_return_type = "PlanAnswer")]
pub fn plan(
    #[wasm_bindgen(unchecked_param_type = "PlanQuestion")] question: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "PlanOptions")] options: &JsValue,
) -> Result<JsValue, ApiError> {
    plan::plan(&input::text(question, Given::Argument("question"))?, options)
}

fn share(value: &JsValue, given: Given<'_>) -> Result<f64, ApiError> {
    let percent = input::number(value, given)?;
    let share =
        Share::from_percent(percent).map_err(|error| given.refuse(&format!("is {percent}: {error}")))?;
    Ok(share.fraction())
}

fn count(value: &JsValue, given: Given<'_>) -> Result<u64, ApiError> {
    input::whole(value, given, 0..=MOST_SEED)
}
