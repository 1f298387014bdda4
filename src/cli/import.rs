//! `sluice import`

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use super::args::{Format, ImportArgs};
use super::input::{bytes, diagnostics};
use super::{Failure, print_json};
use crate::manifest::{Earlier, Import, Options, Outcome, import as read};

pub fn import(args: &ImportArgs, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let mut earlier = Earlier::default();
    let mut imports = Vec::new();
    for file in &args.files {
        let options = Options { strict: args.strict, earlier: Some(&earlier) };
        let import = read(&bytes(file)?, &file.to_string_lossy(), &options);
        earlier.extend(&import.units);
        imports.push((file, import));
    }
    match args.format {
        Format::Text => {
            for (file, import) in &imports {
                text(out, file, import, args.list)?;
            }
        }
        Format::Json => match imports.as_slice() {
            [(_, only)] => print_json(out, &only.report(args.list))?,
            several => {
                let reports: Vec<_> = several.iter().map(|(_, import)| import.report(args.list)).collect();
                print_json(out, &reports)?;
            }
        },
    }
    let refused = imports.iter().any(|(_, import)| import.outcome == Outcome::Rejected);
    Ok(ExitCode::from(u8::from(refused)))
}

fn text(out: &mut impl Write, file: &Path, import: &Import, list: bool) -> Result<(), Failure> {
    let file = file.display().to_string();
    let report = import.report(false);
    let outcome = match import.outcome {
        Outcome::Accepted => "accepted",
        Outcome::AcceptedWithWarnings => "accepted with warnings",
        Outcome::Partial => "accepted in part: what is listed as an error was left out",
        Outcome::Rejected => "refused",
    };
    writeln!(out, "{file}: {outcome}")?;
    let units: Vec<String> =
        report.units.iter().map(|(kind, count)| format!("{count} {}", kind.name())).collect();
    if !units.is_empty() {
        let tasks = counted(report.tasks, "task");
        let urls = counted(report.urls, "URL");
        writeln!(out, "  {tasks} from {urls}: {}", units.join(", "))?;
    }
    write!(out, "{}", diagnostics(&file, &import.diagnostics))?;
    if list {
        for unit in &import.units {
            writeln!(out, "  {:14} {}", unit.kind.name(), unit.title())?;
            for url in unit.urls() {
                writeln!(out, "                 {url}")?;
            }
        }
    }
    Ok(())
}

/// `1 task`, `2 tasks`.
fn counted(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}
