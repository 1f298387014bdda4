//! The loaded files, to choose one from, and what each Dataset stage is given.

use yew::prelude::{Callback, Html, MouseEvent};

use super::kept::Act;
use super::words::{outcome_of, tasks_of};
use crate::desk::shell::Told;
use crate::exchange::{Dataset, FedBy, FileEntry, FileState};
use crate::view::format;
use crate::view::html::{classes, html};

/// The files beside the detail.
#[derive(Debug)]
pub struct Files<'a> {
    /// What the Lab knows.
    pub told: &'a Told,
    /// The file whose detail is shown.
    pub chosen: Option<&'a FileEntry>,
    /// Receives a choice.
    pub act: &'a Callback<Act>,
}

impl Files<'_> {
    /// The view.
    pub fn view(&self) -> Html {
        let snapshot = &self.told.snapshot;
        html! {
            <div class="import__side">
                <section class="panel" aria-labelledby="files">
                    <h3 id="files">{ format::many(snapshot.files.len() as f64, "manifest", "manifests") }</h3>
                    <ul class="files">{ for snapshot.files.iter().map(|file| self.file(file)) }</ul>
                </section>
                <section class="panel" aria-labelledby="fed">
                    <h3 id="fed">{ "What the next run starts with" }</h3>
                    if snapshot.datasets.is_empty() {
                        <p class="quiet">{ "The workflow has no Dataset stage." }</p>
                    }
                    <dl class="fed">{ for snapshot.datasets.iter().map(|dataset| self.fed(dataset)) }</dl>
                </section>
            </div>
        }
    }

    fn file(&self, file: &FileEntry) -> Html {
        let id = file.id;
        let is_chosen = self.chosen.is_some_and(|chosen| chosen.id == id);
        let (class, outcome) = outcome_of(&file.state);
        let choose = self.act.reform(move |_: MouseEvent| Act::Choose(id));
        let about = match &file.state {
            FileState::Read { summary } if summary.tasks > 0 => tasks_of(summary),
            _ => String::new(),
        };
        html! {
            <li key={id}>
                <button
                    type="button"
                    class={classes!("files__one", is_chosen.then_some("files__one--chosen"))}
                    aria-pressed={is_chosen.to_string()}
                    onclick={choose}
                >
                    <span class="files__name">{ &file.name }</span>
                    <span {class}>{ outcome }</span>
                    if !about.is_empty() {
                        <span class="small quiet">{ about }</span>
                    }
                </button>
            </li>
        }
    }

    /// A Dataset stage, with what gives it its tasks.
    fn fed(&self, dataset: &Dataset) -> Html {
        let line = |by: &FedBy| {
            let file = self.told.snapshot.files.iter().find(|file| file.id == by.file)?;
            let tasks = format::many(by.tasks as f64, "task", "tasks");
            Some(html! { <dd>{ format!("{tasks} from {}", file.name) }</dd> })
        };
        html! {
            <div key={dataset.stage.as_str()}>
                <dt>{ &dataset.name }</dt>
                { for dataset.files.iter().filter_map(line) }
                if dataset.files.is_empty() {
                    <dd class="quiet">{ format::many(dataset.plain as f64, "plain task", "plain tasks") }</dd>
                }
            </div>
        }
    }
}
