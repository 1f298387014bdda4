//! The form of a Model stage.

use crate::view::html::html;
use yew::prelude::*;

use super::settings::FormProps;
use crate::view::form::{
    AddRow, Held, RowButtons, RowEdit, SelectField, ShareField, add_row, change, change_row, control,
    edit_rows,
};
use crate::workflow::{Model, ModelClass, Workflow};

/// How well the model does in general, and on which classes it differs.
pub fn model_form(props: &FormProps<Model>) -> Html {
    let props = props.clone();
    control(move |held| model_form_drawn(&props, held))
}

fn model_form_drawn(props: &FormProps<Model>, held: &Held) -> Html {
    let FormProps { workflow, settings, on_change } = props;
    let list = held.id.clone();
    let on_classes = change(settings, on_change, |s: &mut Model, classes| s.classes = classes);
    let classes = &settings.classes;
    html! {
        <>
            <div class="field-row">
                {
                    ShareField {
                        label: AttrValue::Static("Recall"),
                        value: settings.recall,
                        hint: Some(AttrValue::Static("The chance to find a class that is there.")),
                        on_change: change(settings, on_change, |s: &mut Model, recall| s.recall = recall),
                        slider: false,
                    }.view()
                }
                {
                    ShareField {
                        label: AttrValue::Static("False positives"),
                        value: settings.false_positive,
                        hint: Some(AttrValue::Static("The chance to add one that is not.")),
                        on_change: change(settings, on_change, |s: &mut Model, share| s.false_positive = share),
                        slider: false,
                    }.view()
                }
            </div>
            <h3>{ "Classes on which it differs" }</h3>
            <ul class="rows">
                { for classes.iter().enumerate().map(|(i, class)| html! {
                    <key={i}>{
                        ClassRow {
                            row: i,
                            rows: classes.len(),
                            list: list.clone(),
                            options: class_options(workflow, &class.class),
                            class: class.clone(),
                            on_change: change_row(classes, &on_classes, i),
                            on_row: edit_rows(classes, &on_classes),
                        }.view()
                    }</>
                }) }
            </ul>
            { add(props, &list, &on_classes) }
        </>
    }
}

fn add(props: &FormProps<Model>, list: &AttrValue, on_classes: &Callback<Vec<ModelClass>>) -> Html {
    let Model { classes, recall, false_positive, .. } = &props.settings;
    let listed = |name: &str| classes.iter().any(|class| class.class == name);
    let next = props.workflow.ontology.classes.iter().find(|class| !listed(&class.name));
    let Some(next) = next else {
        return html! { <p class="quiet small">{ "Every class of the workflow is listed." }</p> };
    };
    let fresh = ModelClass {
        class: next.name.clone(),
        recall: *recall,
        false_positive: *false_positive,
        ..ModelClass::default()
    };
    AddRow {
        list: list.clone(),
        label: AttrValue::Static("Add a class"),
        on_add: add_row(classes, on_classes, fresh),
    }
    .view()
}

/// The workflow's classes, and the present one if it is none of them.
pub fn class_options(workflow: &Workflow, present: &str) -> Vec<(String, AttrValue)> {
    let known = workflow.ontology.classes.iter().map(|class| (class.name.clone(), class.name.clone().into()));
    let mut options: Vec<(String, AttrValue)> = known.collect();
    if !options.iter().any(|(name, _)| name == present) {
        options.push((present.to_owned(), format!("{present} (not defined)").into()));
    }
    options
}

#[derive(Debug, Clone, PartialEq)]
struct ClassRow {
    row: usize,
    rows: usize,
    list: AttrValue,
    options: Vec<(String, AttrValue)>,
    class: ModelClass,
    on_change: Callback<ModelClass>,
    on_row: Callback<RowEdit>,
}

impl ClassRow {
    fn view(&self) -> Html {
        let ClassRow { row, rows, list, options, class, on_change, on_row } = self;
        html! {
            <li class="row">
                <fieldset class="row__fields row__fields--model">
                    <legend class="visually-hidden">{ format!("Class {}", class.class) }</legend>
                    {
                        SelectField {
                            label: AttrValue::Static("Class"),
                            value: class.class.clone(),
                            options: options.clone(),
                            on_change: change(class, on_change, |c: &mut ModelClass, name| c.class = name),
                            hint: None,
                        }.view()
                    }
                    {
                        ShareField {
                            label: AttrValue::Static("Recall"),
                            value: class.recall,
                            on_change: change(class, on_change, |c: &mut ModelClass, recall| c.recall = recall),
                            slider: false,
                            hint: None,
                        }.view()
                    }
                    {
                        ShareField {
                            label: AttrValue::Static("False positives"),
                            value: class.false_positive,
                            on_change: change(class, on_change, |c: &mut ModelClass, share| c.false_positive = share),
                            slider: false,
                            hint: None,
                        }.view()
                    }
                    {
                        RowButtons {
                            list: list.clone(),
                            row: *row,
                            rows: *rows,
                            movable: false,
                            what: format!("class {}", class.class).into(),
                            on_edit: on_row.clone(),
                        }.view()
                    }
                </fieldset>
            </li>
        }
    }
}
