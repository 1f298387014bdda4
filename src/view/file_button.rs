//! A button that lets a person choose files.

use crate::view::html::html;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

use super::files::listed;
use super::form::control;

/// A button that opens the browser's file dialog. The file input itself is hidden, since no
/// style reaches the button that a browser draws for it.
#[derive(Debug, Clone, PartialEq)]
pub struct FileButton {
    /// What the button says.
    pub label: AttrValue,
    /// The endings to offer: `.json,.csv`.
    pub accept: AttrValue,
    /// Whether several files can be chosen at once.
    pub multiple: bool,
    /// Receives the files chosen.
    pub on_files: Callback<Vec<File>>,
}

impl FileButton {
    /// The view.
    pub fn view(self) -> Html {
        control(move |held| self.drawn(&held.node))
    }

    fn drawn(&self, input: &NodeRef) -> Html {
        let open = {
            let input = input.clone();
            Callback::from(move |_: MouseEvent| {
                if let Some(input) = input.cast::<HtmlInputElement>() {
                    input.click();
                }
            })
        };
        let onchange = {
            let on_files = self.on_files.clone();
            Callback::from(move |event: Event| {
                let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
                on_files.emit(listed(input.files()));
                // So that choosing the same file again is a change again.
                input.set_value("");
            })
        };
        html! {
            <>
                <button type="button" class="button" onclick={open}>{ &self.label }</button>
                <input
                    ref={input}
                    type="file"
                    hidden={true}
                    aria-label={self.label.clone()}
                    accept={self.accept.clone()}
                    multiple={self.multiple}
                    {onchange}
                />
            </>
        }
    }
}
