//! A run, in slices short enough for a worker to breathe between them.

use std::ops::Range;

use super::Key;
use super::block::BLOCK;
use super::carried::Start;
use super::explain::Explanation;
use super::facts::Answers;
use super::plan::Plan;
use super::queue::Starts;
use super::routes::Routes;
use super::tally::{Imbalance, Tally};
use super::tasks::{Source, Supply, plain_base};
use super::walk::{Observer, Walker};

/// Tasks of a workflow with more outputs than this walk one by one.
const MOST_OUTPUTS: usize = 60_000;

/// One run of one seed, begun and not yet finished.
#[derive(Debug)]
pub struct Simulation<'p> {
    list: List<'p>,
    walker: Walker<'p>,
    /// The source and the task there that come next.
    source: usize,
    next: u64,
}

/// What a run has counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// By stage and output.
    pub tally: Tally,
    /// By route.
    pub routes: Routes,
}

/// All tasks by their numbers.
#[derive(Debug)]
struct List<'p> {
    plan: &'p Plan,
    supply: &'p Supply,
    /// For each source what the keys of plain tasks begin with, and its first task's number.
    sources: Vec<(Key, u64)>,
}

impl<'p> List<'p> {
    fn new(plan: &'p Plan, supply: &'p Supply) -> Self {
        let mut sources = Vec::new();
        let mut first = 0;
        for (source, stage) in supply.sources.iter().zip(&plan.datasets) {
            sources.push((plain_base(plan.stages[*stage].word), first));
            first += source.len();
        }
        Self { plan, supply, sources }
    }

    /// The keys of some tasks of a source.
    #[inline(always)]
    fn keys(&self, source: usize, places: Range<u64>) -> impl Iterator<Item = u64> {
        places.map(move |place| self.task(source, place).key)
    }

    /// The task at a place of a source.
    #[inline(always)]
    fn task(&self, source: usize, place: u64) -> Start<'p> {
        let (base, first) = self.sources[source];
        let number = first + place;
        let plain = Answers(&self.plan.plain);
        match &self.supply.sources[source] {
            Source::Plain(_) => Start { number, key: base.with(place).word(), source, answers: plain },
            Source::Listed(tasks) => {
                let words = self.plan.facts.words();
                let task = usize::try_from(place).ok().and_then(|place| tasks.get(place));
                let row = task.map_or(0, |task| task.facts as usize * words);
                let answers = self.supply.facts.get(row..row + words).map_or(plain, Answers);
                Start { number, key: task.map_or(0, |task| task.key), source, answers }
            }
        }
    }
}

impl<'p> Starts<'p> for List<'p> {
    fn start(&self, number: u64) -> Start<'p> {
        let source = self.sources.partition_point(|(_, first)| *first <= number).saturating_sub(1);
        self.task(source, number - self.sources[source].1)
    }
}

impl<'p> Simulation<'p> {
    /// A run about to start. `supply` has a source for each Dataset stage, in file order.
    #[must_use]
    pub fn new(plan: &'p Plan, supply: &'p Supply, seed: u64, run: u64) -> Self {
        Self { list: List::new(plan, supply), walker: Walker::new(plan, seed, run), source: 0, next: 0 }
    }

    /// Walks up to `most` more tasks, from their start or on from a stage where they gathered;
    /// how many it walked. Fewer than asked means that the run is over.
    pub fn step(&mut self, most: u64, observer: &mut impl Observer) -> u64 {
        let mut walked = 0;
        while let Some(source) = self.list.supply.sources.get(self.source) {
            let end = source.len().min(self.next.saturating_add(most - walked));
            self.walk(end, observer);
            walked += end - self.next;
            self.next = end;
            if self.next < source.len() {
                return walked;
            }
            self.source += 1;
            self.next = 0;
        }
        walked + self.walker.work_off(&self.list, most - walked, observer)
    }

    /// Walks the tasks of the present source up to `end`: together where nobody minds the order.
    #[inline(never)]
    fn walk<O: Observer>(&mut self, end: u64, observer: &mut O) {
        let plan = self.walker.plan;
        let (list, source) = (&self.list, self.source);
        if plan.is_ordered()
            || O::VISITS
            || O::EXPLAINS
            || O::DECISIONS
            || plan.first_output.last().is_some_and(|outputs| *outputs > MOST_OUTPUTS)
        {
            for place in self.next..end {
                self.walker.begin(list.task(source, place), observer);
            }
            return;
        }
        let mut first = self.next;
        while first < end {
            let last = end.min(first + BLOCK);
            let task = |place: usize| list.task(source, first + place as u64);
            let plain = matches!(list.supply.sources[source], Source::Plain(_));
            self.walker.walk_block(source, list.keys(source, first..last), plain, task, observer);
            first = last;
        }
    }

    /// Whether every task has come to rest.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.source >= self.list.supply.sources.len() && self.walker.queues.are_empty()
    }

    /// How many tasks have started.
    #[must_use]
    pub const fn started(&self) -> u64 {
        self.walker.tasks
    }

    /// The counts of the run, after checking that no task was lost.
    ///
    /// # Errors
    /// [`Imbalance`] if one was: a mistake in this program.
    pub fn finish(self) -> Result<Counts, Imbalance> {
        let tally = self.walker.tally();
        tally.check(self.walker.plan)?;
        Ok(Counts { tally, routes: self.walker.routes() })
    }
}

/// Why a task of a run went the way it did; `None` where there is no task of that number. Where
/// no stage minds the order, the task is walked alone; else all are.
#[must_use]
pub fn explain(plan: &Plan, supply: &Supply, seed: u64, run: u64, task: u64) -> Option<Explanation> {
    if task >= supply.len() {
        return None;
    }
    let mut simulation = Simulation::new(plan, supply, seed, run);
    simulation.walker.watched = Some(task);
    let mut asker = Asker { task, answer: None };
    if plan.is_ordered() {
        simulation.step(u64::MAX, &mut asker);
    } else {
        simulation.walker.begin(simulation.list.start(task), &mut asker);
    }
    asker.answer
}

struct Asker {
    task: u64,
    answer: Option<Explanation>,
}

impl Observer for Asker {
    const VISITS: bool = false;
    const RESTS: bool = false;
    const EXPLAINS: bool = true;

    fn asks(&self, task: u64) -> bool {
        task == self.task
    }

    fn explained(&mut self, explanation: Explanation) {
        self.answer = Some(explanation);
    }
}
