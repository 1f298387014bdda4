//! Counts what stages decided, by group.

use super::report::{AcrossReport, ReviewedWork};
use crate::engine::{Observer, Rested, Tally};
use crate::simulate::batches::Batches;
use crate::simulate::{Study, Units};
use crate::stats::wilson;
use crate::workflow::StageKind;

/// Counts by annotator, batch and dataset.
#[derive(Debug)]
pub struct Grouping<'s> {
    study: &'s Study,
    batches: Batches<'s>,
    by: By,
    /// The decisions of one task: by position in the flat lists, whether they are a first visit's,
    /// and by whom it was worked on, counted from 1.
    decisions: Vec<(usize, bool, usize)>,
}

/// For each group what its tasks did.
#[derive(Debug, Default)]
struct By {
    /// Nobody first.
    annotators: Vec<Tally>,
    /// For each set of batches.
    sets: Vec<Tally>,
    datasets: Vec<Tally>,
}

/// Groups of one kind, each with its name.
pub struct Groups<'a> {
    pub names: Vec<Option<&'a str>>,
    pub tallies: Vec<Tally>,
}

impl<'s> Grouping<'s> {
    pub(super) fn new(study: &'s Study, units: &'s Units<'s>) -> Self {
        let batches = Batches::new(study, units);
        Self { study, batches, by: By::default(), decisions: Vec::new() }
    }
}

impl Observer for Grouping<'_> {
    const VISITS: bool = false;
    const RESTS: bool = false;
    const LOOKS: bool = true;

    fn look(&mut self, task: &Rested<'_, '_>) {
        let plan = self.study.plan();
        let set = self.batches.of(task) as usize;
        self.decisions.clear();
        self.decisions.extend(task.decisions().map(|(decision, annotator)| {
            let flat = plan.outputs(decision.stage).start + decision.output;
            (flat, decision.visit == 0, annotator.map_or(0, |person| person + 1))
        }));
        for &(flat, first, annotator) in &self.decisions {
            let lists = [
                (&mut self.by.annotators, annotator),
                (&mut self.by.sets, set),
                (&mut self.by.datasets, task.source()),
            ];
            for (groups, group) in lists {
                while groups.len() <= group {
                    groups.push(Tally::new(plan));
                }
                groups[group].left[flat] += 1;
                groups[group].left_first[flat] += u64::from(first);
            }
        }
    }
}

impl Grouping<'_> {
    /// What it comes to; `all` is the tally of the whole run.
    pub(super) fn report(self, study: &Study, all: &Tally) -> AcrossReport {
        let plan = study.plan();
        let By { mut annotators, sets, mut datasets } = self.by;
        let known = self.batches.sets();
        let people: Vec<&str> = (0..).map_while(|person| plan.person(person)).collect();
        annotators.resize_with(people.len() + 1, || Tally::new(plan));
        let ids: Vec<&str> = study.datasets().map(|(id, _)| id).collect();
        datasets.resize_with(ids.len(), || Tally::new(plan));
        annotators.rotate_left(1);
        let annotators =
            Groups { names: people.iter().copied().map(Some).chain([None]).collect(), tallies: annotators };
        let datasets = Groups { names: ids.into_iter().map(Some).collect(), tallies: datasets };
        let mut batches = vec![Tally::new(plan); known.names.len() + 1];
        let none = batches.len() - 1;
        for (set, tally) in known.sets.iter().zip(&sets) {
            set.iter().for_each(|batch| batches[*batch as usize].add(tally));
            if set.is_empty() {
                batches[none].add(tally);
            }
        }
        let names = known.names.iter().map(|name| Some(name.as_str())).chain([None]);
        let batches = Groups { names: names.collect(), tallies: batches };
        AcrossReport {
            reviewed: reviewed(study, &annotators),
            annotators: super::funnel::view(study, all, &annotators, "annotators"),
            batches: super::funnel::view(study, all, &batches, "batches"),
            datasets: super::funnel::view(study, all, &datasets, "datasets"),
        }
    }
}

fn reviewed(study: &Study, annotators: &Groups<'_>) -> Vec<ReviewedWork> {
    let stages = study.checked.workflow().stages.iter().enumerate();
    let mut list = Vec::new();
    for (position, stage) in stages.filter(|(_, stage)| matches!(stage.kind, StageKind::Review(_))) {
        // A Review stage approves or rejects, in that order.
        let outputs = study.plan().outputs(position);
        for (name, tally) in annotators.names.iter().zip(&annotators.tallies) {
            let (Some(name), [approved, rejected]) = (name, &tally.left[outputs.clone()]) else { continue };
            let reviewed = approved + rejected;
            list.push(ReviewedWork {
                stage: stage.id.clone(),
                name: stage.title().to_owned(),
                annotator: (*name).to_owned(),
                reviewed,
                rejected: *rejected,
                share: (reviewed > 0).then(|| *rejected as f64 / reviewed as f64),
                interval95: wilson(*rejected, reviewed, 0.95).map(Into::into),
            });
        }
    }
    list
}
