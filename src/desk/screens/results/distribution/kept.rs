//! The runs so far, and which of them is shown.

use yew::prelude::Callback;

use super::ticker::Ticker;
use crate::desk::screens::results::pick::Pick;
use crate::desk::studies::Studies;
use crate::simulate::{RunReport, Spread};
use crate::worker::inquiry::Ask;

/// A report of more tasks over all its runs is looked into run by run only where that is asked for.
const AT_ONCE: u64 = 5_000_000;

/// What a person does.
#[derive(Debug, Clone)]
pub enum Act {
    /// Looks at an output.
    Pick(Pick),
    /// Asks for so many runs more.
    More(u64),
    /// Asks for no more.
    Stop,
    /// Has the runs played, or not any more.
    Play(bool),
    /// Goes from the run that is shown to the one before, or to the next.
    Step(bool),
    /// The next run's turn has come.
    Turn,
}

/// What is kept.
#[derive(Debug, Default)]
pub struct Kept {
    /// The output that is looked at.
    pub pick: Pick,
    /// How its count lies, once that is known.
    pub spread: Option<Spread>,
    /// How many runs there are to be.
    pub to: u64,
    /// What the outputs of its stage got, run by run.
    pub frames: Vec<Vec<u64>>,
    /// Which of them is shown.
    pub at: usize,
    /// Brings the next one, while they are played.
    pub ticker: Option<Ticker>,
    asked_frames: bool,
}

impl Kept {
    /// Begins with another study.
    pub fn restart(&mut self, report: &RunReport, studies: &Studies) {
        let Some(pick) = self.pick.within(report) else { return };
        *self = Self { pick, ..Self::default() };
        self.to = if report.tasks.saturating_mul(report.runs) <= AT_ONCE { report.runs.max(1) } else { 1 };
        studies.ask(&Ask::Runs { to: self.to });
        self.watch(studies);
    }

    fn watch(&mut self, studies: &Studies) {
        (self.spread, self.asked_frames) = (None, false);
        (self.frames, self.at) = (Vec::new(), 0);
        let Pick { stage, output } = self.pick.clone();
        studies.ask(&Ask::Watch { stage, output });
    }

    /// Does what a person does; `acts` hears of the turns.
    pub fn act(&mut self, act: Act, studies: &Studies, acts: &Callback<Act>) {
        let runs = self.spread.as_ref().map_or(0, |spread| spread.runs);
        match act {
            Act::Pick(pick) => {
                self.pick = pick;
                self.ticker = None;
                self.watch(studies);
            }
            Act::More(more) => {
                self.to = runs + more;
                studies.ask(&Ask::Runs { to: self.to });
            }
            Act::Stop => {
                self.to = runs;
                studies.ask(&Ask::Stop);
            }
            Act::Play(plays) => self.ticker = if plays { Ticker::new(acts.clone()) } else { None },
            Act::Step(forth) => {
                self.ticker = None;
                self.step(forth);
            }
            Act::Turn => self.step(true),
        }
    }

    fn step(&mut self, forth: bool) {
        let count = self.frames.len();
        if count > 0 {
            self.at = if forth { (self.at + 1) % count } else { (self.at + count - 1) % count };
        }
    }

    /// More is known of how an output lies.
    pub fn heard(&mut self, pick: &Pick, spread: Spread, to: u64, studies: &Studies) {
        if *pick != self.pick {
            return;
        }
        self.to = to;
        let more = spread.runs > self.frames.len() as u64;
        self.spread = Some(spread);
        if more && !self.asked_frames {
            self.asked_frames = true;
            let from = self.frames.len() as u64;
            studies.ask(&Ask::Frames { stage: self.pick.stage.clone(), from });
        }
    }

    /// The splits of further runs have come.
    pub fn frames(&mut self, stage: &str, from: u64, mut frames: Vec<Vec<u64>>) {
        self.asked_frames = false;
        if stage == self.pick.stage && from == self.frames.len() as u64 {
            let was = self.frames.len();
            self.frames.append(&mut frames);
            // The newest run is shown, unless runs are being played.
            if self.ticker.is_none() && self.frames.len() > was {
                self.at = self.frames.len() - 1;
            }
        }
    }
}
