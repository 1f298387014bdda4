//! The workers that this one has started to share in its runs, and what they send back.
//!
//! They are started when a question is first large enough, and kept. One that is lost costs
//! nothing but time: what it had is done by another. The result does not depend on how many there
//! are, since the counts of some runs add up to those of all however they are parted.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use super::link::{Link, Report};
use super::object;
use super::parts::{OWNER, Parts};
use super::protocol::{Answer, Order, RunId};
use super::wire::{decode, encode};
use crate::simulate::{Gathered, Study};

/// How many tasks, over all runs, a question must have to be shared. Of six million tasks of a simple
/// workflow two workers that had to be started took 0.26 s, and one alone 0.20 s.
const WORTH_SHARING: u64 = 5_000_000;

/// The most workers for one question: each has its own copy of the tasks.
const MOST: u64 = 8;

/// For how many questions a member may say nothing before it is taken for gone: it may have had no
/// turn while the others did all there was.
const SILENCE: u32 = 3;

/// Those that share.
#[derive(Debug, Default)]
pub struct Team {
    /// The addresses of the glue script and of the worker's boot script.
    scripts: [String; 2],
    /// How many members there may be.
    most: usize,
    members: Vec<Member>,
    /// What members reported, by their names.
    inbox: Rc<RefCell<Vec<(u64, Report)>>>,
    /// The latest member's name; names are never used twice.
    names: u64,
    /// The run that they share in.
    run: Option<RunId>,
}

#[derive(Debug)]
struct Member {
    name: u64,
    link: Link,
    listens: bool,
    /// Whether it listened when it was given something of this question.
    asked: bool,
    /// Questions that it was asked since it said anything.
    silent: u32,
}

/// A question and how far it is: the owner's part of a run.
#[derive(Debug)]
pub struct Shared {
    pub parts: Parts,
    pub gathered: Gathered,
    run: RunId,
    is_shared: bool,
}

impl Team {
    /// Nobody so far. `cores` is how much the machine can do at once: one is left to the page, but
    /// not one of two, for the page needs little of it.
    pub fn new(glue: String, worker: String, cores: u32) -> Self {
        let workers = if cores > 2 { u64::from(cores - 1).min(MOST) } else { u64::from(cores.max(1)) };
        Self { scripts: [glue, worker], most: workers as usize - 1, ..Self::default() }
    }

    /// Begins a question, with as many members as it is worth.
    pub fn share(&mut self, run: RunId, workflow: &str, study: &Study, seed: u64) -> Shared {
        let (runs, tasks) = (study.runs(), study.tasks());
        let is_shared = self.most > 0 && runs > 1 && runs.saturating_mul(tasks) >= WORTH_SHARING;
        if is_shared {
            self.run = Some(run);
            self.hear();
            let wanted = usize::try_from(runs - 1).unwrap_or(usize::MAX);
            while self.members.len() < self.most.min(wanted) && self.start_one() {}
            let order = Order::Begin { run, workflow: workflow.to_owned(), seed, runs };
            let message = message(&order);
            let bytes = Uint8Array::from(&study.packed_tasks()[..]);
            // Setting a property of an ordinary fresh object cannot fail.
            let _ = Reflect::set(&message, &"tasks".into(), &bytes);
            for member in &mut self.members {
                member.asked = false;
                member.link.send(&message);
            }
        }
        let workers = if is_shared { self.members.len() as u64 + 1 } else { 1 };
        let gathered = study.begin_part(0..0).gathered();
        let mut shared = Shared { parts: Parts::new(runs, tasks, workers), gathered, run, is_shared };
        shared.hand_out(self);
        shared
    }

    /// Starts a member; whether the browser let it be.
    fn start_one(&mut self) -> bool {
        self.names += 1;
        let (name, inbox) = (self.names, self.inbox.clone());
        let [glue, worker] = &self.scripts;
        let report = move |report| inbox.borrow_mut().push((name, report));
        match Link::start(glue, worker, report) {
            Ok(link) => {
                self.members.push(Member { name, link, listens: false, asked: false, silent: 0 });
                true
            }
            Err(_) => {
                self.most = self.members.len();
                false
            }
        }
    }

    /// Takes the members' reports: who was lost, and the answers.
    fn hear(&mut self) -> (Vec<u64>, Vec<(u64, Vec<u8>)>) {
        let (mut lost, mut answers) = (Vec::new(), Vec::new());
        for (name, report) in self.inbox.take() {
            match report {
                Report::Ready => self.member(name).for_each(|member| member.listens = true),
                Report::Said(value) => {
                    self.member(name).for_each(|member| member.silent = 0);
                    let bytes = value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec);
                    answers.push((name, bytes.unwrap_or_default()));
                }
                Report::Died(_) => lost.push(name),
            }
        }
        lost.iter().for_each(|name| self.lose(*name));
        (lost, answers)
    }

    fn member(&mut self, name: u64) -> impl Iterator<Item = &mut Member> {
        self.members.iter_mut().filter(move |member| member.name == name)
    }

    /// Lets a member go. None takes its place: what ended it may be that memory is short.
    fn lose(&mut self, name: u64) {
        let before = self.members.len();
        self.members.retain(|member| member.name != name);
        self.most -= before - self.members.len();
    }

    /// Ends a question; `is_over` says whether all of it was done. Nobody goes on with it, and who
    /// has not said a word for some questions is let go: it ended without one.
    pub fn end(&mut self, run: RunId, is_over: bool) {
        if self.run != Some(run) {
            return;
        }
        self.run = None;
        let message = message(&Order::Stop);
        for member in &mut self.members {
            member.silent += u32::from(is_over && member.asked);
            member.link.send(&message);
        }
        self.members.retain(|member| member.silent < SILENCE);
    }
}

impl Shared {
    /// The next part for the owner: one that nobody has, or else one that another has as well.
    pub fn take(&mut self) -> Option<std::ops::Range<u64>> {
        self.parts.take(OWNER).or_else(|| self.parts.again())
    }

    /// Adds what a part came to, unless another was first.
    pub fn add(&mut self, from: u64, gathered: Gathered) {
        if self.parts.open(from).is_some() {
            self.parts.done(from);
            self.gathered.merge(gathered);
        }
    }

    /// Takes in what the members have done, and gives them more to do.
    pub fn collect(&mut self, team: &mut Team, study: &Study) {
        if !self.is_shared {
            return;
        }
        let (lost, answers) = team.hear();
        for (name, bytes) in answers {
            if !self.hear(study, name, &bytes) {
                team.lose(name);
                self.parts.lost(name);
            }
        }
        lost.into_iter().for_each(|name| self.parts.lost(name));
        self.hand_out(team);
    }

    /// Takes an answer; whether it was one.
    fn hear(&mut self, study: &Study, name: u64, bytes: &[u8]) -> bool {
        let Some(answer) = decode(bytes) else { return false };
        let (Answer::Walked { run, .. } | Answer::Done { run, .. }) = answer;
        // Of an earlier question nothing is wanted any more.
        if run != self.run {
            return true;
        }
        match answer {
            Answer::Walked { from, walked, .. } => self.parts.progress(name, from, walked),
            Answer::Done { from, lists, .. } => {
                let Some(gathered) = study.gathered(lists) else { return false };
                self.add(from, gathered);
            }
        }
        true
    }

    /// Gives each member a part, and then one more for when it has done that.
    fn hand_out(&mut self, team: &mut Team) {
        if !self.is_shared {
            return;
        }
        for member in &mut team.members {
            if self.parts.held(member.name) == 0 {
                let part = self.parts.take(member.name);
                member.ask(part);
            }
        }
        for member in &mut team.members {
            let part = self.parts.take_ahead(member.name);
            member.ask(part);
        }
    }
}

impl Member {
    fn ask(&mut self, part: Option<std::ops::Range<u64>>) {
        let Some(part) = part else { return };
        self.asked |= self.listens;
        self.link.send(&message(&Order::Do { from: part.start, to: part.end }));
    }
}

fn message(order: &Order) -> js_sys::Object {
    object("order", &JsValue::from(Uint8Array::from(&encode(order)[..])))
}
