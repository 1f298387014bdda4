//! Why one task went the way it did: the numbers drawn for it, and what they were held against.
//!
//! Draws are keyed, so they are drawn again here and are the same. Only what a task got from
//! shares that are taken in order is noted when it happens.

use super::carried::{Carried, Start};
use super::draw::{Chance, Key, Table, share_of_words};
use super::paths::{NONE, Node};
use super::plan::{Action, How, Test};
use super::walk::{Standing, Walker};

/// The whole way of one task.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The task's number in the run, from 0.
    pub task: u64,
    /// The position of its Dataset stage among the Dataset stages.
    pub source: usize,
    /// The classes that it truly holds, a bit for each; `None` where the workflow has no classes.
    pub truth: Option<u64>,
    /// Its visits, in their order.
    pub visits: Vec<Explained>,
}

/// One visit, explained.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// The stage's position.
    pub stage: usize,
    /// Which visit of the stage this is, from 0.
    pub visit: u32,
    /// The output taken; `None` where the task stays.
    pub output: Option<usize>,
    /// Whoever worked on it here.
    pub annotator: Option<usize>,
    /// The time they took [s].
    pub seconds: f64,
    /// The classes annotated after this visit, where something was annotated here.
    pub annotations: Option<u64>,
    /// Why it took that output.
    pub why: Why,
}

/// Why a task left a stage the way it did. Numbers are drawn from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// There is only one way on.
    OnlyWay,
    /// It waits.
    Waits,
    /// It is at an end.
    Ends,
    /// It has been here too often.
    OverLimit,
    /// A number drawn for it, or made of it where `sticky`, lies between two bounds.
    Drawn {
        /// The number.
        number: f64,
        /// The first number of the output taken.
        from: f64,
        /// The end of the output's numbers.
        to: f64,
        /// Whether the number is a hash of the task, the same in every run.
        sticky: bool,
    },
    /// It goes the way it went the first time.
    Kept,
    /// It was its turn.
    Turn(TurnTaken),
    /// A review rejects where the number is below the chance to.
    Reviewed {
        /// The number.
        number: f64,
        /// The chance to reject it.
        reject: f64,
        /// Whether its annotations are right, where the review looks at them.
        right: Option<bool>,
    },
    /// A consensus needs so many identical answers.
    Voted {
        /// The members in the order asked; `None` for nobody.
        members: Vec<Option<usize>>,
        /// What each answered, a bit for each class.
        answers: Vec<u64>,
        /// The most identical answers.
        votes: u32,
        /// How many are needed.
        needed: u32,
    },
    /// Calls fail where their number is below the chance to.
    Called {
        /// The number of each call made.
        numbers: Vec<f64>,
        /// The chance of a call to fail.
        fails: f64,
    },
    /// Rules or lines of a script were tried in order.
    Tried(Vec<RuleTried>),
}

/// A share that is taken in order of arrival.
#[derive(Debug, Clone, PartialEq)]
pub struct TurnTaken {
    /// The number drawn, where the method draws one.
    pub number: Option<f64>,
    /// How many arrivals of its group each output was still to get; the number falls on one of
    /// them. Empty for a method that only counts.
    pub left: Vec<u64>,
}

/// A rule that was tried.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleTried {
    /// The rule's position.
    pub rule: usize,
    /// Whether it matched.
    pub matched: bool,
    /// What it looked at.
    pub seen: Seen,
}

/// What a rule looked at.
#[derive(Debug, Clone, PartialEq)]
pub enum Seen {
    /// A number, which matches below the threshold.
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
    Turn(TurnTaken),
    /// The classes annotated, a bit for each.
    Annotations(u64),
    /// Whoever annotated it last.
    Annotator(Option<usize>),
    /// Annotation time [s].
    Seconds(f64),
    /// Something that came with the task: its batch, dataset or metadata.
    Given,
}

/// What the watched task got from shares that are taken in order.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Turn {
    pub at: u32,
    pub rule: usize,
    pub key: Key,
    pub left: Vec<u64>,
    pub output: usize,
}

impl<'p> Walker<'p> {
    /// Explains a task that has come to rest.
    pub fn explain(&self, task: Standing<'p>) -> Explanation {
        let path = self.paths.path(task.at);
        let visits = path.iter().enumerate().filter_map(|(i, at)| {
            let node = self.paths.node(*at);
            let next = path.get(i + 1).map(|next| self.paths.node(*next));
            let output = next.map(|next| self.plan.output(next.via as usize).1);
            (node.stage != NONE).then(|| self.explain_visit(task.start, *at, node, output))
        });
        let visits = visits.collect();
        let truth = self.plan.content.then(|| self.carried(task.start, self.paths.node(task.at)).truth());
        Explanation { task: task.start.number, source: task.start.source, truth, visits }
    }

    fn explain_visit(&self, start: Start<'p>, at: u32, node: Node, output: Option<usize>) -> Explained {
        let here = self.carried(start, node);
        let over = node.visit >= self.plan.visit_limit;
        let works = self.plan.stages[node.stage as usize].work.is_some() && self.plan.content && !over;
        Explained {
            stage: node.stage as usize,
            visit: node.visit,
            output,
            annotator: if over { None } else { here.worker(node) },
            seconds: if over { 0.0 } else { here.seconds(node) },
            annotations: works.then(|| here.annotations()),
            why: if over { Why::OverLimit } else { self.why(start, at, node, output) },
        }
    }

    fn why(&self, start: Start<'p>, at: u32, node: Node, output: Option<usize>) -> Why {
        let keys = self.keys.stages[node.stage as usize];
        let (task, visit) = (start.key, node.visit);
        let key = keys.route.visit(task, visit);
        match &self.plan.stages[node.stage as usize].action {
            Action::End { .. } => Why::Ends,
            _ if output.is_none() => Why::Waits,
            Action::Pass | Action::Wait => Why::OnlyWay,
            Action::Sample { table, how, keep } => match how {
                How::Each if *keep && visit > 0 => Why::Kept,
                How::Each => drawn(table, key, output, false),
                How::Sticky => drawn(table, keys.sticky.with(task), output, true),
                How::InOrder(_) => self.turn(at, 0).map_or(Why::Kept, Why::Turn),
            },
            Action::ReviewPlain(reject) => reviewed(key, *reject, None),
            Action::ReviewJudged { catch, false_alarm } => {
                let right = self.carried(start, node).is_right();
                reviewed(key, if right { *false_alarm } else { *catch }, Some(right))
            }
            Action::Agree { needed } => {
                let panel = self.carried(start, node).panel(node);
                let (members, answers, votes) = (panel.members, panel.answers, panel.votes);
                Why::Voted { members, answers, votes, needed: *needed }
            }
            Action::Call { fails, calls } => {
                let made = (0..*calls).map(|call| key.with(u64::from(call)));
                // The first call that succeeds is the last.
                let succeeded = made.clone().position(|call| !fails.hits(call));
                let numbers = made.map(|call| share_of_words(call.word()));
                let numbers = numbers.take(succeeded.map_or(usize::MAX, |call| call + 1)).collect();
                Why::Called { numbers, fails: fails.share() }
            }
            Action::Logic(tests) => Why::Tried(self.tried(start, at, node, tests.iter(), output)),
            Action::Agent { script, .. } => Why::Tried(self.tried(start, at, node, script.iter(), None)),
        }
    }

    fn turn_at(&self, at: u32, rule: usize) -> Option<&Turn> {
        self.turns.iter().find(|turn| turn.at == at && turn.rule == rule)
    }

    /// What a random sample that keeps to what it said the first time says again.
    fn said(&self, start: Start<'p>, at: u32, node: Node, rule: usize, test: &Test) -> bool {
        if let Test::Random { chance, how: How::Each, .. } = test {
            let route = self.keys.stages[node.stage as usize].route.with(rule as u64);
            return chance.hits(route.with(start.key));
        }
        self.kept(test, rule, Standing { start, at }).unwrap_or(false)
    }

    fn turn(&self, at: u32, rule: usize) -> Option<TurnTaken> {
        let turn = self.turn_at(at, rule)?;
        let number = (!turn.left.is_empty()).then(|| share_of_words(turn.key.word()));
        Some(TurnTaken { number, left: turn.left.clone() })
    }

    /// The tests that were tried, up to the one that matched. `matched` says which where that
    /// does not follow from the draws alone.
    fn tried<'t>(
        &self,
        start: Start<'p>,
        at: u32,
        node: Node,
        tests: impl Iterator<Item = &'t Test>,
        matched: Option<usize>,
    ) -> Vec<RuleTried> {
        let mut all = Vec::new();
        for (rule, test) in tests.enumerate() {
            let seen = self.seen(start, at, node, rule, test);
            let hit = match (&seen, matched) {
                (_, Some(output)) => output == rule,
                (Seen::Number { number, below, .. }, None) => number < below,
                (Seen::Turn(_), None) => self.turn_at(at, rule).is_some_and(|turn| turn.output == 0),
                (Seen::Kept, None) => self.said(start, at, node, rule, test),
                _ => self.carried(start, node).holds(test),
            };
            all.push(RuleTried { rule, matched: hit, seen });
            if hit {
                break;
            }
        }
        all
    }

    fn seen(&self, start: Start<'p>, at: u32, node: Node, rule: usize, test: &Test) -> Seen {
        let here: Carried<'_, 'p> = self.carried(start, node);
        match test {
            Test::Random { chance, how, keep } => {
                let keys = self.keys.stages[node.stage as usize];
                let visit = if *keep { 0 } else { node.visit };
                let rule_word = rule as u64;
                match how {
                    How::Each if *keep && node.visit > 0 => Seen::Kept,
                    How::Each => {
                        let number =
                            share_of_words(keys.route.with(rule_word).visit(start.key, visit).word());
                        Seen::Number { number, below: chance.share(), sticky: false }
                    }
                    How::Sticky => {
                        let number = share_of_words(keys.sticky.with(rule_word).with(start.key).word());
                        Seen::Number { number, below: chance.share(), sticky: true }
                    }
                    How::InOrder(_) => self.turn(at, rule).map_or(Seen::Kept, Seen::Turn),
                }
            }
            Test::Annotations { .. } => Seen::Annotations(here.annotations()),
            Test::Annotator { .. } => Seen::Annotator(here.latest()),
            Test::Duration { last, .. } => Seen::Seconds(here.time(*last)),
            Test::Batch { .. } | Test::Dataset(_) | Test::Fact(_) => Seen::Given,
        }
    }
}

fn drawn(table: &Table, key: Key, output: Option<usize>, sticky: bool) -> Why {
    let (from, to) = output.and_then(|output| table.span(output)).unwrap_or((0.0, 1.0));
    Why::Drawn { number: share_of_words(key.word()), from, to, sticky }
}

fn reviewed(key: Key, reject: Chance, right: Option<bool>) -> Why {
    Why::Reviewed { number: share_of_words(key.word()), reject: reject.share(), right }
}
