//! The law of an output's count under each sampling method, given how many arrive.

use crate::engine::{Balanced, Group, largest_remainder};
use crate::stats::{Binomial, CountLaw, Hypergeometric};
use crate::workflow::{Method, Sampler, Share};

/// How the count of one output follows from the number of arrivals.
#[derive(Debug, Clone, PartialEq)]
pub enum MethodLaw {
    /// Each arrival is drawn on its own.
    Drawn,
    /// The arrivals are counted, with the shares of all outputs and this one's position.
    Counted(Counted),
}

/// A method that counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    weights: Vec<u32>,
    output: usize,
    how: How,
    /// Whether the number of arrivals depends on what the method does, because tasks come back.
    returns: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum How {
    Quota,
    Block(u64),
    EveryKth { random_start: bool },
    Balanced,
}

/// Shares are whole parts of this.
const WHOLE: u64 = Share::ONE.millionths() as u64;

impl MethodLaw {
    /// The law of the output at a position, for shares in millionths.
    pub fn new(weights: &[u32], output: usize, sampler: &Sampler, returns: bool) -> Self {
        let how = match sampler.method {
            Method::Independent | Method::Sticky => return Self::Drawn,
            Method::Quota => How::Quota,
            Method::Block => How::Block(u64::from(sampler.block.max(1))),
            Method::EveryKth => How::EveryKth { random_start: sampler.random_start },
            Method::Balanced => How::Balanced,
        };
        Self::Counted(Counted { weights: weights.to_vec(), output, how, returns })
    }

    /// The law of the count of an output with this share when `n` arrive.
    pub fn given(&self, share: f64, n: u64) -> CountLaw {
        match self {
            Self::Drawn => Binomial::with_share(n, share).map_or(CountLaw::within(0, n), CountLaw::binomial),
            Self::Counted(counted) => counted.given(n),
        }
    }

    /// The law of the output's count after the first `n` of all arrivals, of which there are
    /// `all`, and so many of them took the output.
    pub fn running(&self, share: f64, n: u64, all: (u64, u64)) -> CountLaw {
        match self {
            // A quota is of all that gather, and each order of them is as likely as any other.
            Self::Counted(Counted { how: How::Quota, returns: false, .. }) => {
                Hypergeometric::new(all.0, all.1, n)
                    .map_or(CountLaw::within(0, n), |law| CountLaw::hypergeometric(0, law))
            }
            // Where tasks come back there are several quotas, and only their end is known.
            Self::Counted(Counted { how: How::Quota, .. }) if n < all.0 => CountLaw::within(0, n),
            _ => self.given(share, n),
        }
    }
}

impl Counted {
    fn given(&self, n: u64) -> CountLaw {
        let law = match self.how {
            How::Quota => self.quota(n),
            How::Block(size) => self.block(size, n),
            How::EveryKth { random_start } => self.every_kth(random_start, n),
            How::Balanced => CountLaw::fixed(self.balanced(n)),
        };
        // A law given n says nothing where n itself depends on the draws, but for what it allows.
        if self.returns {
            let (low, high) = law.possible();
            return CountLaw::within(low, high);
        }
        law
    }

    fn of(&self, counts: &[u64]) -> u64 {
        counts.get(self.output).copied().unwrap_or(0)
    }

    fn quota(&self, n: u64) -> CountLaw {
        if self.returns && self.weights.len() > 2 {
            // Several groups of several outputs: what an output has it keeps, so that no more is
            // sure than that none gets more than its share rounded up ([`Group`]). Of three
            // outputs none gets less than its share rounded down; of more, one may have to make up
            // for all others.
            let (whole, n) = (u128::from(WHOLE), u128::from(n));
            let narrow = |wide: u128| u64::try_from(wide).unwrap_or(u64::MAX);
            let most = |weight: &u32| (n * u128::from(*weight)).div_ceil(whole);
            let own = &self.weights[self.output];
            let others = self.weights.iter().map(most).sum::<u128>() - most(own);
            let floor = n * u128::from(*own) / whole;
            let least = if self.weights.len() == 3 { floor } else { n.saturating_sub(others).min(floor) };
            return CountLaw::within(narrow(least), narrow(most(own)));
        }
        CountLaw::fixed(self.of(&largest_remainder(&self.weights, n)))
    }

    /// Whole blocks are exact; what has come of the last one is drawn from it without
    /// replacement.
    fn block(&self, size: u64, n: u64) -> CountLaw {
        let (blocks, draws) = (n / size, n % size);
        let mut group = Group::new(&self.weights, size);
        let period = self.period(size);
        for _ in 0..blocks % period {
            group.open(size);
        }
        let before = self.of(group.given()) + self.whole_share(blocks / period * period * size);
        if draws == 0 {
            return CountLaw::fixed(before);
        }
        group.open(size);
        let marked = self.of(group.left());
        Hypergeometric::new(size, marked, draws)
            .map_or(CountLaw::within(before, before + marked.min(draws)), |law| {
                CountLaw::hypergeometric(before, law)
            })
    }

    /// Output by output, of `m` that none before it took, for an output of weight w out of what
    /// is left W: from a start at the first arrival it takes arrival j (from 0) where j·w mod W
    /// is under w, which is where a multiple of W has just been passed, ⌊(m−1)·w/W⌋ + 1 times.
    /// From a start drawn among W it gets m·w/W, rounded up with the fraction's probability,
    /// since each start is equally likely.
    fn every_kth(&self, random_start: bool, n: u64) -> CountLaw {
        let mut whole = WHOLE;
        let mut reach = vec![(n, 1.0)];
        let mut taken = reach.clone();
        for weight in self.weights.iter().take(self.output + 1).map(|weight| u64::from(*weight)) {
            let (mut rest, mut here) = (Vec::new(), Vec::new());
            for (arrivals, p) in reach {
                for (count, share) in rounded(arrivals, weight, whole, random_start) {
                    here.push((count, p * share));
                    rest.push((arrivals - count, p * share));
                }
            }
            (reach, taken) = (merged(rest), here);
            whole -= weight;
        }
        CountLaw::listed(taken).unwrap_or(CountLaw::within(0, n))
    }

    fn balanced(&self, n: u64) -> u64 {
        let mut balanced = Balanced::new(&self.weights);
        let period = self.period(1);
        let rest = (0..n % period).filter(|_| balanced.take() == self.output).count();
        self.whole_share(n / period * period) + rest as u64
    }

    /// After how many groups of a size every output has had a whole number, so that the method
    /// stands where it began.
    fn period(&self, size: u64) -> u64 {
        let parts = self.weights.iter().map(|weight| size % WHOLE * u64::from(*weight) % WHOLE);
        WHOLE / parts.fold(WHOLE, common_divisor)
    }

    /// The output's share of arrivals of which it is a whole number.
    fn whole_share(&self, arrivals: u64) -> u64 {
        let product = u128::from(arrivals) * u128::from(self.weights[self.output]);
        u64::try_from(product / u128::from(WHOLE)).unwrap_or(u64::MAX)
    }
}

/// The greatest common divisor; that of 0 and a number is the number.
fn common_divisor(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

/// How many of `arrivals` an output of `weight` out of `whole` takes, each number with its
/// probability.
fn rounded(arrivals: u64, weight: u64, whole: u64, random_start: bool) -> Vec<(u64, f64)> {
    let product = u128::from(arrivals) * u128::from(weight);
    let whole = u128::from(whole.max(1));
    let narrow = |wide: u128| u64::try_from(wide).unwrap_or(u64::MAX);
    let (floor, over) = (narrow(product / whole), product % whole);
    if over == 0 {
        return vec![(floor, 1.0)];
    }
    if !random_start {
        return vec![(narrow((product - u128::from(weight)) / whole) + 1, 1.0)];
    }
    let up = over as f64 / whole as f64;
    vec![(floor, 1.0 - up), (floor + 1, up)]
}

/// The same with each count once. There are never many.
fn merged(rows: Vec<(u64, f64)>) -> Vec<(u64, f64)> {
    let mut merged: Vec<(u64, f64)> = Vec::new();
    for (count, p) in rows {
        match merged.iter_mut().find(|(known, _)| *known == count) {
            Some((_, all)) => *all += p,
            None => merged.push((count, p)),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workflow::OnReturn;

    fn law(weights: &[u32], output: usize, method: Method, random_start: bool, n: u64) -> CountLaw {
        law_of(weights, output, (method, random_start), false).given(0.0, n)
    }

    fn law_of(weights: &[u32], output: usize, how: (Method, bool), returns: bool) -> MethodLaw {
        let (method, random_start) = how;
        let sampler = Sampler { method, block: 10, random_start, on_return: OnReturn::Draw };
        MethodLaw::new(weights, output, &sampler, returns)
    }

    const FIFTH: [u32; 2] = [200_000, 800_000];

    #[test]
    fn a_quota_is_rounded() {
        assert_eq!(law(&FIFTH, 0, Method::Quota, false, 100), CountLaw::fixed(20));
        assert_eq!(law(&FIFTH, 0, Method::Quota, false, 102), CountLaw::fixed(20));
        assert_eq!(law(&FIFTH, 0, Method::Quota, false, 103), CountLaw::fixed(21));
    }

    #[test]
    fn a_block_that_is_not_full_is_drawn_from() {
        assert_eq!(law(&FIFTH, 0, Method::Block, false, 100), CountLaw::fixed(20));
        let part = law(&FIFTH, 0, Method::Block, false, 1_000_000_000_105);
        assert_eq!(part.possible(), (200_000_000_020, 200_000_000_022));
        assert!((part.mean().unwrap() - 200_000_000_021.0).abs() < 1e-9);
    }

    #[test]
    fn every_kth_counts_from_its_start() {
        assert_eq!(law(&FIFTH, 0, Method::EveryKth, false, 101), CountLaw::fixed(21));
        assert_eq!(law(&FIFTH, 1, Method::EveryKth, false, 101), CountLaw::fixed(80));
        // 30 % takes arrivals 1, 5, 8 and 11: no whole k lies between them.
        let third = |n| law(&[300_000, 700_000], 0, Method::EveryKth, false, n).possible().0;
        assert_eq!([1, 2, 4, 5, 7, 8, 10, 11].map(third), [1, 1, 1, 2, 2, 3, 3, 4]);
        let drawn = law(&FIFTH, 0, Method::EveryKth, true, 101);
        assert_eq!(drawn, CountLaw::listed([(20, 0.8), (21, 0.2)]).unwrap());
        assert_eq!(law(&FIFTH, 0, Method::EveryKth, true, 100), CountLaw::fixed(20));
    }

    #[test]
    fn balanced_comes_round() {
        assert_eq!(law(&FIFTH, 0, Method::Balanced, false, 10), CountLaw::fixed(2));
        assert_eq!(
            law(&FIFTH, 0, Method::Balanced, false, 1_000_000_000_003),
            CountLaw::fixed(200_000_000_001)
        );
    }

    /// How many arrive is then drawn together with who goes where, so that no count that can be is
    /// less likely than another as far as anybody knows.
    #[test]
    fn where_tasks_return_only_what_cannot_be_is_ruled_out() {
        for how in [(Method::Block, false), (Method::EveryKth, true)] {
            for n in [1, 4, 103, 118] {
                let [drawn, bounds] =
                    [false, true].map(|returns| law_of(&FIFTH, 0, how, returns).given(0.0, n));
                let (low, high) = drawn.possible();
                assert_eq!((bounds.possible(), bounds.mean()), ((low, high), None), "{how:?} {n}");
                assert!(low < high && (low..=high).any(|k| drawn.p_value(k) < 1.0), "{how:?} {n}");
                assert!((low..=high).all(|k| bounds.p_value(k) == 1.0), "{how:?} {n}");
            }
        }
    }
}
