//! `sluice compare`

use std::io::Write;
use std::process::ExitCode;

use super::args::{CompareArgs, RunFormat};
use super::prepare::Prepared;
use super::{Failure, print_json};
use crate::report::csv_field;
use crate::simulate::{Change, CompareReport, Comparison, MOST_COMPARED, Paired};
use crate::stats::percent_text;

pub fn compare(args: &CompareArgs, out: &mut impl Write) -> Result<ExitCode, Failure> {
    if args.question.runs > MOST_COMPARED {
        return Err(Failure::Usage(format!("--runs: up to {MOST_COMPARED} pairs of runs are compared")));
    }
    let [first, second] = Prepared::two(&args.question, &args.other)?;
    let comparison = Comparison::new(&first.study, &second.study)
        .ok_or_else(|| Failure::Refused("the two have different seeds".to_owned()))?;
    let report = comparison.report().map_err(|imbalance| Failure::Refused(imbalance.to_string()))?;
    match args.format {
        RunFormat::Json => print_json(out, &report)?,
        RunFormat::Text => text(out, &report)?,
        RunFormat::Csv => csv(out, &report)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn text(out: &mut impl Write, report: &CompareReport) -> Result<(), Failure> {
    let [first, second] = &report.workflows;
    let runs = if report.runs == 1 { String::new() } else { format!(", {} runs of each", report.runs) };
    writeln!(out, "{first} and {second}: seed {}{runs}", report.seed)?;
    writeln!(out, "{}", report.sentence)?;
    let mut stage = "";
    for output in &report.outputs {
        if output.stage != stage {
            writeln!(out, "\n{}", output.name)?;
            stage = &output.stage;
        }
        let intended = output.intended.map(|share| share.map_or_else(|| "-".to_owned(), percent_text));
        let intended = if intended[0] == intended[1] {
            String::new()
        } else {
            format!(", {} -> {}", intended[0], intended[1])
        };
        line(out, &format!("{}{intended}", output.output), &output.change)?;
    }
    writeln!(out, "\nWhere tasks are")?;
    for place in &report.places {
        line(out, &place.name, &place.change)?;
    }
    if let Some(wrong) = &report.wrong {
        line(out, "Delivered wrong", wrong)?;
    }
    Ok(())
}

fn line(out: &mut impl Write, name: &str, change: &Change) -> Result<(), Failure> {
    let count = |count: Option<f64>| count.map_or_else(|| "-".to_owned(), number);
    let [first, second] = change.counts.map(count);
    write!(out, "  {first:>10} -> {second:>10}")?;
    let difference = change.difference.as_ref().map_or_else(String::new, signed_range);
    writeln!(out, "  {difference:<34}  {name}")?;
    Ok(())
}

/// The mean of the differences and where most of them lie.
fn signed_range(paired: &Paired) -> String {
    let signed = |value: f64| format!("{}{}", if value > 0.0 { "+" } else { "" }, number(value));
    if paired.min == paired.max {
        return signed(paired.mean);
    }
    format!("{} (95 of 100: {} to {})", signed(paired.mean), signed(paired.q025), signed(paired.q975))
}

fn number(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value:.2}") }
}

/// One row for each output and each place.
fn csv(out: &mut impl Write, report: &CompareReport) -> Result<(), Failure> {
    writeln!(
        out,
        "what,stage,name,output,intended_first,intended_second,count_first,count_second,share_first,share_second,\
         runs,mean,min,q025,median,q975,max,more,less"
    )?;
    for output in &report.outputs {
        let [first, second] = output.intended.map(optional);
        let texts = ["output", &output.stage, &output.name, &output.output, &first, &second];
        row(out, &texts, &output.change)?;
    }
    for place in &report.places {
        let stage = place.stage.as_deref().unwrap_or_default();
        row(out, &["place", stage, &place.name, "", "", ""], &place.change)?;
    }
    if let Some(wrong) = &report.wrong {
        row(out, &["wrong", "", "Delivered wrong", "", "", ""], wrong)?;
    }
    Ok(())
}

fn optional(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn row(out: &mut impl Write, texts: &[&str], change: &Change) -> Result<(), Failure> {
    let mut fields: Vec<String> = texts.iter().map(|text| csv_field(text).into_owned()).collect();
    fields.extend(change.counts.into_iter().chain(change.shares).map(optional));
    match &change.difference {
        None => fields.extend(vec![String::new(); 9]),
        Some(d) => {
            fields.push(d.runs.to_string());
            fields.extend([d.mean, d.min, d.q025, d.median, d.q975, d.max].map(|value| value.to_string()));
            fields.extend([d.more, d.less].map(|runs| runs.to_string()));
        }
    }
    writeln!(out, "{}", fields.join(","))?;
    Ok(())
}
