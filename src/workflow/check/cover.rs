//! Conditions tried one after another: which of them can never match, and where nothing is left.
//!
//! Every condition looks at one thing about a task: its dataset, its batches, one metadata key.
//! What is known about one thing says nothing here about another, and where a proof would take
//! more than is tried, a condition counts as one that can match. So what is said to be
//! impossible is impossible, and not everything impossible is said.

use super::compare::Demand;
use crate::workflow::{Condition, DurationScope, Polarity, Share, WhichAnnotator};

/// What becomes of one condition of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// A task may get to it and match.
    Open,
    /// It is a sample of 0 %.
    Zero,
    /// It asks for what cannot be, for this reason.
    Contradiction(String),
    /// Every task that would match it matches one of these conditions before it.
    Shadowed(Vec<usize>),
    /// The conditions before it leave no task at all.
    Below,
}

impl Fate {
    /// Whether no task ever matches.
    pub const fn is_never(&self) -> bool {
        !matches!(self, Self::Open)
    }
}

/// What becomes of a list of conditions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fates {
    /// For each condition.
    pub each: Vec<Fate>,
    /// The conditions that leave no task together, where some do; the last one is the first
    /// after which nothing is left.
    pub all: Option<Vec<usize>>,
}

/// The most conditions from which those are picked out that matter.
const PICKED_FROM: usize = 64;

/// Follows a list of conditions from the top; `datasets` are the ids of the Dataset stages.
pub fn fates(datasets: &[&str], conditions: &[&Condition]) -> Fates {
    let cover = Cover { datasets, conditions };
    let mut each: Vec<Fate> = Vec::with_capacity(conditions.len());
    let mut before: Vec<(Subject<'_>, Vec<usize>)> = Vec::new();
    for (i, condition) in conditions.iter().enumerate() {
        let Some(subject) = subject(condition) else {
            match condition.random_share() {
                Some(Share::ONE) => {
                    each.push(Fate::Open);
                    return ended(each, vec![i], conditions.len());
                }
                Some(Share::ZERO) => each.push(Fate::Zero),
                _ => each.push(Fate::Open),
            }
            continue;
        };
        let place = before.iter().position(|(known, _)| *known == subject).unwrap_or_else(|| {
            before.push((subject, Vec::new()));
            before.len() - 1
        });
        let earlier = &mut before[place].1;
        let fate = cover.fate(i, earlier);
        if fate == Fate::Open {
            earlier.push(i);
        }
        each.push(fate);
        if let Some(all) = cover.leaves_nothing(i, earlier) {
            return ended(each, all, conditions.len());
        }
    }
    Fates { each, all: None }
}

fn ended(mut each: Vec<Fate>, all: Vec<usize>, count: usize) -> Fates {
    each.resize(count, Fate::Below);
    Fates { each, all: Some(all) }
}

/// What a condition looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Subject<'a> {
    Annotations,
    Annotators,
    Total,
    Last,
    Batches,
    Dataset,
    Key(&'a str),
}

/// `None` for a sample, and for a condition that says nothing: that is an error of its own.
fn subject(condition: &Condition) -> Option<Subject<'_>> {
    match condition {
        Condition::AnnotationType(tests) => (!tests.is_empty()).then_some(Subject::Annotations),
        Condition::Annotator { annotators, .. } => (!annotators.is_empty()).then_some(Subject::Annotators),
        Condition::RandomSample { .. } => None,
        Condition::Duration { at_least, below, scope } => {
            let (from, to) = range(*at_least, *below);
            (from < to).then_some(match scope {
                DurationScope::Total => Subject::Total,
                DurationScope::Last => Subject::Last,
            })
        }
        Condition::Batch(names) => (!names.is_empty()).then_some(Subject::Batches),
        Condition::Dataset(names) => (!names.is_empty()).then_some(Subject::Dataset),
        Condition::Metadata { key, .. } => Some(Subject::Key(key)),
    }
}

/// Annotation times [s] from the first that matches to the first that no longer does.
fn range(at_least: Option<f64>, below: Option<f64>) -> (f64, f64) {
    (at_least.unwrap_or(0.0).max(0.0), below.unwrap_or(f64::INFINITY))
}

struct Cover<'a> {
    datasets: &'a [&'a str],
    conditions: &'a [&'a Condition],
}

impl<'a> Cover<'a> {
    fn fate(&self, i: usize, earlier: &[usize]) -> Fate {
        if let Some(reason) = contradiction(self.conditions[i]) {
            return Fate::Contradiction(reason);
        }
        let none_left = |taken: &[usize]| self.impossible(Some(i), taken);
        if let Some(one) = earlier.iter().find(|one| none_left(&[**one])) {
            return Fate::Shadowed(vec![*one]);
        }
        if none_left(earlier) { Fate::Shadowed(picked(earlier, none_left)) } else { Fate::Open }
    }

    /// The conditions of one subject that match every task together, now that the `i`th has come.
    fn leaves_nothing(&self, i: usize, so_far: &[usize]) -> Option<Vec<usize>> {
        if so_far.last() != Some(&i) {
            return None;
        }
        let none_left = |taken: &[usize]| self.impossible(None, taken);
        if none_left(&[i]) {
            return Some(vec![i]);
        }
        if let Some(other) = so_far.iter().find(|other| none_left(&[**other, i])) {
            return Some(vec![*other, i]);
        }
        none_left(so_far).then(|| picked(so_far, none_left))
    }

    /// Whether no task can match `wanted` (any task, where there is none) and none of `taken`,
    /// which all look at the same thing.
    fn impossible(&self, wanted: Option<usize>, taken: &[usize]) -> bool {
        let taken: Vec<&Condition> = taken.iter().map(|&i| self.conditions[i]).collect();
        let wanted = wanted.map(|i| self.conditions[i]);
        match wanted.or_else(|| taken.first().copied()) {
            Some(Condition::AnnotationType(_)) => annotations(wanted, &taken),
            Some(Condition::Annotator { .. }) => annotators(wanted, &taken),
            Some(Condition::Duration { .. }) => durations(wanted, &taken),
            Some(Condition::Batch(_)) => match wanted {
                Some(Condition::Batch(names)) => names.iter().all(|name| batch_in(&taken, name)),
                // A task may be in none.
                _ => false,
            },
            Some(Condition::Dataset(_)) => self.dataset(wanted, &taken),
            Some(Condition::Metadata { .. }) => Demand::clash(wanted, &taken),
            Some(Condition::RandomSample { .. }) | None => false,
        }
    }

    fn dataset(&self, wanted: Option<&Condition>, taken: &[&Condition]) -> bool {
        let named = |condition: &Condition, id: &str| match condition {
            Condition::Dataset(ids) => ids.iter().any(|known| known == id),
            _ => false,
        };
        let asked = |id: &str| wanted.is_none_or(|wanted| named(wanted, id));
        let mut possible = self.datasets.iter().filter(|id| asked(id)).peekable();
        // Without any there is another error.
        possible.peek().is_some() && possible.all(|id| taken.iter().any(|condition| named(condition, id)))
    }
}

/// Leaves out of a list what is not needed for `enough` to hold.
fn picked(all: &[usize], enough: impl Fn(&[usize]) -> bool) -> Vec<usize> {
    let mut kept = all.to_vec();
    if kept.len() > PICKED_FROM {
        return kept;
    }
    for one in all {
        let without: Vec<usize> = kept.iter().copied().filter(|other| other != one).collect();
        if enough(&without) {
            kept = without;
        }
    }
    kept
}

/// Why a condition matches no task, whatever stands before it.
fn contradiction(condition: &Condition) -> Option<String> {
    match condition {
        Condition::AnnotationType(tests) => {
            let has = tests.iter().filter(|test| test.polarity == Polarity::Has);
            let denied = |class: &str| {
                tests.iter().any(|test| test.polarity == Polarity::HasNot && test.class == class)
            };
            let both = has.into_iter().find(|test| denied(&test.class))?;
            Some(format!("it asks for \"{}\" and for no \"{}\" at once", both.class, both.class))
        }
        Condition::Metadata { value, .. } => {
            let nothing = Demand::of(condition, false).is_none();
            nothing.then(|| format!("it compares a number with \"{value}\", which is none"))
        }
        _ => None,
    }
}

fn batch_in(taken: &[&Condition], name: &str) -> bool {
    taken.iter().any(|condition| match condition {
        Condition::Batch(names) => names.iter().any(|known| known == name),
        _ => false,
    })
}

/// Whoever annotated last has annotated, so "any so far" takes what "the latest" would.
fn annotators(wanted: Option<&Condition>, taken: &[&Condition]) -> bool {
    // A task that nobody has annotated matches none of them.
    let Some(Condition::Annotator { annotators, which }) = wanted else { return false };
    let takes = |name: &String| {
        taken.iter().any(|condition| match condition {
            Condition::Annotator { annotators, which: WhichAnnotator::Any } => annotators.contains(name),
            Condition::Annotator { annotators, .. } => {
                *which == WhichAnnotator::Latest && annotators.contains(name)
            }
            _ => false,
        })
    };
    annotators.iter().all(takes)
}

fn durations(wanted: Option<&Condition>, taken: &[&Condition]) -> bool {
    let times = |condition: &Condition| match condition {
        Condition::Duration { at_least, below, .. } => Some(range(*at_least, *below)),
        _ => None,
    };
    let (mut reached, end) = wanted.map_or(Some((0.0, f64::INFINITY)), times).unwrap_or((0.0, f64::INFINITY));
    let mut ranges: Vec<(f64, f64)> = taken.iter().filter_map(|condition| times(condition)).collect();
    // As long as one goes on from where the others have come to.
    while let Some(i) = ranges.iter().position(|(from, to)| *from <= reached && *to > reached) {
        reached = ranges.swap_remove(i).1;
    }
    reached >= end
}

/// A class and whether it is there.
type Literal<'a> = (&'a str, bool);

fn literals(condition: &Condition) -> Vec<Literal<'_>> {
    match condition {
        Condition::AnnotationType(tests) => {
            let mut literals = Vec::new();
            for literal in tests.iter().map(|test| (test.class.as_str(), test.polarity == Polarity::Has)) {
                if !literals.contains(&literal) {
                    literals.push(literal);
                }
            }
            literals
        }
        _ => Vec::new(),
    }
}

/// Each condition taken before says that one of its tests fails; what follows from that is
/// followed up as long as only one test of a condition is left that can fail.
fn annotations(wanted: Option<&Condition>, taken: &[&Condition]) -> bool {
    // Of a class named twice the last word counts, so it is looked for from the end.
    let mut known: Vec<Literal<'_>> = wanted.map(literals).unwrap_or_default();
    known.sort_unstable();
    let taken: Vec<Vec<Literal<'_>>> = taken.iter().map(|condition| literals(condition)).collect();
    let said = |known: &[Literal<'_>], class: &str| {
        known.iter().rfind(|(name, _)| *name == class).map(|(_, there)| *there)
    };
    loop {
        let mut learnt = false;
        for tests in &taken {
            if tests.iter().any(|(class, there)| said(&known, class).is_some_and(|known| known != *there)) {
                continue; // it has failed
            }
            let mut open = tests.iter().filter(|(class, _)| said(&known, class).is_none());
            match (open.next(), open.next()) {
                (None, _) => return true,
                (Some((class, there)), None) => {
                    let learns = (*class, !*there);
                    drop(open);
                    known.push(learns);
                    learnt = true;
                }
                _ => {}
            }
        }
        if !learnt {
            return false;
        }
    }
}
