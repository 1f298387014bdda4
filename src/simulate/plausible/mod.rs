//! "Is this plausible?": shares and counts as people type, paste or link them → a judgement.
//!
//! In: reading one split from two fields ([`read_fields`]), many from a pasted table
//! ([`read_table`]), either from a link ([`from_query`]) and back ([`to_query`]); judging them, with
//! Holm's adjustment where there are several ([`judge_asked`]); shares alone ([`read_shares`]), for who plans. Out: the statistics
//! ([`crate::stats`]), screens, addresses of pages.
//!
//! Nothing is guessed silently. Shares are percentages and must add up to 100; what adds up to 1 is
//! refused with the hint that it looks like fractions. A number that could be read in two ways is
//! refused with both. Every refusal says where, and what to do.

mod cells;
mod error;
mod fields;
mod header;
mod list;
mod number;
mod query;
mod table;
mod verdict;

pub use error::{Place, PlausibleError};
pub use fields::{read_fields, read_shares};
pub use query::{from_query, to_query};
pub use table::read_table;
pub use verdict::{JudgedSplit, PlausibleReport, judge_asked, judge_one, together};

use crate::workflow::Share;
use error::Fault;

/// The most splits that are read at once.
pub const MOST_SPLITS: usize = 1_000;

/// The most outputs that a split may have here.
pub const MOST_OUTPUTS: usize = 100;

/// A split that somebody asks about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AskedSplit {
    /// Its name; empty if none was given.
    pub name: String,
    /// Its outputs, at least one.
    pub outputs: Vec<AskedOutput>,
}

/// An output of such a split.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AskedOutput {
    /// Its name; empty if none was given.
    pub name: String,
    /// The share asked for.
    pub share: Share,
    /// The tasks that came out.
    pub count: u64,
}

/// Refuses shares that do not add up to 100 %.
fn check_sum(shares: impl Iterator<Item = Share>) -> Result<(), Fault> {
    // A hundred shares of a million at most.
    let sum: u64 = shares.map(|share| u64::from(share.millionths())).sum();
    let percent = |millionths: u64| millionths as f64 / 10_000.0;
    if sum == 1_000_000 {
        return Ok(());
    }
    Err(match sum {
        10_000 => Fault::new(
            "The shares add up to 1, not to 100 %.",
            "If they are fractions, write them in percent: 20 for 0.2.",
        ),
        0..1_000_000 => Fault::new(
            format!("The shares add up to {} %, not to 100 %.", percent(sum)),
            format!("{} points are missing.", percent(1_000_000 - sum)),
        ),
        _ => Fault::new(
            format!("The shares add up to {} %, not to 100 %.", percent(sum)),
            format!("That is {} points too many.", percent(sum - 1_000_000)),
        ),
    })
}

/// Whether two names are the same to a person.
fn same_name(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}
