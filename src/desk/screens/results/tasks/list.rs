//! The tasks that the filter lets through, of which only the rows in sight are drawn.

use web_sys::{Event, HtmlElement};
use yew::prelude::{Callback, Html, MouseEvent, TargetCast};

use super::{Act, Kept, words};
use crate::simulate::{RunReport, TaskFacets, TaskRow};
use crate::view::format;
use crate::view::html::{classes, html};

const HEADS: [&str; 7] = ["Task", "Title", "Path", "Rests at", "Worked on last by", "Batch", "Visits"];

/// The list.
#[derive(Debug)]
pub struct List<'a> {
    /// What a run came to.
    pub report: &'a RunReport,
    /// The ways that tasks went.
    pub facets: &'a TaskFacets,
    /// The rows.
    pub kept: &'a Kept,
    /// Receives what a person does.
    pub act: &'a Callback<Act>,
}

impl List<'_> {
    /// The view.
    pub fn view(&self) -> Html {
        let rows = self.facets.selected;
        if rows == 0 {
            return html! { <p class="panel">{ "No task is like that." }</p> };
        }
        let onscroll = self.act.reform(|event: Event| {
            let sight = event.target_dyn_into::<HtmlElement>();
            let (top, height) = sight.map_or((0, 0), |sight| (sight.scroll_top(), sight.client_height()));
            Act::Scrolled(f64::from(top), f64::from(height))
        });
        let drawn = self.kept.list.drawn();
        let label = format::many(rows as f64, "task", "tasks");
        html! {
            <section class="panel" aria-labelledby="list-of-tasks">
                <h3 id="list-of-tasks">{ &label }</h3>
                <p class="small quiet">{ "Press a task’s number to see why it went its way." }</p>
                <div class={self.class()} role="table" aria-label={label.clone()} aria-rowcount={(rows + 1).to_string()}>
                    { head() }
                    <div class="tasks__sight" ref={&self.kept.list.node} role="rowgroup" tabindex="0" aria-label="Rows" onscroll={onscroll}>
                        <div class="tasks__all" role="presentation">
                            <div class="tasks__drawn" role="presentation">
                                { for (drawn.from..drawn.from + drawn.count).map(|place| self.row(place)) }
                            </div>
                        </div>
                    </div>
                </div>
            </section>
        }
    }

    /// Columns without anything in them are left out.
    fn class(&self) -> String {
        let annotators = self.facets.annotators.len() < 2;
        let batches = self.facets.batches.len() < 2;
        classes!(
            "tasks way-list",
            annotators.then_some("way-list--nobody"),
            batches.then_some("way-list--no-batch")
        )
        .to_string()
    }

    fn row(&self, place: u64) -> Html {
        let known = self.kept.list.row(place);
        let cells = known
            .map_or_else(|| std::array::from_fn(|_| "…".to_owned()), |(row, title)| self.cells(row, title));
        let cell = |(column, text): (usize, &String)| {
            html! { <span role="cell" class={format!("tasks__cell way-list__cell--{}", column + 1)} title={text.clone()}>{ text }</span> }
        };
        let chosen = known.is_some_and(|(row, _)| self.kept.explained == Some(row.task));
        html! {
            <div role="row" class={classes!("tasks__row", chosen.then_some("way-list__row--chosen"))} key={place} aria-rowindex={(place + 2).to_string()}>
                <span role="cell" class="tasks__cell way-list__cell--0">{ for known.map(|(row, _)| self.number(row)) }</span>
                { for cells.iter().enumerate().map(cell) }
            </div>
        }
    }

    fn number(&self, row: &TaskRow) -> Html {
        let task = row.task;
        let number = format::count(task as f64);
        let explain = self.act.reform(move |_: MouseEvent| Act::Explain(task));
        html! {
            <button type="button" class="way-list__number" aria-label={format!("Explain task {number}")} onclick={explain}>{ &number }</button>
        }
    }

    fn cells(&self, row: &TaskRow, title: &str) -> [String; 6] {
        let way = self.facets.ways.iter().find(|way| way.way == row.way);
        let wrong = if row.wrong == Some(true) { ", wrong" } else { "" };
        [
            if title.is_empty() { "plain task".to_owned() } else { title.to_owned() },
            way.map_or_else(|| "a rarer path".to_owned(), |way| words::way(self.report, way)),
            words::rests(&row.name, row.rest) + wrong,
            row.annotator.clone().unwrap_or_else(|| "–".to_owned()),
            if row.batches.is_empty() { "–".to_owned() } else { row.batches.join(", ") },
            format::count(f64::from(row.visits)),
        ]
    }
}

fn head() -> Html {
    let cell = |(place, name): (usize, &&str)| {
        html! { <span role="columnheader" class={format!("tasks__cell way-list__cell--{place}")}>{ *name }</span> }
    };
    html! {
        <div role="rowgroup" class="tasks__head">
            <div role="row" class="tasks__row" aria-rowindex="1">{ for HEADS.iter().enumerate().map(cell) }</div>
        </div>
    }
}
