//! What an import said: its assumptions, then all else by kind, each place with a way to look at it.

use yew::prelude::{Callback, Html, MouseEvent};

use super::kept::{Act, Kept};
use super::words::{assumed, heading_of};
use crate::view::format;
use crate::view::html::{classes, html};
use crate::view::import::{counted, kinds};
use crate::worker::protocol::{ImportSummary, Remark};

/// How many places of a kind are shown before it is unfolded.
const FIRST: usize = 3;

/// How many are shown after: a list of more is for the copied text.
const MOST: usize = 200;

/// All remarks of a file.
#[derive(Debug)]
pub struct Remarks<'a> {
    /// The import.
    pub summary: &'a ImportSummary,
    /// What is unfolded, and what is looked at.
    pub kept: &'a Kept,
    /// Receives what a person does.
    pub act: &'a Callback<Act>,
}

impl Remarks<'_> {
    /// The view.
    pub fn view(&self) -> Html {
        let (assumed, rest) = assumed(self.summary);
        html! {
            <>
                if !assumed.is_empty() {
                    <section class="panel" aria-labelledby="assumed">
                        <h3 id="assumed">{ "Assumptions made" }</h3>
                        <p class="quiet">{ "The file leaves these open. Check that they are what was meant." }</p>
                        <ul class="findings">{ for assumed.iter().map(|remark| self.place(remark)) }</ul>
                    </section>
                }
                <section class="panel" aria-labelledby="remarks">
                    <div class="panel__head">
                        <h3 id="remarks">{ self.heading() }</h3>
                        if self.summary.counts != [0; 3] { { self.copy() } }
                    </div>
                    if rest.is_empty() {
                        <p class="quiet">{ "Nothing to remark: every item was read as it is written." }</p>
                    }
                    { for kinds(rest).iter().map(|kind| self.kind(kind)) }
                </section>
            </>
        }
    }

    fn heading(&self) -> String {
        let counted = counted(self.summary.counts);
        if counted.is_empty() { "Remarks".to_owned() } else { format!("Remarks: {counted}") }
    }

    fn copy(&self) -> Html {
        let said = match self.kept.copied {
            None => "",
            Some(true) => "Copied.",
            Some(false) => "The browser did not let it be copied.",
        };
        html! {
            <div class="panel__actions">
                <span class="small" role="status">{ said }</span>
                <button type="button" class="button" onclick={self.act.reform(|_: MouseEvent| Act::Copy)}>
                    { "Copy all as text" }
                </button>
            </div>
        }
    }

    fn kind(&self, remarks: &[&Remark]) -> Html {
        let Some(first) = remarks.first() else { return Html::default() };
        let code = &first.code;
        let is_open = self.kept.unfolded.contains(code);
        let shown = if is_open { MOST } else { FIRST };
        html! {
            <article class={classes!("oddity", format!("oddity--{}", first.severity))} key={code.as_str()}>
                <h4 class="oddity__head">
                    <span class="oddity__severity">{ &first.severity }</span>
                    <span>{ heading_of(code) }</span>
                    <span class="quiet">{ format!("× {}", format::count(remarks.len() as f64)) }</span>
                </h4>
                if let Some(hint) = &first.hint {
                    <p class="oddity__hint">{ hint }</p>
                }
                <ul class="findings">{ for remarks.iter().take(shown).map(|remark| self.place(remark)) }</ul>
                if remarks.len() > FIRST { { self.unfold(code, remarks.len(), is_open) } }
            </article>
        }
    }

    fn unfold(&self, code: &str, count: usize, is_open: bool) -> Html {
        let kind = code.to_owned();
        let onclick = self.act.reform(move |_: MouseEvent| Act::Unfold(kind.clone()));
        let label = match (is_open, count > MOST) {
            (true, _) => format!("See the first {FIRST}"),
            (false, true) => format!("See the first {MOST} of {}", format::count(count as f64)),
            (false, false) => format!("See all {count}"),
        };
        let of = format!("{label}: {}", heading_of(code));
        html! {
            <button type="button" class="button button--plain" aria-expanded={is_open.to_string()} aria-label={of} {onclick}>
                { label }
            </button>
        }
    }

    fn place(&self, remark: &Remark) -> Html {
        let Remark { line, column, .. } = *remark;
        let sight = self.kept.sight.as_ref().filter(|sight| sight.is_at(line, column));
        html! {
            <li class="finding">
                <button
                    type="button"
                    class="finding__place"
                    aria-expanded={sight.is_some().to_string()}
                    onclick={self.act.reform(move |_: MouseEvent| Act::Look(line, column))}
                >{ format!("Line {line}, column {column}") }</button>
                <p class="finding__text">{ &remark.message }</p>
                { for sight.map(super::source::Sight::view) }
            </li>
        }
    }
}
