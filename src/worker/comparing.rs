//! Two designs beside each other, for the desk: makes both studies and walks them pair by pair.

use std::rc::Rc;

use super::inquiry::Second;
use super::protocol::FileFeed;
use super::slice::{SLICE, STRIDE, breathe, now};
use super::studies::Fed;
use crate::manifest::DataUnit;
use crate::simulate::{CompareReport, Comparison, Starts, Study};
use crate::workflow::{Checked, Workflow, read, write};

/// What is compared.
#[derive(Debug)]
pub struct Question {
    /// The first workflow file's text.
    pub first: String,
    /// The second design.
    pub second: Second,
    /// The plain tasks of each.
    pub tasks: u64,
    /// The seed of every draw.
    pub seed: u64,
    /// How many pairs of runs.
    pub runs: u64,
}

/// How two designs differ.
#[derive(Debug)]
pub struct Compared {
    /// What it comes to.
    pub report: CompareReport,
    /// The second design, as a workflow file's text.
    pub second: String,
}

impl Question {
    /// Compares. `going` is told how far it is, and says whether to go on; `None` where it said no.
    ///
    /// # Errors
    /// Why the two cannot be compared, and what to do.
    pub async fn answer(
        self,
        fed: &Fed,
        going: impl Fn(u64, u64) -> bool,
    ) -> Result<Option<Compared>, String> {
        let mut first = workflow(&self.first, "first")?;
        let mut second = second(&first, &self.second)?;
        for design in [&mut first, &mut second] {
            if design.plain_tasks() != self.tasks {
                design.scale_tasks(self.tasks);
            }
        }
        let written = write(&second);
        let [first, second] = [checked(first, "first")?, checked(second, "second")?];
        let study = |checked: Checked| {
            let starts = starts(checked.workflow(), fed);
            let feeds = fed.iter().zip(&starts);
            let feeds = feeds.flat_map(|((feed, units), starts)| {
                starts.iter().flat_map(|starts| starts.feeds(units, feed.batch.as_deref()))
            });
            let feeds: Vec<_> = feeds.collect();
            Study::new(checked, &feeds, self.seed, self.runs)
        };
        let [first, second] = [study(first), study(second)];
        let mut comparison = Comparison::new(&first, &second).ok_or("The two have different seeds.")?;
        let total = (first.tasks() + second.tasks()) * self.runs;
        let mut ends = now() + SLICE;
        while !comparison.step(STRIDE).map_err(|imbalance| imbalance.to_string())? {
            if now() >= ends {
                breathe().await;
                if !going(comparison.walked(), total) {
                    return Ok(None);
                }
                ends = now() + SLICE;
            }
        }
        let report = comparison.report().map_err(|imbalance| imbalance.to_string())?;
        Ok(Some(Compared { report, second: written }))
    }
}

fn workflow(text: &str, which: &str) -> Result<Workflow, String> {
    read(text)
        .map(|read| read.workflow)
        .map_err(|error| format!("The {which} design cannot be read: {error}"))
}

fn second(first: &Workflow, second: &Second) -> Result<Workflow, String> {
    match second {
        Second::Workflow { text } => workflow(text, "second"),
        Second::Share { stage, output, share } => {
            let mut changed = first.clone();
            let is_set = changed.set_share(stage, *output as usize, *share);
            is_set
                .then_some(changed)
                .ok_or_else(|| "That output has no share of its own any more.".to_owned())
        }
    }
}

fn checked(workflow: Workflow, which: &str) -> Result<Checked, String> {
    Checked::new(workflow).map_err(|problems| {
        let errors = problems.iter().map(|problem| format!(" {} {}", problem.message, problem.mend));
        format!("The {which} design has errors.{}", errors.take(3).collect::<String>())
    })
}

/// Where the tasks of each manifest start in a workflow: at the stage of that id, or else at its only
/// Dataset stage; `None` where it has neither.
fn starts(workflow: &Workflow, fed: &Fed) -> Vec<Option<Starts>> {
    let datasets: Vec<&str> = workflow.datasets().map(|(stage, _)| stage.id.as_str()).collect();
    let starts = |(feed, units): &(FileFeed, Rc<Vec<DataUnit>>)| {
        let own = datasets.iter().find(|id| **id == feed.dataset).copied();
        let only = || datasets.first().copied().filter(|_| datasets.len() == 1);
        Some(feed.starts(workflow, own.or_else(only)?, units))
    };
    fed.iter().map(starts).collect()
}
