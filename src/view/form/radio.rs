//! One of a few, all in sight, each with what it means.

use crate::view::html::html;
use yew::prelude::*;

use super::control::control;

/// One of the values of a [`RadioField`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice<T> {
    /// The value.
    pub value: T,
    /// Its name.
    pub label: &'static str,
    /// What it means.
    pub hint: &'static str,
}

/// A group of radio buttons.
#[derive(Debug, Clone, PartialEq)]
pub struct RadioField<T: Copy + PartialEq + 'static> {
    /// The question that the choice answers.
    pub legend: AttrValue,
    /// The present value.
    pub value: T,
    /// The values to choose from.
    pub choices: &'static [Choice<T>],
    /// Receives the value chosen.
    pub on_change: Callback<T>,
}

impl<T: Copy + PartialEq + 'static> RadioField<T> {
    /// The view.
    pub fn view(self) -> Html {
        let chosen = self.choices.iter().position(|choice| choice.value == self.value);
        let words = self.choices.iter().map(|choice| (choice.label, choice.hint)).collect();
        let (choices, on_change) = (self.choices, self.on_change);
        let choose = Callback::from(move |position: usize| {
            if let Some(choice) = choices.get(position) {
                on_change.emit(choice.value);
            }
        });
        buttons(self.legend, words, chosen, choose)
    }
}

/// The buttons, of whatever they may be: each with its name and what it means.
fn buttons(
    legend: AttrValue,
    words: Vec<(&'static str, &'static str)>,
    chosen: Option<usize>,
    choose: Callback<usize>,
) -> Html {
    control(move |held| {
        let group = &held.id;
        let choice = |(i, &(label, hint)): (usize, &(&'static str, &'static str))| {
            let id = AttrValue::from(format!("{group}-{i}"));
            html! {
                <div class="check" key={i}>
                    <input
                        type="radio"
                        id={id.clone()}
                        name={group}
                        checked={chosen == Some(i)}
                        aria-describedby={format!("{id}-hint")}
                        onchange={choose.reform(move |_| i)}
                    />
                    <label for={id.clone()}>{ label }</label>
                    <p class="check__hint" id={format!("{id}-hint")}>{ hint }</p>
                </div>
            }
        };
        html! {
            <fieldset class="field field--group">
                <legend class="field__label">{ &legend }</legend>
                { for words.iter().enumerate().map(choice) }
            </fieldset>
        }
    })
}
