//! What a p-value means to the reader.

use serde::{Deserialize, Serialize};

/// From this p-value up a result is ordinary.
pub const ORDINARY_FROM: f64 = 0.05;

/// Under this p-value a result is suspicious.
pub const SUSPICIOUS_BELOW: f64 = 0.001;

/// The verdict on a split or on one output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// p ≥ 0.05: chance alone explains it.
    Ordinary,
    /// 0.001 ≤ p < 0.05: chance explains it, but not often.
    Unusual,
    /// p < 0.001: look for another cause.
    Suspicious,
    /// No outcome could have reached 0.001, so an unsuspicious one says nothing.
    NotEnoughTasks,
    /// A task took an output whose share is 0 %. That is a fault at any p-value.
    Leak,
}

impl Verdict {
    /// The verdict for a p-value, given the smallest p-value that any outcome could have had and
    /// whether any task took an output of 0 %.
    ///
    /// A leak comes first; then too few tasks; then the p-value decides.
    #[must_use]
    pub fn new(p_value: f64, smallest_p: f64, leak: bool) -> Self {
        if leak {
            Self::Leak
        } else if smallest_p >= SUSPICIOUS_BELOW {
            Self::NotEnoughTasks
        } else if p_value < SUSPICIOUS_BELOW {
            Self::Suspicious
        } else if p_value < ORDINARY_FROM {
            Self::Unusual
        } else {
            Self::Ordinary
        }
    }

    /// The name used in reports, the same as in JSON: `not_enough_tasks`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ordinary => "ordinary",
            Self::Unusual => "unusual",
            Self::Suspicious => "suspicious",
            Self::NotEnoughTasks => "not_enough_tasks",
            Self::Leak => "leak",
        }
    }
}
