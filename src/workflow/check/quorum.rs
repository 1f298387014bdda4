//! Whether the people of a Consensus stage can agree, and whether they can do anything else.

use crate::workflow::{Class, Consensus, Person, Problem, Share, Stage, StageKind, Workflow};

/// What can come out of a Consensus stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Agreement {
    /// Both, as far as can be known.
    Open,
    /// Only agreement.
    Always,
    /// Only disagreement, because of this class.
    Never(Split),
}

/// How the people of a stage fall apart over a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    pub class: String,
    /// The most of one task's annotators who can give the same answer.
    pub together: usize,
}

/// Up to this many classes on which people can differ are counted; their answers are then more
/// than any number of people.
const MOST_VARYING: u32 = 16;

impl Agreement {
    /// What is known of a stage: nothing, where it has too few people to run.
    pub fn of(workflow: &Workflow, consensus: &Consensus) -> Self {
        let chosen = |person: &&Person| {
            let named = consensus.annotators.is_empty() || consensus.annotators.contains(&person.name);
            named && person.weight > 0
        };
        let people: Vec<&Person> = workflow.people.iter().filter(chosen).collect();
        let copies = consensus.copies as usize;
        if copies < 2 || (!workflow.people.is_empty() && people.len() < copies) {
            return Self::Open;
        }
        let needed = consensus.needed() as usize;
        let classes = &workflow.ontology.classes;
        let by_manifest = workflow.ontology.key.is_some();
        // So many different answers there can be, whoever works: so many must be alike.
        let varying = classes.iter().filter(|class| varies(&people, class, by_manifest)).count();
        let varying = u32::try_from(varying).unwrap_or(u32::MAX).min(MOST_VARYING);
        if needed <= copies.div_ceil(1 << varying) {
            return Self::Always;
        }
        let short = |class: &Class| {
            let together = truths(class, by_manifest).map(|there| together(&people, copies, there)).max()?;
            (together < needed).then(|| Split { class: class.name.clone(), together })
        };
        classes.iter().find_map(short).map_or(Self::Open, Self::Never)
    }
}

/// Whether the class can be there, and whether it can be missing; a manifest can say either.
fn truths(class: &Class, by_manifest: bool) -> impl Iterator<Item = bool> {
    let there = by_manifest || class.prevalence > Share::ZERO;
    let missing = by_manifest || class.prevalence < Share::ONE;
    [(true, there), (false, missing)].into_iter().filter(|(_, can_be)| *can_be).map(|(there, _)| there)
}

/// The chance that somebody annotates a class.
const fn chance(person: &Person, there: bool) -> Share {
    if there { person.recall } else { person.false_positive }
}

/// Whether two of these people can answer differently on one task.
fn varies(people: &[&Person], class: &Class, by_manifest: bool) -> bool {
    truths(class, by_manifest).any(|there| {
        let sure = |answer: Share| people.iter().all(|person| chance(person, there) == answer);
        !sure(Share::ZERO) && !sure(Share::ONE)
    })
}

/// The most of one task's annotators who can say the same about one class.
fn together(people: &[&Person], copies: usize, there: bool) -> usize {
    let can = |answer: fn(Share) -> bool| people.iter().filter(|p| answer(chance(p, there))).count();
    can(|share| share > Share::ZERO).max(can(|share| share < Share::ONE)).min(copies)
}

pub fn check(workflow: &Workflow, problems: &mut Vec<Problem>) {
    for stage in &workflow.stages {
        if let StageKind::Consensus(consensus) = &stage.kind {
            match Agreement::of(workflow, consensus) {
                Agreement::Open => {}
                Agreement::Always => problems.push(always(workflow, stage, consensus)),
                Agreement::Never(split) => problems.push(never(stage, consensus, &split)),
            }
        }
    }
}

fn always(workflow: &Workflow, stage: &Stage, consensus: &Consensus) -> Problem {
    let title = stage.title();
    let (why, mend) = if workflow.people.is_empty() {
        ("there are no people, so nobody can answer differently", "Add people who make mistakes.")
    } else if workflow.ontology.classes.is_empty() {
        ("there are no classes, so there is nothing to answer differently", "Add a class.")
    } else if consensus.needed() < 2 {
        ("one answer is enough", "Raise the quorum, so that two answers must be the same.")
    } else {
        ("enough answers are always the same", "Raise the quorum, or add people who make mistakes.")
    };
    let message = format!("At {title} {why}: every task takes Agree, and none takes Disagree.");
    Problem::warning("consensus-always-agrees", Some(&stage.id), message, mend)
}

fn never(stage: &Stage, consensus: &Consensus, split: &Split) -> Problem {
    let Split { class, together } = split;
    let (title, needed, copies) = (stage.title(), consensus.needed(), consensus.copies);
    let message = format!(
        "{title} needs {needed} of {copies} answers to be the same, and on \"{class}\" alone at most {together} \
         can be: the others there always say the opposite. Every task takes Disagree."
    );
    let mend = "Lower the quorum, or change who works there or how sure they are.";
    Problem::warning("quorum-never-met", Some(&stage.id), message, mend)
}
