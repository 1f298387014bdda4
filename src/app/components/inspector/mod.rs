//! The forms that edit a workflow: one stage, or the people and content of all.
//!
//! In: values of the workflow as forms; every change leaves as an [`Edit`].
//! Out: carrying out edits and finding problems ([`crate::workflow`]), undo, and which stage
//! is selected (the page).
//!
//! [`Edit`]: crate::workflow::edit::Edit

mod agent;
mod annotate;
mod annotators;
mod batch_names;
mod batches;
mod class_tests;
mod classes;
mod condition;
mod consensus;
mod content;
mod dataset;
mod ends;
mod fresh;
mod growth;
mod hold;
mod kinds;
mod logic;
mod model;
mod outputs;
mod panel;
mod people;
mod problem_list;
mod proportion;
mod review;
mod sampler;
mod sampling;
mod script;
mod settings;
mod stage_problems;
mod webhook;

pub use content::ContentPanel;
pub use panel::Inspector;
pub use problem_list::{ProblemList, ProblemMark};
