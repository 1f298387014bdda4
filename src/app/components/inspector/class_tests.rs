//! The tests of an annotation-type condition: all must hold.

use std::rc::Rc;

use crate::view::html::html;
use yew::prelude::*;

use super::fresh;
use super::model::class_options;
use crate::view::form::{
    AddRow, Held, RowButtons, RowEdit, SelectField, add_row, change, change_row, control, edit_rows,
};
use crate::workflow::{ClassTest, Polarity, Workflow};

/// Has and has not, one below the other.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassTests {
    pub workflow: Rc<Workflow>,
    pub tests: Vec<ClassTest>,
    pub on_change: Callback<Vec<ClassTest>>,
}

impl ClassTests {
    /// The view.
    pub fn view(self) -> Html {
        control(move |held| self.drawn(held))
    }

    fn drawn(&self, held: &Held) -> Html {
        let ClassTests { workflow, tests, on_change } = self;
        let list = held.id.clone();
        html! {
            <fieldset class="field field--group condition__wide">
                <legend class="field__label">{ "All of these hold" }</legend>
                <ul class="tests">
                    { for tests.iter().enumerate().map(|(i, test)| html! {
                        <key={i}>{
                            TestRow {
                                row: i,
                                rows: tests.len(),
                                list: list.clone(),
                                classes: class_options(workflow, &test.class),
                                test: test.clone(),
                                on_change: change_row(tests, on_change, i),
                                on_row: edit_rows(tests, on_change),
                            }.view()
                        }</>
                    }) }
                </ul>
                if let Some(test) = fresh::class_test(workflow) {
                    {
                        AddRow {
                            list,
                            label: AttrValue::Static("Add a test"),
                            on_add: add_row(tests, on_change, test),
                        }.view()
                    }
                } else {
                    <p class="field__hint">{ "This workflow defines no classes." }</p>
                }
            </fieldset>
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
struct TestRow {
    row: usize,
    rows: usize,
    list: AttrValue,
    classes: Vec<(String, AttrValue)>,
    test: ClassTest,
    on_change: Callback<ClassTest>,
    on_row: Callback<RowEdit>,
}

impl TestRow {
    fn view(&self) -> Html {
        let TestRow { row, rows, list, classes, test, on_change, on_row } = self;
        html! {
            <li class="tests__row">
                {
                    SelectField {
                        label: AttrValue::Static("Task"),
                        value: test.polarity,
                        options: vec![(Polarity::Has, "has".into()), (Polarity::HasNot, "has not".into())],
                        on_change: change(test, on_change, |test: &mut ClassTest, polarity| test.polarity = polarity),
                        hint: None,
                    }.view()
                }
                {
                    SelectField {
                        label: AttrValue::Static("Class"),
                        value: test.class.clone(),
                        options: classes.clone(),
                        on_change: change(test, on_change, |test: &mut ClassTest, class| test.class = class),
                        hint: None,
                    }.view()
                }
                {
                    RowButtons {
                        list: list.clone(),
                        row: *row,
                        rows: *rows,
                        movable: false,
                        what: format!("test for {}", test.class).into(),
                        on_edit: on_row.clone(),
                    }.view()
                }
            </li>
        }
    }
}
