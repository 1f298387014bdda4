//! What a shape stands for. How it looks is a matter of the style sheet, or of the
//! [`palette`](super::palette) in a file.

/// The role of a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ink {
    /// What a chart stands on; also the rim that keeps a mark apart from what is beneath.
    Surface,
    /// Text to read first.
    Text,
    /// Text to read after that.
    Muted,
    /// Lines that lead the eye to an axis.
    Grid,
    /// An axis and its ticks.
    Axis,
    /// What was asked for.
    Intended,
    /// What this run came to.
    Observed,
    /// What other runs came to.
    Runs,
    /// Those of the other runs that a question picks out.
    Picked,
    /// The path of another run, one of many.
    Trail,
    /// The exact law of a count.
    Law,
    /// Where 95 % of runs lie by chance.
    Band95,
    /// The edge of that range.
    Edge95,
    /// The same as a field behind other marks, which keep their contrast on it.
    Field95,
    /// Where 99.9 % of runs lie by chance, or what bounds all of a run at once.
    Band999,
    /// The edge of that range.
    Edge999,
    /// A limit that a reader set, such as the precision asked for.
    Limit,
    /// The first of two designs.
    First,
    /// The second of two designs.
    Second,
    /// A count that chance explains.
    Ordinary,
    /// A count that chance gives now and then.
    Unusual,
    /// A count that chance hardly ever gives.
    Suspicious,
    /// A count of which nothing can be said.
    Unknown,
}

impl Ink {
    /// Every role.
    pub const ALL: [Self; 23] = [
        Self::Surface,
        Self::Text,
        Self::Muted,
        Self::Grid,
        Self::Axis,
        Self::Intended,
        Self::Observed,
        Self::Runs,
        Self::Picked,
        Self::Trail,
        Self::Law,
        Self::Band95,
        Self::Edge95,
        Self::Field95,
        Self::Band999,
        Self::Edge999,
        Self::Limit,
        Self::First,
        Self::Second,
        Self::Ordinary,
        Self::Unusual,
        Self::Suspicious,
        Self::Unknown,
    ];

    /// The class that the style sheet knows it by.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Surface => "ink--surface",
            Self::Text => "ink--text",
            Self::Muted => "ink--muted",
            Self::Grid => "ink--grid",
            Self::Axis => "ink--axis",
            Self::Intended => "ink--intended",
            Self::Observed => "ink--observed",
            Self::Runs => "ink--runs",
            Self::Picked => "ink--picked",
            Self::Trail => "ink--trail",
            Self::Law => "ink--law",
            Self::Band95 => "ink--band95",
            Self::Edge95 => "ink--edge95",
            Self::Field95 => "ink--field95",
            Self::Band999 => "ink--band999",
            Self::Edge999 => "ink--edge999",
            Self::Limit => "ink--limit",
            Self::First => "ink--first",
            Self::Second => "ink--second",
            Self::Ordinary => "ink--ordinary",
            Self::Unusual => "ink--unusual",
            Self::Suspicious => "ink--suspicious",
            Self::Unknown => "ink--unknown",
        }
    }
}

/// What is said of a count: each has an ink, a shape and a word, so that colour is never alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flag {
    /// Nothing can be said: a ring.
    Unknown,
    /// Chance explains it: a dot.
    Ordinary,
    /// Chance gives it now and then: a diamond.
    Unusual,
    /// Chance hardly ever gives it: a square.
    Suspicious,
}

impl Flag {
    /// Its ink.
    #[must_use]
    pub const fn ink(self) -> Ink {
        match self {
            Self::Unknown => Ink::Unknown,
            Self::Ordinary => Ink::Ordinary,
            Self::Unusual => Ink::Unusual,
            Self::Suspicious => Ink::Suspicious,
        }
    }

    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unknown => "not judged",
            Self::Ordinary => "ordinary",
            Self::Unusual => "unusual",
            Self::Suspicious => "suspicious",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_ink_has_a_class_of_its_own() {
        let classes: BTreeSet<&str> = Ink::ALL.iter().map(|ink| ink.class()).collect();
        let inks: BTreeSet<Ink> = Ink::ALL.into_iter().collect();
        assert_eq!((classes.len(), inks.len()), (Ink::ALL.len(), Ink::ALL.len()));
    }
}
