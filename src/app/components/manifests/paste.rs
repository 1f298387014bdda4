//! A box to paste a manifest into.

use web_sys::{File, HtmlTextAreaElement};
use yew::prelude::*;

use crate::app::shell::text_file;

/// What a [`Paste`] calls back.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct PasteProps {
    /// Receives the pasted text as a file.
    pub on_file: Callback<File>,
}

/// A box to paste a manifest into, folded away until it is wanted.
#[component]
pub fn Paste(props: &PasteProps) -> Html {
    let area = use_node_ref();
    let onclick = {
        let area = area.clone();
        let on_file = props.on_file.clone();
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
            <label class="field__label" for="paste-area">{ "The manifest's text" }</label>
            <textarea id="paste-area" class="paste__area" rows="6" ref={area} spellcheck="false" />
            <button type="button" class="button" {onclick}>{ "Load pasted text" }</button>
        </details>
    }
}
