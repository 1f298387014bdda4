//! Many splits from a pasted table, judged together.

use yew::prelude::{Callback, Html, MouseEvent};

use super::kept::{Act, Many as Kept, Outcome, Together};
use super::order::{Column, tasks};
use crate::chart::{Cell, Table};
use crate::desk::line::Line;
use crate::simulate::plausible::JudgedSplit;
use crate::view::format;
use crate::view::html::html;
use crate::view::verdict::{VerdictBadge, verdict_word};

/// How many splits are listed.
const SHOWN: usize = 200;

/// The panel of many splits.
#[derive(Debug)]
pub struct Many<'a> {
    /// What it keeps.
    pub many: &'a Kept,
    /// Receives what a person does.
    pub act: &'a Callback<Act>,
}

impl Many<'_> {
    /// The view.
    pub fn view(&self) -> Html {
        let Kept { text, outcome, .. } = self.many;
        let error = if let Outcome::Wrong(why) = outcome { why.as_str() } else { "" };
        html! {
            <section class="panel" aria-labelledby="many">
                <div class="panel__head">
                    <h3 id="many">{ "Many splits" }</h3>
                    if let Outcome::Right(together) = outcome { { self.actions(together) } }
                </div>
                {
                    Line {
                        id: "splits",
                        label: "A table of splits",
                        hint: "Paste from a spreadsheet, or type: a row for each split with its name, all shares, then as many counts. \
                               Rows of split, output, share, count are read too.",
                        value: text,
                        error,
                        rows: 6,
                        on_input: self.act.reform(Act::Table),
                        on_change: self.act.reform(|()| Act::SettledMany),
                    }.view()
                }
                if text.trim().is_empty() {
                    <p>
                        <button type="button" class="button" onclick={self.act.reform(|_: MouseEvent| Act::Example)}>
                            { "Try twelve splits" }
                        </button>
                    </p>
                }
                <div class="plausible__said" role="status">{ self.said() }</div>
                if let Outcome::Right(together) = outcome { { self.results(together) } }
            </section>
        }
    }

    fn said(&self) -> Html {
        match &self.many.outcome {
            Outcome::Coming(_, 0) => html! { <p class="quiet">{ "Reading it…" }</p> },
            Outcome::Coming(done, all) => {
                html! { <p class="quiet">{ format!("Judged {} of {}…", format::count(*done as f64), format::count(*all as f64)) }</p> }
            }
            Outcome::Right(together) => {
                html! { <p class="plausible__sentence">{ format::sentence(&together.report.summary.sentence) }</p> }
            }
            _ => Html::default(),
        }
    }

    fn actions(&self, together: &Together) -> Html {
        let said = match (self.many.copied, together.has_link) {
            (Some(true), _) => "Copied.",
            (Some(false), _) => "The browser did not let it be copied.",
            (None, false) => "Too many splits for a link: pass the table on.",
            (None, true) => "",
        };
        html! {
            <div class="panel__actions">
                <span class="small" role="status">{ said }</span>
                <button
                    type="button"
                    class="button"
                    disabled={!together.has_link}
                    aria-label="Copy link to these splits"
                    onclick={self.act.reform(|_: MouseEvent| Act::CopyMany)}
                >{ "Copy link" }</button>
                <button type="button" class="button" onclick={self.act.reform(|_: MouseEvent| Act::Save)}>
                    { "Download CSV" }
                </button>
            </div>
        }
    }

    fn results(&self, together: &Together) -> Html {
        let all = together.places.len();
        let rows = together
            .places
            .iter()
            .take(SHOWN)
            .filter_map(|place| Some(self.row(*place, together.report.splits.get(*place)?)));
        html! {
            <div class="numbers numbers--splits" role="region" aria-label="Table: the splits judged" tabindex="0">
                <table>
                    <thead>
                        <tr>
                            { self.head(Column::Given, "#", "number") }
                            { self.head(Column::Name, "Split", "") }
                            <th scope="col">{ "Verdict on its own" }</th>
                            { self.head(Column::Tasks, "Tasks", "number") }
                            { self.head(Column::P, "p", "number") }
                            <th scope="col" class="number">{ "p among all (Holm)" }</th>
                        </tr>
                    </thead>
                    <tbody>{ for rows }</tbody>
                </table>
                if all > SHOWN {
                    <p class="small quiet">
                        { format!("The first {SHOWN} of {} in this order; the CSV file has all.", format::count(all as f64)) }
                    </p>
                }
            </div>
        }
    }

    fn head(&self, by: Column, name: &'static str, class: &'static str) -> Html {
        let order = self.many.order;
        let sort = order.word(by);
        let arrow = match sort {
            Some("ascending") => " ↑",
            Some(_) => " ↓",
            None => "",
        };
        let what = if by == Column::Given { "Order of the table" } else { name };
        html! {
            <th scope="col" {class} aria-sort={sort}>
                <button
                    type="button"
                    class="numbers__sort"
                    aria-label={format!("Sort by {what}")}
                    onclick={self.act.reform(move |_: MouseEvent| Act::Sort(by))}
                >{ name }<span aria-hidden="true">{ arrow }</span></button>
            </th>
        }
    }

    fn row(&self, place: usize, split: &JudgedSplit) -> Html {
        let report = &split.report.split;
        let name = name_of(place, split);
        html! {
            <tr key={place}>
                <td class="number quiet">{ place + 1 }</td>
                <th scope="row" class="numbers__name">
                    <button
                        type="button"
                        class="finding__place"
                        aria-label={format!("See {name} in full")}
                        onclick={self.act.reform(move |_: MouseEvent| Act::See(place))}
                    >{ name }</button>
                </th>
                <td>{ VerdictBadge { verdict: report.verdict }.view() }</td>
                <td class="number">{ format::count(tasks(split) as f64) }</td>
                <td class="number">{ format::p_value(report.p_value) }</td>
                <td class="number">{ format::p_value(report.adjusted_p_value) }</td>
            </tr>
        }
    }
}

/// What a split is called.
fn name_of(place: usize, split: &JudgedSplit) -> String {
    if split.name.is_empty() { format!("Split {}", place + 1) } else { split.name.clone() }
}

/// The results as a file has them.
#[must_use]
pub fn table(together: &Together) -> Table {
    let headers =
        ["Split", "Tasks", "p", "p among all (Holm)", "Verdict", "Asked for, %", "Came out", "In words"];
    let mut table = Table::new(&headers);
    let splits =
        together.places.iter().filter_map(|place| Some((*place, together.report.splits.get(*place)?)));
    table.rows = splits
        .map(|(place, split)| {
            let report = &split.report;
            let list = |of: &dyn Fn(&crate::simulate::OutputReport) -> String| {
                report.outputs.iter().map(of).collect::<Vec<_>>().join(" / ")
            };
            let p = |p: f64| Cell::number(p, format::p_value(p));
            let tasks = tasks(split);
            vec![
                Cell::text(name_of(place, split)),
                Cell::count(tasks, format::count(tasks as f64)),
                p(report.split.p_value),
                p(report.split.adjusted_p_value),
                Cell::text(verdict_word(report.split.verdict)),
                Cell::text(list(&|output| {
                    let percent = output.intended.unwrap_or_default() * 100.0;
                    ((percent * 10_000.0).round() / 10_000.0).to_string()
                })),
                Cell::text(list(&|output| output.observed.to_string())),
                Cell::text(&report.sentence),
            ]
        })
        .collect();
    table
}
