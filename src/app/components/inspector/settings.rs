//! A stage's settings: the form of its kind.

use std::rc::Rc;

use yew::prelude::*;

use super::agent::AgentForm;
use super::annotate::AnnotateForm;
use super::consensus::ConsensusForm;
use super::dataset::DatasetForm;
use super::ends::EndForm;
use super::logic::LogicForm;
use super::model::ModelForm;
use super::review::ReviewForm;
use super::sampling::SamplingForm;
use crate::workflow::{Stage, StageKind, Workflow};

/// What the form of one kind of stage shows: its settings `S`, and the workflow whose people,
/// classes and stages they name.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct FormProps<S: Clone + PartialEq + 'static> {
    pub workflow: Rc<Workflow>,
    pub settings: S,
    pub on_change: Callback<S>,
}

/// What [`Settings`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct SettingsProps {
    pub workflow: Rc<Workflow>,
    pub stage: Stage,
    pub on_change: Callback<Stage>,
}

/// The settings of any stage.
#[component]
pub fn Settings(props: &SettingsProps) -> Html {
    /// The form `$form` for the settings in the variant `$kind`.
    macro_rules! form {
        ($form:ident, $kind:ident, $settings:expr) => {
            html! {
                <$form
                    workflow={props.workflow.clone()}
                    settings={$settings.clone()}
                    on_change={as_stage(props, StageKind::$kind)}
                />
            }
        };
    }
    match &props.stage.kind {
        StageKind::Dataset(settings) => form!(DatasetForm, Dataset, settings),
        StageKind::Annotate(settings) => form!(AnnotateForm, Annotate, settings),
        StageKind::Review(settings) => form!(ReviewForm, Review, settings),
        StageKind::Consensus(settings) => form!(ConsensusForm, Consensus, settings),
        StageKind::Model(settings) => form!(ModelForm, Model, settings),
        StageKind::Sampling(settings) => form!(SamplingForm, Sampling, settings),
        StageKind::Logic(settings) => form!(LogicForm, Logic, settings),
        StageKind::Agent(settings) => form!(AgentForm, Agent, settings),
        StageKind::Complete | StageKind::Archive | StageKind::Discard => html! { <EndForm /> },
    }
}

/// Takes a kind's settings and sends on the stage with them.
fn as_stage<S: 'static>(props: &SettingsProps, kind: fn(S) -> StageKind) -> Callback<S> {
    let stage = props.stage.clone();
    props.on_change.reform(move |settings| Stage { kind: kind(settings), ..stage.clone() })
}
