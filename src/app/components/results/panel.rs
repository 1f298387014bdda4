//! The whole result of a run.

use std::rc::Rc;

use crate::view::html::{classes, html};
use yew::prelude::*;

use super::places::Places;
use super::split::StageSplit;
use crate::app::components::inspector::ProblemMark;
use crate::simulate::{Note, RunReport, StageReport};
use crate::view::format;
use crate::view::judged::most_telling;
use crate::view::verdict::VerdictBadge;
use crate::workflow::Severity;

/// The result: what it comes to in a sentence, every split, and where the tasks are.
#[derive(Debug, Clone, PartialEq)]
pub struct ResultPanel {
    /// What a run came to; `None` before the first.
    pub report: Option<Rc<RunReport>>,
    /// Whether the report belongs to an older version of the workflow.
    pub stale: bool,
    /// Whether a run is under way.
    pub running: bool,
    /// Somebody wants to see the stage with this id.
    pub on_select: Callback<String>,
}

impl ResultPanel {
    /// The view.
    pub fn view(&self) -> Html {
        let content = match &self.report {
            Some(report) => Report { report: report.clone(), on_select: self.on_select.clone() }.view(),
            None => placeholder(self.running),
        };
        let stale = self.stale && self.report.is_some();
        let class = classes!("result-panel", stale.then_some("result-panel--stale"));
        html! {
            <section {class} aria-label="Result" aria-busy={self.running.to_string()}>
                <h2 class="result-panel__title">{ "Result" }</h2>
                if stale {
                    <p class="result-panel__notice">
                        { "The workflow has changed since this run. Run it again to see what it does now." }
                    </p>
                }
                { content }
            </section>
        }
    }
}

fn placeholder(running: bool) -> Html {
    let words = if running { "Running…" } else { "Run the workflow to see who gets how much." };
    html! { <p class="result-panel__placeholder quiet">{ words }</p> }
}

/// What [`Report`] shows.
#[derive(Debug, Clone, PartialEq)]
struct Report {
    report: Rc<RunReport>,
    on_select: Callback<String>,
}

impl Report {
    fn view(&self) -> Html {
        let report = &self.report;
        let stages: Vec<&StageReport> = report.stages.iter().filter(|stage| splits(stage)).collect();
        let headline = stages.iter().position(|stage| stage.split.is_some() && most_telling(stage).is_some());
        let split = |(i, &stage): (usize, &&StageReport)| {
            html! {
                <key={stage.id.clone()}>{
                    StageSplit {
                        stage,
                        runs: report.runs,
                        with_sentence: headline != Some(i),
                        on_select: Some(self.on_select.clone()),
                    }.view()
                }</>
            }
        };
        let splits: Html = stages.iter().enumerate().map(split).collect();
        html! {
            <>
                { head(headline.and_then(|i| stages.get(i)).copied()) }
                <p class="result-panel__run small quiet">{ run(report) }</p>
                { notes(&report.notes) }
                if report.summary.judged > 1 {
                    <p>{ format::sentence(&report.summary.sentence) }</p>
                }
                { splits }
                { Places { report: report.clone() }.view() }
            </>
        }
    }
}

/// Whether a stage sends tasks different ways.
fn splits(stage: &StageReport) -> bool {
    matches!(stage.kind.as_str(), "sampling" | "logic" | "review" | "agent" | "consensus" | "webhook")
        && !stage.outputs.is_empty()
}

/// The sentence of the first split that is judged.
fn head(stage: Option<&StageReport>) -> Html {
    let Some((stage, judgement)) =
        stage.and_then(|stage| most_telling(stage).map(|judgement| (stage, judgement)))
    else {
        return html! {
            <p class="result-panel__headline">{ "No stage of this workflow has a share to compare with." }</p>
        };
    };
    html! {
        <div class="result-panel__head">
            <p class="result-panel__headline">{ format::sentence(&judgement.sentence) }</p>
            if let Some(split) = &stage.split {
                { VerdictBadge { verdict: split.verdict }.view() }
            }
        </div>
    }
}

/// What was made of the tasks given, marked as the notes among the problems are.
fn notes(notes: &[Note]) -> Html {
    if notes.is_empty() {
        return Html::default();
    }
    let note = |note: &Note| {
        html! {
            <li class="result-panel__note">
                { ProblemMark { severity: Severity::Note }.view() }
                <p>{ &note.message }</p>
            </li>
        }
    };
    html! { <ul class="result-panel__notes" aria-label="Notes">{ for notes.iter().map(note) }</ul> }
}

/// `100 tasks per run · 1 run · seed 7`.
fn run(report: &RunReport) -> String {
    let tasks = format::many(report.tasks as f64, "task", "tasks");
    let runs = format::many(report.runs as f64, "run", "runs");
    format!("{tasks} per run · {runs} · seed {}", report.seed)
}
