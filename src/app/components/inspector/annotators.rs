//! Who may work at a stage.

use std::rc::Rc;

use yew::prelude::*;

use crate::view::form::{CheckItem, CheckList};
use crate::workflow::Workflow;

/// The people to tick; with nobody ticked everybody may work.
#[derive(Debug, Clone, PartialEq)]
pub struct Annotators {
    pub workflow: Rc<Workflow>,
    pub chosen: Vec<String>,
    pub on_change: Callback<Vec<String>>,
}

impl Annotators {
    /// The view.
    pub fn view(&self) -> Html {
        let items: Vec<CheckItem> =
            self.workflow.people.iter().map(|person| person.name.as_str().into()).collect();
        let hint = match (items.is_empty(), self.chosen.is_empty()) {
            (true, _) => None,
            (false, true) => Some("Nobody is ticked: everybody may work here."),
            (false, false) => Some("Only those ticked work here."),
        };
        CheckList {
            legend: AttrValue::Static("Annotators"),
            items,
            chosen: self.chosen.clone(),
            hint: hint.map(AttrValue::Static),
            empty: Some(AttrValue::Static(
                "This workflow names no people: somebody without a name works here.",
            )),
            stray: AttrValue::Static("not among the people"),
            on_change: self.on_change.clone(),
        }
        .view()
    }
}
