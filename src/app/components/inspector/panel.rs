//! The inspector: everything about one stage.

use std::rc::Rc;

use yew::prelude::*;

use super::growth::Growth;
use super::kinds::{kind_group, kind_hint, kind_title};
use super::outputs::Outputs;
use super::settings::Settings;
use super::stage_problems::StageProblems;
use crate::app::components::form::{TextField, change, focus, is_focus_lost, use_id};
use crate::workflow::edit::Edit;
use crate::workflow::{Problem, Stage, Workflow};

/// What an [`Inspector`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct InspectorProps {
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

/// The form for one stage.
#[component]
pub fn Inspector(props: &InspectorProps) -> Html {
    let heading = use_id();
    use_heading_focus(&props.stage, &heading);
    let body = match props.workflow.stage(&props.stage) {
        // Keyed by the stage, so that no half-typed text goes over to another.
        Some(stage) => {
            html! { <Body key={stage.id.clone()} inspector={props.clone()} stage={stage.clone()} /> }
        }
        None => html! { <p class="quiet">{ "This stage is not in the workflow." }</p> },
    };
    html! {
        <section class="inspector" aria-labelledby={heading.clone()}>
            <header class="inspector__head">
                { title(props.workflow.stage(&props.stage), &heading) }
                { close_button(&props.on_close) }
            </header>
            { body }
        </section>
    }
}

/// Gives the heading the focus where showing another stage has taken it away from a button of
/// the one before.
#[hook]
fn use_heading_focus(stage: &str, heading: &AttrValue) {
    let shown = use_mut_ref(|| false);
    let heading = heading.clone();
    use_effect_with(stage.to_owned(), move |_| {
        if shown.replace(true) && is_focus_lost() {
            focus(&heading);
        }
    });
}

fn title(stage: Option<&Stage>, heading: &AttrValue) -> Html {
    let Some(stage) = stage else {
        return html! { <h2 id={heading}>{ "No stage" }</h2> };
    };
    html! {
        <div class="inspector__title">
            <p class={classes!("kind", format!("kind--{}", kind_group(&stage.kind)))}>
                { kind_title(stage.kind.word()) }
            </p>
            <h2 id={heading} tabindex="-1">{ stage.title() }</h2>
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

#[derive(Debug, Clone, PartialEq, Properties)]
struct BodyProps {
    inspector: InspectorProps,
    stage: Stage,
}

#[component]
fn Body(props: &BodyProps) -> Html {
    let BodyProps { inspector, stage } = props;
    let InspectorProps { workflow, problems, on_edit, on_select, .. } = inspector;
    let on_stage = on_edit.reform(Edit::Stage);
    html! {
        <div class="inspector__body">
            <StageProblems stage={stage.clone()} problems={problems.clone()} {on_edit} />
            <TextField
                label="Name"
                value={stage.name.clone()}
                placeholder={stage.id.clone()}
                on_change={change(stage, &on_stage, |stage: &mut Stage, name| stage.name = name)}
            />
            <Settings workflow={workflow.clone()} stage={stage.clone()} on_change={on_stage} />
            <Outputs workflow={workflow.clone()} stage={stage.clone()} {on_edit} {on_select} />
            <Growth workflow={workflow.clone()} stage={stage.clone()} {on_edit} />
        </div>
    }
}
