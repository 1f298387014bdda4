//! Which runs of a study are done, and who does the others. Plain counting: it knows no browser.

use std::ops::Range;

/// The worker that has the question, among those that share in its runs.
pub const OWNER: u64 = 0;

/// The fewest tasks of a part: so many take ten milliseconds or more, about as long as it takes to
/// hand in a part and be given another.
const LEAST: u64 = 1 << 18;

/// Into how many parts for each worker the runs that are left are cut: the last ones are small, so
/// that all are ready at nearly the same time.
const CUTS: u64 = 4;

/// The runs of a study in parts. However they are given out, taken back and done by more than one,
/// each run counts once.
#[derive(Debug)]
pub struct Parts {
    /// Runs that nobody was given so far.
    fresh: Range<u64>,
    /// Parts of those who were lost.
    left: Vec<Range<u64>>,
    /// Who was given what, in order.
    given: Vec<Given>,
    /// Tasks of each run.
    tasks: u64,
    workers: u64,
    /// Tasks of the parts that are done.
    walked: u64,
}

#[derive(Debug)]
struct Given {
    who: u64,
    runs: Range<u64>,
    /// Tasks walked so far.
    walked: u64,
}

impl Parts {
    /// All runs, of so many tasks each, for so many workers.
    #[must_use]
    pub const fn new(runs: u64, tasks: u64, workers: u64) -> Self {
        Self { fresh: 0..runs, left: Vec::new(), given: Vec::new(), tasks, workers, walked: 0 }
    }

    /// Gives a worker a part; `None` where no run is without a worker.
    pub fn take(&mut self, who: u64) -> Option<Range<u64>> {
        let runs = self.left.pop().or_else(|| self.cut())?;
        self.given.push(Given { who, runs: runs.clone(), walked: 0 });
        Some(runs)
    }

    fn cut(&mut self) -> Option<Range<u64>> {
        let left = self.fresh.end - self.fresh.start;
        let cuts = if self.workers > 1 { self.workers * CUTS } else { 1 };
        let runs = left.div_ceil(cuts).max(LEAST.div_ceil(self.tasks.max(1))).min(left);
        let start = self.fresh.start;
        self.fresh.start += runs;
        (runs > 0).then_some(start..start + runs)
    }

    /// Gives a worker a part to begin after the one it has, so that it does not wait for the
    /// owner to listen; `None` where others might then be left with nothing.
    pub fn take_ahead(&mut self, who: u64) -> Option<Range<u64>> {
        let plenty = self.fresh.end - self.fresh.start >= self.workers;
        if plenty && self.held(who) < 2 { self.take(who) } else { None }
    }

    /// The part that was given out last of those that are not done, for a worker that would have
    /// nothing to do but wait: who has it may be slow, or gone without a word.
    #[must_use]
    pub fn again(&self) -> Option<Range<u64>> {
        self.given.last().map(|given| given.runs.clone())
    }

    /// How many parts a worker has.
    #[must_use]
    pub fn held(&self, who: u64) -> usize {
        self.given.iter().filter(|given| given.who == who).count()
    }

    /// The part with this first run; `None` where it has been done or never was.
    #[must_use]
    pub fn open(&self, from: u64) -> Option<Range<u64>> {
        let mut open = self.left.iter().chain(self.given.iter().map(|given| &given.runs));
        open.find(|runs| runs.start == from).cloned()
    }

    /// Marks the part with this first run as done, by whomever.
    pub fn done(&mut self, from: u64) {
        if let Some(runs) = self.open(from) {
            self.walked += (runs.end - runs.start) * self.tasks;
        }
        self.left.retain(|runs| runs.start != from);
        self.given.retain(|given| given.runs.start != from);
    }

    /// Takes everything back from a worker that is lost.
    pub fn lost(&mut self, who: u64) {
        for given in self.given.iter().filter(|given| given.who == who) {
            self.left.push(given.runs.clone());
        }
        self.given.retain(|given| given.who != who);
    }

    /// How many tasks a worker has walked of the part with this first run; of no matter where it
    /// has not got it, or not any more.
    pub fn progress(&mut self, who: u64, from: u64, walked: u64) {
        let mut given = self.given.iter_mut();
        if let Some(given) = given.find(|given| given.who == who && given.runs.start == from) {
            given.walked = walked;
        }
    }

    /// Tasks walked so far by all.
    #[must_use]
    pub fn walked(&self) -> u64 {
        self.walked + self.given.iter().map(|given| given.walked).sum::<u64>()
    }

    /// Whether all runs are done.
    #[must_use]
    pub fn are_over(&self) -> bool {
        self.fresh.is_empty() && self.left.is_empty() && self.given.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    /// Something that happens among workers.
    #[derive(Debug, Clone)]
    enum Turn {
        Take(u64),
        Ahead(u64),
        Again,
        Done(prop::sample::Index),
        Lost(u64),
    }

    fn turns() -> impl Strategy<Value = Turn> {
        let who = || 0u64..4;
        prop_oneof![
            3 => who().prop_map(Turn::Take),
            1 => who().prop_map(Turn::Ahead),
            1 => Just(Turn::Again),
            3 => any::<prop::sample::Index>().prop_map(Turn::Done),
            1 => who().prop_map(Turn::Lost),
        ]
    }

    /// How often each run was counted, where a part counts when it is done while it is open.
    #[derive(Default)]
    struct Counted(BTreeMap<u64, u32>);

    impl Counted {
        fn done(&mut self, parts: &mut Parts, runs: &Range<u64>) {
            if parts.open(runs.start).is_some() {
                parts.done(runs.start);
                runs.clone().for_each(|run| *self.0.entry(run).or_default() += 1);
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_run_counts_once_whoever_is_lost_or_slow(
            runs in 0u64..200, tasks in prop_oneof![Just(0), 1_000u64..5_000_000], workers in 1u64..9,
            turns in prop::collection::vec(turns(), 0..60),
        ) {
            let mut parts = Parts::new(runs, tasks, workers);
            let (mut counted, mut known) = (Counted::default(), Vec::new());
            for turn in turns {
                match turn {
                    Turn::Take(who) => known.extend(parts.take(who)),
                    Turn::Ahead(who) => known.extend(parts.take_ahead(who)),
                    Turn::Again => known.extend(parts.again()),
                    // Also of what was done before, or is of someone who was lost.
                    Turn::Done(which) if !known.is_empty() => {
                        let part = known[which.index(known.len())].clone();
                        counted.done(&mut parts, &part);
                    }
                    Turn::Done(_) => {}
                    Turn::Lost(who) => parts.lost(who),
                }
                prop_assert!(parts.walked() <= runs * tasks);
            }
            // All others go without a word: the owner does the rest by itself.
            while let Some(part) = parts.take(OWNER).or_else(|| parts.again()) {
                counted.done(&mut parts, &part);
            }
            prop_assert!(parts.are_over());
            prop_assert_eq!(parts.walked(), runs * tasks);
            prop_assert_eq!(counted.0, (0..runs).map(|run| (run, 1)).collect::<BTreeMap<_, _>>());
        }
    }

    #[test]
    fn one_alone_does_all_in_one_part() {
        let mut parts = Parts::new(1_000, 1_000_000, 1);
        assert_eq!(parts.take(OWNER), Some(0..1_000));
        assert_eq!(parts.take(OWNER), None);
    }

    #[test]
    fn few_runs_are_one_for_each_and_none_is_given_ahead() {
        let mut parts = Parts::new(3, 10_000_000, 3);
        assert_eq!([parts.take(1), parts.take(2)], [Some(0..1), Some(1..2)]);
        assert_eq!([parts.take_ahead(1), parts.take_ahead(2)], [None, None]);
        assert_eq!(parts.take(OWNER), Some(2..3));
    }

    #[test]
    fn parts_shrink_but_are_worth_asking_for() {
        let mut parts = Parts::new(100_000, 1_000, 2);
        let sizes: Vec<u64> =
            std::iter::from_fn(|| parts.take(1)).map(|runs| runs.end - runs.start).collect();
        assert_eq!(sizes[0], 12_500);
        assert!(sizes.is_sorted_by(|a, b| a >= b), "{sizes:?}");
        let (_, all_but_last) = sizes.split_last().unwrap();
        assert!(all_but_last.iter().all(|runs| runs * 1_000 >= LEAST), "{sizes:?}");
    }

    #[test]
    fn walked_tasks_are_those_of_parts_done_and_of_parts_begun() {
        let mut parts = Parts::new(8, 1_000_000, 2);
        let [one, two] = [parts.take(1), parts.take(OWNER)].map(Option::unwrap);
        parts.progress(1, 0, 400_000);
        parts.progress(OWNER, 1, 100_000);
        // Of a part that is another's.
        parts.progress(OWNER, 0, 800_000);
        assert_eq!((one.clone(), two, parts.walked()), (0..1, 1..2, 500_000));
        parts.done(one.start);
        assert_eq!(parts.walked(), 1_100_000);
        parts.lost(OWNER);
        assert_eq!(parts.walked(), 1_000_000);
    }
}
