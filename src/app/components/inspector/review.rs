//! The form of a Review stage.

use crate::view::html::html;
use yew::prelude::*;

use super::settings::FormProps;
use crate::view::form::{Choice, RadioField, ShareField, change};
use crate::workflow::{Review, ReviewMode, Share};

/// How the reviewer decides.
pub fn review_form(props: &FormProps<Review>) -> Html {
    let FormProps { settings, on_change, .. } = props;
    let judged = matches!(settings.mode, ReviewMode::Judged { .. });
    html! {
        <>
            {
                RadioField {
                    legend: AttrValue::Static("How it decides"),
                    value: judged,
                    choices: &MODES,
                    on_change: change(settings, on_change, |s: &mut Review, judged| s.mode = fresh_mode(judged)),
                }.view()
            }
            { shares(props) }
        </>
    }
}

const MODES: [Choice<bool>; 2] = [
    Choice { value: false, label: "By a share", hint: "Rejects a fixed share, whatever the task holds." },
    Choice {
        value: true,
        label: "By the annotations",
        hint: "Compares them with what the task truly holds.",
    },
];

fn fresh_mode(judged: bool) -> ReviewMode {
    let share = |percent: u32| Share::from_millionths(percent * 10_000).unwrap_or_default();
    if judged {
        ReviewMode::Judged { catch: share(90), false_alarm: share(5) }
    } else {
        ReviewMode::Plain { reject: share(10) }
    }
}

fn shares(props: &FormProps<Review>) -> Html {
    let FormProps { settings, on_change, .. } = props;
    let set = |mode: fn(Share, ReviewMode) -> ReviewMode| {
        change(settings, on_change, move |s: &mut Review, share| s.mode = mode(share, s.mode))
    };
    match settings.mode {
        ReviewMode::Plain { reject } => ShareField {
            label: AttrValue::Static("Share rejected"),
            slider: true,
            value: reject,
            on_change: set(|reject, _| ReviewMode::Plain { reject }),
            hint: None,
        }
        .view(),
        ReviewMode::Judged { catch, false_alarm } => html! {
            <>
                {
                    ShareField {
                        label: AttrValue::Static("Catch rate"),
                        slider: true,
                        value: catch,
                        hint: Some(AttrValue::Static("The chance to reject a task with a wrong annotation.")),
                        on_change: set(|catch, mode| with_catch(mode, catch)),
                    }.view()
                }
                {
                    ShareField {
                        label: AttrValue::Static("False-alarm rate"),
                        slider: true,
                        value: false_alarm,
                        hint: Some(AttrValue::Static("The chance to reject a task without one.")),
                        on_change: set(|false_alarm, mode| with_false_alarm(mode, false_alarm)),
                    }.view()
                }
            </>
        },
    }
}

fn with_catch(mode: ReviewMode, catch: Share) -> ReviewMode {
    match mode {
        ReviewMode::Judged { false_alarm, .. } => ReviewMode::Judged { catch, false_alarm },
        plain @ ReviewMode::Plain { .. } => plain,
    }
}

fn with_false_alarm(mode: ReviewMode, false_alarm: Share) -> ReviewMode {
    match mode {
        ReviewMode::Judged { catch, .. } => ReviewMode::Judged { catch, false_alarm },
        plain @ ReviewMode::Plain { .. } => plain,
    }
}
