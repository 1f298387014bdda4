//! A line or a box of text that a screen reads itself, with what it says of it.

use web_sys::{Event, HtmlInputElement, HtmlTextAreaElement, InputEvent};
use yew::prelude::{AttrValue, Callback, Html, TargetCast};

use crate::view::html::{classes, html};

/// A text with its label, its hint and its error. The screen keeps the text.
#[derive(Debug)]
pub struct Line<'a> {
    /// An element id of its own on the screen.
    pub id: &'static str,
    /// Its name.
    pub label: &'static str,
    /// What to write.
    pub hint: &'static str,
    /// The text.
    pub value: &'a str,
    /// Why it cannot be read; empty where it can.
    pub error: &'a str,
    /// How many lines it shows: one makes a field, more make a box.
    pub rows: u32,
    /// Receives every text typed.
    pub on_input: Callback<String>,
    /// Hears that somebody is done with it.
    pub on_change: Callback<()>,
}

impl Line<'_> {
    /// The view.
    pub fn view(self) -> Html {
        let (id, is_wrong) = (self.id, !self.error.is_empty());
        let described = format!("{id}-hint {id}-error");
        let invalid = is_wrong.then_some("true");
        let onchange = self.on_change.reform(|_: Event| ());
        let value = AttrValue::from(self.value.to_owned());
        let control = if self.rows > 1 {
            let oninput = self.on_input.reform(|event: InputEvent| text_of(&event));
            html! {
                <textarea
                    {id}
                    class="field__input line__area"
                    rows={self.rows.to_string()}
                    spellcheck="false"
                    {value}
                    aria-invalid={invalid}
                    aria-describedby={described}
                    {oninput}
                    {onchange}
                />
            }
        } else {
            let oninput = self.on_input.reform(|event: InputEvent| text_of(&event));
            html! {
                <input
                    {id}
                    type="text"
                    class="field__input line__text"
                    autocomplete="off"
                    spellcheck="false"
                    {value}
                    aria-invalid={invalid}
                    aria-describedby={described}
                    {oninput}
                    {onchange}
                />
            }
        };
        html! {
            <div class={classes!("field", "line")}>
                <label class="field__label" for={id}>{ self.label }</label>
                { control }
                <p class="field__hint" id={format!("{id}-hint")}>{ self.hint }</p>
                // Always there, so that a screen reader hears it fill.
                <p class="field__error" id={format!("{id}-error")} aria-live="polite">{ self.error }</p>
            </div>
        }
    }
}

fn text_of(event: &InputEvent) -> String {
    let area = event.target_dyn_into::<HtmlTextAreaElement>().map(|area| area.value());
    let line = || event.target_dyn_into::<HtmlInputElement>().map(|input| input.value());
    area.or_else(line).unwrap_or_default()
}
