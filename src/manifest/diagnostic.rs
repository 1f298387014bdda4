//! What an import has to say about a file, and where.

use serde::Serialize;

/// How much a [`Diagnostic`] matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something was not loaded: one item, or the whole file.
    Error,
    /// Everything was loaded, but perhaps not as its author meant it.
    Warning,
    /// Worth knowing; nothing to do.
    Note,
}

impl Severity {
    /// The fixed word for reports, the one it serialises as.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One remark about the file, tied to a place in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// A stable kebab-case word for scripts, such as `duplicate-key`.
    pub code: &'static str,
    /// One sentence or two in plain words.
    pub message: String,
    /// Line of the place, from 1. LF, CRLF and CR each end a line.
    pub line: u32,
    /// Column of the place, from 1, in characters. A byte order mark has no column.
    pub column: u32,
    /// The JSON pointer (RFC 6901) of the value meant, where there is one.
    /// Where a collection's key is repeated, indexes go on through all its parts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}
