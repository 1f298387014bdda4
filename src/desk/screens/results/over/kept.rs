//! What is known of how counts ran, and which output is looked at.

use super::trail::{self, Shown};
use crate::desk::studies::Studies;
use crate::simulate::{OverTasks, RunReport};
use crate::stats::LawKind;
use crate::worker::inquiry::Ask;

/// What a person chooses.
#[derive(Debug)]
pub enum Act {
    /// An output, by the id of its stage and its name.
    Pick(String, String),
    /// Whether equal steps along the axis are equal factors.
    Log(bool),
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
    pub fn heard(&mut self, over: OverTasks) {
        self.over = Some(over);
        self.show();
    }

    /// Does what a person chooses.
    pub fn act(&mut self, act: Act) {
        match act {
            Act::Pick(stage, output) => self.pick = (stage, output),
            Act::Log(log) => self.log = log,
        }
        self.show();
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
        self.shown = Some(trail::show(stage, output, anytime, self.log));
    }
}
