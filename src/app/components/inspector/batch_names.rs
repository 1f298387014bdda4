//! The batches of a batch condition.

use std::rc::Rc;

use crate::view::html::html;
use yew::prelude::*;

use crate::view::form::{CheckItem, CheckList, Held, TextField, Typed, control};
use crate::workflow::Workflow;

/// The workflow's batches to tick. Where a metadata key names the batches there can be others,
/// known from the manifest alone, which are written in.
#[derive(Debug, Clone, PartialEq)]
pub struct BatchNames {
    pub workflow: Rc<Workflow>,
    pub names: Vec<String>,
    pub on_change: Callback<Vec<String>>,
}

impl BatchNames {
    /// The view.
    pub fn view(&self) -> Html {
        let BatchNames { workflow, names, on_change } = self;
        let batches = &workflow.batches;
        let items: Vec<CheckItem> = batches.list.iter().map(|batch| batch.name.as_str().into()).collect();
        let keyed = batches.key.is_some();
        html! {
            <div class="condition__wide">
                {
                    CheckList {
                        legend: AttrValue::Static("Is in any of"),
                        items,
                        chosen: names.clone(),
                        empty: Some(AttrValue::Static(if keyed {
                            "No batch is named yet."
                        } else {
                            "This workflow defines no batches."
                        })),
                        stray: (if keyed { "from the manifest" } else { "not defined" }).into(),
                        on_change: on_change.clone(),
                        hint: None,
                    }.view()
                }
                if keyed {
                    { Adder { names: names.clone(), on_change: on_change.clone() }.view() }
                }
            </div>
        }
    }
}

/// A name to write in and add.
#[derive(Debug, Clone, PartialEq)]
struct Adder {
    names: Vec<String>,
    on_change: Callback<Vec<String>>,
}

impl Adder {
    fn view(self) -> Html {
        control(move |held| self.drawn(held))
    }

    fn drawn(&self, held: &Held) -> Html {
        let text = held.typed.as_ref().map(|typed| typed.text.to_string()).unwrap_or_default();
        let onclick = {
            let (text, names, on_change) = (text.clone(), self.names.clone(), self.on_change.clone());
            held.keep.reform(move |_: MouseEvent| {
                if let Some(names) = with_name(&names, &text) {
                    on_change.emit(names);
                }
                None
            })
        };
        let on_text = held.keep.reform(|typed: String| Some(Typed::alone(typed.into())));
        html! {
            <div class="adder">
                {
                    TextField {
                        label: AttrValue::Static("Another batch of the manifest"),
                        value: text,
                        on_change: on_text,
                        hint: None,
                        placeholder: None,
                    }.view()
                }
                <button type="button" class="button" {onclick}>{ "Add" }</button>
            </div>
        }
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
