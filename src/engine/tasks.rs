//! The tasks of a run: numbered plain ones, or listed ones with facts.

use super::Key;

/// A task that came with something known about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// The task's identity, from what it is and not from where it stands in a list.
    pub key: u64,
    /// Which row of [`Supply::facts`] holds for it.
    pub facts: u32,
}

/// The tasks that start in one Dataset stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// So many tasks without content of their own.
    Plain(u64),
    /// Tasks from a manifest.
    Listed(Vec<Listed>),
}

impl Source {
    /// How many tasks there are.
    #[must_use]
    pub fn len(&self) -> u64 {
        match self {
            Self::Plain(count) => *count,
            Self::Listed(tasks) => tasks.len() as u64,
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// All tasks of a run, a source for each Dataset stage in file order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Supply {
    /// The sources.
    pub sources: Vec<Source>,
    /// The distinct rows of facts that listed tasks refer to, each of [`super::Facts::words`]
    /// words. Many tasks share few rows, so a task needs no more than its row's number.
    pub facts: Vec<u64>,
}

impl Supply {
    /// How many tasks there are.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.sources.iter().map(Source::len).sum()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The identity of a plain task: its Dataset stage (the hash of the id) and its number there.
#[must_use]
pub const fn plain_key(dataset: u64, number: u64) -> u64 {
    plain_base(dataset).with(number).word()
}

/// What the identities of the plain tasks of a Dataset stage have in common.
pub(super) const fn plain_base(dataset: u64) -> Key {
    Key::new(dataset, u64::MAX)
}
