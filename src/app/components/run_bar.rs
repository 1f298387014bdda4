//! What a run is set to, the button that starts it, and how far it is.

use crate::view::html::html;
use web_sys::File;
use yew::prelude::*;

use crate::app::state::Settings;
use crate::view::file_button::FileButton;
use crate::view::form::NumberField;
use crate::view::format;
use crate::worker::protocol::MOST_SEED;
use crate::workflow::edit::Edit;

/// The most plain tasks that can be asked for in the page.
const MOST_TASKS: u64 = 100_000_000;

/// The most runs that can be asked for in the page.
const MOST_RUNS: u64 = 100_000;

/// Settings, buttons and progress of runs.
#[derive(Debug, Clone, PartialEq)]
pub struct RunBar {
    /// Tasks in one run.
    pub tasks: u64,
    /// Whether manifests decide how many tasks there are.
    pub fixed_tasks: bool,
    /// Seed and number of runs.
    pub settings: Settings,
    /// Whether the workflow can be run.
    pub can_run: bool,
    /// Tasks walked and tasks in all while a run is under way.
    pub progress: Option<(u64, u64)>,
    /// Receives a change of the number of tasks.
    pub on_edit: Callback<Edit>,
    /// Receives another seed.
    pub on_seed: Callback<u64>,
    /// Receives another number of runs.
    pub on_runs: Callback<u64>,
    /// Asks for a run with the seed shown.
    pub on_run: Callback<()>,
    /// Asks for a run with a fresh seed.
    pub on_run_again: Callback<()>,
    /// Asks to drop the run under way.
    pub on_cancel: Callback<()>,
    /// Receives manifests to load.
    pub on_manifests: Callback<Vec<File>>,
}

impl RunBar {
    /// The view.
    pub fn view(&self) -> Html {
        let ask = |callback: &Callback<()>| callback.reform(|_: MouseEvent| ());
        let running = self.progress.is_some();
        html! {
            <section class="run-bar" aria-label="Run">
                { fields(self) }
                <div class="run-bar__actions">
                    <button
                        type="button"
                        class="button button--primary"
                        disabled={!self.can_run}
                        title="Runs with the seed shown (Ctrl + Enter)"
                        onclick={ask(&self.on_run)}
                    >{ "Run" }</button>
                    <button
                        type="button"
                        class="button"
                        disabled={!self.can_run}
                        title="Draws a new seed, then runs"
                        onclick={ask(&self.on_run_again)}
                    >{ "Run again, new seed" }</button>
                    <button type="button" class="button" disabled={!running} onclick={ask(&self.on_cancel)}>
                        { "Cancel" }
                    </button>
                    {
                        FileButton {
                            label: AttrValue::Static("Load manifest"),
                            accept: AttrValue::Static(".json,.csv,.txt,application/json,text/csv"),
                            multiple: true,
                            on_files: self.on_manifests.clone(),
                        }.view()
                    }
                </div>
                { Progress { progress: self.progress }.view() }
            </section>
        }
    }
}

fn fields(props: &RunBar) -> Html {
    let tasks = if props.fixed_tasks {
        html! {
            <div class="field">
                <span class="field__label">{ "Tasks per run" }</span>
                <span class="run-bar__fixed">{ format::count(props.tasks as f64) }</span>
            </div>
        }
    } else {
        let on_change = props.on_edit.reform(Edit::Tasks);
        NumberField {
            label: AttrValue::Static("Tasks per run"),
            value: props.tasks,
            max: MOST_TASKS,
            on_change,
            min: 0,
            hint: None,
        }
        .view()
    };
    html! {
        <div class="run-bar__fields">
            { tasks }
            {
                NumberField {
                    label: AttrValue::Static("Runs"),
                    value: props.settings.runs,
                    min: 1,
                    max: MOST_RUNS,
                    on_change: props.on_runs.clone(),
                    hint: None,
                }.view()
            }
            {
                NumberField {
                    label: AttrValue::Static("Seed"),
                    value: props.settings.seed,
                    max: MOST_SEED,
                    on_change: props.on_seed.clone(),
                    min: 0,
                    hint: None,
                }.view()
            }
        </div>
    }
}

/// How far the run is. It keeps its place while there is none, so that nothing jumps.
#[derive(Debug, Clone, PartialEq)]
struct Progress {
    progress: Option<(u64, u64)>,
}

impl Progress {
    fn view(&self) -> Html {
        let Some((walked, total)) = self.progress else {
            return html! { <div class="run-bar__progress"></div> };
        };
        let text = format!("{} of {} tasks", format::count(walked as f64), format::count(total as f64));
        html! {
            <div class="run-bar__progress">
                <progress value={walked.to_string()} max={total.max(1).to_string()} aria-label="Tasks done">{ &text }</progress>
                <span class="small quiet">{ text }</span>
            </div>
        }
    }
}
