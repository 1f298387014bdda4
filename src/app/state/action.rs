//! What can happen, and what it can ask for: one flat list each.

use crate::exchange::{Placing, Route};
use crate::worker::protocol::{Event, FileId, Request};
use crate::workflow::edit::Edit;

/// Something that happened. [`super::State::apply`] is the dispatch table.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// A person changed the workflow.
    Edit {
        /// How.
        edit: Edit,
        /// Changes that follow one another with the same word are undone together.
        burst: Option<String>,
    },
    /// Back one change.
    Undo,
    /// Forward again.
    Redo,
    /// A stage is to be edited, or none.
    Select(Option<String>),
    /// A template is to be opened, by its position in [`super::TEMPLATES`].
    OpenTemplate(usize),
    /// A workflow file was chosen.
    OpenWorkflow {
        /// The file's name.
        name: String,
        /// What is in it.
        text: String,
    },
    /// The workflow is to be saved as a file.
    SaveWorkflow,
    /// Manifests were chosen, dropped or pasted.
    LoadFiles(Vec<String>),
    /// Manifests were chosen, with where their tasks start.
    LoadFilesFor {
        /// The files' names.
        names: Vec<String>,
        /// Where.
        placing: Placing,
    },
    /// A template's manifest has been fetched.
    Fetched {
        /// The Dataset stage it is for.
        dataset: String,
        /// The file's name.
        name: String,
    },
    /// A template's manifest could not be fetched.
    NotFetched {
        /// The file's name.
        name: String,
        /// Why.
        message: String,
    },
    /// A manifest's tasks are to start elsewhere, or to be in another batch.
    PlaceFile {
        /// Which manifest.
        file: FileId,
        /// All that is to hold of it.
        placing: Placing,
    },
    /// A manifest is to be dropped.
    RemoveFile(FileId),
    /// Whether any bad item refuses the manifests that are loaded from now on.
    SetStrict(bool),
    /// A manifest that one bad item refused is to be read for its good ones.
    TakeGood(FileId),
    /// Another seed was typed.
    SetSeed(u64),
    /// Another number of runs was typed.
    SetRuns(u64),
    /// Run with the seed shown.
    Run,
    /// Run with a fresh seed.
    RunWith(u64),
    /// Drop the run under way.
    Cancel,
    /// The worker said something.
    Worker(Event),
    /// The worker is lost.
    WorkerDied(String),
    /// A part of the drawer is to be opened, or the drawer closed.
    ShowPanel(Option<Panel>),
    /// A screen is to be shown.
    Show(Route),
    /// The other screens could not be loaded.
    NoDesk,
    /// Something outside of the state failed.
    Tell(String),
    /// The notice has been read.
    DismissNotice,
}

/// Something to be done outside of the state.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Send a request to the worker.
    Send(Request),
    /// Send a request to the worker with the file of that number beside it.
    SendFile(FileId),
    /// Keep the next file that was chosen under this number.
    KeepFile(FileId),
    /// Forget the file of that number.
    DropFile(FileId),
    /// Fetch a template's manifest for a Dataset stage.
    Fetch {
        /// The Dataset stage's id.
        dataset: String,
        /// The file's name in the examples.
        name: String,
    },
    /// Offer a text as a download.
    Save {
        /// The file's name.
        name: String,
        /// What is in it.
        text: String,
    },
    /// Hand an answer of the worker on to the desk, which asked for it.
    Pass(Vec<u8>),
    /// Show the screen of the state in place of the one before.
    Show,
    /// Make the address that of the Lab, without a step in the history.
    LeaveAddress,
    /// Start a new worker in place of the lost one.
    Restart,
    /// Put the focus on the result: what had it is gone.
    FocusResult,
}

/// The parts of the drawer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    /// Manifests and their reports.
    Manifests,
    /// What is wrong with the workflow.
    Problems,
    /// People, classes and batches.
    Content,
}
