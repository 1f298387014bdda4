//! One output's counts over repeated runs.

use serde::{Deserialize, Serialize};

/// How one output's count was distributed over repeated runs: one count per run.
///
/// A quantile is the smallest count that at least the given share of the runs did not exceed:
/// the definition of [`Binomial::quantile`](super::Binomial::quantile), so that the two can stand
/// side by side, and always a count that occurred.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct RunSummary {
    /// Number of runs; not of tasks.
    pub runs: u64,
    /// Smallest count of any run.
    pub min: u64,
    /// 2.5 % quantile.
    pub q025: u64,
    /// Lower quartile.
    pub q25: u64,
    /// Median, the lower of the two middle counts where the number of runs is even.
    pub median: u64,
    /// Upper quartile.
    pub q75: u64,
    /// 97.5 % quantile.
    pub q975: u64,
    /// Largest count of any run.
    pub max: u64,
    /// Mean count, in tasks per run.
    pub mean: f64,
    /// Standard deviation of the count with runs − 1, in tasks; `None` for a single run.
    pub sd: Option<f64>,
}

impl RunSummary {
    /// The summary of `counts`, one per run in any order; `None` for no runs.
    #[must_use]
    pub fn of(counts: &[u64]) -> Option<Self> {
        let mut sorted = counts.to_vec();
        sorted.sort_unstable();
        let (min, max) = (*sorted.first()?, *sorted.last()?);
        // In thousandths and whole numbers: 0.975 × 1000 runs must be run 975.
        let at = |thousandths: usize| {
            let rank = (sorted.len() * thousandths).div_ceil(1000);
            sorted.get(rank.saturating_sub(1)).copied().unwrap_or(max)
        };
        let (mean, sd) = moments(&sorted);
        Some(Self {
            runs: sorted.len() as u64,
            min,
            q025: at(25),
            q25: at(250),
            median: at(500),
            q75: at(750),
            q975: at(975),
            max,
            mean,
            sd,
        })
    }
}

/// Mean and standard deviation in one pass (B. P. Welford, Technometrics 4, 1962). The counts
/// come sorted, so the result does not depend on the order of the runs.
fn moments(counts: &[u64]) -> (f64, Option<f64>) {
    let (mut mean, mut squares, mut seen) = (0.0, 0.0, 0.0);
    for &count in counts {
        let value = count as f64;
        seen += 1.0;
        let gap = value - mean;
        mean += gap / seen;
        squares += gap * (value - mean);
    }
    let sd = (counts.len() > 1).then(|| (squares / (seen - 1.0)).sqrt());
    (mean, sd)
}
