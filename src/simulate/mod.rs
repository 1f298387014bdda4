//! One question from start to answer: a checked workflow, manifests, a seed → a report.
//!
//! In: giving each Dataset stage its tasks, doing all runs in slices, judging the counts, the
//! report's shape; what more there is to see of the first run (every task, how counts ran over
//! tasks, splits across annotators, batches and datasets); two studies beside each other; judging
//! counts that somebody typed, pasted or linked ([`plausible`]). Out: the walk itself
//! ([`crate::engine`]), the statistics ([`crate::stats`]), reading files
//! ([`crate::manifest`], [`crate::workflow`]).
//!
//! The command line and the browser's worker both go through here, so they cannot disagree.

mod across;
mod asked;
mod batches;
mod because;
mod compare;
mod counts;
mod ends;
mod explanation;
mod gather;
mod judge;
mod laws;
mod over;
mod packed;
mod pass;
pub mod plausible;
mod report;
mod routes;
mod sentence;
mod shared;
mod splits;
mod spread;
mod starts;
mod supply;
mod tasks;
mod units;

pub use across::{
    AcrossReport, AcrossView, Centre, Differs, Funnel, FunnelGroup, FunnelLimit, Grouping, ReviewedWork,
};
pub use asked::missing_keys;
pub use compare::{
    Change, CompareReport, Comparison, MOST_COMPARED, Moved, MovedFlow, MovedPlace, OutputChange, Paired,
    PlaceChange,
};
pub use ends::Ends;
pub use explanation::{Answer, Reason, Saw, TaskExplanation, Tried, Turn, VisitExplanation};
pub use gather::Gathered;
pub use judge::{JudgeReport, judge_counts};
pub use over::{Counting, OutputOver, OverPoint, OverTasks, StageOver, TrailOf};
pub use pass::Pass;
pub use report::{
    Delivered, Distribution, Ended, Judged, Note, OutputJudgement, OutputReport, RouteReport, RouteStep,
    RunReport, SplitReport, StageReport, Stopped, Summary, Waiting,
};
pub use spread::{ListedLaw, Spread};
pub use starts::{Listing, Starts};
pub use supply::{Feed, Shared, supply};
pub use tasks::{
    BatchTasks, Belongs, Recorder, Selection, TaskFacets, TaskFilter, TaskPage, TaskPlace, TaskRow, TaskWay,
    Tasks, TookOutput,
};
pub use units::Units;

use std::ops::Range;

use laws::StageLaws;

use crate::engine::{Explanation, Imbalance, Observer, Plan, Simulation, Source, Supply};
use crate::workflow::{Checked, Stage, Workflow};

/// The largest seed: JavaScript and JSON hold whole numbers exactly up to here.
pub const MOST_SEED: u64 = (1 << 53) - 1;

/// How many tasks are walked at a time where nobody asks for less. A browser can only put the fast
/// version of a function in the place of the first one between two calls.
pub const SLICE: u64 = 1 << 16;

/// Everything that a result depends on.
#[derive(Debug)]
pub struct Study {
    checked: Checked,
    plan: Plan,
    /// The laws of each stage's outputs.
    laws: Vec<StageLaws>,
    supply: Supply,
    /// What was made of units that are in several datasets.
    shared: Shared,
    seed: u64,
    runs: u64,
}

impl Study {
    /// A study of a workflow with these tasks. At least one run is done.
    #[must_use]
    pub fn new(checked: Checked, feeds: &[Feed<'_>], seed: u64, runs: u64) -> Self {
        let plan = Plan::new(&checked);
        let laws = (0..plan.stages()).map(|i| StageLaws::new(checked.workflow(), &plan, i)).collect();
        let (supply, shared) = supply(checked.workflow(), &plan, feeds);
        Self { checked, plan, laws, supply, shared, seed, runs: runs.max(1) }
    }

    /// The workflow, laid out.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The workflow, as it was checked.
    #[must_use]
    pub const fn workflow(&self) -> &Workflow {
        self.checked.workflow()
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

    /// Where a task comes from: the position of its Dataset stage, and that of its data unit among
    /// those fed to the stage (or its number among the plain tasks).
    #[must_use]
    pub fn origin(&self, task: u64) -> Option<(usize, u64)> {
        let mut place = task;
        for (dataset, source) in self.supply.sources.iter().enumerate() {
            if place < source.len() {
                return Some((dataset, self.shared.unit(dataset, place)));
            }
            place -= source.len();
        }
        None
    }

    /// Why a task of the first run went the way it did; `None` where there is no task of that
    /// number, counted from 0.
    #[must_use]
    pub fn explain(&self, task: u64) -> Option<Explanation> {
        crate::engine::explain(&self.plan, &self.supply, self.seed, 0, task)
    }

    /// Begins the first of all runs.
    #[must_use]
    pub fn begin(&self) -> Progress<'_> {
        self.begin_part(0..self.runs)
    }

    /// Begins some of the runs, for whoever does the others at the same time. What all parts
    /// gather is merged by [`Gathered::merge`].
    #[must_use]
    pub fn begin_part(&self, runs: Range<u64>) -> Progress<'_> {
        let end = runs.end.min(self.runs);
        let run = runs.start.min(end);
        let gathered = Gathered::new(self);
        Progress { study: self, run, first: run, end, simulation: self.simulation(run), gathered }
    }

    /// What some runs came to, all of them or those done so far.
    #[must_use]
    pub fn report_of(&self, gathered: &Gathered) -> RunReport {
        judge::report(self, gathered)
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
        while !progress.step(SLICE, observer)? {}
        Ok(progress.report())
    }
}

/// A study under way.
#[derive(Debug)]
pub struct Progress<'s> {
    study: &'s Study,
    run: u64,
    /// The first run of this part, and the end of it.
    first: u64,
    end: u64,
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
        while self.run < self.end {
            left -= self.simulation.step(left, observer);
            if !self.simulation.is_over() {
                return Ok(false);
            }
            self.run += 1;
            let next = self.study.simulation(self.run);
            let done = std::mem::replace(&mut self.simulation, next).finish()?;
            self.gathered.add(self.study, self.run - 1, done);
        }
        Ok(true)
    }

    /// Tasks walked so far, over all runs.
    #[must_use]
    pub fn walked(&self) -> u64 {
        (self.run - self.first) * self.study.tasks() + self.simulation.started()
    }

    /// What the runs done so far came to.
    #[must_use]
    pub fn report(&self) -> RunReport {
        self.study.report_of(&self.gathered)
    }

    /// The counts of the runs done so far.
    #[must_use]
    pub fn gathered(self) -> Gathered {
        self.gathered
    }
}
