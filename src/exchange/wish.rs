//! What the desk asks of the Lab.

use super::Route;
use crate::worker::protocol::{FileId, Request};

/// What a person wants, on its way to the Lab.
#[derive(Debug, Clone, PartialEq)]
pub enum Wish {
    /// Load the files that come beside this.
    Load {
        /// The Dataset stage that they are to feed, or `Some(None)` for no stage; `None` where
        /// their names decide.
        feeds: Option<Option<String>>,
        /// The batch that they are put in; only where `feeds` says something.
        batch: Option<String>,
        /// Whether they may be workflow files as well, as their content says.
        sort: bool,
    },
    /// Whether any bad item is to refuse the manifests that are loaded from now on.
    Strict {
        /// Whether it is.
        on: bool,
    },
    /// Have a manifest that a bad item refused read for its good ones.
    TakeGood {
        /// Which.
        file: FileId,
    },
    /// Drop a manifest.
    Remove {
        /// Which.
        file: FileId,
    },
    /// Have a manifest feed a Dataset stage, or none.
    Feed {
        /// Which.
        file: FileId,
        /// The stage's id.
        dataset: Option<String>,
    },
    /// Put all tasks of a manifest in a batch, or in none.
    PutIn {
        /// Which.
        file: FileId,
        /// The batch's name.
        batch: Option<String>,
    },
    /// Run, with another seed or number of runs where one is given.
    Run {
        /// The seed.
        seed: Option<u64>,
        /// How many runs.
        runs: Option<u64>,
    },
    /// Run with a fresh seed.
    RunAgain,
    /// Drop the run under way.
    Cancel,
    /// Show a stage in the Lab.
    Select {
        /// The stage's id.
        stage: String,
    },
    /// Go to a screen, as by its link.
    Go {
        /// Which.
        route: Route,
    },
    /// Ask the worker; its answer comes as [`super::Tell::Heard`]. For questions that change nothing:
    /// whatever the Lab has a state of (runs, files) goes by the other wishes.
    Ask {
        /// The question.
        request: Request,
    },
    /// Open a workflow in the Lab, in place of the one that is open there; that can be undone.
    OpenWorkflow {
        /// What to call it in what is said of it.
        name: String,
        /// The workflow file's text.
        text: String,
    },
}
