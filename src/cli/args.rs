//! What the command line takes.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use super::plan_args::PlanArgs;
use crate::simulate::MOST_SEED;
use crate::workflow::Share;

/// Simulates data-annotation workflows before they are deployed.
#[derive(Debug, Parser)]
#[command(name = "sluice", version, about)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read import manifests and say what is in them
    Import(ImportArgs),
    /// Say what is wrong with a workflow before it runs
    Check(CheckArgs),
    /// Run tasks through a workflow and judge every split
    Run(RunArgs),
    /// Run tasks through a workflow and write a report to keep, print or send
    Report(ReportArgs),
    /// Run the same tasks through two workflows with the same draws, and say what differs
    Compare(CompareArgs),
    /// Judge counts that were observed elsewhere
    Judge(JudgeArgs),
    /// Say before a run how many tasks it takes, or what to expect of it
    Plan(PlanArgs),
}

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// How the result of a run is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RunFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// One row for each output of each stage
    Csv,
}

#[derive(Debug, clap::Args)]
pub struct ImportArgs {
    /// Manifests: Encord JSON or CSV, files of other platforms, lists of URLs
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Refuse a file if any of its items is bad
    #[arg(long)]
    pub strict: bool,
    /// List every data unit
    #[arg(long)]
    pub list: bool,
    /// How to print
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// The workflow file
    pub workflow: PathBuf,
    /// How to print
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// One file for screen and paper
    Html,
    /// For wherever Markdown is shown
    Markdown,
    /// For programs
    Json,
    /// One table, with numbers in full
    Csv,
}

/// A table of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportTable {
    /// Each output of each stage
    Outputs,
    /// Where tasks are
    Places,
    /// The ways they went
    Ways,
    /// How each output's count lay from run to run
    Runs,
    /// How many runs had which count
    Counts,
    /// Problems of the workflow and notes on the tasks
    Remarks,
}

impl ReportFormat {
    /// The word for it.
    pub fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

impl ReportTable {
    /// The word for it.
    pub fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

/// What is to be run.
#[derive(Debug, clap::Args)]
pub struct Question {
    /// The workflow file
    pub workflow: PathBuf,
    /// A manifest for a Dataset stage, named by its id where there are several
    #[arg(long = "manifest", value_name = "[DATASET=]FILE")]
    pub manifests: Vec<String>,
    /// Start each task at the Dataset stage that its metadata names under this key, by id or name; of all
    /// manifests, or of one. A task that names none starts at the DATASET of its manifest
    #[arg(long = "dataset-key", value_name = "[FILE=]KEY", requires = "manifests")]
    pub dataset_keys: Vec<String>,

    /// Put all tasks of the manifests, or of one of them, in a batch
    #[arg(long = "batch", value_name = "[FILE=]NAME", requires = "manifests")]
    pub batches: Vec<String>,
    /// Scale the plain tasks of all Dataset stages to this many in all
    #[arg(long, value_parser = clap::value_parser!(u64).range(..=1_000_000_000))]
    pub tasks: Option<u64>,
    /// The seed of every draw, up to 2^53 - 1; a fresh one is drawn and printed without it
    #[arg(long, value_parser = clap::value_parser!(u64).range(..=MOST_SEED))]
    pub seed: Option<u64>,
    /// How many runs
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub runs: u64,
}

#[derive(Debug, clap::Args)]
pub struct RunArgs {
    #[command(flatten)]
    pub question: Question,
    /// Say why one task went the way it did, instead of the result: its number, title or URL
    #[arg(long, value_name = "TASK", conflicts_with_all = ["trace", "runs"])]
    pub explain: Option<String>,
    /// How many threads share the runs; as many as the machine has unless given
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..=256))]
    pub threads: Option<u64>,
    /// Write one row for each visit of each task
    #[arg(long, value_name = "FILE.csv")]
    pub trace: Option<PathBuf>,
    /// How to print
    #[arg(long, value_enum, default_value = "text")]
    pub format: RunFormat,
}

#[derive(Debug, clap::Args)]
pub struct ReportArgs {
    #[command(flatten)]
    pub question: Question,
    /// Where to write it, and by its ending how: .html, .md, .json or .csv; standard output
    /// unless given
    #[arg(long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
    /// How to write it; by the file's ending unless given, and Markdown on standard output
    #[arg(long, value_enum)]
    pub format: Option<ReportFormat>,
    /// Which table to write as CSV; the outputs unless given
    #[arg(long, value_enum)]
    pub table: Option<ReportTable>,
    /// How many threads share the runs; as many as the machine has unless given
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..=256))]
    pub threads: Option<u64>,
}

#[derive(Debug, clap::Args)]
pub struct CompareArgs {
    #[command(flatten)]
    pub question: Question,
    /// The other workflow file
    pub other: PathBuf,
    /// How to print
    #[arg(long, value_enum, default_value = "text")]
    pub format: RunFormat,
}

#[derive(Debug, clap::Args)]
pub struct JudgeArgs {
    /// The shares asked for, in percent: 20,80
    #[arg(long, value_delimiter = ',', required_unless_present = "table", value_parser = share)]
    pub intended: Vec<Share>,
    /// The counts that came out: 17,83
    #[arg(long, value_delimiter = ',', required_unless_present = "table")]
    pub observed: Vec<u64>,
    /// Judge the many splits of a table instead: a row for each with its name, all shares, then all
    /// counts; or a row for each output with split, output, share and count. - reads it from standard
    /// input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["intended", "observed"])]
    pub table: Option<PathBuf>,
    /// How to print
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

/// A percentage.
pub fn share(text: &str) -> Result<Share, String> {
    let text = text.trim().trim_end_matches('%').trim_end();
    let percent: f64 = text.parse().map_err(|_| format!("\"{text}\" is no percentage such as 20"))?;
    Share::from_percent(percent).map_err(|error| error.to_string())
}
