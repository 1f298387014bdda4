//! Manifests: choosing and pasting them, the stage that each feeds, and what their import said.

mod file;
mod remarks;

use std::rc::Rc;

use crate::view::html::html;
use web_sys::File;
use yew::prelude::*;

use self::file::ManifestFile;
use crate::app::state::LoadedFile;
use crate::exchange::{Placing, Route};
use crate::view::file_button::FileButton;
use crate::view::paste::Paste;
use crate::worker::protocol::FileId;
use crate::workflow::Workflow;

/// The loaded manifests, and the ways to load more.
#[derive(Debug, Clone, PartialEq)]
pub struct ManifestPanel {
    /// The loaded manifests.
    pub files: Rc<Vec<LoadedFile>>,
    /// The workflow whose Dataset stages they can feed.
    pub workflow: Rc<Workflow>,
    /// Receives manifests to load.
    pub on_files: Callback<Vec<File>>,
    /// Receives the Dataset stage that a manifest is to feed.
    pub on_assign: Callback<(FileId, Placing)>,
    /// Receives a manifest to drop.
    pub on_remove: Callback<FileId>,
}

impl ManifestPanel {
    /// The view.
    pub fn view(&self) -> Html {
        let datasets: Rc<Vec<(String, String)>> = Rc::new(
            self.workflow.datasets().map(|(stage, _)| (stage.id.clone(), stage.title().to_owned())).collect(),
        );
        html! {
            <div class="manifests">
                <p><a href={Route::Manifests.hash()}>{ "Open the import screen" }</a></p>
                <div class="manifests__drop">
                    <p>{ "Drop manifests anywhere on this page, or" }</p>
                    {
                        FileButton {
                            label: AttrValue::Static("Choose manifests"),
                            accept: AttrValue::Static(".json,.csv,.txt,application/json,text/csv"),
                            multiple: true,
                            on_files: self.on_files.clone(),
                        }.view()
                    }
                    { Paste { on_file: self.on_files.reform(|file| vec![file]) }.view() }
                    <p class="small quiet">{ "Encord JSON or CSV, other platforms' files, lists of URLs. The file stays in this browser." }</p>
                </div>
                if self.files.is_empty() {
                    <p class="quiet">{ "No manifest is loaded: each Dataset stage gives out its number of plain tasks." }</p>
                }
                <ul class="manifests__list">
                    { for self.files.iter().map(|file| html! {
                        <key={file.id}>{
                            ManifestFile {
                                file: file.clone(),
                                datasets: datasets.clone(),
                                on_assign: self.on_assign.clone(),
                                on_remove: self.on_remove.clone(),
                            }.view()
                        }</>
                    }) }
                </ul>
            </div>
        }
    }
}
