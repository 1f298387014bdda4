//! Lays out the page.

use std::rc::Rc;

use crate::view::html::{classes, html};
use web_sys::DragEvent;
use yew::prelude::*;

use super::{App, Message, callback};
use crate::app::components::drawer::Drawer;
use crate::app::components::graph::Graph;
use crate::app::components::header::Header;
use crate::app::components::inspector::Inspector;
use crate::app::components::notice::NoticeBar;
use crate::app::components::results::ResultPanel;
use crate::app::components::run_bar::RunBar;
use crate::app::state::{Action, RunState, State};
use crate::exchange::Route;
use crate::view::files::dropped;

/// The whole page, but for what the desk draws beside it; `waiting` while that is being loaded.
pub fn page(state: &State, waiting: bool, ctx: &Context<App>) -> Html {
    let lab = state.screen == Route::Lab;
    let hold = Callback::from(|event: DragEvent| event.prevent_default());
    let drop = ctx.link().callback(|event: DragEvent| {
        event.prevent_default();
        Message::Dropped(dropped(&event))
    });
    html! {
        <div class={classes!("app", (!lab).then_some("app--away"))} ondragover={hold} ondrop={drop}>
            <a class="skip-link" href="#result" onclick={skip(ctx)}>
                if lab { { "Skip to the result" } } else { { "Skip to the content" } }
            </a>
            { header(state, ctx) }
            {
                NoticeBar {
                    notice: state.notice.clone(),
                    on_dismiss: callback(ctx, |()| Action::DismissNotice),
                }.view()
            }
            <main class="lab" id="lab" tabindex="-1" aria-label="Lab" hidden={!lab}>
                { run_bar(state, ctx) }
                <div class="lab__work">
                    { graph(state, ctx) }
                    { drawer(state, ctx) }
                </div>
                <div class="lab__side" id="result" tabindex="-1">{ side(state, ctx) }</div>
            </main>
            if !lab && waiting {
                <p class="app__wait" role="status">{ "Loading…" }</p>
            }
        </div>
    }
}

/// To what a person reads first: not by the address, which says what screen it is.
fn skip(ctx: &Context<App>) -> Callback<MouseEvent> {
    ctx.link().callback(|event: MouseEvent| {
        event.prevent_default();
        Message::Skip
    })
}

fn header(state: &State, ctx: &Context<App>) -> Html {
    Header {
        screen: state.screen.clone(),
        name: state.workflow().name.clone(),
        can_undo: state.history.can_undo(),
        can_redo: state.history.can_redo(),
        on_edit: ctx.link().callback(Message::Edit),
        on_undo: callback(ctx, |()| Action::Undo),
        on_redo: callback(ctx, |()| Action::Redo),
        on_template: callback(ctx, Action::OpenTemplate),
        on_open: ctx.link().callback(Message::Workflow),
        on_save: callback(ctx, |()| Action::SaveWorkflow),
    }
    .view()
}

fn run_bar(state: &State, ctx: &Context<App>) -> Html {
    let progress = match state.run {
        RunState::Idle => None,
        RunState::Running { walked, total, .. } => Some((walked, total)),
    };
    RunBar {
        tasks: state.tasks(),
        fixed_tasks: !state.feeds().is_empty(),
        settings: state.settings,
        can_run: state.can_run(),
        progress,
        on_edit: ctx.link().callback(Message::Edit),
        on_seed: callback(ctx, Action::SetSeed),
        on_runs: callback(ctx, Action::SetRuns),
        on_run: callback(ctx, |()| Action::Run),
        on_run_again: ctx.link().callback(|()| Message::RunAgain),
        on_cancel: callback(ctx, |()| Action::Cancel),
        on_manifests: ctx.link().callback(Message::Manifests),
    }
    .view()
}

fn graph(state: &State, ctx: &Context<App>) -> Html {
    Graph {
        workflow: state.workflow().clone(),
        report: state.report.clone(),
        stale: state.is_stale(),
        selected: state.selected.clone(),
        problems: state.problems.clone(),
        on_select: callback(ctx, |id| Action::Select(Some(id))),
    }
    .view()
}

/// The inspector while a stage is selected, else the result.
fn side(state: &State, ctx: &Context<App>) -> Html {
    let on_select = callback(ctx, |id| Action::Select(Some(id)));
    match &state.selected {
        Some(stage) => Inspector {
            workflow: state.workflow().clone(),
            stage: stage.clone(),
            problems: state.problems.clone(),
            on_edit: ctx.link().callback(Message::Edit),
            on_close: callback(ctx, |()| Action::Select(None)),
            on_select,
        }
        .view(),
        None => ResultPanel {
            report: state.report.clone(),
            stale: state.is_stale(),
            running: state.run != RunState::Idle,
            on_select,
        }
        .view(),
    }
}

fn drawer(state: &State, ctx: &Context<App>) -> Html {
    Drawer {
        panel: state.panel,
        workflow: state.workflow().clone(),
        problems: state.problems.clone(),
        files: Rc::new(state.files.clone()),
        on_panel: callback(ctx, Action::ShowPanel),
        on_edit: ctx.link().callback(Message::Edit),
        on_select: callback(ctx, |id| Action::Select(Some(id))),
        on_files: ctx.link().callback(Message::Manifests),
        on_assign: callback(ctx, |(file, placing)| Action::PlaceFile { file, placing }),
        on_remove: callback(ctx, Action::RemoveFile),
    }
    .view()
}
