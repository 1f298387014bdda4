//! Every split beside what was intended: in words, as strips, as numbers.
//!
//! In: choosing which splits are shown, a page at a time (`choice.rs`), and drawing them. Out: the
//! verdicts and the sentences, which are the report's.

mod choice;
mod numbers;
mod strips;

pub use choice::{Act, Kept, splits};

use std::rc::Rc;

use yew::prelude::{AttrValue, Callback, Html, MouseEvent};

use self::choice::{Order, Said};
use self::numbers::table;
use super::Tab;
use crate::desk::drawing::{Chart, TableView, save_csv};
use crate::desk::shell::Told;
use crate::exchange::Wish;
use crate::simulate::{RunReport, StageReport};
use crate::view::form::{SelectField, TextField};
use crate::view::format;
use crate::view::html::html;
use crate::view::judged::most_telling;
use crate::view::verdict::VerdictBadge;

/// The part.
#[derive(Debug)]
pub struct Splits<'a> {
    /// What a run came to.
    pub report: &'a Rc<RunReport>,
    /// What is chosen.
    pub kept: &'a Kept,
    /// What the Lab knows.
    pub told: &'a Told,
    /// Receives choices.
    pub act: Callback<Act>,
}

impl Splits<'_> {
    /// The view.
    pub fn view(&self) -> Html {
        let chosen = self.kept.chosen(self.report);
        let all = self.report.stages.iter().filter(|stage| choice::splits(stage)).count();
        if all == 0 {
            return html! {
                <section class="panel" aria-label="No splits">
                    <p>{ "No stage of this workflow sends tasks different ways, so there is no split to look at." }</p>
                </section>
            };
        }
        let (page, pages) = self.kept.page(&chosen);
        html! {
            <>
                <section class="panel" aria-labelledby="splits-said">
                    <h3 id="splits-said">{ "What to make of it" }</h3>
                    <p class="results__sentence">{ self.sentence() }</p>
                    { self.choices() }
                    <p class="small quiet" role="status">{ self.shown(&chosen, all) }</p>
                    { self.turn(pages) }
                    <p class="small"><a href={Tab::Compare.hash()}>{ "What would another share change?" }</a></p>
                </section>
                if chosen.is_empty() {
                    <p class="panel">{ "No split is like that. Clear the filter to see all." }</p>
                } else {
                    { self.page(page, &chosen) }
                }
            </>
        }
    }

    /// What all splits come to together; of a single one what is most telling.
    fn sentence(&self) -> String {
        let stages = || self.report.stages.iter();
        let only = stages().filter(|stage| stage.split.is_some()).count() == 1;
        let telling = stages().find(|stage| stage.split.is_some()).and_then(most_telling);
        match telling.filter(|_| only) {
            Some(judgement) => format::sentence(&judgement.sentence),
            None => format::sentence(&self.report.summary.sentence),
        }
    }

    fn choices(&self) -> Html {
        let orders = Order::ALL.map(|order| (order, AttrValue::Static(order.word())));
        let verdicts = Said::ALL.map(|said| (said, AttrValue::Static(said.word())));
        html! {
            <div class="results__choices">
                {
                    TextField {
                        label: AttrValue::Static("Find a stage or an output"),
                        value: self.kept.text.clone(),
                        on_change: self.act.reform(Act::Text),
                        hint: None,
                        placeholder: None,
                    }.view()
                }
                {
                    SelectField {
                        label: AttrValue::Static("Verdict"),
                        value: self.kept.said,
                        options: verdicts.to_vec(),
                        on_change: self.act.reform(Act::Said),
                        hint: None,
                    }.view()
                }
                {
                    SelectField {
                        label: AttrValue::Static("Order"),
                        value: self.kept.order,
                        options: orders.to_vec(),
                        on_change: self.act.reform(Act::Order),
                        hint: None,
                    }.view()
                }
            </div>
        }
    }

    fn shown(&self, chosen: &[&StageReport], all: usize) -> String {
        let splits = format::many(all as f64, "split", "splits");
        if chosen.len() == all {
            format!("{splits}.")
        } else {
            format!("{} of {splits}.", format::count(chosen.len() as f64))
        }
    }

    /// Going from page to page, where there are several.
    fn turn(&self, pages: usize) -> Html {
        if pages < 2 {
            return Html::default();
        }
        let at = self.kept.page.min(pages - 1);
        let go = |to: usize| self.act.reform(move |_: MouseEvent| Act::Page(to));
        html! {
            <div class="results__turn" role="group" aria-label="Pages">
                <button type="button" class="button" disabled={at == 0} onclick={go(at.saturating_sub(1))}>{ "Previous page" }</button>
                <span>{ format!("Page {} of {}", format::count((at + 1) as f64), format::count(pages as f64)) }</span>
                <button type="button" class="button" disabled={at + 1 == pages} onclick={go(at + 1)}>{ "Next page" }</button>
            </div>
        }
    }

    fn page(&self, page: &[&StageReport], chosen: &[&StageReport]) -> Html {
        let (some, all) = (table(page), table(chosen));
        let save = Callback::from(move |_: MouseEvent| {
            if let Err(error) = save_csv("splits-all.csv", &all) {
                web_sys::console::warn_1(&error);
            }
        });
        html! {
            <>
                <section class="panel" aria-label="Strips">
                    { Chart { id: "splits".into(), draw: strips::draw(page) }.view() }
                </section>
                <section class="panel" aria-labelledby="splits-words">
                    <h3 id="splits-words">{ "Split by split" }</h3>
                    <ul class="verdicts">{ for page.iter().map(|stage| self.stage(stage)) }</ul>
                </section>
                <section class="panel" aria-labelledby="splits-numbers">
                    <div class="panel__head">
                        <h3 id="splits-numbers">{ "All numbers" }</h3>
                        <div class="panel__actions">
                            <button type="button" class="button" onclick={save}>
                                { format!("Save {} as CSV", format::many(chosen.len() as f64, "split", "splits")) }
                            </button>
                        </div>
                    </div>
                    { TableView { id: "splits-all".into(), title: "All numbers", table: &some }.view() }
                    { runs_note(self.report) }
                </section>
            </>
        }
    }

    fn stage(&self, stage: &StageReport) -> Html {
        let id = stage.id.clone();
        let select = self.told.wishes(move |_: MouseEvent| Wish::Select { stage: id.clone() });
        let words = most_telling(stage)
            .map_or_else(|| choice::undecided(stage), |said| format::sentence(&said.sentence));
        let adjusted = stage.split.as_ref().map(|split| {
            let [own, all] = [split.p_value, split.adjusted_p_value].map(format::p_value);
            if own == all {
                format!("Whole split: p = {own}.")
            } else {
                format!("Whole split: p = {own}; {all} when allowing for all splits of this workflow.")
            }
        });
        let first = stage.split.as_ref().is_some_and(|split| split.first_visits_only);
        html! {
            <li class="verdicts__one" key={stage.id.as_str()}>
                <div class="verdicts__head">
                    <button type="button" class="split__name" onclick={select} title="Show it in the Lab">{ &stage.name }</button>
                    if let Some(split) = &stage.split {
                        { VerdictBadge { verdict: split.verdict }.view() }
                    }
                </div>
                <p>{ words }</p>
                <p class="small quiet">
                    { for adjusted.map(|text| html! { <>{ text }</> }) }
                    if first {
                        { " Tasks can come back here through its own outputs, so that first visits alone are judged." }
                    }
                </p>
            </li>
        }
    }
}

/// What the counts of several runs are.
fn runs_note(report: &RunReport) -> Html {
    if report.runs < 2 {
        return Html::default();
    }
    let runs = format::count(report.runs as f64);
    html! {
        <p class="small quiet">
            { format!("“Observed” is the mean of {runs} runs. “Of” and what follows it are about all visits judged together.") }
        </p>
    }
}
