//! The problems of the stage in the inspector.

use std::rc::Rc;

use yew::prelude::*;

use super::problem_list::ProblemMark;
use super::sampling::balanced;
use crate::workflow::edit::Edit;
use crate::workflow::{Problem, Stage};

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
            <li class="problem" key={i}>
                <ProblemMark severity={problem.severity} />
                <div class="problem__text">
                    <p>{ &problem.message }</p>
                    <p class="problem__mend">{ &problem.mend }</p>
                </div>
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
    let onclick = props.on_edit.reform(move |_| Edit::Stage(stage.clone()));
    html! { <button type="button" class="button problem__stage" {onclick}>{ "Balance" }</button> }
}
