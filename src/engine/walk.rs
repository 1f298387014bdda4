//! One task's way through the workflow.

use super::draw::Key;
use super::facts::Answers;
use super::plan::{Action, Plan, Test};
use super::tally::Tally;
use super::work::{Crew, Purpose, crew_of, meet};

/// One visit of one stage by one task.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Visit {
    /// The task's number in the run, from 0.
    pub task: u64,
    /// The stage's position.
    pub stage: usize,
    /// Which visit of this stage by this task, from 0.
    pub visit: u32,
    /// The output taken; `None` where the task stays.
    pub output: Option<usize>,
    /// Who worked on it here, where that matters to the workflow.
    pub annotator: Option<usize>,
    /// Time spent here [s], where that matters to the workflow.
    pub seconds: f64,
}

/// Is told of every visit.
pub trait Observer {
    /// A visit is over.
    fn visit(&mut self, visit: &Visit);
}

/// Watches nothing.
impl Observer for () {
    fn visit(&mut self, _: &Visit) {}
}

/// A task about to start.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start<'a> {
    pub number: u64,
    pub key: u64,
    /// The position of its Dataset stage among the Dataset stages.
    pub source: usize,
    pub answers: Answers<'a>,
}

/// Where a stage sends a task.
enum Outcome {
    Leaves(usize),
    Waits,
    Ends,
}

/// The keys of one stage in one run.
#[derive(Debug, Clone, Copy)]
struct StageKeys {
    route: Key,
    annotator: Key,
    time: Key,
    content: Key,
}

/// Walks tasks through a plan, one after another, and counts.
#[derive(Debug)]
pub(super) struct Walker<'p> {
    plan: &'p Plan,
    keys: Vec<StageKeys>,
    truth_key: Key,
    batch_key: Key,
    pub tally: Tally,
    /// Visits of each stage by the present task, and the stages to reset after it.
    visits: Vec<u32>,
    visited: Vec<usize>,
    /// Who had the present task at each stage, for stages that give it back to them.
    earlier: Vec<Option<usize>>,
    members: Vec<Option<usize>>,
    answers: Vec<u64>,
}

/// What the present task carries.
#[derive(Debug, Clone, Copy)]
struct Load<'a> {
    start: Start<'a>,
    truth: u64,
    annotations: u64,
    latest: Option<usize>,
    so_far: Crew,
    seconds: f64,
    last_seconds: f64,
    /// Who worked here in this visit, and how long [s].
    here: (Option<usize>, f64),
}

impl<'p> Walker<'p> {
    pub fn new(plan: &'p Plan, seed: u64, run: u64) -> Self {
        let key = Key::new(seed, run);
        let keys = plan.stages.iter().map(|step| {
            let key = key.with(step.word);
            let route = match step.action {
                Action::Logic(_) | Action::Agent { .. } => key.purpose(Purpose::Rule),
                Action::ReviewPlain(_) | Action::ReviewJudged { .. } => key.purpose(Purpose::Verdict),
                _ => key.purpose(Purpose::Route),
            };
            StageKeys {
                route,
                annotator: key.purpose(Purpose::Annotator),
                time: key.purpose(Purpose::Time),
                content: key.purpose(Purpose::Content),
            }
        });
        Self {
            keys: keys.collect(),
            truth_key: key.purpose(Purpose::Truth),
            batch_key: key.purpose(Purpose::Batch),
            tally: Tally::new(plan),
            visits: vec![0; plan.stages()],
            visited: Vec::new(),
            earlier: vec![None; plan.stages()],
            members: Vec::new(),
            answers: Vec::new(),
            plan,
        }
    }

    /// Walks one task to where it comes to rest.
    pub fn walk(&mut self, start: Start<'_>, observer: &mut impl Observer) {
        let mut load = Load {
            start,
            truth: if self.plan.needs.content { self.truth(start) } else { 0 },
            annotations: 0,
            latest: None,
            so_far: Crew::default(),
            seconds: 0.0,
            last_seconds: 0.0,
            here: (None, 0.0),
        };
        self.tally.tasks += 1;
        let mut next = self.plan.datasets.get(start.source).copied();
        while let Some(stage) = next {
            next = self.visit(stage, &mut load, observer);
        }
        for stage in self.visited.drain(..) {
            self.visits[stage] = 0;
            self.earlier[stage] = None;
        }
    }

    /// One visit; the stage that the task goes on to, if it does.
    #[inline(always)]
    fn visit(&mut self, stage: usize, load: &mut Load<'_>, observer: &mut impl Observer) -> Option<usize> {
        let visit = self.visits[stage];
        self.tally.arrived[stage] += 1;
        if visit == 0 {
            self.visited.push(stage);
        }
        if visit >= self.plan.visit_limit {
            self.tally.over_limit[stage] += 1;
            return None;
        }
        self.visits[stage] = visit + 1;
        load.here = (None, 0.0);
        let outcome = self.act(stage, visit, load);
        let output = if let Outcome::Leaves(output) = outcome { Some(output) } else { None };
        observer.visit(&Visit {
            task: load.start.number,
            stage,
            visit,
            output,
            annotator: load.here.0,
            seconds: load.here.1,
        });
        match outcome {
            Outcome::Leaves(output) => self.leave(stage, output, visit),
            Outcome::Waits => {
                self.tally.waiting[stage] += 1;
                None
            }
            Outcome::Ends => {
                self.tally.ended[stage] += 1;
                None
            }
        }
    }

    #[inline(always)]
    fn leave(&mut self, stage: usize, output: usize, visit: u32) -> Option<usize> {
        let flat = self.plan.first_output[stage] + output;
        self.tally.left[flat] += 1;
        if visit == 0 {
            self.tally.left_first[flat] += 1;
        }
        let to = self.plan.stages[stage].to[output];
        if to.is_none() {
            self.tally.unconnected[flat] += 1;
        }
        to
    }

    #[inline(always)]
    fn act(&mut self, stage: usize, visit: u32, load: &mut Load<'_>) -> Outcome {
        let plan = self.plan;
        let keys = self.keys[stage];
        let at = |key: Key| key.with(load.start.key).with(u64::from(visit));
        match &plan.stages[stage].action {
            Action::Start { waits: true } => Outcome::Waits,
            Action::End => Outcome::Ends,
            Action::Start { waits: false } => Outcome::Leaves(0),
            Action::Sample(table) => Outcome::Leaves(table.pick(at(keys.route))),
            Action::ReviewPlain(reject) => Outcome::Leaves(usize::from(reject.hits(at(keys.route)))),
            Action::ReviewJudged { catch, false_alarm } => {
                let chance = if load.annotations == load.truth { false_alarm } else { catch };
                Outcome::Leaves(usize::from(chance.hits(at(keys.route))))
            }
            Action::Logic(tests) => {
                let key = at(keys.route);
                let first = (0u64..).zip(tests).position(|(i, test)| self.holds(test, key.with(i), load));
                Outcome::Leaves(first.unwrap_or(tests.len()))
            }
            Action::Agent { runs: false, .. } => Outcome::Waits,
            Action::Agent { script, otherwise, .. } => {
                let key = at(keys.route);
                let mut lines = (0u64..).zip(script);
                let line = lines.find(|(i, (test, _))| self.holds(test, key.with(*i), load));
                line.map(|(_, (_, to))| *to).or(*otherwise).map_or(Outcome::Waits, Outcome::Leaves)
            }
            Action::Model(skill) => {
                if plan.needs.content {
                    load.annotations = skill.annotate(load.truth, at(keys.content), &plan.people.class_words);
                }
                Outcome::Leaves(0)
            }
            Action::Annotate { staff, sticky } => {
                if plan.needs.people {
                    let before = self.earlier[stage].filter(|_| *sticky);
                    let person = before.or_else(|| staff.pick(at(keys.annotator)));
                    self.earlier[stage] = person;
                    self.annotate(person, at(keys.time), at(keys.content), load);
                }
                Outcome::Leaves(0)
            }
            Action::Consensus { staff, copies, needed } => {
                if !plan.needs.people {
                    return Outcome::Leaves(0); // nothing can differ
                }
                staff.pick_distinct(*copies, at(keys.annotator), &mut self.members);
                let agreed = self.consensus(at(keys.time), at(keys.content), load);
                Outcome::Leaves(usize::from(agreed < *needed))
            }
        }
    }

    /// Lets one person annotate the task anew.
    fn annotate(&self, person: Option<usize>, time: Key, content: Key, load: &mut Load<'_>) {
        let plan = self.plan;
        load.latest = person;
        load.so_far.iter_mut().zip(crew_of(person)).for_each(|(all, one)| *all |= one);
        if plan.needs.time {
            let seconds = plan.people.seconds(person, time);
            load.seconds += seconds;
            load.last_seconds = seconds;
        }
        if plan.needs.content {
            load.annotations = plan.people.annotate(person, load.truth, content);
        }
        load.here = (person, load.last_seconds);
    }

    /// Lets the chosen members annotate copies blind, and keeps the answer that most of them
    /// gave (of equals the one given first). The task's time is that of all of them together,
    /// its latest annotator the first who gave the answer kept. Returns how many gave it.
    fn consensus(&mut self, time: Key, content: Key, load: &mut Load<'_>) -> u32 {
        let before = load.seconds;
        self.answers.clear();
        for (member, person) in (0u64..).zip(self.members.iter().copied()) {
            self.annotate(person, time.with(member), content.with(member), load);
            self.answers.push(load.annotations);
        }
        let votes = |answer: u64| self.answers.iter().filter(|other| **other == answer).count();
        let (mut kept, mut most) = (0, 0);
        for (i, answer) in self.answers.iter().enumerate() {
            let votes = votes(*answer);
            if votes > most {
                (kept, most) = (i, votes);
            }
        }
        load.annotations = self.answers.get(kept).copied().unwrap_or(load.annotations);
        load.latest = self.members.get(kept).copied().flatten();
        load.last_seconds = load.seconds - before;
        load.here = (load.latest, load.last_seconds);
        u32::try_from(most).unwrap_or(u32::MAX)
    }

    fn holds(&self, test: &Test, key: Key, load: &Load<'_>) -> bool {
        match test {
            Test::Annotations { has, has_not } => {
                load.annotations & has == *has && load.annotations & has_not == 0
            }
            Test::Annotator { crew, any: true } => meet(crew, &load.so_far),
            Test::Annotator { crew, any: false } => meet(crew, &crew_of(load.latest)),
            Test::Random(chance) => chance.hits(key),
            Test::Duration { at_least, below, last } => {
                let seconds = if *last { load.last_seconds } else { load.seconds };
                *at_least <= seconds && seconds < *below
            }
            Test::Batch { fact, batches } => {
                let answers = load.start.answers;
                if answers.batches_known() {
                    return fact.is_some_and(|bit| answers.has(bit));
                }
                batches
                    .iter()
                    .filter_map(|&batch| self.plan.batches.get(batch))
                    .any(|(word, chance)| chance.hits(self.batch_key.with(*word).with(load.start.key)))
            }
            Test::Dataset(named) => named.get(load.start.source).copied().unwrap_or(false),
            Test::Fact(bit) => bit.is_some_and(|bit| load.start.answers.has(bit)),
        }
    }

    /// The classes that a task truly holds: as its metadata says, else drawn by prevalence.
    fn truth(&self, start: Start<'_>) -> u64 {
        start.answers.truth().unwrap_or_else(|| {
            let words = self.plan.people.class_words.iter().zip(&self.plan.prevalence).enumerate();
            let holds = |word: u64| self.truth_key.with(word).with(start.key);
            words
                .filter(|(_, (word, chance))| chance.hits(holds(**word)))
                .fold(0, |bits, (i, _)| bits | 1 << i)
        })
    }
}
