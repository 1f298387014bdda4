//! Text fields.

use crate::view::html::html;
use yew::prelude::*;

use super::control::control;
use super::draft::Typing;
use super::entry;
use super::field::{Field, described_by, invalid};

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct TextField {
    /// The field's name.
    pub label: AttrValue,
    /// The present text.
    pub value: String,
    /// Receives every text typed.
    pub on_change: Callback<String>,
    /// What the text means.
    pub hint: Option<AttrValue>,
    /// What stands for an empty text.
    pub placeholder: Option<AttrValue>,
}

impl TextField {
    /// The view.
    pub fn view(self) -> Html {
        let show = |text: &String| text.clone().into();
        let typing = Typing::new(&self.value, show, |text| Ok(text.to_owned()), &self.on_change);
        text_control(typing, self.label, self.hint, self.placeholder)
    }
}

/// A name that others refer to by its letters, so that it must be there and be nobody else's.
#[derive(Debug, Clone, PartialEq)]
pub struct NameField {
    /// The field's name.
    pub label: AttrValue,
    /// The present name.
    pub value: String,
    /// The names that are taken by others.
    pub others: Vec<String>,
    /// Receives every name typed that is not empty and not taken.
    pub on_change: Callback<String>,
}

impl NameField {
    /// The view.
    pub fn view(self) -> Html {
        let show = |name: &String| name.clone().into();
        let others = self.others;
        let typing = Typing::new(&self.value, show, move |text| entry::name(text, &others), &self.on_change);
        text_control(typing, self.label, None, None)
    }
}

/// A name that need not be there.
#[derive(Debug, Clone, PartialEq)]
pub struct OptionalName {
    /// The field's name.
    pub label: AttrValue,
    /// The present name.
    pub value: Option<String>,
    /// Receives every name typed, and `None` where there is none any more.
    pub on_change: Callback<Option<String>>,
    /// What the name means.
    pub hint: Option<AttrValue>,
}

impl OptionalName {
    /// The view.
    pub fn view(self) -> Html {
        let show = |name: &Option<String>| name.clone().unwrap_or_default().into();
        let read = |text: &str| Ok(Some(text.trim().to_owned()).filter(|name| !name.is_empty()));
        let typing = Typing::new(&self.value, show, read, &self.on_change);
        text_control(typing, self.label, self.hint, None)
    }
}

fn text_control(
    typing: Typing,
    label: AttrValue,
    hint: Option<AttrValue>,
    placeholder: Option<AttrValue>,
) -> Html {
    control(move |held| {
        let draft = typing.draft(held);
        let error = draft.error.as_ref();
        let control = html! {
            <input
                id={&held.id}
                type="text"
                class="field__input"
                autocomplete="off"
                spellcheck="false"
                placeholder={placeholder.clone()}
                value={draft.text.clone()}
                aria-invalid={invalid(error)}
                aria-describedby={described_by(&held.id, hint.is_some(), error.is_some())}
                oninput={&draft.on_input}
                onblur={&draft.on_blur}
            />
        };
        Field { id: &held.id, label: &label, hint: hint.as_ref(), error, class: "field--text", control }
            .view()
    })
}
