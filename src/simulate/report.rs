//! What a run came to: the one shape that the command line prints, the worker sends and the
//! page shows. Field names are part of the command line's contract.

use serde::{Deserialize, Serialize, Serializer};

use crate::stats::{LawKind, SplitTest, Verdict};
use crate::workflow::Problem;

/// The result of a run, or of several with one seed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunReport {
    /// The workflow's name.
    pub workflow: String,
    /// The seed of every draw.
    pub seed: u64,
    /// Tasks in each run.
    pub tasks: u64,
    /// How many runs.
    pub runs: u64,
    /// Every stage, in file order.
    pub stages: Vec<StageReport>,
    /// Where tasks ended; means per run.
    pub ended: Vec<Ended>,
    /// Where tasks wait; means per run.
    pub waiting: Vec<Waiting>,
    /// Where tasks stopped short; means per run.
    pub stopped: Vec<Stopped>,
    /// What the verdicts of all splits come to together.
    pub summary: Summary,
    /// By which routes tasks went, the most frequent first; of several runs the most frequent of
    /// each.
    pub routes: Vec<RouteReport>,
    /// Tasks that took routes that are not listed; the mean per run.
    #[serde(serialize_with = "count")]
    pub other_routes: f64,
    /// What was delivered, and how much of it is wrong; `None` where tasks have no content.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub delivered: Option<Delivered>,
    /// What may not be as it was meant.
    pub warnings: Vec<Problem>,
    /// What was made of the tasks given, in words.
    pub notes: Vec<Note>,
}

/// Something to know about a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// A stable word for the kind of note.
    pub code: String,
    /// The note, for a person.
    pub message: String,
}

/// What reached Complete.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Delivered {
    /// Tasks at all Complete stages; the mean per run.
    #[serde(serialize_with = "count")]
    pub tasks: f64,
    /// Those whose annotations differ from the truth; one that nobody annotated is wrong where it
    /// holds anything.
    #[serde(serialize_with = "count")]
    pub wrong: f64,
    /// `wrong` of `tasks`, 0 to 1; `None` where nothing was delivered.
    pub share: Option<f64>,
}

/// An output on a route.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RouteStep {
    /// The stage's id.
    pub stage: String,
    /// The output's name.
    pub output: String,
}

/// A way through the workflow: the outputs that tasks took, each once, in the order in which they
/// first took them. Going round a loop once more makes no other route.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RouteReport {
    /// The outputs taken.
    pub steps: Vec<RouteStep>,
    /// The id of the stage where tasks rest; `None` after an output that is not connected.
    pub rests: Option<String>,
    /// Tasks that went this way; the mean per run.
    #[serde(serialize_with = "count")]
    pub tasks: f64,
    /// `tasks` of all tasks, 0 to 1.
    pub share: f64,
    /// The share of all tasks that the workflow intends for it: the product of the shares on the
    /// way. `None` where tasks decide, or where they can go round a loop.
    pub intended: Option<f64>,
    /// Those that were delivered wrong, where tasks have content and are delivered here.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub wrong: Option<f64>,
}

/// What happened at one stage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StageReport {
    /// The stage's id.
    pub id: String,
    /// Its name as people see it.
    pub name: String,
    /// The word for its kind.
    pub kind: String,
    /// Visits; the mean where there are several runs.
    #[serde(serialize_with = "count")]
    pub arrived: f64,
    /// The stage's outputs, in their fixed order; empty for an end.
    pub outputs: Vec<OutputReport>,
    /// The judgement of the whole split, where its law is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub split: Option<SplitReport>,
}

/// What left by one output.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutputReport {
    /// The output's name.
    pub name: String,
    /// The id of the stage it leads to.
    pub to: Option<String>,
    /// The share asked for, 0 to 1; `None` where the tasks themselves decide. For a rule that
    /// samples at random it is the rule's own share, of the visits that reach the rule.
    pub intended: Option<f64>,
    /// The share of all arrivals that this intends, 0 to 1: for chained samples the product.
    pub effective: Option<f64>,
    /// Visits that took it; the mean where there are several runs.
    #[serde(serialize_with = "count")]
    pub observed: f64,
    /// `observed` of the stage's arrivals, 0 to 1; `None` where nothing arrived.
    pub share: Option<f64>,
    /// How the count compares with the share intended, where there is one.
    #[serde(flatten, skip_serializing_if = "Option::is_none", default)]
    pub judgement: Option<OutputJudgement>,
    /// How the count of each run lies, where there are several.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub runs: Option<Distribution>,
}

/// The visits that a judgement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// Visits that could have taken the output, over all runs.
    pub n: u64,
    /// Visits that took it.
    pub k: u64,
}

/// How one output's count compares with the share intended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutputJudgement {
    /// The visits that the rest is about.
    pub judged: Judged,
    /// The law that the count is held against.
    pub law: LawKind,
    /// The count to expect.
    pub expected: f64,
    /// The count less what was expected [tasks].
    pub deviation_tasks: f64,
    /// The share less what was intended [percentage points].
    pub deviation_points: f64,
    /// The counts that chance alone gives in the central 95 % of runs.
    pub range95: [u64; 2],
    /// The same for 99.9 %.
    pub range999: [u64; 2],
    /// Wilson's 95 % interval of the share; `None` where there are no visits, and for visits that
    /// were not drawn one by one.
    pub interval95: Option<[f64; 2]>,
    /// Exact two-sided p-value under the law.
    pub p_value: f64,
    /// What the p-value says.
    pub verdict: Verdict,
    /// The same for a person, in one or two sentences.
    pub sentence: String,
}

/// The judgement of a whole split.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SplitReport {
    /// The test used.
    pub test: SplitTest,
    /// Its p-value.
    pub p_value: f64,
    /// The p-value adjusted for how many splits this workflow has (Holm).
    pub adjusted_p_value: f64,
    /// What the p-value says.
    pub verdict: Verdict,
    /// Whether first visits alone are judged, because tasks can come back here through the
    /// stage's own outputs, so that the number of visits depends on the draws themselves.
    pub first_visits_only: bool,
}

/// How one output's count lies over several runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Distribution {
    /// The smallest count.
    pub min: u64,
    /// The count below which 2.5 % of runs lie.
    pub q025: u64,
    /// The lower quartile.
    pub q25: u64,
    /// The median.
    pub median: u64,
    /// The upper quartile.
    pub q75: u64,
    /// The count above which 2.5 % of runs lie.
    pub q975: u64,
    /// The largest count.
    pub max: u64,
    /// Standard deviation (n − 1); 0 for one run.
    pub sd: f64,
    /// How many runs lie inside their own 95 % range of chance, where there is one.
    pub inside95: Option<u64>,
    /// The counts of the runs, sorted and each with how many runs had it.
    pub counts: Vec<(u64, u64)>,
}

/// Tasks at an end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ended {
    /// The stage's id.
    pub stage: String,
    /// Its name as people see it.
    pub name: String,
    /// The word for its kind.
    pub kind: String,
    /// Tasks.
    #[serde(serialize_with = "count")]
    pub count: f64,
    /// Those of them that are wrong, at a Complete stage where tasks have content.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub wrong: Option<f64>,
}

/// Tasks that wait.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Waiting {
    /// The stage's id.
    pub stage: String,
    /// Its name as people see it.
    pub name: String,
    /// What they wait for.
    pub reason: String,
    /// Tasks.
    #[serde(serialize_with = "count")]
    pub count: f64,
}

/// Tasks that stopped short of an end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stopped {
    /// The stage's id.
    pub stage: String,
    /// Its name as people see it.
    pub name: String,
    /// The output that leads nowhere; `None` at the visit limit.
    pub output: Option<String>,
    /// Why they stopped.
    pub reason: String,
    /// Tasks.
    #[serde(serialize_with = "count")]
    pub count: f64,
}

/// What the verdicts of all splits come to together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// How many splits were judged.
    pub judged: u64,
    /// How many of them have p < 0.05 on their own.
    pub odd: u64,
    /// One sentence: what to make of that many odd splits.
    pub sentence: String,
}

/// Writes a whole number without a fraction: counts of one run read as counts.
fn count<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    if value.fract() == 0.0 && (0.0..9e15).contains(value) {
        serializer.serialize_u64(*value as u64)
    } else {
        serializer.serialize_f64(*value)
    }
}
