//! The judgement of one output: one count against one share.

use serde::{Deserialize, Serialize};

use super::binomial::Binomial;
use super::chance::Chance;
use super::error::SplitError;
use super::interval::wilson;
use super::law::{CountLaw, LawKind};
use super::split::MAX_TASKS;
use super::verdict::Verdict;

/// One output, judged on its own against its exact law.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct OutputJudgement {
    /// The share asked for, in [0, 1].
    pub intended: f64,
    /// Tasks that reached the split.
    pub n: u64,
    /// Tasks that took this output.
    pub observed: u64,
    /// The share that came out, in [0, 1]; `None` for no tasks.
    pub share: Option<f64>,
    /// The kind of law that the count was judged by.
    pub law: LawKind,
    /// The smallest and the largest count that the law allows.
    pub possible: (u64, u64),
    /// Expected count, in tasks: the mean of the law, which is n·p for tasks drawn one by one;
    /// n·p also where the law has bounds but no known mean.
    pub expected: f64,
    /// Share that came out less share asked for, in percentage points; `None` for no tasks.
    pub deviation_points: Option<f64>,
    /// Observed less [`expected`](Self::expected) count, in tasks.
    pub deviation_tasks: f64,
    /// Central 95 % range of the count, both ends included.
    pub range95: (u64, u64),
    /// Central 99.9 % range of the count, both ends included.
    pub range999: (u64, u64),
    /// Probability that the count lies in [`range95`](Self::range95). Counts come whole, so it is
    /// at least 0.95, and for few tasks well above.
    pub coverage95: f64,
    /// Wilson 95 % interval of the share, in [0, 1]; `None` for no tasks, and under any law but
    /// the binomial one, for which alone it is meant.
    pub interval95: Option<(f64, f64)>,
    /// Exact two-sided p-value under the law; 0 for a count that it forbids.
    pub p_value: f64,
    /// The verdict on this output alone.
    pub verdict: Verdict,
}

/// Judges `k` of `n` tasks, drawn one by one, against the share `p`.
///
/// # Errors
/// A share outside [0, 1], more tasks in the output than there were, more than [`MAX_TASKS`].
pub fn judge_count(p: f64, k: u64, n: u64) -> Result<OutputJudgement, SplitError> {
    let chance = checked(p, k, n)?;
    Ok(judge_output(p, chance, k, n))
}

/// Judges `k` of `n` tasks by the law that their number has under the sampling method used;
/// `share` is the share asked for.
///
/// A count that the law forbids is suspicious (p = 0), or a leak where the share is 0 % or 100 %.
/// Only the binomial law, and an empty split, can have too few tasks for a verdict: under every
/// other law a fault could be seen in any number of tasks.
///
/// # Errors
/// As [`judge_count`]. Whether `law` fits `share` and `n` is the caller's to know.
pub fn judge_count_under(share: f64, law: &CountLaw, k: u64, n: u64) -> Result<OutputJudgement, SplitError> {
    let chance = checked(share, k, n)?;
    Ok(judge_under(share, chance, law, k, n))
}

/// The share as a chance, where share and counts can be judged.
fn checked(p: f64, k: u64, n: u64) -> Result<Chance, SplitError> {
    let chance = Chance::new(p).ok_or(SplitError::NotAShare { index: 0, value: p })?;
    if k > n {
        return Err(SplitError::CountAboveTasks { count: k, tasks: n });
    }
    if n > MAX_TASKS {
        return Err(SplitError::TooManyTasks);
    }
    Ok(chance)
}

/// Judges `k` of `n` ≥ `k` tasks drawn one by one; `intended` is the share as the caller wrote it.
pub(super) fn judge_output(intended: f64, chance: Chance, k: u64, n: u64) -> OutputJudgement {
    judge_under(intended, chance, &CountLaw::binomial(Binomial::new(n, chance)), k, n)
}

/// Judges `k` of `n` ≥ `k` tasks by `law`; `chance` is the share asked for.
pub(super) fn judge_under(intended: f64, chance: Chance, law: &CountLaw, k: u64, n: u64) -> OutputJudgement {
    let deviation_tasks = law.excess(k).unwrap_or_else(|| chance.excess(n, k));
    let tasks = (n > 0).then_some(n as f64);
    let p_value = law.p_value(k);
    let range95 = law.central_range(0.95);
    let one_by_one = law.kind() == LawKind::Binomial;
    OutputJudgement {
        intended,
        n,
        observed: k,
        share: tasks.map(|tasks| k as f64 / tasks),
        law: law.kind(),
        possible: law.possible(),
        expected: law.mean().unwrap_or_else(|| -chance.excess(n, 0)),
        deviation_points: tasks.map(|tasks| 100.0 * chance.excess(n, k) / tasks),
        deviation_tasks,
        range95,
        range999: law.central_range(0.999),
        coverage95: law.coverage(range95),
        interval95: if one_by_one { wilson(k, n, 0.95) } else { None },
        p_value,
        verdict: Verdict::new(p_value, smallest_p(law, n), leaks(chance, k, n)),
    }
}

/// What a share of 0 % receives, and what one of 100 % lacks, is a leak.
fn leaks(chance: Chance, k: u64, n: u64) -> bool {
    (chance.p() == 0.0 && k > 0) || (chance.q() == 0.0 && k < n)
}

/// The smallest p-value that a count of `n` tasks could have: without tasks nothing can be seen.
pub(super) fn smallest_p(law: &CountLaw, n: u64) -> f64 {
    if n == 0 { 1.0 } else { law.smallest_p() }
}
