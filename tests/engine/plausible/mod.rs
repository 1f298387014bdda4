//! Shares and counts as people type, paste and link them.

mod fields;
mod links;
mod tables;

use sluice::simulate::plausible::{AskedOutput, AskedSplit};
use sluice::workflow::Share;

/// A split of these outputs: name, share in percent, count.
fn split(name: &str, outputs: &[(&str, f64, u64)]) -> AskedSplit {
    let output = |(name, percent, count): &(&str, f64, u64)| AskedOutput {
        name: (*name).to_owned(),
        share: Share::from_percent(*percent).unwrap(),
        count: *count,
    };
    AskedSplit { name: name.to_owned(), outputs: outputs.iter().map(output).collect() }
}

/// One without names.
fn plain(name: &str, outputs: &[(f64, u64)]) -> AskedSplit {
    split(name, &outputs.iter().map(|(share, count)| ("", *share, *count)).collect::<Vec<_>>())
}
