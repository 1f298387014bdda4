//! `sluice report`

use std::borrow::Cow;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use super::args::{Question, ReportArgs, ReportFormat, ReportTable};
use super::prepare::Prepared;
use super::{Failure, print_json};
use crate::report::{CsvTable, Document, Subject, csv, html, json, markdown};

pub fn report(args: &ReportArgs, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let format = format(args)?;
    let prepared = Prepared::new(&args.question)?;
    let report = prepared.report(args.threads)?;
    let command = command(&args.question, prepared.seed, format, args.table);
    let subject = Subject { workflow: prepared.study.workflow(), report: &report, command: &command };
    let text = match format {
        ReportFormat::Html => html(&Document::new(&subject)),
        ReportFormat::Markdown => markdown(&Document::new(&subject)),
        ReportFormat::Csv => csv(&report, table(args.table)),
        ReportFormat::Json => {
            let mut text = Vec::new();
            print_json(&mut text, &json(&subject))?;
            return write(&args.output, &text, out);
        }
    };
    write(&args.output, text.as_bytes(), out)
}

fn write(path: &Path, text: &[u8], out: &mut impl Write) -> Result<ExitCode, Failure> {
    if path == Path::new("-") {
        out.write_all(text)?;
    } else {
        fs::write(path, text).map_err(|error| Failure::Refused(format!("{}: {error}", path.display())))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The format asked for, or else that of the file's ending.
fn format(args: &ReportArgs) -> Result<ReportFormat, Failure> {
    let ending = args.output.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    let format = match (args.format, ending.as_deref()) {
        (Some(format), _) => format,
        (None, Some("html" | "htm")) => ReportFormat::Html,
        (None, Some("json")) => ReportFormat::Json,
        (None, Some("csv")) => ReportFormat::Csv,
        (None, Some("md" | "markdown")) => ReportFormat::Markdown,
        (None, None) if args.output == Path::new("-") => ReportFormat::Markdown,
        (None, _) => {
            let file = args.output.display();
            return Err(Failure::Usage(format!(
                "--output {file}: end it in .html, .md, .json or .csv, or say how to write it with --format"
            )));
        }
    };
    if args.table.is_some() && format != ReportFormat::Csv {
        return Err(Failure::Usage("--table is for --format csv: other formats have all tables".to_owned()));
    }
    Ok(format)
}

const fn table(table: Option<ReportTable>) -> CsvTable {
    match table {
        None | Some(ReportTable::Outputs) => CsvTable::Outputs,
        Some(ReportTable::Places) => CsvTable::Places,
        Some(ReportTable::Ways) => CsvTable::Ways,
        Some(ReportTable::Runs) => CsvTable::Runs,
        Some(ReportTable::Counts) => CsvTable::Counts,
        Some(ReportTable::Remarks) => CsvTable::Remarks,
    }
}

/// The command that gives the same report again, with the seed that was drawn. How many threads
/// share the runs changes nothing.
fn command(question: &Question, seed: u64, format: ReportFormat, table: Option<ReportTable>) -> String {
    let mut words = vec!["sluice".to_owned(), "report".to_owned()];
    words.push(question.workflow.display().to_string());
    for manifest in &question.manifests {
        words.extend(["--manifest".to_owned(), manifest.clone()]);
    }
    for key in &question.dataset_keys {
        words.extend(["--dataset-key".to_owned(), key.clone()]);
    }
    for batch in &question.batches {
        words.extend(["--batch".to_owned(), batch.clone()]);
    }
    if let Some(tasks) = question.tasks {
        words.extend(["--tasks".to_owned(), tasks.to_string()]);
    }
    words.extend(["--seed".to_owned(), seed.to_string()]);
    if question.runs > 1 {
        words.extend(["--runs".to_owned(), question.runs.to_string()]);
    }
    words.extend(["--format".to_owned(), format.name()]);
    if let Some(table) = table {
        words.extend(["--table".to_owned(), table.name()]);
    }
    words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" ")
}

/// A word as a shell reads it back.
fn quoted(word: &str) -> Cow<'_, str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:@%+,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(format!("'{}'", word.replace('\'', "'\\''")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_where_a_shell_would_take_them_apart() {
        assert_eq!(quoted("a/b-1.json"), "a/b-1.json");
        assert_eq!(quoted("my file"), "'my file'");
        assert_eq!(quoted("it's"), "'it'\\''s'");
        assert_eq!(quoted(""), "''");
    }
}
