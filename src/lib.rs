//! Sluice simulates data-annotation workflows.

#[cfg(feature = "app")]
pub mod app;
pub mod chart;
#[cfg(feature = "cli")]
pub mod cli;
pub mod engine;
pub mod manifest;
pub mod scene;
pub mod simulate;
pub mod stats;
pub mod workflow;
