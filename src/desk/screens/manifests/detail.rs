//! One file: what it is, what to do with it, and all that is known about it.

use yew::prelude::{Callback, Html, MouseEvent};

use super::contents;
use super::kept::{Act, Kept};
use super::placing::PlacingForm;
use super::remarks::Remarks;
use super::tasks::Tasks;
use super::words::{format_of, outcome_of, size_of};
use crate::desk::shell::Told;
use crate::exchange::{FileEntry, FileState, Route};
use crate::view::html::html;
use crate::worker::protocol::ImportSummary;

/// The file that is looked at.
#[derive(Debug)]
pub struct Detail<'a> {
    /// What the Lab knows.
    pub told: &'a Told,
    /// What the screen keeps.
    pub kept: &'a Kept,
    /// The file.
    pub file: &'a FileEntry,
    /// Receives what a person does.
    pub act: &'a Callback<Act>,
}

impl Detail<'_> {
    /// The view.
    pub fn view(&self) -> Html {
        let summary = self.file.summary();
        html! {
            <div class="import__detail" key={self.file.id}>
                { self.head() }
                { for summary.map(|summary| contents::view(summary)) }
                { for summary.map(|summary| {
                    Remarks { summary: summary.as_ref(), kept: self.kept, act: self.act }.view()
                }) }
                { for summary.filter(|summary| summary.tasks > 0).map(|summary| {
                    let batch = self.file.placing.batch.as_deref();
                    Tasks { summary: summary.as_ref(), batch, list: &self.kept.list, act: self.act }.view()
                }) }
            </div>
        }
    }

    fn head(&self) -> Html {
        let file = self.file;
        let id = file.id;
        let (class, outcome) = outcome_of(&file.state);
        let is_reading = file.state == FileState::Reading;
        let (word, act) = if is_reading {
            ("Cancel", self.act.reform(move |_: MouseEvent| Act::Cancel(id)))
        } else {
            ("Remove", self.act.reform(move |_: MouseEvent| Act::Remove(id)))
        };
        html! {
            <section class="panel" aria-labelledby="file">
                <div class="panel__head">
                    <h3 id="file" class="import__name">{ &file.name }</h3>
                    <span {class}>{ outcome }</span>
                    <div class="panel__actions">
                        <button type="button" class="button" aria-label={format!("{word} {}", file.name)} onclick={act}>
                            { word }
                        </button>
                    </div>
                </div>
                <p class="quiet">{ self.what() }</p>
                { self.next() }
            </section>
        }
    }

    /// Its format and size.
    fn what(&self) -> String {
        let size = self.told.file(self.file.id).map(|file| size_of(file.size()));
        let format = self.file.summary().map(|summary| format_of(&summary.format));
        let parts: Vec<String> = format.into_iter().chain(size).collect();
        parts.join(" · ")
    }

    /// What to do with it.
    fn next(&self) -> Html {
        let file = self.file;
        match &file.state {
            FileState::Reading => self.reading(),
            FileState::Unreadable { why } => {
                html! { <p>{ format!("{}. Remove it, then load it again.", why.trim_end_matches('.')) }</p> }
            }
            FileState::Read { summary } if summary.is_refused() && file.strict => self.refused_whole(),
            FileState::Read { summary } if summary.is_refused() => html! {
                <p>
                    { "Nothing of it is loaded. Mend what the errors below say, then load it again; what was loaded \
                       before stays." }
                </p>
            },
            FileState::Read { summary } => self.use_it(summary),
        }
    }

    /// How much of it is read.
    fn reading(&self) -> Html {
        let size = self.told.file(self.file.id).map_or(0.0, |file| file.size());
        let bytes = (self.file.bytes as f64).min(size);
        let line = format!("{} of {} read.", size_of(bytes), size_of(size));
        html! {
            <div class="reading">
                <progress class="reading__bar" aria-label="How much of it is read" max={size.to_string()} value={bytes.to_string()} />
                <p class="small quiet">{ line }</p>
            </div>
        }
    }

    /// It was refused because not all of it is good.
    fn refused_whole(&self) -> Html {
        let file = self.file.id;
        html! {
            <>
                <p>
                    { "Nothing of it is loaded, because files with a bad item are refused as a whole. What was loaded                        before stays. Mend what the errors below say, then load it again; or" }
                </p>
                <button
                    type="button"
                    class="button"
                    onclick={self.act.reform(move |_: MouseEvent| Act::TakeGood(file))}
                >{ "Load its good items" }</button>
            </>
        }
    }

    fn use_it(&self, summary: &ImportSummary) -> Html {
        let snapshot = &self.told.snapshot;
        if snapshot.datasets.is_empty() {
            return html! {
                <p>
                    { "To run its tasks the workflow needs a Dataset stage: " }
                    <a href={Route::Lab.hash()}>{ "add one in the Lab" }</a>{ "." }
                </p>
            };
        }
        let is_ready = snapshot.can_run && snapshot.feeds().iter().any(|feed| feed.file == self.file.id);
        let run = html! {
            <button
                type="button"
                class="button button--primary"
                disabled={!is_ready}
                onclick={self.act.reform(|_: MouseEvent| Act::RunInLab)}
            >{ "Run it in the Lab" }</button>
        };
        PlacingForm { told: self.told, file: self.file, summary }.view(run)
    }
}
