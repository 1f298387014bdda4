//! A study that the desk looks into: what was gathered of its runs, and answers about its runs.

use std::rc::Rc;

use super::inquiry::{Ask, Draw, Paper, Stop, StudyId, Told, Way};
use super::protocol::FileFeed;
use super::slice::{SLICE, STRIDE, breathe, now};
use super::studies::Fed;
use crate::engine::Observer;
use crate::manifest::DataUnit;
use crate::report::{Document, Subject, html, json, markdown};
use crate::simulate::{
    Feed, Gathered, Pass, Reason, Saw, Selection, Starts, Study, TaskExplanation, TaskFilter, Tasks, Units,
    VisitExplanation,
};
use crate::workflow::Checked;

/// The most runs of a study.
const MOST_RUNS: u64 = 1_000_000;

/// The most runs whose split is kept, to be shown one after another.
const MOST_FRAMES: usize = 2_000;

/// The most tasks that are listed at once.
const MOST_ROWS: u64 = 1_000;

/// A study under inquiry.
pub struct Opened {
    /// What the desk calls it.
    pub study: StudyId,
    /// The study.
    pub kept: Study,
    /// What its runs came to so far.
    pub gathered: Gathered,
    /// The manifests, and where the tasks of each start.
    fed: (Fed, Vec<Starts>),
    /// For each of the first runs the visits by output.
    frames: Vec<Vec<u64>>,
    tasks: Option<Tasks>,
    /// The filter asked about last, and what it lets through.
    selected: Option<(TaskFilter, Selection)>,
}

impl Opened {
    /// A study of a workflow with these tasks.
    pub fn new(study: StudyId, checked: Checked, fed: Fed, seed: u64) -> Self {
        let starts = |(feed, units): &(FileFeed, Rc<Vec<DataUnit>>)| {
            feed.starts(checked.workflow(), &feed.dataset, units)
        };
        let starts: Vec<Starts> = fed.iter().map(starts).collect();
        let fed = (fed, starts);
        let kept = Study::new(checked, &feeds(&fed), seed, MOST_RUNS);
        let gathered = kept.begin_part(0..0).gathered();
        Self { study, kept, gathered, fed, frames: Vec::new(), tasks: None, selected: None }
    }

    /// Adds a run.
    pub fn add(&mut self, run: Gathered) {
        if self.frames.len() < MOST_FRAMES {
            self.frames.push(run.left().to_vec());
        }
        self.gathered.merge(run);
    }

    /// Answers a question about a run, most often the first. `going` is told how far a walk is, and says whether
    /// to go on.
    pub async fn answer(&mut self, ask: Ask, going: impl Fn(u64, u64) -> bool) -> Option<Told> {
        let study = self.study;
        let failed = |why: crate::engine::Imbalance| Told::Failed { study, message: why.to_string() };
        match ask {
            Ask::Frames { stage, from } => Some(self.frames(stage, from)),
            Ask::Over => {
                let mut pass = self.kept.begin_over();
                walked(&mut pass, self.kept.tasks(), going).await?;
                Some(pass.over_tasks(&self.kept).map_or_else(failed, |over| Told::Over { study, over }))
            }
            Ask::Trail { stage, output, run } => {
                let of = self.kept.trail_of(&stage, &output)?;
                let mut pass = self.kept.begin_trail(of, run);
                // How far it is says nothing of the first run.
                walked(&mut pass, self.kept.tasks(), going).await?;
                let points = pass.trail(&self.kept, of);
                Some(points.map_or_else(failed, |points| Told::Trail { study, stage, output, run, points }))
            }
            Ask::Across => {
                let units = Units::new(&self.kept, &feeds(&self.fed));
                let mut pass = self.kept.begin_across(&units);
                walked(&mut pass, self.kept.tasks(), going).await?;
                Some(pass.across(&self.kept).map_or_else(failed, |across| Told::Across { study, across }))
            }
            Ask::Facets { filter } => {
                self.select(&filter, going).await?;
                let ((_, selection), tasks) = self.selected.as_ref().zip(self.tasks.as_ref())?;
                Some(Told::Facets { study, filter, facets: tasks.facets(selection) })
            }
            Ask::Page { filter, from, count } => {
                self.select(&filter, going).await?;
                let ((_, selection), tasks) = self.selected.as_ref().zip(self.tasks.as_ref())?;
                let page = tasks.page(selection, from, count.min(MOST_ROWS) as usize);
                let units = Units::new(&self.kept, &feeds(&self.fed));
                let titles = page.rows.iter().map(|row| units.title(row.task - 1).to_owned()).collect();
                Some(Told::Page { study, filter, page, titles })
            }
            Ask::Explain { task } => {
                let found = task.checked_sub(1).and_then(|task| self.kept.explanation(task));
                let units = Units::new(&self.kept, &feeds(&self.fed));
                Some(Told::Explained { study, way: found.map(|found| way(found, &units)) })
            }
            Ask::Write { paper, report, command } => {
                let subject = Subject { workflow: self.kept.workflow(), report: &report, command: &command };
                Some(Told::Written { study, paper, text: written(paper, &subject) })
            }
            _ => None,
        }
    }

    fn frames(&self, stage: String, from: u64) -> Told {
        let outputs = self.kept.outputs_of(&stage).unwrap_or_default();
        let later = self.frames.iter().skip(usize::try_from(from).unwrap_or(usize::MAX));
        let frames = later.filter_map(|left| left.get(outputs.clone())).map(<[u64]>::to_vec).collect();
        Told::Frames { study: self.study, stage, from, frames }
    }

    /// Makes the index, unless it is there, and the selection of a filter; `None` where it was
    /// dropped, or failed.
    async fn select(&mut self, filter: &TaskFilter, going: impl Fn(u64, u64) -> bool) -> Option<()> {
        if self.tasks.is_none() {
            let units = Units::new(&self.kept, &feeds(&self.fed));
            let mut pass = self.kept.begin_tasks(&units);
            walked(&mut pass, self.kept.tasks(), going).await?;
            self.tasks = pass.tasks(&self.kept).ok();
        }
        let tasks = self.tasks.as_ref()?;
        if self.selected.as_ref().is_none_or(|(known, _)| known != filter) {
            self.selected = Some((filter.clone(), tasks.select(filter)));
        }
        Some(())
    }
}

fn feeds((fed, starts): &(Fed, Vec<Starts>)) -> Vec<Feed<'_>> {
    let feeds = fed.iter().zip(starts);
    feeds.flat_map(|((feed, units), starts)| starts.feeds(units, feed.batch.as_deref())).collect()
}

/// Walks in slices; `None` where it was not to go on.
async fn walked<O: Observer>(
    pass: &mut Pass<'_, O>,
    total: u64,
    going: impl Fn(u64, u64) -> bool,
) -> Option<()> {
    let mut ends = now() + SLICE;
    while !pass.step(STRIDE) {
        if now() >= ends {
            if !going(pass.walked(), total) {
                return None;
            }
            breathe().await;
            ends = now() + SLICE;
        }
    }
    Some(())
}

fn written(paper: Paper, subject: &Subject<'_>) -> String {
    match paper {
        Paper::Html => html(&Document::new(subject)),
        Paper::Markdown => markdown(&Document::new(subject)),
        // Whatever can be read can be written: there is no map in it with keys that are no text.
        Paper::Json => serde_json::to_string_pretty(&json(subject)).unwrap_or_default() + "\n",
    }
}

fn way(found: TaskExplanation, units: &Units<'_>) -> Way {
    let title = units.title(found.task - 1).to_owned();
    Way { task: found.task, title, truth: found.truth, visits: found.visits.into_iter().map(stop).collect() }
}

fn stop(visit: VisitExplanation) -> Stop {
    let draws = draws(&visit);
    Stop {
        stage: visit.stage,
        name: visit.name,
        visit: visit.visit,
        output: visit.output,
        annotator: visit.annotator,
        seconds: visit.seconds,
        annotations: visit.annotations,
        sentence: visit.sentence,
        draws,
    }
}

/// The numbers that decided by where they lie between 0 and 1.
fn draws(visit: &VisitExplanation) -> Vec<Draw> {
    let below = |of: &str, number: f64, to: f64| Draw { of: of.to_owned(), number, from: 0.0, to };
    match &visit.reason {
        Reason::Drawn { number, from, to, .. } => {
            let of = visit.output.clone().unwrap_or_default();
            vec![Draw { of, number: *number, from: *from, to: *to }]
        }
        Reason::Reviewed { number, reject, .. } => vec![below("rejected", *number, *reject)],
        Reason::Called { numbers, fails } => {
            numbers.iter().map(|number| below("fails", *number, *fails)).collect()
        }
        Reason::Rules { tried } => {
            let drawn = tried.iter().filter_map(|tried| match tried.saw {
                Saw::Number { number, below: to, .. } => Some(below(&tried.rule, number, to)),
                _ => None,
            });
            drawn.collect()
        }
        _ => Vec::new(),
    }
}
