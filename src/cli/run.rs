//! `sluice run`

use std::io::Write;
use std::process::ExitCode;

use super::args::{RunArgs, RunFormat};
use super::input;
use super::{Failure, explain, print_json, table, threads, trace};
use crate::simulate::{Feed, MOST_SEED, Study, Units};
use crate::workflow::{Checked, Problem};

pub fn run(args: &RunArgs, out: &mut impl Write) -> Result<ExitCode, Failure> {
    if args.trace.is_some() && args.runs > 1 {
        return Err(Failure::Usage("--trace follows the tasks of one run: leave out --runs".to_owned()));
    }
    let read = input::workflow(&args.workflow)?;
    let file = args.workflow.display();
    for warning in &read.warnings {
        eprintln!("{file}:{}:{}: warning: {}", warning.line, warning.column, warning.message);
    }
    let mut workflow = read.workflow;
    if let Some(tasks) = args.tasks {
        workflow.scale_tasks(tasks);
    }
    let given = input::manifests(&args.manifests, &workflow)?;
    let checked = Checked::new(workflow).map_err(|problems| Failure::Refused(listed(&problems)))?;
    for problem in checked.warnings() {
        eprintln!("{file}: warning: {} {}", problem.message, problem.mend);
    }
    let feeds: Vec<Feed<'_>> =
        given.iter().map(|given| Feed { dataset: &given.dataset, units: &given.import.units }).collect();
    let study = Study::new(checked, &feeds, seed(args)?, args.runs);
    let units = Units::new(&study, &feeds);
    if let Some(task) = &args.explain {
        return explain::explain(&study, &units, task, args.format, out);
    }
    let report = match &args.trace {
        None => threads::report(&study, args.threads),
        Some(path) => {
            let mut writer = trace::Writer::create(path, &study, |task| units.title(task))?;
            let report = study.report(&mut writer);
            writer.finish()?;
            report
        }
    };
    let report = report.map_err(|imbalance| Failure::Refused(imbalance.to_string()))?;
    match args.format {
        RunFormat::Json => print_json(out, &report)?,
        RunFormat::Text => table::text(out, &report)?,
        RunFormat::Csv => table::csv(out, &report)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn listed(problems: &[Problem]) -> String {
    let lines = problems.iter().map(|problem| format!("{} {}", problem.message, problem.mend));
    format!("The workflow cannot be run:\n{}", lines.collect::<Vec<_>>().join("\n"))
}

fn seed(args: &RunArgs) -> Result<u64, Failure> {
    match args.seed {
        Some(seed) => Ok(seed),
        None => getrandom::u64().map(|word| word & MOST_SEED).map_err(|error| {
            Failure::Refused(format!("no seed could be drawn ({error}): give one with --seed"))
        }),
    }
}
