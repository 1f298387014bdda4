//! Everything wrong with the workflow, each with its stage and what would mend it.

use std::rc::Rc;

use crate::app::html::html;
use yew::prelude::*;

use crate::workflow::{Problem, Severity, Workflow};

/// The list of all problems.
#[derive(Debug, Clone, PartialEq)]
pub struct ProblemList {
    /// The problems, errors first.
    pub problems: Rc<Vec<Problem>>,
    /// The workflow that has them.
    pub workflow: Rc<Workflow>,
    /// Receives the id of a problem's stage.
    pub on_select: Callback<String>,
}

impl ProblemList {
    /// The view.
    pub fn view(&self) -> Html {
        if self.problems.is_empty() {
            return html! { <p class="problems__none">{ "No problems." }</p> };
        }
        let item = |(i, problem): (usize, &Problem)| {
            let id = problem.stage.clone();
            let stage = id.as_deref().and_then(|id| self.workflow.stage(id));
            html! {
                <li class={problem_class(problem)} key={i}>
                    { problem_text(problem) }
                    if let Some((stage, id)) = stage.zip(id) {
                        <button
                            type="button"
                            class="button problem__stage"
                            onclick={self.on_select.reform(move |_| id.clone())}
                        >
                            <span class="visually-hidden">{ "Go to " }</span>{ stage.title() }
                        </button>
                    }
                </li>
            }
        };
        html! {
            <div class="problems">
                <p class="problems__sum">{ summary(&self.problems) }</p>
                <ul class="problems__list">
                    { for self.problems.iter().enumerate().map(item) }
                </ul>
            </div>
        }
    }
}

/// The class of a problem's row.
pub fn problem_class(problem: &Problem) -> &'static str {
    match problem.severity {
        Severity::Error => "problem problem--error",
        Severity::Warning => "problem problem--warning",
    }
}

/// How much a problem matters, what is wrong, and what mends it.
pub fn problem_text(problem: &Problem) -> Html {
    html! {
        <>
            { ProblemMark { severity: problem.severity }.view() }
            <div class="problem__text">
                <p>{ problem.message.replace(" %", "\u{a0}%") }</p>
                <p class="problem__mend">{ &problem.mend }</p>
            </div>
        </>
    }
}

/// "2 errors: the workflow cannot run. 1 warning."
fn summary(problems: &[Problem]) -> String {
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    let counted = |count: usize, word: &str| match count {
        1 => format!("1 {word}"),
        _ => format!("{count} {word}s"),
    };
    let warnings = counted(problems.len() - errors, "warning");
    match (errors, problems.len() - errors) {
        (0, _) => format!("{warnings}: the workflow can run."),
        (_, 0) => format!("{}: the workflow cannot run yet.", counted(errors, "error")),
        _ => format!("{} and {warnings}: the workflow cannot run yet.", counted(errors, "error")),
    }
}

/// A problem's severity as a shape and a word.
#[derive(Debug, Clone, PartialEq)]
pub struct ProblemMark {
    /// How much the problem matters.
    pub severity: Severity,
}

impl ProblemMark {
    /// The view.
    pub fn view(&self) -> Html {
        let (word, class, outline) = match self.severity {
            Severity::Error => ("Error", "problem-mark problem-mark--error", "M5 1h6l4 4v6l-4 4H5l-4-4V5z"),
            Severity::Warning => ("Warning", "problem-mark problem-mark--warning", "M8 1.5L15.2 14.5H.8z"),
        };
        html! {
            <span {class}>
                <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                    <path class="problem-mark__shape" d={outline} />
                    <path class="problem-mark__sign" d="M8 5.2v4.3M8 11.6v.7" />
                </svg>
                { word }
            </span>
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workflow::{check, read};

    #[test]
    fn the_summary_says_whether_it_runs() {
        let text = r#"{"sluice": 1, "stages": [{"id": "data", "kind": "dataset"}]}"#;
        let problems = check(&read(text).unwrap().workflow);
        assert_eq!(summary(&problems), "1 warning: the workflow can run.");
        let problems = check(&Workflow::default());
        assert_eq!(summary(&problems), "1 error: the workflow cannot run yet.");
    }
}
