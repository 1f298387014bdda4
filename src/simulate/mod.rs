//! One question from start to answer: a checked workflow, manifests, a seed → a report.
//!
//! In: giving each Dataset stage its tasks, doing all runs in slices, judging the counts, and
//! the report's shape. Out: the walk itself ([`crate::engine`]), the statistics
//! ([`crate::stats`]), reading files ([`crate::manifest`], [`crate::workflow`]).
//!
//! The command line and the browser's worker both go through here, so they cannot disagree.

mod gather;
mod judge;
mod laws;
mod report;
mod sentence;
mod supply;

pub use gather::Gathered;
pub use judge::{JudgeReport, judge_counts};
pub use report::{
    Distribution, Ended, Judged, OutputJudgement, OutputReport, RunReport, SplitReport, StageReport, Stopped,
    Summary, Waiting,
};
pub use supply::{Feed, supply};

use crate::engine::{Imbalance, Observer, Plan, Simulation, Source, Supply};
use crate::workflow::{Checked, Stage};

/// The largest seed: JavaScript and JSON hold whole numbers exactly up to here.
pub const MOST_SEED: u64 = (1 << 53) - 1;

/// Everything that a result depends on.
#[derive(Debug)]
pub struct Study {
    checked: Checked,
    plan: Plan,
    supply: Supply,
    seed: u64,
    runs: u64,
}

impl Study {
    /// A study of a workflow with these tasks. At least one run is done.
    #[must_use]
    pub fn new(checked: Checked, feeds: &[Feed<'_>], seed: u64, runs: u64) -> Self {
        let plan = Plan::new(&checked);
        let supply = supply(checked.workflow(), &plan, feeds);
        Self { checked, plan, supply, seed, runs: runs.max(1) }
    }

    /// The workflow, laid out.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The stage at a position.
    #[must_use]
    pub fn stage(&self, position: usize) -> Option<&Stage> {
        self.checked.workflow().stages.get(position)
    }

    /// The Dataset stages' ids in file order, each with its number of tasks.
    pub fn datasets(&self) -> impl Iterator<Item = (&str, u64)> {
        let ids = self.checked.workflow().datasets().map(|(stage, _)| stage.id.as_str());
        ids.zip(self.supply.sources.iter().map(Source::len))
    }

    /// How many tasks each run has.
    #[must_use]
    pub fn tasks(&self) -> u64 {
        self.supply.len()
    }

    /// How many runs there are.
    #[must_use]
    pub const fn runs(&self) -> u64 {
        self.runs
    }

    /// Begins the first run.
    #[must_use]
    pub fn begin(&self) -> Progress<'_> {
        Progress { study: self, run: 0, simulation: self.simulation(0), gathered: Gathered::new(self) }
    }

    fn simulation(&self, run: u64) -> Simulation<'_> {
        Simulation::new(&self.plan, &self.supply, self.seed, run)
    }

    /// Does all runs at once and reports.
    ///
    /// # Errors
    /// [`Imbalance`] if a run lost a task: a mistake in this program.
    pub fn report(&self, observer: &mut impl Observer) -> Result<RunReport, Imbalance> {
        let mut progress = self.begin();
        while !progress.step(u64::MAX, observer)? {}
        Ok(progress.report())
    }
}

/// A study under way.
#[derive(Debug)]
pub struct Progress<'s> {
    study: &'s Study,
    run: u64,
    simulation: Simulation<'s>,
    gathered: Gathered,
}

impl<'s> Progress<'s> {
    /// Walks up to `most` more tasks, of one run or of several; whether all runs are done.
    ///
    /// # Errors
    /// [`Imbalance`] if a run lost a task: a mistake in this program.
    pub fn step(&mut self, most: u64, observer: &mut impl Observer) -> Result<bool, Imbalance> {
        let mut left = most;
        while self.run < self.study.runs {
            left -= self.simulation.step(left, observer);
            if !self.simulation.is_over() {
                return Ok(false);
            }
            self.run += 1;
            let next = self.study.simulation(self.run);
            let done = std::mem::replace(&mut self.simulation, next).finish()?;
            self.gathered.add(self.study, &done.tally);
        }
        Ok(true)
    }

    /// Tasks walked so far, over all runs.
    #[must_use]
    pub fn walked(&self) -> u64 {
        self.run * self.study.tasks() + self.simulation.started()
    }

    /// What the runs done so far came to.
    #[must_use]
    pub fn report(&self) -> RunReport {
        judge::report(self.study, &self.gathered)
    }
}
