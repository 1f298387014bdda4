//! Conditions that logic rules and agents test, and the shares that chained samples leave.

use super::{Extra, Sampler, Share, Target};

/// One rule of a Logic stage: the first rule whose condition holds decides.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// What the rule and its output are called.
    pub name: String,
    /// When it matches.
    pub when: Condition,
    /// Where matching tasks go.
    pub to: Target,
    /// Keys that this version does not know.
    pub extra: Extra,
}

/// Whether a class must be there or must not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Polarity {
    /// At least one.
    Has,
    /// None.
    HasNot,
}

/// One test of an annotation-type condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassTest {
    /// Has or has not.
    pub polarity: Polarity,
    /// The class's name.
    pub class: String,
}

/// Which annotator an annotator condition looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WhichAnnotator {
    /// The last one to annotate the task.
    #[default]
    Latest,
    /// Anyone who has annotated it so far.
    Any,
}

/// Which annotation time a duration condition looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DurationScope {
    /// All visits together.
    #[default]
    Total,
    /// The last visit alone.
    Last,
}

/// How a metadata value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Comparison {
    /// Equal.
    #[default]
    Is,
    /// Not equal; also holds where the key is missing.
    IsNot,
    /// The text contains it, or the list has it.
    Contains,
    /// The number is smaller.
    Less,
    /// The number is greater.
    Greater,
}

/// What a rule tests.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// All class tests hold for the task's present annotations.
    AnnotationType(Vec<ClassTest>),
    /// The annotator is any of those named.
    Annotator {
        /// Their names.
        annotators: Vec<String>,
        /// The latest, or any so far.
        which: WhichAnnotator,
    },
    /// A share of the visits that reach the rule.
    RandomSample {
        /// The share.
        share: Share,
        /// How it is taken; unless said otherwise, each visit is drawn on its own.
        sampler: Sampler,
    },
    /// Annotation time t [s] with `at_least` ≤ t < `below`; an end left out is open.
    Duration {
        /// The first time that matches [s].
        at_least: Option<f64>,
        /// The first time that no longer matches [s].
        below: Option<f64>,
        /// All visits or the last.
        scope: DurationScope,
    },
    /// The task is in any of the batches named.
    Batch(Vec<String>),
    /// The task started in any of the Dataset stages named (by id).
    Dataset(Vec<String>),
    /// A `clientMetadata` value compares as asked. A missing key matches `IsNot` alone.
    Metadata {
        /// The key.
        key: String,
        /// The comparison.
        op: Comparison,
        /// What it is compared with, as text; numbers and booleans by their JSON spelling.
        value: String,
    },
}

impl Condition {
    /// A random sample that draws each visit on its own.
    #[must_use]
    pub fn random_sample(share: Share) -> Self {
        Self::RandomSample { share, sampler: Sampler::default() }
    }

    /// The word for the kind of condition in files.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::AnnotationType(_) => "annotation_type",
            Self::Annotator { .. } => "annotator",
            Self::RandomSample { .. } => "random_sample",
            Self::Duration { .. } => "duration",
            Self::Batch(_) => "batch",
            Self::Dataset(_) => "dataset",
            Self::Metadata { .. } => "metadata",
        }
    }

    /// The share of a random sample; `None` for a condition that looks at the task.
    #[must_use]
    pub const fn random_share(&self) -> Option<Share> {
        match self {
            Self::RandomSample { share, .. } => Some(*share),
            _ => None,
        }
    }
}

/// The share of all arrivals that each condition takes when each is tried on what the ones
/// before it left, and last the share that none takes: two 20 % samples in a row give 20, 16
/// and 64 %. `None` from the first condition on that is no random sample, since what it takes
/// depends on the tasks.
#[must_use]
pub fn effective_shares<'a>(conditions: impl Iterator<Item = &'a Condition>) -> Vec<Option<f64>> {
    let mut left = Some(1.0);
    let mut shares = Vec::new();
    for condition in conditions {
        let own = condition.random_share().map(Share::fraction);
        shares.push(left.zip(own).map(|(left, own)| left * own));
        left = left.zip(own).map(|(left, own)| left * (1.0 - own));
    }
    shares.push(left);
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(percent: f64) -> Condition {
        Condition::random_sample(Share::from_percent(percent).unwrap())
    }

    #[test]
    fn two_samples_in_a_row_multiply() {
        let shares = effective_shares([sample(20.0), sample(20.0)].iter());
        let rounded: Vec<_> = shares.iter().map(|s| (s.unwrap() * 1e6).round()).collect();
        assert_eq!(rounded, [200_000.0, 160_000.0, 640_000.0]);
    }

    #[test]
    fn what_follows_a_rule_about_the_task_is_unknown() {
        let conditions = [sample(20.0), Condition::Batch(vec!["A".into()]), sample(50.0)];
        let shares = effective_shares(conditions.iter());
        assert!(shares[0].is_some());
        assert_eq!(&shares[1..], [None, None, None]);
    }
}
