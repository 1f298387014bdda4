//! What the page and its worker say to each other. Plain data: it knows no browser.

use crate::manifest::{DataUnit, Diagnostic, Import, MetadataKey, Outcome, Severity, UnitType, count_keys};
use crate::simulate::{RunReport, Starts};
use crate::workflow::Workflow;

pub use crate::simulate::MOST_SEED;

/// Which loaded file is meant. Never used twice.
pub type FileId = u64;

/// Which run is meant; later runs have larger numbers.
pub type RunId = u64;

/// What the page asks.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// Read the file that comes with this message, and keep what is in it.
    Import {
        /// What to call it from now on.
        file: FileId,
        /// Whether any bad item refuses it.
        strict: bool,
        /// The files whose items it leaves out, where it says `skip_duplicate_urls`.
        earlier: Vec<FileId>,
    },
    /// Drop a file.
    Forget {
        /// Which.
        file: FileId,
    },
    /// Run a workflow; a run under way is dropped.
    Run {
        /// What to call the run.
        run: RunId,
        /// The workflow file's text.
        workflow: String,
        /// The manifests that feed it.
        feeds: Vec<FileFeed>,
        /// The seed of every draw.
        seed: u64,
        /// How many runs.
        runs: u64,
    },
    /// List some of a file's data units; answered by [`Reply::Units`].
    Units {
        /// Which.
        file: FileId,
        /// The first, counted from 0.
        from: u64,
        /// How many, at most.
        count: u64,
    },
    /// Drop the run under way.
    Cancel,
}

/// A manifest that feeds a Dataset stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFeed {
    /// The stage's id, at which tasks start that name no other.
    pub dataset: String,
    /// The key of their metadata that names, for each task, the stage at which it starts instead.
    pub key: Option<String>,
    /// Which file.
    pub file: FileId,
    /// The batch that all its tasks are in, beside those that their metadata names.
    pub batch: Option<String>,
}

impl FileFeed {
    /// Where its tasks start in a workflow, with the units of the file; `dataset` is its stage there.
    #[must_use]
    pub fn starts(&self, workflow: &Workflow, dataset: &str, units: &[DataUnit]) -> Starts {
        match &self.key {
            Some(key) => Starts::by_key(workflow, key, dataset, units),
            None => Starts::at(dataset),
        }
    }
}

/// What the worker answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A file is being read.
    Reading {
        /// Which.
        file: FileId,
        /// How much of it was read [bytes].
        bytes: u64,
    },
    /// A file was read, be it to be refused.
    Imported {
        /// Which.
        file: FileId,
        /// What was in it.
        summary: ImportSummary,
    },
    /// A file could not even be read.
    Unreadable {
        /// Which.
        file: FileId,
        /// Why.
        message: String,
    },
    /// A [`Reply`] as bytes, for the desk: the page passes it on and need not know what it is.
    Replied {
        /// The reply.
        bytes: Vec<u8>,
    },
    /// A run goes on.
    Progressed {
        /// Which.
        run: RunId,
        /// Tasks walked so far, over all runs.
        walked: u64,
        /// Tasks in all.
        total: u64,
    },
    /// A run is over.
    Finished {
        /// Which.
        run: RunId,
        /// What it came to.
        report: Box<RunReport>,
    },
    /// A run could not be done.
    Failed {
        /// Which.
        run: RunId,
        /// Why, and what to do.
        message: String,
    },
    /// A run was dropped because the page asked for it.
    Cancelled {
        /// Which.
        run: RunId,
    },
}

/// What the worker answers to a question of the desk.
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    /// Some of a file's data units.
    Units {
        /// Which file.
        file: FileId,
        /// The first, counted from 0.
        from: u64,
        /// They, in the file's order; none where there are none from there on.
        rows: Vec<UnitRow>,
    },
}

/// What the worker asks of those that share in its runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// Get ready for runs of a workflow, whose tasks come with this message; what was asked before
    /// is dropped.
    Begin {
        /// What to call it.
        run: RunId,
        /// The workflow file's text.
        workflow: String,
        /// The seed of every draw.
        seed: u64,
        /// How many runs there are for all together.
        runs: u64,
    },
    /// Do some of the runs, after what was asked before.
    Do {
        /// The first.
        from: u64,
        /// The one after the last.
        to: u64,
    },
    /// Drop everything.
    Stop,
}

/// What comes back from one that shares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It goes on.
    Walked {
        /// In what.
        run: RunId,
        /// The first of the runs that it does now.
        from: u64,
        /// Tasks walked so far of these.
        walked: u64,
    },
    /// It did some of the runs.
    Done {
        /// Of what.
        run: RunId,
        /// The first of them.
        from: u64,
        /// What they came to, by [`crate::simulate::Gathered::into_lists`].
        lists: Vec<Vec<u64>>,
    },
}

/// What was in a manifest, in the size of a page and not of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportSummary {
    /// The format's word, as in the command line's report.
    pub format: String,
    /// Whether it was taken.
    pub outcome: String,
    /// Tasks.
    pub tasks: u64,
    /// URLs.
    pub urls: u64,
    /// How many data units of each type.
    pub units: Vec<(String, u64)>,
    /// How many errors, warnings and notes there were, listed or not.
    pub counts: [u64; 3],
    /// What to say about it, in file order; at most a thousand of a kind.
    pub diagnostics: Vec<Remark>,
    /// The first data units: type and title.
    pub first: Vec<(String, String)>,
    /// The keys of their metadata, and the values that these take.
    pub keys: Vec<MetadataKey>,
    /// Whether it says `skip_duplicate_urls`.
    pub skips: bool,
}

/// What is in the data units of a manifest, counted while they come.
#[derive(Debug, Default)]
pub struct Contents {
    kinds: Vec<(UnitType, u64)>,
    urls: u64,
    first: Vec<(String, String)>,
    keys: Vec<MetadataKey>,
}

impl Contents {
    /// Counts more of them.
    pub fn add(&mut self, units: &[DataUnit]) {
        for unit in units {
            let place = self.kinds.partition_point(|(kind, _)| *kind < unit.kind);
            if self.kinds.get(place).is_none_or(|(kind, _)| *kind != unit.kind) {
                self.kinds.insert(place, (unit.kind, 0));
            }
            self.kinds[place].1 += 1;
            self.urls += unit.url_count() as u64;
        }
        let room = ImportSummary::LISTED - self.first.len();
        self.first.extend(units.iter().take(room).map(|u| (u.kind.name().to_owned(), u.title().to_owned())));
        count_keys(units, &mut self.keys);
    }
}

impl ImportSummary {
    /// How many data units a summary lists.
    pub const LISTED: usize = 20;

    /// The summary of an import that has its units.
    #[must_use]
    pub fn new(import: &Import) -> Self {
        let mut contents = Contents::default();
        contents.add(&import.units);
        Self::of(import, contents)
    }

    /// The summary of an import with these contents.
    #[must_use]
    pub fn of(import: &Import, contents: Contents) -> Self {
        let Contents { kinds, urls, first, keys } = contents;
        Self {
            format: import.format.name().to_owned(),
            outcome: import.outcome.name().to_owned(),
            tasks: import.tasks as u64,
            urls,
            units: kinds.into_iter().map(|(kind, count)| (kind.name().to_owned(), count)).collect(),
            counts: [import.counts.errors, import.counts.warnings, import.counts.notes].map(|n| n as u64),
            diagnostics: import.diagnostics.iter().map(Remark::new).collect(),
            first,
            keys,
            skips: import.skips_duplicates,
        }
    }

    /// At which Dataset stages of a workflow its tasks start, and how many at each: at that of id `otherwise`
    /// those whose metadata names no other under `key`. As [`Starts`] has it, as far as the values of
    /// the key were told apart.
    #[must_use]
    pub fn starts(&self, workflow: &Workflow, key: Option<&str>, otherwise: &str) -> Vec<(String, u64)> {
        let mut named = key.map(|key| self.named(workflow, key)).unwrap_or_default();
        let unnamed = self.tasks.saturating_sub(named.iter().map(|(_, tasks)| tasks).sum());
        match named.iter_mut().find(|(id, _)| id == otherwise) {
            Some((_, tasks)) => *tasks += unnamed,
            None => named.push((otherwise.to_owned(), unnamed)),
        }
        named
    }

    /// How many of its tasks name which Dataset stage under a key.
    #[must_use]
    pub fn named(&self, workflow: &Workflow, key: &str) -> Vec<(String, u64)> {
        let mut named: Vec<(String, u64)> = Vec::new();
        let keys = self.keys.iter().filter(|known| known.key == key);
        for (value, tasks) in keys.flat_map(|key| &key.values) {
            let Some(stage) = workflow.dataset_named(value) else { continue };
            match named.iter_mut().find(|(id, _)| *id == stage.id) {
                Some((_, known)) => *known += tasks,
                None => named.push((stage.id.clone(), *tasks)),
            }
        }
        named
    }

    /// The keys that can say of its tasks at which of a workflow's Dataset stages they start: those of
    /// which every value is known, one for each task, and one names a stage.
    #[must_use]
    pub fn dataset_keys(&self, workflow: &Workflow) -> Vec<String> {
        let one_each = |key: &MetadataKey| {
            key.others == 0 && key.values.iter().map(|(_, tasks)| tasks).sum::<u64>() <= key.units
        };
        let several = workflow.datasets().count() > 1;
        let keys = self.keys.iter().filter(|key| several && one_each(key));
        keys.map(|key| key.key.clone()).filter(|key| !self.named(workflow, key).is_empty()).collect()
    }

    /// Whether nothing of the file could be used.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.outcome == Outcome::Rejected.name()
    }
}

/// A data unit in a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnitRow {
    /// Its type's word.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// The line on which it begins, from 1.
    pub line: u32,
    /// The `dataset` of its metadata; several with commas between them, empty where there is none.
    pub dataset: String,
    /// The `batch` of its metadata, in the same way.
    pub batch: String,
    /// Its first URL.
    pub url: String,
    /// How many files it is made of.
    pub urls: u64,
}

/// A diagnostic on its way to the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Error, warning or note.
    pub severity: String,
    /// A stable word for the kind of remark.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Remark {
    fn new(diagnostic: &Diagnostic) -> Self {
        Self {
            severity: diagnostic.severity.name().to_owned(),
            code: diagnostic.code.to_owned(),
            message: diagnostic.message.clone(),
            line: diagnostic.line,
            column: diagnostic.column,
            hint: diagnostic.hint.clone(),
        }
    }

    /// Whether something was left out because of it.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error.name()
    }
}

#[cfg(test)]
mod tests;
