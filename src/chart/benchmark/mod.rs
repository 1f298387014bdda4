//! What two annotators come to on a benchmark, and how often its mark is wrong about each.

mod hatch;

use super::axis::{AxisSpec, Unit};
use super::bins::widths;
use super::drawing::{Caption, Drawing};
use super::format::Format;
use super::ink::Ink;
use super::legend::{self, Key, Swatch};
use super::plot::{FOOT, LABEL, Plot, field_height};
use super::runs::{HEAD, ROWS, above, between};
use super::shape::Anchor;
use super::table::{Cell, Table};
use super::text::width as text_width;
pub(super) use hatch::{Lean, hatch};

/// One of the two annotators.
#[derive(Clone, Copy)]
pub struct Annotator<'a> {
    /// What it is called, in a word: `good`.
    pub name: &'a str,
    /// The same with its accuracy: `good: right in 95 %`.
    pub label: &'a str,
    /// The chance of any number of right answers from the first to the second, both included.
    pub law: &'a dyn Fn(u64, u64) -> f64,
    /// How often the mark is wrong about it: `good one fails: 4.6 %`.
    pub wrong_label: &'a str,
}

impl std::fmt::Debug for Annotator<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Annotator").field("label", &self.label).finish_non_exhaustive()
    }
}

/// What the chart shows.
#[derive(Debug, Clone, Copy)]
pub struct Benchmark<'a> {
    /// Its words.
    pub caption: Caption<'a>,
    /// Tasks of the benchmark.
    pub tasks: u64,
    /// The fewest right answers that pass.
    pub pass_from: u64,
    /// How that reads: `85 of 93 right to pass`.
    pub mark_label: &'a str,
    /// Who should pass.
    pub good: Annotator<'a>,
    /// Who should fail.
    pub bad: Annotator<'a>,
    /// The right answers to show: those that either comes to now and then.
    pub show: [u64; 2],
}

const FIELD: f64 = 210.0;
/// A step for every so many pixels, and never more than so many steps.
const STEP: f64 = 4.0;
const STEPS: f64 = 120.0;
/// What rises less, in pixels, is not seen.
const FLAT: f64 = 0.5;

/// So many right answers, and how likely each annotator comes to them.
struct Step {
    ends: [u64; 2],
    good: f64,
    bad: f64,
}

/// Draws the laws of both annotators' right answers, with the mark between them. Where it is wrong about
/// one of them, what is under that one's law is hatched.
#[must_use]
pub fn benchmark(chart: &Benchmark, width: f64, format: &dyn Format) -> Drawing {
    let mut drawing = Drawing::new(width, 0.0, chart.caption);
    let most = ((drawing.width - 70.0) / STEP).clamp(4.0, STEPS) as u64;
    let steps = steps(chart, most);
    let keys = keys(chart, &steps, format);
    let end = HEAD + field_height(FIELD, drawing.width) + FOOT;
    drawing.height = end + legend::height(&keys, drawing.width);
    let highest = steps.iter().map(|step| step.good.max(step.bad)).fold(0.0, f64::max);
    // The names stand above the laws.
    let top = if highest > 0.0 { highest * 1.16 } else { 1.0 };
    let x = AxisSpec { domain: domain(&steps), log: false, title: "Right answers", unit: Unit::Count };
    let y = AxisSpec { domain: [0.0, top], log: false, title: "", unit: Unit::Share };
    let plot = Plot::of(&mut drawing, [HEAD - 24.0, end], &x, &y, format);
    wrong(&mut drawing, &plot, chart, &steps);
    outline(&mut drawing, &plot, Ink::Second, &steps, |step| step.bad);
    outline(&mut drawing, &plot, Ink::First, &steps, |step| step.good);
    mark(&mut drawing, &plot, chart);
    names(&mut drawing, &plot, chart, &steps);
    for step in &steps {
        let [left, right] = edges(&plot, step);
        let at = [(left + right) / 2.0, plot.y.at(step.good.max(step.bad))];
        drawing.reach(at, words(chart, step, format));
    }
    drawing.reach([plot.x.at(chart.pass_from as f64 - 0.5), plot.top], mark_words(chart));
    legend::draw(&mut drawing, end, &keys);
    drawing.table = table(chart, format);
    drawing.describe(|| format!("{}.", mark_words(chart)));
    drawing
}

fn steps(chart: &Benchmark, most: u64) -> Vec<Step> {
    let step = |ends: [u64; 2]| {
        let law = |annotator: &Annotator| (annotator.law)(ends[0], ends[1]);
        Step { ends, good: law(&chart.good), bad: law(&chart.bad) }
    };
    ends(chart, most).into_iter().map(step).collect()
}

/// The right answers in at most about so many parts of the same width; one of them begins at the mark,
/// so that none is half a pass.
fn ends(chart: &Benchmark, most: u64) -> Vec<[u64; 2]> {
    let mark = chart.pass_from.min(chart.tasks);
    let (low, high) = (chart.show[0].min(mark), chart.show[1].min(chart.tasks).max(mark));
    let span = high - low;
    let width = widths().find(|width| span / width < most.max(1)).unwrap_or(u64::MAX);
    let mut ends = Vec::new();
    let mut to = mark;
    while to > low {
        let from = to.saturating_sub(width);
        ends.push([from, to - 1]);
        to = from;
    }
    ends.reverse();
    let mut from = mark;
    while from <= high {
        let to = from.saturating_add(width - 1).min(chart.tasks);
        ends.push([from, to]);
        from = to.saturating_add(1);
    }
    ends
}

/// The ends of what all steps cover, half an answer beyond the outermost.
fn domain(steps: &[Step]) -> [f64; 2] {
    match steps {
        [first, .., last] => [first.ends[0] as f64 - 0.5, last.ends[1] as f64 + 0.5],
        [only] => [only.ends[0] as f64 - 0.5, only.ends[1] as f64 + 0.5],
        [] => [0.0, 1.0],
    }
}

/// The left and right edge of a step.
fn edges(plot: &Plot, step: &Step) -> [f64; 2] {
    [plot.x.at(step.ends[0] as f64 - 0.5), plot.x.at(step.ends[1] as f64 + 0.5)]
}

fn passes(chart: &Benchmark, step: &Step) -> bool {
    step.ends[0] >= chart.pass_from
}

/// Hatches where the mark is wrong: the good one below it, the bad one from it on.
fn wrong(drawing: &mut Drawing, plot: &Plot, chart: &Benchmark, steps: &[Step]) {
    let bars = |is_bad: bool| {
        let wrong = steps.iter().filter(move |step| passes(chart, step) == is_bad);
        let bar = move |step: &Step| {
            let [left, right] = edges(plot, step);
            [left, plot.y.at(if is_bad { step.bad } else { step.good }), right, plot.bottom]
        };
        // As far as the outline goes.
        wrong.map(bar).filter(|[_, top, _, bottom]| bottom - top > FLAT)
    };
    drawing.lines(Ink::Second, hatch(bars(true), Lean::Left));
    drawing.lines(Ink::First, hatch(bars(false), Lean::Right));
}

/// A law as steps, as far as they rise above the axis.
fn outline(drawing: &mut Drawing, plot: &Plot, ink: Ink, steps: &[Step], law: impl Fn(&Step) -> f64) {
    let height = |step: &Step| plot.bottom - plot.y.at(law(step));
    let rises = |step: &Step| height(step) > FLAT;
    let first = steps.iter().position(rises).unwrap_or(0);
    let last = steps.iter().rposition(rises).map_or(0, |last| last + 1);
    let risen = steps.get(first..last).unwrap_or(&[]);
    let (Some(begin), Some(end)) = (risen.first(), risen.last()) else { return };
    let mut line = vec![[edges(plot, begin)[0], plot.bottom]];
    for step in risen {
        line.extend(edges(plot, step).map(|x| [x, plot.y.at(law(step))]));
    }
    line.push([edges(plot, end)[1], plot.bottom]);
    drawing.line(ink, line);
}

/// The mark, with what is on either side of it.
fn mark(drawing: &mut Drawing, plot: &Plot, chart: &Benchmark) {
    let x = plot.x.at(chart.pass_from as f64 - 0.5);
    drawing.rule(Ink::Intended, [x, 20.0], [x, plot.bottom]);
    above(drawing, x, 14.0, Ink::Text, chart.mark_label);
    let (fails, passes) = ("← fails", "passes →");
    if text_width(fails, LABEL) + 8.0 <= x {
        drawing.text(Ink::Muted, [x - 8.0, HEAD - 8.0], Anchor::End, LABEL, fails);
    }
    if text_width(passes, LABEL) + 8.0 <= drawing.width - x {
        drawing.text(Ink::Muted, [x + 8.0, HEAD - 8.0], Anchor::Start, LABEL, passes);
    }
}

/// Each annotator's name above its law, on its own side of the mark, where there is room.
fn names(drawing: &mut Drawing, plot: &Plot, chart: &Benchmark, steps: &[Step]) {
    let x = plot.x.at(chart.pass_from as f64 - 0.5);
    let sides = [
        (&chart.bad, [plot.left + 4.0, x - 6.0], (|step| step.bad) as fn(&Step) -> f64),
        (&chart.good, [x + 6.0, drawing.width], |step| step.good),
    ];
    for (annotator, [left, right], law) in sides {
        let Some(peak) = steps.iter().max_by(|a, b| law(a).total_cmp(&law(b))) else { continue };
        let fits = |label: &&&str| text_width(label, LABEL) <= right - left;
        let Some(label) = [&annotator.label, &annotator.name].into_iter().find(fits) else { continue };
        let half = text_width(label, LABEL) / 2.0;
        let [from, to] = edges(plot, peak);
        let middle = ((from + to) / 2.0).min(right - half).max(left + half);
        let at = [middle, plot.y.at(law(peak)) - 7.0];
        drawing.rimmed_text(Ink::Text, at, Anchor::Middle, LABEL, (*label).to_owned());
    }
}

fn words(chart: &Benchmark, step: &Step, format: &dyn Format) -> String {
    let (right, result) = (between(step.ends, format), if passes(chart, step) { "passes" } else { "fails" });
    let [good, bad] = [step.good, step.bad].map(|chance| format.share(chance));
    let [good_one, bad_one] = [chart.good.name, chart.bad.name];
    format!("{right} right, {result}: {good_one} in {good}, {bad_one} in {bad}")
}

fn mark_words(chart: &Benchmark) -> String {
    let Benchmark { mark_label, good, bad, .. } = chart;
    format!("{mark_label}; {}, {}", good.wrong_label, bad.wrong_label)
}

fn keys(chart: &Benchmark, steps: &[Step], format: &dyn Format) -> Vec<Key> {
    let mut keys = vec![
        (Swatch::Line(Ink::First), chart.good.label.to_owned()),
        (Swatch::Line(Ink::Second), chart.bad.label.to_owned()),
        (Swatch::Hatch(Ink::First, Lean::Right), chart.good.wrong_label.to_owned()),
        (Swatch::Hatch(Ink::Second, Lean::Left), chart.bad.wrong_label.to_owned()),
    ];
    let widest = steps.iter().map(|step| step.ends[1] - step.ends[0] + 1).max().unwrap_or(1);
    if widest > 1 {
        keys.push((Swatch::None, format!("{} numbers a step", format.count(widest))));
    }
    keys
}

/// The outermost rows take in all that is beyond what is shown.
fn table(chart: &Benchmark, format: &dyn Format) -> Table {
    let headers = ["From right", "To right", chart.good.label, chart.bad.label, "Result"];
    let mut table = Table::new(&headers);
    let mut ends = ends(chart, ROWS);
    if let Some(first) = ends.first_mut() {
        first[0] = 0;
    }
    if let Some(last) = ends.last_mut() {
        last[1] = chart.tasks;
    }
    for [from, to] in ends {
        let result = if from >= chart.pass_from { "passes" } else { "fails" };
        let mut row: Vec<Cell> = [from, to].map(|n| Cell::count(n, format.count(n))).into();
        let chances = [&chart.good, &chart.bad].map(|annotator| (annotator.law)(from, to));
        row.extend(chances.map(|chance| Cell::number(chance, format.share(chance))));
        row.push(Cell::text(result));
        table.rows.push(row);
    }
    table
}

#[cfg(test)]
mod tests;
