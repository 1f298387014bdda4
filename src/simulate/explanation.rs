//! Why one task went the way it did, in names, numbers and sentences.

use serde::Serialize;

use super::Study;
use crate::engine::{Explained, RuleTried, Seen, TurnTaken, Why};
use crate::workflow::{Stage, StageKind};

/// The way of one task.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TaskExplanation {
    /// The task's number, from 1, as in a trace.
    pub task: u64,
    /// The id of the Dataset stage where it starts.
    pub dataset: String,
    /// The classes that it truly holds; `None` where the workflow has none.
    pub truth: Option<Vec<String>>,
    /// Its visits, in their order.
    pub visits: Vec<VisitExplanation>,
}

/// One visit of one stage.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VisitExplanation {
    /// The stage's id.
    pub stage: String,
    /// Its name as people see it.
    pub name: String,
    /// The word for its kind.
    pub kind: String,
    /// Which visit of the stage this is, from 1.
    pub visit: u32,
    /// The output taken; `None` where the task stays.
    pub output: Option<String>,
    /// Whoever worked on it here.
    pub annotator: Option<String>,
    /// The time spent here [s]; `None` where nobody spent any.
    pub seconds: Option<f64>,
    /// The classes annotated after this visit, where something was annotated here.
    pub annotations: Option<Vec<String>>,
    /// Why it took that output.
    pub reason: Reason,
    /// The same for a person.
    pub sentence: String,
}

/// Why a task left a stage the way it did. Numbers are drawn from 0 to 1.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Reason {
    /// There is only one way on.
    OnlyWay,
    /// It waits.
    Waits,
    /// It is at an end.
    Ends,
    /// It has been here too often.
    OverLimit,
    /// A number lies in the output's part of 0 to 1.
    Drawn {
        /// The number.
        number: f64,
        /// Where the output's part begins.
        from: f64,
        /// Where it ends.
        to: f64,
        /// Whether the number is a hash of the task, the same in every run.
        sticky: bool,
    },
    /// It goes the way it went the first time.
    Kept,
    /// It was its turn.
    Turn(Turn),
    /// A review drew a number and rejects below a chance.
    Reviewed {
        /// The number.
        number: f64,
        /// The chance to reject.
        reject: f64,
        /// Whether the annotations are right, where the review looks at them.
        right: Option<bool>,
    },
    /// A consensus counted identical answers.
    Voted {
        /// The members with their answers.
        answers: Vec<Answer>,
        /// The most identical answers.
        votes: u32,
        /// How many are needed.
        needed: u32,
    },
    /// Calls drew numbers and fail below a chance.
    Called {
        /// The number of each call made.
        numbers: Vec<f64>,
        /// The chance to fail.
        fails: f64,
    },
    /// Rules were tried in order.
    Rules {
        /// Those tried.
        tried: Vec<Tried>,
    },
}

/// A share that is taken in order of arrival.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Turn {
    /// The number drawn, where the method draws one.
    pub number: Option<f64>,
    /// The places left in the group for each output (for a rule: match, no match); empty where
    /// the method only counts.
    pub left: Vec<u64>,
}

/// One member's answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// Who.
    pub person: Option<String>,
    /// The classes that they annotated.
    pub classes: Vec<String>,
}

/// A rule that was tried.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tried {
    /// The rule's name; of a script, the pathway that the line picks.
    pub rule: String,
    /// Whether it matched.
    pub matched: bool,
    /// What it looked at.
    pub saw: Saw,
}

/// What a rule looked at.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Saw {
    /// A number, which matches below a threshold.
    Number {
        /// The number.
        number: f64,
        /// The threshold.
        below: f64,
        /// Whether the number is a hash of the task.
        sticky: bool,
    },
    /// What it said the first time.
    Kept,
    /// Whether it was the task's turn.
    Turn(Turn),
    /// The classes annotated.
    Annotations {
        /// Their names.
        classes: Vec<String>,
    },
    /// Whoever annotated last.
    Annotator {
        /// Their name; `None` for nobody.
        person: Option<String>,
    },
    /// Annotation time.
    Duration {
        /// The time [s].
        seconds: f64,
    },
    /// The task's batch, dataset or metadata.
    Given,
}

impl Study {
    /// Why a task of the first run went the way it did, in names; `None` where there is no task
    /// of that number, counted from 0.
    #[must_use]
    pub fn explanation(&self, task: u64) -> Option<TaskExplanation> {
        let explained = self.explain(task)?;
        let datasets: Vec<&str> = self.datasets().map(|(id, _)| id).collect();
        Some(TaskExplanation {
            task: task + 1,
            dataset: datasets.get(explained.source).copied().unwrap_or_default().to_owned(),
            truth: explained.truth.map(|bits| self.classes(bits)),
            visits: explained.visits.iter().filter_map(|visit| self.visit(visit)).collect(),
        })
    }

    fn classes(&self, bits: u64) -> Vec<String> {
        let classes = self.checked.workflow().ontology.classes.iter().take(64).enumerate();
        classes.filter(|(i, _)| bits >> i & 1 == 1).map(|(_, class)| class.name.clone()).collect()
    }

    fn person(&self, person: Option<usize>) -> Option<String> {
        self.plan.person(person?).map(str::to_owned)
    }

    fn visit(&self, visit: &Explained) -> Option<VisitExplanation> {
        let stage = self.stage(visit.stage)?;
        let outputs = stage.outputs();
        let output = visit.output.and_then(|output| Some(outputs.get(output)?.name.to_string()));
        let reason = self.reason(stage, &visit.why);
        Some(VisitExplanation {
            stage: stage.id.clone(),
            name: stage.title().to_owned(),
            kind: stage.kind.word().to_owned(),
            visit: visit.visit + 1,
            sentence: super::because::sentence(stage, output.as_deref(), &reason),
            output,
            annotator: self.person(visit.annotator),
            seconds: (visit.seconds > 0.0).then_some(visit.seconds),
            annotations: visit.annotations.map(|bits| self.classes(bits)),
            reason,
        })
    }

    fn reason(&self, stage: &Stage, why: &Why) -> Reason {
        match why {
            Why::OnlyWay => Reason::OnlyWay,
            Why::Waits => Reason::Waits,
            Why::Ends => Reason::Ends,
            Why::OverLimit => Reason::OverLimit,
            Why::Kept => Reason::Kept,
            Why::Drawn { number, from, to, sticky } => {
                Reason::Drawn { number: *number, from: *from, to: *to, sticky: *sticky }
            }
            Why::Turn(taken) => Reason::Turn(turn(taken)),
            Why::Reviewed { number, reject, right } => {
                Reason::Reviewed { number: *number, reject: *reject, right: *right }
            }
            Why::Voted { members, answers, votes, needed } => {
                let answers = members.iter().zip(answers);
                let answer = |(person, bits): (&Option<usize>, &u64)| Answer {
                    person: self.person(*person),
                    classes: self.classes(*bits),
                };
                Reason::Voted { answers: answers.map(answer).collect(), votes: *votes, needed: *needed }
            }
            Why::Called { numbers, fails } => Reason::Called { numbers: numbers.clone(), fails: *fails },
            Why::Tried(tried) => {
                Reason::Rules { tried: tried.iter().map(|tried| self.tried(stage, tried)).collect() }
            }
        }
    }

    fn tried(&self, stage: &Stage, tried: &RuleTried) -> Tried {
        let rule = match &stage.kind {
            StageKind::Logic(logic) => logic.rules.get(tried.rule).map(|rule| &rule.name),
            StageKind::Agent(agent) => agent.script.get(tried.rule).map(|line| &line.pathway),
            _ => None,
        };
        let saw = match &tried.seen {
            Seen::Number { number, below, sticky } => {
                Saw::Number { number: *number, below: *below, sticky: *sticky }
            }
            Seen::Kept => Saw::Kept,
            Seen::Turn(taken) => Saw::Turn(turn(taken)),
            Seen::Annotations(bits) => Saw::Annotations { classes: self.classes(*bits) },
            Seen::Annotator(person) => Saw::Annotator { person: self.person(*person) },
            Seen::Seconds(seconds) => Saw::Duration { seconds: *seconds },
            Seen::Given => Saw::Given,
        };
        Tried { rule: rule.cloned().unwrap_or_default(), matched: tried.matched, saw }
    }
}

fn turn(taken: &TurnTaken) -> Turn {
    Turn { number: taken.number, left: taken.left.clone() }
}
