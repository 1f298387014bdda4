//! The counts of a stage's outputs at some of its visits.
//!
//! Which visits are kept depends on their numbers alone, and on how many there are in all.

/// So many visits are all kept.
const MOST: usize = 2_000;

/// Numbers of all points of a stage with many outputs.
const MOST_NUMBERS: usize = 400_000;

/// Where not every visit is kept, 2⁶ of them are from each power of two to the next; of a stage with
/// many outputs 2³.
const FINE: [u32; 2] = [6, 3];

/// Running counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// The counts by now.
    counts: Vec<u64>,
    visits: u64,
    /// Every visit of a number that this divides is kept.
    stride: u64,
    /// Points are not let become more than this.
    most: usize,
    fine: u32,
    /// The numbers of the visits kept, and for each the counts after it.
    kept: Vec<u64>,
    points: Vec<u64>,
}

impl Series {
    /// Nothing counted yet.
    pub fn new(outputs: usize) -> Self {
        let most = (MOST_NUMBERS / outputs.max(1)).clamp(100, MOST);
        let fine = FINE[usize::from(most < MOST)];
        let counts = vec![0; outputs];
        Self { counts, visits: 0, stride: 1, most, fine, kept: Vec::new(), points: Vec::new() }
    }

    /// Counts a visit that took an output.
    pub fn add(&mut self, output: usize) {
        let Some(count) = self.counts.get_mut(output) else { return };
        *count += 1;
        self.visits += 1;
        if !self.keeps(self.visits) {
            return;
        }
        self.kept.push(self.visits);
        self.points.extend_from_slice(&self.counts);
        // Half of the most is for the even ones, the other half for those close together at first,
        // which become a few more for every doubling.
        let even = self.visits / self.stride;
        if even > if self.stride == 1 { self.most as u64 } else { self.most as u64 / 2 } {
            self.thin();
        }
    }

    fn thin(&mut self) {
        // From every visit to at most a quarter of the most, which leaves room to double.
        self.stride *= if self.stride == 1 { 4 } else { 2 };
        let outputs = self.counts.len();
        let (mut kept, mut points) = (Vec::new(), Vec::new());
        for (visit, counts) in self.kept.iter().zip(self.points.chunks_exact(outputs)) {
            if self.keeps(*visit) {
                kept.push(*visit);
                points.extend_from_slice(counts);
            }
        }
        (self.kept, self.points) = (kept, points);
    }

    /// Whether the visit of that number, from 1, is kept.
    const fn keeps(&self, visit: u64) -> bool {
        let fine = 1 << visit.ilog2().saturating_sub(self.fine);
        visit.is_multiple_of(self.stride) || visit.is_multiple_of(fine)
    }

    /// The counts of each output at the points, one point after another, with that of the last
    /// visit at the end.
    pub fn points(&self) -> impl Iterator<Item = &[u64]> {
        let last = (self.kept.last() != Some(&self.visits)).then_some(self.counts.as_slice());
        self.points.chunks_exact(self.counts.len().max(1)).chain(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visits(count: u64) -> Vec<u64> {
        let mut series = Series::new(2);
        (0..count).for_each(|visit| series.add(usize::from(visit % 3 == 0)));
        for counts in series.points() {
            let visits: u64 = counts.iter().sum();
            assert_eq!(counts[1], visits.div_ceil(3), "after {visits}");
        }
        series.points().map(|counts| counts.iter().sum()).collect()
    }

    #[test]
    fn every_visit_is_kept_of_few() {
        for count in [1, 2, 1_999, 2_000] {
            assert_eq!(visits(count), (1..=count).collect::<Vec<_>>());
        }
        assert_eq!(visits(0), [0; 1]);
    }

    #[test]
    fn of_many_about_as_many_points_are_kept_with_the_last_and_none_far_apart() {
        for count in [2_001, 2_002, 5_000, 12_345, 100_003, 3_000_017] {
            let visits = visits(count);
            assert!((500..=2_600).contains(&visits.len()), "{} of {count}", visits.len());
            assert_eq!(visits.last(), Some(&count));
            for two in visits.windows(2) {
                // Never further than a 64th of the way so far, nor than a 250th of all.
                let gap = two[1] - two[0];
                assert!(gap <= (two[0] / 64).max(1) && gap <= (count / 250).max(1), "{two:?} of {count}");
            }
        }
    }

    #[test]
    fn a_stage_with_many_outputs_keeps_fewer() {
        let mut series = Series::new(10_000);
        (0..50_000).for_each(|visit| series.add(visit % 10_000));
        assert!(series.points().count() <= 300, "{}", series.points().count());
    }
}
