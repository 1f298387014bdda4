//! How shares are taken: the same form for a Sampling stage and for a rule that samples.

use crate::view::html::html;
use yew::prelude::*;

use crate::view::form::{CheckField, Choice, NumberField, RadioField, SelectField, change};
use crate::workflow::{Method, OnReturn, Sampler};

/// The most arrivals that a workflow file lets a block have.
const MOST_IN_BLOCK: u64 = 1_000_000;

/// A method, its name, and what it means and who does it.
type MethodWords = (Method, &'static str, &'static str);

/// Every method, the default first.
const METHODS: [MethodWords; 6] = [
    (
        Method::Independent,
        "Each task on its own",
        "Chance decides for each task alone, so the split varies from run to run. (V7, Ango Hub, Labelbox)",
    ),
    (
        Method::Quota,
        "Exact share of all",
        "Exactly the rounded share of the tasks that arrive; chance picks which. (Label Studio, Kili)",
    ),
    (
        Method::Block,
        "Exact in every block",
        "Exactly the share of every so many arrivals; chance picks which of them. (Decisions)",
    ),
    (
        Method::EveryKth,
        "Every k-th task",
        "Arrivals at even distances: for 20\u{a0}% the 1st, the 6th, the 11th. (Toloka)",
    ),
    (
        Method::Sticky,
        "The same for the same task",
        "A hash of the task decides: it goes the same way every time and in every run. (Prodigy, feature flags)",
    ),
    (
        Method::Balanced,
        "Whichever is behind",
        "Each arrival makes up for the share that is furthest behind. (CVAT honeypots)",
    ),
];

/// A method's name on the page.
pub fn method_name(method: Method) -> &'static str {
    words(method).1
}

fn words(method: Method) -> MethodWords {
    let [first, ..] = METHODS;
    METHODS.iter().copied().find(|(known, ..)| *known == method).unwrap_or(first)
}

/// The method, what it asks for, and what happens when a task comes back.
pub fn sampler_form(sampler: Sampler, on_change: &Callback<Sampler>) -> Html {
    let (method, _, meaning) = words(sampler.method);
    html! {
        <div class="sampler">
            {
                SelectField {
                    label: AttrValue::Static("Method"),
                    value: method,
                    options: METHODS.iter().map(|&(method, name, _)| (method, name.into())).collect(),
                    hint: Some(AttrValue::Static(meaning)),
                    on_change: change(&sampler, on_change, |s: &mut Sampler, method| s.method = method),
                }.view()
            }
            { own_settings(sampler, on_change) }
            // What a hash decides is the same on every visit anyway.
            if method != Method::Sticky {
                {
                    RadioField {
                        legend: AttrValue::Static("When a task comes back"),
                        value: sampler.on_return,
                        choices: &RETURNS,
                        on_change: change(&sampler, on_change, |s: &mut Sampler, kept| s.on_return = kept),
                    }.view()
                }
            }
        </div>
    }
}

/// What one method asks for and the others do not.
fn own_settings(sampler: Sampler, on_change: &Callback<Sampler>) -> Html {
    match sampler.method {
        Method::Block => NumberField {
            label: AttrValue::Static("Tasks in a block"),
            value: u64::from(sampler.block),
            min: 1,
            max: MOST_IN_BLOCK,
            on_change: change(&sampler, on_change, |s: &mut Sampler, block| {
                s.block = u32::try_from(block).unwrap_or(s.block);
            }),
            hint: None,
        }
        .view(),
        Method::EveryKth => CheckField {
            label: AttrValue::Static("Start at a random place"),
            checked: sampler.random_start,
            hint: Some(AttrValue::Static("Otherwise the first arrival is the first one taken.")),
            on_change: change(&sampler, on_change, |s: &mut Sampler, random| s.random_start = random),
        }
        .view(),
        _ => Html::default(),
    }
}

const RETURNS: [Choice<OnReturn>; 2] = [
    Choice { value: OnReturn::Draw, label: "Decide anew", hint: "It is taken for a new arrival." },
    Choice {
        value: OnReturn::Keep,
        label: "Keep",
        hint: "It goes the way it went first, and is no new arrival.",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_method_has_words_of_its_own() {
        let methods = [
            Method::Independent,
            Method::Quota,
            Method::Block,
            Method::EveryKth,
            Method::Sticky,
            Method::Balanced,
        ];
        assert!(methods.iter().all(|&method| words(method).0 == method));
        assert_eq!(METHODS[0].0, Method::default());
    }
}
