//! The graph as a list for screen readers: each stage with the ways out of it.

use std::rc::Rc;

use crate::view::html::html;
use yew::prelude::*;

use super::kind::kind_word;
use super::words::{OutputWords, outputs, stage_report};
use crate::simulate::RunReport;
use crate::view::format;
use crate::workflow::{Stage, Workflow};

/// What [`Outline`] says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Outline {
    pub workflow: Rc<Workflow>,
    pub report: Option<Rc<RunReport>>,
    pub stale: bool,
}

impl Outline {
    /// The view.
    pub(super) fn view(&self) -> Html {
        let words = outputs(&self.workflow, self.report.as_deref());
        let stage = |(stage, words): (&Stage, &Vec<OutputWords>)| {
            html! {
                <li>
                    { summary(self, stage, words) }
                    if !words.is_empty() {
                        <ul>
                            { for words.iter().map(|output| html! { <li>{ sentence(&self.workflow, output) }</li> }) }
                        </ul>
                    }
                </li>
            }
        };
        let stages: Html = self.workflow.stages.iter().zip(&words).map(stage).collect();
        let label = if self.stale {
            "Stages and outputs; results of an earlier version"
        } else {
            "Stages and outputs"
        };
        html! { <ul class="visually-hidden" aria-label={label}>{ stages }</ul> }
    }
}

/// `Review (Review): 17 arrived, 2 outputs`.
fn summary(props: &Outline, stage: &Stage, words: &[OutputWords]) -> String {
    let mut parts = Vec::new();
    if let Some(reported) = stage_report(props.report.as_deref(), stage) {
        parts.push(format!("{} arrived", format::count(reported.arrived)));
    }
    parts.push(match words.len() {
        0 => "tasks end here".to_owned(),
        count => format::many(count as f64, "output", "outputs"),
    });
    format!("{} ({}): {}", stage.title(), kind_word(stage.kind.word()), parts.join(", "))
}

/// `Approve leads to Complete, intended 90 %, observed 91 %, 31 tasks`.
fn sentence(workflow: &Workflow, output: &OutputWords) -> String {
    let target = output.to.as_deref().and_then(|id| workflow.stage(id));
    let mut text = match target {
        Some(stage) => format!("{} leads to {}", output.name, stage.title()),
        None => format!("{} is not connected", output.name),
    };
    if let Some(intended) = output.intended {
        text.push_str(&format!(", intended {}", format::percent(intended)));
    }
    if let Some((share, count)) = output.observed {
        let tasks = format::many(count, "task", "tasks");
        text.push_str(&format!(", observed {}, {tasks}", format::percent(share)));
    }
    text
}
