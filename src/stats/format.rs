//! Numbers as the sentences write them.

/// A count with its thousands grouped: `1,000,000`.
#[must_use]
pub fn count_text(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A share in percent to the millionth, without trailing zeros: `20 %`, `12.5 %`, `0.0001 %`.
/// A share outside [0, 1], or not a number, is written as the nearer end (0 % if not a number).
#[must_use]
pub fn percent_text(share: f64) -> String {
    let millionths = libm::round(share.clamp(0.0, 1.0) * 1e6) as u64;
    let (whole, part) = (millionths / 10_000, millionths % 10_000);
    if part == 0 {
        return format!("{whole} %");
    }
    let digits = format!("{part:04}");
    format!("{whole}.{} %", digits.trim_end_matches('0'))
}
