//! The form of a Consensus stage.

use crate::view::html::html;
use yew::prelude::*;

use super::annotators::Annotators;
use super::settings::FormProps;
use crate::view::form::{NumberField, ShareField, change};
use crate::workflow::Consensus;

/// More copies than any team makes, and few enough to stay quick.
const MOST_COPIES: u64 = 99;

/// How many work on each task, and how many must agree.
pub fn consensus_form(props: &FormProps<Consensus>) -> Html {
    let FormProps { workflow, settings, on_change } = props;
    html! {
        <>
            <div class="field-row">
                {
                    NumberField {
                        label: AttrValue::Static("Annotators per task"),
                        value: u64::from(settings.copies),
                        min: 2,
                        max: MOST_COPIES,
                        on_change: change(settings, on_change, |s: &mut Consensus, copies| {
                            s.copies = u32::try_from(copies).unwrap_or(s.copies);
                        }),
                        hint: None,
                    }.view()
                }
                {
                    ShareField {
                        label: AttrValue::Static("Quorum"),
                        value: settings.quorum,
                        on_change: change(settings, on_change, |s: &mut Consensus, quorum| s.quorum = quorum),
                        slider: false,
                        hint: None,
                    }.view()
                }
            </div>
            <output class="say">
                { format!("{} of {} must agree.", settings.needed(), settings.copies) }
            </output>
            {
                Annotators {
                    workflow: workflow.clone(),
                    chosen: settings.annotators.clone(),
                    on_change: change(settings, on_change, |s: &mut Consensus, names| s.annotators = names),
                }.view()
            }
        </>
    }
}
