//! Which output is looked at, where a part is about one.

use yew::prelude::{AttrValue, Callback, Html};

use super::splits::splits;
use crate::simulate::{OutputReport, RunReport, StageReport};
use crate::view::form::SelectField;

/// An output by the id of its stage and its own name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pick {
    /// The stage's id.
    pub stage: String,
    /// The output's name.
    pub output: String,
}

impl Pick {
    /// The output that a report has by this name; where it has none, its first one that is judged.
    #[must_use]
    pub fn within(&self, report: &RunReport) -> Option<Self> {
        let all = || outputs(report);
        let own = |(stage, output): &(&StageReport, &OutputReport)| {
            stage.id == self.stage && output.name == self.output
        };
        let judged = |(_, output): &(&StageReport, &OutputReport)| output.judgement.is_some();
        let found = all().find(own).or_else(|| all().find(judged)).or_else(|| all().next());
        found.map(|(stage, output)| Self { stage: stage.id.clone(), output: output.name.clone() })
    }

    /// What a report says of it.
    #[must_use]
    pub fn of<'r>(&self, report: &'r RunReport) -> Option<(&'r StageReport, &'r OutputReport)> {
        let stage = report.stages.iter().find(|stage| stage.id == self.stage)?;
        Some((stage, stage.outputs.iter().find(|output| output.name == self.output)?))
    }
}

/// Every output of every split.
fn outputs(report: &RunReport) -> impl Iterator<Item = (&StageReport, &OutputReport)> {
    let stages = report.stages.iter().filter(|stage| splits(stage));
    stages.flat_map(|stage| stage.outputs.iter().map(move |output| (stage, output)))
}

/// The list to choose from.
pub fn field(report: &RunReport, pick: &Pick, on_change: Callback<Pick>) -> Html {
    let option = |(stage, output): (&StageReport, &OutputReport)| {
        let pick = Pick { stage: stage.id.clone(), output: output.name.clone() };
        (pick, AttrValue::from(format!("{}: {}", stage.name, output.name)))
    };
    SelectField {
        label: AttrValue::Static("Output"),
        value: pick.clone(),
        options: outputs(report).map(option).collect(),
        on_change,
        hint: None,
    }
    .view()
}
