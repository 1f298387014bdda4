//! One of several, from a drop-down list.

use crate::view::html::html;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::control::choosing;
use super::field::{Field, described_by};

/// A drop-down list.
#[derive(Debug, Clone, PartialEq)]
pub struct SelectField<T: Clone + PartialEq + 'static> {
    /// The field's name.
    pub label: AttrValue,
    /// The present value.
    pub value: T,
    /// The values to choose from, with their labels.
    pub options: Vec<(T, AttrValue)>,
    /// Receives the value chosen.
    pub on_change: Callback<T>,
    /// What the choice means.
    pub hint: Option<AttrValue>,
}

impl<T: Clone + PartialEq + 'static> SelectField<T> {
    /// The view.
    pub fn view(self) -> Html {
        let chosen = self.options.iter().position(|(option, _)| *option == self.value);
        let (values, labels): (Vec<T>, Vec<AttrValue>) = self.options.into_iter().unzip();
        let on_change = self.on_change;
        let choose = Callback::from(move |position: usize| {
            if let Some(value) = values.get(position) {
                on_change.emit(value.clone());
            }
        });
        list(self.label, labels, chosen, choose, self.hint)
    }
}

/// The drop-down list, of whatever it may be.
fn list(
    label: AttrValue,
    options: Vec<AttrValue>,
    chosen: Option<usize>,
    choose: Callback<usize>,
    hint: Option<AttrValue>,
) -> Html {
    let onchange = Callback::from(move |event: Event| {
        let index = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.selected_index());
        if let Some(position) = index.and_then(|index| usize::try_from(index).ok()) {
            choose.emit(position);
        }
    });
    choosing(chosen, move |held| {
        let control = html! {
            <select
                id={&held.id}
                ref={&held.node}
                class="field__input"
                aria-describedby={described_by(&held.id, hint.is_some(), false)}
                onchange={&onchange}
            >
                { for options.iter().enumerate().map(|(i, label)| html! {
                    <option key={i} selected={chosen == Some(i)}>{ label }</option>
                }) }
            </select>
        };
        let hint = hint.as_ref();
        Field { id: &held.id, label: &label, hint, error: None, class: "field--select", control }.view()
    })
}
