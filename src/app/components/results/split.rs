//! One stage's split: its verdict, a sentence, the chart, the numbers.

use crate::view::html::html;
use yew::prelude::*;

use super::legend::Legend;
use super::numbers::Numbers;
use super::strips::Strips;
use crate::app::components::graph::kind_word;
use crate::simulate::{SplitReport, StageReport};
use crate::view::format;
use crate::view::judged::{is_sure, most_telling};
use crate::view::verdict::{VerdictBadge, test_name};

/// One stage's split beside what was intended.
#[derive(Debug, Clone, PartialEq)]
pub struct StageSplit<'a> {
    /// What happened at the stage.
    pub stage: &'a StageReport,
    /// How many runs the report is about.
    pub runs: u64,
    /// Whether the sentence stands here; not where it is the headline already.
    pub with_sentence: bool,
    /// Somebody wants to see the stage with this id; without it the name is plain text.
    pub on_select: Option<Callback<String>>,
}

impl StageSplit<'_> {
    /// The view.
    pub fn view(&self) -> Html {
        let stage = self.stage;
        let mut judgements = stage.outputs.iter().filter_map(|output| output.judgement.as_ref()).peekable();
        let judged = judgements.peek().is_some();
        let sure = judgements.all(is_sure);
        let sentence = match most_telling(stage) {
            Some(judgement) => format::sentence(&judgement.sentence),
            None => undecided(stage),
        };
        let body = html! {
            <>
                { Strips { stage }.view() }
                { Legend { judged, sure, several: self.runs > 1 }.view() }
                { Numbers { stage, runs: self.runs }.view() }
                <ul class="split__notes small quiet">
                    { for notes(stage, self.runs).into_iter().map(|note| html! { <li>{ note }</li> }) }
                </ul>
            </>
        };
        html! {
            <article class="split" aria-label={format!("Split of {}", stage.name)}>
                { header(self) }
                if self.with_sentence || !judged {
                    <p class="split__sentence">{ sentence }</p>
                }
                if stage.arrived > 0.0 {
                    { body }
                }
            </article>
        }
    }
}

fn header(props: &StageSplit<'_>) -> Html {
    let stage = props.stage;
    let name = match &props.on_select {
        Some(on_select) => {
            let id = stage.id.clone();
            let onclick = on_select.reform(move |_: MouseEvent| id.clone());
            html! { <button type="button" class="split__name" {onclick}>{ &stage.name }</button> }
        }
        None => html! { { &stage.name } },
    };
    html! {
        <div class="split__header">
            <h3 class="split__title">{ name }</h3>
            <span class="split__kind small quiet">{ kind_word(&stage.kind) }</span>
            if let Some(split) = &stage.split {
                { VerdictBadge { verdict: split.verdict }.view() }
            }
        </div>
    }
}

/// What to say of a split that has no intended shares.
fn undecided(stage: &StageReport) -> String {
    if stage.arrived > 0.0 {
        let arrived = format::many(stage.arrived, "task", "tasks");
        format!("No share is intended here: the tasks decide. {arrived} arrived.")
    } else {
        "Nothing arrived here.".to_owned()
    }
}

/// What has to be known to read the numbers right.
fn notes(stage: &StageReport, runs: u64) -> Vec<String> {
    let mut notes = Vec::new();
    if runs > 1 {
        let runs = format::count(runs as f64);
        notes.push(format!("Observed counts are means per run over {runs} runs. What was expected, and the range of chance, are about all visits judged together: those of all runs, or of one where every run decides the same."));
    }
    if let Some(split) = &stage.split {
        notes.push(test(split));
        if split.first_visits_only {
            notes.push("Tasks can come back here through this stage’s own outputs, so only first visits are judged; the counts include every visit.".to_owned());
        }
    }
    for output in &stage.outputs {
        if let Some((intended, effective)) = output.intended.zip(output.effective).filter(|(i, e)| i != e) {
            notes.push(format!(
                "{} takes {} of the visits that reach it, which is {} of all arrivals.",
                output.name,
                format::percent(intended),
                format::percent(effective)
            ));
        }
    }
    notes
}

/// How the whole split was tested.
fn test(split: &SplitReport) -> String {
    let name = test_name(split.test);
    let p = format::p_value(split.p_value);
    let adjusted = format::p_value(split.adjusted_p_value);
    if p == adjusted {
        format!("The whole split, {name}: p = {p}.")
    } else {
        format!(
            "The whole split, {name}: p = {p}; {adjusted} when allowing for all splits of this workflow (Holm)."
        )
    }
}
