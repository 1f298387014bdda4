//! What is known of the splits across groups, and what is compared.

use crate::desk::studies::Studies;
use crate::simulate::{AcrossReport, AcrossView};
use crate::worker::inquiry::Ask;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// Whoever worked on the task last.
    #[default]
    Annotators,
    /// The batches that tasks are in.
    Batches,
    /// The Dataset stages where tasks start.
    Datasets,
    /// Outputs of the same share, of whichever stage.
    Stages,
}

impl By {
    /// Everything that can be compared.
    pub const ALL: [Self; 4] = [Self::Annotators, Self::Batches, Self::Datasets, Self::Stages];

    /// What it is called.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Annotators => "Annotators",
            Self::Batches => "Batches",
            Self::Datasets => "Datasets",
            Self::Stages => "Stages with the same share",
        }
    }

    /// The comparisons of its kind.
    #[must_use]
    pub const fn view(self, across: &AcrossReport) -> Option<&AcrossView> {
        match self {
            Self::Annotators => across.annotators.as_ref(),
            Self::Batches => across.batches.as_ref(),
            Self::Datasets => across.datasets.as_ref(),
            Self::Stages => None,
        }
    }
}

/// What a person chooses.
#[derive(Debug)]
pub enum Act {
    /// What is compared.
    By(By),
    /// Which of the funnels is shown.
    At(usize),
    /// Whether equal steps along the axis are equal factors.
    Log(bool),
}

/// What is known and chosen.
#[derive(Debug, Default)]
pub struct Kept {
    /// The comparisons, once they are known.
    pub across: Option<AcrossReport>,
    /// What is compared.
    pub by: By,
    /// Which of the funnels is shown.
    pub at: usize,
    /// Whether equal steps along the axis are equal factors.
    pub log: bool,
    asked: bool,
}

impl Kept {
    /// Begins with another study.
    pub fn restart(&mut self) {
        *self = Self { by: self.by, at: self.at, log: self.log, ..Self::default() };
    }

    /// Asks for what is not known.
    pub fn fetch(&mut self, studies: &Studies) {
        if !std::mem::replace(&mut self.asked, true) {
            studies.ask(&Ask::Across);
        }
    }

    /// Does what a person chooses.
    pub fn act(&mut self, act: Act) {
        match act {
            Act::By(by) => (self.by, self.at) = (by, 0),
            Act::At(at) => self.at = at,
            Act::Log(log) => self.log = log,
        }
    }
}
