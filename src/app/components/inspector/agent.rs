//! The form of an Agent stage.

use std::rc::Rc;

use crate::view::html::html;
use yew::prelude::*;

use super::script::script;
use super::settings::FormProps;
use crate::view::form::{
    AddRow, Choice, Held, NameField, NumberField, RadioField, RowButtons, RowEdit, SelectField, TargetField,
    add_row, change, change_row, control, edit_rows, free_name,
};
use crate::workflow::{Agent, AgentRun, Pathway, Workflow};

/// The most tasks that a workflow file lets an agent wait for.
const MOST_GATHERED: u64 = 1_000_000;

/// When the script runs, the pathways it can pick, and the script.
pub fn agent_form(props: &FormProps<Agent>) -> Html {
    let FormProps { settings, on_change, .. } = props;
    html! {
        <>
            {
                RadioField {
                    legend: AttrValue::Static("When the script runs"),
                    value: settings.runs,
                    choices: &RUNS,
                    on_change: change(settings, on_change, |s: &mut Agent, runs| s.runs = runs),
                }.view()
            }
            if settings.runs == AgentRun::EveryK {
                {
                    NumberField {
                        label: AttrValue::Static("Tasks for a run"),
                        value: u64::from(settings.every),
                        min: 1,
                        max: MOST_GATHERED,
                        on_change: change(settings, on_change, |s: &mut Agent, every| {
                            s.every = u32::try_from(every).unwrap_or(s.every);
                        }),
                        hint: None,
                    }.view()
                }
            }
            { pathways(props) }
            { script(props) }
            {
                SelectField {
                    label: AttrValue::Static("Tasks that no line picks"),
                    value: settings.otherwise.clone(),
                    options: otherwise_options(settings),
                    on_change: change(settings, on_change, |s: &mut Agent, name| s.otherwise = name),
                    hint: None,
                }.view()
            }
        </>
    }
}

const RUNS: [Choice<AgentRun>; 3] = [
    Choice {
        value: AgentRun::WhenAllArrived,
        label: "When everything has arrived",
        hint: "Each task gets its pathway.",
    },
    Choice {
        value: AgentRun::EveryK,
        label: "Whenever so many have gathered",
        hint: "What is left over at the end waits.",
    },
    Choice { value: AgentRun::Never, label: "Never", hint: "Every task that gets here waits." },
];

/// "Wait here", then the pathways, and the present name if it is none of them.
fn otherwise_options(agent: &Agent) -> Vec<(Option<String>, AttrValue)> {
    let named = pathway_options(agent, agent.otherwise.as_deref());
    let named = named.into_iter().map(|(name, label)| (Some(name), label));
    std::iter::once((None, AttrValue::Static("Wait here"))).chain(named).collect()
}

/// The pathways, and the present name if it is none of them.
pub fn pathway_options(agent: &Agent, present: Option<&str>) -> Vec<(String, AttrValue)> {
    let known = |name: &str| agent.pathways.iter().any(|pathway| pathway.name == name);
    let pathways = agent.pathways.iter().map(|pathway| pathway.name.as_str());
    let stray = present.filter(|name| !known(name));
    let stray = stray.map(|name| (name.to_owned(), format!("{name} (no such pathway)").into()));
    pathways.map(|name| (name.to_owned(), name.to_owned().into())).chain(stray).collect()
}

/// The ways out.
fn pathways(props: &FormProps<Agent>) -> Html {
    let props = props.clone();
    control(move |held| pathways_drawn(&props, held))
}

fn pathways_drawn(props: &FormProps<Agent>, held: &Held) -> Html {
    let FormProps { workflow, settings, on_change } = props;
    let list = held.id.clone();
    let on_pathways = change(settings, on_change, |s: &mut Agent, pathways| s.pathways = pathways);
    let pathways = &settings.pathways;
    let name = free_name("Pathway", pathways.iter().map(|pathway| pathway.name.as_str()));
    let to = pathways.last().and_then(|pathway| pathway.to.clone());
    let fresh = Pathway { name, to, ..Pathway::default() };
    html! {
        <section class="inspector__section">
            <h3>{ "Pathways" }</h3>
            <ul class="rows">
                { for pathways.iter().enumerate().map(|(i, pathway)| html! {
                    <key={i}>{
                        PathwayRow {
                            row: i,
                            list: list.clone(),
                            workflow: workflow.clone(),
                            pathways: pathways.clone(),
                            pathway: pathway.clone(),
                            on_name: change(settings, on_change, move |s: &mut Agent, to: String| rename(s, i, &to)),
                            on_change: change_row(pathways, &on_pathways, i),
                            on_row: edit_rows(pathways, &on_pathways),
                        }.view()
                    }</>
                }) }
            </ul>
            {
                AddRow {
                    list,
                    label: AttrValue::Static("Add a pathway"),
                    on_add: add_row(pathways, &on_pathways, fresh),
                }.view()
            }
        </section>
    }
}

/// Renames a pathway, and what the script calls it.
fn rename(agent: &mut Agent, position: usize, to: &str) {
    let Some(pathway) = agent.pathways.get_mut(position) else { return };
    let from = std::mem::replace(&mut pathway.name, to.to_owned());
    let picked = agent.script.iter_mut().map(|choice| &mut choice.pathway).chain(&mut agent.otherwise);
    for name in picked.filter(|name| **name == from) {
        to.clone_into(name);
    }
}

#[derive(Debug, Clone, PartialEq)]
struct PathwayRow {
    row: usize,
    list: AttrValue,
    workflow: Rc<Workflow>,
    pathways: Vec<Pathway>,
    pathway: Pathway,
    on_name: Callback<String>,
    on_change: Callback<Pathway>,
    on_row: Callback<RowEdit>,
}

impl PathwayRow {
    fn view(&self) -> Html {
        let PathwayRow { row, list, workflow, pathways, pathway, on_name, on_change, on_row } = self;
        let others = pathways.iter().enumerate().filter(|(i, _)| i != row);
        html! {
            <li class="row">
                <fieldset class="row__fields row__fields--pathway">
                    <legend class="visually-hidden">{ format!("Pathway {}", pathway.name) }</legend>
                    {
                        NameField {
                            label: AttrValue::Static("Name"),
                            value: pathway.name.clone(),
                            others: others.map(|(_, other)| other.name.clone()).collect::<Vec<_>>(),
                            on_change: on_name.clone(),
                        }.view()
                    }
                    {
                        TargetField {
                            label: AttrValue::Static("Goes to"),
                            workflow: workflow.clone(),
                            value: pathway.to.clone(),
                            on_change: change(pathway, on_change, |pathway: &mut Pathway, to| pathway.to = to),
                        }.view()
                    }
                    {
                        RowButtons {
                            list: list.clone(),
                            row: *row,
                            rows: pathways.len(),
                            what: format!("pathway {}", pathway.name).into(),
                            on_edit: on_row.clone(),
                            movable: true,
                        }.view()
                    }
                </fieldset>
            </li>
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workflow::{Choice, Condition, Share};

    #[test]
    fn the_script_follows_a_renamed_pathway() {
        let line = |pathway: &str| Choice {
            pathway: pathway.to_owned(),
            when: Condition::random_sample(Share::ONE),
            extra: Default::default(),
        };
        let mut agent = Agent {
            pathways: vec![Pathway { name: "YES".into(), ..Pathway::default() }],
            script: vec![line("YES"), line("NO")],
            otherwise: Some("YES".into()),
            ..Agent::default()
        };
        rename(&mut agent, 0, "Yes");
        assert_eq!(agent.script[0].pathway, "Yes");
        assert_eq!(agent.script[1].pathway, "NO");
        assert_eq!(agent.otherwise.as_deref(), Some("Yes"));
        let labels: Vec<_> = otherwise_options(&agent).into_iter().map(|(_, label)| label).collect();
        assert_eq!(labels, ["Wait here", "Yes"]);
        assert_eq!(pathway_options(&agent, Some("NO"))[1].1, "NO (no such pathway)");
    }
}
