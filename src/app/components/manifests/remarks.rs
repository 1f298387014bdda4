//! What an import said, grouped by kind, with places.

use std::rc::Rc;

use crate::view::html::{classes, html};
use yew::prelude::*;

use crate::view::import::{counted, kinds};
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
        if summary.counts == [0; 3] {
            return html! { <p class="small quiet">{ "Nothing to remark." }</p> };
        }
        html! {
            <div class="remarks">
                <p class="small">{ counted(summary.counts) }</p>
                <ul class="remarks__kinds">
                    { for kinds(&summary.diagnostics).into_iter().map(|remarks| kind(&remarks)) }
                </ul>
            </div>
        }
    }
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
