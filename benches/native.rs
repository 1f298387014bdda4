//! This engine as a native program, for `make bench`: `native WORKFLOW FIRST TASKS SEED CALLS`.
//!
//! Does what `benches/measure.mjs` does: a first call, then CALLS more, and prints what they took
//! and what the last one reported, as one line of JSON. Reading the file is not timed.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::time::Instant;

use serde::Serialize;
use sluice::simulate::{Ends, RunReport, Study};
use sluice::workflow::{Checked, Workflow, read};

/// Tasks of the first call and of those after it, and how many of these there are.
#[derive(Clone, Copy)]
struct Plan {
    first: u64,
    tasks: u64,
    seed: u64,
    calls: usize,
}

/// What one call answers.
struct Answer {
    report: RunReport,
    ends: Ends,
}

/// Times [s] and memory [bytes].
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Measured {
    cold: f64,
    warm: f64,
    peak_first: Option<u64>,
    peak: Option<u64>,
    report: RunReport,
    recount: BTreeMap<String, u64>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [workflow, first, tasks, seed, calls] = args.as_slice() else {
        return Err("usage: native WORKFLOW FIRST TASKS SEED CALLS".into());
    };
    let workflow = read(&fs::read_to_string(workflow)?).map_err(|error| format!("{error:?}"))?.workflow;
    let plan =
        Plan { first: first.parse()?, tasks: tasks.parse()?, seed: seed.parse()?, calls: calls.parse()? };
    println!("{}", serde_json::to_string(&measure(&workflow, plan)?)?);
    Ok(())
}

fn measure(workflow: &Workflow, plan: Plan) -> Result<Measured, Box<dyn Error>> {
    let (cold, _) = timed(workflow, plan.first, plan.seed)?;
    let peak_first = peak();
    let mut times = Vec::new();
    let mut last = None;
    for _ in 0..plan.calls {
        // What the call before answered may go.
        drop(last.take());
        let (seconds, answer) = timed(workflow, plan.tasks, plan.seed)?;
        times.push(seconds);
        last = Some(answer);
    }
    times.sort_by(f64::total_cmp);
    let Answer { report, ends } = last.ok_or("no call was made")?;
    let recount = recount(&report, &ends);
    Ok(Measured { cold, warm: times[plan.calls / 2], peak_first, peak: peak(), report, recount })
}

fn timed(workflow: &Workflow, tasks: u64, seed: u64) -> Result<(f64, Answer), Box<dyn Error>> {
    let mut workflow = workflow.clone();
    workflow.scale_tasks(tasks);
    let start = Instant::now();
    let answer = call(workflow, seed)?;
    Ok((start.elapsed().as_secs_f64(), answer))
}

/// The call that is timed: what the engine is asked for is said here alone.
fn call(workflow: Workflow, seed: u64) -> Result<Answer, Box<dyn Error>> {
    let checked = Checked::new(workflow).map_err(|problems| format!("{problems:?}"))?;
    let study = Study::new(checked, &[], seed, 1);
    let mut ends = Ends::new(study.tasks());
    let report = study.report(&mut ends)?;
    Ok(Answer { report, ends })
}

/// The ends counted anew from what was kept for each task, by the stage's id.
fn recount(report: &RunReport, ends: &Ends) -> BTreeMap<String, u64> {
    let mut tasks = vec![0; report.stages.len()];
    ends.stages().iter().for_each(|stage| tasks[usize::from(*stage)] += 1);
    let stages = report.stages.iter().zip(tasks);
    stages
        .filter(|(stage, _)| stage.outputs.is_empty())
        .map(|(stage, tasks)| (stage.id.clone(), tasks))
        .collect()
}

/// The most memory that was resident so far [bytes]; `None` where the system does not say.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? * 1024)
}
