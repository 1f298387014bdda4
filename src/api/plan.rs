//! Questions about a run that is still to come, in the shapes of `sluice plan`.

use wasm_bindgen::JsValue;

use super::input::{self, Given, Options};
use super::output::to_js;
use super::{ApiError, share};
use crate::stats::planning::{
    MOST_BENCHMARK, MOST_PLANNED, benchmark_at, benchmark_tasks, empty_outputs, expected_counts,
    running_bounds, tasks_within, usual_moments,
};

/// Answers one of the five questions.
pub fn plan(question: &str, options: &JsValue) -> Result<JsValue, ApiError> {
    let owner = format!("plan(\"{question}\")");
    let options =
        |known: &[&str]| Ok(Asked { options: Options::new(options, &owner, known)?, owner: &owner });
    match question {
        "split" => {
            let asked = options(&["intended", "within", "confidence"])?;
            let within = asked.must("within", share)?;
            answer(tasks_within(&asked.shares()?, within, asked.percent("confidence", 0.95)?))
        }
        "range" => {
            let asked = options(&["intended", "tasks"])?;
            answer(expected_counts(&asked.shares()?, asked.must("tasks", tasks)?))
        }
        "empty" => {
            let asked = options(&["intended", "tasks", "below"])?;
            let below = asked.percent("below", 0.05)?;
            answer(empty_outputs(&asked.shares()?, asked.must("tasks", tasks)?, below))
        }
        "benchmark" => {
            let asked = options(&["good", "bad", "alpha", "beta", "tasks"])?;
            let (good, bad) = (asked.must("good", share)?, asked.must("bad", share)?);
            let (alpha, beta) = (asked.percent("alpha", 0.05)?, asked.percent("beta", 0.05)?);
            let size = |value: &JsValue, given: Given<'_>| input::whole(value, given, 1..=MOST_BENCHMARK);
            match asked.options.get("tasks", size)? {
                Some(tasks) => answer(benchmark_at(good, bad, alpha, beta, tasks)),
                None => answer(benchmark_tasks(good, bad, alpha, beta)),
            }
        }
        "watch" => {
            let asked = options(&["intended", "tasks", "at", "confidence"])?;
            let length = asked.must("tasks", tasks)?;
            let moments = |value: &JsValue, given: Given<'_>| input::list(value, given, tasks);
            let at = asked.options.get("at", moments)?.unwrap_or_else(|| usual_moments(length));
            answer(running_bounds(&asked.shares()?, asked.percent("confidence", 0.95)?, length, &at))
        }
        _ => Err(ApiError::Argument(
            "question must be \"split\", \"range\", \"empty\", \"benchmark\" or \"watch\"".to_owned(),
        )),
    }
}

fn answer<T: serde::Serialize>(
    plan: Result<T, crate::stats::planning::PlanError>,
) -> Result<JsValue, ApiError> {
    to_js(&plan.map_err(ApiError::Plan)?)
}

fn tasks(value: &JsValue, given: Given<'_>) -> Result<u64, ApiError> {
    input::whole(value, given, 0..=MOST_PLANNED)
}

/// The options of one question.
struct Asked<'a> {
    options: Options,
    owner: &'a str,
}

impl Asked<'_> {
    /// A value that must be given.
    fn must<T>(
        &self,
        name: &str,
        read: impl Fn(&JsValue, Given<'_>) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        let missing = || ApiError::Option(format!("{} needs \"{name}\"", self.owner));
        self.options.get(name, read)?.ok_or_else(missing)
    }

    /// A percentage as a fraction; another where none is given.
    fn percent(&self, name: &str, otherwise: f64) -> Result<f64, ApiError> {
        Ok(self.options.get(name, share)?.unwrap_or(otherwise))
    }

    fn shares(&self) -> Result<Vec<f64>, ApiError> {
        self.must("intended", |value, given| input::list(value, given, share))
    }
}
