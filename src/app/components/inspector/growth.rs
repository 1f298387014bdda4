//! Adding a stage after this one, and removing this one.

use std::rc::Rc;

use crate::view::html::html;
use yew::prelude::*;

use super::kinds::followers;
use crate::view::form::{Held, SelectField, Typed, control};
use crate::workflow::edit::Edit;
use crate::workflow::{Stage, Workflow};

/// "Add a stage after this" and "Remove this stage".
#[derive(Debug, Clone, PartialEq)]
pub struct Growth {
    pub workflow: Rc<Workflow>,
    pub stage: Stage,
    pub on_edit: Callback<Edit>,
}

impl Growth {
    /// The view.
    pub fn view(self) -> Html {
        control(move |held| self.drawn(held))
    }

    fn drawn(&self, held: &Held) -> Html {
        let kinds = followers();
        let kept = held.typed.as_ref().and_then(|kept| kinds.iter().find(|(kind, _)| kept.text == **kind));
        let chosen = kept.map_or("annotate", |(kind, _)| kind);
        let keep = held.keep.reform(|kind| Some(Typed::alone(AttrValue::Static(kind))));
        let id = self.stage.id.clone();
        let after = id.clone();
        let add = self
            .on_edit
            .reform(move |_: MouseEvent| Edit::AddStage { kind: chosen, after: Some(after.clone()) });
        let remove = self.on_edit.reform(move |_: MouseEvent| Edit::RemoveStage(id.clone()));
        html! {
            <section class="inspector__section growth" aria-label="Add and remove stages">
                if let Some(place) = place(&self.workflow, &self.stage) {
                    <div class="growth__add">
                        {
                            SelectField {
                                label: AttrValue::Static("Add a stage after this"),
                                value: chosen,
                                options: kinds,
                                on_change: keep,
                                hint: None,
                            }.view()
                        }
                        <button type="button" class="button" onclick={add}>{ "Add" }</button>
                    </div>
                    <p class="field__hint">{ place }</p>
                }
                <button type="button" class="button button--danger" onclick={remove}>
                    { "Remove this stage" }
                </button>
            </section>
        }
    }
}

/// Where a stage added after `stage` will stand; `None` after an end.
fn place(workflow: &Workflow, stage: &Stage) -> Option<String> {
    let outputs = stage.outputs();
    let first = outputs.first()?;
    let onward = first.to.and_then(|to| workflow.stage(to)).map(Stage::title);
    let output = match outputs.len() {
        1 => "It takes this stage's output".to_owned(),
        _ => format!("It takes the output \u{201c}{}\u{201d}", first.name),
    };
    Some(onward.map_or_else(|| format!("{output}."), |title| format!("{output} and leads on to {title}.")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workflow::read;

    #[test]
    fn the_place_of_a_new_stage_is_told() {
        let text = r#"{"sluice": 1, "stages": [
            {"id": "data", "kind": "dataset", "next": "qa"},
            {"id": "qa", "kind": "review", "approve": "end"},
            {"id": "end", "kind": "complete", "name": "Done"}]}"#;
        let workflow = read(text).unwrap().workflow;
        let told = |id| place(&workflow, workflow.stage(id).unwrap());
        assert_eq!(told("data").unwrap(), "It takes this stage's output and leads on to qa.");
        assert_eq!(told("qa").unwrap(), "It takes the output \u{201c}Approve\u{201d} and leads on to Done.");
        assert_eq!(told("end"), None);
    }
}
