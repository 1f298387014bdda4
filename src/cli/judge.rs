//! `sluice judge`

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use super::args::{Format, JudgeArgs};
use super::{Failure, input, print_json};
use crate::simulate::plausible::{PlausibleReport, judge_asked, read_table};
use crate::simulate::{JudgeReport, judge_counts};
use crate::stats::{SplitError, percent_text};

pub fn judge(args: &JudgeArgs, out: &mut impl Write) -> Result<ExitCode, Failure> {
    if let Some(path) = &args.table {
        return judge_table(path, args.format, out);
    }
    let intended: Vec<f64> = args.intended.iter().map(|share| share.fraction()).collect();
    let report = judge_counts(&intended, &args.observed).map_err(refused)?;
    match args.format {
        Format::Json => print_json(out, &report)?,
        Format::Text => {
            writeln!(out, "{}", report.sentence)?;
            outputs(out, &report)?;
            let (verdict, p) = (report.split.verdict.name(), report.split.p_value);
            writeln!(out, "The whole split: {verdict}, p {p:.3e}")?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn refused(error: SplitError) -> Failure {
    Failure::Refused(format!("These cannot be judged: {error}."))
}

fn judge_table(path: &Path, format: Format, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let splits = read_table(&input::text(path)?)
        .map_err(|error| Failure::Refused(format!("{}: {error}", path.display())))?;
    let report = judge_asked(&splits).map_err(refused)?;
    match format {
        Format::Json => print_json(out, &report)?,
        Format::Text => table(out, &report)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn table(out: &mut impl Write, report: &PlausibleReport) -> Result<(), Failure> {
    for (i, judged) in report.splits.iter().enumerate() {
        let name = if judged.name.is_empty() { format!("Split {}", i + 1) } else { judged.name.clone() };
        let split = &judged.report.split;
        writeln!(out, "{name}: {}", judged.report.sentence)?;
        outputs(out, &judged.report)?;
        let (verdict, p, adjusted) = (split.verdict.name(), split.p_value, split.adjusted_p_value);
        writeln!(out, "  The whole split: {verdict}, p {p:.3e}; for so many splits {adjusted:.3e}\n")?;
    }
    writeln!(out, "{}", report.summary.sentence)?;
    Ok(())
}

/// A line for each output.
fn outputs(out: &mut impl Write, report: &JudgeReport) -> Result<(), Failure> {
    for output in &report.outputs {
        let Some(j) = &output.judgement else { continue };
        writeln!(
            out,
            "  {:>9}: {} of {}, expected {:.1}; 95 of 100: {} to {}; p {:.3e}",
            percent_text(output.intended.unwrap_or(0.0)),
            j.judged.k,
            j.judged.n,
            j.expected,
            j.range95[0],
            j.range95[1],
            j.p_value
        )?;
    }
    Ok(())
}
