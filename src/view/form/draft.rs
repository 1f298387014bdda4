//! The text in a field while a person types, which need not be a value yet.

use std::fmt;
use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::control::Held;

/// A text being typed, and the model's values that it goes with, as texts.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    /// What is typed.
    pub text: AttrValue,
    /// The value when the last key was pressed.
    before: AttrValue,
    /// The value that the text stands for; `before` where it stands for none.
    after: AttrValue,
}

impl Typed {
    /// A text that goes with no value.
    pub fn alone(text: AttrValue) -> Self {
        Self { text, before: AttrValue::default(), after: AttrValue::default() }
    }

    /// Whether the text still belongs to the model. It does not once the model has gone
    /// somewhere else, as by undo.
    fn holds_for(&self, model: &str) -> bool {
        model == self.before.as_str() || model == self.after.as_str()
    }
}

/// What a text control shows and listens to.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The text to show: what is being typed, or the model's.
    pub text: AttrValue,
    /// Why the text is no value.
    pub error: Option<AttrValue>,
    /// For the control's `oninput`.
    pub on_input: Callback<InputEvent>,
    /// For the control's `onblur`: the model's text comes back.
    pub on_blur: Callback<FocusEvent>,
}

/// Reads a text and shows its value as one, or says why it has none; sends the value on if told.
type Reader = dyn Fn(&str, bool) -> Result<AttrValue, String>;

/// Lets a person type towards a value: every text that can be read is sent on if its value
/// differs from the model's; any other stays in the field with its error until the field loses
/// focus.
#[derive(Clone)]
pub struct Typing {
    model: AttrValue,
    read: Rc<Reader>,
}

impl fmt::Debug for Typing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Typing").field("model", &self.model).finish_non_exhaustive()
    }
}

impl Typing {
    /// Typing towards the value that `show` writes and `read` reads.
    pub fn new<T: 'static>(
        model: &T,
        show: fn(&T) -> AttrValue,
        read: impl Fn(&str) -> Result<T, String> + 'static,
        on_change: &Callback<T>,
    ) -> Self {
        let on_change = on_change.clone();
        let read = Rc::new(move |text: &str, send: bool| {
            let value = read(text)?;
            let shown = show(&value);
            if send {
                on_change.emit(value);
            }
            Ok(shown)
        });
        Self { model: show(model), read }
    }

    /// What to show now.
    pub fn draft(&self, held: &Held) -> Draft {
        let present = held.typed.as_ref().filter(|typed| typed.holds_for(&self.model));
        let error = present.and_then(|typed| (self.read)(&typed.text, false).err()).map(AttrValue::from);
        let text = present.map_or(&self.model, |typed| &typed.text).clone();
        let keep = held.keep.clone();
        let on_blur = Callback::from(move |_| keep.emit(None));
        Draft { text, error, on_input: self.on_input(held), on_blur }
    }

    fn on_input(&self, held: &Held) -> Callback<InputEvent> {
        let (typing, keep) = (self.clone(), held.keep.clone());
        Callback::from(move |event: InputEvent| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            let text = input.value();
            let before = typing.model.clone();
            let after = (typing.read)(&text, false).unwrap_or_else(|_| before.clone());
            let changed = after != before;
            keep.emit(Some(Typed { text: text.clone().into(), before, after }));
            if changed {
                // It has been read just now, and has a value.
                let _ = (typing.read)(&text, true);
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_holds_until_the_model_goes_elsewhere() {
        let typed = Typed { text: "12.".into(), before: "1".into(), after: "12".into() };
        assert!(typed.holds_for("1"), "the edit is on its way");
        assert!(typed.holds_for("12"), "the edit has arrived");
        assert!(!typed.holds_for("30"), "something else has changed the model");
    }
}
