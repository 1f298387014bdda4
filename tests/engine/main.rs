//! The engine against laws worked out by other means, and against properties that every run has.
//!
//! `budget.rs` holds the rate of false alarms of everything here together.

// A function that unwraps is part of a test, though not marked as one.
#![allow(clippy::unwrap_used, clippy::panic)]

mod across;
mod arrangements;
mod arrival;
mod bench;
mod budget;
mod chain;
mod compare;
mod consensus;
mod content;
mod enumerate;
mod exact;
mod explained;
mod facts;
mod generate;
mod independence;
mod judged;
mod lab;
mod large;
mod methods;
mod over;
mod people;
mod plausible;
mod properties;
mod rules;
mod small;
mod spread;
mod stops;
mod study;
mod tasks;
mod uniformity;
mod unordered;
