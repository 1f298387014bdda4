//! The ways to take a percentage.

/// How shares are taken. Every platform says "20 %" and means one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Method {
    /// Each task, each visit, drawn on its own.
    #[default]
    Independent,
    /// The tasks that arrive are gathered, and get exactly the rounded shares of their number;
    /// chance decides which task goes where.
    Quota,
    /// Exact in every block of so many arrivals; chance decides which of a block go where.
    Block,
    /// Systematic: for 20 % the 1st, the 6th, the 11th arrival.
    EveryKth,
    /// By a hash of the task: the same task goes the same way every time and in every run.
    Sticky,
    /// Each arrival goes to the output that is furthest behind its share.
    Balanced,
}

impl Method {
    /// Whether what a task gets depends on which tasks came before it.
    #[must_use]
    pub const fn is_ordered(self) -> bool {
        matches!(self, Self::Quota | Self::Block | Self::EveryKth | Self::Balanced)
    }
}

/// What happens when a task comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnReturn {
    /// It is taken for a new arrival.
    #[default]
    Draw,
    /// It goes the way it went the first time, and does not count as an arrival.
    Keep,
}

/// The size of a block where none is given.
pub const DEFAULT_BLOCK: u32 = 10;

/// How a Sampling stage or a rule that samples takes its shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sampler {
    /// The method.
    pub method: Method,
    /// Arrivals in a block, for [`Method::Block`].
    pub block: u32,
    /// Whether each run starts to count at a random place, for [`Method::EveryKth`]; else the
    /// first arrival is the first one taken.
    pub random_start: bool,
    /// What happens when a task comes back.
    pub on_return: OnReturn,
}

impl Default for Sampler {
    fn default() -> Self {
        Self {
            method: Method::default(),
            block: DEFAULT_BLOCK,
            random_start: false,
            on_return: OnReturn::default(),
        }
    }
}
