//! The tables of a report as CSV, with numbers in full.

use std::borrow::Cow;

use super::words::route_text;
use crate::simulate::{OutputReport, RunReport, StageReport};

/// A table of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// One row for each output of each stage.
    Outputs,
    /// Where tasks are.
    Places,
    /// The ways they went.
    Ways,
    /// How each output's count lay from run to run.
    Runs,
    /// How many runs had which count, for each output.
    Counts,
    /// Problems of the workflow and notes on the tasks.
    Remarks,
}

/// A field as CSV holds it: quoted where it must be.
#[must_use]
pub fn field(text: &str) -> Cow<'_, str> {
    if text.contains([',', '"', '\n', '\r']) {
        Cow::Owned(format!("\"{}\"", text.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(text)
    }
}

/// Writes a table as CSV, with its headings.
#[must_use]
pub fn csv(report: &RunReport, table: Table) -> String {
    let (headings, rows) = match table {
        Table::Outputs => (OUTPUTS, outputs(report)),
        Table::Places => (PLACES, places(report)),
        Table::Ways => (WAYS, ways(report)),
        Table::Runs => (RUNS, runs(report)),
        Table::Counts => (COUNTS, counts(report)),
        Table::Remarks => (REMARKS, remarks(report)),
    };
    let mut out = format!("{headings}\n");
    for row in rows {
        let fields: Vec<_> = row.iter().map(|text| field(text)).collect();
        out.push_str(&fields.join(","));
        out.push('\n');
    }
    out
}

const OUTPUTS: &str = "stage,name,kind,arrived,output,to,intended,observed,share,judged_n,judged_k,expected,\
                       range95_low,range95_high,p_value,verdict";
const PLACES: &str = "stage,name,state,output,reason,tasks,wrong";
const WAYS: &str = "way,rests,intended,tasks,share,wrong";
const RUNS: &str = "stage,output,runs,mean,sd,min,q025,q25,median,q75,q975,max,inside95";
const COUNTS: &str = "stage,output,count,runs";
const REMARKS: &str = "severity,code,stage,message,mend";

fn optional(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Every output of every stage, with its stage.
fn all_outputs(report: &RunReport) -> impl Iterator<Item = (&StageReport, &OutputReport)> {
    report.stages.iter().flat_map(|stage| stage.outputs.iter().map(move |output| (stage, output)))
}

fn outputs(report: &RunReport) -> Vec<Vec<String>> {
    let row = |(stage, output): (&StageReport, &OutputReport)| {
        let mut row = vec![
            stage.id.clone(),
            stage.name.clone(),
            stage.kind.clone(),
            stage.arrived.to_string(),
            output.name.clone(),
            output.to.clone().unwrap_or_default(),
            optional(output.intended),
            output.observed.to_string(),
            optional(output.share),
        ];
        match &output.judgement {
            Some(j) => row.extend([
                j.judged.n.to_string(),
                j.judged.k.to_string(),
                j.expected.to_string(),
                j.range95[0].to_string(),
                j.range95[1].to_string(),
                j.p_value.to_string(),
                j.verdict.name().to_owned(),
            ]),
            None => row.extend(vec![String::new(); 7]),
        }
        row
    };
    all_outputs(report).map(row).collect()
}

fn places(report: &RunReport) -> Vec<Vec<String>> {
    let row = |id: &str, name: &str, state: &str, output: &str, reason: &str, tasks: f64, wrong| {
        let texts = [id, name, state, output, reason].map(str::to_owned);
        texts.into_iter().chain([tasks.to_string(), optional(wrong)]).collect()
    };
    let ended = report.ended.iter().map(|e| row(&e.stage, &e.name, "ended", "", "", e.count, e.wrong));
    let waiting =
        report.waiting.iter().map(|w| row(&w.stage, &w.name, "waiting", "", &w.reason, w.count, None));
    let stopped = report.stopped.iter().map(|s| {
        let output = s.output.as_deref().unwrap_or_default();
        row(&s.stage, &s.name, "stopped", output, &s.reason, s.count, None)
    });
    ended.chain(waiting).chain(stopped).collect()
}

fn ways(report: &RunReport) -> Vec<Vec<String>> {
    let row = |route: &crate::simulate::RouteReport| {
        vec![
            route_text(report, route),
            route.rests.clone().unwrap_or_default(),
            optional(route.intended),
            route.tasks.to_string(),
            route.share.to_string(),
            optional(route.wrong),
        ]
    };
    report.routes.iter().map(row).collect()
}

fn runs(report: &RunReport) -> Vec<Vec<String>> {
    let rows = all_outputs(report).filter_map(|(stage, output)| {
        let runs = output.runs.as_ref()?;
        let counts = [runs.min, runs.q025, runs.q25, runs.median, runs.q75, runs.q975, runs.max];
        let mut row = vec![stage.id.clone(), output.name.clone(), report.runs.to_string()];
        row.extend([output.observed.to_string(), runs.sd.to_string()]);
        row.extend(counts.map(|count| count.to_string()));
        row.push(runs.inside95.map(|inside| inside.to_string()).unwrap_or_default());
        Some(row)
    });
    rows.collect()
}

fn counts(report: &RunReport) -> Vec<Vec<String>> {
    let rows = all_outputs(report).flat_map(|(stage, output)| {
        let counts = output.runs.iter().flat_map(|runs| &runs.counts);
        counts.map(|(count, runs)| {
            vec![stage.id.clone(), output.name.clone(), count.to_string(), runs.to_string()]
        })
    });
    rows.collect()
}

fn remarks(report: &RunReport) -> Vec<Vec<String>> {
    let problems = report.warnings.iter().map(|problem| {
        let stage = problem.stage.clone().unwrap_or_default();
        let severity = problem.severity.name().to_owned();
        vec![severity, problem.code.clone(), stage, problem.message.clone(), problem.mend.clone()]
    });
    let notes = report.notes.iter().map(|note| {
        vec!["note".to_owned(), note.code.clone(), String::new(), note.message.clone(), String::new()]
    });
    problems.chain(notes).collect()
}
