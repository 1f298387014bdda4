//! Text fields.

use yew::prelude::*;

use super::draft::{Draft, use_draft};
use super::entry;
use super::field::{Field, described_by, invalid};
use super::id::use_id;

/// What a [`TextField`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct TextProps {
    /// The field's name.
    pub label: AttrValue,
    /// The present text.
    pub value: AttrValue,
    /// Receives every text typed.
    pub on_change: Callback<String>,
    /// What the text means.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What stands for an empty text.
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
}

/// A line of text.
#[component]
pub fn TextField(props: &TextProps) -> Html {
    let model = props.value.to_string();
    let draft = use_draft(&model, props.value.clone(), |text| Ok(text.to_owned()), &props.on_change);
    text_control(&use_id(), &draft, &props.label, &props.hint, &props.placeholder)
}

/// What a [`NameField`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct NameProps {
    /// The field's name.
    pub label: AttrValue,
    /// The present name.
    pub value: AttrValue,
    /// The names that are taken by others.
    pub others: Vec<String>,
    /// Receives every name typed that is not empty and not taken.
    pub on_change: Callback<String>,
}

/// A name that others refer to by its letters, so that it must be there and be nobody else's.
#[component]
pub fn NameField(props: &NameProps) -> Html {
    let model = props.value.to_string();
    let others = props.others.clone();
    let draft =
        use_draft(&model, props.value.clone(), move |text| entry::name(text, &others), &props.on_change);
    text_control(&use_id(), &draft, &props.label, &None, &None)
}

fn text_control(
    id: &AttrValue,
    draft: &Draft,
    label: &AttrValue,
    hint: &Option<AttrValue>,
    placeholder: &Option<AttrValue>,
) -> Html {
    let error = draft.error.clone();
    html! {
        <Field {id} {label} hint={hint.clone()} error={error.clone()} class="field--text">
            <input
                {id}
                type="text"
                class="field__input"
                autocomplete="off"
                spellcheck="false"
                placeholder={placeholder.clone()}
                value={draft.text.clone()}
                aria-invalid={invalid(error.as_ref())}
                aria-describedby={described_by(id, hint.is_some(), error.is_some())}
                oninput={&draft.on_input}
                onblur={&draft.on_blur}
            />
        </Field>
    }
}
