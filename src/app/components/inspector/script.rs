//! An agent's script: lines tried from the top, each of which picks a pathway.

use std::rc::Rc;

use yew::prelude::*;

use super::agent::pathway_options;
use super::condition::ConditionForm;
use super::fresh;
use super::settings::FormProps;
use crate::app::components::form::{
    AddRow, RowButtons, RowEdit, SelectField, add_row, change, change_row, edit_rows, use_id,
};
use crate::workflow::{Agent, Choice, Workflow};

/// The lines of the script.
#[component]
pub fn Script(props: &FormProps<Agent>) -> Html {
    let FormProps { workflow, settings, on_change } = props;
    let list = use_id();
    let on_script = change(settings, on_change, |s: &mut Agent, script| s.script = script);
    let script = &settings.script;
    html! {
        <section class="inspector__section">
            <h3>{ "Script" }</h3>
            <p class="quiet small">{ "Tried from the top: the first line that matches picks the pathway." }</p>
            <ol class="rows">
                { for script.iter().enumerate().map(|(i, line)| html! {
                    <LineRow
                        key={i}
                        row={i}
                        rows={script.len()}
                        list={list.clone()}
                        workflow={workflow.clone()}
                        pathways={pathway_options(settings, Some(&line.pathway))}
                        line={line.clone()}
                        on_change={change_row(script, &on_script, i)}
                        on_row={edit_rows(script, &on_script)}
                    />
                }) }
            </ol>
            <AddRow
                {list}
                label="Add a line"
                on_add={add_row(script, &on_script, fresh_line(settings, workflow))}
            />
        </section>
    }
}

/// A line for the first pathway, which asks for the first dataset.
fn fresh_line(agent: &Agent, workflow: &Workflow) -> Choice {
    Choice {
        pathway: agent.pathways.first().map(|pathway| pathway.name.clone()).unwrap_or_default(),
        when: fresh::condition("dataset", workflow),
        extra: Default::default(),
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct LineRowProps {
    row: usize,
    rows: usize,
    list: AttrValue,
    workflow: Rc<Workflow>,
    pathways: Vec<(String, AttrValue)>,
    line: Choice,
    on_change: Callback<Choice>,
    on_row: Callback<RowEdit>,
}

#[component]
fn LineRow(props: &LineRowProps) -> Html {
    let LineRowProps { row, rows, list, workflow, pathways, line, on_change, on_row } = props;
    html! {
        <li class="row">
            <fieldset class="row__fields row__fields--rule">
                <legend class="visually-hidden">{ format!("Line {}", row + 1) }</legend>
                <span class="row__number" aria-hidden="true">{ row + 1 }</span>
                <SelectField<String>
                    label="Pathway"
                    value={line.pathway.clone()}
                    options={pathways.clone()}
                    on_change={change(line, on_change, |line: &mut Choice, name| line.pathway = name)}
                />
                <RowButtons
                    {list}
                    {row}
                    {rows}
                    what={format!("line {}", row + 1)}
                    on_edit={on_row.clone()}
                />
                <div class="row__wide">
                    <ConditionForm
                        workflow={workflow.clone()}
                        condition={line.when.clone()}
                        on_change={change(line, on_change, |line: &mut Choice, when| line.when = when)}
                    />
                </div>
            </fieldset>
        </li>
    }
}
