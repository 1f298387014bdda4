//! Why a split cannot be judged.

use std::fmt;

use super::format::count_text;
use super::split::MAX_TASKS;

/// Why shares and counts cannot be judged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum SplitError {
    /// There is no output.
    Empty,
    /// There are not as many counts as shares.
    LengthsDiffer {
        /// Number of shares.
        intended: usize,
        /// Number of counts.
        observed: usize,
    },
    /// There are not as many laws as shares.
    LawsDiffer {
        /// Number of shares.
        intended: usize,
        /// Number of laws.
        laws: usize,
    },
    /// A share is not a number from 0 to 1.
    NotAShare {
        /// Which output, from 0.
        index: usize,
        /// What was given instead.
        value: f64,
    },
    /// The shares do not add up to 1.
    SumNotOne {
        /// What they add up to.
        sum: f64,
    },
    /// More than [`MAX_TASKS`] tasks.
    TooManyTasks,
    /// An output received more tasks than there were.
    CountAboveTasks {
        /// Its count.
        count: u64,
        /// The number of tasks.
        tasks: u64,
    },
}

impl fmt::Display for SplitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "a split needs at least one output"),
            Self::LengthsDiffer { intended, observed } => {
                write!(f, "{intended} shares but {observed} counts")
            }
            Self::LawsDiffer { intended, laws } => write!(f, "{intended} shares but {laws} laws"),
            Self::NotAShare { index, value } => {
                let place = index + 1;
                write!(f, "share {place} is {value}, not a number from 0 to 1")
            }
            Self::SumNotOne { sum } => {
                // Six decimals of a percent: what doubles add beyond that is not the user's.
                let percent = libm::round(sum * 1e8) / 1e6;
                write!(f, "the shares add up to {percent} %, not 100 %")
            }
            Self::TooManyTasks => {
                write!(f, "more than {} tasks", count_text(MAX_TASKS))
            }
            Self::CountAboveTasks { count, tasks } => {
                write!(f, "a count of {count} is more than the {tasks} tasks")
            }
        }
    }
}

impl std::error::Error for SplitError {}
