//! The engine against laws worked out by other means, and against properties that every run has.
//!
//! `budget.rs` holds the rate of false alarms of everything here together.

// A function that unwraps is part of a test, though not marked as one.
#![allow(clippy::unwrap_used, clippy::panic)]

mod bench;
mod budget;
mod chain;
mod consensus;
mod content;
mod enumerate;
mod exact;
mod facts;
mod generate;
mod independence;
mod lab;
mod large;
mod people;
mod properties;
mod rules;
mod small;
mod stops;
mod unordered;
