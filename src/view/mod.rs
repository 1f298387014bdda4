//! What both modules of the page draw with: the Lab (`crate::app`) and the desk (`crate::desk`).
//!
//! In: the `html!` macro, form controls, choosing, pasting and saving files, numbers as text, verdicts,
//! and how an import and a judgement read. Out: what any screen shows, and whatever knows the state of either module.

pub mod file_button;
pub mod files;
pub mod form;
pub mod format;
pub(crate) mod html;
pub mod import;
pub mod judged;
pub mod paste;
pub mod trouble;
pub mod verdict;
