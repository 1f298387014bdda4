//! One split: two fields, and the answer while they are typed in.

use yew::prelude::{Callback, Html, MouseEvent};

use super::kept::{Act, Answer, Judged, Kept};
use crate::desk::drawing::{Chart, TableView};
use crate::desk::line::Line;
use crate::simulate::plausible::{Place, PlausibleError};
use crate::view::format;
use crate::view::html::html;
use crate::view::verdict::{VerdictBadge, test_name};

/// The panel of one split.
#[derive(Debug)]
pub struct One<'a> {
    /// What the screen keeps.
    pub kept: &'a Kept,
    /// Receives what a person does.
    pub act: &'a Callback<Act>,
}

impl One<'_> {
    /// The view.
    pub fn view(&self) -> Html {
        let kept = self.kept;
        html! {
            <section class="panel" aria-labelledby="one">
                <div class="panel__head">
                    <h3 id="one">{ "One split" }</h3>
                    { self.link() }
                </div>
                if let Some(wrong) = &kept.wrong_link {
                    <p class="plausible__wrong" role="alert">{ wrong.to_string() }</p>
                }
                { self.fields() }
                // Always there, so that a screen reader hears each new answer.
                <div class="plausible__said" role="status">
                    if let Answer::Right(judged) = &kept.answer { { said(judged) } }
                    if let Answer::Coming = &kept.answer { <p class="quiet">{ "Working it out…" }</p> }
                </div>
                if let Answer::Right(judged) = &kept.answer { { numbers(judged) } }
                if let Answer::Wrong(_) = &kept.answer {
                    <p class="quiet">{ "The answer is here as soon as the fields above can be read." }</p>
                }
            </section>
        }
    }

    fn fields(&self) -> Html {
        let Kept { intended, observed, answer, .. } = self.kept;
        let [of_intended, of_observed] = errors(answer);
        let done = self.act.reform(|()| Act::Settled);
        html! {
            <div class="plausible__fields">
                {
                    Line {
                        id: "intended",
                        label: "Intended shares, in percent",
                        hint: "20/80, or with names: Review 20, Pass 80",
                        value: intended,
                        error: &of_intended,
                        rows: 1,
                        on_input: self.act.reform(Act::Intended),
                        on_change: done.clone(),
                    }.view()
                }
                {
                    Line {
                        id: "observed",
                        label: "Observed counts, in tasks",
                        hint: "17/83, in the same order or with the same names",
                        value: observed,
                        error: &of_observed,
                        rows: 1,
                        on_input: self.act.reform(Act::Observed),
                        on_change: done,
                    }.view()
                }
            </div>
        }
    }

    fn link(&self) -> Html {
        let said = match self.kept.copied {
            None => "",
            Some(true) => "Copied.",
            Some(false) => "The browser did not let it be copied: copy the page’s address.",
        };
        let disabled = !matches!(self.kept.answer, Answer::Right(_));
        html! {
            <div class="panel__actions">
                <span class="small" role="status">{ said }</span>
                <button type="button" class="button" {disabled} onclick={self.act.reform(|_: MouseEvent| Act::CopyLink)}>
                    { "Copy link" }
                </button>
            </div>
        }
    }
}

/// What to say below each field.
fn errors(answer: &Answer) -> [String; 2] {
    let Answer::Wrong(error) = answer else { return Default::default() };
    match error.place {
        Place::Observed { .. } => [String::new(), told(error)],
        _ => [told(error), String::new()],
    }
}

/// An error where its field is known: which number, what, and what to do.
fn told(error: &PlausibleError) -> String {
    let PlausibleError { place, message, hint } = error;
    match place {
        Place::Intended { item: None } | Place::Observed { item: None } => format!("{message} {hint}"),
        _ => format!("{place}: {message} {hint}"),
    }
}

fn said(judged: &Judged) -> Html {
    let verdict = judged.split.report.split.verdict;
    html! {
        <>
            <p class="plausible__sentence">{ format::sentence(&judged.split.report.sentence) }</p>
            <p>{ VerdictBadge { verdict }.view() }</p>
        </>
    }
}

fn numbers(judged: &Judged) -> Html {
    let split = &judged.split.report.split;
    let test = format!("The whole split, {}: p = {}.", test_name(split.test), format::p_value(split.p_value));
    html! {
        <div class="plausible__answer">
            { Chart { id: "split".into(), draw: judged.draw.clone() }.view() }
            <div class="plausible__numbers">
                { TableView { id: "numbers".into(), title: "Everything in numbers", table: &judged.table }.view() }
                <p class="small quiet">{ test }</p>
            </div>
        </div>
    }
}
