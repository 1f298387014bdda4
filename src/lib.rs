//! Sluice simulates data-annotation workflows.

pub mod engine;
pub mod manifest;
pub mod stats;
pub mod workflow;

#[cfg(feature = "js")]
pub mod api;
#[cfg(feature = "app")]
pub mod app;
#[cfg(feature = "app")]
pub mod worker;
