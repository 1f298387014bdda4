//! The top of the page: the workflow's name, templates, files, undo.

use web_sys::{File, HtmlSelectElement};
use yew::prelude::*;

use super::file_button::FileButton;
use super::form::TextField;
use crate::app::state::TEMPLATES;
use crate::workflow::edit::Edit;

/// What a [`Header`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct HeaderProps {
    /// The workflow's name.
    pub name: String,
    /// Whether there is a change to take back.
    pub can_undo: bool,
    /// Whether there is a change to do again.
    pub can_redo: bool,
    /// Receives a change of the name.
    pub on_edit: Callback<Edit>,
    /// Asks to take the last change back.
    pub on_undo: Callback<()>,
    /// Asks to do it again.
    pub on_redo: Callback<()>,
    /// Asks for a template, by its position.
    pub on_template: Callback<usize>,
    /// Receives a workflow file to open.
    pub on_open: Callback<File>,
    /// Asks for the workflow as a file.
    pub on_save: Callback<()>,
}

/// The top of the page.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let on_open = {
        let on_open = props.on_open.clone();
        Callback::from(move |files: Vec<File>| files.into_iter().for_each(|file| on_open.emit(file)))
    };
    let ask = |callback: &Callback<()>| callback.reform(|_: MouseEvent| ());
    html! {
        <header class="header">
            <h1 class="header__brand"><Mark />{ "Sluice" }</h1>
            <div class="header__name">
                <TextField label="Workflow" value={props.name.clone()} on_change={props.on_edit.reform(Edit::Name)} />
            </div>
            <Templates on_template={props.on_template.clone()} />
            <div class="header__actions" role="group" aria-label="Workflow file">
                <FileButton label="Open workflow" accept=".json,application/json" on_files={on_open} />
                <button type="button" class="button" onclick={ask(&props.on_save)}>{ "Save workflow" }</button>
                <button type="button" class="button" disabled={!props.can_undo} onclick={ask(&props.on_undo)}>
                    { "Undo" }
                </button>
                <button type="button" class="button" disabled={!props.can_redo} onclick={ask(&props.on_redo)}>
                    { "Redo" }
                </button>
            </div>
        </header>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct TemplatesProps {
    on_template: Callback<usize>,
}

/// A list that opens a template as soon as one is chosen. What was open can be had back by undo.
#[component]
fn Templates(props: &TemplatesProps) -> Html {
    let onchange = {
        let on_template = props.on_template.clone();
        Callback::from(move |event: Event| {
            let Some(select) = event.target_dyn_into::<HtmlSelectElement>() else { return };
            if let Ok(position) = select.value().parse() {
                on_template.emit(position);
            }
            // Back to the invitation: the list says what can be opened, not what is open.
            select.set_selected_index(0);
        })
    };
    let option = |(i, template): (usize, &crate::app::state::Template)| {
        html! { <option value={i.to_string()}>{ format!("{} ({})", template.name, template.platform) }</option> }
    };
    html! {
        <div class="field header__templates">
            <label class="field__label" for="templates">{ "Template" }</label>
            <select id="templates" class="field__input" {onchange}>
                <option value="" selected={true}>{ "Open a template…" }</option>
                { for TEMPLATES.iter().enumerate().map(option) }
            </select>
        </div>
    }
}

/// The program's mark: a gate that lets part of a stream through.
#[component]
fn Mark() -> Html {
    html! {
        <svg class="header__mark" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M2 12h7c5 0 4-7 9-7h4" />
            <path d="M9 12c5 0 4 7 9 7h4" />
            <path class="header__gate" d="M9.5 4v16" />
        </svg>
    }
}
