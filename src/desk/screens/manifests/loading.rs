//! The ways to load manifests, and what there is to say while there is none.

use web_sys::File;
use yew::prelude::{AttrValue, Callback, Html, MouseEvent};

use super::kept::Act;
use crate::desk::shell::Told;
use crate::exchange::{Route, Wish};
use crate::view::file_button::FileButton;
use crate::view::form::{Choice, RadioField};
use crate::view::format;
use crate::view::html::html;
use crate::view::paste::Paste;

/// Choosing, dropping and pasting.
pub fn view(told: &Told) -> Html {
    let load = told.ask.reform(|files: Vec<File>| (Wish::Load { placing: None, sort: false }, files));
    html! {
        <section class="load" aria-label="Load manifests">
            <div class="load__ways">
                {
                    FileButton {
                        label: AttrValue::Static("Choose manifests"),
                        accept: AttrValue::Static(".json,.jsonl,.ndjson,.csv,.txt,application/json,text/csv"),
                        multiple: true,
                        on_files: load.clone(),
                    }.view()
                }
                <p>{ "or drop them anywhere on this page, or paste them with Ctrl + V." }</p>
            </div>
            { strictness(told) }
            { Paste { on_file: load.reform(|file| vec![file]) }.view() }
            <p class="small quiet">{
                "Encord JSON or CSV; files of V7, Label Studio, Labelbox, SageMaker, CVAT and COCO; a plain list of URLs. \
                 Several at once if you like. Nothing leaves this browser."
            }</p>
        </section>
    }
}

/// What becomes of a file with a bad item.
const STRICTNESS: [Choice<bool>; 2] = [
    Choice { value: false, label: "Load the good items", hint: "Bad ones are left out and listed." },
    Choice {
        value: true,
        label: "Refuse the whole file",
        hint: "All that is wrong with it is listed; what was loaded before stays.",
    },
];

fn strictness(told: &Told) -> Html {
    RadioField {
        legend: AttrValue::Static("If a file has a bad item"),
        value: told.snapshot.strict,
        choices: &STRICTNESS,
        on_change: told.wishes(|on| Wish::Strict { on }),
    }
    .view()
}

/// Manifests that are shipped with the page.
const EXAMPLES: [&str; 3] =
    ["benchmark-qa.benchmark.json", "benchmark-qa.production.csv", "logic-rules.manifest.json"];

/// What there is to know before the first manifest.
pub fn nothing(told: &Told, act: &Callback<Act>) -> Html {
    let stages = told.snapshot.datasets.iter().map(|dataset| {
        html! {
            <li><strong>{ &dataset.name }</strong>{ format!(": {}", format::many(dataset.plain as f64, "plain task", "plain tasks")) }</li>
        }
    });
    html! {
        <section class="panel" aria-label="No manifest yet">
            <h3>{ "No manifest is loaded" }</h3>
            <p>
                { "A manifest is the list of files that a project imports. Load the one you have: you will see every \
                   task it makes, everything that is odd about it with its line, and you can send its tasks through \
                   the workflow." }
            </p>
            if told.snapshot.datasets.is_empty() {
                <p>
                    { "The workflow has no Dataset stage yet, where tasks start. " }
                    <a href={Route::Lab.hash()}>{ "Add one in the Lab" }</a>{ "." }
                </p>
            } else {
                <>
                    <p>{ format!("Until then the workflow \u{201c}{}\u{201d} runs on plain tasks:", told.snapshot.name) }</p>
                    <ul class="import__plain">{ for stages }</ul>
                </>
            }
            <p>{ "None at hand? Load one of the examples:" }</p>
            <div class="load__ways">{ for EXAMPLES.iter().map(|name| example(name, act)) }</div>
        </section>
    }
}

fn example(name: &'static str, act: &Callback<Act>) -> Html {
    let onclick = act.reform(move |_: MouseEvent| Act::Example(name));
    html! { <button type="button" class="button" key={name} {onclick}>{ name }</button> }
}
