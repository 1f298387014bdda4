//! What one run after another comes to: dots that can be counted, bars under the exact law, and the
//! split of each run in turn.
//!
//! In: asking for runs, showing how they lie, playing them. Out: the runs, which the desk's worker
//! does, and the law, which comes with them.

mod charts;
mod kept;
mod play;
mod ticker;
mod words;

pub use kept::{Act, Kept};

use yew::prelude::{Callback, Html, MouseEvent};

use super::pick;
use crate::desk::drawing::Chart;
use crate::exchange::Route;
use crate::simulate::{RunReport, Spread};
use crate::view::format;
use crate::view::html::html;

/// The part.
#[derive(Debug)]
pub struct Distribution<'a> {
    /// What a run came to.
    pub report: &'a RunReport,
    /// The runs so far.
    pub kept: &'a Kept,
    /// Receives what a person does.
    pub act: Callback<Act>,
}

impl Distribution<'_> {
    /// The view.
    pub fn view(&self) -> Html {
        let Some(spread) = &self.kept.spread else {
            return html! { <p class="panel" role="status">{ "The first run is being looked into…" }</p> };
        };
        html! {
            <>
                <section class="panel" aria-labelledby="runs-said">
                    <h3 id="runs-said">{ "What chance does from run to run" }</h3>
                    <p class="results__sentence" role="status">{ words::sentence(spread, &self.kept.pick) }</p>
                    <div class="results__choices">
                        { pick::field(self.report, &self.kept.pick, self.act.reform(Act::Pick)) }
                    </div>
                    { self.numbers(spread) }
                    { for words::notes(spread).into_iter().map(|note| html! { <p class="results__text small quiet">{ note }</p> }) }
                </section>
                <div class="results__pair">
                    <section class="panel" aria-label="Dots">
                        { Chart { id: "runs-as-dots".into(), draw: charts::dots(spread, &self.kept.pick) }.view() }
                    </section>
                    <section class="panel" aria-label="Bars and law">
                        { Chart { id: "runs-and-law".into(), draw: charts::bars(spread, &self.kept.pick) }.view() }
                    </section>
                </div>
                { play::Play { report: self.report, kept: self.kept, act: &self.act }.view() }
            </>
        }
    }

    /// Tasks per run and runs, far enough apart to tell them apart.
    fn numbers(&self, spread: &Spread) -> Html {
        html! {
            <div class="runs">
                <section class="runs__one" aria-labelledby="tasks-per-run">
                    <h4 id="tasks-per-run">{ "Tasks in each run" }</h4>
                    <p class="runs__number">{ format::count(self.report.tasks as f64) }</p>
                    <p class="small quiet">
                        { "More tasks make the share of every run settle closer to the one intended. " }
                        <a href={Route::Lab.hash()}>{ "Change it in the Lab" }</a>{ "." }
                    </p>
                </section>
                <section class="runs__one" aria-labelledby="number-of-runs">
                    <h4 id="number-of-runs">{ "Runs so far" }</h4>
                    <p class="runs__number">{ format::count(spread.runs as f64) }</p>
                    { self.more(spread) }
                    <p class="small quiet">
                        { "More runs only show more finely how far single runs scatter. They bring no run closer." }
                    </p>
                </section>
            </div>
        }
    }

    fn more(&self, spread: &Spread) -> Html {
        let running = self.kept.to > spread.runs;
        let add = |runs: u64| self.act.reform(move |_: MouseEvent| Act::More(runs));
        let left = format::count(self.kept.to as f64);
        html! {
            <div class="results__turn">
                <button type="button" class="button button--primary" disabled={running} onclick={add(1)}>{ "Run again" }</button>
                <button type="button" class="button" disabled={running} onclick={add(1_000)}>{ format!("+{} runs", format::count(1_000.0)) }</button>
                <button type="button" class="button" disabled={!running} onclick={self.act.reform(|_: MouseEvent| Act::Stop)}>
                    { "Stop" }
                </button>
                if running {
                    <progress aria-label="Runs done" max={self.kept.to.to_string()} value={spread.runs.to_string()}>{ left }</progress>
                }
            </div>
        }
    }
}
