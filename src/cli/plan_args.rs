//! What `sluice plan` takes.

use clap::Subcommand;

use super::args::{Format, share};
use crate::stats::planning::{MOST_BENCHMARK, MOST_PLANNED};
use crate::workflow::Share;

#[derive(Debug, clap::Args)]
pub struct PlanArgs {
    #[command(subcommand)]
    pub question: Question,
    /// How to print
    #[arg(long, value_enum, default_value = "text", global = true)]
    pub format: Format,
}

#[derive(Debug, Subcommand)]
pub enum Question {
    /// How many tasks until a split is within so many points of its shares
    Split(SplitArgs),
    /// What counts and shares to expect
    Range(RangeArgs),
    /// How likely an output gets no task at all
    Empty(EmptyArgs),
    /// How many benchmark tasks tell a good annotator from a bad one
    Benchmark(BenchmarkArgs),
    /// Bounds of the running counts that hold however often one looks
    Watch(WatchArgs),
}

#[derive(Debug, clap::Args)]
pub struct SplitArgs {
    /// The shares asked for, in percent: 20,80
    #[arg(long, value_delimiter = ',', required = true, value_parser = share)]
    pub intended: Vec<Share>,
    /// How close each share must come, in percentage points
    #[arg(long, value_name = "POINTS", value_parser = share)]
    pub within: Share,
    /// In how many of 100 runs
    #[arg(long, value_name = "PERCENT", default_value = "95", value_parser = share)]
    pub confidence: Share,
}

#[derive(Debug, clap::Args)]
pub struct RangeArgs {
    /// The shares asked for, in percent: 20,80
    #[arg(long, value_delimiter = ',', required = true, value_parser = share)]
    pub intended: Vec<Share>,
    /// How many tasks
    #[arg(long, value_parser = clap::value_parser!(u64).range(..=MOST_PLANNED))]
    pub tasks: u64,
}

#[derive(Debug, clap::Args)]
pub struct EmptyArgs {
    /// The shares asked for, in percent: 1,99
    #[arg(long, value_delimiter = ',', required = true, value_parser = share)]
    pub intended: Vec<Share>,
    /// How many tasks
    #[arg(long, value_parser = clap::value_parser!(u64).range(..=MOST_PLANNED))]
    pub tasks: u64,
    /// The chance to keep under, in percent
    #[arg(long, value_name = "PERCENT", default_value = "5", value_parser = share)]
    pub below: Share,
}

#[derive(Debug, clap::Args)]
pub struct BenchmarkArgs {
    /// Accuracy of an annotator who should pass, in percent
    #[arg(long, value_name = "PERCENT", value_parser = share)]
    pub good: Share,
    /// Accuracy of one who should fail, in percent
    #[arg(long, value_name = "PERCENT", value_parser = share)]
    pub bad: Share,
    /// How often the good one may fail, in percent
    #[arg(long, value_name = "PERCENT", default_value = "5", value_parser = share)]
    pub alpha: Share,
    /// How often the bad one may pass, in percent
    #[arg(long, value_name = "PERCENT", default_value = "5", value_parser = share)]
    pub beta: Share,
    /// Take this many benchmark tasks and say what they come to
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..=MOST_BENCHMARK))]
    pub tasks: Option<u64>,
}

#[derive(Debug, clap::Args)]
pub struct WatchArgs {
    /// The shares asked for, in percent: 20,80
    #[arg(long, value_delimiter = ',', required = true, value_parser = share)]
    pub intended: Vec<Share>,
    /// How many tasks the run will have, about: near there the bounds are tightest
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..=MOST_PLANNED))]
    pub tasks: u64,
    /// After how many tasks to say the bounds: 10,100,1000; the tenth, half and all unless given
    #[arg(long, value_delimiter = ',', value_parser = clap::value_parser!(u64).range(..=MOST_PLANNED))]
    pub at: Vec<u64>,
    /// How many of 100 runs never leave the bounds of an output
    #[arg(long, value_name = "PERCENT", default_value = "95", value_parser = share)]
    pub confidence: Share,
}
