//! The form of a Dataset stage.

use crate::view::html::html;
use yew::prelude::*;

use super::settings::FormProps;
use crate::view::form::{CheckField, Choice, NumberField, RadioField, change};
use crate::workflow::{Dataset, Release};

/// Tasks to give a stage by hand; a manifest brings its own.
const MOST_TASKS: u64 = 100_000_000;

/// Who starts the tasks, how many there are, and whether they are the benchmark.
pub fn dataset_form(props: &FormProps<Dataset>) -> Html {
    let FormProps { settings, on_change, .. } = props;
    html! {
        <>
            {
                NumberField {
                    label: AttrValue::Static("Tasks"),
                    value: settings.tasks,
                    max: MOST_TASKS,
                    hint: Some(AttrValue::Static("Plain tasks to send through where no manifest is loaded.")),
                    on_change: change(settings, on_change, |s: &mut Dataset, tasks| s.tasks = tasks),
                    min: 0,
                }.view()
            }
            {
                RadioField {
                    legend: AttrValue::Static("Who starts the tasks"),
                    value: settings.release,
                    choices: &RELEASES,
                    on_change: change(settings, on_change, |s: &mut Dataset, release| s.release = release),
                }.view()
            }
            {
                CheckField {
                    label: AttrValue::Static("These are the benchmark"),
                    checked: settings.benchmark,
                    hint: Some(AttrValue::Static(
                        "A data unit that another Dataset stage has as well is one task, and starts here.",
                    )),
                    on_change: change(settings, on_change, |s: &mut Dataset, benchmark| s.benchmark = benchmark),
                }.view()
            }
        </>
    }
}

const RELEASES: [Choice<Release>; 3] = [
    Choice {
        value: Release::Manager,
        label: "A manager",
        hint: "A User, Admin or Workforce Manager assigns them. This works before every stage.",
    },
    Choice {
        value: Release::Workers,
        label: "Workers, by themselves",
        hint: "Workers cannot take tasks into an automated stage: before one, every task waits.",
    },
    Choice { value: Release::Automatic, label: "Automatic", hint: "Tasks start as soon as they are there." },
];
