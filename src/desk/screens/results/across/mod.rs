//! The splits across annotators, batches, datasets and stages: funnels, and who stands out.
//!
//! In: choosing what is compared, and drawing it. Out: the comparisons, which the desk's worker makes,
//! and those of stages, which are the report's.

mod funnel;
mod kept;
mod numbers;
mod stages;

pub use kept::{Act, By, Kept};

use yew::prelude::{AttrValue, Callback, Html};

use self::funnel::Group;
use crate::desk::drawing::{Chart, TableView};
use crate::desk::screens::results::frame;
use crate::simulate::{AcrossReport, AcrossView, RunReport};
use crate::view::form::SelectField;
use crate::view::format;
use crate::view::html::html;

/// The part.
#[derive(Debug)]
pub struct Across<'a> {
    /// What a run came to.
    pub report: &'a RunReport,
    /// What is known and chosen.
    pub kept: &'a Kept,
    /// Tasks walked and tasks in all, until it is known.
    pub walked: Option<(u64, u64)>,
    /// Receives choices.
    pub act: Callback<Act>,
}

impl Across<'_> {
    /// The view.
    pub fn view(&self) -> Html {
        let Some(across) = &self.kept.across else { return frame::walking(self.walked) };
        let kinds: Vec<By> = By::ALL.into_iter().filter(|by| self.has(*by, across)).collect();
        let by = if kinds.contains(&self.kept.by) { Some(self.kept.by) } else { kinds.first().copied() };
        let Some(by) = by else {
            return html! {
                <section class="panel" aria-label="Nothing to compare">
                    <p>
                        { "There is nothing to compare: the workflow has not two annotators, batches or datasets whose \
                           tasks are split, nor two outputs of the same share." }
                    </p>
                </section>
            };
        };
        let view = by.view(across);
        let groups = match view {
            Some(view) => funnel::groups(view),
            None => stages::groups(self.report),
        };
        let sentence = view.map_or(&self.report.summary.sentence, |view| &view.sentence);
        let group = groups.get(self.kept.at.min(groups.len().saturating_sub(1)));
        html! {
            <>
                <section class="panel" aria-labelledby="across-said">
                    <h3 id="across-said">{ "Who differs, and who only has few tasks" }</h3>
                    <p class="results__sentence">{ format::sentence(sentence) }</p>
                    { self.choices(by, &kinds, &groups) }
                    { for view.map(differs) }
                </section>
                { for group.map(|group| self.group(group)) }
                if by == By::Annotators {
                    { for numbers::reviewed(across).map(|table| html! {
                        <section class="panel" aria-labelledby="across-reviewed">
                            <h3 id="across-reviewed">{ "Whose work was rejected" }</h3>
                            { TableView { id: "across-reviewed-table".into(), title: "Whose work was rejected", table: &table }.view() }
                        </section>
                    }) }
                }
            </>
        }
    }

    fn has(&self, by: By, across: &AcrossReport) -> bool {
        match by {
            By::Stages => !stages::groups(self.report).is_empty(),
            _ => by.view(across).is_some_and(|view| !view.funnels.is_empty()),
        }
    }

    fn choices(&self, by: By, kinds: &[By], groups: &[Group]) -> Html {
        let kinds = kinds.iter().map(|by| (*by, AttrValue::Static(by.word()))).collect();
        let names = groups.iter().enumerate().map(|(at, group)| (at, AttrValue::from(group.name.clone())));
        let axes = [(false, AttrValue::Static("Equal steps")), (true, AttrValue::Static("Equal factors"))];
        html! {
            <div class="results__choices">
                {
                    SelectField {
                        label: AttrValue::Static("Compare"),
                        value: by,
                        options: kinds,
                        on_change: self.act.reform(Act::By),
                        hint: None,
                    }.view()
                }
                {
                    SelectField {
                        label: AttrValue::Static("By their share of"),
                        value: self.kept.at.min(groups.len().saturating_sub(1)),
                        options: names.collect(),
                        on_change: self.act.reform(Act::At),
                        hint: None,
                    }.view()
                }
                {
                    SelectField {
                        label: AttrValue::Static("Tasks along the axis"),
                        value: self.kept.log,
                        options: axes.to_vec(),
                        on_change: self.act.reform(Act::Log),
                        hint: None,
                    }.view()
                }
            </div>
        }
    }

    fn group(&self, group: &Group) -> Html {
        let table = numbers::members(group);
        html! {
            <section class="panel" aria-label="Funnel">
                { Chart { id: "across".into(), draw: funnel::draw(group, self.kept.log) }.view() }
                <p class="results__text small quiet">{ &group.note }</p>
                <details class="results__more">
                    <summary>{ "Ranges and p-values" }</summary>
                    { TableView { id: "across-numbers".into(), title: "Ranges and p-values", table: &table }.view() }
                </details>
            </section>
        }
    }
}

/// Those that stand out even among that many.
fn differs(view: &AcrossView) -> Html {
    if view.differ.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="results__notes" aria-label="Those that stand out">
            { for view.differ.iter().map(|differs| html! { <li>{ numbers::differs(view, differs) }</li> }) }
        </ul>
    }
}
