//! The inspector: everything about one stage.

use std::rc::Rc;

use crate::view::html::{classes, html};
use yew::prelude::*;

use super::growth::Growth;
use super::kinds::kind_hint;
use super::outputs::Outputs;
use super::settings::Settings;
use super::stage_problems::StageProblems;
use crate::app::components::graph::{Family, kind_word};
use crate::view::form::{TextField, change, focus, is_focus_lost};
use crate::workflow::edit::Edit;
use crate::workflow::{Problem, Stage, Workflow};

/// The form for one stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Inspector {
    /// The workflow.
    pub workflow: Rc<Workflow>,
    /// The id of the stage to show.
    pub stage: String,
    /// The workflow's problems.
    pub problems: Rc<Vec<Problem>>,
    /// Receives every change.
    pub on_edit: Callback<Edit>,
    /// Receives the wish to close the inspector.
    pub on_close: Callback<()>,
    /// Receives the id of another stage to show.
    pub on_select: Callback<String>,
}

/// The id of the heading; there is one inspector.
const HEADING: AttrValue = AttrValue::Static("inspector-heading");

impl Inspector {
    /// The view.
    pub fn view(self) -> Html {
        yew::html! { <Frame inspector={self} /> }
    }
}

/// What a [`Frame`] holds.
#[derive(Debug, Clone, PartialEq, Properties)]
struct FrameProps {
    inspector: Inspector,
}

/// The inspector's frame. It gives the heading the focus where showing another stage has taken
/// it away from a button of the one before.
#[derive(Debug)]
struct Frame {
    /// The stage on show.
    stage: String,
}

impl Component for Frame {
    type Message = ();
    type Properties = FrameProps;

    fn create(ctx: &Context<Self>) -> Self {
        Self { stage: ctx.props().inspector.stage.clone() }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let inspector = &ctx.props().inspector;
        let stage = inspector.workflow.stage(&inspector.stage);
        let body = match stage {
            Some(stage) => body(inspector, stage),
            None => html! { <p class="quiet">{ "This stage is not in the workflow." }</p> },
        };
        html! {
            <section class="inspector" aria-labelledby={HEADING}>
                <header class="inspector__head">
                    { title(stage) }
                    { close_button(&inspector.on_close) }
                </header>
                { body }
            </section>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        let stage = &ctx.props().inspector.stage;
        if self.stage != *stage {
            self.stage.clone_from(stage);
            if is_focus_lost() {
                focus(&HEADING);
            }
        }
    }
}

fn title(stage: Option<&Stage>) -> Html {
    let Some(stage) = stage else {
        return html! { <h2 id={HEADING}>{ "No stage" }</h2> };
    };
    let kind = stage.kind.word();
    html! {
        <div class="inspector__title">
            <p class={classes!("kind", format!("kind--{}", Family::of(kind).class()))}>
                { kind_word(kind) }
            </p>
            <h2 id={HEADING} tabindex="-1">{ stage.title() }</h2>
            <p class="inspector__what">{ kind_hint(&stage.kind) }</p>
        </div>
    }
}

fn close_button(on_close: &Callback<()>) -> Html {
    html! {
        <button
            type="button"
            class="button button--plain button--icon row-button"
            aria-label="Close the inspector"
            title="Close"
            onclick={on_close.reform(|_| ())}
        >
            <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                <path d="M4 4l8 8M12 4l-8 8" />
            </svg>
        </button>
    }
}

fn body(inspector: &Inspector, stage: &Stage) -> Html {
    let Inspector { workflow, problems, on_edit, on_select, .. } = inspector;
    let on_stage = on_edit.reform(Edit::Stage);
    html! {
        // Keyed by the stage, so that no half-typed text goes over to another.
        <div class="inspector__body" key={stage.id.clone()}>
            {
                StageProblems {
                    stage: stage.clone(),
                    problems: problems.clone(),
                    on_edit: on_edit.clone(),
                }.view()
            }
            {
                TextField {
                    label: AttrValue::Static("Name"),
                    value: stage.name.clone(),
                    placeholder: Some(stage.id.clone().into()),
                    on_change: change(stage, &on_stage, |stage: &mut Stage, name| stage.name = name),
                    hint: None,
                }.view()
            }
            {
                Settings {
                    workflow: workflow.clone(),
                    stage: stage.clone(),
                    on_change: on_stage,
                }.view()
            }
            {
                Outputs {
                    workflow: workflow.clone(),
                    stage: stage.clone(),
                    on_edit: on_edit.clone(),
                    on_select: on_select.clone(),
                }.view()
            }
            {
                Growth {
                    workflow: workflow.clone(),
                    stage: stage.clone(),
                    on_edit: on_edit.clone(),
                }.view()
            }
        </div>
    }
}
