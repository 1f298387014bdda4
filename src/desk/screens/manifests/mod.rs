//! The import screen: loading manifests, what their import said, and the stage that each feeds.
//!
//! In: the list of files beside what is in the one that was chosen (`detail.rs`): what to do with it
//! (`placing.rs`), its contents, remarks with the place of each in the file (`source.rs`), and all its tasks
//! (`tasks.rs`). Out: reading files, which is the worker's, and keeping them, which is the Lab's.

mod contents;
mod detail;
mod files;
mod kept;
mod loading;
mod placing;
mod remarks;
mod source;
mod tasks;
mod words;

pub use kept::{Act, Kept};

use yew::prelude::{Callback, Html};

use self::files::Files;
use crate::desk::shell::Told;
use crate::exchange::FileEntry;
use crate::view::html::html;

/// The screen.
#[derive(Debug)]
pub struct Manifests<'a> {
    /// What the Lab knows.
    pub told: &'a Told,
    /// What the screen keeps.
    pub kept: &'a Kept,
    /// Receives what a person does here.
    pub act: Callback<Act>,
}

impl Manifests<'_> {
    /// The view.
    pub fn view(&self) -> Html {
        let chosen = self.kept.chosen(&self.told.snapshot);
        html! {
            <>
                { loading::view(self.told) }
                { self.removed() }
                if self.told.snapshot.files.is_empty() {
                    { loading::nothing(self.told, &self.act) }
                } else {
                    <div class="import">
                        { Files { told: self.told, chosen, act: &self.act }.view() }
                        { for chosen.map(|file| self.detail(file)) }
                    </div>
                }
            </>
        }
    }

    /// The way back from removing a file. The region is always there: one that appears together
    /// with its text is not read out.
    fn removed(&self) -> Html {
        let removed = self.kept.removed().map(|name| {
            let undo = self.act.reform(|_| Act::Restore);
            html! {
                <p class="import__undo">
                    <span>{ format!("{name} was removed.") }</span>
                    <button type="button" class="button" id="undo-remove" onclick={undo}>{ "Undo" }</button>
                </p>
            }
        });
        let unfetched = self.kept.unfetched.then(|| {
            html! { <p>{ "The example could not be loaded: check the connection." }</p> }
        });
        html! { <div class="import__said" role="status">{ for removed }{ for unfetched }</div> }
    }

    fn detail(&self, file: &FileEntry) -> Html {
        detail::Detail { told: self.told, kept: self.kept, file, act: &self.act }.view()
    }
}
