//! `sluice run`

use std::io::Write;
use std::process::ExitCode;

use super::args::{RunArgs, RunFormat};
use super::prepare::Prepared;
use super::{Failure, explain, print_json, table, trace};
use crate::report::{CsvTable, csv};
use crate::simulate::Units;

pub fn run(args: &RunArgs, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let question = &args.question;
    if args.trace.is_some() && question.runs > 1 {
        return Err(Failure::Usage("--trace follows the tasks of one run: leave out --runs".to_owned()));
    }
    let prepared = Prepared::new(question)?;
    let study = &prepared.study;
    let units = Units::new(study, &prepared.feeds());
    if let Some(task) = &args.explain {
        return explain::explain(study, &units, task, args.format, out);
    }
    let report = match &args.trace {
        None => prepared.report(args.threads)?,
        Some(path) => {
            let mut writer = trace::Writer::create(path, study, |task| units.title(task))?;
            let report = study.report(&mut writer);
            writer.finish()?;
            report.map_err(|imbalance| Failure::Refused(imbalance.to_string()))?
        }
    };
    match args.format {
        RunFormat::Json => print_json(out, &report)?,
        RunFormat::Text => table::text(out, &report)?,
        RunFormat::Csv => out.write_all(csv(&report, CsvTable::Outputs).as_bytes())?,
    }
    Ok(ExitCode::SUCCESS)
}
