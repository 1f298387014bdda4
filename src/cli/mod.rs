//! The command line: the same engine, for scripts and for repeating a run.
//!
//! In: arguments, files, text and JSON on the terminal, exit codes. Out: everything that a
//! result depends on ([`crate::simulate`], [`crate::manifest`], [`crate::workflow`]).
//!
//! Exit codes: 0 done; 1 the input was refused or the workflow has errors; 2 wrong usage.

mod args;
mod check;
mod compare;
mod explain;
mod import;
mod input;
mod judge;
mod plan;
mod plan_args;
mod prepare;
mod report;
mod run;
mod table;
mod threads;
mod trace;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};

/// How a command ended, other than by doing what it was asked.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The input was refused; why, for the person.
    Refused(String),
    /// The command was not called as it must be; how, for the person.
    Usage(String),
    /// What was to be printed or written could not be.
    Output(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// Runs the command that the process was started with.
#[must_use]
pub fn main() -> ExitCode {
    let args = Args::parse();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let result = match args.command {
        Command::Import(args) => import::import(&args, &mut out),
        Command::Check(args) => check::check(&args, &mut out),
        Command::Run(args) => run::run(&args, &mut out),
        Command::Report(args) => report::report(&args, &mut out),
        Command::Compare(args) => compare::compare(&args, &mut out),
        Command::Judge(args) => judge::judge(&args, &mut out),
        Command::Plan(args) => plan::plan(&args, &mut out),
    };
    let flushed = out.flush().map_err(Failure::from);
    match result.and_then(|code| flushed.map(|()| code)) {
        Ok(code) => code,
        Err(failure) => told(&failure),
    }
}

fn told(failure: &Failure) -> ExitCode {
    match failure {
        Failure::Refused(why) => {
            eprintln!("{why}");
            ExitCode::from(1)
        }
        Failure::Usage(how) => {
            eprintln!("{how}\n\nFor more information, try 'sluice --help'.");
            ExitCode::from(2)
        }
        // Whoever read the output had enough of it: not a failure of ours.
        Failure::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Failure::Output(error) => {
            eprintln!("The output could not be written: {error}");
            ExitCode::from(1)
        }
    }
}

/// Prints a value as indented JSON.
fn print_json(out: &mut impl Write, value: &impl serde::Serialize) -> Result<(), Failure> {
    serde_json::to_writer_pretty(&mut *out, value).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(())
}
