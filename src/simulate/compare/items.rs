//! What is counted in both workflows.

use super::paired::{central, paired};
use super::report::{Change, OutputChange, PlaceChange};
use crate::engine::{Rest, Tally};
use crate::simulate::Study;
use crate::workflow::{Stage, StageKind};

/// Something that a workflow counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counted {
    /// Visits of the stage at a position that left by an output, in the flat list.
    Output {
        stage: usize,
        flat: usize,
    },
    /// Tasks that ended at the stage at a position.
    Ended(usize),
    Waiting,
    Stopped,
    /// Tasks delivered wrong.
    Wrong,
}

/// The same thing in both workflows, with what all runs came to.
#[derive(Debug)]
struct Item {
    counted: [Option<Counted>; 2],
    sums: [(u64, u64); 2],
    counts: [Vec<u64>; 2],
    differences: Vec<f64>,
    points: Vec<f64>,
}

/// All that is compared.
#[derive(Debug)]
pub struct Items {
    outputs: Vec<Item>,
    places: Vec<Item>,
    wrong: Item,
    /// The Complete stages of each, where wrong tasks are delivered.
    delivering: [Vec<usize>; 2],
    runs: u64,
}

impl Items {
    pub fn new(studies: [&Study; 2]) -> Self {
        let mut outputs = Vec::new();
        for (side, study) in studies.iter().enumerate() {
            for stage in &study.workflow().stages {
                for output in stage.outputs().iter().filter(|_| stage.outputs().len() > 1) {
                    let find = |study: &Study| find_output(study, &stage.id, &output.name);
                    let counted = studies.map(find);
                    // What both have is listed with the first.
                    if side == 0 || counted[0].is_none() {
                        outputs.push(Item::new(counted));
                    }
                }
            }
        }
        let ends = |study: &Study| -> Vec<String> {
            let ends = study.workflow().stages.iter().filter(|stage| stage.kind.is_end());
            ends.map(|stage| stage.id.clone()).collect()
        };
        let [mut ids, others] = studies.map(ends);
        ids.extend(others.into_iter().filter(|id| find_end(studies[0], id).is_none()));
        let ends = ids.iter().map(|id| Item::new(studies.map(|study| find_end(study, id))));
        let all = |counted| Item::new([Some(counted); 2]);
        let delivers = |stage: &Stage| matches!(stage.kind, StageKind::Complete);
        Self {
            outputs,
            places: ends.chain([all(Counted::Waiting), all(Counted::Stopped)]).collect(),
            wrong: Item::new(studies.map(|study| study.plan().has_content().then_some(Counted::Wrong))),
            delivering: studies.map(|study| {
                let stages = study.workflow().stages.iter().enumerate();
                stages.filter(|(_, stage)| delivers(stage)).map(|(position, _)| position).collect()
            }),
            runs: 0,
        }
    }

    /// Adds a pair of runs.
    pub fn add(&mut self, tallies: [&Tally; 2]) {
        self.runs += 1;
        let all = self.outputs.iter_mut().chain(&mut self.places).chain([&mut self.wrong]);
        all.for_each(|item| item.add(tallies, &self.delivering));
    }

    /// What it comes to: outputs, places, and wrong tasks.
    pub fn changes(&self, studies: [&Study; 2]) -> (Vec<OutputChange>, Vec<PlaceChange>, Option<Change>) {
        let outputs = self.outputs.iter().filter_map(|item| {
            let (side, stage, flat) = item.place()?;
            let first = studies[side].stage(stage)?;
            let output = flat - studies[side].plan().outputs(stage).start;
            Some(OutputChange {
                stage: first.id.clone(),
                name: first.title().to_owned(),
                output: first.outputs().get(output)?.name.to_string(),
                intended: [0, 1].map(|side| intended(studies[side], item.counted[side])),
                change: item.change(self.runs),
            })
        });
        let places = self.places.iter().map(|item| item.named(studies, self.runs));
        let wrong = self.wrong.counted.iter().any(Option::is_some).then(|| self.wrong.change(self.runs));
        (outputs.collect(), places.collect(), wrong)
    }
}

fn find_output(study: &Study, id: &str, name: &str) -> Option<Counted> {
    let stage = study.workflow().position(id)?;
    let outputs = study.workflow().stages[stage].outputs();
    let output = outputs.iter().position(|output| output.name == name).filter(|_| outputs.len() > 1)?;
    Some(Counted::Output { stage, flat: study.plan().outputs(stage).start + output })
}

fn find_end(study: &Study, id: &str) -> Option<Counted> {
    let stage = study.workflow().position(id)?;
    study.workflow().stages[stage].kind.is_end().then_some(Counted::Ended(stage))
}

fn intended(study: &Study, counted: Option<Counted>) -> Option<f64> {
    let Some(Counted::Output { stage, flat }) = counted else { return None };
    let output = flat - study.plan().outputs(stage).start;
    study.laws.get(stage)?.outputs.get(output)?.as_ref().map(|law| law.share)
}

impl Counted {
    /// Its count in a run, and what that is a part of.
    fn of(self, tally: &Tally, delivering: &[usize]) -> (u64, u64) {
        let sum = |list: &[u64]| list.iter().sum::<u64>();
        let at = |list: &[u64]| delivering.iter().filter_map(|stage| list.get(*stage)).sum::<u64>();
        match self {
            Self::Output { stage, flat } => (tally.left[flat], tally.arrived[stage]),
            Self::Ended(stage) => (tally.ended[stage], tally.tasks),
            Self::Waiting => (sum(&tally.waiting), tally.tasks),
            Self::Stopped => (sum(&tally.unconnected) + sum(&tally.over_limit), tally.tasks),
            Self::Wrong => (at(&tally.wrong), at(&tally.ended)),
        }
    }
}

impl Item {
    fn new(counted: [Option<Counted>; 2]) -> Self {
        let counts = [Vec::new(), Vec::new()];
        Self { counted, sums: [(0, 0); 2], counts, differences: Vec::new(), points: Vec::new() }
    }

    /// The first that has it, and the stage and output there.
    fn place(&self) -> Option<(usize, usize, usize)> {
        self.counted.iter().enumerate().find_map(|(side, counted)| match counted {
            Some(Counted::Output { stage, flat }) => Some((side, *stage, *flat)),
            _ => None,
        })
    }

    fn add(&mut self, tallies: [&Tally; 2], delivering: &[Vec<usize>; 2]) {
        let found = [0, 1].map(|side| self.counted[side].map(|c| c.of(tallies[side], &delivering[side])));
        for (sum, found) in self.sums.iter_mut().zip(&found) {
            let (count, of) = found.unwrap_or((0, 0));
            *sum = (sum.0 + count, sum.1 + of);
        }
        for (counts, found) in self.counts.iter_mut().zip(&found) {
            counts.extend(found.map(|(count, _)| count));
        }
        let [Some(first), Some(second)] = found else { return };
        self.differences.push(second.0 as f64 - first.0 as f64);
        if first.1 > 0 && second.1 > 0 {
            let share = |(count, of): (u64, u64)| 100.0 * count as f64 / of as f64;
            self.points.push(share(second) - share(first));
        }
    }

    fn change(&self, runs: u64) -> Change {
        let mean = |count: u64| count as f64 / runs.max(1) as f64;
        let sums = [0, 1].map(|side| self.counted[side].map(|_| self.sums[side]));
        Change {
            counts: sums.map(|sum| sum.map(|(count, _)| mean(count))),
            shares: sums.map(|sum| sum.filter(|(_, of)| *of > 0).map(|(count, of)| count as f64 / of as f64)),
            ranges: [0, 1].map(|side| central(&self.counts[side])),
            difference: paired(&self.differences),
            points: paired(&self.points),
        }
    }

    fn named(&self, studies: [&Study; 2], runs: u64) -> PlaceChange {
        let end = self.counted.iter().enumerate().find_map(|(side, counted)| match counted {
            Some(Counted::Ended(stage)) => studies[side].stage(*stage),
            _ => None,
        });
        let (name, rest) = match self.counted[0] {
            Some(Counted::Waiting) => ("Waiting", Rest::Waiting),
            Some(Counted::Stopped) => ("Stopped", Rest::OverLimit),
            _ => (end.map_or("", Stage::title), Rest::Ended),
        };
        let stage = end.map(|stage| stage.id.clone());
        PlaceChange { stage, name: name.to_owned(), rest, change: self.change(runs) }
    }
}
