//! Text → workflow, or every reason why not.

use std::fmt;

use serde_json::Value;

use super::Complaint;
use super::content::{batches, ontology, people};
use super::fields::{Fields, Notes};
use super::stage::stage;
use crate::workflow::json::{JsonError, json_with_places, line_and_column};
use crate::workflow::{DEFAULT_VISIT_LIMIT, FORMAT_VERSION, Workflow};

/// A workflow that was read, and what to say about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// The workflow.
    pub workflow: Workflow,
    /// What was odd but did no harm.
    pub warnings: Vec<Complaint>,
}

/// Why a file is not a workflow; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileError {
    /// Everything that is wrong, in file order.
    pub complaints: Vec<Complaint>,
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, complaint) in self.complaints.iter().enumerate() {
            let newline = if i == 0 { "" } else { "\n" };
            write!(
                f,
                "{newline}line {}, column {}: {}",
                complaint.line, complaint.column, complaint.message
            )?;
        }
        Ok(())
    }
}

impl std::error::Error for FileError {}

/// Reads a workflow file.
///
/// # Errors
/// [`FileError`] with every place that is not JSON, or not what a workflow holds there.
/// Whether the workflow makes sense as a whole is [`crate::workflow::check`]'s to say.
pub fn read(text: &str) -> Result<Read, FileError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (value, places) = json_with_places(text).map_err(syntax_error)?;
    let mut notes = Notes::default();
    let workflow = workflow(value, &mut notes);
    let locate = |(pointer, message): (String, String)| {
        let (line, column) = line_and_column(text, places.offset(&pointer));
        Complaint { message, pointer, line, column }
    };
    let mut complaints: Vec<_> = notes.errors.into_iter().map(locate).collect();
    for (pointer, offset) in &places.repeated {
        let (line, column) = line_and_column(text, *offset);
        let message = "this key stands twice in one object; keep one of them".to_owned();
        complaints.push(Complaint { message, pointer: pointer.clone(), line, column });
    }
    let complaints = in_file_order(complaints);
    if complaints.is_empty() {
        Ok(Read { workflow, warnings: notes.warnings.into_iter().map(locate).collect() })
    } else {
        Err(FileError { complaints })
    }
}

/// Complaints in the order of their places; of one place, as found.
fn in_file_order(complaints: Vec<Complaint>) -> Vec<Complaint> {
    let place = |complaint: &Complaint| u64::from(complaint.line) << 32 | u64::from(complaint.column);
    let mut order: Vec<(u64, usize)> = complaints.iter().enumerate().map(|(i, c)| (place(c), i)).collect();
    order.sort_unstable();
    let mut complaints: Vec<_> = complaints.into_iter().map(Some).collect();
    order.into_iter().filter_map(|(_, i)| complaints.get_mut(i)?.take()).collect()
}

fn syntax_error(JsonError { message, line, column }: JsonError) -> FileError {
    let message = format!("this is not valid JSON: {message}");
    FileError { complaints: vec![Complaint { message, pointer: String::new(), line, column }] }
}

fn workflow(value: Value, notes: &mut Notes) -> Workflow {
    let mut fields = Fields::of(value, "", notes);
    if !notes.errors.is_empty() {
        return Workflow::default();
    }
    version(&mut fields, notes);
    let name = fields.text("name", notes).unwrap_or_default();
    let description = fields.text("description", notes).unwrap_or_default();
    let visit_limit = fields
        .whole("visit_limit", u64::from(u32::MAX), notes)
        .and_then(|limit| u32::try_from(limit).ok())
        .unwrap_or(DEFAULT_VISIT_LIMIT);
    if visit_limit == 0 {
        notes.error("/visit_limit", "\"visit_limit\" must be at least 1");
    }
    let ontology = ontology(&mut fields, notes);
    let people = people(&mut fields, notes);
    let batches = batches(&mut fields, notes);
    if !fields.has("stages") {
        notes.error("", "\"stages\" is missing: a workflow is a list of stages");
    }
    let stages = fields
        .list("stages", notes)
        .into_iter()
        .map(|(value, pointer)| stage(value, &pointer, notes))
        .collect();
    let extra = fields.rest(notes);
    Workflow { name, description, stages, ontology, people, batches, visit_limit, extra }
}

fn version(fields: &mut Fields, notes: &mut Notes) {
    match fields.take("sluice").map(|version| version.as_u64()) {
        Some(Some(FORMAT_VERSION)) => {}
        None => notes.error("", "this is no Sluice workflow: it should begin with \"sluice\": 1"),
        Some(Some(newer)) if newer > FORMAT_VERSION => notes.error(
            "/sluice",
            format!("this file is of format {newer}; this version reads up to {FORMAT_VERSION}"),
        ),
        Some(_) => notes.error("/sluice", "\"sluice\" must be the format's number, 1"),
    }
}
