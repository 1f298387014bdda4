//! Where a stage's fixed outputs lead. The outputs of Sampling, Logic and Agent stand with
//! what decides about them.

use std::rc::Rc;

use crate::view::html::html;
use yew::prelude::*;

use crate::view::form::TargetField;
use crate::workflow::edit::Edit;
use crate::workflow::{OutputRef, Stage, StageKind, Workflow};

/// The outputs with a target to choose for each, and the stages that lead here.
#[derive(Debug, Clone, PartialEq)]
pub struct Outputs {
    pub workflow: Rc<Workflow>,
    pub stage: Stage,
    pub on_edit: Callback<Edit>,
    pub on_select: Callback<String>,
}

impl Outputs {
    /// The view.
    pub fn view(&self) -> Html {
        let outputs = self.stage.outputs();
        let own_rows =
            matches!(self.stage.kind, StageKind::Sampling(_) | StageKind::Logic(_) | StageKind::Agent(_));
        html! {
            <>
                if !outputs.is_empty() && !own_rows {
                    <section class="inspector__section">
                        <h3>{ "Where tasks go" }</h3>
                        <div class="field-row">
                            { for outputs.iter().enumerate().map(|(i, output)| target(self, i, output)) }
                        </div>
                    </section>
                }
                { neighbours(self) }
            </>
        }
    }
}

fn target(props: &Outputs, output: usize, shown: &OutputRef<'_>) -> Html {
    let stage = props.stage.id.clone();
    let on_change = props.on_edit.reform(move |to| Edit::Connect { stage: stage.clone(), output, to });
    html! {
        <key={output}>{
            TargetField {
                label: shown.name.to_string().into(),
                workflow: props.workflow.clone(),
                value: shown.to.map(str::to_owned),
                on_change,
            }.view()
        }</>
    }
}

/// The stages before and after this one, as buttons that show them.
fn neighbours(props: &Outputs) -> Html {
    let id = props.stage.id.as_str();
    let leads_here = |stage: &&Stage| stage.outputs().iter().any(|output| output.to == Some(id));
    let mut before: Vec<&Stage> = props.workflow.stages.iter().filter(leads_here).collect();
    before.retain(|stage| stage.id != id);
    let after = |stage: &&Stage| props.stage.outputs().iter().any(|o| o.to == Some(stage.id.as_str()));
    let mut after: Vec<&Stage> = props.workflow.stages.iter().filter(after).collect();
    after.retain(|stage| stage.id != id);
    if before.is_empty() && after.is_empty() {
        return Html::default();
    }
    html! {
        <nav class="neighbours" aria-label="Stages next to this one">
            { links(props, "From", &before) }
            { links(props, "To", &after) }
        </nav>
    }
}

fn links(props: &Outputs, word: &str, stages: &[&Stage]) -> Html {
    if stages.is_empty() {
        return Html::default();
    }
    let link = |stage: &&Stage| {
        let id = stage.id.clone();
        html! {
            <li key={stage.id.clone()}>
                <button
                    type="button"
                    class="neighbours__link"
                    onclick={props.on_select.reform(move |_| id.clone())}
                >
                    { stage.title() }
                </button>
            </li>
        }
    };
    html! {
        <div class="neighbours__side">
            <span class="neighbours__word">{ word }</span>
            <ul>{ for stages.iter().map(link) }</ul>
        </div>
    }
}
