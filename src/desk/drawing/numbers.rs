//! Numbers in charts as the page writes them, and ranges of them in tables.

use crate::chart::{Cell, Format, Plain};
use crate::view::format;

/// Writes numbers as the rest of the page does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Numbers;

impl Format for Numbers {
    fn count(&self, count: u64) -> String {
        format::count(count as f64)
    }

    fn compact(&self, value: f64) -> String {
        // Whole numbers are grouped alike; on an axis small ones have decimals.
        if value.fract() == 0.0 { format::compact(value) } else { format::marked(&Plain.compact(value)) }
    }

    fn percent(&self, share: f64, decimals: usize) -> String {
        format::tick_percent(share, decimals)
    }

    fn share(&self, share: f64) -> String {
        format::percent(share)
    }

    fn words(&self, english: &str) -> String {
        format::sentence(english)
    }

    fn signed(&self, value: f64, decimals: usize) -> String {
        format::marked(&Plain.signed(value, decimals))
    }
}

/// Both ends of a range of counts, which a file has without marks between thousands.
#[must_use]
pub fn range_cell([low, high]: [u64; 2]) -> Cell {
    Cell { shown: format::range([low, high]), exact: format!("{low} to {high}") }
}

/// Both ends of a range of shares, which a file has with decimal points.
#[must_use]
pub fn shares_cell([low, high]: [f64; 2]) -> Cell {
    let both = |numbers: &dyn Format| format!("{} to {}", numbers.share(low), numbers.share(high));
    Cell { shown: both(&Numbers), exact: both(&Plain) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_plain_numbers_whatever_the_reader_writes() {
        format::set_marks(".,");
        let (counts, shares) = (range_cell([1_234, 5_678]), shares_cell([0.125, 0.5]));
        let axis = [
            Numbers.compact(0.25),
            Numbers.compact(12_345.0),
            Numbers.percent(0.125, 1),
            Numbers.signed(-0.5, 1),
        ];
        format::set_marks(",.");
        assert_eq!((counts.shown.as_str(), counts.exact.as_str()), ("1.234 to 5.678", "1234 to 5678"));
        let expected = ("12,5\u{a0}% to 50\u{a0}%", "12.5\u{a0}% to 50\u{a0}%");
        assert_eq!((shares.shown.as_str(), shares.exact.as_str()), expected);
        assert_eq!(axis, ["0,25", "12,3\u{202f}k", "12,5\u{a0}%", "\u{2212}0,5"]);
    }
}
