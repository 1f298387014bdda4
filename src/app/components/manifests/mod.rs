//! Manifests: choosing and pasting them, the stage that each feeds, and what their import said.

mod file;
mod paste;
mod remarks;

use std::rc::Rc;

use web_sys::File;
use yew::prelude::*;

use self::file::ManifestFile;
use self::paste::Paste;
use super::file_button::FileButton;
use crate::app::state::LoadedFile;
use crate::worker::protocol::FileId;
use crate::workflow::Workflow;

/// What a [`ManifestPanel`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ManifestPanelProps {
    /// The loaded manifests.
    pub files: Rc<Vec<LoadedFile>>,
    /// The workflow whose Dataset stages they can feed.
    pub workflow: Rc<Workflow>,
    /// Receives manifests to load.
    pub on_files: Callback<Vec<File>>,
    /// Receives the Dataset stage that a manifest is to feed.
    pub on_assign: Callback<(FileId, Option<String>)>,
    /// Receives a manifest to drop.
    pub on_remove: Callback<FileId>,
}

/// The loaded manifests, and the ways to load more.
#[component]
pub fn ManifestPanel(props: &ManifestPanelProps) -> Html {
    let datasets: Rc<Vec<(String, String)>> = Rc::new(
        props.workflow.datasets().map(|(stage, _)| (stage.id.clone(), stage.title().to_owned())).collect(),
    );
    html! {
        <div class="manifests">
            <div class="manifests__drop">
                <p>{ "Drop manifests anywhere on this page, or" }</p>
                <FileButton
                    label="Choose manifests"
                    accept=".json,.csv,.txt,application/json,text/csv"
                    multiple={true}
                    on_files={props.on_files.clone()}
                />
                <Paste on_file={props.on_files.reform(|file| vec![file])} />
                <p class="small quiet">{ "Encord JSON or CSV. The file stays in this browser." }</p>
            </div>
            if props.files.is_empty() {
                <p class="quiet">{ "No manifest is loaded: each Dataset stage gives out its number of plain tasks." }</p>
            }
            <ul class="manifests__list">
                { for props.files.iter().map(|file| html! {
                    <ManifestFile
                        key={file.id}
                        file={file.clone()}
                        datasets={datasets.clone()}
                        on_assign={props.on_assign.clone()}
                        on_remove={props.on_remove.clone()}
                    />
                }) }
            </ul>
        </div>
    }
}
