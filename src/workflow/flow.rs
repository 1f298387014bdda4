//! How much of all tasks each output is expected to get, where that follows from the shares.
//!
//! The expected numbers of visits x solve x = b + xP: b is the share of tasks that start in a
//! stage, P the shares of the outputs that lead from stage to stage. It is solved by taking one
//! stage out after another (Grassmann, Taksar and Heyman 1985, "Regenerative analysis and steady
//! state distributions for Markov chains"), which subtracts nothing and so loses no digits.

use super::check::live::{Graph, Life};
use super::{
    Agent, AgentRun, Condition, Method, OnReturn, ReviewMode, Sampler, Share, Stage, StageKind, Workflow,
};

/// Expected visits for each task that starts. `None` where they depend on what is in the tasks
/// or on who works on them.
///
/// Where tasks cannot come back, this is the share of all tasks; where they can, every return
/// counts again. Shares are taken as they are set: a quota's rounding, the tasks left over in a
/// block and the limit of visits are not looked at. Several Dataset stages count by their plain
/// tasks.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    /// Visits of each stage, in file order.
    pub stages: Vec<Option<f64>>,
    /// Tasks that leave by each output, in the order of [`Stage::outputs`], for each stage.
    pub outputs: Vec<Vec<Option<f64>>>,
}

/// The expected flow through a workflow, which may have problems.
#[must_use]
pub fn flow(workflow: &Workflow) -> Flow {
    of_graph(&Graph::new(workflow))
}

/// The expected flow, for who has the graph already.
pub(super) fn of_graph(graph: &Graph<'_>) -> Flow {
    let shares: Vec<Vec<Option<f64>>> = (0..graph.outputs.len()).map(|at| shares(graph, at)).collect();
    let stages = visits(graph, &shares);
    let out = |(visits, shares): (&Option<f64>, &Vec<Option<f64>>)| {
        // Nothing of whatever it is remains nothing.
        let part = |share: &Option<f64>| match (visits, share) {
            (_, Some(0.0)) | (Some(0.0), _) => Some(0.0),
            (visits, share) => visits.zip(*share).map(|(visits, share)| visits * share),
        };
        shares.iter().map(part).collect()
    };
    let outputs = stages.iter().zip(&shares).map(out).collect();
    Flow { stages, outputs }
}

/// The share of its visits that leaves a stage by each output.
fn shares(graph: &Graph<'_>, at: usize) -> Vec<Option<f64>> {
    let stage = &graph.workflow.stages[at];
    let outputs = &graph.outputs[at];
    if outputs.iter().any(|output| output.life == Life::Waits) {
        return vec![Some(0.0); outputs.len()];
    }
    let dead: Vec<bool> = outputs.iter().map(|output| output.life != Life::Live).collect();
    let all_leave = !matches!(&stage.kind, StageKind::Agent(_));
    if all_leave && dead.iter().filter(|dead| !**dead).count() == 1 {
        return dead.iter().map(|dead| Some(if *dead { 0.0 } else { 1.0 })).collect();
    }
    let known = match &stage.kind {
        StageKind::Sampling(sampling) => {
            let sum: u64 = sampling.outputs.iter().map(|output| u64::from(output.share.millionths())).sum();
            let whole = sum == u64::from(Share::ONE.millionths()) && !remembers(graph, at, sampling.sampler);
            let share = |share: Share| whole.then(|| share.fraction());
            sampling.outputs.iter().map(|output| share(output.share)).collect()
        }
        StageKind::Review(review) => match review.mode {
            ReviewMode::Judged { catch, false_alarm } if catch != false_alarm => vec![None; 2],
            ReviewMode::Judged { catch: reject, .. } | ReviewMode::Plain { reject } => {
                vec![Some(reject.complement().fraction()), Some(reject.fraction())]
            }
        },
        StageKind::Webhook(webhook) => vec![Some(1.0 - webhook.failing()), Some(webhook.failing())],
        StageKind::Logic(_) => decisions(graph, at),
        StageKind::Agent(agent) => pathways(agent, &decisions(graph, at)),
        _ => vec![None; outputs.len()],
    };
    known.into_iter().zip(dead).map(|(share, dead)| if dead { Some(0.0) } else { share }).collect()
}

/// Whether a task that comes back goes the same way again, so that the share of visits is not
/// the share that is set.
fn remembers(graph: &Graph<'_>, at: usize, sampler: Sampler) -> bool {
    let same = sampler.method == Method::Sticky || sampler.on_return == OnReturn::Keep;
    same && can_return(graph, at)
}

/// Whether a task can come back to a stage.
pub(super) fn can_return(graph: &Graph<'_>, at: usize) -> bool {
    graph.reached(graph.next(at))[at]
}

/// What each condition of a list takes of all that come, and last what none takes.
fn decisions(graph: &Graph<'_>, at: usize) -> Vec<Option<f64>> {
    let stage = &graph.workflow.stages[at];
    let fates = graph.fates[at].as_ref();
    let all = fates.and_then(|fates| fates.all.as_ref()?.last().copied());
    let mut left = Some(1.0);
    let mut taken = Vec::new();
    for (i, condition) in stage.conditions().into_iter().enumerate() {
        let never = fates.is_some_and(|fates| fates.each[i].is_never());
        let share = match condition {
            _ if never => Some(0.0),
            _ if all == Some(i) => Some(1.0),
            Condition::RandomSample { share, sampler } => {
                (!remembers(graph, at, *sampler)).then(|| share.fraction())
            }
            _ => None,
        };
        taken.push(if never { Some(0.0) } else { left.zip(share).map(|(left, share)| left * share) });
        left = left.zip(share).map(|(left, share)| left * (1.0 - share));
    }
    taken.push(if all.is_some() { Some(0.0) } else { left });
    taken
}

/// What each pathway gets: of an agent that runs every few tasks, some wait in the end.
fn pathways(agent: &Agent, decisions: &[Option<f64>]) -> Vec<Option<f64>> {
    let waits = agent.runs == AgentRun::EveryK && agent.every != 1;
    let picks = agent.script.iter().map(|choice| Some(&choice.pathway)).chain([agent.otherwise.as_ref()]);
    let picks: Vec<(Option<&String>, Option<f64>)> = picks.zip(decisions.iter().copied()).collect();
    let gets = |name: &String| {
        let own = picks.iter().filter(|(picked, _)| *picked == Some(name)).map(|(_, share)| *share);
        let known: Option<f64> = own.sum();
        // What goes nowhere else goes here.
        let others_empty = picks.iter().all(|(picked, share)| *picked == Some(name) || *share == Some(0.0));
        if others_empty { Some(1.0) } else { known }
    };
    let of = |name: &String| if waits { None } else { gets(name) };
    agent.pathways.iter().map(|pathway| of(&pathway.name)).collect()
}

/// The visits of each stage.
fn visits(graph: &Graph<'_>, shares: &[Vec<Option<f64>>]) -> Vec<Option<f64>> {
    let Some(starts) = starts(graph) else { return vec![None; shares.len()] };
    let reached =
        reached(graph, shares, starts.iter().map(|(at, _)| *at).collect(), |share| share != Some(0.0));
    let unknown = unknown(graph, shares, &reached);
    let states: Vec<bool> =
        reached.iter().zip(&unknown).map(|(reached, unknown)| *reached && !unknown).collect();
    let mut chain = Chain::new(graph, shares, &states);
    for (at, share) in starts {
        chain.arriving[at] += share;
    }
    let solved = chain.solve(&states);
    let visits = |at: usize| match (&solved, reached[at]) {
        (_, false) => Some(0.0),
        (Some(visits), true) if states[at] => Some(visits[at]),
        _ => None,
    };
    (0..shares.len()).map(visits).collect()
}

/// The share of tasks that start in each Dataset stage; `None` where there are several without
/// plain tasks.
fn starts(graph: &Graph<'_>) -> Option<Vec<(usize, f64)>> {
    let tasks = |at: usize| match &graph.workflow.stages[at].kind {
        StageKind::Dataset(dataset) => dataset.tasks,
        _ => 0,
    };
    let starts: Vec<usize> = graph.starts().collect();
    if let [only] = starts[..] {
        return Some(vec![(only, 1.0)]);
    }
    let sum = starts.iter().fold(0.0, |sum, &at| sum + tasks(at) as f64);
    let some = starts.into_iter().filter(|&at| tasks(at) > 0);
    (sum > 0.0).then(|| some.map(|at| (at, tasks(at) as f64 / sum)).collect())
}

/// The stages that can be reached by outputs whose share is as asked.
fn reached(
    graph: &Graph<'_>,
    shares: &[Vec<Option<f64>>],
    mut open: Vec<usize>,
    asked: impl Fn(Option<f64>) -> bool,
) -> Vec<bool> {
    let mut reached = vec![false; shares.len()];
    while let Some(at) = open.pop() {
        if !std::mem::replace(&mut reached[at], true) {
            let outputs = graph.outputs[at].iter().zip(&shares[at]);
            open.extend(outputs.filter(|(_, share)| asked(**share)).filter_map(|(output, _)| output.to));
        }
    }
    reached
}

/// The stages behind an output whose share is not known. Where all outputs of a stage lead to
/// one place, what gets there is known all the same.
fn unknown(graph: &Graph<'_>, shares: &[Vec<Option<f64>>], reached_at_all: &[bool]) -> Vec<bool> {
    let mut behind = Vec::new();
    for at in (0..shares.len()).filter(|&at| reached_at_all[at]) {
        if only_target(graph, shares, at).is_none() {
            let outputs = graph.outputs[at].iter().zip(&shares[at]);
            behind.extend(outputs.filter(|(_, share)| share.is_none()).filter_map(|(output, _)| output.to));
        }
    }
    reached(graph, shares, behind, |share| share != Some(0.0))
}

/// The one stage that all tasks go to from a stage that splits them in a way not known.
fn only_target(graph: &Graph<'_>, shares: &[Vec<Option<f64>>], at: usize) -> Option<usize> {
    if matches!(&graph.workflow.stages[at].kind, StageKind::Agent(_)) {
        return None; // tasks may wait in it
    }
    let live = graph.outputs[at].iter().zip(&shares[at]).filter(|(_, share)| **share != Some(0.0));
    let mut targets = live.map(|(output, _)| output.to);
    let first = targets.next()??;
    let same = targets.all(|to| to == Some(first));
    (same && shares[at].contains(&None)).then_some(first)
}

/// What leads from stage to stage, while one stage after another is taken out.
struct Chain {
    arriving: Vec<f64>,
    /// The shares that lead on to other stages.
    on: Vec<Vec<(usize, f64)>>,
    /// The stages that lead to each.
    from: Vec<Vec<usize>>,
    /// The share that comes to no other stage of the chain.
    away: Vec<f64>,
}

/// A stage that was taken out, for finding its visits from those of the others.
struct Removed {
    at: usize,
    arriving: f64,
    leaving: f64,
    from: Vec<(usize, f64)>,
}

/// The most steps that a workflow's loops may take to solve: beyond it they are too entangled.
const MOST_STEPS: usize = 4_000_000;

impl Chain {
    fn new(graph: &Graph<'_>, shares: &[Vec<Option<f64>>], states: &[bool]) -> Self {
        let count = shares.len();
        let mut chain = Self {
            arriving: vec![0.0; count],
            on: vec![Vec::new(); count],
            from: vec![Vec::new(); count],
            away: vec![0.0; count],
        };
        for at in (0..count).filter(|&at| states[at]) {
            let only = only_target(graph, shares, at);
            let mut left = 1.0;
            for (output, share) in graph.outputs[at].iter().zip(&shares[at]) {
                let share = match (only, share) {
                    (None, Some(share)) => *share,
                    _ => 0.0,
                };
                left -= share;
                match output.to.filter(|to| states[*to]) {
                    Some(to) => chain.lead(at, to, share),
                    None => chain.away[at] += share,
                }
            }
            match only {
                Some(to) => chain.lead(at, to, 1.0),
                // The shares of a split that is known make a whole; what is left are only digits.
                None if left > 1e-9 => chain.away[at] += left,
                None => {}
            }
        }
        chain
    }

    /// Adds a share of what leaves a stage. What comes back at once is left out: the shares that
    /// leave are then those of who leaves at last.
    fn lead(&mut self, at: usize, to: usize, share: f64) {
        if at != to && share > 0.0 {
            match self.on[at].iter_mut().find(|(known, _)| *known == to) {
                Some((_, all)) => *all += share,
                None => self.on[at].push((to, share)),
            }
            if !self.from[to].contains(&at) {
                self.from[to].push(at);
            }
        }
    }

    fn ways(&self, at: usize) -> usize {
        self.from[at].len() * self.on[at].len()
    }

    /// The visits of each state; `None` where tasks go round for ever, or too much is entangled.
    fn solve(mut self, states: &[bool]) -> Option<Vec<f64>> {
        let mut left: Vec<usize> = (0..states.len()).filter(|&at| states[at]).collect();
        let mut removed = Vec::new();
        let mut steps = 0;
        // The stage with the fewest ways through it first: it entangles the others least.
        while let Some(place) = (0..left.len()).min_by_key(|place| self.ways(left[*place])) {
            let at = left.remove(place);
            steps += self.ways(at);
            removed.push(self.remove(at).filter(|_| steps <= MOST_STEPS)?);
        }
        let mut visits = vec![0.0; states.len()];
        for stage in removed.iter().rev() {
            let come =
                stage.from.iter().fold(stage.arriving, |sum, (from, share)| sum + visits[*from] * share);
            visits[stage.at] = come / stage.leaving;
        }
        Some(visits)
    }

    /// Takes a stage out: who came to it goes straight to where it leads.
    fn remove(&mut self, at: usize) -> Option<Removed> {
        let on = std::mem::take(&mut self.on[at]);
        let leaving = self.away[at] + on.iter().map(|(_, share)| share).sum::<f64>();
        if leaving <= 0.0 {
            return None;
        }
        let before = std::mem::take(&mut self.from[at]);
        for (to, _) in &on {
            self.from[*to].retain(|from| *from != at);
        }
        for (to, share) in &on {
            self.arriving[*to] += self.arriving[at] * share / leaving;
        }
        let mut from = Vec::with_capacity(before.len());
        for earlier in before {
            let place = self.on[earlier].iter().position(|(to, _)| *to == at);
            let share = place.map_or(0.0, |place| self.on[earlier].swap_remove(place).1);
            for (to, next) in &on {
                self.lead(earlier, *to, share * next / leaving);
            }
            self.away[earlier] += share * self.away[at] / leaving;
            from.push((earlier, share));
        }
        Some(Removed { at, arriving: self.arriving[at], leaving, from })
    }
}

/// The workflow's stages that draw shares: Sampling, and Logic with a rule that samples.
pub(super) fn draws(stage: &Stage) -> bool {
    match &stage.kind {
        StageKind::Sampling(_) => true,
        StageKind::Logic(logic) => logic.rules.iter().any(|rule| rule.when.random_share().is_some()),
        _ => false,
    }
}
