//! Loaded manifests and the Dataset stages that they feed.

use std::rc::Rc;

use super::{Effect, Notice, Panel, State};
use crate::exchange::{FedBy, Placing};
use crate::worker::protocol::{FileFeed, FileId, ImportSummary, Request};

/// A manifest that was chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedFile {
    /// Its number.
    pub id: FileId,
    /// The file's name.
    pub name: String,
    /// Where its tasks start.
    pub placing: Placing,
    /// Whether any bad item refuses it.
    pub strict: bool,
    /// How much of it was read, while it is being read [bytes].
    pub bytes: u64,
    /// The files whose items it leaves out where it says so, as it was last sent; `None` where one of
    /// them is not what it was then.
    pub earlier: Option<Vec<FileId>>,
    /// How far it is.
    pub state: Loaded,
}

/// How far a manifest is.
#[derive(Debug, Clone, PartialEq)]
pub enum Loaded {
    /// The worker reads it.
    Reading,
    /// It was read, be it to be refused.
    Read(Rc<ImportSummary>),
    /// It could not even be read.
    Unreadable(String),
}

impl LoadedFile {
    fn read_again(&mut self) -> Vec<Effect> {
        self.state = Loaded::Reading;
        self.bytes = 0;
        vec![Effect::SendFile(self.id)]
    }

    /// What was in it, if it can be used.
    #[must_use]
    pub fn usable(&self) -> Option<&ImportSummary> {
        match &self.state {
            Loaded::Read(summary) if !summary.is_refused() => Some(summary),
            _ => None,
        }
    }
}

impl State {
    /// The manifests that feed Dataset stages, in the order loaded.
    #[must_use]
    pub fn feeds(&self) -> Vec<FileFeed> {
        let known = |dataset: &String| self.workflow().datasets().any(|(stage, _)| stage.id == *dataset);
        let usable = self.files.iter().filter(|file| file.usable().is_some());
        let feed = |file: &LoadedFile| {
            let Placing { dataset, key, batch } = file.placing.clone();
            Some(FileFeed { dataset: dataset.filter(known)?, key, file: file.id, batch })
        };
        usable.filter_map(feed).collect()
    }

    /// How many tasks each manifest gives each Dataset stage.
    #[must_use]
    pub fn fed(&self) -> Vec<(String, FedBy)> {
        let mut fed = Vec::new();
        for file in &self.files {
            if let Some((summary, dataset)) = file.usable().zip(file.placing.dataset.as_ref()) {
                let key = file.placing.key.as_deref();
                for (stage, tasks) in summary.starts(self.workflow(), key, dataset) {
                    fed.push((stage, FedBy { file: file.id, tasks }));
                }
            }
        }
        fed
    }

    /// How many tasks a run has: of manifests where a Dataset stage has any, else plain ones.
    #[must_use]
    pub fn tasks(&self) -> u64 {
        let of = |id: &str, plain: u64| self.manifest_tasks(id).unwrap_or(plain);
        self.workflow().datasets().map(|(stage, dataset)| of(&stage.id, dataset.tasks)).sum()
    }

    /// The tasks that manifests give a Dataset stage; `None` where it has no manifest.
    #[must_use]
    pub fn manifest_tasks(&self, dataset: &str) -> Option<u64> {
        let fed = self.fed().into_iter().filter(|(stage, _)| stage == dataset);
        fed.map(|(_, by)| by.tasks).reduce(|all, more| all + more)
    }

    /// Manifests were chosen. `placing` is where their tasks are to start, `None` where their names
    /// decide.
    pub(super) fn on_load_files(&mut self, names: Vec<String>, placing: Option<Placing>) -> Vec<Effect> {
        let mut effects = Vec::new();
        for name in names {
            let id = self.next_file;
            self.next_file += 1;
            let placing = placing
                .clone()
                .unwrap_or_else(|| Placing { dataset: self.likely_dataset(&name), ..Placing::default() });
            let (strict, earlier) = (self.strict, Some(Vec::new()));
            self.files.push(LoadedFile {
                id,
                name,
                placing,
                strict,
                bytes: 0,
                earlier,
                state: Loaded::Reading,
            });
            effects.extend([Effect::KeepFile(id), Effect::SendFile(id)]);
        }
        if placing.is_none() {
            self.panel = Some(Panel::Manifests);
        }
        effects
    }

    /// A template's manifest has come; it is dropped if that template is no longer the open one.
    pub(super) fn on_fetched(&mut self, dataset: &str, name: String) -> Vec<Effect> {
        let awaited = self.awaited.iter().position(|(id, file)| id == dataset && *file == name);
        let Some(position) = awaited else {
            let id = self.next_file;
            self.next_file += 1;
            return vec![Effect::KeepFile(id), Effect::DropFile(id)];
        };
        self.awaited.remove(position);
        let placing = Placing { dataset: Some(dataset.to_owned()), ..Placing::default() };
        self.on_load_files(vec![name], Some(placing))
    }

    /// The Dataset stage that a file is most likely for: the one that its name names (the last
    /// one if it names several, since names go from the general to the particular), else the
    /// first without a manifest, else the first.
    fn likely_dataset(&self, file: &str) -> Option<String> {
        let file = file.to_ascii_lowercase();
        let place = |word: &str| if word.is_empty() { None } else { file.rfind(&word.to_ascii_lowercase()) };
        let datasets = || self.workflow().datasets().map(|(stage, _)| stage);
        let fed = |id: &str| self.files.iter().any(|f| f.placing.dataset.as_deref() == Some(id));
        datasets()
            .filter_map(|stage| Some((place(&stage.id).max(place(&stage.name))?, stage)))
            .max_by_key(|(place, _)| *place)
            .map(|(_, stage)| stage)
            .or_else(|| datasets().find(|stage| !fed(&stage.id)))
            .or_else(|| datasets().next())
            .map(|stage| stage.id.clone())
    }

    pub(super) fn on_not_fetched(&mut self, name: &str, message: &str) -> Vec<Effect> {
        let text =
            format!("The example manifest {name} could not be loaded ({message}). The run uses plain tasks.");
        self.notice = Some(Notice::error(text));
        self.run_if_all_loaded()
    }

    pub(super) fn on_place(&mut self, id: FileId, placing: Placing) -> Vec<Effect> {
        if let Some(file) = self.files.iter_mut().find(|file| file.id == id) {
            file.placing = placing;
        }
        self.read_repeats_again()
    }

    pub(super) fn on_set_strict(&mut self, strict: bool) -> Vec<Effect> {
        self.strict = strict;
        Vec::new()
    }

    /// A file is to be read once more, its good items at least.
    pub(super) fn on_take_good(&mut self, id: FileId) -> Vec<Effect> {
        let Some(file) = self.files.iter_mut().find(|file| file.id == id) else { return Vec::new() };
        file.strict = false;
        file.read_again()
    }

    pub(super) fn on_reading(&mut self, id: FileId, bytes: u64) {
        if let Some(file) = self.files.iter_mut().find(|file| file.id == id) {
            file.bytes = bytes;
        }
    }

    /// What to ask the worker for, to have a file read.
    #[must_use]
    pub fn import(&self, id: FileId) -> Option<Request> {
        let file = self.files.iter().find(|file| file.id == id)?;
        let earlier = file.earlier.clone().unwrap_or_default();
        Some(Request::Import { file: id, strict: file.strict, earlier })
    }

    /// A file that says `skip_duplicate_urls` depends on those that feed its stage before it: the
    /// first for which these are others than when it was read is read again.
    pub(super) fn read_repeats_again(&mut self) -> Vec<Effect> {
        for i in 0..self.files.len() {
            let (before, rest) = self.files.split_at_mut(i);
            let Some(file) = rest.first_mut() else { break };
            let same = |other: &&LoadedFile| {
                other.placing.dataset.is_some() && other.placing.dataset == file.placing.dataset
            };
            let mine = || before.iter().filter(same);
            let skips = matches!(&file.state, Loaded::Read(summary) if summary.skips);
            if !skips || mine().any(|other| other.state == Loaded::Reading) {
                continue;
            }
            let earlier: Vec<FileId> =
                mine().filter(|other| other.usable().is_some()).map(|other| other.id).collect();
            if file.earlier.as_ref() != Some(&earlier) {
                file.earlier = Some(earlier);
                let effects = file.read_again();
                let id = file.id;
                let depend =
                    |later: &&mut LoadedFile| later.earlier.as_ref().is_some_and(|of| of.contains(&id));
                self.files.iter_mut().filter(depend).for_each(|later| later.earlier = None);
                return effects;
            }
        }
        Vec::new()
    }

    pub(super) fn on_remove(&mut self, id: FileId) -> Vec<Effect> {
        self.files.retain(|file| file.id != id);
        let mut effects = vec![Effect::DropFile(id), Effect::Send(Request::Forget { file: id })];
        effects.extend(self.read_repeats_again());
        effects.extend(self.run_if_all_loaded());
        effects
    }

    /// A file has been read: the good news or the bad.
    pub(super) fn on_imported(&mut self, id: FileId, summary: ImportSummary) -> Vec<Effect> {
        let Some(file) = self.files.iter_mut().find(|file| file.id == id) else { return Vec::new() };
        if summary.is_refused() {
            let why = summary.diagnostics.iter().find(|remark| remark.is_error());
            let why = why
                .map(|r| format!(" Line {}, column {}: {}", r.line, r.column, r.message))
                .unwrap_or_default();
            let text = format!("{} was refused; what was loaded before stays.{why}", file.name);
            self.notice = Some(Notice::error(text));
        }
        file.state = Loaded::Read(Rc::new(summary));
        let mut effects = self.read_repeats_again();
        effects.extend(self.run_if_all_loaded());
        effects
    }

    pub(super) fn on_unreadable(&mut self, id: FileId, message: String) -> Vec<Effect> {
        if let Some(file) = self.files.iter_mut().find(|file| file.id == id) {
            self.notice = Some(Notice::error(format!("{}: {message}", file.name)));
            file.state = Loaded::Unreadable(message);
        }
        self.run_if_all_loaded()
    }

    /// Whether a manifest that would feed a run is still being read.
    pub(super) fn is_reading(&self) -> bool {
        self.files.iter().any(|file| file.state == Loaded::Reading && file.placing.dataset.is_some())
    }

    fn run_if_all_loaded(&mut self) -> Vec<Effect> {
        if self.run_when_loaded && !self.is_reading() && self.awaited.is_empty() {
            self.run_when_loaded = false;
            return self.on_run();
        }
        Vec::new()
    }

    /// Another workflow is open: manifests go to its likely Dataset stages.
    pub(super) fn files_meet_new_workflow(&mut self) {
        for i in 0..self.files.len() {
            let known = |id: &String| self.workflow().datasets().any(|(stage, _)| stage.id == *id);
            if !self.files[i].placing.dataset.as_ref().is_some_and(known) {
                let name = self.files[i].name.clone();
                self.files[i].placing.dataset = None;
                self.files[i].placing.dataset = self.likely_dataset(&name);
            }
        }
    }
}
