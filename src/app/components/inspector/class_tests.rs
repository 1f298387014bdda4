//! The tests of an annotation-type condition: all must hold.

use std::rc::Rc;

use yew::prelude::*;

use super::fresh;
use super::model::class_options;
use crate::app::components::form::{
    AddRow, RowButtons, RowEdit, SelectField, add_row, change, change_row, edit_rows, use_id,
};
use crate::workflow::{ClassTest, Polarity, Workflow};

/// What [`ClassTests`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ClassTestsProps {
    pub workflow: Rc<Workflow>,
    pub tests: Vec<ClassTest>,
    pub on_change: Callback<Vec<ClassTest>>,
}

/// Has and has not, one below the other.
#[component]
pub fn ClassTests(props: &ClassTestsProps) -> Html {
    let ClassTestsProps { workflow, tests, on_change } = props;
    let list = use_id();
    html! {
        <fieldset class="field field--group condition__wide">
            <legend class="field__label">{ "All of these hold" }</legend>
            <ul class="tests">
                { for tests.iter().enumerate().map(|(i, test)| html! {
                    <TestRow
                        key={i}
                        row={i}
                        rows={tests.len()}
                        list={list.clone()}
                        classes={class_options(workflow, &test.class)}
                        test={test.clone()}
                        on_change={change_row(tests, on_change, i)}
                        on_row={edit_rows(tests, on_change)}
                    />
                }) }
            </ul>
            if let Some(test) = fresh::class_test(workflow) {
                <AddRow {list} label="Add a test" on_add={add_row(tests, on_change, test)} />
            } else {
                <p class="field__hint">{ "This workflow defines no classes." }</p>
            }
        </fieldset>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct TestRowProps {
    row: usize,
    rows: usize,
    list: AttrValue,
    classes: Vec<(String, AttrValue)>,
    test: ClassTest,
    on_change: Callback<ClassTest>,
    on_row: Callback<RowEdit>,
}

#[component]
fn TestRow(props: &TestRowProps) -> Html {
    let TestRowProps { row, rows, list, classes, test, on_change, on_row } = props;
    html! {
        <li class="tests__row">
            <SelectField<Polarity>
                label="Task"
                value={test.polarity}
                options={vec![(Polarity::Has, "has".into()), (Polarity::HasNot, "has not".into())]}
                on_change={change(test, on_change, |test: &mut ClassTest, polarity| test.polarity = polarity)}
            />
            <SelectField<String>
                label="Class"
                value={test.class.clone()}
                options={classes.clone()}
                on_change={change(test, on_change, |test: &mut ClassTest, class| test.class = class)}
            />
            <RowButtons
                {list}
                {row}
                {rows}
                movable=false
                what={format!("test for {}", test.class)}
                on_edit={on_row.clone()}
            />
        </li>
    }
}
