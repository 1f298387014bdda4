//! What the results screen keeps for itself.

use js_sys::Function;
use yew::prelude::Callback;

use super::pick::Pick;
use super::{Tab, across, compare, distribution, over, splits, take, tasks};
use crate::desk::shell::Told;
use crate::desk::studies::{Heard, Studies};
use crate::worker::inquiry::{Ask, Paper, Told as Answer};

/// What a person does on this screen, and what comes of it.
#[derive(Debug)]
pub enum Act {
    /// Something with the splits.
    Splits(splits::Act),
    /// Something with runs.
    Distribution(distribution::Act),
    /// Something with how counts ran.
    Over(over::Act),
    /// Something with groups.
    Across(across::Act),
    /// Something with tasks.
    Tasks(tasks::Act),
    /// Something with another design.
    Compare(compare::Act),
    /// Wants a report.
    Write(Paper),
    /// The worker that looks into runs has said something.
    Heard(Heard),
    /// A person tries again after that worker was lost.
    TryAgain,
}

impl Act {
    /// A row of the list of tasks, and its box, are so high [px].
    #[must_use]
    pub const fn sized(row: f64, sight: f64) -> Self {
        Self::Tasks(tasks::Act::Sized(row, sight))
    }
}

/// What the screen keeps.
#[derive(Debug)]
pub struct Kept {
    /// How the splits are looked at.
    pub splits: splits::Kept,
    /// The runs so far.
    pub distribution: distribution::Kept,
    /// How counts ran.
    pub over: over::Kept,
    /// Groups beside each other.
    pub across: across::Kept,
    /// The tasks.
    pub tasks: tasks::Kept,
    /// Another design.
    pub compare: compare::Kept,
    /// Looks into the run.
    pub studies: Studies,
    /// Why the run could not be looked into.
    pub failed: Option<String>,
    /// Tasks walked and tasks in all, while the run is walked again.
    pub walked: Option<(u64, u64)>,
}

impl Kept {
    /// Nothing yet; `study` starts what looks into a run.
    #[must_use]
    pub fn new(study: Function) -> Self {
        Self {
            splits: splits::Kept::default(),
            distribution: distribution::Kept::default(),
            over: over::Kept::default(),
            across: across::Kept::default(),
            tasks: tasks::Kept::default(),
            compare: compare::Kept::default(),
            studies: Studies::new(study),
            failed: None,
            walked: None,
        }
    }

    /// Does what a person does.
    pub fn act(&mut self, act: Act, told: &Told, acts: &Callback<Act>) {
        match act {
            Act::Splits(act) => self.splits.act(act),
            Act::Distribution(act) => {
                self.distribution.act(act, &self.studies, &acts.reform(Act::Distribution));
            }
            Act::Over(act) => self.over.act(act, &self.studies),
            Act::Across(act) => self.across.act(act),
            Act::Tasks(act) => self.tasks.act(act, &self.studies),
            Act::Compare(act) => {
                let (own, hear) = (acts.reform(Act::Compare), acts.reform(Act::Heard));
                self.compare.act(act, told, &mut self.studies, &own, &hear);
            }
            Act::Write(paper) => {
                let Some(report) = &told.snapshot.report else { return };
                let command = take::command(told, report, paper);
                self.studies.ask(&Ask::Write { paper, report: Box::new(report.as_ref().clone()), command });
            }
            Act::Heard(Heard::Told(answer)) => self.heard(*answer),
            Act::Heard(Heard::Lost(why)) => {
                self.compare.lost(&why);
                self.studies.lose(why);
            }
            Act::TryAgain => self.studies.again(),
        }
    }

    /// Brings what is kept in line with what was told, and asks for what a part needs.
    pub fn meet(&mut self, tab: Tab, told: &Told, acts: &Callback<Act>) {
        self.studies.meet(told);
        if !tab.looks_into() {
            return;
        }
        let Some(report) = &told.snapshot.report else { return };
        if self.studies.open(told, &acts.reform(Act::Heard)).is_some() {
            (self.failed, self.walked) = (None, None);
            self.distribution.restart(report, &self.studies);
            self.over.restart(report);
            self.across.restart();
            self.tasks.restart();
        }
        if self.studies.study().is_some() {
            match tab {
                Tab::OverTasks => self.over.fetch(&self.studies),
                Tab::Across => self.across.fetch(&self.studies),
                Tab::Tasks => self.tasks.fetch(&self.studies),
                Tab::Splits | Tab::Distribution | Tab::Flow | Tab::Compare | Tab::Take => {}
            }
        }
    }

    fn heard(&mut self, answer: Answer) {
        match answer {
            Answer::Comparing { comparison, walked, total } => self.compare.walked(comparison, walked, total),
            Answer::Compared { comparison, report, second } => {
                self.compare.compared(comparison, *report, second);
            }
            Answer::NotCompared { comparison, message } => self.compare.not_compared(comparison, message),
            answer => self.heard_of_study(answer),
        }
    }

    fn heard_of_study(&mut self, answer: Answer) {
        let Some(now) = self.studies.study() else { return };
        match answer {
            Answer::Failed { study, message } if study == now => self.failed = Some(message),
            Answer::Walked { study, walked, total } if study == now => self.walked = Some((walked, total)),
            Answer::Spread { study, stage, output, spread, to } if study == now => {
                self.distribution.heard(&Pick { stage, output }, spread, to, &self.studies);
            }
            Answer::Frames { study, stage, from, frames } if study == now => {
                self.distribution.frames(&stage, from, frames);
            }
            Answer::Over { study, over } if study == now => self.over.heard(over, &self.studies),
            Answer::Trail { study, stage, output, run, points } if study == now => {
                self.over.trail(&(stage, output), run, &points, &self.studies);
            }
            Answer::Across { study, across } if study == now => self.across.across = Some(across),
            Answer::Facets { study, filter, facets } if study == now => self.tasks.counted(&filter, facets),
            Answer::Page { study, filter, page, titles } if study == now => {
                self.tasks.rows(&filter, page, titles);
            }
            Answer::Explained { study, way } if study == now => self.tasks.way(way),
            Answer::Written { study, paper, text } if study == now => take::save(paper, &text),
            // What comes of another study is stale.
            _ => {}
        }
    }
}
