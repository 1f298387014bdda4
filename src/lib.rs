//! Sluice simulates data-annotation workflows.

pub mod engine;
pub mod manifest;
pub mod stats;
pub mod workflow;
