//! The judgement of one output: one count against one share.

use serde::{Deserialize, Serialize};

use super::binomial::Binomial;
use super::chance::Chance;
use super::error::SplitError;
use super::interval::wilson;
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
    /// Expected count n·p, in tasks.
    pub expected: f64,
    /// Share that came out less share asked for, in percentage points; `None` for no tasks.
    pub deviation_points: Option<f64>,
    /// Observed less expected count, in tasks.
    pub deviation_tasks: f64,
    /// Central 95 % range of the count, both ends included.
    pub range95: (u64, u64),
    /// Central 99.9 % range of the count, both ends included.
    pub range999: (u64, u64),
    /// Probability that the count lies in [`range95`](Self::range95). Counts come whole, so it is
    /// at least 0.95, and for few tasks well above.
    pub coverage95: f64,
    /// Wilson 95 % interval of the share, in [0, 1]; `None` for no tasks.
    pub interval95: Option<(f64, f64)>,
    /// Exact two-sided binomial p-value.
    pub p_value: f64,
    /// The verdict on this output alone.
    pub verdict: Verdict,
}

/// Judges `k` of `n` tasks against the share `p`.
///
/// # Errors
/// A share outside [0, 1], more tasks in the output than there were, more than [`MAX_TASKS`].
pub fn judge_count(p: f64, k: u64, n: u64) -> Result<OutputJudgement, SplitError> {
    let chance = Chance::new(p).ok_or(SplitError::NotAShare { index: 0, value: p })?;
    if k > n {
        return Err(SplitError::CountAboveTasks { count: k, tasks: n });
    }
    if n > MAX_TASKS {
        return Err(SplitError::TooManyTasks);
    }
    Ok(judge_output(p, chance, k, n))
}

/// Judges `k` of `n` ≥ `k` tasks; `intended` is the share as the caller wrote it.
pub(super) fn judge_output(intended: f64, chance: Chance, k: u64, n: u64) -> OutputJudgement {
    let law = Binomial::new(n, chance);
    let deviation_tasks = chance.excess(n, k);
    let tasks = (n > 0).then_some(n as f64);
    let p_value = law.two_sided_p(k);
    let range95 = law.central_range(0.95);
    // What a share of 0 % receives, and what one of 100 % lacks, is a leak.
    let leak = (chance.p() == 0.0 && k > 0) || (chance.q() == 0.0 && k < n);
    OutputJudgement {
        intended,
        n,
        observed: k,
        share: tasks.map(|tasks| k as f64 / tasks),
        expected: law.mean(),
        deviation_points: tasks.map(|tasks| 100.0 * deviation_tasks / tasks),
        deviation_tasks,
        range95,
        range999: law.central_range(0.999),
        coverage95: law.between(range95.0, range95.1),
        interval95: wilson(k, n, 0.95),
        p_value,
        verdict: Verdict::new(p_value, law.smallest_p(), leak),
    }
}
