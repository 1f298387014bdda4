//! How numbers read. The page passes its own; [`Plain`] is for files and tests.

/// Numbers → text.
pub trait Format {
    /// A whole number: `1 234 567`.
    fn count(&self, count: u64) -> String {
        group(&count.to_string())
    }

    /// A number where there is little room: `9 999`, then `123 k`, `1.23 M`.
    fn compact(&self, value: f64) -> String {
        let (unit, letter) = match value.abs() {
            v if v < 9_999.5 => return group(&decimal(value, if value.fract() == 0.0 { 0 } else { 2 })),
            v if v < 999_500.0 => (1e3, "\u{202f}k"),
            v if v < 999_500_000.0 => (1e6, "\u{202f}M"),
            _ => (1e9, "\u{202f}G"),
        };
        let scaled = value / unit;
        let decimals = match scaled.abs() {
            v if v < 9.995 => 2,
            v if v < 99.95 => 1,
            _ => 0,
        };
        decimal(scaled, decimals) + letter
    }

    /// A fraction as a percentage with so many decimals: `20 %`.
    fn percent(&self, share: f64, decimals: usize) -> String {
        format!("{:.decimals$}\u{a0}%", share * 100.0)
    }

    /// A fraction as a percentage, with the decimals it takes to tell it from 0 % and 100 %.
    fn share(&self, share: f64) -> String {
        let percent = share * 100.0;
        let near = percent.abs() < 0.1 && percent != 0.0 || percent > 99.9 && percent < 100.0;
        decimal(percent, if near { 3 } else { 1 }) + "\u{a0}%"
    }

    /// Words in which numbers are written in English: `99.9 % of runs`.
    fn words(&self, english: &str) -> String {
        english.to_owned()
    }

    /// A difference with its sign and so many decimals; a true minus sign.
    fn signed(&self, value: f64, decimals: usize) -> String {
        sign(value, &format!("{:.decimals$}", value.abs()))
    }
}

/// Text put before with the sign of a value, if there is anything but zeros in it.
pub(super) fn sign(value: f64, text: &str) -> String {
    let something = text.chars().any(|c| c.is_ascii_digit() && c != '0');
    match value {
        v if v > 0.0 && something => format!("+{text}"),
        v if v < 0.0 && something => format!("\u{2212}{text}"),
        _ => text.to_owned(),
    }
}

/// `1 task`, `100 tasks`.
pub(super) fn tasks(count: u64, format: &dyn Format) -> String {
    format!("{}\u{a0}{}", format.count(count), if count == 1 { "task" } else { "tasks" })
}

/// Numbers in English, with thousands in thin groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Plain;

impl Format for Plain {}

/// Digits in thin groups of three.
fn group(digits: &str) -> String {
    let whole = digits.find('.').unwrap_or(digits.len());
    let mut text = String::with_capacity(digits.len() + 8);
    for (i, digit) in digits.char_indices() {
        let after_digit = digits[..i].ends_with(|c: char| c.is_ascii_digit());
        if i < whole && after_digit && (whole - i).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// So many decimals at most, without zeros at the end.
fn decimal(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_on_the_page() {
        assert_eq!(Plain.count(0), "0");
        assert_eq!(Plain.count(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(
            Plain.count(u64::MAX),
            "18\u{202f}446\u{202f}744\u{202f}073\u{202f}709\u{202f}551\u{202f}615"
        );
        assert_eq!(Plain.compact(9_999.0), "9\u{202f}999");
        assert_eq!(Plain.compact(0.5), "0.5");
        assert_eq!(Plain.compact(-1234.0), "-1\u{202f}234");
        assert_eq!(Plain.compact(100_000.0), "100\u{202f}k");
        assert_eq!(Plain.compact(1_230_000.0), "1.23\u{202f}M");
        assert_eq!(Plain.percent(0.2, 1), "20.0\u{a0}%");
        assert_eq!(Plain.share(0.99999), "99.999\u{a0}%");
        assert_eq!(Plain.share(1.0 / 6.0), "16.7\u{a0}%");
        assert_eq!(Plain.signed(-0.5, 1), "\u{2212}0.5");
        assert_eq!(Plain.signed(0.04, 1), "0.0");
        assert_eq!(Plain.signed(3.0, 0), "+3");
    }
}
