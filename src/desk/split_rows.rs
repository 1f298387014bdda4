//! The outputs of a split as the rows of its chart and of its table.

use std::rc::Rc;

use super::drawing::{Draw, Numbers, range_cell, shares_cell};
use crate::chart::{Caption, Cell, Flag, Marks, Sheet, SplitRow, Table, splits};
use crate::simulate::{OutputJudgement, OutputReport};
use crate::view::format;
use crate::view::judged::flag;
use crate::view::verdict::verdict_word;

/// Up to so many outputs a table has a column for each; more have rows.
const ACROSS: usize = 3;

/// What a row of the chart writes and marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The output's name.
    pub name: String,
    /// Its shares.
    pub marks: Marks,
    /// What is said of it.
    pub flag: Option<Flag>,
    /// How what came out reads.
    pub observed: String,
    /// How what was asked for reads.
    pub intended: String,
    /// How the range reads.
    pub range: String,
}

/// A range of counts of `n` tasks as shares; `None` for no tasks.
#[must_use]
pub fn shares([low, high]: [u64; 2], n: u64) -> Option<[f64; 2]> {
    let of = |count: u64| count as f64 / n as f64;
    (n > 0).then(|| [of(low), of(high)])
}

/// The row of an output that was judged.
fn row(output: &OutputReport) -> Row {
    let judged = output.judgement.as_ref();
    let range = |range: fn(&OutputJudgement) -> [u64; 2]| {
        judged.and_then(|judged| shares(range(judged), judged.judged.n))
    };
    let share = output.share.map_or_else(String::new, |share| format!(" · {}", format::percent(share)));
    Row {
        name: output.name.clone(),
        marks: Marks {
            intended: output.intended,
            observed: output.share,
            band95: range(|judged| judged.range95),
            band999: range(|judged| judged.range999),
            runs: None,
        },
        flag: judged.map(|judged| flag(judged.verdict)),
        observed: format!("{}{share}", format::count(output.observed)),
        intended: output
            .intended
            .map_or_else(String::new, |share| format!("asked {}", format::percent(share))),
        range: judged.map_or_else(String::new, |judged| format::range(judged.range95)),
    }
}

/// The chart of rows.
pub fn draw(title: impl Into<String>, rows: Vec<Row>) -> Draw {
    let title = title.into();
    Rc::new(move |sheet: Sheet| {
        let rows: Vec<SplitRow> = rows
            .iter()
            .map(|row| SplitRow {
                name: &row.name,
                marks: row.marks,
                flag: row.flag,
                observed: &row.observed,
                intended: &row.intended,
                range: &row.range,
            })
            .collect();
        splits(Caption { title: &title, description: "" }, &rows, sheet, &Numbers)
    })
}

/// The chart of outputs that were judged.
pub fn draw_outputs(title: impl Into<String>, outputs: &[OutputReport]) -> Draw {
    draw(title, outputs.iter().map(row).collect())
}

/// Everything that is known of outputs that were judged.
#[must_use]
pub fn numbers(outputs: &[OutputReport]) -> Table {
    let mut table = Table::new(&[
        "Output",
        "Asked for",
        "Expected",
        "Came out",
        "Share",
        "Off by, points",
        "Off by, tasks",
        "95 of 100 runs",
        "999 of 1,000 runs",
        "95 % interval of the share (Wilson)",
        "Exact p",
        "Verdict",
    ]);
    table.rows = outputs.iter().map(cells).collect();
    turned(table)
}

fn cells(output: &OutputReport) -> Vec<Cell> {
    let share = |share: Option<f64>| share.map_or_else(Cell::none, |s| Cell::number(s, format::percent(s)));
    let mut cells = vec![Cell::text(&output.name), share(output.intended)];
    let count = Cell::number(output.observed, format::count(output.observed));
    let Some(judged) = &output.judgement else {
        cells.extend([Cell::none(), count, share(output.share)]);
        cells.resize(12, Cell::none());
        return cells;
    };
    let interval = judged.interval95.map_or_else(Cell::none, shares_cell);
    cells.extend([
        Cell::number(judged.expected, format::count(rounded(judged.expected))),
        count,
        share(output.share),
        Cell::number(judged.deviation_points, format::signed(judged.deviation_points)),
        Cell::number(judged.deviation_tasks, format::signed(judged.deviation_tasks)),
        range_cell(judged.range95),
        range_cell(judged.range999),
        interval,
        Cell::number(judged.p_value, format::p_value(judged.p_value)),
        Cell::text(verdict_word(judged.verdict)),
    ]);
    cells
}

/// A mean with one decimal, so that it is written without one where it has none.
fn rounded(mean: f64) -> f64 {
    (mean * 10.0).round() / 10.0
}

/// A table with a column for each output where there are few: it fits where a wide one does not.
#[must_use]
pub fn turned(table: Table) -> Table {
    if table.rows.len() <= ACROSS { across(&table) } else { table }
}

/// A table on its side: a row for each header.
fn across(table: &Table) -> Table {
    let mut lines = table.headers.iter().enumerate().map(|(column, header)| {
        let cells = table.rows.iter().filter_map(move |row| row.get(column).cloned());
        let head = Cell { shown: format::sentence(header), exact: header.clone() };
        std::iter::once(head).chain(cells).collect::<Vec<Cell>>()
    });
    let headers = lines.next().unwrap_or_default().into_iter().map(|cell| cell.shown).collect();
    Table { headers, rows: lines.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::judge_counts;

    #[test]
    fn a_table_turns_on_its_side() {
        let report = judge_counts(&[0.2, 0.8], &[17, 83]).unwrap();
        let table = numbers(&report.outputs);
        assert_eq!(table.headers, ["Output", "Output 1", "Output 2"]);
        let line = |at: usize| table.rows[at].iter().map(|cell| cell.shown.as_str()).collect::<Vec<_>>();
        assert_eq!(line(0), ["Asked for", "20\u{a0}%", "80\u{a0}%"]);
        assert_eq!(line(4), ["Off by, points", "\u{2212}3", "+3"]);
        assert_eq!(line(6), ["95 of 100 runs", "12 to 28", "72 to 88"]);
        let many = judge_counts(&[0.25; 4], &[10, 12, 9, 9]).unwrap();
        assert_eq!(numbers(&many.outputs).rows.len(), 4);
    }

    #[test]
    fn the_range_is_drawn_where_its_counts_are() {
        let report = judge_counts(&[0.2, 0.8], &[17, 83]).unwrap();
        let row = row(&report.outputs[0]);
        assert_eq!(row.marks.band95, Some([0.12, 0.28]));
        assert_eq!((row.observed.as_str(), row.flag), ("17 · 17\u{a0}%", Some(Flag::Ordinary)));
        assert_eq!(shares([0, 0], 0), None);
    }
}
