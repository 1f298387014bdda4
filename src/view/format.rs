//! Numbers → text for the page; the only place that rounds, and that knows how its reader writes numbers.

use std::cell::Cell;

/// What parts thousands, and what parts a number from its decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Marks {
    group: char,
    decimal: char,
}

thread_local! {
    static MARKS: Cell<Marks> = const { Cell::new(Marks { group: ',', decimal: '.' }) };
}

/// Sets how numbers are written from here on: the mark between thousands and that before decimals, as
/// the browser has them for its reader (`,.`). Anything else leaves it as it is in English.
pub fn set_marks(marks: &str) {
    let mut marks = marks.chars();
    if let (Some(group), Some(decimal), None) = (marks.next(), marks.next(), marks.next()) {
        MARKS.set(Marks { group, decimal });
    }
}

/// The mark between thousands.
#[must_use]
pub fn group_mark() -> char {
    MARKS.get().group
}

/// A number whose decimals stand behind a point, as its reader writes it.
#[must_use]
pub fn marked(plain: &str) -> String {
    let mut text = String::new();
    text.extend(plain.chars().map(|c| if c == '.' { MARKS.get().decimal } else { c }));
    text
}

/// A whole number in groups of three: `1,234,567`; means keep one decimal.
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
            grouped.push(group_mark());
        }
        grouped.push(digit);
    }
    if whole { grouped } else { grouped + &marked(&format!(".{rest}")) }
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
        marked(&format!("{p:.1e}")).replace("e-", " × 10⁻").chars().scan(false, raise).collect()
    } else if p < 0.01 {
        trim(&format!("{p:.4}"))
    } else if p < 0.1 {
        trim(&format!("{p:.3}"))
    } else {
        trim(&format!("{p:.2}"))
    }
}

/// A count where there is little room: `9 999`, then `123 k`, `1.23 M`, `4.5 G`.
#[must_use]
pub fn compact(value: f64) -> String {
    let (unit, letter) = match value.abs() {
        v if v < 9_999.5 => return count(value.round()),
        v if v < 999_500.0 => (1e3, 'k'),
        v if v < 999_500_000.0 => (1e6, 'M'),
        _ => (1e9, 'G'),
    };
    let scaled = value / unit;
    let decimals = if scaled < 9.995 {
        2
    } else if scaled < 99.95 {
        1
    } else {
        0
    };
    format!("{}\u{202f}{letter}", trim(&format!("{scaled:.decimals$}")))
}

/// A fraction as a percentage, with the decimals that tell values apart which differ by a
/// fraction of `span`: `20.03 %`.
#[must_use]
pub fn percent_within(fraction: f64, span: f64) -> String {
    let decimals = match span {
        s if s >= 0.02 || s <= 0.0 => return percent(fraction),
        s if s >= 0.002 => 2,
        s if s >= 0.0002 => 3,
        _ => 4,
    };
    let percent = fraction * 100.0;
    format!("{}\u{a0}%", trim(&format!("{percent:.decimals$}")))
}

/// Both ends of a range of counts: `12 to 28`.
#[must_use]
pub fn range([from, to]: [u64; 2]) -> String {
    format!("{} to {}", count(from as f64), count(to as f64))
}

/// A percentage on an axis, with so many decimals: `20 %`.
#[must_use]
pub fn tick_percent(fraction: f64, decimals: usize) -> String {
    marked(&format!("{:.decimals$}\u{a0}%", fraction * 100.0))
}

/// A deviation on an axis in percentage points, with its sign and so many decimals: `+0.05`.
#[must_use]
pub fn tick_points(fraction: f64, decimals: usize) -> String {
    let text = marked(&format!("{:.decimals$}", (fraction * 100.0).abs()));
    match fraction {
        v if v > 0.0 => format!("+{text}"),
        v if v < 0.0 => format!("\u{2212}{text}"),
        _ => "0".to_owned(),
    }
}

/// A sentence of the engine's as its reader writes numbers, and no line broken before a percent sign.
#[must_use]
pub fn sentence(text: &str) -> String {
    let Marks { group, decimal } = MARKS.get();
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    // `v1.2` is a name.
    let of_number = |at: usize| {
        let before = bytes.iter().take(at).rev().find(|byte| !matches!(byte, b'0'..=b'9' | b',' | b'.'));
        at > 0 && digit(at - 1) && before.is_none_or(|byte| !byte.is_ascii_alphabetic())
    };
    let written = text.char_indices().map(|(at, c)| match c {
        ',' if of_number(at) && (1..4).all(|next| digit(at + next)) => group,
        '.' if of_number(at) && digit(at + 1) => decimal,
        _ => c,
    });
    written.collect::<String>().replace(" %", "\u{a0}%")
}

/// So many of a thing: `1 task`, `100 tasks`.
#[must_use]
pub fn many(value: f64, one: &str, more: &str) -> String {
    format!("{}\u{a0}{}", count(value), if value == 1.0 { one } else { more })
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

/// Drops the zeros that end a decimal number, and writes it as its reader does.
fn trim(text: &str) -> String {
    let digits = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text };
    marked(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_grouped() {
        assert_eq!(count(0.0), "0");
        assert_eq!(count(999.0), "999");
        assert_eq!(count(1_234_567.0), "1,234,567");
        assert_eq!(count(20.25), "20.2");
        assert_eq!(count(-1234.0), "-1,234");
    }

    #[test]
    fn sentences_have_the_numbers_of_the_page() {
        assert_eq!(
            sentence("Of 1,234,567 tasks, 95 of 100 runs send 12, 13 or 14 (20 %)."),
            "Of 1,234,567 tasks, 95 of 100 runs send 12, 13 or 14 (20\u{a0}%)."
        );
        set_marks(".,");
        assert_eq!(
            sentence("You asked for 12.5 % to v1.2. 1.25 of 1,234."),
            "You asked for 12,5\u{a0}% to v1.2. 1,25 of 1.234."
        );
        set_marks(",.");
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
        assert_eq!([p_value(0.008_37), p_value(0.009_96), p_value(0.001)], ["0.0084", "0.01", "0.001"]);
        assert_eq!(p_value(2.1e-11), "2.1 × 10⁻¹¹");
        assert_eq!(p_value(0.0), "0");
    }

    #[test]
    fn large_counts_become_short() {
        assert_eq!(compact(83.0), "83");
        assert_eq!(compact(9_999.0), "9,999");
        assert_eq!(compact(80_500.0), "80.5\u{202f}k");
        assert_eq!(compact(100_000.0), "100\u{202f}k");
        assert_eq!(compact(1_234_567.0), "1.23\u{202f}M");
        assert_eq!(compact(12_300_000.0), "12.3\u{202f}M");
        assert_eq!(compact(4_500_000_000.0), "4.5\u{202f}G");
    }

    #[test]
    fn axes_are_marked_with_as_many_decimals_as_they_need() {
        assert_eq!(tick_percent(0.2, 0), "20\u{a0}%");
        assert_eq!(tick_points(-0.0005, 2), "\u{2212}0.05");
        assert_eq!(tick_points(0.0, 2), "0");
        assert_eq!(percent_within(0.20034, 0.003), "20.03\u{a0}%");
        assert_eq!(percent_within(0.2, 0.003), "20\u{a0}%");
    }

    #[test]
    fn differences_carry_a_true_sign() {
        assert_eq!(points(-3.0), "\u{2212}3\u{a0}points");
        assert_eq!(signed(0.04), "0");
        assert_eq!(signed(2.0), "+2");
    }

    #[test]
    fn numbers_are_written_as_their_reader_writes_them() {
        set_marks(".,");
        assert_eq!([count(1_234_567.0), count(1_234.5)], ["1.234.567", "1.234,5"]);
        assert_eq!([percent(1.0 / 6.0), points(-2.5)], ["16,7\u{a0}%", "\u{2212}2,5\u{a0}points"]);
        assert_eq!([p_value(0.0437), p_value(2.1e-11)], ["0,044", "2,1 × 10⁻¹¹"]);
        assert_eq!([compact(1_234_567.0), tick_points(-0.0005, 2)], ["1,23\u{202f}M", "\u{2212}0,05"]);
        assert_eq!(
            sentence("Of 1,234 tasks 16.7 % took it. 12, 13 or 14."),
            "Of 1.234 tasks 16,7\u{a0}% took it. 12, 13 or 14."
        );
        set_marks("\u{202f},");
        assert_eq!(count(1_234.5), "1\u{202f}234,5");
        // What is no pair of marks changes nothing.
        set_marks("");
        assert_eq!(count(1_234.0), "1\u{202f}234");
        set_marks(",.");
    }
}
