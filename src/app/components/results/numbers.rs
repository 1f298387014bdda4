//! The numbers of a split as a table.

use crate::view::html::html;
use yew::prelude::*;

use crate::simulate::{OutputJudgement, OutputReport, StageReport};
use crate::view::format;
use crate::view::judged::{is_sure, range};

/// The table, in a region of its own that scrolls sideways where it must.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Numbers<'a> {
    pub stage: &'a StageReport,
    pub runs: u64,
}

/// Which columns a split needs beside the ones that all have.
#[derive(Clone, Copy)]
struct Columns {
    /// Something is judged.
    judged: bool,
    /// The method sets all counts that are judged.
    sure: bool,
    /// What is judged is not simply what arrived.
    apart: bool,
    /// There are several runs.
    several: bool,
}

impl Columns {
    fn of(stage: &StageReport, runs: u64) -> Self {
        let judgements = || stage.outputs.iter().filter_map(|output| output.judgement.as_ref());
        Self {
            judged: judgements().next().is_some(),
            sure: judgements().all(is_sure),
            apart: judgements().any(|judgement| judgement.judged.n as f64 != stage.arrived),
            several: runs > 1,
        }
    }

    /// The heads of the columns after the output's name, in the order of [`cells`].
    fn heads(self) -> Vec<&'static str> {
        let mut heads = vec![];
        if self.judged {
            heads.push("Intended");
        }
        heads.push(if self.several { "Observed per run" } else { "Observed" });
        heads.push("Share");
        if self.several {
            heads.extend(["95 % of runs", "Least to most"]);
        }
        if self.judged && self.apart {
            heads.push("Judged");
        }
        if self.judged {
            let range = if self.sure { "By the method" } else { "95 % by chance" };
            heads.extend(["Expected", range, "Deviation", "p"]);
        }
        heads
    }

    fn cells(self, output: &OutputReport) -> Vec<String> {
        let mut cells = vec![];
        if self.judged {
            // A sample whose count has no known law still has a share.
            let intended = output.intended.or(output.effective);
            cells.push(intended.map_or_else(|| "the tasks decide".to_owned(), format::percent));
        }
        cells.push(format::count(output.observed));
        cells.push(output.share.map_or_else(none, format::percent));
        if self.several {
            let runs = output.runs.as_ref();
            cells.push(runs.map_or_else(none, |runs| format::range([runs.q025, runs.q975])));
            cells.push(runs.map_or_else(none, |runs| format::range([runs.min, runs.max])));
        }
        if self.judged {
            match &output.judgement {
                Some(judgement) => cells.extend(judged(judgement, self.apart)),
                None => cells.extend(std::iter::repeat_with(none).take(if self.apart { 5 } else { 4 })),
            }
        }
        cells
    }
}

fn none() -> String {
    "–".to_owned()
}

fn judged(judgement: &OutputJudgement, apart: bool) -> Vec<String> {
    let mut cells = vec![];
    if apart {
        let [k, n] = [judgement.judged.k, judgement.judged.n].map(|count| format::count(count as f64));
        cells.push(format!("{k} of {n}"));
    }
    cells.push(format::count(judgement.expected));
    cells.push(range(judgement));
    let tasks = format!("{}\u{a0}tasks", format::signed(judgement.deviation_tasks));
    cells.push(format!("{}\n{tasks}", format::points(judgement.deviation_points)));
    cells.push(format::p_value(judgement.p_value));
    cells
}

impl Numbers<'_> {
    /// The view.
    pub(super) fn view(&self) -> Html {
        let columns = Columns::of(self.stage, self.runs);
        let head = |text: &'static str| html! { <th scope="col" class="number">{ text }</th> };
        let row = |output: &OutputReport| {
            let cells = columns.cells(output);
            html! {
                <tr>
                    <th scope="row" class="split__output">{ &output.name }</th>
                    { for cells.into_iter().map(|cell| html! { <td class="number">{ cell }</td> }) }
                </tr>
            }
        };
        let label = format!("Numbers of {}", self.stage.name);
        html! {
            <div class="split__table small" role="region" aria-label={label} tabindex="0">
                <table>
                    <thead>
                        <tr><th scope="col">{ "Output" }</th>{ for columns.heads().into_iter().map(head) }</tr>
                    </thead>
                    <tbody>{ for self.stage.outputs.iter().map(row) }</tbody>
                </table>
            </div>
        }
    }
}
