//! What the desk asks of the Lab.

use super::{Placing, Route};
use crate::worker::protocol::{FileId, Request};

/// What a person wants, on its way to the Lab.
#[derive(Debug, Clone, PartialEq)]
pub enum Wish {
    /// Load the files that come beside this.
    Load {
        /// Where their tasks start; `None` where their names decide.
        placing: Option<Placing>,
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
    /// Have a manifest's tasks start elsewhere, or be in another batch.
    Place {
        /// Which.
        file: FileId,
        /// All that is to hold of it.
        placing: Placing,
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
