//! `sluice judge`

use std::io::Write;
use std::process::ExitCode;

use super::args::{Format, JudgeArgs};
use super::{Failure, print_json};
use crate::simulate::judge_counts;
use crate::stats::percent_text;

pub fn judge(args: &JudgeArgs, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let intended: Vec<f64> = args.intended.iter().map(|share| share.fraction()).collect();
    let report = judge_counts(&intended, &args.observed)
        .map_err(|error| Failure::Refused(format!("These cannot be judged: {error}.")))?;
    match args.format {
        Format::Json => print_json(out, &report)?,
        Format::Text => {
            writeln!(out, "{}", report.sentence)?;
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
            writeln!(
                out,
                "The whole split: {}, p {:.3e}",
                report.split.verdict.name(),
                report.split.p_value
            )?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
