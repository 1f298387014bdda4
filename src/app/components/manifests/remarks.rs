//! What an import said, grouped by kind, with places.

use std::rc::Rc;

use crate::app::html::{classes, html};
use yew::prelude::*;

use crate::app::format;
use crate::worker::protocol::{ImportSummary, Remark};

/// How many places of a kind are shown before the rest is folded away.
const FIRST: usize = 5;

/// Everything that an import said, each kind with its places.
#[derive(Debug, Clone, PartialEq)]
pub struct Remarks {
    /// The import.
    pub summary: Rc<ImportSummary>,
}

impl Remarks {
    /// The view.
    pub fn view(&self) -> Html {
        let summary = &self.summary;
        let [errors, warnings, notes] = summary.counts;
        if errors + warnings + notes == 0 {
            return html! { <p class="small quiet">{ "Nothing to remark." }</p> };
        }
        html! {
            <div class="remarks">
                <p class="small">{ counted(errors, warnings, notes) }</p>
                <ul class="remarks__kinds">
                    { for kinds(&summary.diagnostics).into_iter().map(|remarks| kind(&remarks)) }
                </ul>
            </div>
        }
    }
}

fn counted(errors: u64, warnings: u64, notes: u64) -> String {
    let part = |count: u64, one: &str, many: &str| {
        (count > 0)
            .then(|| format!("{} {}", format::count(count as f64), if count == 1 { one } else { many }))
    };
    let parts = [
        part(errors, "error", "errors"),
        part(warnings, "warning", "warnings"),
        part(notes, "note", "notes"),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The remarks by kind, in the order in which the kinds first occur.
fn kinds(remarks: &[Remark]) -> Vec<Vec<&Remark>> {
    let mut kinds: Vec<Vec<&Remark>> = Vec::new();
    for remark in remarks {
        match kinds.iter_mut().find(|kind| kind.iter().any(|other| other.code == remark.code)) {
            Some(kind) => kind.push(remark),
            None => kinds.push(vec![remark]),
        }
    }
    kinds
}

fn kind(remarks: &[&Remark]) -> Html {
    let Some(first) = remarks.first() else { return Html::default() };
    let class = classes!("remark", format!("remark--{}", first.severity));
    let (shown, folded) = remarks.split_at(remarks.len().min(FIRST));
    html! {
        <li {class}>
            <p class="remark__kind">
                <span class="remark__severity">{ &first.severity }</span>
                { " " }
                <code>{ &first.code }</code>
                { format!(" × {}", remarks.len()) }
            </p>
            <ul>{ for shown.iter().map(|remark| place(remark)) }</ul>
            if !folded.is_empty() {
                <details>
                    <summary>{ format!("{} more", folded.len()) }</summary>
                    <ul>{ for folded.iter().map(|remark| place(remark)) }</ul>
                </details>
            }
        </li>
    }
}

fn place(remark: &Remark) -> Html {
    html! {
        <li class="remark__place">
            <span class="remark__where">{ format!("Line {}, column {}", remark.line, remark.column) }</span>
            { " " }{ &remark.message }
            if let Some(hint) = &remark.hint {
                { " " }<span class="quiet">{ hint }</span>
            }
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remark(code: &str, line: u32) -> Remark {
        Remark {
            severity: "warning".into(),
            code: code.into(),
            message: String::new(),
            line,
            column: 1,
            hint: None,
        }
    }

    #[test]
    fn remarks_of_one_kind_stand_together() {
        let remarks = [remark("a", 1), remark("b", 2), remark("a", 3)];
        let lines: Vec<Vec<u32>> =
            kinds(&remarks).iter().map(|kind| kind.iter().map(|remark| remark.line).collect()).collect();
        assert_eq!(lines, [vec![1, 3], vec![2]]);
    }

    #[test]
    fn counts_name_only_what_there_is() {
        assert_eq!(counted(1, 2, 0), "1 error, 2 warnings");
    }
}
