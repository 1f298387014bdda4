//! The workflow graph: stages as cards that can be chosen, edges with the share intended and
//! the share that came out, and the same as a list for those who do not see it.
//!
//! In: a workflow, a run's report, problems. Out: the id of the stage that was chosen.

mod drawing;
mod edge;
mod kind;
mod node;
mod outline;
mod steps;
mod words;

use std::rc::Rc;

use crate::view::html::{classes, html};
use yew::prelude::*;

use crate::scene::Orientation;
use crate::simulate::RunReport;
use crate::workflow::{Problem, Workflow};

use drawing::Drawing;
use outline::Outline;

pub use kind::{Family, KindIcon, kind_word};

/// The workflow as a graph: across on wide screens, down on narrow ones.
#[derive(Debug, Clone, PartialEq)]
pub struct Graph {
    /// The workflow.
    pub workflow: Rc<Workflow>,
    /// What a run of it came to.
    pub report: Option<Rc<RunReport>>,
    /// Whether the report belongs to an older version of the workflow.
    pub stale: bool,
    /// The id of the stage that is chosen.
    pub selected: Option<String>,
    /// What is wrong with the workflow.
    pub problems: Rc<Vec<Problem>>,
    /// Somebody chose the stage with this id.
    pub on_select: Callback<String>,
}

impl Graph {
    /// The view.
    pub fn view(&self) -> Html {
        let label = if self.workflow.name.is_empty() {
            "Workflow graph".to_owned()
        } else {
            format!("Workflow graph: {}", self.workflow.name)
        };
        if self.workflow.stages.is_empty() {
            return html! {
                <div class="graph" role="group" aria-label={label}>
                    <p class="graph__empty quiet">{ "No stages yet." }</p>
                </div>
            };
        }
        let drawing = |orientation| {
            yew::html! {
                <Drawing
                    workflow={self.workflow.clone()}
                    report={self.report.clone()}
                    selected={self.selected.clone()}
                    problems={self.problems.clone()}
                    on_select={self.on_select.clone()}
                    {orientation}
                />
            }
        };
        let across = drawing(Orientation::Across);
        let down = drawing(Orientation::Down);
        html! {
            <div class={classes!("graph", self.stale.then_some("graph--stale"))} role="group" aria-label={label}>
                <div class="graph__view graph__view--across">{ across }</div>
                <div class="graph__view graph__view--down">{ down }</div>
                {
                    Outline {
                        workflow: self.workflow.clone(),
                        report: self.report.clone(),
                        stale: self.stale,
                    }.view()
                }
            </div>
        }
    }
}
