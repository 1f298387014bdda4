//! A verdict as a badge: a word, a shape and a colour.

use yew::prelude::*;

use crate::stats::{SplitTest, Verdict};
use crate::view::html::{classes, html};

/// A verdict as a badge.
#[derive(Debug, Clone, PartialEq)]
pub struct VerdictBadge {
    /// The verdict.
    pub verdict: Verdict,
}

impl VerdictBadge {
    /// The view.
    pub fn view(&self) -> Html {
        let (class, shape) = look(self.verdict);
        html! {
            <span class={classes!("verdict", class)}>
                <svg class="verdict__shape" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
                    <path d={shape} />
                </svg>
                { verdict_word(self.verdict) }
            </span>
        }
    }
}

/// The verdict in words.
#[must_use]
pub const fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Ordinary => "Ordinary",
        Verdict::Unusual => "Unusual",
        Verdict::Suspicious => "Suspicious",
        Verdict::NotEnoughTasks => "Not enough tasks",
        Verdict::Leak => "Leak",
    }
}

/// How a whole split was tested, in words.
#[must_use]
pub const fn test_name(test: SplitTest) -> &'static str {
    match test {
        SplitTest::ExactBinomial => "exact binomial test",
        SplitTest::ExactMultinomial => "exact multinomial test",
        SplitTest::ChiSquare => "chi-square test",
        SplitTest::HolmExactBinomial => "exact binomial tests of its outputs, adjusted by Holm",
        SplitTest::ExactMethod => "exact law of its sampling method",
    }
}

const fn look(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        // A tick
        Verdict::Ordinary => ("verdict--ordinary", "M1.5 6.5l3 3l6-7"),
        // A triangle
        Verdict::Unusual => ("verdict--unusual verdict--solid", "M6 1l5.2 9.6h-10.4z"),
        // A diamond
        Verdict::Suspicious => ("verdict--suspicious verdict--solid", "M6 0.5l5.5 5.5l-5.5 5.5l-5.5-5.5z"),
        // Three dots
        Verdict::NotEnoughTasks => ("verdict--unknown verdict--dots", "M1.5 6h0.01M6 6h0.01M10.5 6h0.01"),
        // A drop
        Verdict::Leak => {
            ("verdict--suspicious verdict--solid", "M6 0.5q4.2 5 4.2 7a4.2 4.2 0 0 1 -8.4 0q0-2 4.2-7z")
        }
    }
}
