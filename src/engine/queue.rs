//! Stages where tasks gather.
//!
//! The order of arrival is this. Tasks start in the order in which they are listed, one Dataset
//! stage after another in file order, and each goes as far as it can before the next starts.
//! Where a stage must know how many come (a quota, an agent that runs when everything has
//! arrived) or minds the order and can see tasks again, tasks join a queue. When no task can move
//! any more, the queue furthest upstream is worked off, first come, first served; a task that
//! comes back joins the end.

use super::carried::Start;
use super::plan::{Action, How, Plan, Test};
use super::sampler::Turns;
use super::walk::{Observer, Standing, Tried, Walker};

/// Stands for the output of a task that has to stay.
const STAYS: usize = usize::MAX;

/// A task in a queue: its number, and where it stands.
#[derive(Debug, Clone, Copy)]
struct Waiting {
    number: u64,
    at: u32,
}

/// The queues of a run, one for each stage.
#[derive(Debug)]
pub(super) struct Queues {
    stages: Vec<Vec<Waiting>>,
    round: Option<Round>,
    waiting: usize,
}

/// A queue that is being worked off.
#[derive(Debug)]
struct Round {
    tasks: Vec<Waiting>,
    /// The output of each, where they were decided together.
    outputs: Vec<usize>,
    next: usize,
}

impl Queues {
    pub fn new(plan: &Plan) -> Self {
        Self { stages: plan.stages.iter().map(|_| Vec::new()).collect(), round: None, waiting: 0 }
    }

    /// Whether nobody waits for others.
    pub const fn are_empty(&self) -> bool {
        self.waiting == 0
    }

    /// Lets a task wait for the others of a stage.
    #[cold]
    pub fn join(&mut self, stage: usize, task: Standing<'_>) {
        self.waiting += 1;
        self.stages[stage].push(Waiting { number: task.start.number, at: task.at });
    }
}

/// Finds a task again by its number.
pub(super) trait Starts<'p> {
    /// The task of that number, before it starts.
    fn start(&self, number: u64) -> Start<'p>;
}

impl<'p> Walker<'p> {
    /// Lets up to `most` waiting tasks go on, once all tasks have started; how many it let go.
    /// Fewer than asked means that the run is over.
    pub fn work_off(&mut self, starts: &impl Starts<'p>, most: u64, observer: &mut impl Observer) -> u64 {
        let mut done = 0;
        while done < most {
            let round = self.queues.round.take().or_else(|| self.next_round(starts));
            let Some(mut round) = round else { break };
            while done < most && round.next < round.tasks.len() {
                self.let_go(&mut round, starts, observer);
                done += 1;
            }
            if round.next < round.tasks.len() {
                self.queues.round = Some(round);
            }
        }
        done
    }

    fn let_go(&mut self, round: &mut Round, starts: &impl Starts<'p>, observer: &mut impl Observer) {
        let waiting = round.tasks[round.next];
        let decided = round.outputs.get(round.next).copied();
        round.next += 1;
        self.queues.waiting -= 1;
        let task = Standing { start: starts.start(waiting.number), at: waiting.at };
        let node = self.paths.node(task.at);
        let output = match decided {
            Some(STAYS) => None,
            Some(output) => Some(output),
            None => self.decide(task, node),
        };
        match output {
            Some(output) => self.leave(task, output, observer),
            None => self.rest(task, observer),
        }
    }

    /// The next queue to work off; `None` when all tasks rest.
    fn next_round(&mut self, starts: &impl Starts<'p>) -> Option<Round> {
        let plan = self.plan;
        let ready = |queue: &Vec<Waiting>, stage: usize| match plan.stages[stage].action {
            Action::Agent { every: Some(k), .. } => queue.len() / k * k,
            _ => queue.len(),
        };
        let queues = &self.queues.stages;
        let next = plan.gathering.iter().map(|&stage| (stage, ready(&queues[stage], stage)));
        if let Some((stage, count)) = next.into_iter().find(|(_, count)| *count > 0) {
            let tasks: Vec<Waiting> = self.queues.stages[stage].drain(..count).collect();
            let outputs = self.decide_together(stage, &tasks, starts);
            return Some(Round { tasks, outputs, next: 0 });
        }
        // What is left over at an agent that runs every k tasks has to wait.
        let mut left = plan.gathering.iter().map(|&stage| std::mem::take(&mut self.queues.stages[stage]));
        let tasks = left.find(|queue| !queue.is_empty())?;
        Some(Round { outputs: vec![STAYS; tasks.len()], tasks, next: 0 })
    }

    fn is_quota(&self, how: How) -> Option<usize> {
        let How::InOrder(shares) = how else { return None };
        (self.plan.shares[shares].turns == Turns::Quota).then_some(shares)
    }

    /// What needs to be known of all tasks of a queue before the first goes on. Gives their
    /// outputs where they have to be decided together, else none.
    fn decide_together(&mut self, stage: usize, tasks: &[Waiting], starts: &impl Starts<'p>) -> Vec<usize> {
        match &self.plan.stages[stage].action {
            Action::Sample { how, .. } => {
                if let Some(shares) = self.is_quota(*how) {
                    self.takers[shares].open(tasks.len() as u64);
                }
                Vec::new()
            }
            Action::Logic(tests) => self.decide_rules(tests, tasks, starts),
            Action::Agent { script, picks, otherwise, .. } => {
                let lines = self.decide_rules(script, tasks, starts).into_iter();
                lines.map(|line| picks.get(line).copied().or(*otherwise).unwrap_or(STAYS)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Rule by rule, since a quota must know how many tasks reach it: the position of the rule that
    /// matched each task, or after the last.
    fn decide_rules(&mut self, tests: &'p [Test], tasks: &[Waiting], starts: &impl Starts<'p>) -> Vec<usize> {
        let quota =
            |test: &Test| if let Test::Random { how, .. } = test { self.is_quota(*how) } else { None };
        let quotas: Vec<Option<usize>> = tests.iter().map(quota).collect();
        if quotas.iter().all(Option::is_none) {
            return Vec::new();
        }
        let asks = |rule: usize| quotas[rule].is_some();
        let mut tried = Vec::with_capacity(tasks.len());
        for waiting in tasks {
            let task = Standing { start: starts.start(waiting.number), at: waiting.at };
            tried.push(self.first_match(tests, 0, task, self.paths.node(task.at), asks));
        }
        for (rule, shares) in quotas.iter().enumerate() {
            let Some(shares) = *shares else { continue };
            let reached = tried.iter().filter(|tried| **tried == Tried::AtQuota(rule)).count();
            self.takers[shares].open(reached as u64);
            let here = (0..tasks.len()).filter(|i| tried[*i] == Tried::AtQuota(rule)).collect::<Vec<_>>();
            for i in here {
                let task = Standing { start: starts.start(tasks[i].number), at: tasks[i].at };
                let node = self.paths.node(task.at);
                tried[i] = if self.matches(&tests[rule], rule, task, node) {
                    Tried::Matched(rule)
                } else {
                    self.first_match(tests, rule + 1, task, node, asks)
                };
            }
        }
        let output = |tried: Tried| if let Tried::Matched(output) = tried { output } else { tests.len() };
        tried.into_iter().map(output).collect()
    }
}
