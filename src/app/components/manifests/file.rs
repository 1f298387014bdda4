//! One manifest.

use std::rc::Rc;

use yew::prelude::*;

use super::remarks::Remarks;
use crate::app::components::form::SelectField;
use crate::app::format;
use crate::app::state::{Loaded, LoadedFile};
use crate::worker::protocol::{FileId, ImportSummary};

/// What a [`ManifestFile`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ManifestFileProps {
    /// The manifest.
    pub file: LoadedFile,
    /// The Dataset stages, id and title.
    pub datasets: Rc<Vec<(String, String)>>,
    /// Receives the Dataset stage that it is to feed.
    pub on_assign: Callback<(FileId, Option<String>)>,
    /// Receives its number when it is to be dropped.
    pub on_remove: Callback<FileId>,
}

/// One manifest: what was in it, the stage that it feeds, and what there is to say about it.
#[component]
pub fn ManifestFile(props: &ManifestFileProps) -> Html {
    let file = &props.file;
    let id = file.id;
    html! {
        <li class="manifest">
            <div class="manifest__head">
                <h3 class="manifest__name">{ &file.name }</h3>
                <Outcome state={file.state.clone()} />
                <button
                    type="button"
                    class="button"
                    aria-label={format!("Remove {}", file.name)}
                    onclick={props.on_remove.reform(move |_: MouseEvent| id)}
                >{ "Remove" }</button>
            </div>
            if file.usable().is_some() {
                { feeds(props) }
            }
            if let Loaded::Read(summary) = &file.state {
                <Contents summary={summary.clone()} />
                <Remarks summary={summary.clone()} />
            }
        </li>
    }
}

fn feeds(props: &ManifestFileProps) -> Html {
    let id = props.file.id;
    let mut options = vec![(None, AttrValue::from("No stage: not used"))];
    options
        .extend(props.datasets.iter().map(|(id, title)| (Some(id.clone()), AttrValue::from(title.clone()))));
    html! {
        <SelectField<Option<String>>
            label={format!("{} feeds", props.file.name)}
            value={props.file.dataset.clone()}
            {options}
            on_change={props.on_assign.reform(move |dataset| (id, dataset))}
        />
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct OutcomeProps {
    state: Loaded,
}

/// How the import went, in a few words.
#[component]
fn Outcome(props: &OutcomeProps) -> Html {
    let (class, text) = match &props.state {
        Loaded::Reading => ("outcome", "Reading…".to_owned()),
        Loaded::Unreadable(why) => ("outcome outcome--refused", format!("Not read: {why}")),
        Loaded::Read(summary) => match summary.outcome.as_str() {
            "accepted" => ("outcome outcome--accepted", "Accepted".to_owned()),
            "accepted_with_warnings" => ("outcome outcome--warned", "Accepted with warnings".to_owned()),
            "partial" => ("outcome outcome--warned", "Accepted in part".to_owned()),
            _ => ("outcome outcome--refused", "Refused".to_owned()),
        },
    };
    html! { <span {class}>{ text }</span> }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct ContentsProps {
    summary: Rc<ImportSummary>,
}

/// What was in the manifest.
#[component]
fn Contents(props: &ContentsProps) -> Html {
    let summary = &props.summary;
    if summary.tasks == 0 {
        return Html::default();
    }
    let counted =
        |(kind, count): &(String, u64)| format!("{} {}", format::count(*count as f64), units(kind, *count));
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

/// So many of a unit type, in words for people.
fn units(kind: &str, count: u64) -> String {
    let word = plain(kind);
    // The others are the same for one and for many.
    let counts = matches!(kind, "image" | "video" | "image_group" | "image_sequence" | "pdf" | "scene");
    if counts && count != 1 { format!("{word}s") } else { word }
}

/// A unit type's word for people.
fn plain(kind: &str) -> String {
    kind.replace('_', " ")
}
