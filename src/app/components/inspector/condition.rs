//! The form of a condition, for the rules of Logic and the lines of an agent's script.

use std::rc::Rc;

use crate::view::html::html;
use yew::prelude::*;

use super::batch_names::BatchNames;
use super::class_tests::ClassTests;
use super::fresh;
use super::kinds::CONDITIONS;
use super::sampler::{method_name, sampler_form};
use crate::view::form::{CheckItem, CheckList, SecondsField, SelectField, ShareField, TextField};
use crate::workflow::{Comparison, Condition, DurationScope, Sampler, Share, WhichAnnotator, Workflow};

/// The kind of a condition and what it asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct ConditionForm {
    pub workflow: Rc<Workflow>,
    pub condition: Condition,
    pub on_change: Callback<Condition>,
}

impl ConditionForm {
    /// The view.
    pub fn view(&self) -> Html {
        let ConditionForm { workflow, condition, on_change } = self;
        let kind = condition.kind();
        let on_kind = {
            let workflow = Rc::clone(workflow);
            on_change.reform(move |kind| fresh::condition(kind, &workflow))
        };
        html! {
            <div class="condition">
                {
                    SelectField {
                        label: AttrValue::Static("Matches by"),
                        value: kind,
                        options: CONDITIONS.map(|(kind, title)| (kind, AttrValue::Static(title))).to_vec(),
                        on_change: on_kind,
                        hint: None,
                    }.view()
                }
                // Keyed by the kind, so that no half-typed text goes over to another.
                <div class="condition__asks" key={kind}>{ asks(self) }</div>
            </div>
        }
    }
}

fn asks(props: &ConditionForm) -> Html {
    let ConditionForm { workflow, condition, on_change } = props;
    match condition {
        Condition::AnnotationType(tests) => ClassTests {
            workflow: workflow.clone(),
            tests: tests.clone(),
            on_change: on_change.reform(Condition::AnnotationType),
        }
        .view(),
        Condition::Annotator { annotators, which } => annotator(props, annotators, *which),
        Condition::RandomSample { share, sampler } => random_sample(on_change, *share, *sampler),
        Condition::Duration { at_least, below, scope } => duration(on_change, *at_least, *below, *scope),
        Condition::Batch(names) => BatchNames {
            workflow: workflow.clone(),
            names: names.clone(),
            on_change: on_change.reform(Condition::Batch),
        }
        .view(),
        Condition::Dataset(ids) => datasets(props, ids),
        Condition::Metadata { key, op, value } => metadata(on_change, key, *op, value),
    }
}

/// The share, and folded away how it is taken: most rules draw each task on its own.
fn random_sample(on_change: &Callback<Condition>, share: Share, sampler: Sampler) -> Html {
    html! {
        <>
            {
                ShareField {
                    label: AttrValue::Static("Share that matches"),
                    slider: true,
                    value: share,
                    on_change: on_change.reform(move |share| Condition::RandomSample { share, sampler }),
                    hint: None,
                }.view()
            }
            <details class="condition__wide fold">
                <summary>{ "Method: " }{ method_name(sampler.method) }</summary>
                {
                    sampler_form(
                        sampler,
                        &on_change.reform(move |sampler| Condition::RandomSample { share, sampler }),
                    )
                }
            </details>
        </>
    }
}

fn annotator(props: &ConditionForm, annotators: &[String], which: WhichAnnotator) -> Html {
    let ConditionForm { workflow, on_change, .. } = props;
    let items: Vec<CheckItem> = workflow.people.iter().map(|person| person.name.as_str().into()).collect();
    let names = annotators.to_vec();
    let on_which = on_change.reform(move |which| Condition::Annotator { annotators: names.clone(), which });
    html! {
        <>
            {
                SelectField {
                    label: AttrValue::Static("Who counts"),
                    value: which,
                    options: vec![
                        (WhichAnnotator::Latest, "The latest".into()),
                        (WhichAnnotator::Any, "Anyone so far".into()),
                    ],
                    on_change: on_which,
                    hint: None,
                }.view()
            }
            {
                CheckList {
                    legend: AttrValue::Static("Is any of"),
                    items,
                    chosen: annotators.to_vec(),
                    empty: Some(AttrValue::Static("This workflow names no people.")),
                    stray: AttrValue::Static("not among the people"),
                    on_change: on_change.reform(move |annotators| Condition::Annotator { annotators, which }),
                    hint: None,
                }.view()
            }
        </>
    }
}

fn duration(
    on_change: &Callback<Condition>,
    at_least: Option<f64>,
    below: Option<f64>,
    scope: DurationScope,
) -> Html {
    html! {
        <>
            {
                SelectField {
                    label: AttrValue::Static("Time of"),
                    value: scope,
                    options: vec![
                        (DurationScope::Total, "All visits together".into()),
                        (DurationScope::Last, "The last visit".into()),
                    ],
                    on_change: on_change.reform(move |scope| Condition::Duration { at_least, below, scope }),
                    hint: None,
                }.view()
            }
            {
                SecondsField {
                    label: AttrValue::Static("At least"),
                    value: at_least,
                    on_change: on_change.reform(move |at_least| Condition::Duration { at_least, below, scope }),
                    hint: None,
                }.view()
            }
            {
                SecondsField {
                    label: AttrValue::Static("Below"),
                    value: below,
                    on_change: on_change.reform(move |below| Condition::Duration { at_least, below, scope }),
                    hint: None,
                }.view()
            }
        </>
    }
}

fn datasets(props: &ConditionForm, ids: &[String]) -> Html {
    let item = |(stage, _): (&crate::workflow::Stage, _)| CheckItem {
        name: stage.id.clone(),
        label: stage.title().to_owned(),
    };
    CheckList {
        legend: AttrValue::Static("Started in any of"),
        items: props.workflow.datasets().map(item).collect::<Vec<_>>(),
        chosen: ids.to_vec(),
        empty: Some(AttrValue::Static("This workflow has no Dataset stage.")),
        stray: AttrValue::Static("no Dataset stage"),
        on_change: props.on_change.reform(Condition::Dataset),
        hint: None,
    }
    .view()
}

fn metadata(on_change: &Callback<Condition>, key: &str, op: Comparison, value: &str) -> Html {
    let [for_key, for_op, for_value] = [(); 3].map(|()| (key.to_owned(), value.to_owned()));
    let on_key = on_change.reform(move |key| Condition::Metadata { key, op, value: for_key.1.clone() });
    let on_op = on_change.reform(move |op| {
        let (key, value) = for_op.clone();
        Condition::Metadata { key, op, value }
    });
    let on_value = on_change.reform(move |value| Condition::Metadata { key: for_value.0.clone(), op, value });
    html! {
        <>
            {
                TextField {
                    label: AttrValue::Static("Metadata key"),
                    value: key.to_owned(),
                    on_change: on_key,
                    hint: None,
                    placeholder: None,
                }.view()
            }
            {
                SelectField {
                    label: AttrValue::Static("Comparison"),
                    value: op,
                    options: comparisons(),
                    on_change: on_op,
                    hint: None,
                }.view()
            }
            {
                TextField {
                    label: AttrValue::Static("Value"),
                    value: value.to_owned(),
                    on_change: on_value,
                    hint: None,
                    placeholder: None,
                }.view()
            }
        </>
    }
}

fn comparisons() -> Vec<(Comparison, AttrValue)> {
    vec![
        (Comparison::Is, "is".into()),
        (Comparison::IsNot, "is not".into()),
        (Comparison::Contains, "contains".into()),
        (Comparison::Less, "is less than".into()),
        (Comparison::Greater, "is greater than".into()),
    ]
}
