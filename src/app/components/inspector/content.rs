//! The people, classes and batches of the whole workflow.

use std::rc::Rc;

use yew::prelude::*;

use super::batches::BatchesForm;
use super::classes::ClassesForm;
use super::people::PeopleForm;
use crate::app::components::form::TextField;
use crate::workflow::Workflow;
use crate::workflow::edit::Edit;

/// What a [`ContentPanel`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ContentProps {
    /// The workflow.
    pub workflow: Rc<Workflow>,
    /// Receives every change.
    pub on_edit: Callback<Edit>,
}

/// Who annotates, and what is in the tasks.
#[component]
pub fn ContentPanel(props: &ContentProps) -> Html {
    let ContentProps { workflow, on_edit } = props;
    html! {
        <div class="content">
            <PeopleForm people={workflow.people.clone()} {on_edit} />
            <ClassesForm ontology={workflow.ontology.clone()} {on_edit} />
            <BatchesForm batches={workflow.batches.clone()} {on_edit} />
        </div>
    }
}

/// What the numbers of a list mean, to be opened.
pub fn meanings(meanings: &[(&'static str, &'static str)]) -> Html {
    html! {
        <details class="meanings">
            <summary>{ "What the numbers mean" }</summary>
            <dl>
                { for meanings.iter().map(|(word, meaning)| html! {
                    <div key={*word}><dt>{ *word }</dt><dd>{ *meaning }</dd></div>
                }) }
            </dl>
        </details>
    }
}

/// What [`KeyField`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct KeyProps {
    pub value: Option<String>,
    pub hint: AttrValue,
    pub on_change: Callback<Option<String>>,
}

/// The metadata key from which a manifest's tasks take something; empty is none.
#[component]
pub fn KeyField(props: &KeyProps) -> Html {
    let on_change = props.on_change.reform(|key: String| (!key.is_empty()).then_some(key));
    html! {
        <TextField
            label="Metadata key"
            value={props.value.clone().unwrap_or_default()}
            placeholder="none"
            hint={props.hint.clone()}
            {on_change}
        />
    }
}
