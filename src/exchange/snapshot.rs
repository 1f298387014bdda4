//! What the Lab knows, as far as other screens need it.

use std::rc::Rc;

use super::Placing;
use crate::simulate::RunReport;
use crate::worker::protocol::{FileFeed, FileId, ImportSummary};

/// The state of the Lab at one moment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Snapshot {
    /// The workflow file's text.
    pub workflow: String,
    /// The workflow's name.
    pub name: String,
    /// The seed of the next run.
    pub seed: u64,
    /// How many runs the next one is.
    pub runs: u64,
    /// Tasks in each run.
    pub tasks: u64,
    /// Whether the workflow can be run.
    pub can_run: bool,
    /// Whether a run is under way.
    pub running: bool,
    /// Whether the report is of something else than what is set now.
    pub stale: bool,
    /// The latest result.
    pub report: Option<Rc<RunReport>>,
    /// Whether any bad item refuses a manifest that is loaded from now on.
    pub strict: bool,
    /// The loaded manifests, oldest first. Their files come beside the snapshot, in this order.
    pub files: Vec<FileEntry>,
    /// The Dataset stages, in file order.
    pub datasets: Vec<Dataset>,
}

/// A manifest that was loaded.
#[derive(Debug, Clone, PartialEq)]
pub struct FileEntry {
    /// Its number; the worker knows it by that.
    pub id: FileId,
    /// The file's name.
    pub name: String,
    /// Where its tasks are to start.
    pub placing: Placing,
    /// Whether any bad item refuses it.
    pub strict: bool,
    /// How much of it was read, while it is being read [bytes].
    pub bytes: u64,
    /// How far it is.
    pub state: FileState,
}

/// How far a manifest is.
#[derive(Debug, Clone, PartialEq)]
pub enum FileState {
    /// It is being read.
    Reading,
    /// It was read, be it to be refused.
    Read {
        /// What was in it.
        summary: Rc<ImportSummary>,
    },
    /// It could not even be read.
    Unreadable {
        /// Why.
        why: String,
    },
}

impl Snapshot {
    /// The manifests that feed the Dataset stages, in the order loaded.
    #[must_use]
    pub fn feeds(&self) -> Vec<FileFeed> {
        let is_known = |stage: &String| self.datasets.iter().any(|dataset| dataset.stage == *stage);
        let feed = |entry: &FileEntry| {
            let Placing { dataset, key, batch } = entry.placing.clone();
            Some(FileFeed { dataset: dataset.filter(is_known)?, key, file: entry.id, batch })
        };
        self.files.iter().filter(|file| file.is_usable()).filter_map(feed).collect()
    }
}

impl FileEntry {
    /// What its import said, where it was read.
    #[must_use]
    pub const fn summary(&self) -> Option<&Rc<ImportSummary>> {
        match &self.state {
            FileState::Read { summary } => Some(summary),
            _ => None,
        }
    }

    /// Whether it holds tasks that can be used.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        self.summary().is_some_and(|summary| !summary.is_refused())
    }
}

/// A Dataset stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dataset {
    /// The stage's id.
    pub stage: String,
    /// Its name as people see it.
    pub name: String,
    /// The plain tasks that it gives out where no manifest feeds it.
    pub plain: u64,
    /// The manifests that feed it.
    pub files: Vec<FedBy>,
}

/// A manifest that feeds a Dataset stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FedBy {
    /// Which.
    pub file: FileId,
    /// Its tasks that start there.
    pub tasks: u64,
}
