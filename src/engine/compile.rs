//! Lays out a checked workflow.

use super::draw::{Table, hash};
use super::facts::Facts;
use super::plan::{Action, How, Plan, Step, Test, Work};
use super::sampler::{Shares, Turns};
use super::work::{Crew, People, Skill, Staff, crew_of};
use crate::workflow::{
    Agent, AgentRun, Checked, Choice, Condition, DurationScope, HoldRelease, Method, OnReturn, Polarity,
    Release, ReviewMode, Sampler, Share, Stage, StageKind, WhichAnnotator, Workflow,
};

impl Plan {
    /// Lays out a checked workflow.
    #[must_use]
    pub fn new(checked: &Checked) -> Self {
        let workflow = checked.workflow();
        let people = People::new(workflow);
        let mut compiler = Compiler { workflow, people, facts: Facts::new(workflow), shares: Vec::new() };
        let stages: Vec<Step> = workflow.stages.iter().map(|stage| compiler.step(stage)).collect();
        let mut first_output = vec![0];
        for step in &stages {
            first_output.push(first_output.last().copied().unwrap_or(0) + step.to.len());
        }
        let is_dataset = |i: &usize| matches!(workflow.stages[*i].kind, StageKind::Dataset(_));
        let mut plan = Self {
            datasets: (0..stages.len()).filter(is_dataset).collect(),
            content: !compiler.people.class_words.is_empty(),
            prevalence: workflow.ontology.classes.iter().map(|class| class.prevalence.into()).collect(),
            batches: compiler.batches(),
            visit_limit: workflow.visit_limit,
            plain: compiler.facts.plain(),
            people: compiler.people,
            facts: compiler.facts,
            shares: compiler.shares,
            gathering: Vec::new(),
            first_output,
            stages,
        };
        plan.gather(workflow);
        plan
    }

    /// Finds the stages where tasks gather. Where no stage minds the order, none does: a task
    /// that waits for all others then goes the same way as one that does not.
    fn gather(&mut self, workflow: &Workflow) {
        let every = |step: &Step| matches!(step.action, Action::Agent { every: Some(_), .. });
        if self.shares.is_empty() && !self.stages.iter().any(every) {
            return;
        }
        let gathers = |i: &usize| {
            let samplers = self.stages[*i].shares().map(|position| &self.shares[position]);
            let mut turns = samplers.map(|shares| shares.turns).peekable();
            match &workflow.stages[*i].kind {
                StageKind::Agent(agent) => agent.runs != AgentRun::Never,
                StageKind::Hold(hold) => hold.release == HoldRelease::WhenAllArrived,
                // A task that comes back joins the end of the queue.
                _ if turns.peek().is_some() && self.can_return(*i) => true,
                _ => turns.any(|turns| turns == Turns::Quota),
            }
        };
        let stages: Vec<usize> = (0..self.stages.len()).filter(gathers).collect();
        // What reaches another stage and cannot be reached from it reaches more than it does.
        let missed = |i: &usize| self.reach(*i).iter().filter(|reached| !**reached).count() as u64;
        let mut sorted: Vec<(u64, usize)> = stages.iter().map(|i| (missed(i), *i)).collect();
        sorted.sort_unstable();
        self.gathering = sorted.into_iter().map(|(_, i)| i).collect();
        for i in stages {
            self.stages[i].gathers = true;
        }
    }
}

impl Step {
    /// The shares here that are taken in order of arrival.
    fn shares(&self) -> impl Iterator<Item = usize> {
        let tests = if let Action::Logic(tests) = &self.action { tests.as_slice() } else { &[] };
        let of_tests = tests.iter().filter_map(|test| match test {
            Test::Random { how: How::InOrder(position), .. } => Some(*position),
            _ => None,
        });
        let own = match &self.action {
            Action::Sample { how: How::InOrder(position), .. } => Some(*position),
            _ => None,
        };
        own.into_iter().chain(of_tests)
    }
}

struct Compiler<'a> {
    workflow: &'a Workflow,
    people: People,
    facts: Facts,
    shares: Vec<Shares>,
}

impl Compiler<'_> {
    fn step(&mut self, stage: &Stage) -> Step {
        let position = |to: &str| self.workflow.position(to);
        let to = stage.outputs().iter().map(|output| output.to.and_then(position)).collect();
        let word = hash(stage.id.as_bytes());
        Step { word, work: self.work(stage), action: self.action(stage, word), gathers: false, to }
    }

    fn work(&self, stage: &Stage) -> Option<Work> {
        match &stage.kind {
            StageKind::Annotate(s) => {
                Some(Work::Annotate { staff: Staff::new(&self.people, &s.annotators), sticky: s.sticky })
            }
            StageKind::Consensus(s) => Some(Work::Consensus {
                staff: Staff::new(&self.people, &s.annotators),
                copies: s.copies as usize,
            }),
            StageKind::Model(s) => {
                let chances = self.workflow.ontology.classes.iter().take(64).map(|class| {
                    let own = s.classes.iter().find(|own| own.class == class.name);
                    own.map_or((s.recall, s.false_positive), |own| (own.recall, own.false_positive))
                });
                Some(Work::Model(Skill::new(chances)))
            }
            _ => None,
        }
    }

    fn action(&mut self, stage: &Stage, word: u64) -> Action {
        match &stage.kind {
            StageKind::Dataset(dataset) => {
                let next = dataset.next.as_deref().and_then(|to| self.workflow.stage(to));
                let automated = next.is_some_and(|next| next.kind.is_automated());
                if automated && dataset.release == Release::Workers { Action::Wait } else { Action::Pass }
            }
            StageKind::Annotate(_) | StageKind::Model(_) => Action::Pass,
            StageKind::Review(s) => match s.mode {
                ReviewMode::Plain { reject } => Action::ReviewPlain(reject.into()),
                ReviewMode::Judged { catch, false_alarm } => {
                    Action::ReviewJudged { catch: catch.into(), false_alarm: false_alarm.into() }
                }
            },
            // Without people or classes nothing can differ.
            StageKind::Consensus(_) if self.workflow.people.is_empty() => Action::Pass,
            StageKind::Consensus(s) => Action::Agree { needed: s.needed() },
            StageKind::Sampling(s) => {
                let weights: Vec<u32> = s.outputs.iter().map(|output| output.share.millionths()).collect();
                let table = Table::new(weights.iter().copied()).unwrap_or_default();
                let how = self.how(&s.sampler, weights, word, 0);
                Action::Sample { table, how, keep: s.sampler.on_return == OnReturn::Keep }
            }
            StageKind::Logic(s) => {
                let rules = (0u64..).zip(&s.rules);
                Action::Logic(rules.map(|(i, rule)| self.test(&rule.when, word, i)).collect())
            }
            StageKind::Agent(s) => self.agent(s, word),
            StageKind::Webhook(s) => Action::Call { fails: s.failure_share.into(), calls: s.retries + 1 },
            StageKind::Hold(s) if s.release == HoldRelease::Never => Action::Wait,
            StageKind::Hold(_) => Action::Pass,
            StageKind::Complete => Action::End { delivers: true },
            StageKind::Archive | StageKind::Discard => Action::End { delivers: false },
        }
    }

    fn agent(&mut self, agent: &Agent, word: u64) -> Action {
        if agent.runs == AgentRun::Never {
            return Action::Wait;
        }
        let pathway = |name: &String| agent.pathways.iter().position(|known| known.name == *name);
        let mut line = |(i, choice): (u64, &Choice)| {
            pathway(&choice.pathway).map(|to| (self.test(&choice.when, word, i), to))
        };
        let (script, picks) = (0u64..).zip(&agent.script).filter_map(&mut line).unzip();
        Action::Agent {
            script,
            picks,
            otherwise: agent.otherwise.as_ref().and_then(pathway),
            every: (agent.runs == AgentRun::EveryK).then(|| agent.every.max(1) as usize),
        }
    }

    /// Where the numbers of a percentage come from; `part` tells several of one stage apart.
    fn how(&mut self, sampler: &Sampler, weights: Vec<u32>, word: u64, part: u64) -> How {
        let turns = match sampler.method {
            Method::Independent => return How::Each,
            Method::Sticky => return How::Sticky,
            Method::Quota => Turns::Quota,
            Method::Block => Turns::Block(u64::from(sampler.block.max(1))),
            Method::EveryKth => Turns::EveryKth { random_start: sampler.random_start },
            Method::Balanced => Turns::Balanced,
        };
        self.shares.push(Shares { weights, turns, word, part });
        How::InOrder(self.shares.len() - 1)
    }

    fn test(&mut self, condition: &Condition, word: u64, part: u64) -> Test {
        match condition {
            Condition::AnnotationType(tests) => {
                let classes = &self.workflow.ontology.classes;
                let bits = |polarity| {
                    let wanted = tests.iter().filter(|test| test.polarity == polarity);
                    let position = |name: &str| classes.iter().position(|class| class.name == name);
                    wanted.filter_map(|test| position(&test.class)).fold(0, |bits, i| bits | 1u64 << (i % 64))
                };
                Test::Annotations { has: bits(Polarity::Has), has_not: bits(Polarity::HasNot) }
            }
            Condition::Annotator { annotators, which } => {
                Test::Annotator { crew: self.crew(annotators), any: *which == WhichAnnotator::Any }
            }
            Condition::RandomSample { share, sampler } => self.random(*share, sampler, word, part),
            Condition::Duration { at_least, below, scope } => {
                let (at_least, below) = (at_least.unwrap_or(0.0), below.unwrap_or(f64::INFINITY));
                let since = self.people.since(at_least).into_iter().zip(self.people.since(below)).collect();
                Test::Duration { at_least, below, last: *scope == DurationScope::Last, since }
            }
            Condition::Batch(names) => {
                let list = &self.workflow.batches.list;
                let batches = (0..list.len()).filter(|&i| names.contains(&list[i].name)).collect();
                Test::Batch { fact: self.facts.find(condition), batches }
            }
            Condition::Dataset(ids) => {
                Test::Dataset(self.workflow.datasets().map(|(stage, _)| ids.contains(&stage.id)).collect())
            }
            Condition::Metadata { .. } => Test::Fact(self.facts.find(condition)),
        }
    }

    fn random(&mut self, share: Share, sampler: &Sampler, word: u64, part: u64) -> Test {
        let weights = vec![share.millionths(), share.complement().millionths()];
        let how = self.how(sampler, weights, word, part);
        Test::Random { chance: share.into(), how, keep: sampler.on_return == OnReturn::Keep }
    }

    fn crew(&self, names: &[String]) -> Crew {
        let position = |name: &String| self.workflow.people.iter().position(|p| p.name == *name);
        let crews = names.iter().map(|name| crew_of(position(name)));
        crews.fold(Crew::default(), |mut all, one| {
            all.iter_mut().zip(one).for_each(|(all, one)| *all |= one);
            all
        })
    }

    fn batches(&self) -> Vec<(u64, super::draw::Chance)> {
        let batches = self.workflow.batches.list.iter();
        batches.map(|batch| (hash(batch.name.as_bytes()), batch.share.into())).collect()
    }
}
