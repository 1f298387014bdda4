//! The results screen: all there is to see of what a run came to, in parts with addresses of their
//! own.
//!
//! In: what each part shows and keeps, one folder each (`tab.rs` lists them), and the frame around
//! them (`frame.rs`). Out: every number, which is the report's; where its marks stand, which is
//! [`crate::chart`]'s.

mod across;
mod compare;
mod distribution;
mod flow;
mod frame;
mod kept;
mod over;
mod pick;
mod splits;
mod tab;
mod take;
mod tasks;

pub use kept::{Act, Kept};
pub use tab::Tab;

use yew::prelude::{Callback, Html};

use crate::desk::shell::Told;
use crate::view::html::html;

/// The screen.
#[derive(Debug)]
pub struct Results<'a> {
    /// What the Lab knows.
    pub told: &'a Told,
    /// What the screen keeps.
    pub kept: &'a Kept,
    /// The part that is shown.
    pub tab: Tab,
    /// Receives what a person does here.
    pub act: Callback<Act>,
}

impl Results<'_> {
    /// The view.
    pub fn view(&self) -> Html {
        let Some(report) = &self.told.snapshot.report else { return frame::nothing(self.told) };
        let walked = self.kept.walked;
        let part = match self.tab {
            Tab::Splits => {
                let act = self.act.reform(Act::Splits);
                splits::Splits { report, kept: &self.kept.splits, told: self.told, act }.view()
            }
            Tab::Flow => flow::view(report),
            Tab::Compare => {
                let act = self.act.reform(Act::Compare);
                compare::Compare { told: self.told, kept: &self.kept.compare, act }.view()
            }
            _ if self.kept.studies.study().is_none() || self.kept.failed.is_some() => {
                frame::unknown(self.told, self.kept, &self.act)
            }
            Tab::Distribution => {
                let act = self.act.reform(Act::Distribution);
                distribution::Distribution { report, kept: &self.kept.distribution, act }.view()
            }
            Tab::OverTasks => {
                over::Over { kept: &self.kept.over, walked, act: self.act.reform(Act::Over) }.view()
            }
            Tab::Across => {
                let act = self.act.reform(Act::Across);
                across::Across { report, kept: &self.kept.across, walked, act }.view()
            }
            Tab::Take => take::view(self.told, report, &self.act),
            Tab::Tasks => {
                let act = self.act.reform(Act::Tasks);
                tasks::Tasks { report, kept: &self.kept.tasks, walked, act }.view()
            }
        };
        html! {
            <>
                { frame::head(self.told, report) }
                { frame::tabs(self.tab) }
                { part }
            </>
        }
    }
}
