//! Every Yew component: value snapshots in, callbacks out, no arithmetic on counts.

pub mod drawer;
pub mod graph;
pub mod header;
pub mod inspector;
pub mod manifests;
pub mod notice;
pub mod results;
pub mod run_bar;
