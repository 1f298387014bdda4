//! The batches that tasks belong to.

use yew::prelude::*;

use super::content::{KeyField, meanings};
use super::fresh;
use crate::app::components::form::{
    AddRow, NameField, RowButtons, RowEdit, ShareField, add_row, change, change_row, edit_rows, use_id,
};
use crate::workflow::edit::Edit;
use crate::workflow::{Batch, Batches};

/// What [`BatchesForm`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct BatchesProps {
    pub batches: Batches,
    pub on_edit: Callback<Edit>,
}

const MEANINGS: [(&str, &str); 1] = [(
    "Share",
    "The chance that a task is in the batch. Each batch is drawn on its own, so a task can be in several.",
)];

/// The batches, with how many tasks are in them.
#[component]
pub fn BatchesForm(props: &BatchesProps) -> Html {
    let BatchesProps { batches, on_edit } = props;
    let list = use_id();
    let on_batches = on_edit.reform(Edit::Batches);
    let on_list = change(batches, &on_batches, |b: &mut Batches, list| b.list = list);
    let rows = &batches.list;
    html! {
        <section class="content__section">
            <h2>{ "Batches" }</h2>
            <p class="quiet">{ "Groups that rules can ask for." }</p>
            <ul class="rows rows--aligned">
                { for rows.iter().enumerate().map(|(i, batch)| html! {
                    <BatchRow
                        key={i}
                        row={i}
                        list={list.clone()}
                        rows={rows.clone()}
                        batch={batch.clone()}
                        on_name={on_edit.reform(move |to| Edit::RenameBatch { position: i, to })}
                        on_change={change_row(rows, &on_list, i)}
                        on_row={edit_rows(rows, &on_list)}
                    />
                }) }
            </ul>
            <AddRow {list} label="Add a batch" on_add={add_row(rows, &on_list, fresh::batch(batches))} />
            <KeyField
                value={batches.key.clone()}
                hint="The key of a manifest's metadata that names a task's batch or batches, instead of the shares."
                on_change={change(batches, &on_batches, |b: &mut Batches, key| b.key = key)}
            />
            { meanings(&MEANINGS) }
        </section>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct BatchRowProps {
    row: usize,
    list: AttrValue,
    rows: Vec<Batch>,
    batch: Batch,
    on_name: Callback<String>,
    on_change: Callback<Batch>,
    on_row: Callback<RowEdit>,
}

#[component]
fn BatchRow(props: &BatchRowProps) -> Html {
    let BatchRowProps { row, list, rows, batch, on_name, on_change, on_row } = props;
    let others = rows.iter().enumerate().filter(|(i, _)| i != row);
    html! {
        <li class="row">
            <fieldset class="row__fields row__fields--batch">
                <legend class="visually-hidden">{ format!("Batch {}", batch.name) }</legend>
                <NameField
                    label="Name"
                    value={batch.name.clone()}
                    others={others.map(|(_, other)| other.name.clone()).collect::<Vec<_>>()}
                    on_change={on_name.clone()}
                />
                <ShareField
                    label="Share"
                    value={batch.share}
                    on_change={change(batch, on_change, |batch: &mut Batch, share| batch.share = share)}
                />
                <RowButtons
                    {list}
                    {row}
                    rows={rows.len()}
                    movable=false
                    what={format!("batch {}", batch.name)}
                    on_edit={on_row.clone()}
                />
            </fieldset>
        </li>
    }
}
