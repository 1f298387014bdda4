//! The split of one run after another, on axes that stay.

use std::rc::Rc;

use yew::prelude::{Callback, Html, MouseEvent};

use super::{Act, Kept};
use crate::chart::{Caption, Outlet, Sheet, Tally, largest_share, tally};
use crate::desk::drawing::{Chart, Draw, Numbers};
use crate::simulate::{RunReport, StageReport};
use crate::view::format;
use crate::view::html::html;

/// The player.
#[derive(Debug)]
pub struct Play<'a> {
    /// What a run came to.
    pub report: &'a RunReport,
    /// The runs so far.
    pub kept: &'a Kept,
    /// Receives what a person does.
    pub act: &'a Callback<Act>,
}

impl Play<'_> {
    /// The view.
    pub fn view(&self) -> Html {
        let Some((stage, _)) = self.kept.pick.of(self.report) else { return Html::default() };
        if self.kept.frames.is_empty() {
            return Html::default();
        }
        html! {
            <section class="panel" aria-labelledby="run-by-run">
                <h3 id="run-by-run">{ "Run by run" }</h3>
                <p class="results__text">
                    { "Each of these could have been the run that you get. The bars move from run to run; what was asked for stays." }
                </p>
                { self.buttons() }
                { Chart { id: "run-by-run-split".into(), draw: self.draw(stage) }.view() }
                if self.kept.frames.len() == 1 {
                    <p class="small quiet">{ "There is one run so far: run again to have something to compare it with." }</p>
                }
            </section>
        }
    }

    fn buttons(&self) -> Html {
        let plays = self.kept.ticker.is_some();
        let few = self.kept.frames.len() < 2;
        let step = |forth: bool| self.act.reform(move |_: MouseEvent| Act::Step(forth));
        let play = self.act.reform(move |_: MouseEvent| Act::Play(!plays));
        html! {
            <div class="results__turn" role="group" aria-label="Player">
                <button type="button" class="button" disabled={few} onclick={play}>
                    { if plays { "Pause" } else { "Play" } }
                </button>
                <button type="button" class="button" disabled={few} onclick={step(false)}>{ "Previous run" }</button>
                <button type="button" class="button" disabled={few} onclick={step(true)}>{ "Next run" }</button>
                <span>
                    { format!("Run {} of {}", format::count((self.kept.at + 1) as f64), format::count(self.kept.frames.len() as f64)) }
                </span>
            </div>
        }
    }

    fn draw(&self, stage: &StageReport) -> Draw {
        let title = format!("Split of {} in one run", stage.name);
        let outputs: Vec<(String, Option<f64>)> =
            stage.outputs.iter().map(|output| (output.name.clone(), output.effective)).collect();
        let frames: Vec<&[u64]> = self.kept.frames.iter().map(Vec::as_slice).collect();
        let most = largest_share(&frames);
        let (at, runs) = (self.kept.at as u64 + 1, frames.len() as u64);
        let counts = frames.get(self.kept.at).map(|counts| counts.to_vec()).unwrap_or_default();
        Rc::new(move |sheet: Sheet| {
            let outlets: Vec<Outlet> =
                outputs.iter().map(|(name, intended)| Outlet { name, intended: *intended }).collect();
            let caption = Caption { title: &title, description: "" };
            tally(&Tally { caption, outlets: &outlets, most, runs }, at, &counts, sheet.width, &Numbers)
        })
    }
}
