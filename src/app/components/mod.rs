//! Every Yew component: value snapshots in, callbacks out, no arithmetic on counts.

pub mod form;
pub mod graph;
pub mod inspector;
pub mod results;
