//! The planner: what to ask before a run.
//!
//! In: the split that is planned for, typed or a Sampling stage of the Lab's workflow (`source.rs`);
//! four questions about it, in `cards.rs`, with their answers (`answers.rs`) and charts
//! (`charts.rs`). Out: the answers themselves, which are [`crate::stats::planning`]'s.

mod answers;
mod card;
mod cards;
mod charts;
mod kept;
mod source;

pub use kept::{Act, Kept};

use yew::prelude::{AttrValue, Callback, Html};

use crate::desk::line::Line;
use crate::view::form::SelectField;
use crate::view::html::html;

/// The screen.
#[derive(Debug)]
pub struct Plan<'a> {
    /// What the screen keeps.
    pub kept: &'a Kept,
    /// Receives what a person does here.
    pub act: Callback<Act>,
}

impl Plan<'_> {
    /// The view.
    pub fn view(&self) -> Html {
        html! {
            <>
                <p class="desk__lead">
                    { "What to expect of a split before it is run, exactly: tasks drawn one by one, no approximation." }
                </p>
                { self.split() }
                <div class="plan">
                    { cards::within(self.kept, &self.act) }
                    { cards::range_of(self.kept, &self.act) }
                    { cards::empty(self.kept, &self.act) }
                    { cards::benchmark(self.kept, &self.act) }
                </div>
            </>
        }
    }

    /// The split that three of the questions are about.
    fn split(&self) -> Html {
        let kept = self.kept;
        let error = kept.shares.as_ref().err().map(String::as_str).unwrap_or_default();
        html! {
            <section class="panel" aria-labelledby="plan-split">
                <h3 id="plan-split">{ "Your split" }</h3>
                <div class="plan__split">
                    if !kept.sources.is_empty() { { self.source() } }
                    {
                        Line {
                            id: "plan-shares",
                            label: "Intended shares, in percent",
                            hint: "20/80, or with names: Review 20, Pass 80",
                            value: &kept.text,
                            error,
                            rows: 1,
                            on_input: self.act.reform(Act::Shares),
                            on_change: Callback::noop(),
                        }.view()
                    }
                </div>
                if let Some(note) = kept.note() { <p class="small quiet">{ note }</p> }
            </section>
        }
    }

    fn source(&self) -> Html {
        let kept = self.kept;
        let stages = kept.sources.iter().map(|source| (Some(source.id.clone()), source.name.clone().into()));
        let typed = (None, AttrValue::Static("None: typed here"));
        SelectField {
            label: AttrValue::Static("From the Lab’s Sampling stage"),
            value: kept.chosen.clone(),
            options: std::iter::once(typed).chain(stages).collect(),
            on_change: self.act.reform(Act::Choose),
            hint: None,
        }
        .view()
    }
}
