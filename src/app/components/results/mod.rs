//! What a run came to: each split beside what was intended, and where the tasks are now.
//!
//! In: a run's report. Out: the id of a stage that somebody wants to see.

mod legend;
mod marks;
mod numbers;
mod panel;
mod places;
mod split;
mod strips;

pub use panel::ResultPanel;
pub use places::Places;
pub use split::StageSplit;
