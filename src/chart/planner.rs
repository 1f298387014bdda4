//! How many tasks it takes until a share is known as closely as asked.

use super::axis::{AxisSpec, Unit};
use super::drawing::{Caption, Drawing};
use super::format::{Format, tasks};
use super::ink::Ink;
use super::legend::{self, Key, Swatch};
use super::plot::{FOOT, LABEL, Plot, field_height};
use super::shape::Anchor;
use super::table::{Cell, Table};
use super::text::width as text_width;
use super::thin::{clip, thin};

/// Half the width of the 95 % range of a share after so many tasks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HalfWidth {
    /// Tasks.
    pub n: u64,
    /// Half the width, as a fraction.
    pub half: f64,
}

/// What the planner's chart shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Planner<'a> {
    /// Its words.
    pub caption: Caption<'a>,
    /// Rising in tasks.
    pub curve: &'a [HalfWidth],
    /// The half-width asked for, as a fraction.
    pub asked: f64,
    /// How that reads: `±2 points`.
    pub asked_label: &'a str,
    /// The fewest tasks that are enough; `None` if none are.
    pub answer: Option<u64>,
    /// How that reads: `1 537 tasks`.
    pub answer_label: &'a str,
}

const FIELD: f64 = 220.0;
const HEAD: f64 = 24.0;
/// Half-widths up to so many times the one asked for are shown.
const TALLEST: f64 = 5.0;
/// The most rows that the table has.
const ROWS: usize = 40;

/// Draws the half-width against the number of tasks, with what was asked and the answer.
#[must_use]
pub fn planner(chart: &Planner, width: f64, format: &dyn Format) -> Drawing {
    let mut drawing = Drawing::new(width, 0.0, chart.caption);
    let keys: Vec<Key> = vec![
        (Swatch::Line(Ink::Observed), "95 of 100 runs are this close".to_owned()),
        (Swatch::Line(Ink::Limit), "asked for".to_owned()),
    ];
    let end = HEAD + field_height(FIELD, drawing.width) + FOOT;
    drawing.height = end + legend::height(&keys, drawing.width);
    let x = AxisSpec { domain: along(chart), log: true, title: "Tasks", unit: Unit::Count };
    let title = "How close the share comes, in points";
    let y = AxisSpec { domain: [0.0, tallest(chart)], log: false, title, unit: Unit::PlusMinus };
    let plot = Plot::of(&mut drawing, [0.0, end], &x, &y, format);
    asked(&mut drawing, &plot, chart);
    let points = chart.curve.iter().filter(|point| point.n > 0);
    let points: Vec<[f64; 2]> =
        points.map(|point| [plot.x.at(point.n as f64), plot.y.beyond(point.half)]).collect();
    drawing.lines(Ink::Observed, clip(&thin(&points), [plot.top, plot.bottom]));
    for point in picks(chart.curve) {
        let words = format!("{}: ±{}", tasks(point.n, format), points_of(point.half, format));
        drawing.reach([plot.x.at(point.n as f64), plot.y.at(point.half)], words);
    }
    answer(&mut drawing, &plot, chart);
    legend::draw(&mut drawing, end, &keys);
    drawing.table = table(chart, format);
    drawing.describe(|| describe(chart));
    drawing
}

/// The numbers of tasks that are shown: those whose half-width is, and the answer.
fn along(chart: &Planner) -> [f64; 2] {
    let top = tallest(chart);
    let shown = || chart.curve.iter().filter(|point| point.n > 0);
    let first = shown().rfind(|point| point.half > top).or_else(|| shown().next()).map_or(1, |point| point.n);
    let last = shown().next_back().map_or(10, |point| point.n);
    let answer = chart.answer.unwrap_or(last).max(1);
    let (first, last) = (first.min(answer) as f64, last.max(answer) as f64);
    [first, if last > first { last } else { first * 10.0 }]
}

/// The largest half-width that is shown.
fn tallest(chart: &Planner) -> f64 {
    let most = chart.curve.iter().map(|point| point.half).filter(|half| half.is_finite()).fold(0.0, f64::max);
    let wanted = if chart.asked > 0.0 { chart.asked * TALLEST } else { most };
    let tallest = wanted.min(most).max(chart.asked * 1.2);
    if tallest > 0.0 { tallest } else { 1.0 }
}

/// The line of what was asked, named at its right end.
fn asked(drawing: &mut Drawing, plot: &Plot, chart: &Planner) {
    let y = plot.y.at(chart.asked);
    plot.across(drawing, Ink::Limit, chart.asked);
    if text_width(chart.asked_label, LABEL) < plot.width() {
        drawing.text(Ink::Text, [plot.right, y - 6.0], Anchor::End, LABEL, chart.asked_label);
    }
}

/// A line down from where the curve meets what was asked, named on the side with more room.
fn answer(drawing: &mut Drawing, plot: &Plot, chart: &Planner) {
    let Some(n) = chart.answer else { return };
    let (x, y) = (plot.x.at(n as f64), plot.y.at(chart.asked));
    drawing.rule(Ink::Intended, [x, y], [x, plot.bottom]);
    drawing.rimmed(Ink::Intended, [x, y], 5.0);
    let room = text_width(chart.answer_label, LABEL) + 10.0;
    let (at, anchor) = if x - room > plot.left { (x - 8.0, Anchor::End) } else { (x + 8.0, Anchor::Start) };
    if room < plot.width() {
        // Below the curve, which is to the left of the line only above what was asked.
        let below = (y + (plot.bottom - y) / 2.0 + 4.0).min(plot.bottom - 6.0);
        drawing.strong(Ink::Text, [at, below], anchor, LABEL, chart.answer_label);
    }
    drawing.reach([x, y], format!("Answer: {} for {}", chart.answer_label, chart.asked_label));
}

/// `2 points`.
fn points_of(half: f64, format: &dyn Format) -> String {
    format!("{} points", format.compact((half * 1000.0).round() / 10.0))
}

/// At most so many of the points, evenly.
fn picks(curve: &[HalfWidth]) -> impl Iterator<Item = HalfWidth> {
    let step = curve.len().div_ceil(ROWS).max(1);
    let shown = curve.iter().filter(|point| point.n > 0);
    shown.enumerate().filter(move |(i, _)| i.is_multiple_of(step)).map(|(_, point)| *point)
}

fn describe(chart: &Planner) -> String {
    if chart.answer.is_some() {
        format!("It takes {} for 95 of 100 runs to come within {}.", chart.answer_label, chart.asked_label)
    } else {
        format!("No number of tasks shown brings 95 of 100 runs within {}.", chart.asked_label)
    }
}

fn table(chart: &Planner, format: &dyn Format) -> Table {
    let mut table = Table::new(&["Tasks", "Within (±)"]);
    for point in picks(chart.curve) {
        let within = Cell::number(point.half, points_of(point.half, format));
        table.rows.push(vec![Cell::count(point.n, format.count(point.n)), within]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::super::format::Plain;
    use super::super::shape::Shape;
    use super::*;

    fn curve(last: u32) -> Vec<HalfWidth> {
        (0..last)
            .map(|i| libm::round(libm::pow(10.0, 1.0 + f64::from(i) / 20.0)) as u64)
            .map(|n| HalfWidth { n, half: 1.96 * (0.16 / n as f64).sqrt() })
            .collect()
    }

    fn chart(curve: &[HalfWidth], answer: Option<u64>) -> Planner<'_> {
        Planner {
            caption: Caption { title: "How many tasks?", description: "" },
            curve,
            asked: 0.02,
            asked_label: "±2 points",
            answer,
            answer_label: "1 537 tasks",
        }
    }

    #[test]
    fn the_answer_is_where_the_curve_meets_what_was_asked() {
        let curve = curve(80);
        let drawing = planner(&chart(&curve, Some(1537)), 600.0, &Plain);
        let line = drawing.marks.iter().find(|mark| mark.ink == Ink::Observed).unwrap();
        let Shape::Path { pieces, .. } = &line.shape else { panic!("{line:?}") };
        let answer = drawing.focus.last().unwrap();
        let near = pieces[0]
            .iter()
            .min_by(|a, b| (a[0] - answer.x).abs().total_cmp(&(b[0] - answer.x).abs()))
            .unwrap();
        assert!((near[1] - answer.y).abs() < 5.0, "{near:?} {answer:?}");
        assert_eq!(drawing.description, "It takes 1 537 tasks for 95 of 100 runs to come within ±2 points.");
        assert!(drawing.table.rows.len() <= ROWS);
    }

    #[test]
    fn any_curve_at_any_width() {
        let flat = [HalfWidth { n: 5, half: 0.0 }, HalfWidth { n: 6, half: 0.0 }];
        for curve in [&curve(160)[..], &[], &[HalfWidth { n: 7, half: 0.4 }], &flat] {
            for answer in [None, Some(1), Some(1_000_000_000)] {
                for width in [3.0, 320.0, 1200.0] {
                    let drawing = planner(&chart(curve, answer), width, &Plain);
                    assert!(drawing.focus.iter().all(|f| f.x.is_finite() && f.x <= width && f.y.is_finite()));
                }
            }
        }
    }
}
