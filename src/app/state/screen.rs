//! Which screen is shown, and what the other screens are told.

use crate::exchange::{Dataset, FileEntry, FileState, Route, Snapshot};
use crate::workflow::write;

use super::{Effect, Loaded, LoadedFile, Notice, RunState, State};

impl State {
    pub(super) fn on_show(&mut self, screen: Route) -> Vec<Effect> {
        if self.screen == screen {
            return Vec::new();
        }
        self.screen = screen;
        vec![Effect::Show]
    }

    /// The Lab needs nothing of what could not be loaded, so it comes back.
    pub(super) fn on_no_desk(&mut self) -> Vec<Effect> {
        let name = self.screen.name();
        let text = format!(
            "The screen \u{201c}{name}\u{201d} could not be loaded: check the connection, then open it again. The Lab works without it."
        );
        self.notice = Some(Notice::error(text));
        let mut effects = vec![Effect::LeaveAddress];
        effects.extend(self.on_show(Route::Lab));
        effects
    }

    /// What the other screens are told of the state.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        let workflow = self.workflow();
        let fed = self.fed();
        let fed = |id: &str| {
            let mine = fed.iter().filter(|(stage, _)| stage == id);
            mine.map(|(_, by)| by.clone()).collect()
        };
        let datasets = workflow.datasets().map(|(stage, dataset)| Dataset {
            stage: stage.id.clone(),
            name: stage.title().to_owned(),
            plain: dataset.tasks,
            files: fed(&stage.id),
        });
        Snapshot {
            workflow: write(workflow),
            name: workflow.name.clone(),
            seed: self.settings.seed,
            runs: self.settings.runs,
            tasks: self.tasks(),
            can_run: self.can_run(),
            running: self.run != RunState::Idle,
            stale: self.is_stale(),
            report: self.report.clone(),
            strict: self.strict,
            files: self.files.iter().map(entry).collect(),
            datasets: datasets.collect(),
        }
    }
}

fn entry(file: &LoadedFile) -> FileEntry {
    FileEntry {
        id: file.id,
        name: file.name.clone(),
        placing: file.placing.clone(),
        strict: file.strict,
        bytes: file.bytes,
        state: match &file.state {
            Loaded::Reading => FileState::Reading,
            Loaded::Read(summary) => FileState::Read { summary: summary.clone() },
            Loaded::Unreadable(why) => FileState::Unreadable { why: why.clone() },
        },
    }
}
