//! What is wrong with a workflow, in a form that a person and a program can use.

use serde::{Deserialize, Serialize};

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The workflow cannot be run.
    Error,
    /// It can be run, and may not do what was meant.
    Warning,
    /// Nothing is wrong; it is as well to know.
    Note,
}

impl Severity {
    /// The word for it in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Something wrong with a workflow, the stage where it is, and what would mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// A stable word for the kind of problem.
    pub code: String,
    /// The stage's id; `None` for the workflow as a whole.
    pub stage: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub mend: String,
}

impl Problem {
    pub(super) fn error(code: &str, stage: Option<&str>, message: String, mend: &str) -> Self {
        Self::new(Severity::Error, code, stage, message, mend)
    }

    pub(super) fn warning(code: &str, stage: Option<&str>, message: String, mend: &str) -> Self {
        Self::new(Severity::Warning, code, stage, message, mend)
    }

    pub(super) fn note(code: &str, stage: Option<&str>, message: String, mend: &str) -> Self {
        Self::new(Severity::Note, code, stage, message, mend)
    }

    fn new(severity: Severity, code: &str, stage: Option<&str>, message: String, mend: &str) -> Self {
        let stage = stage.map(str::to_owned);
        Self { severity, code: code.to_owned(), stage, message, mend: mend.to_owned() }
    }
}
