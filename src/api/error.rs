//! Why a call was not answered.

use std::fmt;

use wasm_bindgen::JsValue;

use super::check::{of_file, of_workflow};
use super::output::{set, to_js};
use crate::manifest::{Diagnostic, Severity};
use crate::simulate::plausible::PlausibleError;
use crate::stats::SplitError;
use crate::stats::planning::PlanError;
use crate::workflow::{FileError, Problem, Severity as ProblemSeverity};

/// Why a call was not answered. JavaScript receives it as an `Error` with a `kind`.
#[derive(Debug, Clone, PartialEq)]
pub enum ApiError {
    /// An argument is not what the call takes.
    Argument(String),
    /// An option is not what the call takes.
    Option(String),
    /// A string, by its name, that holds half of a surrogate pair and so is no text.
    NotUtf8(String),
    /// There is no memory for a file of so many bytes.
    TooLarge(usize),
    /// The text is no workflow.
    WorkflowFile(FileError),
    /// The workflow cannot be run.
    WorkflowProblems(Vec<Problem>),
    /// A manifest was refused.
    ManifestRefused {
        /// The Dataset stage it was for.
        dataset: String,
        /// The file's name; may be empty.
        name: String,
        /// What there is to say about the file.
        diagnostics: Vec<Diagnostic>,
    },
    /// Shares and counts that cannot be judged.
    Split(SplitError),
    /// A table that cannot be read.
    Table(PlausibleError),
    /// A question before a run that cannot be answered.
    Plan(PlanError),
    /// A mistake in this program.
    Internal(String),
}

impl ApiError {
    /// The fixed word for the kind of error.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Argument(_) => "bad-argument",
            Self::Option(_) => "bad-option",
            Self::NotUtf8(_) => "not-utf8",
            Self::TooLarge(_) => "too-large",
            Self::WorkflowFile(_) => "workflow-file",
            Self::WorkflowProblems(_) => "workflow-problems",
            Self::ManifestRefused { .. } => "manifest-refused",
            Self::Split(_) => "bad-split",
            Self::Table(_) => "bad-table",
            Self::Plan(_) => "bad-plan",
            Self::Internal(_) => "internal",
        }
    }

    /// The first thing that is wrong with a manifest.
    fn first_error(diagnostics: &[Diagnostic]) -> Option<&Diagnostic> {
        diagnostics.iter().find(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Line and column of the first thing that is wrong, where it is a place in a file.
    fn place(&self) -> Option<(u32, u32)> {
        match self {
            Self::WorkflowFile(error) => error.complaints.first().map(|first| (first.line, first.column)),
            Self::ManifestRefused { diagnostics, .. } => {
                Self::first_error(diagnostics).map(|first| (first.line, first.column))
            }
            _ => None,
        }
    }

    /// Everything that is wrong, where it is more than one thing.
    fn problems(&self) -> Option<Result<JsValue, Self>> {
        match self {
            Self::WorkflowFile(error) => Some(to_js(&of_file(&error.complaints))),
            Self::WorkflowProblems(problems) => Some(to_js(&of_workflow(problems, &[]))),
            Self::ManifestRefused { diagnostics, .. } => Some(to_js(diagnostics)),
            _ => None,
        }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Argument(what) | Self::Option(what) => write!(f, "{what}."),
            Self::NotUtf8(name) => {
                write!(f, "{name} holds half of a surrogate pair, which is no character.")
            }
            Self::TooLarge(bytes) => write!(f, "There is no memory for a file of {bytes} bytes."),
            Self::WorkflowFile(error) => write!(f, "This is no workflow file:\n{error}"),
            Self::WorkflowProblems(problems) => {
                f.write_str("The workflow cannot be run:")?;
                let errors = problems.iter().filter(|problem| problem.severity == ProblemSeverity::Error);
                errors.into_iter().try_for_each(|error| write!(f, "\n{} {}", error.message, error.mend))
            }
            Self::ManifestRefused { dataset, name, diagnostics } => {
                let space = if name.is_empty() { "" } else { " " };
                write!(f, "The manifest{space}{name} for {dataset} was refused.")?;
                let first = Self::first_error(diagnostics);
                first.map_or(Ok(()), |first| write!(f, " {}", first.message))
            }
            Self::Split(error) => write!(f, "These cannot be judged: {error}."),
            Self::Table(error) => write!(f, "{error}"),
            Self::Plan(error) => write!(f, "This cannot be planned: {error}."),
            Self::Internal(what) => write!(f, "Sluice met a bug in itself: {what}"),
        }
    }
}

impl std::error::Error for ApiError {}

impl From<ApiError> for JsValue {
    fn from(error: ApiError) -> Self {
        let made: Self = js_sys::Error::new(&error.to_string()).into();
        set(&made, "kind", &error.kind().into());
        // Safari gives every error a line and a column of its own, of the script: these replace it.
        let (line, column) = error.place().unzip();
        set(&made, "line", &line.into());
        set(&made, "column", &column.into());
        if let Some(Ok(problems)) = error.problems() {
            set(&made, "problems", &problems);
        }
        made
    }
}

/// From now on a bug that stops the program is thrown as an error of kind `internal`, with what
/// is known about it, in place of the bare trap that would follow.
pub fn throw_panics() {
    std::panic::set_hook(Box::new(|info| {
        wasm_bindgen::throw_val(ApiError::Internal(info.to_string()).into());
    }));
}
