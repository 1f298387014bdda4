//! The stage that an output leads to.

use std::rc::Rc;

use yew::prelude::*;

use super::select::SelectField;
use crate::workflow::{StageKind, Target, Workflow};

/// A drop-down list of stages.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetField {
    /// The field's name.
    pub label: AttrValue,
    /// The workflow whose stages to choose from.
    pub workflow: Rc<Workflow>,
    /// The present target.
    pub value: Target,
    /// Receives the target chosen.
    pub on_change: Callback<Target>,
}

impl TargetField {
    /// The view.
    pub fn view(&self) -> Html {
        let TargetField { label, workflow, value, on_change } = self;
        SelectField {
            label: label.clone(),
            value: value.clone(),
            options: options(workflow, value.as_deref()),
            on_change: on_change.clone(),
            hint: None,
        }
        .view()
    }
}

/// "Not connected", every stage that tasks can be sent to, and the present target if it is none.
fn options(workflow: &Workflow, present: Option<&str>) -> Vec<(Target, AttrValue)> {
    let reachable: Vec<_> =
        workflow.stages.iter().filter(|stage| !matches!(stage.kind, StageKind::Dataset(_))).collect();
    let label = |title: &str, id: &str| {
        let shared = reachable.iter().filter(|stage| stage.title() == title).count() > 1;
        if shared { format!("{title} ({id})") } else { title.to_owned() }
    };
    let stages = reachable.iter().map(|stage| (stage.id.as_str(), label(stage.title(), &stage.id)));
    let stray = present.filter(|id| !reachable.iter().any(|stage| stage.id == *id));
    let stray = stray.map(|id| match workflow.stage(id) {
        Some(dataset) => (id, format!("{} (a Dataset)", dataset.title())),
        None => (id, format!("{id} (no such stage)")),
    });
    let named = stages.chain(stray).map(|(id, label)| (Some(id.to_owned()), label.into()));
    std::iter::once((None, AttrValue::Static("Not connected"))).chain(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workflow::read;

    #[test]
    fn datasets_are_left_out_and_shared_titles_told_apart() {
        let text = r#"{"sluice": 1, "stages": [
            {"id": "data", "kind": "dataset", "next": "a"},
            {"id": "a", "kind": "review", "name": "Review"},
            {"id": "b", "kind": "review", "name": "Review"},
            {"id": "end", "kind": "complete"}]}"#;
        let workflow = read(text).unwrap().workflow;
        let labels = |present| -> Vec<String> {
            options(&workflow, present).into_iter().map(|(_, label)| label.to_string()).collect()
        };
        assert_eq!(labels(Some("end")), ["Not connected", "Review (a)", "Review (b)", "end"]);
        assert_eq!(labels(Some("gone")).last().unwrap(), "gone (no such stage)");
        assert_eq!(labels(Some("data")).last().unwrap(), "data (a Dataset)");
    }
}
