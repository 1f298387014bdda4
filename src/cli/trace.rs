//! `--trace`: one row for each visit, written as it happens.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::Failure;
use crate::engine::{Observer, Visit};
use crate::report::csv_field;
use crate::simulate::Study;

/// Writes visits to a file; the first error stops it and is kept for the end.
pub struct Writer<'s, T> {
    out: BufWriter<File>,
    study: &'s Study,
    titles: T,
    failed: Option<io::Error>,
}

impl<'s, T: Fn(u64) -> &'s str> Writer<'s, T> {
    /// Begins the file with its headings.
    pub fn create(path: &Path, study: &'s Study, titles: T) -> Result<Self, Failure> {
        let file =
            File::create(path).map_err(|error| Failure::Refused(format!("{}: {error}", path.display())))?;
        let mut out = BufWriter::new(file);
        writeln!(out, "task,title,stage,visit,output,annotator,seconds")?;
        Ok(Self { out, study, titles, failed: None })
    }

    /// Writes what is left.
    pub fn finish(mut self) -> Result<(), Failure> {
        match self.failed.take() {
            Some(error) => Err(error.into()),
            None => Ok(self.out.flush()?),
        }
    }

    fn write(&mut self, visit: &Visit) -> io::Result<()> {
        let stage = self.study.stage(visit.stage);
        let output = visit.output.and_then(|output| stage?.outputs().get(output).map(|o| o.name.to_string()));
        let annotator = visit.annotator.and_then(|person| self.study.plan().person(person));
        write!(
            self.out,
            "{},{},{},{},{},{},",
            visit.task + 1,
            csv_field((self.titles)(visit.task)),
            csv_field(stage.map_or("", |stage| &stage.id)),
            visit.visit + 1,
            csv_field(output.as_deref().unwrap_or("")),
            csv_field(annotator.unwrap_or("")),
        )?;
        if visit.seconds > 0.0 { writeln!(self.out, "{:.3}", visit.seconds) } else { writeln!(self.out) }
    }
}

impl<'s, T: Fn(u64) -> &'s str> Observer for Writer<'s, T> {
    fn visit(&mut self, visit: &Visit) {
        if self.failed.is_none() {
            self.failed = self.write(visit).err();
        }
    }
}
