//! What a task carries with it: who worked on it, for how long, and what they found.
//!
//! None of it is kept while a task walks. It follows from the path and from keyed draws, and is
//! worked out when a rule, a judge or a person asks.

use super::draw::Key;
use super::facts::Answers;
use super::paths::{NONE, Node, Paths};
use super::plan::{Plan, Test, Work};
use super::work::{Crew, Purpose, crew_of, meet};

/// A task about to start.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start<'p> {
    pub number: u64,
    pub key: u64,
    /// The position of its Dataset stage among the Dataset stages.
    pub source: usize,
    pub answers: Answers<'p>,
}

/// The keys of one stage in one run.
#[derive(Debug, Clone, Copy)]
pub(super) struct StageKeys {
    pub route: Key,
    /// The same in every run of every seed.
    pub sticky: Key,
    pub annotator: Key,
    pub time: Key,
    content: Key,
}

/// The keys of one run.
#[derive(Debug)]
pub(super) struct Keys<'p> {
    pub plan: &'p Plan,
    pub stages: Vec<StageKeys>,
    truth: Key,
    pub batch: Key,
}

impl<'p> Keys<'p> {
    pub fn new(plan: &'p Plan, seed: u64, run: u64) -> Self {
        let key = Key::new(seed, run);
        let stage = |(word, purpose): (u64, Purpose)| StageKeys {
            route: key.with(word).purpose(purpose),
            sticky: Key::new(u64::MAX, u64::MAX).with(word).purpose(Purpose::Sticky),
            annotator: key.with(word).purpose(Purpose::Annotator),
            time: key.with(word).purpose(Purpose::Time),
            content: key.with(word).purpose(Purpose::Content),
        };
        Self {
            plan,
            stages: plan.stages.iter().map(|step| stage((step.word, step.action.purpose()))).collect(),
            truth: key.purpose(Purpose::Truth),
            batch: key.purpose(Purpose::Batch),
        }
    }
}

/// How the members of a consensus answered.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Panel {
    pub members: Vec<Option<usize>>,
    pub answers: Vec<u64>,
    /// The member whose answer is kept: that of most, of equals the one given first.
    pub kept: usize,
    /// How many gave it.
    pub votes: u32,
}

/// One task at one place of its path.
#[derive(Clone, Copy)]
pub(super) struct Carried<'a, 'p> {
    pub keys: &'a Keys<'p>,
    pub paths: &'a Paths,
    pub start: Start<'p>,
    /// The last node whose stage worked on it; [`NONE`] where none has.
    pub worked: u32,
}

impl Carried<'_, '_> {
    /// The visits that worked on the task, the latest first.
    fn working(&self) -> impl Iterator<Item = Node> {
        let mut at = self.worked;
        std::iter::from_fn(move || {
            let node = (at != NONE).then(|| self.paths.node(at))?;
            at = if node.parent == NONE { NONE } else { self.paths.node(node.parent).worked };
            Some(node)
        })
    }

    fn work(&self, node: Node) -> Option<&Work> {
        self.keys.plan.stages[node.stage as usize].work.as_ref()
    }

    fn at(&self, key: Key, visit: u32) -> Key {
        key.visit(self.start.key, visit)
    }

    /// The classes that the task truly holds: as its metadata says, else drawn by prevalence.
    pub fn truth(&self) -> u64 {
        self.start.answers.truth().unwrap_or_else(|| {
            let plan = self.keys.plan;
            let words = plan.people.class_words.iter().zip(&plan.prevalence).enumerate();
            let holds = |word: u64| self.keys.truth.with(word).with(self.start.key);
            words
                .filter(|(_, (word, chance))| chance.hits(holds(**word)))
                .fold(0, |bits, (i, _)| bits | 1 << i)
        })
    }

    /// The classes that are annotated by now.
    pub fn annotations(&self) -> u64 {
        let Some(node) = self.working().next() else { return 0 };
        let plan = self.keys.plan;
        let content = self.at(self.keys.stages[node.stage as usize].content, node.visit);
        match self.work(node) {
            Some(Work::Model(skill)) => skill.annotate(self.truth(), content, &plan.people.class_words),
            Some(Work::Annotate { .. }) => plan.people.annotate(self.person(node), self.truth(), content),
            Some(Work::Consensus { .. }) => {
                let panel = self.panel(node);
                panel.answers.get(panel.kept).copied().unwrap_or(0)
            }
            None => 0,
        }
    }

    /// Whether what is annotated by now is the truth.
    pub fn is_right(&self) -> bool {
        self.annotations() == self.truth()
    }

    /// Whoever annotates at a visit of an Annotate stage. Where tasks go back to the same person,
    /// that is whoever the first visit drew.
    pub fn person(&self, node: Node) -> Option<usize> {
        let Some(Work::Annotate { staff, sticky }) = self.work(node) else { return None };
        let visit = if *sticky { 0 } else { node.visit };
        staff.pick(self.at(self.keys.stages[node.stage as usize].annotator, visit))
    }

    /// The members of a consensus and what they answer, each on a copy.
    pub fn panel(&self, node: Node) -> Panel {
        let plan = self.keys.plan;
        let keys = self.keys.stages[node.stage as usize];
        let mut members = Vec::new();
        if let Some(Work::Consensus { staff, copies }) = self.work(node) {
            staff.pick_distinct(*copies, self.at(keys.annotator, node.visit), &mut members);
        }
        let (truth, content) = (self.truth(), self.at(keys.content, node.visit));
        let answer =
            |(i, person): (u64, &Option<usize>)| plan.people.annotate(*person, truth, content.with(i));
        let answers: Vec<u64> = (0u64..).zip(&members).map(answer).collect();
        let votes = |answer: &u64| answers.iter().filter(|other| *other == answer).count();
        let (mut kept, mut most) = (0, 0);
        for (i, answer) in answers.iter().enumerate() {
            if votes(answer) > most {
                (kept, most) = (i, votes(answer));
            }
        }
        Panel { members, kept, votes: u32::try_from(most).unwrap_or(u32::MAX), answers }
    }

    /// Who worked at a visit, first of all those whose work was kept; nobody at a model.
    pub fn worker(&self, node: Node) -> Option<usize> {
        match self.work(node) {
            Some(Work::Annotate { .. }) => self.person(node),
            Some(Work::Consensus { .. }) => {
                let panel = self.panel(node);
                panel.members.get(panel.kept).copied().flatten()
            }
            _ => None,
        }
    }

    /// The time that a visit took, of all who worked there together [s].
    pub fn seconds(&self, node: Node) -> f64 {
        let people = &self.keys.plan.people;
        let time = self.at(self.keys.stages[node.stage as usize].time, node.visit);
        match self.work(node) {
            Some(Work::Annotate { .. }) => people.seconds(self.person(node), time),
            Some(Work::Consensus { .. }) => {
                let members = (0u64..).zip(self.panel(node).members);
                members.map(|(i, person)| people.seconds(person, time.with(i))).sum()
            }
            _ => 0.0,
        }
    }

    /// The visits where people worked, the latest first.
    fn manned(&self) -> impl Iterator<Item = Node> {
        self.working().filter(|node| !matches!(self.work(*node), Some(Work::Model(_))))
    }

    /// Who worked on the task last.
    pub fn latest(&self) -> Option<usize> {
        self.manned().next().and_then(|node| self.worker(node))
    }

    /// The annotation time by now: of all visits, or of the last one alone [s].
    pub fn time(&self, last: bool) -> f64 {
        self.manned().take(if last { 1 } else { usize::MAX }).map(|node| self.seconds(node)).sum()
    }

    fn so_far(&self) -> Crew {
        let mut crew = Crew::default();
        let mut add = |person: Option<usize>| {
            crew.iter_mut().zip(crew_of(person)).for_each(|(all, one)| *all |= one);
        };
        for node in self.manned() {
            match self.work(node) {
                Some(Work::Consensus { .. }) => self.panel(node).members.into_iter().for_each(&mut add),
                _ => add(self.person(node)),
            }
        }
        crew
    }

    /// Whether a condition holds that looks at the task; no random sample does.
    pub fn holds(&self, test: &Test) -> bool {
        match test {
            Test::Annotations { has, has_not } => {
                let found = self.annotations();
                found & has == *has && found & has_not == 0
            }
            Test::Annotator { crew, any: true } => meet(crew, &self.so_far()),
            Test::Annotator { crew, any: false } => meet(crew, &crew_of(self.latest())),
            Test::Random { .. } => false,
            Test::Duration { at_least, below, last, since } => {
                self.single(since, *last).unwrap_or_else(|| {
                    let seconds = self.time(*last);
                    *at_least <= seconds && seconds < *below
                })
            }
            Test::Batch { fact, batches } => self.in_batch(*fact, batches),
            Test::Dataset(named) => named.get(self.start.source).copied().unwrap_or(false),
            Test::Fact(bit) => bit.is_some_and(|bit| self.start.answers.has(bit)),
        }
    }

    /// Whether the time lies in a range, from the word of the only time there is; `None` where
    /// there are several, or where the time itself must say.
    fn single(&self, since: &[(super::work::Since, super::work::Since)], last: bool) -> Option<bool> {
        let node = (self.worked != NONE).then(|| self.paths.node(self.worked))?;
        if !matches!(self.work(node), Some(Work::Annotate { .. })) {
            return None;
        }
        let before = self.paths.node(node.parent).worked;
        if !last && before != NONE {
            return None;
        }
        let (from, to) = since.get(self.person(node)?)?;
        let key = self.at(self.keys.stages[node.stage as usize].time, node.visit);
        Some(from.reached(key)? && !to.reached(key)?)
    }

    fn in_batch(&self, fact: Option<usize>, batches: &[usize]) -> bool {
        let answers = self.start.answers;
        if answers.batches_known() {
            return fact.is_some_and(|bit| answers.has(bit));
        }
        batches.iter().any(|&batch| self.is_drawn_into(batch))
    }

    /// Whether the task is drawn into the batch at a position of the workflow's list.
    pub fn is_drawn_into(&self, batch: usize) -> bool {
        let drawn = self.keys.plan.batches.get(batch);
        drawn.is_some_and(|(word, chance)| chance.hits(self.keys.batch.with(*word).with(self.start.key)))
    }
}
