//! What two demands on one metadata value exclude.

use crate::workflow::{Comparison, Condition, decimal};

/// A demand on one metadata value, as a rule that must or must not match makes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Demand<'a> {
    Is(&'a str),
    IsNot(&'a str),
    Contains(&'a str),
    ContainsNot(&'a str),
    Less(f64),
    NotLess(f64),
    Greater(f64),
    NotGreater(f64),
}

/// By how much, relative to their size, two numbers must differ to be told apart for sure: the
/// same number written in two ways may be read a little differently.
const MARGIN: f64 = 1e-12;

impl<'a> Demand<'a> {
    /// What a metadata condition demands where it holds, or where it is `failed`. `None` for
    /// one that asks for a number with what is none: it never holds and excludes nothing.
    pub fn of(condition: &'a Condition, failed: bool) -> Option<Self> {
        let Condition::Metadata { op, value, .. } = condition else { return None };
        Some(match (op, failed) {
            (Comparison::Is, false) | (Comparison::IsNot, true) => Self::Is(value),
            (Comparison::Is, true) | (Comparison::IsNot, false) => Self::IsNot(value),
            (Comparison::Contains, false) => Self::Contains(value),
            (Comparison::Contains, true) => Self::ContainsNot(value),
            (Comparison::Less, false) => Self::Less(number(value)?),
            (Comparison::Less, true) => Self::NotLess(number(value)?),
            (Comparison::Greater, false) => Self::Greater(number(value)?),
            (Comparison::Greater, true) => Self::NotGreater(number(value)?),
        })
    }

    /// Whether no value can match `wanted` (where there is one) and fail all of `taken`, as far
    /// as two of them show it.
    pub fn clash(wanted: Option<&'a Condition>, taken: &[&'a Condition]) -> bool {
        let failed: Vec<Self> = taken.iter().filter_map(|condition| Self::of(condition, true)).collect();
        match wanted {
            Some(wanted) => {
                let wanted = Self::of(wanted, false);
                wanted.is_some_and(|wanted| failed.iter().any(|other| wanted.excludes(*other)))
            }
            // More than two were looked at when each of them came.
            None if failed.len() > 2 => false,
            None => {
                failed.iter().enumerate().any(|(i, one)| failed[..i].iter().any(|other| one.excludes(*other)))
            }
        }
    }

    fn excludes(self, other: Self) -> bool {
        self.rules_out(other) || other.rules_out(self)
    }

    /// One half of [`Demand::excludes`]. A key that is missing meets every demand that begins
    /// with "not", so two of those never exclude each other.
    fn rules_out(self, other: Self) -> bool {
        match (self, other) {
            (Self::Is(a), Self::IsNot(b)) | (Self::Contains(a), Self::ContainsNot(b)) => a == b,
            (Self::Is(a), Self::Is(b)) => {
                a != b && number(a).zip(number(b)).is_none_or(|(a, b)| below(a, b) || below(b, a))
            }
            (Self::Is(a), Self::ContainsNot(b)) => is_plain(a) && a.contains(b),
            (Self::Is(a), Self::Contains(b)) => is_plain(a) && !a.contains(b),
            (Self::Is(a), Self::NotLess(b)) => number(a).is_some_and(|a| below(a, b)),
            (Self::Is(a), Self::NotGreater(b)) => number(a).is_some_and(|a| below(b, a)),
            (Self::Is(a), Self::Less(b)) => number(a).is_none_or(|a| below(b, a)),
            (Self::Is(a), Self::Greater(b)) => number(a).is_none_or(|a| below(a, b)),
            (Self::Less(a), Self::NotLess(b)) => a <= b,
            (Self::Greater(a), Self::NotGreater(b)) => a >= b,
            _ => false,
        }
    }
}

fn number(text: &str) -> Option<f64> {
    decimal(text.trim())
}

/// Whether `a` is smaller than `b` however they are written.
fn below(a: f64, b: f64) -> bool {
    a + (a.abs() + b.abs()) * MARGIN < b
}

/// Whether a value that is this text is compared as text: a number may be written in another
/// way, and a list is searched item by item.
fn is_plain(text: &str) -> bool {
    number(text).is_none() && !text.starts_with('[')
}
