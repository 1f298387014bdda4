//! The form of a condition, for the rules of Logic and the lines of an agent's script.

use std::rc::Rc;

use yew::prelude::*;

use super::batch_names::BatchNames;
use super::class_tests::ClassTests;
use super::fresh;
use super::kinds::CONDITIONS;
use crate::app::components::form::{CheckItem, CheckList, SecondsField, SelectField, ShareField, TextField};
use crate::workflow::{Comparison, Condition, DurationScope, WhichAnnotator, Workflow};

/// What [`ConditionForm`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ConditionProps {
    pub workflow: Rc<Workflow>,
    pub condition: Condition,
    pub on_change: Callback<Condition>,
}

/// The kind of a condition and what it asks for.
#[component]
pub fn ConditionForm(props: &ConditionProps) -> Html {
    let ConditionProps { workflow, condition, on_change } = props;
    let kind = condition.kind();
    let on_kind = {
        let workflow = Rc::clone(workflow);
        on_change.reform(move |kind| fresh::condition(kind, &workflow))
    };
    html! {
        <div class="condition">
            <SelectField<&'static str>
                label="Matches by"
                value={kind}
                options={CONDITIONS.map(|(kind, title)| (kind, AttrValue::Static(title))).to_vec()}
                on_change={on_kind}
            />
            // Keyed by the kind, so that no half-typed text goes over to another.
            <div class="condition__asks" key={kind}>{ asks(props) }</div>
        </div>
    }
}

fn asks(props: &ConditionProps) -> Html {
    let ConditionProps { workflow, condition, on_change } = props;
    match condition {
        Condition::AnnotationType(tests) => html! {
            <ClassTests
                workflow={workflow.clone()}
                tests={tests.clone()}
                on_change={on_change.reform(Condition::AnnotationType)}
            />
        },
        Condition::Annotator { annotators, which } => annotator(props, annotators, *which),
        Condition::RandomSample(share) => html! {
            <ShareField
                label="Share that matches"
                slider=true
                value={*share}
                on_change={on_change.reform(Condition::RandomSample)}
            />
        },
        Condition::Duration { at_least, below, scope } => duration(on_change, *at_least, *below, *scope),
        Condition::Batch(names) => html! {
            <BatchNames
                workflow={workflow.clone()}
                names={names.clone()}
                on_change={on_change.reform(Condition::Batch)}
            />
        },
        Condition::Dataset(ids) => datasets(props, ids),
        Condition::Metadata { key, op, value } => metadata(on_change, key, *op, value),
    }
}

fn annotator(props: &ConditionProps, annotators: &[String], which: WhichAnnotator) -> Html {
    let ConditionProps { workflow, on_change, .. } = props;
    let items: Vec<CheckItem> = workflow.people.iter().map(|person| person.name.as_str().into()).collect();
    let names = annotators.to_vec();
    let on_which = on_change.reform(move |which| Condition::Annotator { annotators: names.clone(), which });
    html! {
        <>
            <SelectField<WhichAnnotator>
                label="Who counts"
                value={which}
                options={vec![
                    (WhichAnnotator::Latest, "The latest".into()),
                    (WhichAnnotator::Any, "Anyone so far".into()),
                ]}
                on_change={on_which}
            />
            <CheckList
                legend="Is any of"
                {items}
                chosen={annotators.to_vec()}
                empty="This workflow names no people."
                stray="not among the people"
                on_change={on_change.reform(move |annotators| Condition::Annotator { annotators, which })}
            />
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
            <SelectField<DurationScope>
                label="Time of"
                value={scope}
                options={vec![
                    (DurationScope::Total, "All visits together".into()),
                    (DurationScope::Last, "The last visit".into()),
                ]}
                on_change={on_change.reform(move |scope| Condition::Duration { at_least, below, scope })}
            />
            <SecondsField
                label="At least"
                value={at_least}
                on_change={on_change.reform(move |at_least| Condition::Duration { at_least, below, scope })}
            />
            <SecondsField
                label="Below"
                value={below}
                on_change={on_change.reform(move |below| Condition::Duration { at_least, below, scope })}
            />
        </>
    }
}

fn datasets(props: &ConditionProps, ids: &[String]) -> Html {
    let item = |(stage, _): (&crate::workflow::Stage, _)| CheckItem {
        name: stage.id.clone(),
        label: stage.title().to_owned(),
    };
    html! {
        <CheckList
            legend="Started in any of"
            items={props.workflow.datasets().map(item).collect::<Vec<_>>()}
            chosen={ids.to_vec()}
            empty="This workflow has no Dataset stage."
            stray="no Dataset stage"
            on_change={props.on_change.reform(Condition::Dataset)}
        />
    }
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
            <TextField label="Metadata key" value={key.to_owned()} on_change={on_key} />
            <SelectField<Comparison>
                label="Comparison"
                value={op}
                options={comparisons()}
                on_change={on_op}
            />
            <TextField label="Value" value={value.to_owned()} on_change={on_value} />
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
