//! The chance that an output gets nothing, against the number of tasks.

use super::axis::{AxisSpec, Unit};
use super::drawing::{Caption, Drawing};
use super::format::{Format, tasks};
use super::ink::Ink;
use super::legend::{self, Key, Swatch};
use super::plot::{FOOT, LABEL, Plot, field_height};
use super::runs::{HEAD, above};
use super::shape::Anchor;
use super::table::{Cell, Table};
use super::text::{fit, width as text_width};
use super::thin::thin;

/// How likely outputs get none of so many tasks.
#[derive(Debug, Clone, PartialEq)]
pub struct Emptiness {
    /// Tasks.
    pub n: u64,
    /// The chance that at least one of the outputs gets none.
    pub any: f64,
    /// The chance of each output to get none.
    pub outputs: Vec<f64>,
}

/// What the chart shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EmptyOutputs<'a> {
    /// Its words.
    pub caption: Caption<'a>,
    /// What the outputs are called.
    pub outputs: &'a [String],
    /// Rising in tasks; what was asked and the answer are among them.
    pub curve: &'a [Emptiness],
    /// The number of tasks asked about.
    pub asked: u64,
    /// What it comes to: `10 tasks: 10.7 %`.
    pub asked_label: &'a str,
    /// The chance to keep under.
    pub level: f64,
    /// The fewest tasks that keep under it; `None` if none do.
    pub answer: Option<u64>,
    /// How that reads: `from 14 tasks on: at most 5 %`.
    pub answer_label: &'a str,
}

const FIELD: f64 = 210.0;
/// The most rows that the table has, but for what was asked and the answer.
const ROWS: usize = 40;

/// Draws the chance that an output gets none against the number of tasks, on logarithms: there the
/// curve of half the share is the same one farther right.
#[must_use]
pub fn empty_outputs(chart: &EmptyOutputs, width: f64, format: &dyn Format) -> Drawing {
    let mut drawing = Drawing::new(width, 0.0, chart.caption);
    let keys = keys(chart, format);
    // The labels of both numbers of tasks stand where other charts have the title of the upright axis.
    let end = HEAD + field_height(FIELD, drawing.width) + FOOT;
    drawing.height = end + legend::height(&keys, drawing.width);
    let x = AxisSpec { domain: along(chart), log: true, title: "Tasks", unit: Unit::Count };
    let y = AxisSpec { domain: [0.0, 1.0], log: false, title: "", unit: Unit::Share };
    let plot = Plot::of(&mut drawing, [HEAD - 24.0, end], &x, &y, format);
    level(&mut drawing, &plot, chart, format);
    curves(&mut drawing, &plot, chart);
    answer(&mut drawing, &plot, chart);
    asked(&mut drawing, &plot, chart);
    for point in picks(chart) {
        drawing.reach([plot.x.at(point.n as f64), plot.y.at(point.any)], words(chart, point, format));
    }
    legend::draw(&mut drawing, end, &keys);
    drawing.table = table(chart, format);
    drawing.describe(|| describe(chart));
    drawing
}

/// The numbers of tasks that are shown.
fn along(chart: &EmptyOutputs) -> [f64; 2] {
    let ns = || chart.curve.iter().map(|point| point.n).chain([chart.asked]).chain(chart.answer);
    let first = ns().min().unwrap_or(1).max(1) as f64;
    let last = ns().max().unwrap_or(1) as f64;
    [first, if last > first { last } else { first * 10.0 }]
}

/// The line of the chance to keep under, named at its right end.
fn level(drawing: &mut Drawing, plot: &Plot, chart: &EmptyOutputs, format: &dyn Format) {
    plot.across(drawing, Ink::Limit, chart.level);
    let label = format.share(chart.level);
    if text_width(&label, LABEL) + 9.0 < plot.width() {
        let at = [plot.right - 9.0, plot.y.at(chart.level) - 6.0];
        drawing.rimmed_text(Ink::Text, at, Anchor::End, LABEL, label);
    }
}

fn curves(drawing: &mut Drawing, plot: &Plot, chart: &EmptyOutputs) {
    let points = || chart.curve.iter().filter(|point| point.n > 0);
    let mut curve = |ink: Ink, chance: &dyn Fn(&Emptiness) -> f64| {
        let at = |point: &Emptiness| [plot.x.at(point.n as f64), plot.y.at(chance(point))];
        drawing.line(ink, thin(&points().map(at).collect::<Vec<_>>()));
    };
    for output in 0..chart.outputs.len() {
        curve(Ink::Trail, &|point| point.outputs.get(output).copied().unwrap_or(0.0));
    }
    curve(Ink::Observed, &|point| point.any);
}

/// A line at the number from which on the chance is small, and a ring where it becomes so.
fn answer(drawing: &mut Drawing, plot: &Plot, chart: &EmptyOutputs) {
    let Some(n) = chart.answer else { return };
    let x = plot.x.at(n as f64);
    drawing.rule(Ink::Limit, [x, 19.0], [x, plot.bottom]);
    above(drawing, x, 14.0, Ink::Muted, chart.answer_label);
    let at = [x, plot.y.at(chance_at(chart, n))];
    drawing.dot(Ink::Surface, at, 5.5);
    drawing.ring(Ink::Observed, at, 4.5);
}

/// A line at the number asked about, and a dot at its chance.
fn asked(drawing: &mut Drawing, plot: &Plot, chart: &EmptyOutputs) {
    let x = plot.x.at(chart.asked as f64);
    drawing.rule(Ink::Intended, [x, HEAD - 2.0], [x, plot.bottom]);
    drawing.rimmed(Ink::Intended, [x, plot.y.at(chance_at(chart, chart.asked))], 5.0);
    // The line of the answer may run behind the label.
    let label = fit(chart.asked_label, LABEL, drawing.width);
    let w = text_width(&label, LABEL).min(drawing.width);
    let left = (x - w / 2.0).min(drawing.width - w).max(0.0);
    drawing.rect(Ink::Surface, [left - 2.0, HEAD - 22.0, w + 4.0, 19.0], 0.0);
    above(drawing, x, HEAD - 8.0, Ink::Text, &label);
}

/// The chance that any output gets none of a number of tasks of the curve.
fn chance_at(chart: &EmptyOutputs, n: u64) -> f64 {
    chart.curve.iter().find(|point| point.n == n).map_or(0.0, |point| point.any)
}

/// At most so many of the points, evenly, with what was asked and the answer.
fn picks<'a>(chart: &EmptyOutputs<'a>) -> impl Iterator<Item = &'a Emptiness> {
    let step = chart.curve.len().div_ceil(ROWS).max(1);
    let marked = [Some(chart.asked), chart.answer];
    let shown = chart.curve.iter().filter(|point| point.n > 0).enumerate();
    shown
        .filter(move |(i, point)| i.is_multiple_of(step) || marked.contains(&Some(point.n)))
        .map(|(_, point)| point)
}

/// What a point says, and whether it is what was asked or the answer.
fn words(chart: &EmptyOutputs, point: &Emptiness, format: &dyn Format) -> String {
    let role = match point.n {
        n if n == chart.asked => "Asked: ",
        n if Some(n) == chart.answer => "Answer: ",
        _ => "",
    };
    let (n, chance) = (tasks(point.n, format), rare(point.any, format));
    format!("{role}{n}: {chance} of runs leave some output with none")
}

/// A chance as a percentage, and not as nothing where it is tiny.
fn rare(chance: f64, format: &dyn Format) -> String {
    const LEAST: f64 = 0.000_01;
    if chance > 0.0 && chance < LEAST {
        format!("under {}", format.share(LEAST))
    } else {
        format.share(chance)
    }
}

fn keys(chart: &EmptyOutputs, format: &dyn Format) -> Vec<Key> {
    let mut keys = vec![(Swatch::Line(Ink::Observed), "some output gets none".to_owned())];
    if !chart.outputs.is_empty() {
        keys.push((Swatch::Line(Ink::Trail), "each output alone, the smallest share last".to_owned()));
    }
    keys.push((Swatch::Dot(Ink::Intended), "asked about".to_owned()));
    if chart.answer.is_some() {
        keys.push((
            Swatch::Ring(Ink::Observed),
            format!("at most {} from here on", format.share(chart.level)),
        ));
    }
    keys
}

fn describe(chart: &EmptyOutputs) -> String {
    let fall = "The chance that some output gets none falls from all runs to hardly any as tasks grow.";
    let answer = if chart.answer.is_some() { format!(" {}.", chart.answer_label) } else { String::new() };
    format!("{fall} {}.{answer}", chart.asked_label)
}

fn table(chart: &EmptyOutputs, format: &dyn Format) -> Table {
    let mut table = Table::new(&["Tasks", "Some output gets none"]);
    table.headers.extend(chart.outputs.iter().cloned());
    for point in picks(chart) {
        let mut row = vec![Cell::count(point.n, format.count(point.n))];
        let each = (0..chart.outputs.len()).map(|i| point.outputs.get(i).copied().unwrap_or(0.0));
        row.extend([point.any].into_iter().chain(each).map(|p| Cell::number(p, rare(p, format))));
        table.rows.push(row);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::super::format::Plain;
    use super::super::shape::Shape;
    use super::*;

    fn curve(ns: impl IntoIterator<Item = u64>) -> Vec<Emptiness> {
        let point = |n: u64| {
            let [first, second] = [0.8, 0.2].map(|rest| libm::pow(rest, n as f64));
            Emptiness { n, any: (first + second).min(1.0), outputs: vec![first, second] }
        };
        ns.into_iter().map(point).collect()
    }

    fn chart<'a>(outputs: &'a [String], curve: &'a [Emptiness], answer: Option<u64>) -> EmptyOutputs<'a> {
        EmptyOutputs {
            caption: Caption { title: "Could an output get nothing?", description: "" },
            outputs,
            curve,
            asked: 10,
            asked_label: "10 tasks: 10.7 %",
            level: 0.05,
            answer,
            answer_label: "from 14 tasks on: at most 5 %",
        }
    }

    #[test]
    fn asked_and_answer_are_on_the_curve_and_in_the_table() {
        let (outputs, curve) = (["Review", "Pass"].map(str::to_owned), curve(1..=120));
        let drawing = empty_outputs(&chart(&outputs, &curve, Some(14)), 600.0, &Plain);
        let line = drawing.marks.iter().find(|mark| mark.ink == Ink::Observed).unwrap();
        let Shape::Path { pieces, .. } = &line.shape else { panic!("{line:?}") };
        let at = |role: &str| drawing.focus.iter().find(|focus| focus.label.starts_with(role)).unwrap();
        for focus in [at("Asked"), at("Answer")] {
            assert!(pieces[0].iter().any(|[x, y]| (x - focus.x).abs() < 0.1 && (y - focus.y).abs() < 0.1));
        }
        assert_eq!(
            at("Asked").label,
            "Asked: 10\u{a0}tasks: 10.7\u{a0}% of runs leave some output with none"
        );
        let row = drawing.table.rows.iter().find(|row| row[0].exact == "14").unwrap();
        assert_eq!((row[1].shown.as_str(), row[2].shown.as_str()), ("4.4\u{a0}%", "4.4\u{a0}%"));
        assert_eq!(row[3].shown, "under 0.001\u{a0}%");
        assert_eq!(drawing.table.headers, ["Tasks", "Some output gets none", "Review", "Pass"]);
        assert!(
            drawing.table.rows.len() <= ROWS + 2 && drawing.table.rows.iter().any(|r| r[0].exact == "10")
        );
    }

    #[test]
    fn any_curve_at_any_width() {
        let outputs = ["Review", "Pass"].map(str::to_owned);
        for curve in [curve([]), curve([10]), curve([1, 10, 1_000_000_000]), curve(1..=400)] {
            for answer in [None, Some(10), Some(1_000_000_000)] {
                for width in [3.0, 320.0, 1200.0] {
                    let drawing = empty_outputs(&chart(&outputs, &curve, answer), width, &Plain);
                    assert!(drawing.focus.iter().all(|f| f.x.is_finite() && f.x <= width && f.y.is_finite()));
                }
            }
        }
    }
}
