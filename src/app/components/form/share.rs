//! A percentage, typed or dragged.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::draft::use_draft;
use super::entry;
use super::field::Field;
use super::id::use_id;
use super::number::number_box;
use crate::workflow::Share;

/// What a [`ShareField`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ShareProps {
    /// The field's name.
    pub label: AttrValue,
    /// The present share.
    pub value: Share,
    /// Receives every share typed or dragged.
    pub on_change: Callback<Share>,
    /// Whether an adjuster stands beside the box.
    #[prop_or_default]
    pub slider: bool,
    /// What the share means.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
}

/// A percentage: a box with "%", and if asked for an adjuster beside it.
#[component]
pub fn ShareField(props: &ShareProps) -> Html {
    let ShareProps { label, value, on_change, slider, hint } = props;
    let id = use_id();
    let text = AttrValue::from(value.percent().to_string());
    let draft = use_draft(value, text, entry::share, on_change);
    let unit = AttrValue::Static("%");
    let number = number_box(&id, &draft, Some(&unit), hint.is_some());
    html! {
        <Field {id} {label} hint={hint.clone()} error={draft.error.clone()} class="field--number">
            if *slider {
                <span class="field__pair">
                    { number }
                    <Adjuster {label} value={*value} on_change={on_change.clone()} />
                </span>
            } else {
                { number }
            }
        </Field>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct AdjusterProps {
    label: AttrValue,
    value: Share,
    on_change: Callback<Share>,
}

/// A slider in whole percents.
#[component]
fn Adjuster(props: &AdjusterProps) -> Html {
    let oninput = {
        let on_change = props.on_change.clone();
        Callback::from(move |event: InputEvent| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            if let Some(share) = input.and_then(|input| entry::share(&input.value()).ok()) {
                on_change.emit(share);
            }
        })
    };
    html! {
        <input
            type="range"
            class="field__slider"
            min="0"
            max="100"
            step="1"
            value={format!("{:.0}", props.value.percent())}
            aria-label={format!("{} adjuster", props.label)}
            aria-valuetext={props.value.to_string()}
            {oninput}
        />
    }
}
