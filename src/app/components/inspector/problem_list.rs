//! Everything wrong with the workflow, each with its stage and what would mend it.

use std::rc::Rc;

use crate::view::html::html;
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
        Severity::Note => "problem problem--note",
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

/// "2 errors and 1 warning: the workflow cannot run yet."
fn summary(problems: &[Problem]) -> String {
    let counted = |(severity, word): (Severity, &str)| {
        let count = problems.iter().filter(|problem| problem.severity == severity).count();
        let plural = if count == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} {word}{plural}"))
    };
    let kinds = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];
    let counts: Vec<String> = kinds.into_iter().filter_map(counted).collect();
    let counts = match counts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    };
    let errors = problems.iter().any(|problem| problem.severity == Severity::Error);
    let end = if errors { "the workflow cannot run yet" } else { "the workflow can run" };
    format!("{counts}: {end}.")
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
            Severity::Note => {
                ("Note", "problem-mark problem-mark--note", "M8 1a7 7 0 1 0 0 14a7 7 0 1 0 0-14z")
            }
        };
        // An i for a note, for the others an exclamation mark.
        let note = self.severity == Severity::Note;
        let sign = if note { "M8 4v.7M8 7v4.5" } else { "M8 5.2v4.3M8 11.6v.7" };
        html! {
            <span {class}>
                <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                    <path class="problem-mark__shape" d={outline} />
                    <path class="problem-mark__sign" d={sign} />
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
