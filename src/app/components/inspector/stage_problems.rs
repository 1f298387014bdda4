//! The problems of the stage in the inspector.

use std::rc::Rc;

use yew::prelude::*;

use super::problem_list::{problem_class, problem_text};
use super::sampling::{SUM, balanced};
use crate::app::components::form::focus;
use crate::workflow::edit::Edit;
use crate::workflow::{Problem, Stage};

/// What [`StageProblems`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct StageProblemsProps {
    pub stage: Stage,
    pub problems: Rc<Vec<Problem>>,
    pub on_edit: Callback<Edit>,
}

/// The stage's problems with what would mend them; nothing where there are none.
#[component]
pub fn StageProblems(props: &StageProblemsProps) -> Html {
    let of_stage = |problem: &&Problem| problem.stage.as_deref() == Some(props.stage.id.as_str());
    let problems: Vec<&Problem> = props.problems.iter().filter(of_stage).collect();
    if problems.is_empty() {
        return Html::default();
    }
    let item = |(i, problem): (usize, &&Problem)| {
        html! {
            <li class={problem_class(problem)} key={i}>
                { problem_text(problem) }
                if problem.code == "shares-not-100" {
                    { balance_button(props) }
                }
            </li>
        }
    };
    html! {
        <section aria-label="Problems of this stage" class="inspector__problems">
            <ul class="problems__list">
                { for problems.iter().enumerate().map(item) }
            </ul>
        </section>
    }
}

fn balance_button(props: &StageProblemsProps) -> Html {
    let Some(stage) = balanced(&props.stage) else { return Html::default() };
    let onclick = props.on_edit.reform(move |_| {
        // The button is about to go.
        focus(SUM);
        Edit::Stage(stage.clone())
    });
    html! { <button type="button" class="button problem__stage" {onclick}>{ "Balance" }</button> }
}
