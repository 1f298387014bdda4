//! The form of a Model stage.

use yew::prelude::*;

use super::settings::FormProps;
use crate::app::components::form::{
    AddRow, RowButtons, RowEdit, SelectField, ShareField, add_row, change, change_row, edit_rows, use_id,
};
use crate::workflow::{Model, ModelClass, Workflow};

/// How well the model does in general, and on which classes it differs.
#[component]
pub fn ModelForm(props: &FormProps<Model>) -> Html {
    let FormProps { workflow, settings, on_change } = props;
    let list = use_id();
    let on_classes = change(settings, on_change, |s: &mut Model, classes| s.classes = classes);
    let classes = &settings.classes;
    html! {
        <>
            <div class="field-row">
                <ShareField
                    label="Recall"
                    value={settings.recall}
                    hint="The chance to find a class that is there."
                    on_change={change(settings, on_change, |s: &mut Model, recall| s.recall = recall)}
                />
                <ShareField
                    label="False positives"
                    value={settings.false_positive}
                    hint="The chance to add one that is not."
                    on_change={change(settings, on_change, |s: &mut Model, share| s.false_positive = share)}
                />
            </div>
            <h3>{ "Classes on which it differs" }</h3>
            <ul class="rows">
                { for classes.iter().enumerate().map(|(i, class)| html! {
                    <ClassRow
                        key={i}
                        row={i}
                        rows={classes.len()}
                        list={list.clone()}
                        options={class_options(workflow, &class.class)}
                        class={class.clone()}
                        on_change={change_row(classes, &on_classes, i)}
                        on_row={edit_rows(classes, &on_classes)}
                    />
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
    html! { <AddRow {list} label="Add a class" on_add={add_row(classes, on_classes, fresh)} /> }
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

#[derive(Debug, Clone, PartialEq, Properties)]
struct ClassRowProps {
    row: usize,
    rows: usize,
    list: AttrValue,
    options: Vec<(String, AttrValue)>,
    class: ModelClass,
    on_change: Callback<ModelClass>,
    on_row: Callback<RowEdit>,
}

#[component]
fn ClassRow(props: &ClassRowProps) -> Html {
    let ClassRowProps { row, rows, list, options, class, on_change, on_row } = props;
    html! {
        <li class="row">
            <fieldset class="row__fields row__fields--model">
                <legend class="visually-hidden">{ format!("Class {}", class.class) }</legend>
                <SelectField<String>
                    label="Class"
                    value={class.class.clone()}
                    options={options.clone()}
                    on_change={change(class, on_change, |c: &mut ModelClass, name| c.class = name)}
                />
                <ShareField
                    label="Recall"
                    value={class.recall}
                    on_change={change(class, on_change, |c: &mut ModelClass, recall| c.recall = recall)}
                />
                <ShareField
                    label="False positives"
                    value={class.false_positive}
                    on_change={change(class, on_change, |c: &mut ModelClass, share| c.false_positive = share)}
                />
                <RowButtons
                    {list}
                    {row}
                    {rows}
                    movable=false
                    what={format!("class {}", class.class)}
                    on_edit={on_row.clone()}
                />
            </fieldset>
        </li>
    }
}
