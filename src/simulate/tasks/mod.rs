//! Every task of the first run, for a list that can be filtered and read window by window.
//!
//! Twelve bytes a task, and each way that tasks went once. Why a task went its way is for
//! [`Study::explanation`] to say.

mod facets;
mod filter;
mod page;
pub(super) mod ways;

pub use facets::{BatchTasks, TaskFacets, TaskPlace, TaskWay};
pub use filter::{Belongs, TaskFilter, TookOutput};
pub use page::{Selection, TaskPage, TaskRow};

use filter::Sieve;
use ways::{Finder, Way, Ways};

use super::batches::{BatchSets, Batches};
use super::pass::Pass;
use super::{Study, Units};
use crate::engine::{Imbalance, Observer, Rested};
use crate::workflow::StageKind;

/// One task.
#[derive(Debug, Clone, Copy, Default)]
struct Row {
    way: u32,
    /// The set of batches it is in.
    batches: u32,
    /// Whoever worked on it last, counted from 1, or 0; and [`Row::WRONG`].
    annotator: u16,
    /// How many visits it made; no more are told apart than there is room for.
    visits: u16,
}

impl Row {
    /// The bit beside the annotator that says that the task is delivered wrong.
    const WRONG: u16 = 1 << 15;

    const fn is_wrong(&self) -> bool {
        self.annotator & Self::WRONG != 0
    }

    const fn annotator(&self) -> usize {
        (self.annotator & !Self::WRONG) as usize
    }
}

/// What a list says of a stage.
#[derive(Debug, Clone)]
struct StageNames {
    id: String,
    name: String,
    outputs: Vec<String>,
    /// Where its outputs begin in the flat lists.
    first_output: usize,
    delivers: bool,
}

/// An index of every task of the first run.
#[derive(Debug, Clone)]
pub struct Tasks {
    rows: Vec<Row>,
    ways: Ways,
    batches: BatchSets,
    stages: Vec<StageNames>,
    annotators: Vec<String>,
    /// The ids of the Dataset stages, and where the tasks of each end.
    datasets: Vec<(String, u64)>,
    /// Whether tasks have content that can be wrong.
    content: bool,
}

/// Notes down every task where it comes to rest.
#[derive(Debug)]
pub struct Recorder<'s> {
    rows: Vec<Row>,
    finder: Finder,
    batches: Batches<'s>,
}

impl Study {
    /// Begins to index the tasks of the first run; `units` are those that the study was fed.
    #[must_use]
    pub fn begin_tasks<'s>(&'s self, units: &'s Units<'s>) -> Pass<'s, Recorder<'s>> {
        let rows = vec![Row::default(); usize::try_from(self.tasks()).unwrap_or(usize::MAX)];
        let batches = Batches::new(self, units);
        Pass::new(self, Recorder { rows, finder: Finder::default(), batches })
    }

    /// Indexes the tasks of the first run at once.
    ///
    /// # Errors
    /// [`Imbalance`] if the run lost a task: a mistake in this program.
    pub fn index(&self, units: &Units<'_>) -> Result<Tasks, Imbalance> {
        self.begin_tasks(units).tasks(self)
    }
}

impl Pass<'_, Recorder<'_>> {
    /// The index, after walking whatever is left; `study` is the one that it was begun for.
    ///
    /// # Errors
    /// [`Imbalance`] if the run lost a task: a mistake in this program.
    pub fn tasks(self, study: &Study) -> Result<Tasks, Imbalance> {
        Ok(self.end()?.1.index(study))
    }
}

impl Observer for Recorder<'_> {
    const VISITS: bool = false;
    const RESTS: bool = false;
    const LOOKS: bool = true;

    fn look(&mut self, task: &Rested<'_, '_>) {
        let (way, visits) = self.finder.of(task);
        let wrong = if task.is_wrong() { Row::WRONG } else { 0 };
        let annotator = task.annotator().and_then(|person| u16::try_from(person + 1).ok());
        let annotator = annotator.unwrap_or(0) | wrong;
        let row = Row { way, batches: self.batches.of(task), annotator, visits };
        if let Some(place) = usize::try_from(task.task()).ok().and_then(|task| self.rows.get_mut(task)) {
            *place = row;
        }
    }
}

impl Recorder<'_> {
    fn index(self, study: &Study) -> Tasks {
        let plan = study.plan();
        let workflow = study.checked.workflow();
        let stages = workflow.stages.iter().enumerate().map(|(position, stage)| StageNames {
            id: stage.id.clone(),
            name: stage.title().to_owned(),
            outputs: stage.outputs().iter().map(|output| output.name.to_string()).collect(),
            first_output: plan.outputs(position).start,
            delivers: matches!(stage.kind, StageKind::Complete),
        });
        let ends = study.datasets().scan(0, |end, (id, tasks)| {
            *end += tasks;
            Some((id.to_owned(), *end))
        });
        let (mut rows, mut ways) = (self.rows, self.finder.ways());
        ways.renumber(rows.iter_mut().map(|row| &mut row.way));
        Tasks {
            rows,
            ways,
            batches: self.batches.sets(),
            stages: stages.collect(),
            annotators: (0..).map_while(|person| plan.person(person)).map(str::to_owned).collect(),
            datasets: ends.collect(),
            content: plan.has_content(),
        }
    }
}

impl Tasks {
    /// How many tasks there are.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.rows.len() as u64
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Bytes of memory that a task takes, without the ways, of which there are few.
    #[must_use]
    pub const fn bytes_per_task() -> usize {
        size_of::<Row>()
    }

    /// Whether a way leads through the stage at a position.
    fn visits(&self, way: Way, stage: usize) -> bool {
        let outputs = self
            .stages
            .get(stage)
            .map_or(0..0, |stage| stage.first_output..stage.first_output + stage.outputs.len());
        // A stage that was visited has been left, or is where the task rests.
        way.stage as usize == stage || self.ways.back(way).any(|output| outputs.contains(&(output as usize)))
    }

    /// The stage and the output of a position in the flat lists.
    fn output(&self, flat: u32) -> Option<(&StageNames, &str)> {
        let flat = flat as usize;
        let after = self.stages.partition_point(|stage| stage.first_output <= flat);
        // Stages without outputs begin where the next one does, which is then the last.
        let stage = self.stages.get(after.checked_sub(1)?)?;
        Some((stage, stage.outputs.get(flat - stage.first_output)?))
    }

    /// The rows from one on, each with its place and the position of its Dataset stage.
    fn rows_from(&self, first: usize) -> impl Iterator<Item = (usize, usize, &Row)> {
        let mut dataset = 0;
        self.rows.iter().enumerate().skip(first).map(move |(place, row)| {
            while self.datasets.get(dataset).is_some_and(|(_, end)| *end <= place as u64) {
                dataset += 1;
            }
            (place, dataset, row)
        })
    }

    /// Finds the tasks that a filter lets through.
    #[must_use]
    pub fn select(&self, filter: &TaskFilter) -> Selection {
        Selection::new(self, Sieve::new(self, filter))
    }
}
