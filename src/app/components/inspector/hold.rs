//! The form of a Hold stage.

use yew::prelude::*;

use super::settings::FormProps;
use crate::view::form::{Choice, RadioField, change};
use crate::workflow::{Hold, HoldRelease};

/// When the tasks are released.
pub fn hold_form(props: &FormProps<Hold>) -> Html {
    let FormProps { settings, on_change, .. } = props;
    RadioField {
        legend: AttrValue::Static("When tasks are released"),
        value: settings.release,
        choices: &RELEASES,
        on_change: change(settings, on_change, |s: &mut Hold, release| s.release = release),
    }
    .view()
}

const RELEASES: [Choice<HoldRelease>; 2] = [
    Choice {
        value: HoldRelease::WhenAllArrived,
        label: "When everything has arrived",
        hint: "All of them go on together.",
    },
    Choice { value: HoldRelease::Never, label: "Never", hint: "Every task that gets here waits." },
];
