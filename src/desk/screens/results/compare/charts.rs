//! The charts of both designs.

use std::rc::Rc;

use super::words::{difference, short_difference};
use crate::chart::{Caption, Compare, Pair, Sheet, compare};
use crate::desk::drawing::{Draw, Numbers};
use crate::simulate::{Change, CompareReport};

/// The most rows of a chart; the table has all.
const MOST: usize = 24;

/// Narrower than this there is less room for words [px].
const NARROW: f64 = 600.0;

/// A row, with what it is made of.
struct Row {
    name: String,
    shares: [Option<f64>; 2],
    difference: Option<f64>,
    range: Option<[f64; 2]>,
    /// How both read, and the same in short.
    label: String,
    short: String,
}

impl Row {
    fn new(name: String, change: &Change) -> Self {
        let points = change.points.as_ref();
        Self {
            name,
            shares: change.shares,
            difference: points.map(|points| points.mean / 100.0),
            range: points
                .filter(|points| points.runs > 1)
                .map(|points| [points.q025 / 100.0, points.q975 / 100.0]),
            label: difference(change),
            short: short_difference(change),
        }
    }
}

/// The shares of all outputs.
pub fn outputs(report: &CompareReport, designs: &[String; 2]) -> Draw {
    let row = |output: &crate::simulate::OutputChange| {
        Row::new(format!("{}: {}", output.name, output.output), &output.change)
    };
    draw("Shares of outputs", report, report.outputs.iter().map(row).collect(), designs)
}

/// The shares of the places where tasks come to rest; `None` where none differs.
pub fn ends(report: &CompareReport, designs: &[String; 2]) -> Option<Draw> {
    let same = |change: &Change| change.points.as_ref().is_some_and(|p| p.min == 0.0 && p.max == 0.0);
    if report.places.iter().all(|place| same(&place.change)) {
        return None;
    }
    let came = |change: &Change| change.counts.iter().flatten().any(|count| *count > 0.0);
    let places = report.places.iter().filter(|place| came(&place.change));
    let row = |place: &crate::simulate::PlaceChange| Row::new(place.name.clone(), &place.change);
    Some(draw("Where tasks come to rest", report, places.map(row).collect(), designs))
}

fn draw(what: &str, report: &CompareReport, rows: Vec<Row>, designs: &[String; 2]) -> Draw {
    let (rows, all) = most_different(rows);
    let title = if all > rows.len() {
        format!("{what}: the {MOST} of {all} that differ most")
    } else {
        what.to_owned()
    };
    let range_of =
        if report.runs > 1 { "95 of 100 pairs of runs".to_owned() } else { "one pair of runs".to_owned() };
    let designs = designs.clone();
    Rc::new(move |sheet: Sheet| {
        let pairs: Vec<Pair> = rows
            .iter()
            .map(|row| Pair {
                name: &row.name,
                shares: row.shares,
                difference: row.difference,
                range: row.range,
                label: if sheet.width < NARROW { &row.short } else { &row.label },
            })
            .collect();
        let chart = Compare {
            caption: Caption { title: &title, description: "" },
            designs: [&designs[0], &designs[1]],
            range_of: &range_of,
            pairs: &pairs,
        };
        compare(&chart, sheet.width, &Numbers)
    })
}

/// The rows that differ most, in their order, and how many there were.
fn most_different(rows: Vec<Row>) -> (Vec<Row>, usize) {
    let all = rows.len();
    let size = |row: &Row| row.difference.map_or(f64::INFINITY, f64::abs);
    let mut sizes: Vec<f64> = rows.iter().map(size).collect();
    sizes.sort_by(|a, b| b.total_cmp(a));
    let Some(least) = sizes.get(MOST - 1).copied().filter(|_| all > MOST) else { return (rows, all) };
    let rows = rows.into_iter().filter(|row| size(row) >= least).take(MOST).collect();
    (rows, all)
}
