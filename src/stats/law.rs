//! The law of a count under any way of taking a share.
//!
//! Tasks drawn one by one give a binomial count. The other methods fix the count, or leave it
//! little room: the law of the count follows from the method, and a count the law forbids is a
//! fault of whoever did the sampling, not chance.

use serde::{Deserialize, Serialize};

use super::binomial::Binomial;
use super::hypergeometric::Hypergeometric;
use super::quantile::SLACK;
use super::two_sided::TIE_TOLERANCE;

/// How far the probabilities of a listed law may be from adding up to 1: rounding.
const SUM_TOLERANCE: f64 = 1e-9;

/// The kind of a [`CountLaw`]. The names in JSON are stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LawKind {
    /// Each task drawn on its own.
    Binomial,
    /// A part of a block that is exact as a whole.
    Hypergeometric,
    /// A few counts with known probabilities, as of every k-th task from a random start.
    Systematic,
    /// The same count every time.
    Fixed,
    /// A count between two bounds; how likely each is, is not known in closed form.
    Bounded,
}

/// The law of how many tasks take an output.
#[derive(Debug, Clone, PartialEq)]
pub struct CountLaw(Law);

#[derive(Debug, Clone, PartialEq)]
enum Law {
    Binomial(Binomial),
    /// So many for sure, and the rest by chance.
    Hypergeometric(u64, Hypergeometric),
    /// Possible counts, ascending, with their probabilities; at least two.
    Listed(Vec<(u64, f64)>),
    Fixed(u64),
    Within(u64, u64),
}

impl CountLaw {
    /// The law of tasks drawn one by one.
    #[must_use]
    pub fn binomial(law: Binomial) -> Self {
        Self(Law::Binomial(law))
    }

    /// `sure` tasks, and those that `law` gives. Where that leaves nothing to chance, the law is
    /// [fixed](Self::fixed).
    #[must_use]
    pub fn hypergeometric(sure: u64, law: Hypergeometric) -> Self {
        if law.least() == law.most() {
            return Self::fixed(sure.saturating_add(law.least()));
        }
        Self(Law::Hypergeometric(sure, law))
    }

    /// The counts listed, each with its probability; a count listed twice has the sum of both,
    /// and one of probability 0 is impossible. A single count is [fixed](Self::fixed). `None`
    /// where a probability is negative or not a number, or they do not add up to 1.
    #[must_use]
    pub fn listed(counts: impl IntoIterator<Item = (u64, f64)>) -> Option<Self> {
        let mut by_count: Vec<(u64, f64)> = Vec::new();
        for (count, p) in counts {
            if !(0.0..=1.0 + SUM_TOLERANCE).contains(&p) {
                return None;
            }
            let place = by_count.partition_point(|(known, _)| *known < count);
            match by_count.get_mut(place).filter(|(known, _)| *known == count) {
                Some((_, all)) => *all += p,
                None => by_count.insert(place, (count, p)),
            }
        }
        let rows: Vec<(u64, f64)> = by_count.into_iter().filter(|(_, p)| *p > 0.0).collect();
        let sum: f64 = rows.iter().map(|(_, p)| p).sum();
        if (sum - 1.0).abs() > SUM_TOLERANCE {
            return None;
        }
        Some(match rows.as_slice() {
            [(only, _)] => Self::fixed(*only),
            _ => Self(Law::Listed(rows)),
        })
    }

    /// Always the same count.
    #[must_use]
    pub fn fixed(count: u64) -> Self {
        Self(Law::Fixed(count))
    }

    /// A count surely from `low` to `high`, of which no more is known; given in either order.
    /// Equal bounds are [fixed](Self::fixed).
    #[must_use]
    pub fn within(low: u64, high: u64) -> Self {
        if low == high { Self::fixed(low) } else { Self(Law::Within(low.min(high), low.max(high))) }
    }

    /// Which kind of law this is.
    #[must_use]
    pub fn kind(&self) -> LawKind {
        match self.0 {
            Law::Binomial(_) => LawKind::Binomial,
            Law::Hypergeometric(..) => LawKind::Hypergeometric,
            Law::Listed(_) => LawKind::Systematic,
            Law::Fixed(_) => LawKind::Fixed,
            Law::Within(..) => LawKind::Bounded,
        }
    }

    /// The smallest and the largest count that the law allows.
    #[must_use]
    pub fn possible(&self) -> (u64, u64) {
        match &self.0 {
            Law::Binomial(law) => {
                let sure = if law.chance().q() == 0.0 { law.n() } else { 0 };
                (sure, if law.chance().p() == 0.0 { 0 } else { law.n() })
            }
            Law::Hypergeometric(sure, law) => {
                (sure.saturating_add(law.least()), sure.saturating_add(law.most()))
            }
            Law::Listed(rows) => {
                let end = |row: Option<&(u64, f64)>| row.map_or(0, |(count, _)| *count);
                (end(rows.first()), end(rows.last()))
            }
            Law::Fixed(count) => (*count, *count),
            Law::Within(low, high) => (*low, *high),
        }
    }

    /// Mean count, in tasks; `None` where only bounds are known.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        match &self.0 {
            Law::Binomial(law) => Some(law.mean()),
            Law::Hypergeometric(sure, law) => Some(*sure as f64 + law.mean()),
            Law::Listed(rows) => Some(rows.iter().map(|(count, p)| *count as f64 * p).sum()),
            Law::Fixed(count) => Some(*count as f64),
            Law::Within(..) => None,
        }
    }

    /// `k` less the mean, in tasks; `None` where only bounds are known.
    #[must_use]
    pub fn excess(&self, k: u64) -> Option<f64> {
        match &self.0 {
            Law::Binomial(law) => Some(law.chance().excess(law.n(), k)),
            // Below the sure part there is no count to take the mean from without its sign.
            Law::Hypergeometric(sure, law) if k >= *sure => Some(law.excess(k - sure)),
            _ => self.mean().map(|mean| k as f64 - mean),
        }
    }

    /// P(X = k); `None` where only bounds are known.
    #[must_use]
    pub fn pmf(&self, k: u64) -> Option<f64> {
        match &self.0 {
            Law::Binomial(law) => Some(law.pmf(k)),
            Law::Hypergeometric(sure, law) => Some(k.checked_sub(*sure).map_or(0.0, |k| law.pmf(k))),
            Law::Listed(rows) => Some(listed_at(rows, k)),
            Law::Fixed(count) => Some(if k == *count { 1.0 } else { 0.0 }),
            Law::Within(..) => None,
        }
    }

    /// Two-sided p-value of the count `k`: the probability of all counts no more likely than it,
    /// up to [`TIE_TOLERANCE`]. 0 for a count the law forbids. Where only bounds are known, every
    /// count between them has 1.
    #[must_use]
    pub fn p_value(&self, k: u64) -> f64 {
        let sure_or = |holds: bool| if holds { 1.0 } else { 0.0 };
        match &self.0 {
            Law::Binomial(law) => law.two_sided_p(k),
            Law::Hypergeometric(sure, law) => k.checked_sub(*sure).map_or(0.0, |k| law.two_sided_p(k)),
            Law::Listed(rows) => {
                let bound = listed_at(rows, k) * (1.0 + TIE_TOLERANCE);
                let as_rare = rows.iter().map(|(_, p)| *p).filter(|p| *p <= bound);
                as_rare.sum::<f64>().min(1.0)
            }
            Law::Fixed(count) => sure_or(k == *count),
            Law::Within(low, high) => sure_or((low..=high).contains(&&k)),
        }
    }

    /// The smallest p-value that any count could have: for the binomial law
    /// [`Binomial::smallest_p`], which allows every count if any. Under every other law it is 0,
    /// because some counts are forbidden, and can be seen where the sampling has a fault.
    #[must_use]
    pub fn smallest_p(&self) -> f64 {
        match &self.0 {
            Law::Binomial(law) => law.smallest_p(),
            _ => 0.0,
        }
    }

    /// The central range of the count at `level` (0.95 for the central 95 %), both ends included,
    /// by the definition of [`Binomial::central_range`]. Where only bounds are known, those.
    #[must_use]
    pub fn central_range(&self, level: f64) -> (u64, u64) {
        match &self.0 {
            Law::Binomial(law) => law.central_range(level),
            Law::Hypergeometric(sure, law) => {
                let (low, high) = law.central_range(level);
                (sure.saturating_add(low), sure.saturating_add(high))
            }
            Law::Listed(rows) => listed_range(rows, level),
            Law::Fixed(_) | Law::Within(..) => self.possible(),
        }
    }

    /// P(low ≤ X ≤ high) of a central range: 1 exactly where it holds every possible count.
    pub(super) fn coverage(&self, (low, high): (u64, u64)) -> f64 {
        let (least, most) = self.possible();
        match &self.0 {
            Law::Binomial(law) => law.between(low, high),
            _ if low <= least && most <= high => 1.0,
            Law::Hypergeometric(sure, law) => {
                let below = low.checked_sub(sure.saturating_add(1)).map_or(0.0, |k| law.cdf(k));
                1.0 - below - high.checked_sub(*sure).map_or(1.0, |k| law.sf(k))
            }
            Law::Listed(rows) => {
                let inside = rows.iter().filter(|(count, _)| (low..=high).contains(count));
                inside.map(|(_, p)| p).sum()
            }
            Law::Fixed(_) | Law::Within(..) => 0.0,
        }
    }
}

/// The probability listed for `k`.
fn listed_at(rows: &[(u64, f64)], k: u64) -> f64 {
    rows.iter().find(|(count, _)| *count == k).map_or(0.0, |(_, p)| *p)
}

/// The central range of a listed law: each side leaves out at most (1−level)/2.
fn listed_range(rows: &[(u64, f64)], level: f64) -> (u64, u64) {
    let tail = (1.0 - level) / 2.0;
    let (enough, little) = (tail * (1.0 - SLACK), tail * (1.0 + SLACK));
    let (mut below, mut above) = (0.0, 0.0);
    let mut up_to = |row: &&(u64, f64)| {
        below += row.1;
        below >= enough
    };
    let mut from = |row: &&(u64, f64)| {
        above += row.1;
        above > little
    };
    let low = rows.iter().find(&mut up_to).or(rows.last());
    let high = rows.iter().rev().find(&mut from).or(rows.first());
    (low.map_or(0, |row| row.0), high.map_or(0, |row| row.0))
}
