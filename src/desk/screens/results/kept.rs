//! What the results screen keeps for itself.

use super::splits;

/// What a person does on this screen, and what comes of it.
#[derive(Debug)]
pub enum Act {
    /// Something with the splits.
    Splits(splits::Act),
}

/// What the screen keeps.
#[derive(Debug, Default)]
pub struct Kept {
    /// How the splits are looked at.
    pub splits: splits::Kept,
}

impl Kept {
    /// Does what a person does.
    pub fn act(&mut self, act: Act) {
        match act {
            Act::Splits(act) => self.splits.act(act),
        }
    }
}
