//! An agent's script: lines tried from the top, each of which picks a pathway.

use std::rc::Rc;

use crate::view::html::html;
use yew::prelude::*;

use super::agent::pathway_options;
use super::condition::ConditionForm;
use super::fresh;
use super::settings::FormProps;
use crate::view::form::{
    AddRow, Held, RowButtons, RowEdit, SelectField, add_row, change, change_row, control, edit_rows,
};
use crate::workflow::{Agent, Choice, Workflow};

/// The lines of the script.
pub fn script(props: &FormProps<Agent>) -> Html {
    let props = props.clone();
    control(move |held| script_drawn(&props, held))
}

fn script_drawn(props: &FormProps<Agent>, held: &Held) -> Html {
    let FormProps { workflow, settings, on_change } = props;
    let list = held.id.clone();
    let on_script = change(settings, on_change, |s: &mut Agent, script| s.script = script);
    let script = &settings.script;
    html! {
        <section class="inspector__section">
            <h3>{ "Script" }</h3>
            <p class="quiet small">{ "Tried from the top: the first line that matches picks the pathway." }</p>
            <ol class="rows">
                { for script.iter().enumerate().map(|(i, line)| html! {
                    <key={i}>{
                        LineRow {
                            row: i,
                            rows: script.len(),
                            list: list.clone(),
                            workflow: workflow.clone(),
                            pathways: pathway_options(settings, Some(&line.pathway)),
                            line: line.clone(),
                            on_change: change_row(script, &on_script, i),
                            on_row: edit_rows(script, &on_script),
                        }.view()
                    }</>
                }) }
            </ol>
            {
                AddRow {
                    list,
                    label: AttrValue::Static("Add a line"),
                    on_add: add_row(script, &on_script, fresh_line(settings, workflow)),
                }.view()
            }
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

#[derive(Debug, Clone, PartialEq)]
struct LineRow {
    row: usize,
    rows: usize,
    list: AttrValue,
    workflow: Rc<Workflow>,
    pathways: Vec<(String, AttrValue)>,
    line: Choice,
    on_change: Callback<Choice>,
    on_row: Callback<RowEdit>,
}

impl LineRow {
    fn view(&self) -> Html {
        let LineRow { row, rows, list, workflow, pathways, line, on_change, on_row } = self;
        html! {
            <li class="row">
                <fieldset class="row__fields row__fields--rule">
                    <legend class="visually-hidden">{ format!("Line {}", row + 1) }</legend>
                    <span class="row__number" aria-hidden="true">{ row + 1 }</span>
                    {
                        SelectField {
                            label: AttrValue::Static("Pathway"),
                            value: line.pathway.clone(),
                            options: pathways.clone(),
                            on_change: change(line, on_change, |line: &mut Choice, name| line.pathway = name),
                            hint: None,
                        }.view()
                    }
                    {
                        RowButtons {
                            list: list.clone(),
                            row: *row,
                            rows: *rows,
                            what: (format!("line {}", row + 1)).into(),
                            on_edit: on_row.clone(),
                            movable: true,
                        }.view()
                    }
                    <div class="row__wide">
                        {
                            ConditionForm {
                                workflow: workflow.clone(),
                                condition: line.when.clone(),
                                on_change: change(line, on_change, |line: &mut Choice, when| line.when = when),
                            }.view()
                        }
                    </div>
                </fieldset>
            </li>
        }
    }
}
