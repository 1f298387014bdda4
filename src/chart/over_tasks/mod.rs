//! What becomes of a share as tasks go by: its percentage settles, its count does not.

mod words;

use words::{describe, keys, read_out, table};

use crate::chart::axis::{AxisSpec, Unit};
use crate::chart::drawing::{Caption, Drawing, Sheet};
use crate::chart::format::Format;
use crate::chart::ink::Ink;
use crate::chart::legend;
use crate::chart::plot::{FOOT, Plot, field_height};
use crate::chart::thin::{clip, thin};
use crate::chart::trail::{Limits, Reached, milestones};

/// What the two charts show.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OverTasks<'a> {
    /// Their words.
    pub caption: Caption<'a>,
    /// The share asked for, from 0 to 1.
    pub intended: f64,
    /// This run, rising in tasks.
    pub trail: &'a [Reached],
    /// Other runs, drawn faintly.
    pub others: &'a [&'a [Reached]],
    /// Where 95 % of runs are after each number of tasks alone.
    pub pointwise: &'a [Limits],
    /// Where 95 % of runs are after all numbers of tasks at once.
    pub anytime: &'a [Limits],
    /// Whether equal steps along are equal factors.
    pub log: bool,
}

/// What one of the two measures.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Measure {
    Percent,
    Count,
}

const FIELD: f64 = 210.0;
/// The title of the upright axis stands above the field.
const HEAD: f64 = 24.0;
/// From this width on, both charts stand side by side.
const BESIDE: f64 = 640.0;
const GAP: f64 = 28.0;

/// The share of the tasks so far, which runs into its funnel.
#[must_use]
pub fn funnel_over_tasks(chart: &OverTasks, width: f64, format: &dyn Format) -> Drawing {
    alone(chart, Measure::Percent, width, format)
}

/// The count less the one to be expected, whose band grows wider.
#[must_use]
pub fn drift(chart: &OverTasks, width: f64, format: &dyn Format) -> Drawing {
    alone(chart, Measure::Count, width, format)
}

/// Both, side by side where there is room, else one above the other.
#[must_use]
pub fn percent_and_count(chart: &OverTasks, sheet: impl Into<Sheet>, format: &dyn Format) -> Drawing {
    let sheet = sheet.into();
    let mut drawing = Drawing::new(sheet.width, 0.0, chart.caption);
    let beside = sheet.width >= BESIDE;
    let each = if beside { (drawing.width - GAP) / 2.0 } else { drawing.width };
    let (percent, count) =
        (field(chart, Measure::Percent, each, format), field(chart, Measure::Count, each, format));
    let below = percent.height + 16.0;
    let end = if beside { percent.height } else { below + count.height };
    drawing.take(percent, 0.0, 0.0);
    drawing.take(count, if beside { each + GAP } else { 0.0 }, if beside { 0.0 } else { below });
    finish(drawing, chart, end, sheet, format)
}

fn alone(chart: &OverTasks, measure: Measure, width: f64, format: &dyn Format) -> Drawing {
    let mut drawing = Drawing::new(width, 0.0, chart.caption);
    let field = field(chart, measure, drawing.width, format);
    let end = field.height;
    drawing.take(field, 0.0, 0.0);
    finish(drawing, chart, end, width.into(), format)
}

/// Legend, table and words, which both charts share.
fn finish(mut drawing: Drawing, chart: &OverTasks, end: f64, sheet: Sheet, format: &dyn Format) -> Drawing {
    let keys = keys(chart);
    drawing.height = end + legend::height(&keys, drawing.width);
    legend::draw(&mut drawing, end, &keys);
    drawing.number(sheet, || table(chart, format));
    drawing.describe(|| describe(chart, format));
    drawing
}

/// One chart without legend and words.
fn field(chart: &OverTasks, measure: Measure, width: f64, format: &dyn Format) -> Drawing {
    let height = HEAD + field_height(FIELD, width) + FOOT;
    let mut drawing = Drawing::new(width, height, Caption::default());
    let (title, unit) = match measure {
        Measure::Percent => ("Share of tasks so far", Unit::Share),
        Measure::Count => ("Tasks more or fewer than expected", Unit::Signed),
    };
    let along = along(chart);
    let x = AxisSpec { domain: along, log: chart.log, title: "Tasks so far", unit: Unit::Count };
    let y = AxisSpec { domain: upright(chart, measure, along), log: false, title, unit };
    let mut over = drawing.clone();
    let plot = Plot::of(&mut over, [0.0, drawing.height], &x, &y, format);
    // The scales are known only once there are axes, which lie beneath the bands all the same.
    drawing.take(over, 0.0, 0.0);
    band(&mut drawing, &plot, chart, measure, chart.anytime, [Ink::Band999, Ink::Edge999]);
    band(&mut drawing, &plot, chart, measure, chart.pointwise, [Ink::Band95, Ink::Edge95]);
    let target = if measure == Measure::Percent { chart.intended } else { 0.0 };
    plot.across(&mut drawing, Ink::Intended, target);
    // All of them in one shape: they are looked at together.
    let others = chart.others.iter().flat_map(|trail| pieces(&plot, &places(&plot, chart, measure, trail)));
    drawing.lines(Ink::Trail, others.collect());
    let own = places(&plot, chart, measure, chart.trail);
    drawing.lines(Ink::Observed, pieces(&plot, &own));
    if let Some(&[x, y]) = own.last() {
        drawing.rimmed(Ink::Observed, [x, y.max(plot.top).min(plot.bottom)], 4.5);
    }
    for point in milestones(chart.trail) {
        let place = [plot.x.at(point.n as f64), plot.y.at(value(chart, measure, point))];
        drawing.reach(place, read_out(chart, measure, point, format));
    }
    drawing
}

fn value(chart: &OverTasks, measure: Measure, point: Reached) -> f64 {
    match measure {
        Measure::Percent => point.share(),
        Measure::Count => point.excess(chart.intended),
    }
}

fn ends(chart: &OverTasks, measure: Measure, limits: Limits) -> [f64; 2] {
    match measure {
        Measure::Percent => [limits.low, limits.high],
        Measure::Count => limits.excess(chart.intended),
    }
}

/// The numbers of tasks that are shown.
fn along(chart: &OverTasks) -> [f64; 2] {
    let trails = std::iter::once(&chart.trail).chain(chart.others);
    let reached = trails.flat_map(|trail| trail.last()).map(|point| point.n);
    let limits = [chart.pointwise, chart.anytime].into_iter().filter_map(|limits| limits.last());
    let last = reached.chain(limits.map(|limit| limit.n)).max().unwrap_or(1).max(2);
    let first = if chart.log { 1.0 } else { 0.0 };
    [first, last as f64]
}

/// The values that are shown. On a straight axis the first few tasks would take up all the
/// height, so that what comes after a fiftieth of them decides.
fn upright(chart: &OverTasks, measure: Measure, along: [f64; 2]) -> [f64; 2] {
    let from = if chart.log || measure == Measure::Count { 0.0 } else { along[1] / 50.0 };
    let trails = std::iter::once(&chart.trail).chain(chart.others);
    let points = trails.flat_map(|trail| trail.iter()).filter(|point| point.n > 0 && point.n as f64 >= from);
    let limits = [chart.pointwise, chart.anytime].into_iter().flatten();
    let limits = limits.filter(|limit| limit.n as f64 >= from).flat_map(|limit| ends(chart, measure, *limit));
    let target = if measure == Measure::Percent { chart.intended } else { 0.0 };
    let values = points.map(|point| value(chart, measure, *point)).chain(limits).filter(|v| v.is_finite());
    let [low, high] = values.fold([target; 2], |[low, high], v| [low.min(v), high.max(v)]);
    let least = if measure == Measure::Percent { 1e-9 } else { 1.0 };
    let margin = (0.05 * (high - low)).max(least);
    match measure {
        Measure::Percent if high - low < 1e-9 => [0.0, 1.0],
        Measure::Percent => [(low - margin).max(0.0), (high + margin).min(1.0)],
        Measure::Count => [low - margin, high + margin],
    }
}

fn band(
    d: &mut Drawing,
    plot: &Plot,
    chart: &OverTasks,
    measure: Measure,
    limits: &[Limits],
    inks: [Ink; 2],
) {
    let edge = |end: usize| -> Vec<[f64; 2]> {
        let shown = limits.iter().filter(|limit| limit.n as f64 >= plot.x.domain[0]);
        let points = shown.filter_map(|limit| {
            let value = ends(chart, measure, *limit).get(end).copied()?;
            Some([plot.x.at(limit.n as f64), plot.y.beyond(value)])
        });
        points.collect()
    };
    plot.band(d, [&edge(0), &edge(1)], inks);
}

/// Where a run's line goes, thinned to the pixels.
fn places(plot: &Plot, chart: &OverTasks, measure: Measure, trail: &[Reached]) -> Vec<[f64; 2]> {
    let points = trail.iter().filter(|point| point.n > 0);
    let points = points.map(|p| [plot.x.at(p.n as f64), plot.y.beyond(value(chart, measure, *p))]);
    thin(&points.collect::<Vec<_>>())
}

/// What of a line is within the field.
fn pieces(plot: &Plot, points: &[[f64; 2]]) -> Vec<Vec<[f64; 2]>> {
    clip(points, [plot.top, plot.bottom])
}

#[cfg(test)]
mod tests;
