//! What a report says, section by section.

use super::document::{Block, Document, Section};
use super::places::{places, ways};
use super::splits::splits;
use super::{Subject, VERSION};
use crate::stats::count_text;

impl Document {
    /// The report of a run.
    #[must_use]
    pub fn new(subject: &Subject<'_>) -> Self {
        let Subject { workflow, report, command } = subject;
        let title = if report.workflow.is_empty() { "Workflow" } else { &report.workflow };
        let mut sections = splits(workflow, report);
        sections.push(places(report));
        sections.push(ways(report));
        sections.extend(remarks(subject));
        sections.push(Section::new(
            "Repeat it",
            vec![
                Block::Text(format!(
                    "Sluice {VERSION} gives the same report again, on any machine, by this command:"
                )),
                Block::Code((*command).to_owned()),
            ],
        ));
        sections.push(meaning());
        Self {
            title: title.to_owned(),
            description: workflow.description.clone(),
            facts: facts(subject),
            summary: report.summary.sentence.clone(),
            sections,
        }
    }
}

fn facts(subject: &Subject<'_>) -> Vec<(&'static str, String)> {
    let report = subject.report;
    let tasks = if report.runs > 1 { "Tasks in each run" } else { "Tasks" };
    vec![
        (tasks, count_text(report.tasks)),
        ("Runs", count_text(report.runs)),
        // Without thousands, so that it can be copied.
        ("Seed", report.seed.to_string()),
        ("Stages", count_text(report.stages.len() as u64)),
        ("Version", format!("Sluice {VERSION}")),
    ]
}

/// Problems of the workflow and notes on the tasks, where there are any.
fn remarks(subject: &Subject<'_>) -> Option<Section> {
    let problems = subject.report.warnings.iter().map(|problem| {
        let place = problem.stage.as_ref().and_then(|id| subject.workflow.stage(id));
        let place = place.map_or_else(String::new, |stage| format!("{}: ", stage.title()));
        format!("{place}{} {}", problem.message, problem.mend)
    });
    let notes = subject.report.notes.iter().map(|note| note.message.clone());
    let all: Vec<String> = problems.chain(notes).collect();
    (!all.is_empty()).then(|| Section::new("Problems and notes", vec![Block::List(all)]))
}

fn meaning() -> Section {
    let said = [
        "The 95 % range holds the central 95 % of the counts that chance alone gives under the stage's method. \
         It is exact.",
        "The 95 % interval is Wilson's, of the share.",
        "p is the exact two-sided p-value. A verdict is ordinary from p 0.05 up, unusual from 0.001 up, and \
         suspicious below; not enough tasks where no outcome could have been suspicious; a leak where a task \
         took an output of 0 %.",
        "Where tasks can come back to a stage through its own outputs, first visits alone are judged: how many \
         more there are depends on the draws themselves.",
    ];
    Section::new("What the numbers mean", vec![Block::List(said.map(str::to_owned).to_vec())])
}
