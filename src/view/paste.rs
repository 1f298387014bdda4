//! A box to paste a manifest into.

use crate::view::html::html;
use web_sys::{File, HtmlTextAreaElement};
use yew::prelude::*;

use super::files::text_file;
use super::form::control;

/// A box to paste a manifest into, folded away until it is wanted.
#[derive(Debug, Clone, PartialEq)]
pub struct Paste {
    /// Receives the pasted text as a file.
    pub on_file: Callback<File>,
}

impl Paste {
    /// The view.
    pub fn view(self) -> Html {
        control(move |held| self.drawn(&held.id, &held.node))
    }

    fn drawn(&self, id: &AttrValue, area: &NodeRef) -> Html {
        let onclick = {
            let area = area.clone();
            let on_file = self.on_file.clone();
            Callback::from(move |_: MouseEvent| {
                let Some(area) = area.cast::<HtmlTextAreaElement>() else { return };
                if let Some(file) = text_file(&area.value()) {
                    on_file.emit(file);
                    area.set_value("");
                }
            })
        };
        html! {
            <details class="paste">
                <summary>{ "Paste a manifest" }</summary>
                <label class="field__label" for={id}>{ "The manifest's text" }</label>
                <textarea id={id} class="paste__area" rows="6" ref={area} spellcheck="false" />
                <button type="button" class="button" {onclick}>{ "Load pasted text" }</button>
            </details>
        }
    }
}
