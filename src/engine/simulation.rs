//! A run, in slices short enough for a worker to breathe between them.

use super::facts::Answers;
use super::plan::Plan;
use super::tally::{Imbalance, Tally};
use super::tasks::{Source, Supply, plain_key};
use super::walk::{Observer, Start, Walker};

/// One run of one seed, begun and not yet finished.
#[derive(Debug)]
pub struct Simulation<'p> {
    plan: &'p Plan,
    supply: &'p Supply,
    walker: Walker<'p>,
    /// The source and the task there that come next.
    source: usize,
    next: u64,
    /// What a task answers that comes without metadata.
    plain: Vec<u64>,
}

impl<'p> Simulation<'p> {
    /// A run about to start. `supply` has a source for each Dataset stage, in file order.
    #[must_use]
    pub fn new(plan: &'p Plan, supply: &'p Supply, seed: u64, run: u64) -> Self {
        let walker = Walker::new(plan, seed, run);
        Self { plan, supply, walker, source: 0, next: 0, plain: plan.facts.plain() }
    }

    /// Walks up to `most` more tasks; how many it walked. Fewer than asked means that the run is over.
    pub fn step(&mut self, most: u64, observer: &mut impl Observer) -> u64 {
        let supply = self.supply;
        let mut walked = 0;
        while let Some(source) = supply.sources.get(self.source) {
            let end = source.len().min(self.next.saturating_add(most - walked));
            self.walk(source, end, observer);
            walked += end - self.next;
            self.next = end;
            if self.next < source.len() {
                break;
            }
            self.source += 1;
            self.next = 0;
        }
        walked
    }

    fn walk(&mut self, source: &Source, end: u64, observer: &mut impl Observer) {
        let position = self.source;
        match source {
            Source::Plain(_) => {
                let stage = self.plan.datasets.get(position).copied().unwrap_or(0);
                let dataset = self.plan.stages.get(stage).map_or(0, |step| step.word);
                for number in self.next..end {
                    let answers = Answers(&self.plain);
                    let key = plain_key(dataset, number);
                    let start = Start { number: self.walker.tally.tasks, key, source: position, answers };
                    self.walker.walk(start, observer);
                }
            }
            Source::Listed(tasks) => {
                let words = self.plan.facts.words();
                let range = usize::try_from(self.next).unwrap_or(0)..usize::try_from(end).unwrap_or(0);
                for task in tasks.get(range).unwrap_or_default() {
                    let row = task.facts as usize * words;
                    let answers = Answers(self.supply.facts.get(row..row + words).unwrap_or(&self.plain));
                    let start =
                        Start { number: self.walker.tally.tasks, key: task.key, source: position, answers };
                    self.walker.walk(start, observer);
                }
            }
        }
    }

    /// Whether every task has been walked.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.source >= self.supply.sources.len()
    }

    /// The counts so far.
    #[must_use]
    pub const fn tally(&self) -> &Tally {
        &self.walker.tally
    }

    /// The counts of the run, after checking that no task was lost.
    ///
    /// # Errors
    /// [`Imbalance`] if one was: a mistake in this program.
    pub fn finish(self) -> Result<Tally, Imbalance> {
        self.walker.tally.check(self.plan)?;
        Ok(self.walker.tally)
    }
}
