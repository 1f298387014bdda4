//! The workflow file: JSON that people can read and write by hand.
//!
//! Reading collects every complaint with its line and column instead of stopping at the
//! first. Keys that this version does not know are a warning, and are kept and written back.

mod content;
mod fields;
mod read;
mod stage;
mod write;

pub use read::{FileError, Read, read};
pub use write::write;

/// Something to say about a place in a workflow file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// What is wrong, and what to do.
    pub message: String,
    /// Where: a JSON pointer.
    pub pointer: String,
    /// Line, counted from 1.
    pub line: u32,
    /// Column in characters, counted from 1.
    pub column: u32,
}
