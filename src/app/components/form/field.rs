//! The frame of a control: its label above it, its hint and its error below.

use yew::prelude::*;

/// What a [`Field`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct FieldProps {
    /// The control's id, which the label, the hint and the error are tied to.
    pub id: AttrValue,
    /// The control's name.
    pub label: AttrValue,
    /// What the value means.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// Why the text typed is no value.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// More classes.
    #[prop_or_default]
    pub class: Classes,
    /// The control.
    pub children: Html,
}

/// A control with its label, hint and error.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    let FieldProps { id, label, hint, error, class, children } = props;
    html! {
        <div class={classes!("field", class.clone())}>
            <label class="field__label" for={id}>{ label }</label>
            { children.clone() }
            if let Some(hint) = hint {
                <p class="field__hint" id={hint_id(id)}>{ hint }</p>
            }
            // Always there, so that a screen reader hears it fill.
            <p class="field__error" id={error_id(id)} aria-live="polite">
                { error.clone().unwrap_or_default() }
            </p>
        </div>
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
