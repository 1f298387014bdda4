//! Counts of runs, in bins of as many whole numbers each.

/// Runs counted in bins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bins {
    first: u64,
    /// How many whole numbers are in each.
    pub width: u64,
    /// How many runs are in each.
    pub runs: Vec<u64>,
}

impl Bins {
    /// Bins from one count to another, at most so many, each 1, 2 or 5 times a power of ten
    /// wide and beginning at a multiple of that.
    pub fn of(runs: &[(u64, u64)], [low, high]: [u64; 2], most: u64) -> Self {
        let high = high.max(low);
        let needed = |width: u64| high / width - low / width;
        let mut widths = widths();
        let width = widths.find(|&width| needed(width) < most.max(1)).unwrap_or(u64::MAX);
        let first = low / width * width;
        let mut bins = Self { first, width, runs: vec![0; needed(width) as usize + 1] };
        for &(count, times) in runs {
            let bin = (count.max(first) - first) / width;
            if let Some(held) = bins.runs.get_mut(bin as usize).filter(|_| count >= first) {
                *held = held.saturating_add(times);
            }
        }
        bins
    }

    /// The least and the greatest count of a bin.
    pub fn ends(&self, bin: usize) -> [u64; 2] {
        let from = self.first.saturating_add(self.width.saturating_mul(bin as u64));
        [from, from.saturating_add(self.width - 1)]
    }

    /// The ends of what all bins cover, half a count beyond the outermost.
    pub fn domain(&self) -> [f64; 2] {
        let last = self.ends(self.runs.len().saturating_sub(1))[1];
        [self.first as f64 - 0.5, last as f64 + 0.5]
    }
}

/// 1, 2, 5, 10, 20, 50, … as far as whole numbers go.
pub(super) fn widths() -> impl Iterator<Item = u64> {
    let powers = std::iter::successors(Some(1_u64), |power| power.checked_mul(10));
    powers.flat_map(|power| [1, 2, 5].into_iter().filter_map(move |factor| power.checked_mul(factor)))
}

/// The least and the greatest of counts that runs came to.
pub(super) fn span(runs: &[(u64, u64)]) -> Option<[u64; 2]> {
    let counts = || runs.iter().filter(|run| run.1 > 0).map(|run| run.0);
    counts().min().zip(counts().max()).map(|(low, high)| [low, high])
}

/// How many runs there are.
pub(super) fn total(runs: &[(u64, u64)]) -> u64 {
    runs.iter().fold(0, |sum, run| sum.saturating_add(run.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_are_friendly_and_hold_every_run() {
        let runs: Vec<(u64, u64)> = (7..=33).map(|count| (count, count)).collect();
        let single = Bins::of(&runs, [7, 33], 40);
        assert_eq!(
            (single.width, single.runs.len(), single.ends(0), single.ends(26)),
            (1, 27, [7, 7], [33, 33])
        );
        let fives = Bins::of(&runs, [7, 33], 7);
        assert_eq!((fives.width, fives.ends(0), fives.ends(5)), (5, [5, 9], [30, 34]));
        assert_eq!(fives.runs.iter().sum::<u64>(), total(&runs));
        assert_eq!(fives.runs[0], 7 + 8 + 9);
        assert_eq!(fives.domain(), [4.5, 34.5]);
    }

    #[test]
    fn any_counts_will_do() {
        assert_eq!(Bins::of(&[], [0, 0], 0).runs, [0]);
        let huge = Bins::of(&[(u64::MAX, 1), (0, 2)], [0, u64::MAX], 20);
        assert_eq!((huge.runs.len(), huge.runs[0], huge.runs.last()), (19, 2, Some(&1)));
        let far = Bins::of(&[(1_000_000_000, 3)], [1_000_000_000, 1_000_000_000], 40);
        assert_eq!((far.width, far.ends(0), far.runs.as_slice()), (1, [1_000_000_000; 2], [3].as_slice()));
        assert_eq!(Bins::of(&[(3, 1), (99, 1)], [10, 20], 40).runs.iter().sum::<u64>(), 0);
        assert_eq!((span(&[(3, 0)]), span(&[(5, 1), (3, 2)])), (None, Some([3, 5])));
    }
}
