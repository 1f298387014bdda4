//! The top of the page: the workflow's name, templates, files, undo.

use crate::view::html::html;
use web_sys::{File, HtmlSelectElement};
use yew::prelude::*;

use crate::app::state::TEMPLATES;
use crate::exchange::Route;
use crate::view::file_button::FileButton;
use crate::view::form::TextField;
use crate::workflow::edit::Edit;

/// The top of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// The screen that is shown.
    pub screen: Route,
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

impl Header {
    /// The view.
    pub fn view(&self) -> Html {
        html! {
            <header class="header">
                <h1 class="header__brand">{ mark() }{ "Sluice" }</h1>
                { navigation(&self.screen) }
                if self.screen == Route::Lab { { self.workflow() } }
            </header>
        }
    }

    /// What is done with the workflow, on the screen that shows it.
    fn workflow(&self) -> Html {
        let on_open = {
            let on_open = self.on_open.clone();
            Callback::from(move |files: Vec<File>| files.into_iter().for_each(|file| on_open.emit(file)))
        };
        let ask = |callback: &Callback<()>| callback.reform(|_: MouseEvent| ());
        html! {
            <>
                <div class="header__name">
                    {
                        TextField {
                            label: AttrValue::Static("Workflow"),
                            value: self.name.clone(),
                            on_change: self.on_edit.reform(Edit::Name),
                            hint: None,
                            placeholder: None,
                        }.view()
                    }
                </div>
                { Templates { on_template: self.on_template.clone() }.view() }
                <div class="header__actions" role="group" aria-label="Workflow file">
                    {
                        FileButton {
                            label: AttrValue::Static("Open workflow"),
                            accept: AttrValue::Static(".json,application/json"),
                            on_files: on_open,
                            multiple: false,
                        }.view()
                    }
                    <button type="button" class="button" onclick={ask(&self.on_save)}>{ "Save workflow" }</button>
                    <button type="button" class="button" disabled={!self.can_undo} onclick={ask(&self.on_undo)}>
                        { "Undo" }
                    </button>
                    <button type="button" class="button" disabled={!self.can_redo} onclick={ask(&self.on_redo)}>
                        { "Redo" }
                    </button>
                </div>
            </>
        }
    }
}

/// Links to the screens.
fn navigation(screen: &Route) -> Html {
    let link = |route: &Route| {
        let current = route.is_same_screen(screen).then_some("page");
        html! { <li><a class="header__link" href={route.hash()} aria-current={current}>{ route.name() }</a></li> }
    };
    html! {
        <nav class="header__nav" aria-label="Screens"><ul>{ for Route::ALL.iter().map(link) }</ul></nav>
    }
}

/// A list that opens a template as soon as one is chosen. What was open can be had back by undo.
#[derive(Debug, Clone, PartialEq)]
struct Templates {
    on_template: Callback<usize>,
}

impl Templates {
    fn view(&self) -> Html {
        let onchange = {
            let on_template = self.on_template.clone();
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
}

/// The program's mark: a gate that lets part of a stream through.
fn mark() -> Html {
    html! {
        <svg class="header__mark" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M2 12h7c5 0 4-7 9-7h4" />
            <path d="M9 12c5 0 4 7 9 7h4" />
            <path class="header__gate" d="M9.5 4v16" />
        </svg>
    }
}
