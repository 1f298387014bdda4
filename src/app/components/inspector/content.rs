//! The people, classes and batches of the whole workflow.

use std::rc::Rc;

use crate::view::html::html;
use yew::prelude::*;

use super::batches::BatchesForm;
use super::classes::ClassesForm;
use super::people::PeopleForm;
use crate::view::form::TextField;
use crate::workflow::Workflow;
use crate::workflow::edit::Edit;

/// Who annotates, and what is in the tasks.
#[derive(Debug, Clone, PartialEq)]
pub struct ContentPanel {
    /// The workflow.
    pub workflow: Rc<Workflow>,
    /// Receives every change.
    pub on_edit: Callback<Edit>,
}

impl ContentPanel {
    /// The view.
    pub fn view(&self) -> Html {
        let ContentPanel { workflow, on_edit } = self;
        html! {
            <div class="content">
                { PeopleForm { people: workflow.people.clone(), on_edit: on_edit.clone() }.view() }
                {
                    ClassesForm {
                        ontology: workflow.ontology.clone(),
                        on_edit: on_edit.clone(),
                    }.view()
                }
                {
                    BatchesForm {
                        batches: workflow.batches.clone(),
                        on_edit: on_edit.clone(),
                    }.view()
                }
            </div>
        }
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

/// The metadata key from which a manifest's tasks take something; empty is none.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyField {
    pub value: Option<String>,
    pub hint: AttrValue,
    pub on_change: Callback<Option<String>>,
}

impl KeyField {
    /// The view.
    pub fn view(&self) -> Html {
        let on_change = self.on_change.reform(|key: String| (!key.is_empty()).then_some(key));
        TextField {
            label: AttrValue::Static("Metadata key"),
            value: self.value.clone().unwrap_or_default(),
            placeholder: Some(AttrValue::Static("none")),
            hint: Some(self.hint.clone()),
            on_change,
        }
        .view()
    }
}
