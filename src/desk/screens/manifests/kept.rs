//! What the import screen keeps for itself: which file is looked at, what is unfolded, where the list
//! of tasks is scrolled.

use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::Callback;

use super::source::{Sight, look};
use super::tasks::{List, fetch as fetch_rows};
use super::words::as_text;
use crate::desk::clipboard::copy;
use crate::desk::example::fetch;
use crate::desk::shell::Told;
use crate::exchange::{FileEntry, FileState, Placing, Route, Snapshot, Wish};
use crate::worker::protocol::{FileId, UnitRow};

/// What a person does on this screen, and what comes of it.
#[derive(Debug)]
pub enum Act {
    /// Looks at a file.
    Choose(FileId),
    /// Removes a file.
    Remove(FileId),
    /// Ends the reading of a file.
    Cancel(FileId),
    /// Reads a file that a bad item refused for its good ones.
    TakeGood(FileId),
    /// Has the file back that was removed last.
    Restore,
    /// Loads an example that is shipped with the page.
    Example(&'static str),
    /// It has come, or not.
    Fetched(Option<File>),
    /// Runs, and goes to see the result.
    RunInLab,
    /// Unfolds a kind of remarks, or folds it again.
    Unfold(String),
    /// Looks at a place in the file, by line and column; or no longer.
    Look(u32, u32),
    /// The place has been read.
    Seen(Sight),
    /// Copies all remarks.
    Copy,
    /// They are copied, or could not be.
    Copied(bool),
    /// The list of tasks is scrolled so far, and its box so high [px].
    Scrolled(f64, f64),
    /// A row of the list, and its box, are so high [px].
    Sized(f64, f64),
}

/// A file that was removed.
#[derive(Debug)]
struct Removed {
    file: File,
    placing: Placing,
}

/// What the screen keeps.
#[derive(Debug, Default)]
pub struct Kept {
    chosen: Option<FileId>,
    /// The newest file met: one that comes after it is looked at.
    newest: FileId,
    removed: Option<Removed>,
    /// Whether an example could not be fetched.
    pub unfetched: bool,
    /// The kinds of remarks that are unfolded.
    pub unfolded: Vec<String>,
    /// The place in the file that is looked at.
    pub sight: Option<Sight>,
    /// Whether copying the remarks worked.
    pub copied: Option<bool>,
    /// The list of tasks.
    pub list: List,
    /// The id of what is to have the focus once it is drawn, for what had it goes away.
    pub to_focus: Option<&'static str>,
}

impl Kept {
    /// The file that is looked at.
    #[must_use]
    pub fn chosen<'a>(&self, snapshot: &'a Snapshot) -> Option<&'a FileEntry> {
        snapshot.files.iter().find(|file| Some(file.id) == self.chosen)
    }

    /// The name of the file that was removed last, while it can be had back.
    #[must_use]
    pub fn removed(&self) -> Option<String> {
        self.removed.as_ref().map(|removed| removed.file.name())
    }

    /// Brings what is kept in line with what was told.
    pub fn meet(&mut self, told: &Told) {
        let snapshot = &told.snapshot;
        let fresh = snapshot.files.iter().find(|file| file.id > self.newest);
        let gone = self.chosen(snapshot).is_none();
        let next = fresh.or_else(|| if gone { snapshot.files.last() } else { None });
        if let Some(file) = next {
            self.choose(Some(file.id));
        } else if gone {
            self.choose(None);
        }
        let newest = snapshot.files.iter().map(|file| file.id).max().unwrap_or_default();
        self.newest = self.newest.max(newest);
        let is_reading = self.chosen(snapshot).is_some_and(|file| file.state == FileState::Reading);
        if is_reading {
            // What is being read again is asked for again.
            self.list.forget();
        }
        self.fetch(told);
    }

    fn fetch(&mut self, told: &Told) {
        let file = told.snapshot.files.iter().find(|file| Some(file.id) == self.chosen);
        fetch_rows(&mut self.list, file, told);
    }

    fn choose(&mut self, file: Option<FileId>) {
        if self.chosen == file {
            return;
        }
        self.chosen = file;
        self.unfetched = false;
        self.unfolded.clear();
        self.sight = None;
        self.copied = None;
        self.list.restart();
    }

    /// Does what a person does.
    pub fn act(&mut self, act: Act, told: &Told, acts: &Callback<Act>) {
        match act {
            Act::Choose(file) => self.choose(Some(file)),
            Act::Remove(file) => self.remove(file, told),
            Act::Cancel(file) => {
                self.to_focus = Some("screen");
                told.wish(Wish::Remove { file });
            }
            Act::TakeGood(file) => {
                self.to_focus = Some("screen");
                told.wish(Wish::TakeGood { file });
            }
            Act::Restore => self.restore(told),
            Act::Example(name) => {
                let acts = acts.clone();
                spawn_local(async move { acts.emit(Act::Fetched(fetch(name).await)) });
            }
            Act::Fetched(Some(file)) => {
                self.to_focus = Some("screen");
                told.ask.emit((Wish::Load { placing: None, sort: false }, vec![file]));
            }
            Act::Fetched(None) => self.unfetched = true,
            Act::RunInLab => {
                told.wish(Wish::Run { seed: None, runs: None });
                told.wish(Wish::Go { route: Route::Lab });
            }
            Act::Unfold(code) => match self.unfolded.iter().position(|known| *known == code) {
                Some(place) => drop(self.unfolded.remove(place)),
                None => self.unfolded.push(code),
            },
            Act::Look(line, column) => self.look(line, column, told, acts),
            Act::Seen(sight) => {
                if self.sight.as_ref().is_some_and(|now| now.is_at(sight.line, sight.column)) {
                    self.sight = Some(sight);
                }
            }
            Act::Copy => self.copy(told, acts),
            Act::Copied(done) => self.copied = Some(done),
            Act::Scrolled(top, sight) => self.list.scroll_to(top, sight),
            Act::Sized(row, sight) => self.list.size(row, sight),
        }
        self.fetch(told);
    }

    /// Some of a file's tasks have come.
    pub fn heard(&mut self, file: FileId, from: u64, rows: Vec<UnitRow>) {
        if self.chosen == Some(file) {
            self.list.take(from, rows);
        }
    }

    fn remove(&mut self, id: FileId, told: &Told) {
        let entry = told.snapshot.files.iter().find(|file| file.id == id);
        self.removed = entry
            .zip(told.file(id))
            .map(|(entry, file)| Removed { file: file.clone(), placing: entry.placing.clone() });
        self.to_focus = Some("undo-remove");
        told.wish(Wish::Remove { file: id });
    }

    fn restore(&mut self, told: &Told) {
        if let Some(Removed { file, placing }) = self.removed.take() {
            told.ask.emit((Wish::Load { placing: Some(placing), sort: false }, vec![file]));
            self.to_focus = Some("screen");
        }
    }

    fn look(&mut self, line: u32, column: u32, told: &Told, acts: &Callback<Act>) {
        if self.sight.take().is_some_and(|now| now.is_at(line, column)) {
            return;
        }
        let Some(file) = self.chosen.and_then(|id| told.file(id)).cloned() else { return };
        self.sight = Some(Sight::coming(line, column));
        let acts = acts.clone();
        spawn_local(async move { acts.emit(Act::Seen(look(file, line, column).await)) });
    }

    fn copy(&mut self, told: &Told, acts: &Callback<Act>) {
        self.copied = None;
        let Some(file) = self.chosen(&told.snapshot) else { return };
        let Some(summary) = file.summary() else { return };
        let text = as_text(&file.name, summary);
        let acts = acts.clone();
        spawn_local(async move { acts.emit(Act::Copied(copy(&text).await)) });
    }
}

#[cfg(test)]
mod tests;
