//! The drawer below the graph: manifests, problems, people and content.

use std::rc::Rc;

use crate::view::html::{classes, html};
use web_sys::File;
use yew::prelude::*;

use super::inspector::{ContentPanel, ProblemList};
use super::manifests::ManifestPanel;
use crate::app::state::{LoadedFile, Panel};
use crate::exchange::Placing;
use crate::worker::protocol::FileId;
use crate::workflow::edit::Edit;
use crate::workflow::{Problem, Severity, Workflow};

/// Three parts, of which one or none is open.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawer {
    /// The part that is open.
    pub panel: Option<Panel>,
    /// The workflow.
    pub workflow: Rc<Workflow>,
    /// What is wrong with it.
    pub problems: Rc<Vec<Problem>>,
    /// The loaded manifests.
    pub files: Rc<Vec<LoadedFile>>,
    /// Asks to open a part, or to close the drawer.
    pub on_panel: Callback<Option<Panel>>,
    /// Receives changes of people and content.
    pub on_edit: Callback<Edit>,
    /// Receives the id of a stage to look at.
    pub on_select: Callback<String>,
    /// Receives manifests to load.
    pub on_files: Callback<Vec<File>>,
    /// Receives the Dataset stage that a manifest is to feed.
    pub on_assign: Callback<(FileId, Placing)>,
    /// Receives a manifest to drop.
    pub on_remove: Callback<FileId>,
}

impl Drawer {
    /// The view.
    pub fn view(&self) -> Html {
        let problems = problems_label(&self.problems);
        let manifests = match self.files.len() {
            0 => "Manifests".to_owned(),
            some => format!("Manifests: {some}"),
        };
        let parts = [
            (Panel::Manifests, manifests),
            (Panel::Problems, problems),
            (Panel::Content, "People, classes, batches".to_owned()),
        ];
        html! {
            <section class="drawer" aria-label="Details">
                <div class="drawer__tabs">
                    { for parts.into_iter().map(|(panel, label)| tab(self, panel, label)) }
                </div>
                if let Some(panel) = self.panel {
                    <div class="drawer__panel" id="drawer-panel">{ part(self, panel) }</div>
                }
            </section>
        }
    }
}

/// `Problems: 2, notes: 1`: a note alone is no problem.
fn problems_label(problems: &[Problem]) -> String {
    let notes = problems.iter().filter(|problem| problem.severity == Severity::Note).count();
    let label = match problems.len() - notes {
        0 => "Problems: none".to_owned(),
        some => format!("Problems: {some}"),
    };
    if notes > 0 { format!("{label}, notes: {notes}") } else { label }
}

/// A button that opens and closes one part.
fn tab(props: &Drawer, panel: Panel, label: String) -> Html {
    let open = props.panel == Some(panel);
    let class = classes!("drawer__tab", open.then_some("drawer__tab--open"));
    let next = if open { None } else { Some(panel) };
    let onclick = props.on_panel.reform(move |_: MouseEvent| next);
    html! {
        <button
            type="button"
            {class}
            aria-expanded={open.to_string()}
            aria-controls={open.then_some("drawer-panel")}
            {onclick}
        >{ label }</button>
    }
}

fn part(props: &Drawer, panel: Panel) -> Html {
    match panel {
        Panel::Manifests => ManifestPanel {
            files: props.files.clone(),
            workflow: props.workflow.clone(),
            on_files: props.on_files.clone(),
            on_assign: props.on_assign.clone(),
            on_remove: props.on_remove.clone(),
        }
        .view(),
        Panel::Problems => ProblemList {
            problems: props.problems.clone(),
            workflow: props.workflow.clone(),
            on_select: props.on_select.clone(),
        }
        .view(),
        Panel::Content => {
            ContentPanel { workflow: props.workflow.clone(), on_edit: props.on_edit.clone() }.view()
        }
    }
}
