//! Another design beside the Lab's: the same tasks with the same draws in both, so that what differs
//! comes from the change.
//!
//! In: choosing the other design (`design.rs`, `choose.rs`), and showing how the two differ. Out: the
//! differences and their ranges, which the desk's worker has.

mod charts;
mod choose;
mod design;
mod kept;
mod numbers;
mod words;

pub use kept::{Act, Kept};

use yew::prelude::{Callback, Html, MouseEvent};

use self::choose::Choose;
use self::kept::Shown;
use crate::chart::Table;
use crate::desk::drawing::{Chart, TableView, save_csv};
use crate::desk::shell::Told;
use crate::view::html::html;

/// The part.
#[derive(Debug)]
pub struct Compare<'a> {
    /// What the Lab knows.
    pub told: &'a Told,
    /// What is chosen, and what came of it.
    pub kept: &'a Kept,
    /// Receives what a person does.
    pub act: Callback<Act>,
}

impl Compare<'_> {
    /// The view.
    pub fn view(&self) -> Html {
        html! {
            <>
                { Choose { told: self.told, kept: self.kept, act: &self.act }.view() }
                { for self.kept.shown.iter().map(|shown| self.shown(shown)) }
            </>
        }
    }

    fn shown(&self, shown: &Shown) -> Html {
        let changed = shown.lab != self.told.snapshot.workflow;
        html! {
            <>
                <section class="panel" aria-labelledby="compare-said">
                    <h3 id="compare-said">{ &shown.title }</h3>
                    <p class="results__sentence">{ &shown.words.sentence }</p>
                    if changed {
                        <p class="small quiet">{ "The workflow in the Lab has changed since they were compared." }</p>
                    }
                    <ul class="verdicts">{ for shown.words.answers.iter().map(answer) }</ul>
                    <ul class="results__notes small">{ for shown.words.notes.iter().map(|note| html! { <li>{ note }</li> }) }</ul>
                    { self.open(shown) }
                </section>
                <section class="panel" aria-label="Shares of outputs">
                    { Chart { id: "compare-outputs".into(), draw: shown.outputs.clone() }.view() }
                </section>
                if let Some(draw) = shown.ends.clone() {
                    <section class="panel" aria-label="Where tasks come to rest">
                        { Chart { id: "compare-ends".into(), draw }.view() }
                    </section>
                }
                { table("compare-numbers", "All differences", &shown.numbers) }
                { table("compare-moved", "Where tasks of the first run came to rest", &shown.moved) }
            </>
        }
    }

    /// Going on with the other design.
    fn open(&self, shown: &Shown) -> Html {
        let Some(name) = &shown.other else { return Html::default() };
        html! {
            <div class="panel__actions">
                <button type="button" class="button" onclick={self.act.reform(|_: MouseEvent| Act::Open)}>
                    { format!("Open “{name}” in the Lab") }
                </button>
            </div>
        }
    }
}

fn answer(answer: &words::Answer) -> Html {
    html! {
        <li class="verdicts__one">
            <p><strong>{ &answer.name }</strong></p>
            <p>{ &answer.said }</p>
            <p class="small quiet">{ &answer.by_chance }</p>
        </li>
    }
}

/// A table under its heading, with a button that saves it.
fn table(id: &'static str, title: &'static str, table: &Table) -> Html {
    let all = table.clone();
    let save = Callback::from(move |_: MouseEvent| {
        if let Err(error) = save_csv(&format!("{id}.csv"), &all) {
            web_sys::console::warn_1(&error);
        }
    });
    html! {
        <section class="panel" aria-labelledby={id}>
            <div class="panel__head">
                <h3 {id}>{ title }</h3>
                <div class="panel__actions">
                    <button type="button" class="button" aria-label={format!("Save as CSV: {title}")} onclick={save}>{ "Save as CSV" }</button>
                </div>
            </div>
            { TableView { id: format!("{id}-table").into(), title, table }.view() }
        </section>
    }
}
