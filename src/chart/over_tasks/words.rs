//! What the two charts say in words and in numbers.

use super::{Measure, OverTasks, ends, value};
use crate::chart::format::{Format, sign, tasks};
use crate::chart::ink::Ink;
use crate::chart::legend::{Key, Swatch};
use crate::chart::table::{Cell, Table};
use crate::chart::trail::{Reached, at, milestones};

pub(super) fn keys(chart: &OverTasks) -> Vec<Key> {
    let mut keys = vec![(Swatch::Line(Ink::Intended), "intended".to_owned())];
    if !chart.trail.is_empty() {
        keys.push((Swatch::Line(Ink::Observed), "this run".to_owned()));
    }
    if !chart.others.is_empty() {
        let runs = if chart.others.len() == 1 { "other run" } else { "other runs" };
        keys.push((Swatch::Line(Ink::Trail), format!("{} {runs}", chart.others.len())));
    }
    if !chart.pointwise.is_empty() {
        keys.push((Swatch::Band95, "95 % of runs, at one number of tasks".to_owned()));
    }
    if !chart.anytime.is_empty() {
        keys.push((Swatch::Band999, "95 % of runs, at all of them at once".to_owned()));
    }
    keys
}

/// `After 100 tasks: 17 %, 95 of 100 runs give 12 % to 28 %`.
pub(super) fn read_out(chart: &OverTasks, measure: Measure, point: Reached, format: &dyn Format) -> String {
    let shown = |value: f64| match measure {
        Measure::Percent => format.share(value),
        Measure::Count => excess(value, format),
    };
    let mut words = format!("After {}: {}", tasks(point.n, format), shown(value(chart, measure, point)));
    if let Some(limits) = at(chart.pointwise, point.n).filter(|limits| limits.n == point.n) {
        let [low, high] = ends(chart, measure, limits);
        words.push_str(&format!(", 95 of 100 runs give {} to {}", shown(low), shown(high)));
    }
    if let Some([low, high]) = among(chart, measure, point.n) {
        let count = format.count(chart.others.len() as u64);
        words.push_str(&format!(", {count} other runs lie from {} to {}", shown(low), shown(high)));
    }
    words
}

/// Between which values the other runs lie after so many tasks; `None` where one has not come so far.
fn among(chart: &OverTasks, measure: Measure, n: u64) -> Option<[f64; 2]> {
    if chart.others.is_empty() {
        return None;
    }
    let start = [f64::INFINITY, f64::NEG_INFINITY];
    chart.others.iter().try_fold(start, |[low, high], trail| {
        let after = trail.partition_point(|point| point.n <= n);
        let value = value(chart, measure, *trail.get(after.checked_sub(1)?)?);
        Some([low.min(value), high.max(value)])
    })
}

/// `+8` or `−3.2`.
fn excess(value: f64, format: &dyn Format) -> String {
    let rounded = if value.abs() < 100.0 { (value * 10.0).round() / 10.0 } else { value.round() };
    sign(rounded, &format.compact(rounded.abs()))
}

pub(super) fn describe(chart: &OverTasks, format: &dyn Format) -> String {
    let Some(last) = chart.trail.last() else { return "No tasks yet.".to_owned() };
    let others = among(chart, Measure::Percent, last.n).map_or_else(String::new, |[low, high]| {
        let count = format.count(chart.others.len() as u64);
        format!(" {count} other runs end from {} to {}.", format.share(low), format.share(high))
    });
    format!(
        "After {} {} went this way: {} where {} was asked for, {}. With more tasks the percentage \
         settles at the one asked for, while the count drifts further from the one expected.{others}",
        tasks(last.n, format),
        format.count(last.k),
        format.share(last.share()),
        format.share(chart.intended),
        off(last.excess(chart.intended), format),
    )
}

/// `17 more than expected`.
fn off(value: f64, format: &dyn Format) -> String {
    let text = excess(value, format);
    let number = text.trim_start_matches(['+', '\u{2212}']);
    match text.chars().next() {
        Some('+') => format!("{number} more than expected"),
        Some('\u{2212}') => format!("{number} fewer than expected"),
        _ => "as many as expected".to_owned(),
    }
}

pub(super) fn table(chart: &OverTasks, format: &dyn Format) -> Table {
    let mut headers = vec!["Tasks", "Count", "Share", "Less expected", "95 % from", "95 % to"];
    if !chart.others.is_empty() {
        headers.extend(["Other runs from", "Other runs to"]);
    }
    let mut table = Table::new(&headers);
    for point in milestones(chart.trail) {
        let off = point.excess(chart.intended);
        let limits = at(chart.pointwise, point.n).filter(|limits| limits.n == point.n);
        let share = |share: Option<f64>| share.map_or_else(Cell::none, |s| Cell::number(s, format.share(s)));
        let mut row = vec![
            Cell::count(point.n, format.count(point.n)),
            Cell::count(point.k, format.count(point.k)),
            share(Some(point.share())),
            Cell::number(off, excess(off, format)),
            share(limits.map(|limits| limits.low)),
            share(limits.map(|limits| limits.high)),
        ];
        if !chart.others.is_empty() {
            let among = among(chart, Measure::Percent, point.n);
            row.extend([share(among.map(|ends| ends[0])), share(among.map(|ends| ends[1]))]);
        }
        table.rows.push(row);
    }
    table
}
