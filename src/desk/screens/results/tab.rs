//! The parts of the screen, and their addresses.

use crate::exchange::Route;

/// A part of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// Every split beside what was intended.
    #[default]
    Splits,
    /// What one run after another comes to.
    Distribution,
    /// What more tasks do to a share and a count.
    OverTasks,
    /// The splits across annotators, batches, datasets and stages.
    Across,
    /// Every path that tasks took.
    Flow,
    /// Every task, and why it went its way.
    Tasks,
    /// Another design beside this one.
    Compare,
    /// Reports to take away.
    Take,
}

impl Tab {
    /// Every part, in the order of the links.
    pub const ALL: [Self; 8] = [
        Self::Splits,
        Self::Distribution,
        Self::OverTasks,
        Self::Across,
        Self::Flow,
        Self::Tasks,
        Self::Compare,
        Self::Take,
    ];

    /// The part of an address; the first where there is none of that name.
    #[must_use]
    pub fn of(part: &str) -> Self {
        Self::ALL.into_iter().find(|tab| tab.word() == part).unwrap_or_default()
    }

    /// Its address.
    #[must_use]
    pub fn hash(self) -> String {
        Route::Results { part: self.word().to_owned() }.hash()
    }

    /// Whether it shows more than the report has, so that the run must be looked into.
    #[must_use]
    pub const fn looks_into(self) -> bool {
        !matches!(self, Self::Splits | Self::Flow | Self::Compare)
    }

    /// What it is called in its address.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Splits => "splits",
            Self::Distribution => "distribution",
            Self::OverTasks => "over-tasks",
            Self::Across => "across",
            Self::Flow => "flow",
            Self::Tasks => "tasks",
            Self::Compare => "compare",
            Self::Take => "take-away",
        }
    }

    /// What it is called on the screen.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Splits => "Splits",
            Self::Distribution => "Distribution",
            Self::OverTasks => "Over tasks",
            Self::Across => "Across",
            Self::Flow => "Flow",
            Self::Tasks => "Tasks",
            Self::Compare => "Compare",
            Self::Take => "Take away",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_has_an_address() {
        for tab in Tab::ALL {
            assert_eq!(Tab::of(tab.word()), tab);
            assert_eq!(tab.hash(), format!("#/results/{}", tab.word()));
        }
        assert_eq!((Tab::of(""), Tab::of("nothing")), (Tab::Splits, Tab::Splits));
    }
}
