//! The form of an Annotate stage.

use crate::view::html::html;
use yew::prelude::*;

use super::annotators::Annotators;
use super::settings::FormProps;
use crate::view::form::{CheckField, change};
use crate::workflow::Annotate;

/// Who annotates, and whether a task goes back to the same person.
pub fn annotate_form(props: &FormProps<Annotate>) -> Html {
    let FormProps { workflow, settings, on_change } = props;
    html! {
        <>
            {
                Annotators {
                    workflow: workflow.clone(),
                    chosen: settings.annotators.clone(),
                    on_change: change(settings, on_change, |s: &mut Annotate, names| s.annotators = names),
                }.view()
            }
            {
                CheckField {
                    label: AttrValue::Static("A task that comes back keeps its annotator"),
                    checked: settings.sticky,
                    hint: Some(AttrValue::Static("Otherwise somebody is picked anew on every visit.")),
                    on_change: change(settings, on_change, |s: &mut Annotate, sticky| s.sticky = sticky),
                }.view()
            }
        </>
    }
}
