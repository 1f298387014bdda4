//! The judgement of one or several splits.

use serde::Serialize;

use super::super::judge::{judge_named, summarise};
use super::super::{JudgeReport, Summary};
use super::AskedSplit;
use crate::stats::SplitError;

/// What splits come to, each on its own and all together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlausibleReport {
    /// The splits, in the order given. Their p-values are adjusted for how many there are (Holm).
    pub splits: Vec<JudgedSplit>,
    /// What they come to together: "1 of 12 splits looks odd on its own: with that many, expected."
    pub summary: Summary,
}

/// One split, judged.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JudgedSplit {
    /// Its name; empty if none was given.
    pub name: String,
    /// The judgement.
    #[serde(flatten)]
    pub report: JudgeReport,
}

/// Judges splits that somebody asks about, each exactly, and all together.
///
/// # Errors
/// [`SplitError`] where shares are no split or there are too many tasks.
pub fn judge_asked(splits: &[AskedSplit]) -> Result<PlausibleReport, SplitError> {
    Ok(together(splits.iter().map(judge_one).collect::<Result<_, _>>()?))
}

/// Judges one split on its own, for who judges many little by little.
///
/// # Errors
/// [`SplitError`] where shares are no split or there are too many tasks.
pub fn judge_one(split: &AskedSplit) -> Result<JudgedSplit, SplitError> {
    let intended: Vec<f64> = split.outputs.iter().map(|output| output.share.fraction()).collect();
    let observed: Vec<u64> = split.outputs.iter().map(|output| output.count).collect();
    let names: Vec<&str> = split.outputs.iter().map(|output| output.name.as_str()).collect();
    let report = judge_named(&intended, &observed, &names)?;
    Ok(JudgedSplit { name: split.name.clone(), report })
}

/// What judged splits come to together.
#[must_use]
pub fn together(mut splits: Vec<JudgedSplit>) -> PlausibleReport {
    let summary = summarise(splits.iter_mut().map(|split| &mut split.report.split).collect());
    PlausibleReport { splits, summary }
}
