//! Running, and what comes back.

use std::rc::Rc;

use super::{Effect, Loaded, Notice, Panel, RunInputs, State};
use crate::worker::protocol::{Event, Request, RunId};
use crate::workflow::write;

/// What a run is set to, beside the workflow and its manifests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// The seed of every draw.
    pub seed: u64,
    /// How many runs.
    pub runs: u64,
}

/// Whether a run is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunState {
    /// None is.
    Idle,
    /// One is.
    Running {
        /// Which.
        run: RunId,
        /// Tasks walked so far, over all runs.
        walked: u64,
        /// Tasks in all.
        total: u64,
    },
}

impl State {
    /// What a run would be made of now.
    #[must_use]
    pub fn inputs(&self) -> RunInputs {
        RunInputs {
            workflow: self.workflow().clone(),
            feeds: self.feeds(),
            seed: self.settings.seed,
            runs: self.settings.runs,
        }
    }

    pub(super) fn on_set_seed(&mut self, seed: u64) -> Vec<Effect> {
        self.settings.seed = seed;
        Vec::new()
    }

    pub(super) fn on_set_runs(&mut self, runs: u64) -> Vec<Effect> {
        self.settings.runs = runs.max(1);
        Vec::new()
    }

    pub(super) fn on_run_with(&mut self, seed: u64) -> Vec<Effect> {
        self.settings.seed = seed;
        self.on_run()
    }

    pub(super) fn on_run(&mut self) -> Vec<Effect> {
        if !self.can_run() {
            self.panel = Some(Panel::Problems);
            let text = "The workflow has errors: mend them, then run.";
            self.notice = Some(Notice { is_of_run: true, ..Notice::error(text) });
            return Vec::new();
        }
        // What was said of an earlier run is over; what was said of a file is not.
        self.notice = self.notice.take().filter(|notice| !notice.is_of_run);
        // Another workflow may have given files other stages.
        let again = self.read_repeats_again();
        if !again.is_empty() {
            self.run_when_loaded = true;
            return again;
        }
        if self.is_reading() {
            // A run without them would be out of date as soon as they are read.
            self.run_when_loaded = true;
            return Vec::new();
        }
        self.run_when_loaded = false;
        let run = self.next_run;
        self.next_run += 1;
        let inputs = self.inputs();
        let request = Request::Run {
            run,
            workflow: write(&inputs.workflow),
            feeds: inputs.feeds.clone(),
            seed: inputs.seed,
            runs: inputs.runs,
        };
        self.run = RunState::Running { run, walked: 0, total: self.tasks().saturating_mul(inputs.runs) };
        self.pending = Some(Rc::new(inputs));
        vec![Effect::Send(request)]
    }

    pub(super) fn on_cancel(&mut self) -> Vec<Effect> {
        match self.run {
            RunState::Idle => Vec::new(),
            RunState::Running { .. } => vec![Effect::Send(Request::Cancel)],
        }
    }

    pub(super) fn on_worker(&mut self, event: Event) -> Vec<Effect> {
        self.worker_answered = true;
        match event {
            Event::Reading { file, bytes } => self.on_reading(file, bytes),
            Event::Imported { file, summary } => return self.on_imported(file, summary),
            Event::Unreadable { file, message } => return self.on_unreadable(file, message),
            // Asked for by the desk.
            Event::Replied { bytes } => return vec![Effect::Pass(bytes)],
            // What comes of a run that is not the present one is stale: it says nothing any more.
            Event::Progressed { run, walked, total } if self.is_running(run) => {
                self.run = RunState::Running { run, walked, total };
            }
            Event::Finished { run, report } if self.is_running(run) => {
                self.run = RunState::Idle;
                self.report = Some(Rc::new(*report));
                self.report_of = self.pending.take();
            }
            Event::Failed { run, message } if self.is_running(run) => {
                self.run = RunState::Idle;
                self.notice = Some(Notice { is_of_run: true, ..Notice::error(message) });
            }
            Event::Cancelled { run } if self.is_running(run) => {
                self.run = RunState::Idle;
                self.notice =
                    Some(Notice::of_run("The run was cancelled; the result shown is the one before."));
            }
            _ => {}
        }
        Vec::new()
    }

    fn is_running(&self, id: RunId) -> bool {
        matches!(self.run, RunState::Running { run, .. } if run == id)
    }

    /// A new worker takes the lost one's place and is given all manifests again; unless the lost
    /// one never said a word, for then the next would not either.
    pub(super) fn on_worker_died(&mut self, message: &str) -> Vec<Effect> {
        self.run = RunState::Idle;
        if !std::mem::take(&mut self.worker_answered) {
            let text =
                format!("The worker does not start ({message}). Check the connection, then reload the page.");
            self.notice = Some(Notice::error(text));
            let reading = self.files.iter_mut().filter(|file| file.state == Loaded::Reading);
            reading.for_each(|file| file.state = Loaded::Unreadable("the worker does not start".to_owned()));
            return vec![Effect::Restart];
        }
        let text = format!(
            "The worker stopped ({message}). A new one has taken its place; nothing that was loaded is lost. Run again."
        );
        self.notice = Some(Notice::error(text));
        let mut effects = vec![Effect::Restart];
        for file in &mut self.files {
            if !matches!(file.state, Loaded::Unreadable(_)) {
                file.state = Loaded::Reading;
                // The new worker knows none of the others yet.
                file.earlier = Some(Vec::new());
                effects.push(Effect::SendFile(file.id));
            }
        }
        effects
    }
}
