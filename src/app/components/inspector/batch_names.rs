//! The batches of a batch condition.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::components::form::{CheckItem, CheckList, TextField};
use crate::workflow::Workflow;

/// What [`BatchNames`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct BatchNamesProps {
    pub workflow: Rc<Workflow>,
    pub names: Vec<String>,
    pub on_change: Callback<Vec<String>>,
}

/// The workflow's batches to tick. Where a metadata key names the batches there can be others,
/// known from the manifest alone, which are written in.
#[component]
pub fn BatchNames(props: &BatchNamesProps) -> Html {
    let BatchNamesProps { workflow, names, on_change } = props;
    let batches = &workflow.batches;
    let items: Vec<CheckItem> = batches.list.iter().map(|batch| batch.name.as_str().into()).collect();
    let keyed = batches.key.is_some();
    html! {
        <div class="condition__wide">
            <CheckList
                legend="Is in any of"
                {items}
                chosen={names.clone()}
                empty={if keyed { "No batch is named yet." } else { "This workflow defines no batches." }}
                stray={if keyed { "from the manifest" } else { "not defined" }}
                on_change={on_change.clone()}
            />
            if keyed {
                <Adder names={names.clone()} on_change={on_change.clone()} />
            }
        </div>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct AdderProps {
    names: Vec<String>,
    on_change: Callback<Vec<String>>,
}

/// A name to write in and add.
#[component]
fn Adder(props: &AdderProps) -> Html {
    let text = use_state_eq(String::new);
    let onclick = {
        let (text, names, on_change) = (text.clone(), props.names.clone(), props.on_change.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(names) = with_name(&names, &text) {
                on_change.emit(names);
            }
            text.set(String::new());
        })
    };
    let on_text = {
        let text = text.clone();
        Callback::from(move |typed| text.set(typed))
    };
    html! {
        <div class="adder">
            <TextField label="Another batch of the manifest" value={(*text).clone()} on_change={on_text} />
            <button type="button" class="button" {onclick}>{ "Add" }</button>
        </div>
    }
}

/// The names with one more at the end; `None` where it is empty or there already.
fn with_name(names: &[String], name: &str) -> Option<Vec<String>> {
    let name = name.trim();
    let new = !name.is_empty() && !names.iter().any(|known| known == name);
    new.then(|| names.iter().cloned().chain([name.to_owned()]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_added_once() {
        let names = with_name(&[], " night ").unwrap();
        assert_eq!(names, ["night"]);
        assert_eq!(with_name(&names, "night"), None);
        assert_eq!(with_name(&names, "  "), None);
    }
}
