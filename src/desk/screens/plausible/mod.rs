//! "Is this plausible?": counts that somebody saw elsewhere, judged without any workflow.
//!
//! In: one split from two fields, judged while it is typed (`one.rs`); many from a pasted table
//! (`many.rs`); a link that carries the question. Out: reading and judging them, which is
//! [`crate::simulate::plausible`]'s.

mod kept;
mod link;
mod many;
mod one;
mod order;
mod words;

pub use kept::{Act, Kept};

use yew::prelude::{Callback, Html};

use crate::view::html::html;

/// The screen.
#[derive(Debug)]
pub struct Plausible<'a> {
    /// What the screen keeps.
    pub kept: &'a Kept,
    /// Receives what a person does here.
    pub act: Callback<Act>,
}

impl Plausible<'_> {
    /// The view.
    pub fn view(&self) -> Html {
        html! {
            <>
                <p class="desk__lead">
                    { "A split looks off? Type what was asked for and what came out, and see whether chance alone \
                       explains it. Nothing is sent anywhere." }
                </p>
                { one::One { kept: self.kept, act: &self.act }.view() }
                { many::Many { many: &self.kept.many, act: &self.act }.view() }
                { words::what_the_range_means() }
            </>
        }
    }
}
