//! Where a file's tasks start, and the batch that they are put in.

use yew::prelude::{AttrValue, Html};

use super::words::{batches_of, starts_of};
use crate::desk::shell::Told;
use crate::exchange::{FileEntry, Placing, Wish};
use crate::simulate::missing_keys;
use crate::view::form::{OptionalName, SelectField};
use crate::view::html::html;
use crate::worker::protocol::ImportSummary;
use crate::workflow::{Workflow, read};

/// What is said of a whole file, and what comes of it.
#[derive(Debug)]
pub struct PlacingForm<'a> {
    /// What the Lab knows.
    pub told: &'a Told,
    /// The file.
    pub file: &'a FileEntry,
    /// What is in it.
    pub summary: &'a ImportSummary,
}

impl PlacingForm<'_> {
    /// The fields, with what is to stand beside them.
    pub fn view(&self, beside: Html) -> Html {
        // The Lab wrote it, so it can be read.
        let Ok(read) = read(&self.told.snapshot.workflow) else { return beside };
        let workflow = read.workflow;
        html! {
            <>
                <div class="import__use">
                    { self.dataset() }
                    { self.key(&workflow) }
                    { self.batch() }
                    { beside }
                </div>
                <p class="small quiet">{ self.starts(&workflow) }{ " " }{ self.batches(&workflow) }</p>
                // There always: with one element less the field above, in which somebody types, would be made anew.
                <div class="import__said">
                    { for self.missing(&workflow).map(|text| html! { <p class="small">{ text }</p> }) }
                </div>
            </>
        }
    }

    fn placing(&self) -> Placing {
        self.file.placing.clone()
    }

    /// The stage that it feeds.
    fn dataset(&self) -> Html {
        let (file, placing) = (self.file.id, self.placing());
        let stages = self.told.snapshot.datasets.iter();
        let stages =
            stages.map(|dataset| (Some(dataset.stage.clone()), AttrValue::from(dataset.name.clone())));
        let none = (None, AttrValue::from("No stage: not used"));
        SelectField {
            label: AttrValue::Static("Feeds the Dataset stage"),
            value: placing.dataset.clone(),
            options: std::iter::once(none).chain(stages).collect(),
            on_change: self
                .told
                .wishes(move |dataset| Wish::Place { file, placing: Placing { dataset, ..placing.clone() } }),
            hint: None,
        }
        .view()
    }

    /// The key that says of each task where it starts instead, if any key can.
    fn key(&self, workflow: &Workflow) -> Html {
        let (file, placing) = (self.file.id, self.placing());
        let mut keys = self.summary.dataset_keys(workflow);
        keys.extend(placing.key.clone().filter(|key| !keys.contains(key)));
        if placing.dataset.is_none() || keys.is_empty() {
            return Html::default();
        }
        let keys = keys.into_iter().map(|key| (Some(key.clone()), AttrValue::from(key)));
        let none = (None, AttrValue::from("None: all start there"));
        SelectField {
            label: AttrValue::Static("Stage by metadata key"),
            value: placing.key.clone(),
            options: std::iter::once(none).chain(keys).collect(),
            on_change: self
                .told
                .wishes(move |key| Wish::Place { file, placing: Placing { key, ..placing.clone() } }),
            hint: None,
        }
        .view()
    }

    /// The batch that all its tasks are in.
    fn batch(&self) -> Html {
        let (file, placing) = (self.file.id, self.placing());
        OptionalName {
            label: AttrValue::Static("Batch of all its tasks"),
            value: placing.batch.clone(),
            on_change: self
                .told
                .wishes(move |batch| Wish::Place { file, placing: Placing { batch, ..placing.clone() } }),
            hint: None,
        }
        .view()
    }

    /// Where its tasks start.
    fn starts(&self, workflow: &Workflow) -> String {
        let Placing { dataset, key, .. } = self.placing();
        match dataset.filter(|id| workflow.position(id).is_some()) {
            None => "Choose the stage that its tasks start at.".to_owned(),
            Some(_) if !self.told.snapshot.can_run => {
                "The workflow has errors: mend them in the Lab.".to_owned()
            }
            Some(dataset) => starts_of(self.summary, workflow, key.as_deref(), &dataset),
        }
    }

    /// What becomes of its tasks' batches.
    fn batches(&self, workflow: &Workflow) -> String {
        batches_of(self.file.placing.batch.as_deref(), &workflow.batches)
    }

    /// What the workflow asks of its tasks that none of them has.
    fn missing(&self, workflow: &Workflow) -> Option<String> {
        missing_keys(workflow, &self.summary.keys, self.file.placing.batch.is_some())
    }
}
