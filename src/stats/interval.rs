//! The interval of a share.

use super::normal::two_sided_z;

/// Wilson's score interval, in [0, 1], of the share behind `k` of `n` tasks, at `level` (0.95 for
/// 95 %). `None` for no tasks, for `k` > `n`, and for a level outside [0, 1).
///
/// Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
/// JASA 22 (1927). Without continuity correction. Unlike k/n ± 1.96 sd it stays within [0, 1]
/// and keeps a width at k = 0 and k = n.
#[must_use]
pub fn wilson(k: u64, n: u64, level: f64) -> Option<(f64, f64)> {
    if n == 0 || k > n {
        return None;
    }
    let z = two_sided_z(level)?;
    let (x, rest, tasks) = (k as f64, (n - k) as f64, n as f64);
    let middle = x + z * z / 2.0;
    let reach = z * (z * z / 4.0 + x * rest / tasks).sqrt();
    // The lower root (middle − reach) / (n + z²), multiplied out so that nothing cancels.
    let low = x * x / tasks / (middle + reach);
    let high = (middle + reach) / (tasks + z * z);
    Some((low, if k == n { 1.0 } else { high }))
}
