//! What the screen keeps: the texts typed, and what they come to.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::Callback;

use super::link;
use super::many::table;
use super::order::{Column, Order, sorted};
use crate::chart::Table;
use crate::desk::clipboard::copy;
use crate::desk::drawing::{Draw, save_csv};
use crate::desk::pause::pause;
use crate::desk::split_rows::{draw_outputs, numbers};
use crate::simulate::plausible::{
    AskedSplit, JudgedSplit, Place, PlausibleError, PlausibleReport, from_query, judge_one, read_fields,
    read_table, to_query, together,
};
use crate::stats::{DEFAULT_WORK, Multinomial, SplitError};
use crate::view::form::focus;
use crate::view::format;

/// What the screen begins with: the split that is asked about most.
const FIRST: [&str; 2] = ["20/80", "17/83"];

/// Twelve splits as twelve honest stages may give them: one of them is odd on its own.
const EXAMPLE: &str = "split,Review intended,Pass intended,Review observed,Pass observed
January,20,80,17,83
February,20,80,22,78
March,20,80,25,75
April,20,80,14,86
May,20,80,19,81
June,20,80,31,69
July,20,80,21,79
August,20,80,16,84
September,20,80,23,77
October,20,80,18,82
November,20,80,26,74
December,20,80,20,80
";

/// Work up to which a split is judged with each key pressed; the statistics' measure, some
/// milliseconds.
const AT_ONCE: f64 = 100_000.0;

/// How long typing has to rest before more work than that is done [ms].
const REST: i32 = 400;

/// A table longer than this is read once typing rests [bytes].
const LONG: usize = 2_000;

/// How long splits are judged in one go [ms].
const SLICE: f64 = 25.0;

/// What a person does on this screen, and what comes of it.
#[derive(Debug)]
pub enum Act {
    /// The shares are typed.
    Intended(String),
    /// The counts are typed.
    Observed(String),
    /// Typing has rested since this turn.
    Rested(u32),
    /// A field of the one split is left.
    Settled,
    /// Copies the link of the one split.
    CopyLink,
    /// It is copied, or could not be.
    Copied(bool),
    /// The table is typed or pasted.
    Table(String),
    /// The table is left.
    SettledMany,
    /// Puts an example in the table.
    Example,
    /// Typing in the table has rested since this turn.
    RestedMany(u32),
    /// Some splits of a table of this turn are judged.
    Judged(u32, Vec<JudgedSplit>),
    /// One of them could not be.
    Refused(u32, String),
    /// Sorts by a column.
    Sort(Column),
    /// Shows one of the splits in full.
    See(usize),
    /// Saves the results.
    Save,
    /// Copies the link of the table.
    CopyMany,
    /// It is copied, or could not be.
    CopiedMany(bool),
}

/// What the two fields come to.
#[derive(Debug)]
pub enum Answer {
    /// It takes a moment.
    Coming,
    /// They cannot be read.
    Wrong(PlausibleError),
    /// The judgement.
    Right(Box<Judged>),
}

/// A judgement, with its chart and its table.
#[derive(Clone)]
pub struct Judged {
    /// The judgement.
    pub split: JudgedSplit,
    /// Its chart.
    pub draw: Draw,
    /// Its numbers.
    pub table: Table,
}

impl std::fmt::Debug for Judged {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Judged").field("split", &self.split).finish_non_exhaustive()
    }
}

/// What the table comes to.
#[derive(Debug, Default)]
pub enum Outcome {
    /// There is none.
    #[default]
    Empty,
    /// So many of so many splits are judged.
    Coming(usize, usize),
    /// It cannot be read, and why.
    Wrong(String),
    /// The judgements.
    Right(Together),
}

/// Many splits, judged.
#[derive(Debug)]
pub struct Together {
    /// The judgements, in the order given.
    pub report: PlausibleReport,
    /// Their positions in the order shown.
    pub places: Vec<usize>,
    /// Whether a link can carry them.
    pub has_link: bool,
}

/// What is kept of the table.
#[derive(Debug, Default)]
pub struct Many {
    /// Its text.
    pub text: String,
    /// What it comes to.
    pub outcome: Outcome,
    /// In which order it is shown.
    pub order: Order,
    /// Whether copying the link worked.
    pub copied: Option<bool>,
    asked: Rc<Vec<AskedSplit>>,
    judged: Vec<JudgedSplit>,
    /// Counts the texts, so that judgements of an older one are given up.
    turn: Rc<Cell<u32>>,
}

/// What the screen keeps.
#[derive(Debug)]
pub struct Kept {
    /// The shares as typed.
    pub intended: String,
    /// The counts as typed.
    pub observed: String,
    /// What they come to.
    pub answer: Answer,
    /// Why the link that was opened cannot be read.
    pub wrong_link: Option<PlausibleError>,
    /// Whether copying the link worked.
    pub copied: Option<bool>,
    /// The table.
    pub many: Many,
    asked: Option<AskedSplit>,
    /// The question of the address, as far as this screen knows.
    address: String,
    turn: u32,
}

impl Default for Kept {
    fn default() -> Self {
        let [intended, observed] = FIRST.map(str::to_owned);
        let mut kept = Self {
            intended,
            observed,
            answer: Answer::Coming,
            wrong_link: None,
            copied: None,
            many: Many::default(),
            asked: None,
            address: String::new(),
            turn: 0,
        };
        kept.read();
        kept.judge();
        kept
    }
}

impl Kept {
    /// The screen is shown with a question in its address, or with none.
    pub fn open(&mut self, question: &str, acts: &Callback<Act>) {
        if question == self.address {
            return;
        }
        self.address = question.to_owned();
        self.wrong_link = None;
        match from_query(question) {
            Ok(None) => {}
            Ok(Some(splits)) => match splits.as_slice() {
                [split] => {
                    (self.intended, self.observed) = link::fields(split);
                    self.typed(acts);
                }
                several => self.many.typed(link::table(several), acts),
            },
            Err(error) => self.wrong_link = Some(error),
        }
    }

    /// Does what a person does.
    pub fn act(&mut self, act: Act, acts: &Callback<Act>) {
        match act {
            Act::Intended(text) => {
                self.intended = text;
                self.typed(acts);
            }
            Act::Observed(text) => {
                self.observed = text;
                self.typed(acts);
            }
            Act::Rested(turn) if turn == self.turn => self.judge(),
            Act::Rested(_) => {}
            Act::Settled => {
                if let Some(asked) = &self.asked {
                    self.settle(to_query(std::slice::from_ref(asked)));
                }
            }
            Act::SettledMany => {
                let question = to_query(&self.many.asked);
                if !self.many.asked.is_empty() && question.len() <= link::LONGEST {
                    self.settle(question);
                }
            }
            Act::CopyLink => self.copy_link(acts),
            Act::Copied(done) => self.copied = Some(done),
            Act::See(place) => self.see(place, acts),
            other => self.many.act(other, acts),
        }
    }

    fn typed(&mut self, acts: &Callback<Act>) {
        self.copied = None;
        self.turn = self.turn.wrapping_add(1);
        if self.read() {
            self.judge();
        } else if self.asked.is_some() {
            rested(acts.reform(Act::Rested), self.turn);
        }
    }

    /// Reads the fields; whether they can be judged at once.
    fn read(&mut self) -> bool {
        match read_fields(&self.intended, &self.observed) {
            Ok(asked) => {
                let quick = is_quick(&asked);
                self.asked = Some(asked);
                self.answer = Answer::Coming;
                quick
            }
            Err(error) => {
                self.asked = None;
                self.answer = Answer::Wrong(error);
                false
            }
        }
    }

    fn judge(&mut self) {
        let Some(asked) = &self.asked else { return };
        self.answer = match judge_one(asked) {
            Ok(split) => {
                let outputs = &split.report.outputs;
                let (draw, table) = (draw_outputs(title(asked), outputs), numbers(outputs));
                Answer::Right(Box::new(Judged { split, draw, table }))
            }
            Err(error) => Answer::Wrong(refused(&error)),
        };
    }

    /// Has the address carry the question that was typed last.
    fn settle(&mut self, question: String) {
        if question != self.address {
            self.address.clone_from(&question);
            self.wrong_link = None;
            link::show(question);
        }
    }

    fn copy_link(&mut self, acts: &Callback<Act>) {
        let link = self.asked.as_ref().and_then(|asked| link::whole(std::slice::from_ref(asked)));
        copied(link, acts.reform(Act::Copied));
    }

    fn see(&mut self, place: usize, acts: &Callback<Act>) {
        if let Some(split) = self.many.asked.get(place) {
            (self.intended, self.observed) = link::fields(split);
            self.typed(acts);
            focus("intended");
        }
    }
}

impl Many {
    fn act(&mut self, act: Act, acts: &Callback<Act>) {
        match act {
            Act::Table(text) => self.typed(text, acts),
            Act::Example => {
                self.typed(EXAMPLE.to_owned(), acts);
                // The button that had it goes away.
                focus("splits");
            }
            Act::RestedMany(turn) if turn == self.turn.get() => self.read(acts),
            Act::Judged(turn, splits) if turn == self.turn.get() => self.take(splits),
            Act::Refused(turn, why) if turn == self.turn.get() => self.outcome = Outcome::Wrong(why),
            Act::Sort(by) => {
                self.order = self.order.pressed(by);
                if let Outcome::Right(together) = &mut self.outcome {
                    together.places = sorted(&together.report.splits, self.order);
                }
            }
            Act::Save => {
                if let Outcome::Right(together) = &self.outcome
                    && let Err(error) = save_csv("splits.csv", &table(together))
                {
                    web_sys::console::warn_1(&error);
                }
            }
            Act::CopyMany => copied(link::whole(&self.asked), acts.reform(Act::CopiedMany)),
            Act::CopiedMany(done) => self.copied = Some(done),
            _ => {}
        }
    }

    fn typed(&mut self, text: String, acts: &Callback<Act>) {
        self.text = text;
        self.copied = None;
        self.turn.set(self.turn.get().wrapping_add(1));
        self.asked = Rc::default();
        self.judged.clear();
        if self.text.len() <= LONG {
            return self.read(acts);
        }
        self.outcome = Outcome::Coming(0, 0);
        rested(acts.reform(Act::RestedMany), self.turn.get());
    }

    fn read(&mut self, acts: &Callback<Act>) {
        if self.text.trim().is_empty() {
            self.outcome = Outcome::Empty;
            return;
        }
        match read_table(&self.text) {
            Ok(asked) => {
                self.outcome = Outcome::Coming(0, asked.len());
                self.asked = Rc::new(asked);
                judge_all(self.asked.clone(), self.turn.clone(), acts.clone());
            }
            Err(error) => self.outcome = Outcome::Wrong(error.to_string()),
        }
    }

    fn take(&mut self, splits: Vec<JudgedSplit>) {
        self.judged.extend(splits);
        self.outcome = if self.judged.len() < self.asked.len() {
            Outcome::Coming(self.judged.len(), self.asked.len())
        } else {
            let report = together(std::mem::take(&mut self.judged));
            let places = sorted(&report.splits, self.order);
            let has_link = link::route(&self.asked).hash().len() <= link::LONGEST;
            Outcome::Right(Together { report, places, has_link })
        };
    }
}

/// Tells the turn once typing has rested.
fn rested(told: Callback<u32>, turn: u32) {
    spawn_local(async move {
        pause(REST).await;
        told.emit(turn);
    });
}

/// Judges splits slice by slice, so that the page stays quick.
fn judge_all(asked: Rc<Vec<AskedSplit>>, latest: Rc<Cell<u32>>, acts: Callback<Act>) {
    // Not in there: another text may come before it begins.
    let turn = latest.get();
    spawn_local(async move {
        let mut from = 0;
        while from < asked.len() && latest.get() == turn {
            if from > 0 {
                pause(0).await;
            }
            let end = js_sys::Date::now() + SLICE;
            let mut judged = Vec::new();
            for (place, split) in asked.iter().enumerate().skip(from) {
                match judge_one(split) {
                    Ok(split) => judged.push(split),
                    Err(error) => {
                        let why = format!("Split {} {}: {error}.", place + 1, split.name);
                        return acts.emit(Act::Refused(turn, why));
                    }
                }
                if js_sys::Date::now() >= end {
                    break;
                }
            }
            from += judged.len();
            acts.emit(Act::Judged(turn, judged));
        }
    });
}

/// Whether a split can be judged with each key pressed. What would take too long to be counted out
/// is not, and so is quick again.
fn is_quick(asked: &AskedSplit) -> bool {
    let shares: Vec<f64> = asked.outputs.iter().map(|output| output.share.fraction()).collect();
    let work = Multinomial::new(&shares).map_or(0.0, |law| law.expected_work(tasks(asked)));
    !(AT_ONCE..=DEFAULT_WORK as f64).contains(&work)
}

fn tasks(asked: &AskedSplit) -> u64 {
    asked.outputs.iter().fold(0, |sum, output| sum.saturating_add(output.count))
}

/// The chart's title.
fn title(asked: &AskedSplit) -> String {
    format!("What came out of {}", format::many(tasks(asked) as f64, "task", "tasks"))
}

fn refused(error: &SplitError) -> PlausibleError {
    let place = Place::Observed { item: None };
    PlausibleError { place, message: format!("{error}."), hint: String::new() }
}

/// Copies a link; tells whether that worked.
fn copied(link: Option<String>, told: Callback<bool>) {
    spawn_local(async move {
        let done = match link {
            Some(link) => copy(&link).await,
            None => false,
        };
        told.emit(done);
    });
}
