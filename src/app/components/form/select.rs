//! One of several, from a drop-down list.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::field::{Field, described_by};
use super::id::use_id;

/// What a [`SelectField`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct SelectProps<T: Clone + PartialEq + 'static> {
    /// The field's name.
    pub label: AttrValue,
    /// The present value.
    pub value: T,
    /// The values to choose from, with their labels.
    pub options: Vec<(T, AttrValue)>,
    /// Receives the value chosen.
    pub on_change: Callback<T>,
    /// What the choice means.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
}

/// A drop-down list.
#[component]
pub fn SelectField<T: Clone + PartialEq + 'static>(props: &SelectProps<T>) -> Html {
    let SelectProps { label, value, options, on_change, hint } = props;
    let (id, node) = (use_id(), use_node_ref());
    let chosen = options.iter().position(|(option, _)| option == value);
    use_chosen(&node, chosen);
    let onchange = {
        let values: Vec<T> = options.iter().map(|(option, _)| option.clone()).collect();
        let on_change = on_change.clone();
        Callback::from(move |event: Event| {
            let index = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.selected_index());
            let position = index.and_then(|index| usize::try_from(index).ok());
            if let Some(value) = position.and_then(|position| values.get(position)) {
                on_change.emit(value.clone());
            }
        })
    };
    html! {
        <Field id={id.clone()} {label} hint={hint.clone()} class="field--select">
            <select
                id={id.clone()}
                ref={node}
                class="field__input"
                aria-describedby={described_by(&id, hint.is_some(), false)}
                {onchange}
            >
                { for options.iter().enumerate().map(|(i, (_, label))| html! {
                    <option key={i} selected={chosen == Some(i)}>{ label }</option>
                }) }
            </select>
        </Field>
    }
}

/// Puts the list on the model's value after every render: once a person has chosen, a browser
/// no longer heeds the `selected` attribute.
#[hook]
fn use_chosen(node: &NodeRef, chosen: Option<usize>) {
    let node = node.clone();
    use_effect(move || {
        let index = chosen.and_then(|chosen| i32::try_from(chosen).ok()).unwrap_or(-1);
        if let Some(select) = node.cast::<HtmlSelectElement>()
            && select.selected_index() != index
        {
            select.set_selected_index(index);
        }
    });
}
