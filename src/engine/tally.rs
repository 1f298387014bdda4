//! What a run counted.

use std::fmt;

use super::Plan;

/// Integer counts of one run. Tallies of parts of a run add up to the tally of the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Tasks that started.
    pub tasks: u64,
    /// Visits of each stage; for a Dataset stage its tasks.
    pub arrived: Vec<u64>,
    /// Visits that left by each output, in a flat list ([`Plan::outputs`]).
    pub left: Vec<u64>,
    /// The same for each task's first visit of the stage alone.
    pub left_first: Vec<u64>,
    /// Tasks that ended at each stage.
    pub ended: Vec<u64>,
    /// Those of them that ended with annotations that differ from the truth, at stages that
    /// deliver.
    pub wrong: Vec<u64>,
    /// Tasks that wait at each stage.
    pub waiting: Vec<u64>,
    /// Tasks that stopped at each output because it is not connected, in a flat list.
    pub unconnected: Vec<u64>,
    /// Tasks that stopped at each stage because they were there too often.
    pub over_limit: Vec<u64>,
}

/// A run that lost or made tasks: a mistake in this program, which it reports itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imbalance {
    /// Which sums differ.
    pub what: String,
}

impl fmt::Display for Imbalance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the run's counts do not add up ({}): this is a mistake in the program, please report it",
            self.what
        )
    }
}

impl std::error::Error for Imbalance {}

impl Tally {
    /// All counts zero.
    #[must_use]
    pub fn new(plan: &Plan) -> Self {
        let (stages, outputs) = (plan.stages(), plan.outputs(plan.stages().saturating_sub(1)).end);
        Self {
            tasks: 0,
            arrived: vec![0; stages],
            left: vec![0; outputs],
            left_first: vec![0; outputs],
            ended: vec![0; stages],
            wrong: vec![0; stages],
            waiting: vec![0; stages],
            unconnected: vec![0; outputs],
            over_limit: vec![0; stages],
        }
    }

    fn lists_mut(&mut self) -> [&mut Vec<u64>; 8] {
        [
            &mut self.arrived,
            &mut self.left,
            &mut self.left_first,
            &mut self.ended,
            &mut self.wrong,
            &mut self.waiting,
            &mut self.unconnected,
            &mut self.over_limit,
        ]
    }

    fn lists(&self) -> [&Vec<u64>; 8] {
        [
            &self.arrived,
            &self.left,
            &self.left_first,
            &self.ended,
            &self.wrong,
            &self.waiting,
            &self.unconnected,
            &self.over_limit,
        ]
    }

    /// Adds the counts of another tally of the same plan.
    pub fn add(&mut self, other: &Self) {
        self.tasks += other.tasks;
        for (mine, theirs) in self.lists_mut().into_iter().zip(other.lists()) {
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine += *theirs);
        }
    }

    /// Checks that no task was lost: every task is in exactly one place, and as many leave each
    /// stage as came.
    ///
    /// # Errors
    /// [`Imbalance`] with the first sum that differs.
    pub fn check(&self, plan: &Plan) -> Result<(), Imbalance> {
        let sum = |list: &[u64]| list.iter().sum::<u64>();
        let places = sum(&self.ended) + sum(&self.waiting) + sum(&self.unconnected) + sum(&self.over_limit);
        equal(places, self.tasks, || "tasks in all".to_owned())?;
        let mut came = vec![0; plan.stages()];
        for (stage, step) in plan.stages.iter().enumerate() {
            let outputs = plan.outputs(stage);
            let left = sum(&self.left[outputs.clone()]);
            let stayed = self.ended[stage] + self.waiting[stage] + self.over_limit[stage];
            equal(left + stayed, self.arrived[stage], || format!("out of stage {}", stage + 1))?;
            for (flat, to) in outputs.zip(&step.to) {
                match to {
                    Some(next) => came[*next] += self.left[flat],
                    None => equal(self.unconnected[flat], self.left[flat], || {
                        format!("at an open output of stage {}", stage + 1)
                    })?,
                }
            }
        }
        let starts: u64 = plan.datasets.iter().map(|&dataset| self.arrived[dataset]).sum();
        equal(starts, self.tasks, || "tasks started".to_owned())?;
        for stage in (0..plan.stages()).filter(|stage| !plan.datasets.contains(stage)) {
            equal(self.arrived[stage], came[stage], || format!("into stage {}", stage + 1))?;
        }
        Ok(())
    }
}

fn equal(a: u64, b: u64, what: impl Fn() -> String) -> Result<(), Imbalance> {
    if a == b { Ok(()) } else { Err(Imbalance { what: format!("{}: {a} and {b}", what()) }) }
}
