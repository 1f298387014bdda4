//! Sluice simulates data-annotation workflows.

#[cfg(feature = "app")]
pub mod app;
pub mod chart;
pub mod engine;
pub mod manifest;
pub mod scene;
pub mod simulate;
pub mod stats;
pub mod workflow;
