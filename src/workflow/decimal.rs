//! Decimal numbers that people write, as floating-point numbers.
//!
//! The standard library's own reader keeps a table of ten kilobytes for numbers of more digits
//! than anybody types, which would be a good part of the page's download.

/// The most digits that are looked at: no number half way between two neighbours has more than 767.
const MOST_DIGITS: usize = 800;

/// The powers of ten that a floating-point number holds exactly.
const EXACT: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// Reads `12`, `-0.5`, `.5`, `5.` and `1e-3` as the nearest number there is, infinity where they
/// are beyond it; `None` for anything else, words such as `inf` among it.
#[must_use]
pub fn decimal(text: &str) -> Option<f64> {
    let (negative, digits) = sign(text);
    let (digits, exponent) = match digits.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, power(exponent)?),
        None => (digits, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = [whole, fraction].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if whole.len() + fraction.len() == 0 || !all_digits {
        return None;
    }
    let size = size(whole, fraction, exponent);
    Some(if negative { -size } else { size })
}

fn sign(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// An exponent; one of more digits than a text has bytes is as good as any larger.
fn power(text: &str) -> Option<i64> {
    let (negative, digits) = sign(text);
    if digits.is_empty() {
        return None;
    }
    let mut size: i64 = 0;
    for byte in digits.bytes() {
        let digit = byte.is_ascii_digit().then(|| i64::from(byte - b'0'))?;
        size = (size * 10 + digit).min(1 << 50);
    }
    Some(if negative { -size } else { size })
}

/// The number nearest to these digits times ten to the power of `exponent`.
fn size(whole: &str, fraction: &str, exponent: i64) -> f64 {
    let mut digits = [whole, fraction].concat();
    let mut places = exponent - fraction.len() as i64;
    digits.drain(..digits.len() - digits.trim_start_matches('0').len());
    if digits.len() > MOST_DIGITS {
        places += (digits.len() - MOST_DIGITS) as i64;
        let rest = digits.split_off(MOST_DIGITS);
        if rest.bytes().any(|digit| digit != b'0') {
            // Whatever else there is decides no more than whether it is exactly half way.
            digits.push('1');
            places -= 1;
        }
    }
    let few =
        (digits.len() <= 15).then(|| digits.bytes().fold(0, |n: u64, byte| n * 10 + u64::from(byte - b'0')));
    let exact = usize::try_from(places.unsigned_abs()).ok().and_then(|places| EXACT.get(places));
    match (few, exact, digits.len() as i64 + places) {
        (Some(0), ..) | (.., ..-400) => 0.0,
        // Both are exact, so the one step between them rounds right.
        (Some(few), Some(power), _) if places < 0 => few as f64 / power,
        (Some(few), Some(power), _) => few as f64 * power,
        (.., 400..) => f64::INFINITY,
        _ => Large::scaled(&digits, places).nearest(),
    }
}

/// A whole number of any size times a power of two.
struct Large {
    /// The least comes first.
    words: Vec<u32>,
    /// The power of two.
    exponent: i32,
    /// Whether there is a little more, less than one.
    more: bool,
}

impl Large {
    /// Digits times ten to the power of `places`, which is at most some hundreds either way.
    fn scaled(digits: &str, places: i64) -> Self {
        let mut large = Self { words: Vec::new(), exponent: 0, more: false };
        for byte in digits.bytes() {
            large.times(10, u32::from(byte - b'0'));
        }
        if places < 0 {
            // A division by ten takes less than four bits; 64 of the result and more stay exact.
            let room = places.unsigned_abs() as usize / 8 + 3;
            large.words.splice(0..0, vec![0; room]);
            large.exponent = -32 * room as i32;
        }
        for _ in 0..places.unsigned_abs() {
            if places < 0 { large.tenth() } else { large.times(10, 0) }
        }
        large
    }

    fn times(&mut self, factor: u32, carry: u32) {
        let mut carry = u64::from(carry);
        for word in &mut self.words {
            carry += u64::from(*word) * u64::from(factor);
            *word = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.words.push(carry as u32);
        }
    }

    fn tenth(&mut self) {
        let mut rest = 0;
        for word in self.words.iter_mut().rev() {
            let whole = rest << 32 | u64::from(*word);
            *word = (whole / 10) as u32;
            rest = whole % 10;
        }
        self.more |= rest > 0;
        while self.words.last() == Some(&0) {
            self.words.pop();
        }
    }

    /// The nearest floating-point number; of two as near, the even one.
    fn nearest(mut self) -> f64 {
        // With two words more below, there are three to take the uppermost 64 bits from.
        self.words.splice(0..0, [0, 0]);
        let count = self.words.len();
        let [below @ .., low, middle, high] = self.words.as_slice() else { return 0.0 };
        let shift = high.leading_zeros();
        let low = u64::from(*low) << shift;
        let top = (u64::from(*high) << 32 | u64::from(*middle)) << shift | low >> 32;
        let more = self.more || low as u32 != 0 || below.iter().any(|word| *word != 0);
        // The number is `top` and its rest, times two to the power of this.
        let exponent = self.exponent + 32 * (count as i32 - 4) - shift as i32;
        round(top, more, exponent)
    }
}

/// The floating-point number nearest to `top`, whose uppermost bit is set, or to `more` than that
/// by less than one, times two to the power of `exponent` (IEEE 754, binary64, ties to even).
fn round(top: u64, more: bool, exponent: i32) -> f64 {
    // What stands in the exponent's field, less the one that the uppermost bit adds to it. Below
    // zero it stays there, and fewer bits are left.
    let field = exponent + 63 + 1022;
    let bits = 53 + field.min(0);
    if bits < 0 {
        return 0.0;
    }
    let kept = top.checked_shr(64 - bits as u32).unwrap_or(0);
    let rest = top << bits;
    let half = 1 << 63;
    let up = rest > half || rest == half && (more || kept & 1 == 1);
    // One more may be a power of two, which the exponent then counts: at last, infinity.
    let bits = ((field.max(0) as u64) << 52) + kept + u64::from(up);
    f64::from_bits(bits.min(f64::INFINITY.to_bits()))
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

    /// The standard library's reader is what ours must agree with, to the last bit.
    #[track_caller]
    fn as_the_standard_library(text: &str) {
        let expected: f64 = text.parse().unwrap();
        assert_eq!(decimal(text).map(f64::to_bits), Some(expected.to_bits()), "{text}");
    }

    #[test]
    fn the_very_large_and_the_very_small() {
        assert_eq!(decimal("1e400"), Some(f64::INFINITY));
        assert_eq!(decimal("1e-400"), Some(0.0));
        assert_eq!(decimal("0e999999999999"), Some(0.0));
        let zeros = "0".repeat(100_000);
        for text in [
            "-0",
            "-0.0e5",
            "123456789012345678901234567890",
            "1.7976931348623157e308",
            // The last that is not rounded to infinity, and the first that is.
            "1.797693134862315807e308",
            "1.797693134862315808e308",
            "179769313486231580793728971405301199e273",
            "2.2250738585072014e-308",
            "2.2250738585072011e-308",
            "4.9e-324",
            // Half of the least, and a little more.
            "2.4703282292062327208e-324",
            "2.4703282292062328e-324",
            "1e-324",
            "1e99999999999999999999",
            "1e-99999999999999999999",
            &format!("1{zeros}e-100000"),
            &format!("0.{zeros}1e100001"),
            &format!("0.{zeros}1e100400"),
        ] {
            as_the_standard_library(text);
        }
    }

    /// The number half way between this and the next larger one, in full.
    fn half_way(number: f64) -> String {
        let next = f64::from_bits(number.to_bits() + 1);
        // Halves of the least number have 1075 places, and what is printed is exact.
        let halves = |number: f64| format!("{number:.1075}");
        let (low, high) = (halves(number), halves(next));
        let mut digits = Vec::new();
        let mut carry = 0;
        let width = high.len();
        for (a, b) in format!("{low:0>width$}").bytes().zip(high.bytes()).collect::<Vec<_>>().iter().rev() {
            if *a == b'.' {
                digits.push(b'.');
                continue;
            }
            let sum = a - b'0' + (b - b'0') + carry;
            digits.push(b'0' + sum % 10);
            carry = sum / 10;
        }
        digits.push(b'0' + carry);
        digits.reverse();
        // The sum of the two; half of it, digit by digit.
        let mut rest = 0;
        for digit in digits.iter_mut().filter(|digit| **digit != b'.') {
            let value = rest * 10 + (*digit - b'0');
            (*digit, rest) = (b'0' + value / 2, value % 2);
        }
        String::from_utf8(digits).unwrap()
    }

    proptest! {
        #[test]
        fn the_nearest_of_any_digits(digits in "[0-9]{1,40}", fraction in "[0-9]{0,40}", exponent in -400..400) {
            as_the_standard_library(&format!("{digits}.{fraction}e{exponent}"));
        }

        #[test]
        fn what_is_printed_is_read_back(bits in 0..f64::INFINITY.to_bits()) {
            let number = f64::from_bits(bits);
            prop_assert_eq!(decimal(&format!("{number:e}")), Some(number));
        }

        #[test]
        fn half_way_goes_to_the_even_one_and_a_trace_decides(bits in 0..f64::MAX.to_bits()) {
            let number = f64::from_bits(bits);
            let half = half_way(number);
            let (even, next) = (f64::from_bits(bits + (bits & 1)), f64::from_bits(bits + 1));
            prop_assert_eq!(decimal(&half), Some(even));
            prop_assert_eq!(decimal(&format!("{half}{}1", "0".repeat(900))), Some(next));
        }
    }
}
