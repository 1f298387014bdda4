//! The statistics against reference tables, known results and their own laws.

// A helper that unwraps is part of a test, though not marked as one.
#![allow(clippy::unwrap_used)]

mod binomial;
mod chi_square;
mod claims;
mod count_law;
mod coverage;
mod judgement;
mod multinomial;
mod planning;
mod sentences;
mod table;
mod validity;
