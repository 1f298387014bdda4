//! The problems of the stage in the inspector.

use std::rc::Rc;

use crate::view::html::html;
use yew::prelude::*;

use super::problem_list::{problem_class, problem_text};
use super::sampling::{SUM, balanced};
use crate::view::form::focus;
use crate::workflow::edit::Edit;
use crate::workflow::{Problem, Stage};

/// The stage's problems with what would mend them; nothing where there are none.
#[derive(Debug, Clone, PartialEq)]
pub struct StageProblems {
    pub stage: Stage,
    pub problems: Rc<Vec<Problem>>,
    pub on_edit: Callback<Edit>,
}

impl StageProblems {
    /// The view.
    pub fn view(&self) -> Html {
        let of_stage = |problem: &&Problem| problem.stage.as_deref() == Some(self.stage.id.as_str());
        let problems: Vec<&Problem> = self.problems.iter().filter(of_stage).collect();
        if problems.is_empty() {
            return Html::default();
        }
        let item = |(i, problem): (usize, &&Problem)| {
            html! {
                <li class={problem_class(problem)} key={i}>
                    { problem_text(problem) }
                    if problem.code == "shares-not-100" {
                        { balance_button(self) }
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
}

fn balance_button(props: &StageProblems) -> Html {
    let Some(stage) = balanced(&props.stage) else { return Html::default() };
    let onclick = props.on_edit.reform(move |_| {
        // The button is about to go.
        focus(SUM);
        Edit::Stage(stage.clone())
    });
    html! { <button type="button" class="button problem__stage" {onclick}>{ "Balance" }</button> }
}
