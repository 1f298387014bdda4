//! What stands around every part: which run it is, running again, and the links to the parts.

use yew::prelude::{Callback, Html, MouseEvent};

use super::{Act, Kept, Tab};
use crate::desk::shell::Told;
use crate::exchange::{Route, Wish};
use crate::simulate::RunReport;
use crate::view::format;
use crate::view::html::html;

/// Before the first result.
pub fn nothing(told: &Told) -> Html {
    let words = if told.snapshot.running {
        "The first run is under way."
    } else if told.snapshot.can_run {
        "Nothing has been run yet."
    } else {
        "The workflow has errors, so nothing has been run."
    };
    html! {
        <section class="panel" aria-label="No result yet">
            <p role="status">{ words }</p>
            <p><a href={Route::Lab.hash()}>{ "Go to the Lab" }</a></p>
        </section>
    }
}

/// Which run this is, and running again.
pub fn head(told: &Told, report: &RunReport) -> Html {
    let snapshot = &told.snapshot;
    let again = told.wishes(|_: MouseEvent| Wish::RunAgain);
    let cancel = told.wishes(|_: MouseEvent| Wish::Cancel);
    html! {
        <div class="results__head">
            <dl class="results__run" aria-label="This result">
                { fact("Workflow", report.workflow.clone()) }
                { fact("Tasks per run", format::count(report.tasks as f64)) }
                { fact("Runs", format::count(report.runs as f64)) }
                { fact("Seed", report.seed.to_string()) }
            </dl>
            <div class="results__actions">
                <button type="button" class="button" disabled={!snapshot.running} onclick={cancel}>{ "Cancel" }</button>
                <button
                    type="button"
                    class="button button--primary"
                    disabled={snapshot.running || !snapshot.can_run}
                    onclick={again}
                >{ "Run with a new seed" }</button>
            </div>
            <p class="results__state small quiet" role="status">{ state(told) }</p>
        </div>
    }
}

fn fact(name: &str, value: String) -> Html {
    if value.is_empty() {
        return Html::default();
    }
    html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> }
}

/// What there is to know of the result as a whole.
fn state(told: &Told) -> String {
    match told.progress {
        Some((walked, total)) if told.snapshot.running => {
            let [walked, total] = [walked, total].map(|tasks| format::count(tasks as f64));
            format!(
                "A run is under way: {walked} of {total} tasks. Until it is over, the result before it is shown."
            )
        }
        _ if told.snapshot.stale => {
            "The workflow has changed since this run: run it again to see what it does now.".to_owned()
        }
        _ => String::new(),
    }
}

/// While the run is walked again.
pub fn walking(walked: Option<(u64, u64)>) -> Html {
    let words = match walked {
        Some((walked, total)) => {
            let [walked, total] = [walked, total].map(|tasks| format::count(tasks as f64));
            format!("The run is being looked into: {walked} of {total} tasks…")
        }
        None => "The run is being looked into…".to_owned(),
    };
    html! { <p class="panel" role="status">{ words }</p> }
}

/// Where the run cannot be looked into.
pub fn unknown(told: &Told, kept: &Kept, act: &Callback<Act>) -> Html {
    let again = act.reform(|_: MouseEvent| Act::TryAgain);
    let lost = kept.studies.lost.as_ref();
    let words = match (lost, &kept.failed) {
        (Some(why), _) => format!("What looks into runs has stopped: {}.", why.trim_end_matches('.')),
        (None, Some(why)) => why.clone(),
        _ if told.snapshot.stale => {
            "This part looks into the run itself, and the workflow has changed since. Run it again to look into it."
                .to_owned()
        }
        _ => "The run is being looked into…".to_owned(),
    };
    html! {
        <section class="panel" aria-label="Looking into the run">
            <p role="status">{ words }</p>
            if lost.is_some() {
                <div><button type="button" class="button" onclick={again}>{ "Try again" }</button></div>
            }
        </section>
    }
}

/// Links to the parts.
pub fn tabs(shown: Tab) -> Html {
    let link = |tab: Tab| {
        let current = (tab == shown).then_some("page");
        html! { <li><a class="tabs__link" href={tab.hash()} aria-current={current}>{ tab.name() }</a></li> }
    };
    html! {
        <nav class="tabs" aria-label="Parts of the result"><ul>{ for Tab::ALL.into_iter().map(link) }</ul></nav>
    }
}
