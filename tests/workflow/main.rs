//! The workflow file: reading, writing, complaints with their places, problems, and the schema.

// A function that unwraps is part of a test, though not marked as one.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../engine/generate.rs"]
mod generate;

mod complaints;
mod everything;
mod examples;
mod json;
mod never;
mod problems;
mod round_trip;
mod schema;
mod shares;
