//! Questions asked before a run, or while one goes.
//!
//! In, one file for each question: how many tasks until a split is as close as wanted
//! ([`tasks_within`]); what counts to expect ([`expected_counts`]); how likely an output stays empty
//! ([`empty_outputs`]); how many benchmark tasks tell two annotators apart ([`benchmark_tasks`]); what
//! counts chance allows to somebody who looks after every task ([`RunningBounds`]). And one sentence
//! with each answer. Out: the laws themselves (the room above), screens and arguments.
//!
//! All of it is about tasks drawn one by one, and exact: no normal approximation, and where an
//! answer is a smallest number of tasks, a proof that none was passed over. Counts come whole, so
//! the chance of success does not simply grow with the number of tasks; each file says what its
//! "smallest" means.

mod benchmark;
mod empty;
mod envelope;
mod error;
mod expected;
mod given;
mod precision;
mod running;
mod sentence;

pub use benchmark::{BenchmarkPlan, MOST_BENCHMARK, benchmark_at, benchmark_tasks};
pub use empty::{EmptyChances, EmptyOutput, EmptyPlan, MOST_EXACT, empty_chances, empty_outputs};
pub use error::PlanError;
pub use expected::{ExpectedCounts, ExpectedOutput, expected_counts};
pub use given::{LEAST_LEVEL, MOST_LEVEL, MOST_PLANNED};
pub use precision::{OutputPlan, SplitPlan, coverage_within, tasks_within};
pub use running::{RunningBounds, RunningPlan, RunningRow, running_bounds, usual_moments};
