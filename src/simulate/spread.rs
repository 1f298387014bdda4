//! How the count of one output lies over runs that are added one after another, and the exact law
//! of it: for whoever watches them come.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::report::Judged;
use super::{Gathered, Study};
use crate::stats::CountLaw;

/// The most probabilities that are worked out for one law. A law over more counts than that would
/// keep whoever watches waiting.
const MOST: u64 = 100_000;

/// The part of a law that is listed; the rest is left out at both ends alike.
const LISTED: f64 = 0.999_999;

/// One output over some runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// How many runs.
    pub runs: u64,
    /// The counts of the runs, rising and each with how many runs had it. Where there is a law they
    /// are of the visits that are judged.
    pub counts: Vec<(u64, u64)>,
    /// The share asked for, where the output has a law.
    pub intended: Option<f64>,
    /// The visits of the first run that could have taken the output, and those that did.
    pub first: Option<Judged>,
    /// The least and the greatest number of visits that could have taken it in any run.
    pub visits: [u64; 2],
    /// Whether first visits alone are counted.
    pub first_visits_only: bool,
    /// Whether all runs decide the same for the same task, so that they say no more than one.
    pub once: bool,
    /// The counts that chance alone gives the first run's number of visits in the central 95 % of
    /// runs.
    pub range95: Option<[u64; 2]>,
    /// The same for 99.9 %.
    pub range999: Option<[u64; 2]>,
    /// How many runs lie inside the 95 % range for their own number of visits.
    pub inside95: Option<u64>,
    /// The law of the count, where it is known and can be listed.
    pub law: Option<ListedLaw>,
}

/// A law as a list of probabilities. Where runs differ in how many visits could have taken the
/// output, it is the mean of the laws for each run's own number.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ListedLaw {
    /// The first count.
    pub first: u64,
    /// Its probability, and those of the counts after it.
    pub p: Vec<f64>,
}

impl Study {
    /// How the count of an output lies over the runs gathered; `None` where the workflow has no such
    /// output.
    #[must_use]
    pub fn spread(&self, gathered: &Gathered, stage: &str, output: &str) -> Option<Spread> {
        let (position, output) = self.output(stage, output)?;
        let flat = self.plan.outputs(position).start + output;
        let laws = self.laws.get(position)?;
        let Some(law) = laws.outputs.get(output)?.as_ref() else {
            return Some(self.without_law(gathered, position, output));
        };
        let judged = gathered.judged.get(flat)?;
        let (mut counts, mut visits) = (BTreeMap::new(), BTreeMap::new());
        for ((n, k), runs) in judged {
            *counts.entry(*k).or_default() += runs;
            *visits.entry(*n).or_default() += runs;
        }
        let first = gathered.first.as_ref().and_then(|tally| {
            let (_, n, k) = super::gather::judged(self, laws, tally, position, output)?;
            Some(Judged { n, k })
        });
        let range =
            |level: f64| first.map(|first| law.count.given(law.share, first.n).central_range(level).into());
        Some(Spread {
            runs: gathered.runs,
            counts: counts.into_iter().collect(),
            intended: Some(law.share),
            first,
            visits: ends(visits.keys()),
            first_visits_only: law.first_only,
            once: law.once,
            range95: range(0.95),
            range999: range(0.999),
            inside95: Some(inside(judged, |n| law.count.given(law.share, n))),
            law: (!law.once).then(|| listed(&visits, |n| law.count.given(law.share, n))).flatten(),
        })
    }

    /// Where the outputs of a stage are in the counts of [`Gathered::left`].
    #[must_use]
    pub fn outputs_of(&self, stage: &str) -> Option<Range<usize>> {
        Some(self.plan.outputs(self.position(stage)?))
    }

    fn position(&self, stage: &str) -> Option<usize> {
        self.checked.workflow().stages.iter().position(|known| known.id == stage)
    }

    fn output(&self, stage: &str, output: &str) -> Option<(usize, usize)> {
        let position = self.position(stage)?;
        let outputs = self.stage(position)?.outputs();
        Some((position, outputs.iter().position(|known| known.name == output)?))
    }

    fn without_law(&self, gathered: &Gathered, position: usize, output: usize) -> Spread {
        let flat = self.plan.outputs(position);
        let of = |tally: &crate::engine::Tally| {
            let left = tally.left.get(flat.clone()).unwrap_or_default();
            Judged { n: left.iter().sum(), k: left.get(output).copied().unwrap_or_default() }
        };
        let counts = gathered.counts.get(flat.start + output).into_iter().flatten();
        let first = gathered.first.as_ref().map(of);
        Spread {
            runs: gathered.runs,
            counts: counts.map(|(count, runs)| (*count, *runs)).collect(),
            intended: None,
            first,
            visits: [first.map_or(0, |first| first.n); 2],
            first_visits_only: false,
            once: false,
            range95: None,
            range999: None,
            inside95: None,
            law: None,
        }
    }
}

impl Gathered {
    /// Visits by output, of all runs together: of one run, those of that run.
    #[must_use]
    pub fn left(&self) -> &[u64] {
        &self.total.left
    }

    /// How many runs.
    #[must_use]
    pub const fn runs(&self) -> u64 {
        self.runs
    }
}

fn ends<'a>(rising: impl DoubleEndedIterator<Item = &'a u64>) -> [u64; 2] {
    let mut rising = rising.copied();
    let first = rising.next().unwrap_or_default();
    [first, rising.next_back().unwrap_or(first)]
}

/// How many runs lie inside the 95 % range for their own number of visits.
fn inside(judged: &BTreeMap<(u64, u64), u64>, law: impl Fn(u64) -> CountLaw) -> u64 {
    let mut known = (None, (0, 0));
    let mut inside = 0;
    for ((n, k), runs) in judged {
        if known.0 != Some(*n) {
            known = (Some(*n), law(*n).central_range(0.95));
        }
        let (low, high) = known.1;
        inside += if (low..=high).contains(k) { *runs } else { 0 };
    }
    inside
}

/// The mean of the laws for each number of visits, weighted by how many runs had it; `None` where
/// one of them has no closed form, or together they are too long.
fn listed(visits: &BTreeMap<u64, u64>, law: impl Fn(u64) -> CountLaw) -> Option<ListedLaw> {
    let all: u64 = visits.values().sum();
    let laws: Vec<_> = visits.iter().map(|(n, runs)| (law(*n), *runs as f64 / all as f64)).collect();
    let ranges = || laws.iter().map(|(law, _)| law.central_range(LISTED));
    let work = ranges().fold(0_u64, |sum, (low, high)| sum.saturating_add(high - low + 1));
    let (low, high) = ranges().reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
    if work > MOST || high - low >= MOST {
        return None;
    }
    let mut p = vec![0.0; usize::try_from(high - low + 1).ok()?];
    for (law, weight) in &laws {
        let (from, to) = law.central_range(LISTED);
        for count in from..=to {
            let place = usize::try_from(count - low).ok()?;
            *p.get_mut(place)? += weight * law.pmf(count)?;
        }
    }
    Some(ListedLaw { first: low, p })
}
