//! All tasks of a file, as a list of which only the rows in sight are drawn.

use std::collections::BTreeMap;

use web_sys::{Element, Event, HtmlElement};
use yew::prelude::{Callback, Html, NodeRef, TargetCast};

use super::kept::Act;
use crate::desk::scroll::{Drawn, Scroll};
use crate::desk::shell::Told;
use crate::exchange::{FileEntry, Wish};
use crate::view::format;
use crate::view::html::{classes, html};
use crate::view::import::plain;
use crate::worker::protocol::{ImportSummary, Request, UnitRow};

/// How many rows are asked for at a time.
const BLOCK: u64 = 250;

/// How many blocks are kept; those farthest from sight are let go.
const KEPT: usize = 24;

/// The list, as far as it is known.
#[derive(Debug)]
pub struct List {
    scroll: Scroll,
    /// The rows known, by the number of their block; `None` while they are on their way.
    blocks: BTreeMap<u64, Option<Vec<UnitRow>>>,
    /// The box that scrolls.
    node: NodeRef,
}

impl Default for List {
    fn default() -> Self {
        // As the styles have it, until it is measured.
        let scroll = Scroll { rows: 0, row: 32.0, sight: 480.0, top: 0.0 };
        Self { scroll, blocks: BTreeMap::new(), node: NodeRef::default() }
    }
}

impl List {
    /// Begins anew, with another file.
    pub fn restart(&mut self) {
        self.forget();
        self.scroll.top = 0.0;
        self.node = NodeRef::default();
    }

    /// Forgets the rows that were asked for.
    pub fn forget(&mut self) {
        self.blocks.clear();
    }

    /// The list is scrolled so far, and its box so high [px].
    pub fn scroll_to(&mut self, top: f64, sight: f64) {
        self.scroll.top = top;
        self.scroll.sight = sight;
    }

    /// A row, and the box, are so high [px].
    pub fn size(&mut self, row: f64, sight: f64) {
        self.scroll.row = row;
        self.scroll.sight = sight;
    }

    /// Takes rows that have come.
    pub fn take(&mut self, from: u64, rows: Vec<UnitRow>) {
        self.blocks.insert(from / BLOCK, Some(rows));
    }

    /// Asks for the rows in sight that are not known.
    pub fn fetch(&mut self, file: Option<&FileEntry>, told: &Told) {
        let Some((file, summary)) = file.and_then(|file| Some((file.id, file.summary()?))) else { return };
        self.scroll.rows = summary.tasks;
        let drawn = self.scroll.drawn();
        if drawn.count == 0 {
            return;
        }
        let (first, last) = (drawn.from / BLOCK, (drawn.from + drawn.count - 1) / BLOCK);
        for block in (first..=last).filter(|block| !self.blocks.contains_key(block)).collect::<Vec<_>>() {
            self.blocks.insert(block, None);
            let request = Request::Units { file, from: block * BLOCK, count: BLOCK };
            told.wish(Wish::Ask { request });
        }
        while self.blocks.len() > KEPT {
            let far = |block: &u64| block.abs_diff(first);
            let Some(farthest) = self.blocks.keys().copied().max_by_key(far) else { break };
            self.blocks.remove(&farthest);
        }
    }

    /// The row at a place, where it is known.
    pub fn row(&self, place: u64) -> Option<&UnitRow> {
        let block = self.blocks.get(&(place / BLOCK))?.as_ref()?;
        block.get(usize::try_from(place % BLOCK).ok()?)
    }

    /// After a drawing: gives the box its heights (the page's policy allows no `style` attribute), and
    /// tells them where they are not as they were taken to be.
    pub fn rendered(&self, act: &Callback<Act>) {
        let Some(sight) = self.node.cast::<HtmlElement>() else { return };
        let set = |name: &str, value: f64| {
            // Only a name that is none would be refused.
            let _ = sight.style().set_property(name, &format!("{value}px"));
        };
        set("--list-height", self.scroll.height());
        set("--list-top", self.scroll.drawn().top);
        let row = sight.query_selector(".tasks__row").ok().flatten();
        let row = row.map_or(0.0, |row: Element| row.get_bounding_client_rect().height());
        let height = f64::from(sight.client_height());
        let differs = |a: f64, b: f64| (a - b).abs() > 0.5;
        if row > 0.0 && height > 0.0 && (differs(row, self.scroll.row) || differs(height, self.scroll.sight))
        {
            act.emit(Act::Sized(row, height));
        }
    }
}

/// The list of tasks.
#[derive(Debug)]
pub struct Tasks<'a> {
    /// The import.
    pub summary: &'a ImportSummary,
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
        let drawn = self.list.scroll.drawn();
        let says = |key: &str| self.summary.keys.iter().any(|known| known.key == key);
        let is_plain = !says("batch") && !says("dataset");
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
        (drawn.from..drawn.from + drawn.count).map(|place| row(place, self.list.row(place)))
    }
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

fn row(place: u64, row: Option<&UnitRow>) -> Html {
    let number = format::count((place + 1) as f64);
    let empty = UnitRow::default();
    let is_known = row.is_some();
    let row = row.unwrap_or(&empty);
    let count = |value: u64| if is_known { format::count(value as f64) } else { String::new() };
    let cells = [
        number,
        plain(&row.kind),
        if is_known { row.title.clone() } else { "…".to_owned() },
        row.batch.clone(),
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
