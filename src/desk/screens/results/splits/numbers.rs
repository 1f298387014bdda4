//! All numbers of some splits: a count beside each share, points and tasks apart.

use crate::chart::{Cell, Table};
use crate::simulate::{OutputJudgement, OutputReport, StageReport};
use crate::view::format;
use crate::view::verdict::verdict_word;

const HEADERS: [&str; 19] = [
    "Stage",
    "Output",
    "Verdict",
    "Intended",
    "Observed",
    "Share",
    "Of",
    "Took it",
    "Expected",
    "Points off",
    "Tasks off",
    "95 % from",
    "95 % to",
    "99.9 % from",
    "99.9 % to",
    "Share from",
    "Share to",
    "p",
    "Leads to",
];

/// The table.
pub fn table(stages: &[&StageReport]) -> Table {
    let mut table = Table::new(&HEADERS);
    for stage in stages {
        table.rows.extend(stage.outputs.iter().map(|output| row(stage, output)));
    }
    table
}

fn row(stage: &StageReport, output: &OutputReport) -> Vec<Cell> {
    let mut row = vec![Cell::text(&*stage.name), Cell::text(&*output.name)];
    let said = output.judgement.as_ref();
    row.push(said.map_or_else(Cell::none, |said| Cell::text(verdict_word(said.verdict))));
    row.push(share(output.intended));
    row.push(Cell::number(output.observed, format::count(output.observed)));
    row.push(share(output.share));
    row.extend(said.map_or_else(|| vec![Cell::none(); 12], |said| judged(said).into()));
    row.push(output.to.as_ref().map_or_else(Cell::none, |to| Cell::text(&**to)));
    row
}

fn judged(said: &OutputJudgement) -> [Cell; 12] {
    let [low, high] = said.range95;
    let [least, most] = said.range999;
    let interval = said.interval95;
    [
        count(said.judged.n),
        count(said.judged.k),
        Cell::number(said.expected, format::count(said.expected)),
        Cell::number(said.deviation_points, format::signed(said.deviation_points)),
        Cell::number(said.deviation_tasks, format::signed(said.deviation_tasks)),
        count(low),
        count(high),
        count(least),
        count(most),
        share(interval.map(|[from, _]| from)),
        share(interval.map(|[_, to]| to)),
        Cell::number(said.p_value, format::p_value(said.p_value)),
    ]
}

fn count(count: u64) -> Cell {
    Cell::count(count, format::count(count as f64))
}

fn share(share: Option<f64>) -> Cell {
    share.map_or_else(Cell::none, |share| Cell::number(share, format::percent(share)))
}
