//! Why a question cannot be answered.

use std::fmt;

use super::super::error::SplitError;
use super::super::format::{count_text, percent_text};
use super::given::{LEAST_LEVEL, MOST_LEVEL};

/// Why a plan cannot be made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PlanError {
    /// The shares are no split.
    Split(SplitError),
    /// A share is no whole number of millionths, which is what a workflow can ask for.
    TooFine {
        /// Which output, from 0.
        index: usize,
    },
    /// A tolerance is not above 0 and at most 100 points, in whole millionths.
    NotATolerance,
    /// A confidence outside [`LEAST_LEVEL`] to [`MOST_LEVEL`].
    NotALevel,
    /// A risk that is not above 0 and at most one half.
    NotARisk,
    /// An accuracy that is no share.
    NotAnAccuracy,
    /// The good annotator is not the more accurate one.
    NotBetter,
    /// More tasks than this would be needed, or were given.
    TooManyTasks {
        /// The most there may be.
        most: u64,
    },
}

impl fmt::Display for PlanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Split(error) => error.fmt(f),
            Self::TooFine { index } => {
                let place = index + 1;
                write!(f, "share {place} has more than four decimals of a percent")
            }
            Self::NotATolerance => f.write_str(
                "the tolerance must be above 0 and at most 100 points, with at most four decimals",
            ),
            Self::NotALevel => {
                let (least, most) = (percent_text(LEAST_LEVEL), percent_text(MOST_LEVEL));
                write!(f, "the confidence must lie between {least} and {most}")
            }
            Self::NotARisk => f.write_str("a risk must be above 0 % and at most 50 %"),
            Self::NotAnAccuracy => f.write_str("an accuracy must lie between 0 % and 100 %"),
            Self::NotBetter => f.write_str("the good annotator must be more accurate than the bad one"),
            Self::TooManyTasks { most } => write!(f, "that takes more than {} tasks", count_text(*most)),
        }
    }
}

impl std::error::Error for PlanError {}

impl From<SplitError> for PlanError {
    fn from(error: SplitError) -> Self {
        Self::Split(error)
    }
}
