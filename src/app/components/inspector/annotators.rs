//! Who may work at a stage.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::components::form::{CheckItem, CheckList};
use crate::workflow::Workflow;

/// What [`Annotators`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct AnnotatorsProps {
    pub workflow: Rc<Workflow>,
    pub chosen: Vec<String>,
    pub on_change: Callback<Vec<String>>,
}

/// The people to tick; with nobody ticked everybody may work.
#[component]
pub fn Annotators(props: &AnnotatorsProps) -> Html {
    let items: Vec<CheckItem> =
        props.workflow.people.iter().map(|person| person.name.as_str().into()).collect();
    let hint = match (items.is_empty(), props.chosen.is_empty()) {
        (true, _) => None,
        (false, true) => Some("Nobody is ticked: everybody may work here."),
        (false, false) => Some("Only those ticked work here."),
    };
    html! {
        <CheckList
            legend="Annotators"
            {items}
            chosen={props.chosen.clone()}
            hint={hint.map(AttrValue::Static)}
            empty="This workflow names no people: somebody without a name works here."
            stray="not among the people"
            on_change={props.on_change.clone()}
        />
    }
}
