//! A checked workflow, laid out for walking: names are positions, shares are tables.

use super::draw::{Chance, Table};
use super::facts::Facts;
use super::sampler::Shares;
use super::work::{Crew, People, Since, Skill, Staff};

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
    /// What a task answers that comes without metadata.
    pub(super) plain: Vec<u64>,
    pub(super) visit_limit: u32,
    /// Whether tasks have content to compare with the truth.
    pub(super) content: bool,
    /// The shares that are taken in order of arrival.
    pub(super) shares: Vec<Shares>,
    /// The stages where tasks gather, those upstream first.
    pub(super) gathering: Vec<usize>,
    /// Where each stage's outputs begin in a flat list of all outputs; one more at the end.
    pub(super) first_output: Vec<usize>,
}

/// One stage.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Step {
    /// The word for the stage in keys, from its id.
    pub word: u64,
    /// What is done to a task here.
    pub work: Option<Work>,
    /// How a task goes on from here.
    pub action: Action,
    /// Whether tasks gather here before they go on.
    pub gathers: bool,
    /// Where each output leads.
    pub to: Vec<Option<usize>>,
}

/// What a stage does to a task.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Work {
    Annotate { staff: Staff, sticky: bool },
    Consensus { staff: Staff, copies: usize },
    Model(Skill),
}

/// How a task goes on from a stage.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Action {
    /// By the only output there is.
    Pass,
    /// Not at all.
    Wait,
    /// It has arrived; where it is delivered, its annotations are compared with the truth.
    End {
        delivers: bool,
    },
    Sample {
        table: Table,
        how: How,
        keep: bool,
    },
    ReviewPlain(Chance),
    ReviewJudged {
        catch: Chance,
        false_alarm: Chance,
    },
    /// Whether so many answers were identical.
    Agree {
        needed: u32,
    },
    /// A call, made so many times at most.
    Call {
        fails: Chance,
        calls: u32,
    },
    Logic(Vec<Test>),
    Agent {
        script: Vec<Test>,
        /// The output that each line of the script picks.
        picks: Vec<usize>,
        otherwise: Option<usize>,
        /// How many tasks it takes at a time; all that have gathered where that is `None`.
        every: Option<usize>,
    },
}

/// Where the numbers of a percentage come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// A draw for each visit.
    Each,
    /// A hash of the task.
    Sticky,
    /// In order of arrival, from [`Plan::shares`].
    InOrder(usize),
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
    Random {
        chance: Chance,
        how: How,
        keep: bool,
    },
    Duration {
        at_least: f64,
        below: f64,
        last: bool,
        /// The same for each person from the word of a single time.
        since: Vec<(Since, Since)>,
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

    /// The stage and the output there that a position in the flat lists stands for.
    #[must_use]
    pub fn output(&self, flat: usize) -> (usize, usize) {
        // The last stage that begins at or before it: stages without outputs begin where the
        // next one does.
        let stage = self.first_output.partition_point(|first| *first <= flat).saturating_sub(1);
        (stage, flat - self.first_output.get(stage).copied().unwrap_or(0))
    }

    /// The stages that tasks can get to from a stage, itself only where they can come back.
    pub(super) fn reach(&self, stage: usize) -> Vec<bool> {
        let mut seen = vec![false; self.stages.len()];
        let mut open = vec![stage];
        while let Some(position) = open.pop() {
            for &next in self.stages.get(position).iter().flat_map(|step| step.to.iter().flatten()) {
                if !std::mem::replace(&mut seen[next], true) {
                    open.push(next);
                }
            }
        }
        seen
    }

    /// Whether a task can come back to a stage through the stage's own outputs.
    #[must_use]
    pub fn can_return(&self, stage: usize) -> bool {
        self.reach(stage).get(stage).copied().unwrap_or(false)
    }

    /// Whether a result depends on the order in which tasks come.
    #[must_use]
    pub fn is_ordered(&self) -> bool {
        !self.gathering.is_empty() || !self.shares.is_empty()
    }

    /// Whether annotations are compared with the truth where tasks are delivered.
    #[must_use]
    pub const fn has_content(&self) -> bool {
        self.content
    }

    /// The name of a person, as a [`super::Visit`] numbers them.
    #[must_use]
    pub fn person(&self, position: usize) -> Option<&str> {
        self.people.name(position)
    }
}
