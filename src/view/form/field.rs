//! The frame of a control: its label above it, its hint and its error below.

use crate::view::html::{classes, html};
use yew::prelude::*;

/// A control with its label, hint and error.
#[derive(Debug)]
pub struct Field<'a> {
    /// The control's id, which the label, the hint and the error are tied to.
    pub id: &'a AttrValue,
    /// The control's name.
    pub label: &'a AttrValue,
    /// What the value means.
    pub hint: Option<&'a AttrValue>,
    /// Why the text typed is no value.
    pub error: Option<&'a AttrValue>,
    /// The class of this kind of control.
    pub class: &'static str,
    /// The control.
    pub control: Html,
}

impl Field<'_> {
    /// The view.
    pub fn view(self) -> Html {
        let Field { id, label, hint, error, class, control } = self;
        html! {
            <div class={classes!("field", class)}>
                <label class="field__label" for={id}>{ label }</label>
                { control }
                if let Some(hint) = hint {
                    <p class="field__hint" id={hint_id(id)}>{ hint }</p>
                }
                // Always there, so that a screen reader hears it fill.
                <p class="field__error" id={error_id(id)} aria-live="polite">
                    { error.cloned().unwrap_or_default() }
                </p>
            </div>
        }
    }
}

fn hint_id(id: &str) -> String {
    format!("{id}-hint")
}

fn error_id(id: &str) -> String {
    format!("{id}-error")
}

/// The `aria-describedby` of a control in a [`Field`].
pub fn described_by(id: &str, hint: bool, error: bool) -> Option<String> {
    let parts: Vec<String> =
        hint.then(|| hint_id(id)).into_iter().chain(error.then(|| error_id(id))).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The `aria-invalid` of a control.
pub fn invalid(error: Option<&AttrValue>) -> Option<&'static str> {
    error.map(|_| "true")
}
