//! A checked workflow, laid out for walking: names become positions, shares become tables.

use super::draw::{Chance, Table, hash};
use super::facts::Facts;
use super::work::{Crew, People, Skill, Staff, crew_of};
use crate::workflow::{
    AgentRun, Checked, Condition, DurationScope, Logic, Polarity, Release, ReviewMode, Stage, StageKind,
    WhichAnnotator, Workflow,
};

/// A workflow ready to run.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    pub(super) stages: Vec<Step>,
    /// The Dataset stages, in file order.
    pub(super) datasets: Vec<usize>,
    pub(super) people: People,
    /// The share of tasks that hold each class, where their metadata does not say.
    pub(super) prevalence: Vec<Chance>,
    pub(super) batches: Vec<(u64, Chance)>,
    pub(super) facts: Facts,
    pub(super) visit_limit: u32,
    pub(super) needs: Needs,
    /// Where each stage's outputs begin in a flat list of all outputs; one more at the end.
    pub(super) first_output: Vec<usize>,
}

/// What a workflow asks about at all; the rest is not drawn. Draws are keyed, so that leaving
/// some out changes no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Needs {
    pub content: bool,
    pub time: bool,
    pub people: bool,
}

/// One stage.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Step {
    /// The word for the stage in keys, from its id.
    pub word: u64,
    pub action: Action,
    /// Where each output leads.
    pub to: Vec<Option<usize>>,
}

/// What a stage does to a task.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Action {
    Start { waits: bool },
    Annotate { staff: Staff, sticky: bool },
    ReviewPlain(Chance),
    ReviewJudged { catch: Chance, false_alarm: Chance },
    Consensus { staff: Staff, copies: usize, needed: u32 },
    Model(Skill),
    Sample(Table),
    Logic(Vec<Test>),
    Agent { script: Vec<(Test, usize)>, otherwise: Option<usize>, runs: bool },
    End,
}

/// A condition.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Test {
    Annotations {
        has: u64,
        has_not: u64,
    },
    Annotator {
        crew: Crew,
        any: bool,
    },
    Random(Chance),
    Duration {
        at_least: f64,
        below: f64,
        last: bool,
    },
    /// The bit that answers it from metadata, and the batches to draw where metadata is silent.
    Batch {
        fact: Option<usize>,
        batches: Vec<usize>,
    },
    /// For each Dataset stage whether it is named.
    Dataset(Vec<bool>),
    Fact(Option<usize>),
}

impl Plan {
    /// Lays out a checked workflow.
    #[must_use]
    pub fn new(checked: &Checked) -> Self {
        let workflow = checked.workflow();
        let compiler = Compiler { workflow, people: People::new(workflow), facts: Facts::new(workflow) };
        let stages: Vec<Step> = workflow.stages.iter().map(|stage| compiler.step(stage)).collect();
        let mut first_output = vec![0];
        for step in &stages {
            first_output.push(first_output.last().copied().unwrap_or(0) + step.to.len());
        }
        let is_dataset = |step: &Step| matches!(step.action, Action::Start { .. });
        Self {
            datasets: (0..stages.len()).filter(|&i| is_dataset(&stages[i])).collect(),
            needs: needs(&stages, &compiler.people),
            prevalence: workflow
                .ontology
                .classes
                .iter()
                .map(|class| Chance::from(class.prevalence))
                .collect(),
            batches: compiler.batches(),
            visit_limit: workflow.visit_limit,
            people: compiler.people,
            facts: compiler.facts,
            first_output,
            stages,
        }
    }

    /// The questions about metadata that tasks must bring answers to.
    #[must_use]
    pub const fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The number of stages.
    #[must_use]
    pub fn stages(&self) -> usize {
        self.stages.len()
    }

    /// The positions of a stage's outputs in the flat lists of a [`super::Tally`].
    #[must_use]
    pub fn outputs(&self, stage: usize) -> std::ops::Range<usize> {
        let bound = |i: usize| self.first_output.get(i).copied().unwrap_or(0);
        bound(stage)..bound(stage + 1).max(bound(stage))
    }

    /// Whether a task can come back to a stage through the stage's own outputs.
    #[must_use]
    pub fn can_return(&self, stage: usize) -> bool {
        let mut seen = vec![false; self.stages.len()];
        let mut open = vec![stage];
        while let Some(position) = open.pop() {
            for &next in self.stages.get(position).iter().flat_map(|step| step.to.iter().flatten()) {
                if next == stage {
                    return true;
                }
                if !std::mem::replace(&mut seen[next], true) {
                    open.push(next);
                }
            }
        }
        false
    }

    /// The name of a person, as a [`super::Visit`] numbers them.
    #[must_use]
    pub fn person(&self, position: usize) -> Option<&str> {
        self.people.name(position)
    }
}

fn needs(stages: &[Step], people: &People) -> Needs {
    let mut needs = Needs::default();
    let mut test = |test: &Test| match test {
        Test::Annotations { .. } => needs.content = true,
        Test::Annotator { .. } => needs.people = true,
        Test::Duration { .. } => needs.time = true,
        _ => {}
    };
    for step in stages {
        match &step.action {
            Action::Logic(tests) => tests.iter().for_each(&mut test),
            Action::Agent { script, .. } => script.iter().for_each(|(line, _)| test(line)),
            _ => {}
        }
    }
    let judges = |step: &Step| matches!(step.action, Action::ReviewJudged { .. } | Action::Consensus { .. });
    needs.content = (needs.content || stages.iter().any(judges)) && !people.class_words.is_empty();
    // How long a task takes and what is found depend on who works on it.
    needs.people = needs.people || needs.time || needs.content;
    needs
}

struct Compiler<'a> {
    workflow: &'a Workflow,
    people: People,
    facts: Facts,
}

impl Compiler<'_> {
    fn step(&self, stage: &Stage) -> Step {
        let position = |to: &str| self.workflow.position(to);
        Step {
            word: hash(stage.id.as_bytes()),
            action: self.action(stage),
            to: stage.outputs().iter().map(|output| output.to.and_then(position)).collect(),
        }
    }

    fn action(&self, stage: &Stage) -> Action {
        match &stage.kind {
            StageKind::Dataset(dataset) => {
                let next = dataset.next.as_deref().and_then(|to| self.workflow.stage(to));
                let automated = next.is_some_and(|next| next.kind.is_automated());
                Action::Start { waits: automated && dataset.release == Release::Workers }
            }
            StageKind::Annotate(s) => {
                Action::Annotate { staff: Staff::new(&self.people, &s.annotators), sticky: s.sticky }
            }
            StageKind::Review(s) => match s.mode {
                ReviewMode::Plain { reject } => Action::ReviewPlain(reject.into()),
                ReviewMode::Judged { catch, false_alarm } => {
                    Action::ReviewJudged { catch: catch.into(), false_alarm: false_alarm.into() }
                }
            },
            StageKind::Consensus(s) => Action::Consensus {
                staff: Staff::new(&self.people, &s.annotators),
                copies: s.copies as usize,
                needed: s.needed(),
            },
            StageKind::Model(s) => {
                let chances = self.workflow.ontology.classes.iter().take(64).map(|class| {
                    let own = s.classes.iter().find(|own| own.class == class.name);
                    own.map_or((s.recall, s.false_positive), |own| (own.recall, own.false_positive))
                });
                Action::Model(Skill::new(chances))
            }
            StageKind::Sampling(s) => {
                let table = Table::new(s.outputs.iter().map(|output| output.share.millionths()));
                Action::Sample(table.unwrap_or_default())
            }
            StageKind::Logic(s) => Action::Logic(self.rules(s)),
            StageKind::Agent(s) => {
                let pathway = |name: &String| s.pathways.iter().position(|known| known.name == *name);
                let line = |choice: &crate::workflow::Choice| {
                    pathway(&choice.pathway).map(|to| (self.test(&choice.when), to))
                };
                Action::Agent {
                    script: s.script.iter().filter_map(line).collect(),
                    otherwise: s.otherwise.as_ref().and_then(pathway),
                    runs: s.runs != AgentRun::Never,
                }
            }
            StageKind::Webhook(_) => Action::ReviewPlain(crate::workflow::Share::ZERO.into()),
            StageKind::Hold(_) => Action::Start { waits: true },
            StageKind::Complete | StageKind::Archive | StageKind::Discard => Action::End,
        }
    }

    fn rules(&self, logic: &Logic) -> Vec<Test> {
        logic.rules.iter().map(|rule| self.test(&rule.when)).collect()
    }

    fn test(&self, condition: &Condition) -> Test {
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
                let position = |name: &String| self.workflow.people.iter().position(|p| p.name == *name);
                let crews = annotators.iter().map(|name| crew_of(position(name)));
                let crew = crews.fold(Crew::default(), |mut all, one| {
                    all.iter_mut().zip(one).for_each(|(all, one)| *all |= one);
                    all
                });
                Test::Annotator { crew, any: *which == WhichAnnotator::Any }
            }
            Condition::RandomSample { share, .. } => Test::Random((*share).into()),
            Condition::Duration { at_least, below, scope } => Test::Duration {
                at_least: at_least.unwrap_or(0.0),
                below: below.unwrap_or(f64::INFINITY),
                last: *scope == DurationScope::Last,
            },
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

    fn batches(&self) -> Vec<(u64, Chance)> {
        let batches = self.workflow.batches.list.iter();
        batches.map(|batch| (hash(batch.name.as_bytes()), batch.share.into())).collect()
    }
}
