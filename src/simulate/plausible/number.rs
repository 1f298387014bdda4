//! Percentages and counts as people write them.

use super::error::Fault;
use crate::workflow::{Share, ShareError};

/// What may part thousands: spaces of all widths, apostrophes, commas.
const THOUSANDS: [char; 8] = [' ', '\u{a0}', '\u{2009}', '\u{202f}', '\'', '’', '_', ','];

/// A percentage: `20`, `20 %`, `12.5`, `12,5`.
pub fn percent(text: &str) -> Result<Share, Fault> {
    let written = text.trim();
    let number = written.trim_end_matches('%').trim_end();
    let point = match (number.matches(',').count(), number.contains('.')) {
        (1, false) => number.replace(',', "."),
        _ => number.to_owned(),
    };
    let plain = point.chars().all(|c| c.is_ascii_digit() || c == '.');
    let value: f64 = match point.parse() {
        Ok(value) if plain => value,
        _ => return Err(no_percentage(written)),
    };
    Share::from_percent(value).map_err(|error| match error {
        ShareError::OutOfRange => {
            Fault::new(format!("{written} is more than 100 %."), "Write a percentage from 0 to 100.")
        }
        ShareError::TooFine => Fault::new(
            format!("{written} has more than four decimals."),
            "Round it, and let another share take the rest, so that they add up to 100.",
        ),
    })
}

fn no_percentage(written: &str) -> Fault {
    if written.is_empty() {
        return Fault::new("There is no share.", "Write a percentage such as 20.");
    }
    let hint = if written.contains(char::is_whitespace) {
        "If a comma in it is a decimal comma, part the shares with ; or / instead of commas."
    } else {
        "Write a percentage such as 20 or 12.5."
    };
    Fault::new(format!("\"{written}\" is no percentage."), hint)
}

/// A count of tasks: `17`, `1234`, `1 234`, `1,234`.
pub fn count(text: &str) -> Result<u64, Fault> {
    let written = text.trim();
    let digits = without_thousands(written).unwrap_or_else(|| written.to_owned());
    if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit()) {
        return Err(no_count(written));
    }
    if digits.len() > 1 && digits.starts_with('0') {
        return Err(Fault::new(
            format!("{written} begins with 0."),
            "If it is the end of a longer number, part the counts with ; or / instead of commas.",
        ));
    }
    digits.parse().map_err(|_| Fault::new(format!("{written} is too large."), "Write a count of tasks."))
}

/// The digits of a number whose thousands are parted, all by the same sign; `None` for any other.
pub fn without_thousands(written: &str) -> Option<String> {
    let sign = written.chars().find(|c| THOUSANDS.contains(c))?;
    let mut groups = written.split(sign);
    let first = groups.next()?;
    let is_group = |group: &str, most: usize| {
        (1..=most).contains(&group.len()) && group.chars().all(|c| c.is_ascii_digit())
    };
    let fits = is_group(first, 3)
        && !first.starts_with('0')
        && groups.all(|group| group.len() == 3 && is_group(group, 3));
    fits.then(|| written.replace(sign, ""))
}

fn no_count(written: &str) -> Fault {
    if written.is_empty() {
        return Fault::new("There is no count.", "Write the number of tasks that came out, 0 if none did.");
    }
    if written.ends_with('%') {
        return Fault::new(
            format!("\"{written}\" is a share."),
            "Write the number of tasks that came out: how odd a share is depends on how many there were.",
        );
    }
    Fault::new(
        format!("\"{written}\" is no whole number of tasks."),
        "Write digits alone, such as 17 or 1234, and part several counts with ; or /.",
    )
}

/// Whether a cell or word is written like a number: digits with what goes with them.
pub fn is_numeric(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_digit() || c == '.' || c == '%' || THOUSANDS.contains(&c);
    text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(fits)
}
