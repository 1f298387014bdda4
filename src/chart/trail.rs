//! A count as it grew with the tasks, and the bands around what was to be expected.

/// The count after so many tasks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    /// Tasks so far.
    pub n: u64,
    /// How many of them went this way.
    pub k: u64,
}

impl Reached {
    /// The share of the tasks so far.
    #[must_use]
    pub fn share(self) -> f64 {
        self.k as f64 / self.n.max(1) as f64
    }

    /// How many more than a share of the tasks so far; fewer if it is below zero.
    #[must_use]
    pub fn excess(self, share: f64) -> f64 {
        self.k as f64 - share * self.n as f64
    }
}

/// A range of the share after so many tasks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Tasks so far.
    pub n: u64,
    /// The smallest share that belongs to it.
    pub low: f64,
    /// The largest.
    pub high: f64,
}

impl Limits {
    /// The range as counts more and fewer than a share of the tasks so far.
    pub(super) fn excess(self, share: f64) -> [f64; 2] {
        [self.low, self.high].map(|limit| (limit - share) * self.n as f64)
    }
}

/// The last limits stated for no more than so many tasks.
pub(super) fn at(limits: &[Limits], n: u64) -> Option<Limits> {
    let after = limits.partition_point(|limit| limit.n <= n);
    after.checked_sub(1).and_then(|i| limits.get(i)).copied()
}

/// The points of a trail to read out: the last one up to 1, 2, 5, 10, 20, … tasks, and the end.
pub(super) fn milestones(trail: &[Reached]) -> Vec<Reached> {
    let powers = std::iter::successors(Some(1_u64), |power| power.checked_mul(10));
    let marks = powers.flat_map(|power| [1, 2, 5].into_iter().filter_map(move |f| power.checked_mul(f)));
    let last = trail.last().map_or(0, |point| point.n);
    let mut out: Vec<Reached> = Vec::new();
    for mark in marks.take_while(|&mark| mark < last).chain([last]) {
        let after = trail.partition_point(|point| point.n <= mark);
        let point = after.checked_sub(1).and_then(|i| trail.get(i));
        out.extend(point.filter(|point| point.n > 0 && out.last() != Some(point)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_and_count_are_exact() {
        let reached = Reached { n: 1_000_000_000, k: 200_000_017 };
        assert_eq!(reached.excess(0.2), 17.0);
        assert_eq!(Reached { n: 0, k: 0 }.share(), 0.0);
        assert_eq!(Limits { n: 100, low: 0.12, high: 0.28 }.excess(0.2).map(f64::round), [-8.0, 8.0]);
    }

    #[test]
    fn milestones_are_round() {
        let trail: Vec<Reached> = (0..=70).map(|n| Reached { n, k: n / 5 }).collect();
        let ns: Vec<u64> = milestones(&trail).iter().map(|point| point.n).collect();
        assert_eq!(ns, [1, 2, 5, 10, 20, 50, 70]);
        assert!(milestones(&[]).is_empty());
        assert_eq!(milestones(&[Reached { n: 40, k: 8 }]), [Reached { n: 40, k: 8 }]);
        let far = milestones(&[Reached { n: u64::MAX, k: 1 }]);
        assert_eq!(far.len(), 1);
    }

    #[test]
    fn limits_hold_until_the_next_ones() {
        let limits = [10, 100].map(|n| Limits { n, low: 0.0, high: 1.0 });
        assert_eq!(
            [5, 10, 99, 100, 500].map(|n| at(&limits, n).map(|l| l.n)),
            [None, Some(10), Some(10), Some(100), Some(100)]
        );
    }
}
