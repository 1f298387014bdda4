//! What a person types → values, with what to say where the text is none.

use crate::view::format;
use crate::workflow::{Share, ShareError, decimal};

/// A percentage as people write it: `20`, `12,5`, `33.3333 %`.
pub fn share(text: &str) -> Result<Share, String> {
    let text = text.trim().trim_end_matches('%');
    let percent = number(text).ok_or_else(|| share_message(ShareError::OutOfRange))?;
    Share::from_percent(percent).map_err(share_message)
}

fn share_message(error: ShareError) -> String {
    sentence(&error.to_string())
}

/// A message of the engine's as a sentence of the page's.
fn sentence(message: &str) -> String {
    let mut sentence = format!("{message}.");
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    sentence
}

/// A whole number from `min` to `max`; groups of digits may be set apart, thousands by the mark that the
/// page writes.
pub fn whole(text: &str, min: u64, max: u64) -> Result<u64, String> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\'').collect();
    let mut groups = digits.split(format::group_mark());
    let first = groups.next().unwrap_or_default().len();
    let are_thousands = first <= 3 && groups.all(|group| group.len() == 3);
    let digits = if are_thousands { digits.replace(format::group_mark(), "") } else { digits };
    let number = digits.parse().ok().filter(|number| (min..=max).contains(number));
    number.ok_or_else(|| format!("A whole number from {min} to {max}."))
}

/// A number that is not negative, with a point or a comma.
pub fn at_least_zero(text: &str) -> Result<f64, String> {
    number(text).filter(|number| *number >= 0.0).ok_or_else(|| "A number, 0 or more.".to_owned())
}

/// A number above zero, with a point or a comma.
pub fn above_zero(text: &str) -> Result<f64, String> {
    number(text).filter(|number| *number > 0.0).ok_or_else(|| "A number above 0.".to_owned())
}

/// A time that may be left out.
pub fn optional_seconds(text: &str) -> Result<Option<f64>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    at_least_zero(text).map(Some).map_err(|_| "A number of seconds, 0 or more, or nothing.".to_owned())
}

/// A name that is not empty and that none of `others` has.
pub fn name(text: &str, others: &[String]) -> Result<String, String> {
    if text.trim().is_empty() {
        Err("A name is needed.".to_owned())
    } else if others.iter().any(|other| other == text) {
        Err(format!("Another one is called \u{201c}{text}\u{201d}."))
    } else {
        Ok(text.to_owned())
    }
}

/// `base`, or the first of `base 2`, `base 3` … that is not taken.
#[must_use]
pub fn free_name<'a>(base: &str, taken: impl Iterator<Item = &'a str>) -> String {
    let taken: Vec<&str> = taken.collect();
    let numbered = (2..).map(|n| format!("{base} {n}"));
    let mut names = std::iter::once(base.to_owned()).chain(numbered);
    names.find(|name| !taken.contains(&name.as_str())).unwrap_or_default()
}

/// A number with a point or a comma.
fn number(text: &str) -> Option<f64> {
    // An exponent is none in a form.
    if text.contains(['e', 'E']) {
        return None;
    }
    decimal(&text.trim().replace(',', "."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percent(percent: f64) -> Result<Share, String> {
        Ok(Share::from_percent(percent).unwrap())
    }

    #[test]
    fn percentages_are_read_as_people_write_them() {
        assert_eq!(share("20"), percent(20.0));
        assert_eq!(share("12."), percent(12.0));
        assert_eq!(share(" 12,5 % "), percent(12.5));
        assert_eq!(share("33.3333"), percent(33.3333));
    }

    #[test]
    fn what_is_no_percentage_says_why() {
        let range = Err("A percentage must lie between 0 and 100.".to_owned());
        for text in ["", ".", "-1", "101", "half", "inf", "NaN", "1e1"] {
            assert_eq!(share(text), range, "{text}");
        }
        assert_eq!(share("0.00001"), Err("A percentage can have at most four decimals.".to_owned()));
    }

    #[test]
    fn whole_numbers_keep_their_bounds() {
        assert_eq!(whole("1\u{202f}000 000", 0, 1_000_000), Ok(1_000_000));
        assert_eq!([whole("1,234", 0, 9_999), whole("1,000,000", 0, 1_000_000)], [Ok(1_234), Ok(1_000_000)]);
        assert!(whole("1,5", 0, 99).is_err() && whole("1234,567", 0, 9_999_999).is_err());
        assert_eq!(whole("1", 2, 9), Err("A whole number from 2 to 9.".to_owned()));
        for text in ["", "-1", "1.5", "x"] {
            assert!(whole(text, 0, 9).is_err(), "{text}");
        }
    }

    #[test]
    fn a_time_may_be_left_out() {
        assert_eq!(optional_seconds(" "), Ok(None));
        assert_eq!(optional_seconds("0,5"), Ok(Some(0.5)));
        assert!(optional_seconds("-1").is_err());
        assert!(above_zero("0").is_err());
        assert_eq!(at_least_zero("0"), Ok(0.0));
    }

    #[test]
    fn names_are_there_and_their_own() {
        let others = ["Ana".to_owned()];
        assert!(name(" ", &others).is_err());
        assert!(name("Ana", &others).is_err());
        assert_eq!(name("Bo", &others), Ok("Bo".to_owned()));
    }

    #[test]
    fn free_names_count_on() {
        assert_eq!(free_name("Person", [].into_iter()), "Person");
        assert_eq!(free_name("Person", ["Person", "Person 3"].into_iter()), "Person 2");
        assert_eq!(free_name("Person", ["Person", "Person 2"].into_iter()), "Person 3");
    }
}
