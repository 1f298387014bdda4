//! The command line, as a script sees it: exit codes, what goes where, and the shapes of its JSON.
#![cfg(feature = "cli")]
// A function that unwraps is part of a test, though not marked as one.
#![allow(clippy::unwrap_used, clippy::panic)]

mod check;
mod command;
mod compare;
mod engine;
mod import;
mod judge;
mod plan;
mod report;
mod run;
mod usage;
