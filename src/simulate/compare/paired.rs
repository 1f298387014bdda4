//! Differences of pairs of runs.

use super::report::Paired;

/// Sums up differences, one for each run; `None` for none.
pub fn paired(differences: &[f64]) -> Option<Paired> {
    let mut sorted = differences.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (min, max) = (*sorted.first()?, *sorted.last()?);
    let at = |thousandths: usize| quantile(&sorted, thousandths).unwrap_or(max);
    let count = |holds: fn(&f64) -> bool| sorted.iter().filter(|difference| holds(difference)).count() as u64;
    Some(Paired {
        runs: sorted.len() as u64,
        // Sorted, so that the sum does not depend on the order of the runs.
        mean: sorted.iter().sum::<f64>() / sorted.len() as f64,
        min,
        q025: at(25),
        median: at(500),
        q975: at(975),
        max,
        more: count(|difference| *difference > 0.0),
        less: count(|difference| *difference < 0.0),
    })
}

/// Where the central 95 % of counts lie; `None` for none.
pub fn central(counts: &[u64]) -> Option<[u64; 2]> {
    let mut sorted = counts.to_vec();
    sorted.sort_unstable();
    Some([quantile(&sorted, 25)?, quantile(&sorted, 975)?])
}

/// The smallest of some sorted values that at least so many thousandths of them do not exceed.
fn quantile<T: Copy>(sorted: &[T], thousandths: usize) -> Option<T> {
    // In whole numbers: 0.975 × 1000 runs must be run 975.
    let rank = (sorted.len() * thousandths).div_ceil(1000);
    sorted.get(rank.saturating_sub(1)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_occurred_and_signs_are_counted() {
        assert_eq!(paired(&[]), None);
        let differences: Vec<f64> = (0..1_000).rev().map(|i| f64::from(i - 300)).collect();
        let all = paired(&differences).unwrap();
        assert_eq!((all.min, all.q025, all.median, all.q975, all.max), (-300.0, -276.0, 199.0, 674.0, 699.0));
        assert_eq!((all.more, all.less, all.mean, all.runs), (699, 300, 199.5, 1_000));
        let counts: Vec<u64> = (0..1_000).rev().collect();
        assert_eq!((central(&counts), central(&[7]), central(&[])), (Some([24, 974]), Some([7, 7]), None));
        let one = paired(&[-2.0]).unwrap();
        assert_eq!((one.q025, one.median, one.q975, one.less), (-2.0, -2.0, -2.0, 1));
    }
}
