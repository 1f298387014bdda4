//! The last thing to tell the person.

use crate::view::html::{classes, html};
use yew::prelude::*;

use crate::app::state::Notice;

/// Tells the person something, on the page and to screen readers. The region is always there:
/// one that appears together with its text is not read out.
#[derive(Debug, Clone, PartialEq)]
pub struct NoticeBar {
    /// What to tell, if anything.
    pub notice: Option<Notice>,
    /// The person has read it.
    pub on_dismiss: Callback<()>,
}

impl NoticeBar {
    /// The view.
    pub fn view(&self) -> Html {
        let shown = self.notice.as_ref().map(|notice| {
            let class = classes!("notice", notice.is_error.then_some("notice--error"));
            let sign = if notice.is_error { "Please look" } else { "Done" };
            html! {
                <div {class}>
                    <strong class="notice__sign">{ sign }</strong>
                    <p class="notice__text">{ &notice.text }</p>
                    <button
                        type="button"
                        class="button button--plain"
                        onclick={self.on_dismiss.reform(|_: MouseEvent| ())}
                    >{ "Dismiss" }</button>
                </div>
            }
        });
        html! { <div class="notices" role="status" aria-live="polite">{ for shown }</div> }
    }
}
