//! One of a few, all in sight, each with what it means.

use yew::prelude::*;

use super::id::use_id;

/// One of the values of a [`RadioField`].
#[derive(Debug, Clone, PartialEq)]
pub struct Choice<T> {
    /// The value.
    pub value: T,
    /// Its name.
    pub label: &'static str,
    /// What it means.
    pub hint: &'static str,
}

/// What a [`RadioField`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct RadioProps<T: Clone + PartialEq + 'static> {
    /// The question that the choice answers.
    pub legend: AttrValue,
    /// The present value.
    pub value: T,
    /// The values to choose from.
    pub choices: Vec<Choice<T>>,
    /// Receives the value chosen.
    pub on_change: Callback<T>,
}

/// A group of radio buttons.
#[component]
pub fn RadioField<T: Clone + PartialEq + 'static>(props: &RadioProps<T>) -> Html {
    let group = use_id();
    let choice = |(i, choice): (usize, &Choice<T>)| {
        let id = format!("{group}-{i}");
        let value = choice.value.clone();
        html! {
            <div class="check" key={i}>
                <input
                    type="radio"
                    id={id.clone()}
                    name={group.clone()}
                    checked={choice.value == props.value}
                    aria-describedby={format!("{id}-hint")}
                    onchange={props.on_change.reform(move |_| value.clone())}
                />
                <label for={id.clone()}>{ choice.label }</label>
                <p class="check__hint" id={format!("{id}-hint")}>{ choice.hint }</p>
            </div>
        }
    };
    html! {
        <fieldset class="field field--group">
            <legend class="field__label">{ &props.legend }</legend>
            { for props.choices.iter().enumerate().map(choice) }
        </fieldset>
    }
}
