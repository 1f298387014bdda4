//! One manifest.

use std::rc::Rc;

use crate::view::html::html;
use yew::prelude::*;

use super::remarks::Remarks;
use crate::app::state::{Loaded, LoadedFile};
use crate::exchange::Placing;
use crate::view::form::SelectField;
use crate::view::format;
use crate::view::import::{outcome, plain, units};
use crate::worker::protocol::{FileId, ImportSummary};

/// One manifest: what was in it, the stage that it feeds, and what there is to say about it.
#[derive(Debug, Clone, PartialEq)]
pub struct ManifestFile {
    /// The manifest.
    pub file: LoadedFile,
    /// The Dataset stages, id and title.
    pub datasets: Rc<Vec<(String, String)>>,
    /// Receives the Dataset stage that it is to feed.
    pub on_assign: Callback<(FileId, Placing)>,
    /// Receives its number when it is to be dropped.
    pub on_remove: Callback<FileId>,
}

impl ManifestFile {
    /// The view.
    pub fn view(&self) -> Html {
        let file = &self.file;
        let id = file.id;
        html! {
            <li class="manifest">
                <div class="manifest__head">
                    <h2 class="manifest__name">{ &file.name }</h2>
                    { Outcome { state: file.state.clone() }.view() }
                    <button
                        type="button"
                        class="button"
                        aria-label={format!("Remove {}", file.name)}
                        onclick={self.on_remove.reform(move |_: MouseEvent| id)}
                    >{ "Remove" }</button>
                </div>
                if file.usable().is_some() {
                    { feeds(self) }
                }
                if let Loaded::Read(summary) = &file.state {
                    { Contents { summary: summary.clone() }.view() }
                    { Remarks { summary: summary.clone() }.view() }
                }
            </li>
        }
    }
}

fn feeds(props: &ManifestFile) -> Html {
    let id = props.file.id;
    let placing = props.file.placing.clone();
    let mut options = vec![(None, AttrValue::from("No stage: not used"))];
    options
        .extend(props.datasets.iter().map(|(id, title)| (Some(id.clone()), AttrValue::from(title.clone()))));
    SelectField {
        label: format!("{} feeds", props.file.name).into(),
        value: placing.dataset.clone(),
        options,
        on_change: props.on_assign.reform(move |dataset| (id, Placing { dataset, ..placing.clone() })),
        hint: None,
    }
    .view()
}

/// How the import went, in a few words.
#[derive(Debug, Clone, PartialEq)]
struct Outcome {
    state: Loaded,
}

impl Outcome {
    fn view(&self) -> Html {
        let (class, text) = match &self.state {
            Loaded::Reading => ("outcome", "Reading…".to_owned()),
            Loaded::Unreadable(why) => ("outcome outcome--refused", format!("Not read: {why}")),
            Loaded::Read(summary) => {
                let (class, text) = outcome(summary);
                (class, text.to_owned())
            }
        };
        html! { <span {class}>{ text }</span> }
    }
}

/// What was in the manifest.
#[derive(Debug, Clone, PartialEq)]
struct Contents {
    summary: Rc<ImportSummary>,
}

impl Contents {
    fn view(&self) -> Html {
        let summary = &self.summary;
        if summary.tasks == 0 {
            return Html::default();
        }
        let counted = |(kind, count): &(String, u64)| {
            format!("{} {}", format::count(*count as f64), units(kind, *count))
        };
        let kinds: Vec<String> = summary.units.iter().map(counted).collect();
        let line = format!(
            "{} tasks from {} URLs: {}",
            format::count(summary.tasks as f64),
            format::count(summary.urls as f64),
            kinds.join(", ")
        );
        html! {
            <>
                <p class="manifest__counts">{ line }</p>
                <details class="manifest__first">
                    <summary>{ format!("First {} tasks", summary.first.len()) }</summary>
                    <ol class="manifest__titles small">
                        { for summary.first.iter().map(|(kind, title)| html! {
                            <li><span class="quiet">{ plain(kind) }{ " · " }</span>{ title }</li>
                        }) }
                    </ol>
                </details>
            </>
        }
    }
}
