//! Opening, editing and saving the workflow.

use std::rc::Rc;

use super::{Effect, History, Notice, Panel, State, TEMPLATES};
use crate::exchange::Route;
use crate::worker::protocol::Request;
use crate::workflow::edit::Edit;
use crate::workflow::{Workflow, check, read, write};

impl State {
    pub(super) fn on_edit(&mut self, edit: Edit, burst: Option<String>) -> Vec<Effect> {
        let mut workflow = Workflow::clone(self.workflow());
        let added = workflow.apply(edit);
        self.history.change(workflow, burst);
        if added.is_some() {
            self.selected = added;
        }
        self.workflow_changed()
    }

    pub(super) fn on_travel(&mut self, travel: impl Fn(&mut History)) -> Vec<Effect> {
        // Nobody sees the workflow change on another screen.
        if self.screen != Route::Lab {
            return Vec::new();
        }
        travel(&mut self.history);
        self.workflow_changed()
    }

    pub(super) fn on_select(&mut self, stage: Option<String>) -> Vec<Effect> {
        let closed = self.selected.is_some() && stage.is_none();
        self.selected = stage.filter(|id| self.workflow().stage(id).is_some());
        if closed { vec![Effect::FocusResult] } else { Vec::new() }
    }

    /// Brings what follows from the workflow up to it. The inspector closes with its stage.
    fn workflow_changed(&mut self) -> Vec<Effect> {
        self.problems = Rc::new(check(self.workflow()));
        let gone = self.selected.as_ref().is_some_and(|id| self.workflow().stage(id).is_none());
        if !gone {
            return Vec::new();
        }
        self.selected = None;
        vec![Effect::FocusResult]
    }

    fn open(&mut self, workflow: Workflow) {
        self.history.change(workflow, None);
        self.selected = None;
        // Nothing is selected, so no focus is lost.
        let _ = self.workflow_changed();
    }

    pub(super) fn on_open_template(&mut self, position: usize) -> Vec<Effect> {
        let Some(template) = TEMPLATES.get(position) else { return Vec::new() };
        let mut effects = self.drop_files();
        self.open(template.workflow());
        self.notice = None;
        self.run_when_loaded = false;
        self.awaited.clear();
        if template.manifests.is_empty() {
            effects.extend(self.on_run());
        } else {
            self.run_when_loaded = true;
            let named =
                template.manifests.iter().map(|(dataset, name)| ((*dataset).to_owned(), (*name).to_owned()));
            self.awaited = named.collect();
            let fetch = |(dataset, name): (String, String)| Effect::Fetch { dataset, name };
            effects.extend(self.awaited.iter().cloned().map(fetch));
        }
        effects
    }

    /// Drops all manifests: they belong to the workflow that is being left.
    fn drop_files(&mut self) -> Vec<Effect> {
        let files = std::mem::take(&mut self.files);
        let drop = |id| [Effect::DropFile(id), Effect::Send(Request::Forget { file: id })];
        files.into_iter().flat_map(|file| drop(file.id)).collect()
    }

    pub(super) fn on_open_workflow(&mut self, name: &str, text: &str) -> Vec<Effect> {
        match read(text) {
            Ok(read) => {
                self.open(read.workflow);
                self.files_meet_new_workflow();
                let warnings: Vec<String> =
                    read.warnings.iter().map(|w| format!("line {}: {}", w.line, w.message)).collect();
                let opened = format!("{name} is open.");
                self.notice = Some(match warnings.as_slice() {
                    [] => Notice::done(opened),
                    some => Notice::error(format!("{opened}\n{}", some.join("\n"))),
                });
                if self.can_run() {
                    return self.on_run();
                }
                self.panel = Some(Panel::Problems);
            }
            Err(error) => {
                let kept = "The workflow that was open stays as it is.";
                self.notice = Some(Notice::error(format!("{name} could not be opened. {kept}\n{error}")));
            }
        }
        Vec::new()
    }

    pub(super) fn on_save(&mut self) -> Vec<Effect> {
        let name = file_name(&self.workflow().name);
        vec![Effect::Save { name, text: write(self.workflow()) }]
    }
}

/// A file name made of the letters and digits of a workflow's name.
fn file_name(name: &str) -> String {
    // Beyond ASCII everything is taken for a letter but spaces, signs and dashes.
    let is_other = |c: char| match c {
        '\0'..='\u{7f}' => !c.is_ascii_alphanumeric(),
        '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{3003}' => true,
        _ => false,
    };
    let words = name.split(is_other).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_ascii_lowercase).collect();
    let stem = if words.is_empty() { "workflow".to_owned() } else { words.join("-") };
    format!("{stem}.json")
}
