//! The batches that tasks belong to.

use crate::view::html::html;
use yew::prelude::*;

use super::content::{KeyField, meanings};
use super::fresh;
use crate::view::form::{
    AddRow, Held, NameField, RowButtons, RowEdit, ShareField, add_row, change, change_row, control, edit_rows,
};
use crate::workflow::edit::Edit;
use crate::workflow::{Batch, Batches};

/// The batches, with how many tasks are in them.
#[derive(Debug, Clone, PartialEq)]
pub struct BatchesForm {
    pub batches: Batches,
    pub on_edit: Callback<Edit>,
}

const MEANINGS: [(&str, &str); 1] = [(
    "Share",
    "The chance that a task is in the batch. Each batch is drawn on its own, so a task can be in several.",
)];

impl BatchesForm {
    /// The view.
    pub fn view(self) -> Html {
        control(move |held| self.drawn(held))
    }

    fn drawn(&self, held: &Held) -> Html {
        let BatchesForm { batches, on_edit } = self;
        let list = held.id.clone();
        let on_batches = on_edit.reform(Edit::Batches);
        let on_list = change(batches, &on_batches, |b: &mut Batches, list| b.list = list);
        let rows = &batches.list;
        html! {
            <section class="content__section">
                <h2>{ "Batches" }</h2>
                <p class="quiet">{ "Groups that rules can ask for." }</p>
                <ul class="rows rows--aligned">
                    { for rows.iter().enumerate().map(|(i, batch)| html! {
                        <key={i}>{
                            BatchRow {
                                row: i,
                                list: list.clone(),
                                rows: rows.clone(),
                                batch: batch.clone(),
                                on_name: on_edit.reform(move |to| Edit::RenameBatch { position: i, to }),
                                on_change: change_row(rows, &on_list, i),
                                on_row: edit_rows(rows, &on_list),
                            }.view()
                        }</>
                    }) }
                </ul>
                {
                    AddRow {
                        list,
                        label: AttrValue::Static("Add a batch"),
                        on_add: add_row(rows, &on_list, fresh::batch(batches)),
                    }.view()
                }
                {
                    KeyField {
                        value: batches.key.clone(),
                        hint: AttrValue::Static("The key of a manifest's metadata that names a task's batch or batches, instead of the shares."),
                        on_change: change(batches, &on_batches, |b: &mut Batches, key| b.key = key),
                    }.view()
                }
                { meanings(&MEANINGS) }
            </section>
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
struct BatchRow {
    row: usize,
    list: AttrValue,
    rows: Vec<Batch>,
    batch: Batch,
    on_name: Callback<String>,
    on_change: Callback<Batch>,
    on_row: Callback<RowEdit>,
}

impl BatchRow {
    fn view(&self) -> Html {
        let BatchRow { row, list, rows, batch, on_name, on_change, on_row } = self;
        let others = rows.iter().enumerate().filter(|(i, _)| i != row);
        html! {
            <li class="row">
                <fieldset class="row__fields row__fields--batch">
                    <legend class="visually-hidden">{ format!("Batch {}", batch.name) }</legend>
                    {
                        NameField {
                            label: AttrValue::Static("Name"),
                            value: batch.name.clone(),
                            others: others.map(|(_, other)| other.name.clone()).collect::<Vec<_>>(),
                            on_change: on_name.clone(),
                        }.view()
                    }
                    {
                        ShareField {
                            label: AttrValue::Static("Share"),
                            value: batch.share,
                            on_change: change(batch, on_change, |batch: &mut Batch, share| batch.share = share),
                            slider: false,
                            hint: None,
                        }.view()
                    }
                    {
                        RowButtons {
                            list: list.clone(),
                            row: *row,
                            rows: rows.len(),
                            movable: false,
                            what: format!("batch {}", batch.name).into(),
                            on_edit: on_row.clone(),
                        }.view()
                    }
                </fieldset>
            </li>
        }
    }
}
