//! Sluice simulates data-annotation workflows: tasks go through sampling and logic stages, and the
//! split that came out is set beside the one intended, with the range that chance alone explains.
//!
//! Rooms, and what each may import (anything else fails `tests/layering.rs`):
//!
//! ```text
//! workflow, stats, manifest, chart   nothing of ours
//! engine                             workflow
//! simulate                           workflow, engine, stats, manifest
//! scene                              workflow
//! report                             workflow, stats, simulate's report
//! cli                                simulate and what it stands on, report  (feature "cli")
//! api                                simulate and what it stands on          (feature "js")
//! worker                             simulate and what it stands on          (features "app", "reader")
//! app    worker, workflow, simulate's report, stats's verdict, stats's split, stats's law, scene, chart (feature "app")
//! ```
//!
//! Without features the crate knows no browser, no clock and no entropy.

// The macro in `app/html.rs` takes a step for each tag and attribute.
#![recursion_limit = "512"]

#[cfg(feature = "js")]
pub mod api;
#[cfg(feature = "app")]
pub mod app;
pub mod chart;
#[cfg(feature = "cli")]
pub mod cli;
pub mod engine;
pub mod manifest;
pub mod report;
pub mod scene;
pub mod simulate;
pub mod stats;
#[cfg(any(feature = "app", feature = "reader"))]
pub mod worker;
pub mod workflow;
