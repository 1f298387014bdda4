//! What is known of how counts ran, and which output is looked at.

use super::trail::{self, Shown};
use crate::chart::Reached;
use crate::desk::studies::Studies;
use crate::simulate::{OverTasks, RunReport};
use crate::stats::LawKind;
use crate::worker::inquiry::Ask;

/// So many other runs are drawn beside this one.
pub const OTHERS: usize = 20;

/// Where they have more tasks than this in all, they are walked only if that is asked for.
const AT_ONCE: u64 = 5_000_000;

/// What a person chooses.
#[derive(Debug)]
pub enum Act {
    /// An output, by the id of its stage and its name.
    Pick(String, String),
    /// Whether equal steps along the axis are equal factors.
    Log(bool),
    /// Has other runs drawn too, or no more of them.
    Others(bool),
}

/// What is known.
#[derive(Debug, Default)]
pub struct Kept {
    /// How counts ran, once that is known.
    pub over: Option<OverTasks>,
    /// The output that is looked at: the id of its stage, and its name.
    pub pick: (String, String),
    /// Whether equal steps along the axis are equal factors.
    pub log: bool,
    /// It, ready to be drawn.
    pub shown: Option<Shown>,
    /// How the output's count ran in other runs: in the second, the third, …
    pub others: Vec<Vec<Reached>>,
    /// Whether more of them are on their way.
    pub walking: bool,
    asked: bool,
    /// The tasks of a run, and for each output that is drawn task by task its stage's id and name.
    tasks: u64,
    drawn: Vec<(String, String)>,
}

impl Kept {
    /// Begins with another study.
    pub fn restart(&mut self, report: &RunReport) {
        let outputs =
            report.stages.iter().flat_map(|stage| stage.outputs.iter().map(move |output| (stage, output)));
        let drawn = outputs.filter(|(_, output)| {
            output.judgement.as_ref().is_some_and(|judgement| judgement.law == LawKind::Binomial)
        });
        *self = Self {
            pick: std::mem::take(&mut self.pick),
            log: self.log,
            tasks: report.tasks,
            drawn: drawn.map(|(stage, output)| (stage.id.clone(), output.name.clone())).collect(),
            ..Self::default()
        };
    }

    /// Asks for what is not known.
    pub fn fetch(&mut self, studies: &Studies) {
        if !std::mem::replace(&mut self.asked, true) {
            studies.ask(&Ask::Over);
        }
    }

    /// It is known how counts ran.
    pub fn heard(&mut self, over: OverTasks, studies: &Studies) {
        self.over = Some(over);
        self.begin(studies);
    }

    /// Shows an output, this run alone; other runs come after it.
    fn begin(&mut self, studies: &Studies) {
        self.others.clear();
        self.show();
        let few = self.tasks.saturating_mul(OTHERS as u64) <= AT_ONCE;
        let any = self.shown.as_ref().is_some_and(|shown| shown.last > 0);
        self.walk(few && any, studies);
    }

    /// Asks for the next of the other runs, where more of them are wanted.
    fn walk(&mut self, more: bool, studies: &Studies) {
        self.walking = more && self.others.len() < OTHERS;
        if self.walking {
            let ((stage, output), run) = (self.pick.clone(), self.others.len() as u64 + 1);
            studies.ask(&Ask::Trail { stage, output, run });
        }
    }

    /// It is known how an output's count ran in another run. They are drawn when all are there, so
    /// that the axes change once.
    pub fn trail(&mut self, pick: &(String, String), run: u64, points: &[[u64; 2]], studies: &Studies) {
        if !self.walking || *pick != self.pick || run != self.others.len() as u64 + 1 {
            return;
        }
        self.others.push(points.iter().map(|&[n, k]| Reached { n, k }).collect());
        self.walk(true, studies);
        if !self.walking {
            self.show();
        }
    }

    /// Does what a person chooses.
    pub fn act(&mut self, act: Act, studies: &Studies) {
        match act {
            Act::Pick(stage, output) => {
                self.pick = (stage, output);
                self.begin(studies);
            }
            Act::Log(log) => {
                self.log = log;
                self.show();
            }
            Act::Others(more) => {
                self.walk(more, studies);
                self.show();
            }
        }
    }

    /// Lays out the output that is looked at; where there is none of that name, the first one.
    fn show(&mut self) {
        let Some(over) = &self.over else { return };
        let outputs =
            || over.stages.iter().flat_map(|stage| stage.outputs.iter().map(move |output| (stage, output)));
        let own = outputs().find(|(stage, output)| (&stage.id, &output.name) == (&self.pick.0, &self.pick.1));
        let Some((stage, output)) = own.or_else(|| outputs().next()) else {
            self.shown = None;
            return;
        };
        self.pick = (stage.id.clone(), output.name.clone());
        let anytime = self.drawn.contains(&self.pick).then_some(self.tasks);
        self.shown = Some(trail::show(stage, output, &self.others, anytime, self.log));
    }
}
