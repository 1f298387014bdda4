//! The engine: a checked workflow, tasks and a seed in; integer tallies out.
//!
//! In: keyed draws, compiling a workflow into a [`Plan`], walking tasks through it, counting.
//! Out: what the counts mean ([`crate::stats`]), where tasks come from ([`crate::manifest`]),
//! and putting the two together ([`crate::simulate`]).
//!
//! Imports [`crate::workflow`] alone. Knows no clock and no entropy: a run is a pure function of
//! the plan, the tasks, the seed and the run's number, to the bit and on every platform.

mod block;
mod carried;
mod compile;
mod draw;
mod explain;
mod facts;
mod normal;
mod paths;
mod plan;
mod queue;
mod rested;
mod routes;
mod sampler;
mod simulation;
mod tally;
mod tasks;
mod walk;
mod work;

pub use draw::{Chance, Key, Table, hash};
pub use explain::{Explained, Explanation, RuleTried, Seen, TurnTaken, Why};
pub use facts::Facts;
pub use plan::Plan;
pub use rested::{Decision, Rest, Rested};
pub use routes::{Route, Routes};
pub use sampler::{Balanced, Group, largest_remainder};
pub use simulation::{Counts, Simulation, explain};
pub use tally::{Imbalance, Tally};
pub use tasks::{Listed, Source, Supply, plain_key};
pub use walk::{Observer, Visit};
