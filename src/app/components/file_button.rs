//! A button that lets a person choose files.

use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

use crate::app::shell::listed;

/// What a [`FileButton`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct FileButtonProps {
    /// What the button says.
    pub label: AttrValue,
    /// The endings to offer: `.json,.csv`.
    pub accept: AttrValue,
    /// Whether several files can be chosen at once.
    #[prop_or_default]
    pub multiple: bool,
    /// Receives the files chosen.
    pub on_files: Callback<Vec<File>>,
}

/// A button that opens the browser's file dialog. The file input itself is hidden, since no
/// style reaches the button that a browser draws for it.
#[component]
pub fn FileButton(props: &FileButtonProps) -> Html {
    let input = use_node_ref();
    let open = {
        let input = input.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let onchange = {
        let on_files = props.on_files.clone();
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            on_files.emit(listed(input.files()));
            // So that choosing the same file again is a change again.
            input.set_value("");
        })
    };
    html! {
        <>
            <button type="button" class="button" onclick={open}>{ &props.label }</button>
            <input
                ref={input}
                type="file"
                hidden={true}
                aria-label={props.label.clone()}
                accept={props.accept.clone()}
                multiple={props.multiple}
                {onchange}
            />
        </>
    }
}
