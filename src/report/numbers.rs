//! Numbers as a report writes them.

use crate::stats::count_text;

/// A count, or a mean of counts with two decimals.
pub fn count(value: f64) -> String {
    // Counts are far below what u64 holds.
    if value.fract() == 0.0 {
        return count_text(value as u64);
    }
    let hundredths = libm::round(value * 100.0) as u64;
    format!("{}.{:02}", count_text(hundredths / 100), hundredths % 100)
}

/// An expected count, with one decimal.
pub fn tenths(value: f64) -> String {
    let tenths = libm::round(value * 10.0) as u64;
    format!("{}.{}", count_text(tenths / 10), tenths % 10)
}

/// A share that came out, in percent with two decimals.
pub fn percent(share: f64) -> String {
    format!("{:.2} %", share * 100.0)
}

/// A p-value with as many digits as say something.
pub fn p_value(p: f64) -> String {
    if p < 0.001 && p > 0.0 { format!("{p:.1e}") } else { format!("{p:.3}") }
}

/// A range of counts.
pub fn range([low, high]: [u64; 2]) -> String {
    if low == high {
        format!("always {}", count_text(low))
    } else {
        format!("{} to {}", count_text(low), count_text(high))
    }
}

/// What may not be known.
pub fn known<T>(value: Option<T>, text: impl Fn(T) -> String) -> String {
    value.map(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!([count(0.0), count(1_000_000.0), count(1_234.5)], ["0", "1,000,000", "1,234.50"]);
        assert_eq!([count(0.999), count(0.004)], ["1.00", "0.00"]);
        assert_eq!(
            [p_value(1.0), p_value(0.0451), p_value(0.0), p_value(2e-11)],
            ["1.000", "0.045", "0.000", "2.0e-11"]
        );
        assert_eq!([range([12, 28]), range([20, 20])], ["12 to 28", "always 20"]);
        assert_eq!([tenths(2_000.0), tenths(1_786.46), tenths(0.04)], ["2,000.0", "1,786.5", "0.0"]);
        assert_eq!(percent(1.0 / 3.0), "33.33 %");
    }
}
