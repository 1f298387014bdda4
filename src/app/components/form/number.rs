//! Number fields. They are text boxes with a number keyboard: a browser's own number box hides
//! the text that it cannot read.

use yew::prelude::*;

use super::draft::{Draft, use_draft};
use super::entry;
use super::field::{Field, described_by, invalid};
use super::id::use_id;

/// What a [`NumberField`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct NumberProps {
    /// The field's name.
    pub label: AttrValue,
    /// The present number.
    pub value: u64,
    /// The smallest number to take.
    #[prop_or_default]
    pub min: u64,
    /// The largest number to take.
    pub max: u64,
    /// Receives every number typed that is in range.
    pub on_change: Callback<u64>,
    /// What the number means.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
}

/// A whole number.
#[component]
pub fn NumberField(props: &NumberProps) -> Html {
    let (min, max) = (props.min, props.max);
    let text = AttrValue::from(props.value.to_string());
    let draft = use_draft(&props.value, text, move |text| entry::whole(text, min, max), &props.on_change);
    number_control(&use_id(), &draft, &props.label, None, &props.hint)
}

/// What a [`DecimalField`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct DecimalProps {
    /// The field's name.
    pub label: AttrValue,
    /// The present number.
    pub value: f64,
    /// Receives every number typed that can be taken.
    pub on_change: Callback<f64>,
    /// Whether 0 can be taken.
    #[prop_or(true)]
    pub zero: bool,
    /// The unit, after the box.
    #[prop_or_default]
    pub unit: Option<AttrValue>,
    /// What the number means.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
}

/// A number that is not negative.
#[component]
pub fn DecimalField(props: &DecimalProps) -> Html {
    let read = if props.zero { entry::at_least_zero } else { entry::above_zero };
    let text = AttrValue::from(props.value.to_string());
    let draft = use_draft(&props.value, text, read, &props.on_change);
    number_control(&use_id(), &draft, &props.label, props.unit.as_ref(), &props.hint)
}

/// What a [`SecondsField`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct SecondsProps {
    /// The field's name.
    pub label: AttrValue,
    /// The present time [s]; `None` where it is left open.
    pub value: Option<f64>,
    /// Receives every time typed, and `None` for an empty field.
    pub on_change: Callback<Option<f64>>,
    /// What the time means.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
}

/// A time in seconds that may be left open.
#[component]
pub fn SecondsField(props: &SecondsProps) -> Html {
    let text = props.value.map(|seconds| seconds.to_string()).unwrap_or_default();
    let draft = use_draft(&props.value, text.into(), entry::optional_seconds, &props.on_change);
    let unit = AttrValue::Static("s");
    number_control(&use_id(), &draft, &props.label, Some(&unit), &props.hint)
}

pub(super) fn number_control(
    id: &AttrValue,
    draft: &Draft,
    label: &AttrValue,
    unit: Option<&AttrValue>,
    hint: &Option<AttrValue>,
) -> Html {
    html! {
        <Field {id} {label} hint={hint.clone()} error={draft.error.clone()} class="field--number">
            { number_box(id, draft, unit, hint.is_some()) }
        </Field>
    }
}

pub(super) fn number_box(id: &AttrValue, draft: &Draft, unit: Option<&AttrValue>, hint: bool) -> Html {
    let error = draft.error.as_ref();
    html! {
        <span class="field__box">
            <input
                {id}
                type="text"
                inputmode="decimal"
                class="field__input number"
                autocomplete="off"
                value={draft.text.clone()}
                aria-invalid={invalid(error)}
                aria-describedby={described_by(id, hint, error.is_some())}
                oninput={&draft.on_input}
                onblur={&draft.on_blur}
            />
            if let Some(unit) = unit {
                <span class="field__unit">{ unit }</span>
            }
        </span>
    }
}
