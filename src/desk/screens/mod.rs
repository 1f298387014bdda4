//! The screens, one folder each: a value snapshot in, wishes out, no arithmetic on counts.
//!
//! To add one: a folder here with what it keeps and how it is drawn, a line in
//! `shell.rs` (`Desk::screen`), and its route in [`crate::exchange::Route::ALL`].

pub mod manifests;
pub mod plan;
pub mod plausible;
pub mod results;
