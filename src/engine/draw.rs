//! Keyed draws: every random number is a pure function of what it is for.
//!
//! A [`Key`] absorbs one word after another (seed, run, stage, purpose, rule, task, visit); the
//! last state is the number. So a result depends on no order, no chunk size and no number of workers,
//! and a change to one stage leaves all other stages' numbers alone.
//!
//! The mixing is the finalizer of `SplitMix64` (Steele, Lea and Flood, "Fast splittable
//! pseudorandom number generators", 2014, with Stafford's "Mix13" constants). It needs no
//! 64×64→128-bit product, which WebAssembly lacks, and costs about a nanosecond on either side.
//! It is written out here because the published generators offer it only behind a counter.
//!
//! What runs for every draw is always inlined: the page is built for size, which would make a
//! call of each.

use super::normal::inverse_normal;
use crate::workflow::Share;

/// The increment of `SplitMix64`: 2⁶⁴ over the golden ratio, made odd.
const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

#[inline(always)]
const fn mix(z: u64) -> u64 {
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The state of a chain of absorbed words; itself a uniform 64-bit number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key(u64);

impl Key {
    /// The chain of one run of one seed.
    #[must_use]
    pub const fn new(seed: u64, run: u64) -> Self {
        Self(mix(GAMMA)).with(seed).with(run)
    }

    /// The key after absorbing one more word. For a given key it is a one-to-one map of words.
    #[must_use]
    #[inline(always)]
    pub const fn with(self, word: u64) -> Self {
        Self(mix((self.0 ^ word).wrapping_add(GAMMA)))
    }

    /// The key of a task's visit. A first visit takes no word of its own: it is the one that most
    /// tasks make.
    #[must_use]
    #[inline(always)]
    pub const fn visit(self, task: u64, visit: u32) -> Self {
        let first = self.with(task);
        if visit == 0 { first } else { first.with(visit as u64) }
    }

    /// The number: uniform over all 64-bit words.
    #[must_use]
    pub const fn word(self) -> u64 {
        self.0
    }

    /// The number as a fraction u with 0 < u < 1, in steps of 2⁻⁵³.
    #[must_use]
    pub fn fraction(self) -> f64 {
        const STEP: f64 = 1.0 / 9_007_199_254_740_992.0;
        ((self.0 >> 11) as f64 + 0.5) * STEP
    }

    /// A standard normal number: the normal law turned round at the key's fraction, so that a
    /// larger word gives a larger number.
    #[must_use]
    pub fn normal(self) -> f64 {
        inverse_normal(self.fraction())
    }

    /// Which of `count` things the number falls on, in order and equally likely to within
    /// `count`·2⁻⁶⁴: the high word of their product.
    #[must_use]
    pub fn below(self, count: u64) -> u64 {
        u64::try_from((u128::from(self.0) * u128::from(count)) >> 64).unwrap_or(0)
    }
}

/// A 64-bit hash of a name or URL (FNV-1a, then mixed). The same on every platform.
#[must_use]
pub fn hash(bytes: &[u8]) -> u64 {
    let fnv = bytes.iter().fold(0xcbf2_9ce4_8422_2325, |state: u64, &byte| {
        (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    mix(fnv)
}

/// A word as a share of all words, 0 to 1: how people read a draw.
#[must_use]
pub fn share_of_words(word: u64) -> f64 {
    word as f64 / 18_446_744_073_709_551_616.0
}

/// A chance to hit: exact at 0 % and 100 %, else to within 2⁻⁶⁴.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chance {
    below: u64,
    always: bool,
}

impl From<Share> for Chance {
    fn from(share: Share) -> Self {
        let part = u64::from(share.millionths());
        Self { below: boundary(part, 1_000_000).unwrap_or(0), always: share == Share::ONE }
    }
}

impl Chance {
    /// The chance as the share of words that hit.
    #[must_use]
    pub fn share(self) -> f64 {
        if self.always { 1.0 } else { share_of_words(self.below) }
    }

    /// Whether a draw hits.
    #[must_use]
    #[inline(always)]
    pub const fn hits(self, key: Key) -> bool {
        self.always || key.0 < self.below
    }
}

/// `⌊part/whole · 2⁶⁴⌋`; `None` where that is 2⁶⁴ itself.
fn boundary(part: u64, whole: u64) -> Option<u64> {
    u64::try_from((u128::from(part) << 64) / u128::from(whole)).ok()
}

/// Picks one of several outcomes by weight. Outcomes of weight 0 are not in it at all, and the
/// last one ends at the very top, so that nothing leaks into 0 % and 100 % takes everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// For each outcome the largest word that picks it, and its position.
    rows: Vec<(u64, u32)>,
}

impl Table {
    /// A table of these weights; `None` where they are all 0.
    #[must_use]
    pub fn new(weights: impl IntoIterator<Item = u32>) -> Option<Self> {
        let weights: Vec<u64> = weights.into_iter().map(u64::from).collect();
        let whole: u64 = weights.iter().sum();
        let mut rows = Vec::new();
        let mut sum = 0;
        for (position, weight) in weights.iter().enumerate().filter(|(_, weight)| **weight > 0) {
            sum += weight;
            let top = boundary(sum, whole).map_or(u64::MAX, |bound| bound.saturating_sub(1));
            rows.push((top, u32::try_from(position).ok()?));
        }
        if rows.is_empty() { None } else { Some(Self { rows }) }
    }

    /// Where the words of an outcome begin and end, as shares of all words; `None` for one that
    /// no word picks.
    #[must_use]
    pub fn span(&self, outcome: usize) -> Option<(f64, f64)> {
        let row = self.rows.iter().position(|(_, position)| *position as usize == outcome)?;
        let end = |row: usize| self.rows.get(row).map_or(0.0, |(top, _)| share_of_words(*top));
        Some((if row == 0 { 0.0 } else { end(row - 1) }, end(row)))
    }

    /// How many outcomes there are, those of weight 0 at the end left out.
    #[must_use]
    pub fn outcomes(&self) -> usize {
        self.rows.last().map_or(0, |(_, position)| *position as usize + 1)
    }

    /// The chance of the first of two outcomes, and both; `None` where not just two have a weight.
    #[must_use]
    pub fn as_two(&self) -> Option<(Chance, [usize; 2])> {
        let [(top, first), (_, second)] = self.rows.as_slice() else { return None };
        let first_of_two = Chance { below: top + 1, always: false };
        Some((first_of_two, [*first as usize, *second as usize]))
    }

    /// The same as [`Table::pick`], in the same time whatever is picked.
    #[must_use]
    #[inline(always)]
    pub fn pick_evenly(&self, key: Key) -> usize {
        let row = self.rows.iter().map(|(top, _)| usize::from(key.0 > *top)).sum::<usize>();
        self.rows.get(row).map_or(0, |(_, position)| *position as usize)
    }

    /// The outcome that a draw picks.
    #[must_use]
    #[inline(always)]
    pub fn pick(&self, key: Key) -> usize {
        // The last row's top is the largest word there is, so some row always holds it.
        self.rows.iter().find(|(top, _)| key.0 <= *top).map_or(0, |(_, position)| *position as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(percent: f64) -> Share {
        Share::from_percent(percent).unwrap()
    }

    #[test]
    fn the_ends_are_exact() {
        for word in [0, 1, u64::MAX / 2, u64::MAX - 1, u64::MAX] {
            assert!(!Chance::from(Share::ZERO).hits(Key(word)));
            assert!(Chance::from(Share::ONE).hits(Key(word)));
            let table = Table::new([0, 1_000_000, 0]).unwrap();
            assert_eq!(table.pick(Key(word)), 1);
        }
    }

    #[test]
    fn boundaries_stand_where_the_share_says() {
        // 20 % of 2^64 is 3 689 348 814 741 910 323.2.
        let chance = Chance::from(share(20.0));
        assert!(chance.hits(Key(3_689_348_814_741_910_322)));
        assert!(!chance.hits(Key(3_689_348_814_741_910_323)));
        let table = Table::new([200_000, 800_000]).unwrap();
        assert_eq!(table.pick(Key(3_689_348_814_741_910_322)), 0);
        assert_eq!(table.pick(Key(3_689_348_814_741_910_323)), 1);
    }

    #[test]
    fn twenty_one_percent_takes_all_that_twenty_took() {
        let (low, high) = (Chance::from(share(20.0)), Chance::from(share(21.0)));
        let key = Key::new(1, 0);
        assert!((0..10_000).all(|task| !low.hits(key.with(task)) || high.hits(key.with(task))));
    }

    /// Vectors of the stream, computed from its definition by a separate program: a change here
    /// changes every result that anyone has noted down.
    #[test]
    fn the_stream_is_pinned() {
        let key = Key::new(7, 0).with(hash(b"qa"));
        let words: Vec<u64> = (0..3).map(|task| key.with(task).word()).collect();
        assert_eq!(words, [4_177_334_098_277_282_077, 364_096_662_677_605_168, 1_470_797_537_076_025_629]);
    }
}
