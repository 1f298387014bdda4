//! What the marks of a split's chart mean.

use crate::view::format;
use crate::view::html::html;
use yew::prelude::*;

/// What [`Legend`] shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Legend {
    /// Whether anything is judged, so that there are ranges.
    pub judged: bool,
    /// Whether all ranges are set by the method, not by chance.
    pub sure: bool,
    /// Whether there are several runs.
    pub several: bool,
}

impl Legend {
    /// The view.
    pub(super) fn view(&self) -> Html {
        let intended = html! { <path class="strips__intended" d="M10 1v14" /> };
        let observed = html! { <circle class="strips__observed" cx="10" cy="8" r="5" /> };
        let band95 = html! { <rect class="strips__band strips__band--95" x="1" y="1" width="18" height="14" rx="2" /> };
        let band999 = html! { <rect class="strips__band strips__band--999" x="1" y="3" width="18" height="10" rx="2" /> };
        let runs = html! { <path class="strips__runs" d="M2 4v8M2 8H18M18 4v8" /> };
        let chance =
            if self.several { "95 % by chance, all runs together" } else { "95 % of runs by chance" };
        let seen = if self.several { "observed, all runs" } else { "observed" };
        html! {
            <ul class="split__legend small">
                { entry(observed, seen) }
                if self.judged {
                    { entry(intended, "intended") }
                    if self.sure {
                        { entry(band95, "what the method gives") }
                    } else {
                        { entry(band95, chance) }
                        { entry(band999, &format::percent(0.999)) }
                    }
                }
                if self.several {
                    { entry(runs, "95 % of the runs made") }
                }
            </ul>
        }
    }
}

fn entry(mark: Html, words: &str) -> Html {
    html! {
        <li class="split__key">
            <svg width="20" height="16" viewBox="0 0 20 16" aria-hidden="true">{ mark }</svg>
            { words }
        </li>
    }
}
