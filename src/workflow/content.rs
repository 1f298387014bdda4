//! People and content: only what routing needs.

use super::{Extra, Share};

/// What kind of thing a class is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ClassKind {
    /// Something drawn on the data: a box, a polygon.
    #[default]
    Object,
    /// An answer to a question about the whole data unit.
    Classification,
}

/// A class of the ontology.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Class {
    /// The name that rules use.
    pub name: String,
    /// Object or classification.
    pub kind: ClassKind,
    /// The share of tasks that truly hold it.
    pub prevalence: Share,
    /// Keys that this version does not know.
    pub extra: Extra,
}

/// What can be in a task.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ontology {
    /// The classes, in file order.
    pub classes: Vec<Class>,
    /// The `clientMetadata` key that lists a manifest task's classes, instead of the prevalences.
    pub key: Option<String>,
    /// Keys that this version does not know.
    pub extra: Extra,
}

/// Somebody who annotates.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// The name that rules use.
    pub name: String,
    /// How much of the work goes to them, relative to the others.
    pub weight: u32,
    /// The chance to find a class that is there.
    pub recall: Share,
    /// The chance to add a class that is not there.
    pub false_positive: Share,
    /// Median time for one task [s].
    pub median_seconds: f64,
    /// Standard deviation of the logarithm of the time; 0 is always the median.
    pub spread: f64,
    /// Keys that this version does not know.
    pub extra: Extra,
}

impl Default for Person {
    fn default() -> Self {
        Self {
            name: String::new(),
            weight: 1,
            recall: Share::ONE,
            false_positive: Share::ZERO,
            median_seconds: 60.0,
            spread: 0.5,
            extra: Extra::new(),
        }
    }
}

/// A batch that tasks may belong to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Batch {
    /// The name that rules use.
    pub name: String,
    /// The chance that a task is in it, each batch on its own.
    pub share: Share,
    /// Keys that this version does not know.
    pub extra: Extra,
}

/// Which batches tasks belong to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Batches {
    /// The batches, in file order.
    pub list: Vec<Batch>,
    /// The `clientMetadata` key that names a manifest task's batch or batches, instead of the shares.
    pub key: Option<String>,
    /// Keys that this version does not know.
    pub extra: Extra,
}
