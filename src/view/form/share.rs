//! A percentage, typed or dragged.

use crate::view::html::html;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::control::{Held, control};
use super::draft::{Draft, Typing};
use super::entry;
use super::field::Field;
use super::number::number_box;
use crate::view::format;
use crate::workflow::Share;

/// A percentage: a box with "%", and if asked for an adjuster beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareField {
    /// The field's name.
    pub label: AttrValue,
    /// The present share.
    pub value: Share,
    /// Receives every share typed or dragged.
    pub on_change: Callback<Share>,
    /// Whether an adjuster stands beside the box.
    pub slider: bool,
    /// What the share means.
    pub hint: Option<AttrValue>,
}

impl ShareField {
    /// The view.
    pub fn view(self) -> Html {
        let show = |share: &Share| format::marked(&share.percent().to_string()).into();
        let typing = Typing::new(&self.value, show, entry::share, &self.on_change);
        control(move |held| self.drawn(held, &typing.draft(held)))
    }

    fn drawn(&self, held: &Held, draft: &Draft) -> Html {
        let hint = self.hint.as_ref();
        let number = number_box(held, draft, Some(&AttrValue::Static("%")), hint.is_some());
        let control = if self.slider {
            let (label, on_change) = (self.label.clone(), self.on_change.clone());
            let adjuster = Adjuster { label, value: self.value, on_change }.view();
            html! { <span class="field__pair">{ number }{ adjuster }</span> }
        } else {
            number
        };
        let error = draft.error.as_ref();
        Field { id: &held.id, label: &self.label, hint, error, class: "field--number", control }.view()
    }
}

/// A slider in whole percents.
#[derive(Debug, Clone, PartialEq)]
struct Adjuster {
    label: AttrValue,
    value: Share,
    on_change: Callback<Share>,
}

impl Adjuster {
    fn view(&self) -> Html {
        let oninput = {
            let on_change = self.on_change.clone();
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
                value={format!("{:.0}", self.value.percent())}
                aria-label={format!("{} adjuster", self.label)}
                aria-valuetext={format::percent(self.value.fraction())}
                {oninput}
            />
        }
    }
}
