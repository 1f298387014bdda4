//! Percentages taken in order of arrival: quotas, blocks, every k-th and balanced shares.
//!
//! In: the counters that say which output the next arrival gets, in whole numbers throughout.
//! Out: draws that need no order ([`super::draw`]), who arrives when ([`super::queue`]).

use super::draw::Key;
use super::work::Purpose;

/// How an order-dependent method hands out outputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turns {
    /// The rounded shares of all that have gathered; which of them, at random.
    Quota,
    /// The rounded shares of every block of so many arrivals; which of them, at random.
    Block(u64),
    /// Systematic: the 1st, the k+1st, …, output by output.
    EveryKth {
        /// Whether a run starts to count at a place drawn for it.
        random_start: bool,
    },
    /// Whichever output is furthest behind its share; of equals the first.
    Balanced,
}

/// Shares that are taken in order of arrival.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shares {
    /// The shares in millionths; they sum to a million.
    pub weights: Vec<u32>,
    pub turns: Turns,
    /// The word of the stage in keys, and which of its samplers this is.
    pub word: u64,
    pub part: u64,
}

/// What one run of such shares has handed out so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Taker {
    Group(Group),
    EveryKth(EveryKth),
    Balanced(Balanced),
}

impl Taker {
    /// Before the first arrival of a run.
    pub fn new(shares: &Shares, run: Key) -> Self {
        match shares.turns {
            Turns::Quota => Self::Group(Group::new(&shares.weights, 1)),
            Turns::Block(size) => Self::Group(Group::new(&shares.weights, size)),
            Turns::EveryKth { random_start } => {
                let key = run.with(shares.word).purpose(Purpose::Begin).with(shares.part);
                Self::EveryKth(EveryKth::new(&shares.weights, random_start.then_some(key)))
            }
            Turns::Balanced => Self::Balanced(Balanced::new(&shares.weights)),
        }
    }

    /// Says how many arrivals have gathered, to a method that asks.
    pub fn open(&mut self, arrivals: u64) {
        if let Self::Group(group) = self {
            group.open(arrivals);
        }
    }

    /// The output of the next arrival, which draws this number where the method draws at all.
    pub fn take(&mut self, key: Key) -> usize {
        match self {
            Self::Group(group) => group.take(key),
            Self::EveryKth(every) => every.take(),
            Self::Balanced(balanced) => balanced.take(),
        }
    }

    /// How many arrivals of the present group each output is still to get; empty for a method
    /// without groups.
    pub fn left(&mut self) -> &[u64] {
        if let Self::Group(group) = self {
            group.refill();
            &group.left
        } else {
            &[]
        }
    }
}

/// The largest-remainder rounding of shares of `n`: each output gets the whole part of its
/// share, and what is then missing goes to the largest fractions, of equals to the first.
/// Shares are in parts of their sum, which must not be 0.
#[must_use]
pub fn largest_remainder(weights: &[u32], n: u64) -> Vec<u64> {
    let whole: u128 = weights.iter().map(|weight| u128::from(*weight)).sum::<u128>().max(1);
    let product = |weight: &u32| u128::from(*weight) * u128::from(n);
    let narrow = |wide: u128| u64::try_from(wide).unwrap_or(u64::MAX);
    let mut counts: Vec<u64> = weights.iter().map(|weight| narrow(product(weight) / whole)).collect();
    let missing = n - counts.iter().sum::<u64>();
    // What is missing to the next whole number is least where the remainder is largest.
    let short = |weight: &u32| narrow(whole - product(weight) % whole);
    let mut order: Vec<(u64, usize)> =
        weights.iter().enumerate().map(|(i, weight)| (short(weight), i)).collect();
    order.sort_unstable();
    for (_, i) in order.into_iter().take(usize::try_from(missing).unwrap_or(0)) {
        counts[i] += 1;
    }
    counts
}

/// Exact shares of groups, one after another: after each group the counts of all groups together
/// are the rounded shares of all arrivals, so that roundings do not add up. Within a group each
/// arrangement is equally likely, because each arrival takes one of the places left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    weights: Vec<u32>,
    /// Arrivals in a group that nobody opens.
    size: u64,
    /// What each output has got or will get in this group.
    given: Vec<u64>,
    /// Arrivals up to the end of this group.
    arrivals: u64,
    left: Vec<u64>,
    places: u64,
}

impl Group {
    /// Before the first group, for shares in parts of their sum and groups of `size`.
    #[must_use]
    pub fn new(weights: &[u32], size: u64) -> Self {
        let none = vec![0; weights.len()];
        let (given, left) = (none.clone(), none);
        Self { weights: weights.to_vec(), size: size.max(1), given, arrivals: 0, left, places: 0 }
    }

    /// Begins a group of so many arrivals.
    pub fn open(&mut self, arrivals: u64) {
        self.arrivals += arrivals;
        let target = largest_remainder(&self.weights, self.arrivals);
        let lacks = target.iter().zip(&self.given).map(|(target, given)| target.saturating_sub(*given));
        self.left = lacks.collect();
        // With three outputs or more one may have more already than it should have of a larger
        // whole (the Alabama paradox); it keeps that, and others wait for theirs.
        let mut over = self.left.iter().sum::<u64>().saturating_sub(arrivals);
        while over > 0 {
            let Some(i) = self.most_ahead() else { break };
            self.left[i] -= 1;
            over -= 1;
        }
        self.given.iter_mut().zip(&self.left).for_each(|(given, left)| *given += left);
        self.places = arrivals;
    }

    /// The output that would be furthest above its share at the end of the group, of those that
    /// would get something in it.
    fn most_ahead(&self) -> Option<usize> {
        let whole: i128 = self.weights.iter().map(|weight| i128::from(*weight)).sum();
        let ahead = |i: usize| {
            let count = i128::from(self.given[i]) + i128::from(self.left[i]);
            count * whole - i128::from(self.weights[i]) * i128::from(self.arrivals)
        };
        (0..self.left.len()).filter(|i| self.left[*i] > 0).max_by_key(|i| ahead(*i))
    }

    /// Begins the next group where nobody has and this one is full.
    fn refill(&mut self) {
        if self.places == 0 {
            self.open(self.size);
        }
    }

    fn take(&mut self, key: Key) -> usize {
        self.refill();
        let mut place = key.below(self.places);
        let output = self.left.iter().position(|left| {
            let here = place < *left;
            place = place.wrapping_sub(if here { 0 } else { *left });
            here
        });
        let output = output.unwrap_or(0);
        self.left[output] -= 1;
        self.places -= 1;
        output
    }

    /// What each output has got, or will have got when the group is full.
    #[must_use]
    pub fn given(&self) -> &[u64] {
        &self.given
    }

    /// What each output still gets in this group.
    #[must_use]
    pub fn left(&self) -> &[u64] {
        &self.left
    }
}

/// Systematic sampling, output by output: the first takes every k-th arrival, the next every
/// k-th of the others, and the last the rest. A share that is no whole k-th is taken as evenly
/// as it can be: arrival j is taken where the fractional part of s + j·p is under p.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct EveryKth {
    /// For each output its weight, the weight of it and all after it, and where it stands.
    rows: Vec<(u64, u64, u64)>,
}

impl EveryKth {
    fn new(weights: &[u32], start: Option<Key>) -> Self {
        let mut rows: Vec<(u64, u64, u64)> = Vec::new();
        let mut whole: u64 = weights.iter().map(|weight| u64::from(*weight)).sum();
        for (part, weight) in (0u64..).zip(weights) {
            let at = start.map_or(0, |key| key.with(part).below(whole.max(1)));
            rows.push((u64::from(*weight), whole, at));
            whole -= u64::from(*weight);
        }
        Self { rows }
    }

    fn take(&mut self) -> usize {
        let taken = self.rows.iter_mut().position(|(weight, whole, at)| {
            let hit = *at < *weight;
            *at += *weight;
            if *at >= *whole {
                *at -= *whole;
            }
            hit
        });
        taken.unwrap_or(0)
    }
}

/// Each arrival adds its share to every output's due and goes where most is due. (Nginx's smooth
/// weighted round robin does the same with servers.)
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balanced {
    weights: Vec<u32>,
    due: Vec<i64>,
}

impl Balanced {
    /// Before the first arrival, for shares in parts of their sum.
    #[must_use]
    pub fn new(weights: &[u32]) -> Self {
        Self { weights: weights.to_vec(), due: vec![0; weights.len()] }
    }

    /// The output of the next arrival.
    pub fn take(&mut self) -> usize {
        let whole: i64 = self.weights.iter().map(|weight| i64::from(*weight)).sum();
        self.due.iter_mut().zip(&self.weights).for_each(|(due, weight)| *due += i64::from(*weight));
        let live = (0..self.due.len()).filter(|i| self.weights[*i] > 0);
        // The later of equals is the greater to `max_by_key`, so they are asked from the end.
        let output = live.rev().max_by_key(|i| self.due[*i]).unwrap_or(0);
        if let Some(due) = self.due.get_mut(output) {
            *due -= whole;
        }
        output
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(count: u64) -> impl Iterator<Item = Key> {
        (0..count).map(|task| Key::new(5, 0).with(task))
    }

    fn taken(taker: &mut Taker, arrivals: u64, outputs: usize) -> Vec<u64> {
        let mut counts = vec![0; outputs];
        words(arrivals).for_each(|key| counts[taker.take(key)] += 1);
        counts
    }

    fn taker(weights: &[u32], turns: Turns) -> Taker {
        Taker::new(&Shares { weights: weights.to_vec(), turns, word: 1, part: 0 }, Key::new(9, 0))
    }

    #[test]
    fn the_largest_remainders_get_what_is_missing() {
        assert_eq!(largest_remainder(&[500_000, 300_000, 200_000], 7), [4, 2, 1]);
        assert_eq!(largest_remainder(&[500_000, 500_000], 3), [2, 1]);
        assert_eq!(largest_remainder(&[0, 999_999, 1], 1), [0, 1, 0]);
        assert_eq!(largest_remainder(&[200_000, 800_000], 0), [0, 0]);
        assert_eq!(
            largest_remainder(&[1, 999_999], u64::MAX / 2),
            [9_223_372_036_855, 9_223_362_813_482_738_952]
        );
    }

    #[test]
    fn a_quota_is_exact_over_all_its_groups() {
        let mut taker = taker(&[200_000, 800_000], Turns::Quota);
        let mut counts = [0, 0];
        for (group, total) in [(7, 7), (1, 8), (1, 9), (91, 100)] {
            taker.open(group);
            let more = taken(&mut taker, group, 2);
            counts = [counts[0] + more[0], counts[1] + more[1]];
            assert_eq!(counts.to_vec(), largest_remainder(&[200_000, 800_000], total));
        }
    }

    #[test]
    fn blocks_are_exact_and_their_roundings_do_not_add_up() {
        let mut taker = taker(&[200_000, 800_000], Turns::Block(10));
        for _ in 0..50 {
            assert_eq!(taken(&mut taker, 10, 2), [2, 8]);
        }
        // Blocks of 4 cannot hold 20 %; five of them can.
        let mut taker = self::taker(&[200_000, 800_000], Turns::Block(4));
        assert_eq!(taken(&mut taker, 20, 2), [4, 16]);
    }

    #[test]
    fn every_kth_takes_the_first_and_the_k_plus_first() {
        let mut taker = taker(&[200_000, 800_000], Turns::EveryKth { random_start: false });
        let outputs: Vec<usize> = words(11).map(|key| taker.take(key)).collect();
        assert_eq!(outputs, [0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0]);
        let mut taker = self::taker(&[300_000, 700_000], Turns::EveryKth { random_start: false });
        let outputs: Vec<usize> = words(11).map(|key| taker.take(key)).collect();
        assert_eq!(outputs, [0, 1, 1, 1, 0, 1, 1, 0, 1, 1, 0]);
    }

    #[test]
    fn every_kth_shares_the_rest_in_the_same_way() {
        let mut taker = taker(&[500_000, 0, 250_000, 250_000], Turns::EveryKth { random_start: false });
        let outputs: Vec<usize> = words(8).map(|key| taker.take(key)).collect();
        assert_eq!(outputs, [0, 2, 0, 3, 0, 2, 0, 3]);
    }

    #[test]
    fn a_random_start_is_one_for_a_run() {
        let starts = (0..2_000).filter(|run| {
            let shares = Shares {
                weights: vec![200_000, 800_000],
                turns: Turns::EveryKth { random_start: true },
                word: 1,
                part: 0,
            };
            let mut taker = Taker::new(&shares, Key::new(9, *run));
            let first: Vec<usize> = words(10).map(|key| taker.take(key)).collect();
            assert_eq!(first.iter().filter(|output| **output == 0).count(), 2, "{first:?}");
            first[0] == 0
        });
        // Binomial(2 000, 1/5): 400 ± 108 is six standard deviations.
        assert!((292..=508).contains(&starts.count()));
    }

    #[test]
    fn balanced_goes_to_whichever_is_furthest_behind() {
        let mut taker = taker(&[200_000, 800_000], Turns::Balanced);
        let outputs: Vec<usize> = words(10).map(|key| taker.take(key)).collect();
        assert_eq!(outputs, [1, 1, 0, 1, 1, 1, 1, 0, 1, 1]);
        let mut even = self::taker(&[500_000, 0, 500_000], Turns::Balanced);
        let outputs: Vec<usize> = words(4).map(|key| even.take(key)).collect();
        assert_eq!(outputs, [0, 2, 0, 2]);
    }
}
