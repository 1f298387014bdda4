//! The classes that can be in a task.

use crate::view::html::html;
use yew::prelude::*;

use super::content::{KeyField, meanings};
use super::fresh;
use crate::view::form::{
    AddRow, Held, NameField, RowButtons, RowEdit, SelectField, ShareField, add_row, change, change_row,
    control, edit_rows,
};
use crate::workflow::edit::Edit;
use crate::workflow::{Class, ClassKind, Ontology};

/// The classes, with how often they are there.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassesForm {
    pub ontology: Ontology,
    pub on_edit: Callback<Edit>,
}

const MEANINGS: [(&str, &str); 2] = [
    ("Kind", "An object is drawn on the data; a classification answers a question about all of it."),
    ("Prevalence", "The share of tasks that truly hold the class."),
];

impl ClassesForm {
    /// The view.
    pub fn view(self) -> Html {
        control(move |held| self.drawn(held))
    }

    fn drawn(&self, held: &Held) -> Html {
        let ClassesForm { ontology, on_edit } = self;
        let list = held.id.clone();
        let on_ontology = on_edit.reform(Edit::Ontology);
        let on_classes = change(ontology, &on_ontology, |o: &mut Ontology, classes| o.classes = classes);
        let classes = &ontology.classes;
        html! {
            <section class="content__section">
                <h2>{ "Classes" }</h2>
                <p class="quiet">{ "What can be in a task. Rules about annotations need classes." }</p>
                <ul class="rows rows--aligned">
                    { for classes.iter().enumerate().map(|(i, class)| html! {
                        <key={i}>{
                            ClassRow {
                                row: i,
                                list: list.clone(),
                                classes: classes.clone(),
                                class: class.clone(),
                                on_name: on_edit.reform(move |to| Edit::RenameClass { position: i, to }),
                                on_change: change_row(classes, &on_classes, i),
                                on_row: edit_rows(classes, &on_classes),
                            }.view()
                        }</>
                    }) }
                </ul>
                {
                    AddRow {
                        list,
                        label: AttrValue::Static("Add a class"),
                        on_add: add_row(classes, &on_classes, fresh::class(ontology)),
                    }.view()
                }
                {
                    KeyField {
                        value: ontology.key.clone(),
                        hint: AttrValue::Static("The key of a manifest's metadata that lists a task's classes, instead of the prevalences."),
                        on_change: change(ontology, &on_ontology, |o: &mut Ontology, key| o.key = key),
                    }.view()
                }
                { meanings(&MEANINGS) }
            </section>
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
struct ClassRow {
    row: usize,
    list: AttrValue,
    classes: Vec<Class>,
    class: Class,
    on_name: Callback<String>,
    on_change: Callback<Class>,
    on_row: Callback<RowEdit>,
}

impl ClassRow {
    fn view(&self) -> Html {
        let ClassRow { row, list, classes, class, on_name, on_change, on_row } = self;
        let others = classes.iter().enumerate().filter(|(i, _)| i != row);
        html! {
            <li class="row">
                <fieldset class="row__fields row__fields--class">
                    <legend class="visually-hidden">{ format!("Class {}", class.name) }</legend>
                    {
                        NameField {
                            label: AttrValue::Static("Name"),
                            value: class.name.clone(),
                            others: others.map(|(_, other)| other.name.clone()).collect::<Vec<_>>(),
                            on_change: on_name.clone(),
                        }.view()
                    }
                    {
                        SelectField {
                            label: AttrValue::Static("Kind"),
                            value: class.kind,
                            options: vec![
                                (ClassKind::Object, "Object".into()),
                                (ClassKind::Classification, "Classification".into()),
                            ],
                            on_change: change(class, on_change, |class: &mut Class, kind| class.kind = kind),
                            hint: None,
                        }.view()
                    }
                    {
                        ShareField {
                            label: AttrValue::Static("Prevalence"),
                            value: class.prevalence,
                            on_change: change(class, on_change, |class: &mut Class, share| class.prevalence = share),
                            slider: false,
                            hint: None,
                        }.view()
                    }
                    {
                        RowButtons {
                            list: list.clone(),
                            row: *row,
                            rows: classes.len(),
                            movable: false,
                            what: format!("class {}", class.name).into(),
                            on_edit: on_row.clone(),
                        }.view()
                    }
                </fieldset>
            </li>
        }
    }
}
