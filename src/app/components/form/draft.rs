//! The text in a field while a person types, which need not be a value yet.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

/// A text being typed, and the model's values that it goes with.
#[derive(Debug, Clone, PartialEq)]
struct Typed<T> {
    text: AttrValue,
    /// The value when the last key was pressed.
    before: T,
    /// The value that the text stands for; `before` where it stands for none.
    after: T,
}

impl<T: PartialEq> Typed<T> {
    /// Whether the text still belongs to the model. It does not once the model has gone
    /// somewhere else, as by undo.
    fn holds_for(&self, model: &T) -> bool {
        *model == self.before || *model == self.after
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

/// Lets a person type towards a value: every text that `read` takes is emitted if it differs
/// from `model`; any other stays in the field with its error until the field loses focus.
#[hook]
pub fn use_draft<T, R>(model: &T, text: AttrValue, read: R, on_change: &Callback<T>) -> Draft
where
    T: Clone + PartialEq + 'static,
    R: Fn(&str) -> Result<T, String> + 'static,
{
    let typed = use_state_eq(|| None::<Typed<T>>);
    let read = Rc::new(read);
    let present = typed.as_ref().filter(|typed| typed.holds_for(model));
    let error = present.and_then(|typed| read(&typed.text).err()).map(AttrValue::from);
    let text = present.map_or(text, |typed| typed.text.clone());

    let on_input = {
        let (typed, read, on_change, before) =
            (typed.clone(), Rc::clone(&read), on_change.clone(), model.clone());
        Callback::from(move |event: InputEvent| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            let text = input.value();
            let value = read(&text).ok();
            let after = value.clone().unwrap_or_else(|| before.clone());
            typed.set(Some(Typed { text: text.into(), before: before.clone(), after }));
            if let Some(value) = value.filter(|value| *value != before) {
                on_change.emit(value);
            }
        })
    };
    let on_blur = Callback::from(move |_| typed.set(None));
    Draft { text, error, on_input, on_blur }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_holds_until_the_model_goes_elsewhere() {
        let typed = Typed { text: "12.".into(), before: 1, after: 12 };
        assert!(typed.holds_for(&1), "the edit is on its way");
        assert!(typed.holds_for(&12), "the edit has arrived");
        assert!(!typed.holds_for(&30), "something else has changed the model");
    }
}
