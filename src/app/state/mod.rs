//! What the page knows, and how each action changes it.
//!
//! In: the state, the actions, and the effects that an action asks for. Plain Rust without a
//! browser, so that all of it is tested natively. Out: carrying effects out
//! (`crate::app::shell`), drawing (`crate::app::components`).

mod action;
mod files;
mod history;
mod open;
mod runs;
mod screen;
mod templates;

pub use action::{Action, Effect, Panel};
pub use files::{Loaded, LoadedFile};
pub use history::History;
pub use runs::{RunState, Settings};
pub use templates::{TEMPLATES, Template};

use std::rc::Rc;

use crate::exchange::Route;
use crate::simulate::RunReport;
use crate::worker::protocol::{FileFeed, FileId, RunId};
use crate::workflow::{Problem, Severity, Workflow, check};

/// Everything that the page shows is made of this.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// The workflow as it is now, and as it was.
    pub history: History,
    /// What is wrong with it.
    pub problems: Rc<Vec<Problem>>,
    /// The stage that is being edited.
    pub selected: Option<String>,
    /// The loaded manifests, oldest first.
    pub files: Vec<LoadedFile>,
    /// Whether any bad item refuses a manifest that is loaded from now on.
    pub strict: bool,
    /// Seed and number of runs.
    pub settings: Settings,
    /// Whether a run is under way.
    pub run: RunState,
    /// The latest result.
    pub report: Option<Rc<RunReport>>,
    /// What the latest result was made of.
    pub report_of: Option<Rc<RunInputs>>,
    /// Which part of the drawer is open.
    pub panel: Option<Panel>,
    /// The last thing to tell the person; errors stay until dismissed.
    pub notice: Option<Notice>,
    /// The screen that is shown.
    pub screen: Route,
    /// What the run under way is made of.
    pending: Option<Rc<RunInputs>>,
    next_file: FileId,
    next_run: RunId,
    /// A template was opened with its manifests: run once all of them are loaded.
    run_when_loaded: bool,
    /// Whether the present worker has said anything yet. One that dies before is not replaced at
    /// once: the next one would die as well.
    worker_answered: bool,
    /// The manifests of the open template that are still being fetched: Dataset stage and name.
    awaited: Vec<(String, String)>,
}

/// Everything that a result depends on.
#[derive(Debug, Clone, PartialEq)]
pub struct RunInputs {
    /// The workflow.
    pub workflow: Rc<Workflow>,
    /// The manifests that feed it.
    pub feeds: Vec<FileFeed>,
    /// The seed.
    pub seed: u64,
    /// How many runs.
    pub runs: u64,
}

/// Something to tell the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Whether something went wrong.
    pub is_error: bool,
    /// Whether it is about a run, and so is over with the next one.
    pub is_of_run: bool,
    /// What.
    pub text: String,
}

impl Notice {
    fn error(text: impl Into<String>) -> Self {
        Self { is_error: true, is_of_run: false, text: text.into() }
    }

    fn done(text: impl Into<String>) -> Self {
        Self { is_error: false, is_of_run: false, text: text.into() }
    }

    fn of_run(text: impl Into<String>) -> Self {
        Self { is_of_run: true, ..Self::done(text) }
    }
}

impl State {
    /// The state of the page when it opens, with the first template and a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let workflow = Rc::new(TEMPLATES[0].workflow());
        Self {
            problems: Rc::new(check(&workflow)),
            history: History::new(workflow),
            selected: None,
            files: Vec::new(),
            strict: false,
            settings: Settings { seed, runs: 1 },
            run: RunState::Idle,
            report: None,
            report_of: None,
            panel: None,
            notice: None,
            screen: Route::Lab,
            pending: None,
            next_file: 1,
            next_run: 1,
            run_when_loaded: false,
            awaited: Vec::new(),
            worker_answered: false,
        }
    }

    /// The workflow as it is now.
    #[must_use]
    pub const fn workflow(&self) -> &Rc<Workflow> {
        self.history.now()
    }

    /// Whether the workflow can be run.
    #[must_use]
    pub fn can_run(&self) -> bool {
        self.problems.iter().all(|problem| problem.severity != Severity::Error)
    }

    /// Whether the result shown is not of what is shown beside it.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.report_of.as_deref().is_some_and(|of| {
            let now = self.inputs();
            of.workflow != now.workflow || of.feeds != now.feeds
        })
    }

    /// Carries out an action; what is to be done outside of the state, in order.
    pub fn apply(&mut self, action: Action) -> Vec<Effect> {
        match action {
            // The workflow (open.rs)
            Action::Edit { edit, burst } => self.on_edit(edit, burst),
            Action::Undo => self.on_travel(History::undo),
            Action::Redo => self.on_travel(History::redo),
            Action::Select(stage) => self.on_select(stage),
            Action::OpenTemplate(template) => self.on_open_template(template),
            Action::OpenWorkflow { name, text } => self.on_open_workflow(&name, &text),
            Action::SaveWorkflow => self.on_save(),
            // Manifests (files.rs)
            Action::LoadFiles(names) => self.on_load_files(names, None),
            Action::LoadFilesFor { names, placing } => self.on_load_files(names, Some(placing)),
            Action::Fetched { dataset, name } => self.on_fetched(&dataset, name),
            Action::NotFetched { name, message } => self.on_not_fetched(&name, &message),
            Action::PlaceFile { file, placing } => self.on_place(file, placing),
            Action::RemoveFile(file) => self.on_remove(file),
            Action::SetStrict(strict) => self.on_set_strict(strict),
            Action::TakeGood(file) => self.on_take_good(file),
            // Running (runs.rs)
            Action::SetSeed(seed) => self.on_set_seed(seed),
            Action::SetRuns(runs) => self.on_set_runs(runs),
            Action::Run => self.on_run(),
            Action::RunWith(seed) => self.on_run_with(seed),
            Action::Cancel => self.on_cancel(),
            Action::Worker(event) => self.on_worker(event),
            Action::WorkerDied(message) => self.on_worker_died(&message),
            // The page itself
            Action::ShowPanel(panel) => self.show_panel(panel),
            Action::Show(screen) => self.on_show(screen),
            Action::NoDesk => self.on_no_desk(),
            Action::Tell(text) => self.tell(Notice::error(text)),
            Action::DismissNotice => self.dismiss(),
        }
    }

    fn show_panel(&mut self, panel: Option<Panel>) -> Vec<Effect> {
        self.panel = panel;
        Vec::new()
    }

    fn tell(&mut self, notice: Notice) -> Vec<Effect> {
        self.notice = Some(notice);
        Vec::new()
    }

    fn dismiss(&mut self) -> Vec<Effect> {
        self.notice = None;
        vec![Effect::FocusResult]
    }
}

#[cfg(test)]
mod tests;
