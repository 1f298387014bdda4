//! One task's way through the workflow.

use std::collections::BTreeMap;

use super::block::Block;
use super::carried::{Carried, Keys, Start};
use super::draw::Key;
use super::explain::{Explanation, Turn};
use super::paths::{NONE, Node, Paths};
use super::plan::{Action, How, Plan, Test};
use super::queue::Queues;
use super::rested::{Decision, Rested};
use super::routes::Routes;
use super::sampler::Taker;
use super::tally::Tally;
use super::work::Purpose;

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
    /// Who worked on it here; of a consensus, whoever gave the answer kept.
    pub annotator: Option<usize>,
    /// Time spent here [s], by all who worked here together.
    pub seconds: f64,
}

/// Is told what becomes of tasks.
pub trait Observer {
    /// Whether it wants to hear of visits; else none is worked out.
    const VISITS: bool = true;
    /// Whether it wants to hear where tasks come to rest.
    const RESTS: bool = true;
    /// Whether it may ask for explanations.
    const EXPLAINS: bool = false;
    /// Whether it wants to look at tasks that have come to rest.
    const LOOKS: bool = false;
    /// Whether it wants to hear of decisions in the order in which they are made.
    const DECISIONS: bool = false;

    /// A visit is over. A task's visits are told together, when it has come to rest.
    fn visit(&mut self, _visit: &Visit) {}

    /// A task has come to rest at a stage; at an output that is not connected, that is the stage
    /// before.
    fn rest(&mut self, _task: u64, _stage: usize) {}

    /// A task has come to rest, and can be looked at.
    fn look(&mut self, _task: &Rested<'_, '_>) {}

    /// A stage with several outputs has decided about the task that is next in the stage's order
    /// of arrival.
    fn decided(&mut self, _decision: &Decision) {}

    /// Whether it wants a task explained.
    fn asks(&self, _task: u64) -> bool {
        false
    }

    /// A task that it asked for is explained, after its visits have been told.
    fn explained(&mut self, _explanation: Explanation) {}
}

/// Watches nothing.
impl Observer for () {
    const VISITS: bool = false;
    const RESTS: bool = false;
}

impl Action {
    /// What the draws that route a task are for.
    pub const fn purpose(&self) -> Purpose {
        match self {
            Self::Logic(_) | Self::Agent { .. } => Purpose::Rule,
            Self::ReviewPlain(_) | Self::ReviewJudged { .. } => Purpose::Verdict,
            _ => Purpose::Route,
        }
    }
}

/// A task on its way: what it is and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing<'p> {
    pub start: Start<'p>,
    pub at: u32,
}

/// How far the rules of a Logic stage have been tried on a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tried {
    /// The output is known.
    Matched(usize),
    /// This rule must know how many tasks reach it.
    AtQuota(usize),
}

/// Walks tasks through a plan, one after another, and counts.
#[derive(Debug)]
pub(super) struct Walker<'p> {
    pub plan: &'p Plan,
    pub keys: Keys<'p>,
    pub paths: Paths,
    pub takers: Vec<Taker>,
    pub queues: Queues,
    /// Room for tasks that walk together.
    pub block: Block,
    /// Tasks that have started.
    pub tasks: u64,
    /// The task that is to be explained, and what it got from shares that are taken in order.
    pub watched: Option<u64>,
    pub turns: Vec<Turn>,
    /// What lines of agents' scripts that keep to it said of a task: by its number, stage and line.
    lines: BTreeMap<(u64, u64), u64>,
    /// What tasks on private paths counted, and where they went.
    private: Tally,
    routes: Routes,
}

impl<'p> Walker<'p> {
    pub fn new(plan: &'p Plan, seed: u64, run: u64) -> Self {
        Self {
            keys: Keys::new(plan, seed, run),
            paths: Paths::new(plan),
            takers: plan.shares.iter().map(|shares| Taker::new(shares, Key::new(seed, run))).collect(),
            queues: Queues::new(plan),
            block: Block::default(),
            tasks: 0,
            watched: None,
            turns: Vec::new(),
            lines: BTreeMap::new(),
            private: Tally::new(plan),
            routes: Routes::default(),
            plan,
        }
    }

    /// Walks one task from its start to where it rests or has to wait for others.
    pub fn begin(&mut self, start: Start<'p>, observer: &mut impl Observer) {
        self.tasks += 1;
        self.go_on(Standing { start, at: self.paths.start(start.source) }, observer);
    }

    /// Walks on from a place where something is to be decided.
    pub fn go_on(&mut self, mut task: Standing<'p>, observer: &mut impl Observer) {
        loop {
            let node = self.paths.node(task.at);
            if node.rests {
                return self.rest(task, observer);
            }
            let step = &self.plan.stages[node.stage as usize];
            if step.gathers && !self.goes_its_own_way(&step.action, task.at) {
                return self.queues.join(node.stage as usize, task);
            }
            match self.decide(task, node) {
                Some(output) => {
                    self.tell_decision(task, node, output, observer);
                    task.at = self.paths.next(self.plan, task.at, node, output);
                }
                None => return self.rest(task, observer),
            }
        }
    }

    /// Lets a task leave where it stands by an output, and walk on.
    pub fn leave(&mut self, task: Standing<'p>, output: usize, observer: &mut impl Observer) {
        let node = self.paths.node(task.at);
        self.tell_decision(task, node, output, observer);
        let at = self.paths.next(self.plan, task.at, node, output);
        self.go_on(Standing { at, ..task }, observer);
    }

    #[inline(always)]
    fn tell_decision<O: Observer>(&self, task: Standing<'p>, node: Node, output: usize, observer: &mut O) {
        if O::DECISIONS && self.plan.outputs(node.stage as usize).len() > 1 {
            let (task, stage) = (task.start.number, node.stage as usize);
            observer.decided(&Decision { task, stage, visit: node.visit, output });
        }
    }

    /// Whether a task need not gather with the others, because it goes the way it went before.
    #[cold]
    fn goes_its_own_way(&self, action: &Action, at: u32) -> bool {
        matches!(action, Action::Sample { keep: true, .. }) && self.paths.node(at).visit > 0
    }

    #[inline(always)]
    pub fn carried(&self, start: Start<'p>, node: Node) -> Carried<'_, 'p> {
        Carried { keys: &self.keys, paths: &self.paths, start, worked: node.worked }
    }

    /// The output that a task takes; `None` where it waits.
    pub fn decide(&mut self, task: Standing<'p>, node: Node) -> Option<usize> {
        let stage = node.stage as usize;
        let (task_key, visit) = (task.start.key, node.visit);
        let route = self.keys.stages[stage].route;
        let key = route.visit(task_key, visit);
        match &self.plan.stages[stage].action {
            Action::Pass => Some(0),
            Action::Sample { table, how: How::Each, keep } => {
                Some(table.pick(if *keep { route.with(task_key) } else { key }))
            }
            Action::Sample { table, how: How::Sticky, .. } => {
                Some(table.pick(self.keys.stages[stage].sticky.with(task_key)))
            }
            Action::Sample { how: How::InOrder(shares), keep, .. } => {
                let kept = if *keep { self.paths.earlier(self.plan, task.at, |_| true) } else { None };
                Some(kept.unwrap_or_else(|| self.take(*shares, key, 0, task)))
            }
            Action::ReviewPlain(reject) => Some(usize::from(reject.hits(key))),
            Action::ReviewJudged { catch, false_alarm } => {
                let chance = if self.carried(task.start, node).is_right() { false_alarm } else { catch };
                Some(usize::from(chance.hits(key)))
            }
            Action::Agree { needed } => {
                let agreed = self.carried(task.start, node).panel(node).votes;
                Some(usize::from(agreed < *needed))
            }
            Action::Call { fails, calls } => {
                Some(usize::from((0..*calls).all(|call| fails.hits(key.with(u64::from(call))))))
            }
            Action::Logic(tests) => {
                let found = self.first_match(tests, 0, task, node, |_| false);
                Some(if let Tried::Matched(output) = found { output } else { tests.len() })
            }
            Action::Agent { script, picks, otherwise, .. } => {
                let found = self.first_match(script, 0, task, node, |_| false);
                if let Tried::Matched(line) = found { picks.get(line).copied().or(*otherwise) } else { None }
            }
            Action::Wait | Action::End { .. } => None,
        }
    }

    /// The first of the rules from `from` on that matches, or that `asks` to know how many tasks
    /// reach it.
    pub fn first_match(
        &mut self,
        tests: &'p [Test],
        from: usize,
        task: Standing<'p>,
        node: Node,
        asks: impl Fn(usize) -> bool,
    ) -> Tried {
        for (i, test) in tests.iter().enumerate().skip(from) {
            if asks(i) && self.kept(test, i, task).is_none() {
                return Tried::AtQuota(i);
            }
            if self.matches(test, i, task, node) {
                return Tried::Matched(i);
            }
        }
        Tried::Matched(tests.len())
    }

    pub fn matches(&mut self, test: &Test, rule: usize, task: Standing<'p>, node: Node) -> bool {
        if let Test::Random { chance, how, keep } = test {
            let keys = self.keys.stages[node.stage as usize];
            // The rule before the task, so that what rules have in common is worked out once.
            let (route, sticky) = (keys.route.with(rule as u64), keys.sticky.with(rule as u64));
            let (task_key, visit) = (task.start.key, node.visit);
            return match how {
                How::Each => chance.hits(route.visit(task_key, if *keep { 0 } else { visit })),
                How::Sticky => chance.hits(sticky.with(task_key)),
                How::InOrder(shares) => self.kept(test, rule, task).unwrap_or_else(|| {
                    let matched = self.take(*shares, route.visit(task_key, visit), rule, task) == 0;
                    if *keep && matches!(self.plan.stages[node.stage as usize].action, Action::Agent { .. }) {
                        self.lines.insert((task.start.number, line_of(node.stage, rule)), u64::from(matched));
                    }
                    matched
                }),
            };
        }
        self.carried(task.start, node).holds(test)
    }

    /// What a rule said of a task when it first reached it, where it keeps to that. An output at
    /// or after the rule's own says that it was reached; an agent's outputs do not tell its lines.
    pub fn kept(&self, test: &Test, rule: usize, task: Standing<'p>) -> Option<bool> {
        if !matches!(test, Test::Random { keep: true, how: How::InOrder(_), .. }) {
            return None;
        }
        let stage = self.paths.node(task.at).stage;
        if matches!(self.plan.stages[stage as usize].action, Action::Agent { .. }) {
            return self.lines.get(&(task.start.number, line_of(stage, rule))).map(|matched| *matched == 1);
        }
        self.paths.earlier(self.plan, task.at, |output| output >= rule).map(|first| first == rule)
    }

    /// The output of the next arrival at shares that are taken in order.
    #[cold]
    fn take(&mut self, shares: usize, key: Key, rule: usize, task: Standing<'p>) -> usize {
        let left = (self.watched == Some(task.start.number)).then(|| self.takers[shares].left().to_vec());
        let output = self.takers[shares].take(key);
        if let Some(left) = left {
            self.turns.push(Turn { at: task.at, rule, key, left, output });
        }
        output
    }

    /// Counts a task where it has come to rest.
    pub fn rest(&mut self, task: Standing<'p>, observer: &mut impl Observer) {
        let wrong = self.plan.content && self.is_delivered_wrong(task);
        if self.paths.is_private(task.at) {
            self.paths.tally_private(self.plan, task.at, wrong, &mut self.private);
            self.routes.add(self.paths.route(task.at), 1, u64::from(wrong));
            self.tell(task, wrong, observer);
            if self.queues.are_empty() {
                self.paths.trim();
            }
            return;
        }
        self.paths.rest(task.at, 1);
        if wrong {
            self.paths.rest_wrong(task.at);
        }
        self.tell(task, wrong, observer);
    }

    fn is_delivered_wrong(&self, task: Standing<'p>) -> bool {
        let node = self.paths.node(task.at);
        let delivers = |stage: u32| self.plan.stages[stage as usize].action == Action::End { delivers: true };
        node.stage != NONE && delivers(node.stage) && !self.carried(task.start, node).is_right()
    }

    /// Tells of a task at rest.
    fn tell<O: Observer>(&mut self, task: Standing<'p>, wrong: bool, observer: &mut O) {
        if O::VISITS {
            self.tell_visits(task, observer);
        }
        if O::RESTS {
            observer.rest(task.start.number, self.resting_stage(task.at));
        }
        if O::LOOKS {
            observer.look(&Rested { walker: self, task, wrong });
        }
        if O::EXPLAINS && observer.asks(task.start.number) {
            let explanation = self.explain(task);
            observer.explained(explanation);
        }
    }

    /// The stage where tasks rest at a place; at an output that is not connected, the stage before.
    pub fn resting_stage(&self, at: u32) -> usize {
        let node = self.paths.node(at);
        let stage = if node.stage == NONE { self.paths.node(node.parent).stage } else { node.stage };
        stage as usize
    }

    fn tell_visits(&self, task: Standing<'p>, observer: &mut impl Observer) {
        let path = self.paths.path(task.at);
        for (i, at) in path.iter().enumerate() {
            let node = self.paths.node(*at);
            if node.stage == NONE || node.visit >= self.plan.visit_limit {
                continue;
            }
            let next = path.get(i + 1).map(|next| self.paths.node(*next));
            let here = self.carried(task.start, node);
            observer.visit(&Visit {
                task: task.start.number,
                stage: node.stage as usize,
                visit: node.visit,
                output: next.map(|next| self.plan.output(next.via as usize).1),
                annotator: here.worker(node),
                seconds: here.seconds(node),
            });
        }
    }

    /// What the run has counted so far.
    pub fn tally(&self) -> Tally {
        let mut tally = self.private.clone();
        tally.tasks = self.tasks;
        self.paths.tally(self.plan, &mut tally);
        tally
    }

    /// Where tasks have gone so far.
    pub fn routes(&self) -> Routes {
        let mut routes = self.routes.clone();
        for (at, tasks, wrong) in self.paths.resting() {
            routes.add(self.paths.route(at), tasks, wrong);
        }
        routes
    }
}

/// A line of a script, by its stage and its place there.
const fn line_of(stage: u32, line: usize) -> u64 {
    (stage as u64) << 32 | line as u64
}
