//! The people who annotate.

use crate::view::html::html;
use yew::prelude::*;

use super::content::meanings;
use super::fresh;
use crate::view::form::{
    AddRow, DecimalField, Held, NameField, NumberField, RowButtons, RowEdit, ShareField, add_row, change,
    change_row, control, edit_rows,
};
use crate::workflow::Person;
use crate::workflow::edit::Edit;

/// Everybody, with what the simulation needs to know of them.
#[derive(Debug, Clone, PartialEq)]
pub struct PeopleForm {
    pub people: Vec<Person>,
    pub on_edit: Callback<Edit>,
}

const MEANINGS: [(&str, &str); 5] = [
    ("Weight", "How much of the work goes to this person, relative to the others. 0 is none."),
    ("Recall", "The chance to find a class that is there."),
    ("False positives", "The chance to add a class that is not there."),
    ("Median time", "Half of the tasks take less, half take more."),
    (
        "Spread",
        "How unlike the times are: 0 is always the median, 0.5 about half to twice of it for most tasks.",
    ),
];

impl PeopleForm {
    /// The view.
    pub fn view(self) -> Html {
        control(move |held| self.drawn(held))
    }

    fn drawn(&self, held: &Held) -> Html {
        let PeopleForm { people, on_edit } = self;
        let list = held.id.clone();
        let on_people = on_edit.reform(Edit::People);
        html! {
            <section class="content__section">
                <h2>{ "People" }</h2>
                <p class="quiet">{ "Who annotates, how well and how fast. Rules about annotators and times need people." }</p>
                <ul class="rows rows--aligned">
                    { for people.iter().enumerate().map(|(i, person)| html! {
                        <key={i}>{
                            PersonRow {
                                row: i,
                                list: list.clone(),
                                people: people.clone(),
                                person: person.clone(),
                                on_name: on_edit.reform(move |to| Edit::RenamePerson { position: i, to }),
                                on_change: change_row(people, &on_people, i),
                                on_row: edit_rows(people, &on_people),
                            }.view()
                        }</>
                    }) }
                </ul>
                {
                    AddRow {
                        list,
                        label: AttrValue::Static("Add a person"),
                        on_add: add_row(people, &on_people, fresh::person(people)),
                    }.view()
                }
                { meanings(&MEANINGS) }
            </section>
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
struct PersonRow {
    row: usize,
    list: AttrValue,
    people: Vec<Person>,
    person: Person,
    on_name: Callback<String>,
    on_change: Callback<Person>,
    on_row: Callback<RowEdit>,
}

impl PersonRow {
    fn view(&self) -> Html {
        let PersonRow { row, list, people, person, on_name, on_row, .. } = self;
        let others = people.iter().enumerate().filter(|(i, _)| i != row);
        html! {
            <li class="row">
                <fieldset class="row__fields row__fields--person">
                    <legend class="visually-hidden">{ &person.name }</legend>
                    {
                        NameField {
                            label: AttrValue::Static("Name"),
                            value: person.name.clone(),
                            others: others.map(|(_, other)| other.name.clone()).collect::<Vec<_>>(),
                            on_change: on_name.clone(),
                        }.view()
                    }
                    { numbers(self) }
                    {
                        RowButtons {
                            list: list.clone(),
                            row: *row,
                            rows: people.len(),
                            movable: false,
                            what: person.name.clone().into(),
                            on_edit: on_row.clone(),
                        }.view()
                    }
                </fieldset>
            </li>
        }
    }
}

fn numbers(props: &PersonRow) -> Html {
    let PersonRow { person, on_change, .. } = props;
    html! {
        <>
            {
                NumberField {
                    label: AttrValue::Static("Weight"),
                    value: u64::from(person.weight),
                    max: 1_000_000,
                    on_change: change(person, on_change, |p: &mut Person, weight| {
                        p.weight = u32::try_from(weight).unwrap_or(p.weight);
                    }),
                    min: 0,
                    hint: None,
                }.view()
            }
            {
                ShareField {
                    label: AttrValue::Static("Recall"),
                    value: person.recall,
                    on_change: change(person, on_change, |p: &mut Person, share| p.recall = share),
                    slider: false,
                    hint: None,
                }.view()
            }
            {
                ShareField {
                    label: AttrValue::Static("False positives"),
                    value: person.false_positive,
                    on_change: change(person, on_change, |p: &mut Person, share| p.false_positive = share),
                    slider: false,
                    hint: None,
                }.view()
            }
            {
                DecimalField {
                    label: AttrValue::Static("Median time"),
                    unit: Some(AttrValue::Static("s")),
                    zero: false,
                    value: person.median_seconds,
                    on_change: change(person, on_change, |p: &mut Person, time| p.median_seconds = time),
                    hint: None,
                }.view()
            }
            {
                DecimalField {
                    label: AttrValue::Static("Spread"),
                    value: person.spread,
                    on_change: change(person, on_change, |p: &mut Person, spread| p.spread = spread),
                    zero: true,
                    unit: None,
                    hint: None,
                }.view()
            }
        </>
    }
}
