//! One run from start to report.

pub mod report;
