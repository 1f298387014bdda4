//! Two studies of the same tasks with the same draws, beside each other.
//!
//! A draw depends on the seed, the run, the stage's id, the task and the visit, so a stage that
//! both workflows have draws the same for the same task in both. What differs then comes from what
//! was changed; runs are compared pair by pair, which leaves the chance that they share out of it.

mod items;
mod moved;
mod paired;
mod report;

pub use report::{Change, CompareReport, Moved, MovedFlow, MovedPlace, OutputChange, Paired, PlaceChange};

use super::Study;
use crate::engine::{Imbalance, Simulation, Tally};
use crate::stats::count_text;
use items::Items;
use moved::WayOfEach;

/// The most runs that are compared.
pub const MOST_COMPARED: u64 = 10_000;

/// Two studies that are being compared.
#[derive(Debug)]
pub struct Comparison<'s> {
    studies: [&'s Study; 2],
    runs: u64,
    run: u64,
    /// Which of the two is under way, and what the first of the pair counted.
    side: usize,
    simulation: Simulation<'s>,
    first: Option<Tally>,
    items: Items,
    /// The way of each task of the first runs.
    ways: [WayOfEach; 2],
}

impl<'s> Comparison<'s> {
    /// A comparison about to start, over as many runs as both have, up to [`MOST_COMPARED`];
    /// `None` for studies with different seeds, whose draws have nothing in common.
    #[must_use]
    pub fn new(first: &'s Study, second: &'s Study) -> Option<Self> {
        let studies = [first, second];
        (first.seed == second.seed).then(|| Self {
            studies,
            runs: first.runs.min(second.runs).min(MOST_COMPARED),
            run: 0,
            side: 0,
            simulation: first.simulation(0),
            first: None,
            items: Items::new(studies),
            ways: studies.map(|study| WayOfEach::new(study.tasks())),
        })
    }

    /// Walks up to `most` more tasks, of one run or of several; whether all runs are done.
    ///
    /// # Errors
    /// [`Imbalance`] if a run lost a task: a mistake in this program.
    pub fn step(&mut self, most: u64) -> Result<bool, Imbalance> {
        let mut left = most;
        while self.run < self.runs {
            left -= match self.run {
                0 => self.simulation.step(left, &mut self.ways[self.side]),
                _ => self.simulation.step(left, &mut ()),
            };
            if !self.simulation.is_over() {
                return Ok(false);
            }
            self.next()?;
        }
        Ok(true)
    }

    /// Keeps what a run counted, and begins the next.
    fn next(&mut self) -> Result<(), Imbalance> {
        self.side = 1 - self.side;
        let next_run = self.run + u64::from(self.side == 0);
        let next = self.studies[self.side].simulation(next_run);
        let tally = std::mem::replace(&mut self.simulation, next).finish()?.tally;
        match self.first.take() {
            None => self.first = Some(tally),
            Some(first) => self.items.add([&first, &tally]),
        }
        self.run = next_run;
        Ok(())
    }

    /// Tasks walked so far, over all runs of both.
    #[must_use]
    pub fn walked(&self) -> u64 {
        let [first, second] = self.studies.map(Study::tasks);
        let before = if self.side == 0 { 0 } else { first };
        let now = if self.run < self.runs { self.simulation.started() } else { 0 };
        self.run * (first + second) + before + now
    }

    /// What it comes to, after walking whatever is left.
    ///
    /// # Errors
    /// [`Imbalance`] if a run lost a task: a mistake in this program.
    pub fn report(mut self) -> Result<CompareReport, Imbalance> {
        while !self.step(super::SLICE)? {}
        let moved = moved::moved(self.studies, self.ways);
        let (outputs, places, wrong) = self.items.changes(self.studies);
        Ok(CompareReport {
            workflows: self.studies.map(|study| study.workflow().name.clone()),
            seed: self.studies[0].seed,
            tasks: self.studies.map(Study::tasks),
            runs: self.runs,
            outputs,
            places,
            wrong,
            sentence: sentence(&moved, self.studies.map(Study::tasks)),
            moved,
        })
    }
}

fn sentence(moved: &Moved, tasks: [u64; 2]) -> String {
    let others = [tasks[0] - moved.both, tasks[1] - moved.both];
    let alone = match others {
        [0, 0] => String::new(),
        [first, second] => format!(
            " Only the first has {} tasks, and only the second {}.",
            count_text(first),
            count_text(second)
        ),
    };
    let (way, place) = (count_text(moved.another_way), count_text(moved.another_place));
    let said = match (moved.both, moved.another_way, moved.another_place) {
        (0, ..) => "They have no task in common.".to_owned(),
        (both, 0, _) => format!("All {} tasks went the same way in both.", count_text(both)),
        (both, _, 0) => {
            format!(
                "{way} of {} tasks went another way; all came to rest in the same place.",
                count_text(both)
            )
        }
        (both, ..) => {
            format!(
                "{way} of {} tasks went another way, and {place} came to rest elsewhere.",
                count_text(both)
            )
        }
    };
    format!("{said}{alone}")
}
