//! Number fields. They are text boxes with a number keyboard: a browser's own number box hides
//! the text that it cannot read.

use crate::view::html::html;
use yew::prelude::*;

use super::control::{Held, control};
use super::draft::{Draft, Typing};
use super::entry;
use super::field::{Field, described_by, invalid};
use crate::view::format;

/// A whole number.
#[derive(Debug, Clone, PartialEq)]
pub struct NumberField {
    /// The field's name.
    pub label: AttrValue,
    /// The present number.
    pub value: u64,
    /// The smallest number to take.
    pub min: u64,
    /// The largest number to take.
    pub max: u64,
    /// Receives every number typed that is in range.
    pub on_change: Callback<u64>,
    /// What the number means.
    pub hint: Option<AttrValue>,
}

impl NumberField {
    /// The view.
    pub fn view(self) -> Html {
        let (min, max) = (self.min, self.max);
        let show = |number: &u64| number.to_string().into();
        let read = move |text: &str| entry::whole(text, min, max);
        number_control(Typing::new(&self.value, show, read, &self.on_change), self.label, None, self.hint)
    }
}

/// A number that is not negative.
#[derive(Debug, Clone, PartialEq)]
pub struct DecimalField {
    /// The field's name.
    pub label: AttrValue,
    /// The present number.
    pub value: f64,
    /// Receives every number typed that can be taken.
    pub on_change: Callback<f64>,
    /// Whether 0 can be taken.
    pub zero: bool,
    /// The unit, after the box.
    pub unit: Option<AttrValue>,
    /// What the number means.
    pub hint: Option<AttrValue>,
}

impl DecimalField {
    /// The view.
    pub fn view(self) -> Html {
        let read = if self.zero { entry::at_least_zero } else { entry::above_zero };
        let show = |number: &f64| format::marked(&number.to_string()).into();
        number_control(
            Typing::new(&self.value, show, read, &self.on_change),
            self.label,
            self.unit,
            self.hint,
        )
    }
}

/// A time in seconds that may be left open.
#[derive(Debug, Clone, PartialEq)]
pub struct SecondsField {
    /// The field's name.
    pub label: AttrValue,
    /// The present time [s]; `None` where it is left open.
    pub value: Option<f64>,
    /// Receives every time typed, and `None` for an empty field.
    pub on_change: Callback<Option<f64>>,
    /// What the time means.
    pub hint: Option<AttrValue>,
}

impl SecondsField {
    /// The view.
    pub fn view(self) -> Html {
        let show = |time: &Option<f64>| {
            time.map(|seconds| format::marked(&seconds.to_string())).unwrap_or_default().into()
        };
        let typing = Typing::new(&self.value, show, entry::optional_seconds, &self.on_change);
        number_control(typing, self.label, Some(AttrValue::Static("s")), self.hint)
    }
}

fn number_control(
    typing: Typing,
    label: AttrValue,
    unit: Option<AttrValue>,
    hint: Option<AttrValue>,
) -> Html {
    control(move |held| {
        let draft = typing.draft(held);
        Field {
            id: &held.id,
            label: &label,
            hint: hint.as_ref(),
            error: draft.error.as_ref(),
            class: "field--number",
            control: number_box(held, &draft, unit.as_ref(), hint.is_some()),
        }
        .view()
    })
}

pub(super) fn number_box(held: &Held, draft: &Draft, unit: Option<&AttrValue>, hint: bool) -> Html {
    let error = draft.error.as_ref();
    html! {
        <span class="field__box">
            <input
                id={&held.id}
                type="text"
                inputmode="decimal"
                class="field__input number"
                autocomplete="off"
                value={draft.text.clone()}
                aria-invalid={invalid(error)}
                aria-describedby={described_by(&held.id, hint, error.is_some())}
                oninput={&draft.on_input}
                onblur={&draft.on_blur}
            />
            if let Some(unit) = unit {
                <span class="field__unit">{ unit }</span>
            }
        </span>
    }
}
