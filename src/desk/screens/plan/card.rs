//! The frame of a question: its inputs, its answer, its numbers, its chart, and how it is worked out.

use yew::prelude::Html;

use crate::chart::Table;
use crate::desk::drawing::{Chart, Draw, TableView};
use crate::view::format;
use crate::view::html::html;

/// A question with its answer.
#[derive(Clone)]
pub struct Card<'a> {
    /// A name of its own on the screen: element ids begin with it.
    pub id: &'static str,
    /// The question.
    pub title: &'static str,
    /// What it asks for.
    pub inputs: Html,
    /// The answer in a sentence, or why there is none; empty where another field says why.
    pub answer: Result<&'a str, &'a str>,
    /// The numbers of the answer.
    pub table: Option<Table>,
    /// The chart of the answer.
    pub draw: Option<Draw>,
    /// How it is worked out.
    pub how: &'static str,
}

impl Card<'_> {
    /// The view.
    pub fn view(self) -> Html {
        let Card { id, title, inputs, answer, table, draw, how } = self;
        let said = match answer {
            Ok(sentence) => html! { <p class="plausible__sentence">{ format::sentence(sentence) }</p> },
            Err("") => {
                html! { <p class="quiet">{ "The answer is here as soon as the shares above can be read." }</p> }
            }
            Err(why) => html! { <p class="plan__refused">{ why }</p> },
        };
        let table =
            table.map(|table| TableView { id: format!("{id}-numbers").into(), title, table: &table }.view());
        let chart = draw.map(|draw| Chart { id: id.into(), draw }.view());
        html! {
            <section class="panel plan__card" aria-labelledby={format!("{id}-title")}>
                <h3 id={format!("{id}-title")}>{ title }</h3>
                <div class="field-row">{ inputs }</div>
                <div role="status">{ said }</div>
                { chart }
                { table }
                <details class="plan__how small">
                    <summary>{ "How this is worked out" }</summary>
                    <p class="prose">{ format::sentence(how) }</p>
                </details>
            </section>
        }
    }
}
