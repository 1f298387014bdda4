//! Numbers in charts as the page writes them.

use crate::chart::Format;
use crate::view::format;

/// Writes numbers as the rest of the page does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Numbers;

impl Format for Numbers {
    fn count(&self, count: u64) -> String {
        format::count(count as f64)
    }

    fn share(&self, share: f64) -> String {
        format::percent(share)
    }
}
