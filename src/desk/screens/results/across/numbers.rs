//! The numbers behind a funnel.

use super::funnel::{Group, flag, name};
use crate::chart::{Cell, Table};
use crate::simulate::{AcrossReport, AcrossView, Differs, FunnelGroup, ReviewedWork};
use crate::view::format;

/// The groups of a funnel with their ranges and p-values.
pub fn members(group: &Group) -> Table {
    let mut table = Table::new(&[
        "Group",
        "Tasks",
        "Took it",
        "Share",
        "95 % from",
        "95 % to",
        "99.8 % from",
        "99.8 % to",
        "p",
        "p after Holm",
        "Mark",
    ]);
    table.rows = group.members.iter().map(member).collect();
    table
}

fn member(group: &FunnelGroup) -> Vec<Cell> {
    let p = |p: f64| Cell::number(p, format::p_value(p));
    let [low, high] = group.range95.map(count);
    let [least, most] = group.range998.map(count);
    vec![
        Cell::text(name(group)),
        count(group.n),
        count(group.k),
        Cell::number(group.share, format::percent(group.share)),
        low,
        high,
        least,
        most,
        p(group.p_value),
        group.adjusted_p_value.map_or_else(Cell::none, p),
        Cell::text(flag(group).word()),
    ]
}

fn count(count: u64) -> Cell {
    Cell::count(count, format::count(count as f64))
}

/// Whose work was rejected, and how much of it; `None` where nobody's was reviewed.
pub fn reviewed(across: &AcrossReport) -> Option<Table> {
    let mut table =
        Table::new(&["Annotator", "Stage", "Reviewed", "Rejected", "Share", "95 % interval from", "To"]);
    table.rows = across.reviewed.iter().filter(|work| work.reviewed > 0).map(work).collect();
    (!table.rows.is_empty()).then_some(table)
}

fn work(work: &ReviewedWork) -> Vec<Cell> {
    let share = |share: Option<f64>| {
        share.map_or_else(Cell::none, |share| Cell::number(share, format::percent(share)))
    };
    vec![
        Cell::text(&*work.annotator),
        Cell::text(&*work.name),
        count(work.reviewed),
        count(work.rejected),
        share(work.share),
        share(work.interval95.map(|[from, _]| from)),
        share(work.interval95.map(|[_, to]| to)),
    ]
}

/// One that stands out, in a sentence.
pub fn differs(view: &AcrossView, differs: &Differs) -> String {
    let group = differs.group.as_deref().unwrap_or("none");
    let stage = view.funnels.iter().find(|funnel| funnel.stage == differs.stage);
    let stage = stage.map_or(&*differs.stage, |funnel| &*funnel.name);
    let [k, n] = [differs.k, differs.n].map(|count| format::count(count as f64));
    format!(
        "{group}: {k} of {n} took {} at {stage}, where {} was to be expected (p = {} after allowing for all comparisons).",
        differs.output,
        format::percent(differs.centre),
        format::p_value(differs.adjusted_p_value)
    )
}
