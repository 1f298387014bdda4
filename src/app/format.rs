//! Numbers → text for the page; the only place that rounds.

/// A whole number with thin groups of three: `1 234 567`; means keep one decimal.
#[must_use]
pub fn count(value: f64) -> String {
    let whole = value.fract() == 0.0;
    let text = if whole { format!("{value:.0}") } else { format!("{value:.1}") };
    let (digits, rest) = text.split_once('.').map_or((text.as_str(), ""), |(digits, rest)| (digits, rest));
    let mut grouped = String::new();
    let length = digits.trim_start_matches('-').len();
    let offset = digits.len() - length;
    for (i, digit) in digits.chars().enumerate() {
        if i > offset && (digits.len() - i).is_multiple_of(3) {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    if whole { grouped } else { format!("{grouped}.{rest}") }
}

/// A fraction as a percentage: `17 %`, `16.7 %`; as many decimals as it takes to tell it from
/// 0 % and 100 %, at most four.
#[must_use]
pub fn percent(fraction: f64) -> String {
    let percent = fraction * 100.0;
    let decimals =
        if percent.abs() < 0.1 && percent != 0.0 || percent > 99.9 && percent < 100.0 { 3 } else { 1 };
    format!("{}\u{a0}%", trim(&format!("{percent:.decimals$}")))
}

/// A difference of shares in percentage points, with its sign: `−3.0 points`.
#[must_use]
pub fn points(points: f64) -> String {
    format!("{}\u{a0}points", signed(points))
}

/// A number with its sign and one decimal; a true minus sign.
#[must_use]
pub fn signed(value: f64) -> String {
    let text = trim(&format!("{:.1}", value.abs()));
    match value {
        v if v > 0.0 && text != "0" => format!("+{text}"),
        v if v < 0.0 && text != "0" => format!("\u{2212}{text}"),
        _ => "0".to_owned(),
    }
}

/// A p-value: two digits that matter, and powers of ten where it is tiny.
#[must_use]
pub fn p_value(p: f64) -> String {
    if p == 0.0 {
        "0".to_owned()
    } else if p < 0.001 {
        format!("{p:.1e}").replace("e-", " × 10⁻").chars().scan(false, raise).collect()
    } else if p < 0.1 {
        trim(&format!("{p:.3}"))
    } else {
        trim(&format!("{p:.2}"))
    }
}

/// Raises the digits that follow a superscript minus.
fn raise(raised: &mut bool, c: char) -> Option<char> {
    const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    if c == '⁻' {
        *raised = true;
        return Some(c);
    }
    let digit = c.to_digit(10).filter(|_| *raised);
    Some(digit.and_then(|d| SUPERSCRIPTS.get(d as usize)).copied().unwrap_or(c))
}

/// Drops the zeros that end a decimal number.
fn trim(text: &str) -> String {
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_grouped() {
        assert_eq!(count(0.0), "0");
        assert_eq!(count(999.0), "999");
        assert_eq!(count(1_234_567.0), "1\u{202f}234\u{202f}567");
        assert_eq!(count(20.25), "20.2");
        assert_eq!(count(-1234.0), "-1\u{202f}234");
    }

    #[test]
    fn percentages_tell_themselves_from_the_ends() {
        assert_eq!(percent(0.2), "20\u{a0}%");
        assert_eq!(percent(1.0 / 6.0), "16.7\u{a0}%");
        assert_eq!(percent(0.0001), "0.01\u{a0}%");
        assert_eq!(percent(0.99999), "99.999\u{a0}%");
        assert_eq!(percent(0.0), "0\u{a0}%");
        assert_eq!(percent(1.0), "100\u{a0}%");
    }

    #[test]
    fn tiny_p_values_are_powers_of_ten() {
        assert_eq!(p_value(0.53), "0.53");
        assert_eq!(p_value(0.0437), "0.044");
        assert_eq!(p_value(2.1e-11), "2.1 × 10⁻¹¹");
        assert_eq!(p_value(0.0), "0");
    }

    #[test]
    fn differences_carry_a_true_sign() {
        assert_eq!(points(-3.0), "\u{2212}3\u{a0}points");
        assert_eq!(signed(0.04), "0");
        assert_eq!(signed(2.0), "+2");
    }
}
