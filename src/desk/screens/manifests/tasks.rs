//! All tasks of a file, as a list of which only the rows in sight are drawn.

use web_sys::{Event, HtmlElement};
use yew::prelude::{Callback, Html, TargetCast};

use super::kept::Act;
use crate::desk::list::{self, BLOCK};
use crate::desk::scroll::Drawn;
use crate::desk::shell::Told;
use crate::exchange::{FileEntry, Wish};
use crate::view::format;
use crate::view::html::{classes, html};
use crate::view::import::plain;
use crate::worker::protocol::{ImportSummary, Request, UnitRow};

/// The list of a file's tasks.
pub type List = list::List<UnitRow>;

/// Asks for the rows in sight that are not known.
pub fn fetch(list: &mut List, file: Option<&FileEntry>, told: &Told) {
    let Some((file, summary)) = file.and_then(|file| Some((file.id, file.summary()?))) else { return };
    for from in list.missing(summary.tasks) {
        let request = Request::Units { file, from, count: BLOCK };
        told.wish(Wish::Ask { request });
    }
}

/// The list of tasks.
#[derive(Debug)]
pub struct Tasks<'a> {
    /// The import.
    pub summary: &'a ImportSummary,
    /// The batch that all of them are put in.
    pub batch: Option<&'a str>,
    /// The list.
    pub list: &'a List,
    /// Receives how far it is scrolled.
    pub act: &'a Callback<Act>,
}

impl Tasks<'_> {
    /// The view.
    pub fn view(&self) -> Html {
        let onscroll = self.act.reform(|event: Event| {
            let sight = event.target_dyn_into::<HtmlElement>();
            let (top, height) = sight.map_or((0, 0), |sight| (sight.scroll_top(), sight.client_height()));
            Act::Scrolled(f64::from(top), f64::from(height))
        });
        let drawn = self.list.drawn();
        let says = |key: &str| self.summary.keys.iter().any(|known| known.key == key);
        let is_plain = !says("batch") && !says("dataset") && self.batch.is_none();
        let class = classes!("tasks", is_plain.then_some("tasks--plain"));
        let label = format!("All {}", format::many(self.summary.tasks as f64, "task", "tasks"));
        html! {
            <section class="panel" aria-labelledby="tasks">
                <h3 id="tasks">{ &label }</h3>
                <div {class} role="table" aria-label={label.clone()} aria-rowcount={(self.summary.tasks + 1).to_string()}>
                    { head() }
                    <div class="tasks__sight" ref={&self.list.node} role="rowgroup" tabindex="0" aria-label="Rows" onscroll={onscroll}>
                        <div class="tasks__all" role="presentation">
                            <div class="tasks__drawn" role="presentation">{ for self.rows(drawn) }</div>
                        </div>
                    </div>
                </div>
            </section>
        }
    }

    fn rows(&self, drawn: Drawn) -> impl Iterator<Item = Html> {
        (drawn.from..drawn.from + drawn.count).map(|place| row(place, self.list.row(place), self.batch))
    }
}

/// The batches of a row: those of its metadata, and the one that it was put in.
fn batches(own: &str, put_in: Option<&str>) -> String {
    let own = Some(own).filter(|own| !own.is_empty());
    let put_in = put_in.filter(|name| own.is_none_or(|own| own.split(", ").all(|known| known != *name)));
    own.into_iter().chain(put_in).collect::<Vec<_>>().join(", ")
}

fn head() -> Html {
    let names = ["No.", "Type", "Title", "Batch", "Dataset", "Files", "Line", "First URL"];
    let cell = |(place, name): (usize, &str)| {
        html! { <span role="columnheader" class={format!("tasks__cell tasks__cell--{place}")}>{ name }</span> }
    };
    html! {
        <div role="rowgroup" class="tasks__head">
            <div role="row" class="tasks__row" aria-rowindex="1">{ for names.into_iter().enumerate().map(cell) }</div>
        </div>
    }
}

fn row(place: u64, row: Option<&UnitRow>, batch: Option<&str>) -> Html {
    let number = format::count((place + 1) as f64);
    let empty = UnitRow::default();
    let is_known = row.is_some();
    let row = row.unwrap_or(&empty);
    let count = |value: u64| if is_known { format::count(value as f64) } else { String::new() };
    let cells = [
        number,
        plain(&row.kind),
        if is_known { row.title.clone() } else { "…".to_owned() },
        batches(&row.batch, batch.filter(|_| is_known)),
        row.dataset.clone(),
        count(row.urls),
        count(u64::from(row.line)),
        row.url.clone(),
    ];
    let cell = |(column, text): (usize, String)| {
        html! { <span role="cell" class={format!("tasks__cell tasks__cell--{column}")} title={text.clone()}>{ text }</span> }
    };
    html! {
        <div role="row" class="tasks__row" key={place} aria-rowindex={(place + 2).to_string()}>
            { for cells.into_iter().enumerate().map(cell) }
        </div>
    }
}
