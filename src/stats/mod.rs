//! Stand-in until the room is merged.
use serde::{Deserialize, Serialize};
#[allow(missing_docs)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SplitTest {
    ExactBinomial,
    ExactMultinomial,
    ChiSquare,
}
#[allow(missing_docs)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Ordinary,
    Unusual,
    Suspicious,
    NotEnoughTasks,
    Leak,
}
