//! Decimal numbers that people write, as floating-point numbers.
//!
//! The standard library's own reader keeps a table of ten kilobytes for numbers of more digits
//! than anybody types, which would be a good part of the page's download.

/// The powers of ten that a floating-point number holds exactly.
const EXACT: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// Reads `12`, `-0.5`, `.5`, `5.` and `1e-3`; `None` for anything else, words such as `inf`
/// among it. The nearest number for all of up to 15 digits and 22 places; for longer ones it may
/// miss the nearest by the last bit or two.
#[must_use]
pub fn decimal(text: &str) -> Option<f64> {
    let (negative, digits) = sign(text);
    let (digits, exponent) = match digits.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, power(exponent)?),
        None => (digits, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let mut significant: u64 = 0;
    let mut places = exponent;
    for (part, is_fraction) in [(whole, false), (fraction, true)] {
        for byte in part.bytes() {
            let digit = byte.is_ascii_digit().then(|| u64::from(byte - b'0'))?;
            match significant.checked_mul(10).and_then(|tens| tens.checked_add(digit)) {
                Some(more) => {
                    significant = more;
                    places -= i32::from(is_fraction);
                }
                // A digit too many to matter: only its place counts.
                None => places += i32::from(!is_fraction),
            }
        }
    }
    let number = scaled(significant as f64, places);
    Some(if negative { -number } else { number })
}

fn sign(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// An exponent; beyond what a number can hold it is as good as the largest.
fn power(text: &str) -> Option<i32> {
    let (negative, digits) = sign(text);
    let all = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let size = all.then(|| digits.parse::<i32>().unwrap_or(i32::MAX).min(100_000))?;
    Some(if negative { -size } else { size })
}

/// `number` times ten to the power of `places`.
fn scaled(mut number: f64, places: i32) -> f64 {
    let mut left = places.unsigned_abs() as usize;
    while left > 0 && number != 0.0 && number.is_finite() {
        let step = left.min(EXACT.len() - 1);
        number = if places < 0 { number / EXACT[step] } else { number * EXACT[step] };
        left -= step;
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_people_write() {
        for text in ["0", "12", "-0.5", "+3", ".5", "5.", "33.3333", "1e3", "1E-3", "-2.5e+2", "1e22", "007"]
        {
            assert_eq!(decimal(text), Some(text.parse().unwrap()), "{text}");
        }
        for text in ["", ".", "-", "e3", "1e", "inf", "NaN", "1,5", "0x1", "1 2", "--1", "1e1.5", "½"] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }

    #[test]
    fn the_very_large_and_the_very_small() {
        assert_eq!(decimal("1e400"), Some(f64::INFINITY));
        assert_eq!(decimal("1e-400"), Some(0.0));
        assert_eq!(decimal("0e999999999999"), Some(0.0));
        let long = decimal("123456789012345678901234567890").unwrap();
        assert!((long / 123_456_789_012_345_678_901_234_567_890.0 - 1.0).abs() < 1e-15);
    }

    proptest! {
        #[test]
        fn the_nearest_number_where_the_digits_are_few(digits in 0_u64..1_000_000_000_000_000, places in 0_u32..15) {
            let ten = 10_u64.pow(places);
            let text = format!("{}.{:0width$}", digits / ten, digits % ten, width = places as usize);
            prop_assert_eq!(decimal(&text), Some(text.parse().unwrap()));
        }
    }
}
