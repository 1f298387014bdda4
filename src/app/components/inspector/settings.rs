//! A stage's settings: the form of its kind.

use std::rc::Rc;

use yew::prelude::*;

use super::agent::agent_form;
use super::annotate::annotate_form;
use super::consensus::consensus_form;
use super::dataset::dataset_form;
use super::ends::end_form;
use super::hold::hold_form;
use super::logic::logic_form;
use super::model::model_form;
use super::review::review_form;
use super::sampling::sampling_form;
use super::webhook::webhook_form;
use crate::workflow::{Stage, StageKind, Workflow};

/// What the form of one kind of stage shows: its settings `S`, and the workflow whose people,
/// classes and stages they name.
#[derive(Debug, Clone, PartialEq)]
pub struct FormProps<S: Clone + PartialEq + 'static> {
    pub workflow: Rc<Workflow>,
    pub settings: S,
    pub on_change: Callback<S>,
}

/// The settings of any stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    pub workflow: Rc<Workflow>,
    pub stage: Stage,
    pub on_change: Callback<Stage>,
}

impl Settings {
    /// The view.
    pub fn view(&self) -> Html {
        /// The form `$form` for the settings in the variant `$kind`.
        macro_rules! form {
            ($form:ident, $kind:ident, $settings:expr) => {
                $form(&FormProps {
                    workflow: self.workflow.clone(),
                    settings: $settings.clone(),
                    on_change: as_stage(self, StageKind::$kind),
                })
            };
        }
        match &self.stage.kind {
            StageKind::Dataset(settings) => form!(dataset_form, Dataset, settings),
            StageKind::Annotate(settings) => form!(annotate_form, Annotate, settings),
            StageKind::Review(settings) => form!(review_form, Review, settings),
            StageKind::Consensus(settings) => form!(consensus_form, Consensus, settings),
            StageKind::Model(settings) => form!(model_form, Model, settings),
            StageKind::Sampling(settings) => form!(sampling_form, Sampling, settings),
            StageKind::Logic(settings) => form!(logic_form, Logic, settings),
            StageKind::Agent(settings) => form!(agent_form, Agent, settings),
            StageKind::Webhook(settings) => form!(webhook_form, Webhook, settings),
            StageKind::Hold(settings) => form!(hold_form, Hold, settings),
            StageKind::Complete | StageKind::Archive | StageKind::Discard => end_form(),
        }
    }
}

/// Takes a kind's settings and sends on the stage with them.
fn as_stage<S: 'static>(props: &Settings, kind: fn(S) -> StageKind) -> Callback<S> {
    let stage = props.stage.clone();
    props.on_change.reform(move |settings| Stage { kind: kind(settings), ..stage.clone() })
}
