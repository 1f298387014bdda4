//! Sluice simulates data-annotation workflows: tasks go through sampling and logic stages, and the
//! split that came out is set beside the one intended, with the range that chance alone explains.
//!
//! Rooms, and what each may import (anything else fails `tests/layering.rs`):
//!
//! ```text
//! workflow, stats, manifest, chart   nothing of ours
//! engine                             workflow
//! simulate                           workflow, engine, stats, manifest
//! scene                              workflow, chart's text
//! report                             workflow, stats, simulate's report, chart
//! cli                                simulate and what it stands on, report  (feature "cli")
//! api                                simulate and what it stands on          (feature "js")
//! worker                             simulate and what it stands on, report  (features "app", "desk", "studies", "reader")
//! exchange                           worker's protocol, worker's wire, simulate's report  (features "app", "desk")
//! view                               worker's protocol, workflow, simulate's report, stats's verdict, stats's split, stats's law, chart, report's marks  (features "app", "desk")
//! app    view, exchange, worker, workflow, simulate's report, stats's verdict, stats's split, stats's law, scene, chart (feature "app")
//! desk   view, exchange, worker's protocol, worker's wire, worker's inquiry, manifest, workflow, simulate's report, simulate's asked, simulate's plausible, simulate's spread, simulate's over, simulate's across, simulate's compare, simulate's tasks, engine's rested, stats, scene, chart (feature "desk")
//! ```
//!
//! Without features the crate knows no browser, no clock and no entropy.

// The macro in `view/html.rs` takes a step for each tag and attribute.
#![recursion_limit = "512"]

#[cfg(feature = "js")]
pub mod api;
#[cfg(feature = "app")]
pub mod app;
pub mod chart;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "desk")]
pub mod desk;
pub mod engine;
#[cfg(any(feature = "app", feature = "desk"))]
pub mod exchange;
pub mod manifest;
pub mod report;
pub mod scene;
pub mod simulate;
pub mod stats;
#[cfg(any(feature = "app", feature = "desk"))]
pub mod view;
#[cfg(any(feature = "app", feature = "desk", feature = "studies", feature = "reader"))]
pub mod worker;
pub mod workflow;
