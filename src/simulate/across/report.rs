//! The shape of what the splits come to across groups.

use serde::{Deserialize, Serialize};

/// The splits of one run across annotators, batches and datasets. A view is `None` where the
/// workflow has not two groups of its kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AcrossReport {
    /// By whoever had worked on the task last when the stage decided.
    pub annotators: Option<AcrossView>,
    /// By batch. A task can be in several.
    pub batches: Option<AcrossView>,
    /// By the Dataset stage where the task started.
    pub datasets: Option<AcrossView>,
    /// How much of each annotator's work was rejected at each Review stage: all visits.
    pub reviewed: Vec<ReviewedWork>,
}

/// All splits across groups of one kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AcrossView {
    /// One for each output of each split, in file order.
    pub funnels: Vec<Funnel>,
    /// How many comparisons of a group with an output's centre were made. Of two outputs one says
    /// all; a group that no outcome could have made stand out is not compared.
    pub comparisons: u64,
    /// How many of them lie outside their 95 % range.
    pub outside95: u64,
    /// Those that stand out even among that many, the clearest first.
    pub differ: Vec<Differs>,
    /// The same for a person.
    pub sentence: String,
}

/// One output of one split across groups.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Funnel {
    /// The stage's id.
    pub stage: String,
    /// Its name as people see it.
    pub name: String,
    /// The word for its kind.
    pub kind: String,
    /// The output's name.
    pub output: String,
    /// The share that groups are held against, 0 to 1.
    pub centre: f64,
    /// Where that share comes from.
    pub from: Centre,
    /// Whether first visits alone are counted.
    pub first_visits_only: bool,
    /// The groups with any such visits, in file order; nobody and none come last.
    pub groups: Vec<FunnelGroup>,
    /// The limits of chance for some numbers of visits, ascending, up to the largest group's.
    pub limits: Vec<FunnelLimit>,
}

/// What groups are held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Centre {
    /// The share asked for: each visit is drawn on its own, and a group's count is binomial.
    Intended,
    /// The share of all groups together. If the groups did not matter, each way to deal the
    /// outcomes out among the visits would be as likely as any other, and a group's count is
    /// hypergeometric (Fisher's exact test of the group against the rest).
    Pooled,
}

/// One group's count of one output.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FunnelGroup {
    /// The group's name; `None` for tasks that nobody worked on, or that are in no batch.
    pub name: Option<String>,
    /// Visits that could have taken the output.
    pub n: u64,
    /// Those that took it.
    pub k: u64,
    /// `k` of `n`, 0 to 1.
    pub share: f64,
    /// The counts that chance alone gives such a group in the central 95 % of runs.
    pub range95: [u64; 2],
    /// The same for 99.8 %.
    pub range998: [u64; 2],
    /// Exact two-sided p-value.
    pub p_value: f64,
    /// The p-value adjusted for how many comparisons there are in this view (Holm); `None` where
    /// no outcome could have made the group stand out.
    pub adjusted_p_value: Option<f64>,
}

/// The limits of chance for a number of visits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunnelLimit {
    /// Visits.
    pub n: u64,
    /// The counts that chance alone gives in the central 95 % of runs.
    pub range95: [u64; 2],
    /// The same for 99.8 %.
    pub range998: [u64; 2],
}

/// A group that stands out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Differs {
    /// The group's name; `None` for tasks that nobody worked on, or that are in no batch.
    pub group: Option<String>,
    /// The stage's id.
    pub stage: String,
    /// The output's name.
    pub output: String,
    /// Visits that could have taken it.
    pub n: u64,
    /// Those that took it.
    pub k: u64,
    /// The share that the group was held against, 0 to 1.
    pub centre: f64,
    /// The p-value adjusted for how many comparisons there are.
    pub adjusted_p_value: f64,
}

/// How much of somebody's work a Review stage rejected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReviewedWork {
    /// The stage's id.
    pub stage: String,
    /// Its name as people see it.
    pub name: String,
    /// Who.
    pub annotator: String,
    /// Visits where their work was reviewed.
    pub reviewed: u64,
    /// Those where it was rejected.
    pub rejected: u64,
    /// `rejected` of `reviewed`, 0 to 1; `None` where nothing was reviewed.
    pub share: Option<f64>,
    /// Wilson's 95 % interval of the share.
    pub interval95: Option<[f64; 2]>,
}
