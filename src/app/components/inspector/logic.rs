//! The form of a Logic stage.

use std::rc::Rc;

use crate::view::html::html;
use yew::prelude::*;

use super::condition::ConditionForm;
use super::fresh;
use super::settings::FormProps;
use crate::view::form::{
    AddRow, Held, RowButtons, RowEdit, TargetField, TextField, add_row, change, change_row, control,
    edit_rows,
};
use crate::view::format;
use crate::workflow::{Condition, Logic, Rule, Workflow, effective_shares};

/// The rules in order, and Else.
pub fn logic_form(props: &FormProps<Logic>) -> Html {
    let props = props.clone();
    control(move |held| logic_form_drawn(&props, held))
}

fn logic_form_drawn(props: &FormProps<Logic>, held: &Held) -> Html {
    let FormProps { workflow, settings, on_change } = props;
    let list = held.id.clone();
    let on_rules = change(settings, on_change, |s: &mut Logic, rules| s.rules = rules);
    let rules = &settings.rules;
    let shares = effective_shares(rules.iter().map(|rule| &rule.when));
    html! {
        <>
            <h3>{ "Rules" }</h3>
            <p class="quiet small">{ "Tried from the top: the first that matches decides." }</p>
            <ol class="rows">
                { for rules.iter().enumerate().zip(&shares).map(|((i, rule), share)| html! {
                    <key={i}>{
                        RuleRow {
                            row: i,
                            list: list.clone(),
                            workflow: workflow.clone(),
                            rules: rules.clone(),
                            rule: rule.clone(),
                            share: *share,
                            on_change: change_row(rules, &on_rules, i),
                            on_row: edit_rows(rules, &on_rules),
                        }.view()
                    }</>
                }) }
            </ol>
            {
                AddRow {
                    list,
                    label: AttrValue::Static("Add a rule"),
                    on_add: add_row(rules, &on_rules, fresh::rule(settings, workflow)),
                }.view()
            }
            <fieldset class="row row__fields row__fields--else">
                <legend class="visually-hidden">{ "Else" }</legend>
                <p class="row__else">{ "Else" }</p>
                {
                    TargetField {
                        label: AttrValue::Static("Goes to"),
                        workflow: workflow.clone(),
                        value: settings.otherwise.clone(),
                        on_change: change(settings, on_change, |s: &mut Logic, to| s.otherwise = to),
                    }.view()
                }
                { effective(shares.last().copied().flatten()) }
            </fieldset>
        </>
    }
}

#[derive(Debug, Clone, PartialEq)]
struct RuleRow {
    row: usize,
    list: AttrValue,
    workflow: Rc<Workflow>,
    rules: Vec<Rule>,
    rule: Rule,
    share: Option<f64>,
    on_change: Callback<Rule>,
    on_row: Callback<RowEdit>,
}

impl RuleRow {
    fn view(&self) -> Html {
        let RuleRow { row, list, workflow, rules, rule, share, on_change, on_row } = self;
        html! {
            <li class="row">
                <fieldset class="row__fields row__fields--rule">
                    <legend class="visually-hidden">{ format!("Rule {}: {}", row + 1, rule.name) }</legend>
                    <span class="row__number" aria-hidden="true">{ row + 1 }</span>
                    {
                        TextField {
                            label: AttrValue::Static("Name"),
                            value: rule.name.clone(),
                            on_change: change(rule, on_change, |rule: &mut Rule, name| rule.name = name),
                            hint: None,
                            placeholder: None,
                        }.view()
                    }
                    {
                        RowButtons {
                            list: list.clone(),
                            row: *row,
                            rows: rules.len(),
                            what: format!("rule {}", rule.name).into(),
                            on_edit: on_row.clone(),
                            movable: true,
                        }.view()
                    }
                    <div class="row__wide">
                        {
                            ConditionForm {
                                workflow: workflow.clone(),
                                condition: rule.when.clone(),
                                on_change: on_condition(self),
                            }.view()
                        }
                    </div>
                    {
                        TargetField {
                            label: AttrValue::Static("Goes to"),
                            workflow: workflow.clone(),
                            value: rule.to.clone(),
                            on_change: change(rule, on_change, |rule: &mut Rule, to| rule.to = to),
                        }.view()
                    }
                    { effective(*share) }
                </fieldset>
            </li>
        }
    }
}

/// Sets a rule's condition, and its name where that only said the kind.
fn on_condition(props: &RuleRow) -> Callback<Condition> {
    let taken: Vec<String> = props.rules.iter().map(|rule| rule.name.clone()).collect();
    change(&props.rule, &props.on_change, move |rule: &mut Rule, when| {
        rule.name = fresh::renamed(rule, &when, taken.iter().map(String::as_str));
        rule.when = when;
    })
}

/// The share of all arrivals that an output gets, as far as it is known before a run.
fn effective(share: Option<f64>) -> Html {
    html! {
        <p class="effective">
            <span class="effective__label">{ "Of all arrivals" }</span>
            if let Some(share) = share {
                <span class="effective__share">{ format::percent(share) }</span>
            } else {
                <span class="effective__share effective__share--unknown">{ "depends on tasks" }</span>
            }
        </p>
    }
}
