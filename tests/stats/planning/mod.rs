//! The planner against the tables of `oracle.py`, and against trying everything.

mod benchmark;
mod empty;
mod expected;
mod precision;
mod running;
mod sentences;

/// A share in millionths, as the tables have it.
fn share(millionths: &str) -> f64 {
    millionths.parse::<f64>().unwrap() / 1e6
}
