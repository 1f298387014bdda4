//! Every task of the first run: a list that can be filtered, and one task explained draw by draw.
//!
//! In: the filter, the rows in sight, the way of one task. Out: which tasks a filter lets through and
//! why a task went its way, which the desk's worker says.

mod explained;
mod filter;
mod kept;
mod list;
mod words;

pub use kept::{Act, Kept};

use yew::prelude::{Callback, Html};

use super::frame;
use crate::simulate::RunReport;
use crate::view::format;
use crate::view::html::html;

/// The part.
#[derive(Debug)]
pub struct Tasks<'a> {
    /// What a run came to.
    pub report: &'a RunReport,
    /// What is known and chosen.
    pub kept: &'a Kept,
    /// Tasks walked and tasks in all, until the tasks are known.
    pub walked: Option<(u64, u64)>,
    /// Receives what a person does.
    pub act: Callback<Act>,
}

impl Tasks<'_> {
    /// The view.
    pub fn view(&self) -> Html {
        let Some(facets) = &self.kept.facets else { return frame::walking(self.walked) };
        let all = format::many(facets.tasks as f64, "task", "tasks");
        let words = if facets.selected == facets.tasks {
            format!("All {all} of the first run.")
        } else {
            format!("{} of {all}.", format::count(facets.selected as f64))
        };
        html! {
            <>
                <section class="panel" aria-labelledby="tasks-said">
                    <h3 id="tasks-said">{ "Every task, and where it went" }</h3>
                    <p class="results__sentence" role="status">{ words }</p>
                    { filter::view(self.report, facets, &self.kept.filter, &self.act) }
                </section>
                <div class="way-and-list">
                    { list::List { report: self.report, facets, kept: self.kept, act: &self.act }.view() }
                    { explained::view(self.kept, &self.act) }
                </div>
            </>
        }
    }
}
