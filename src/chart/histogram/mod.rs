//! The counts of many runs in bins, with the exact law laid over them.

use crate::chart::axis::{AxisSpec, Unit};
use crate::chart::bins::{Bins, span, total};
use crate::chart::drawing::{Caption, Drawing};
use crate::chart::format::Format;
use crate::chart::ink::Ink;
use crate::chart::legend::{self, Key, Swatch};
use crate::chart::plot::{FOOT, Plot, field_height};
use crate::chart::runs::{HEAD, ROWS, between, range, this_run};
use crate::chart::table::{Cell, Table};

/// The exact law of a count.
#[derive(Clone, Copy)]
pub enum Law<'a> {
    /// The probability of each count from the first on; of all others it is 0.
    Each {
        /// The first count.
        first: u64,
        /// Its probability and those of the counts after it.
        p: &'a [f64],
    },
    /// The probability of any count from the first to the second, both included.
    Between(&'a dyn Fn(u64, u64) -> f64),
}

impl std::fmt::Debug for Law<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Each { first, p } => write!(f, "Each {{ first: {first}, p: {p:?} }}"),
            Self::Between(_) => write!(f, "Between(..)"),
        }
    }
}

impl Law<'_> {
    /// The probability of any count from one to another.
    fn between(&self, [from, to]: [u64; 2]) -> f64 {
        match self {
            Self::Between(p) => p(from, to),
            Self::Each { first, p } => {
                let place = |count: u64| usize::try_from(count.saturating_sub(*first)).unwrap_or(usize::MAX);
                if to < *first {
                    return 0.0;
                }
                let (from, to) = (place(from), place(to).min(p.len().saturating_sub(1)));
                p.get(from..=to).map_or(0.0, |p| p.iter().sum())
            }
        }
    }
}

/// What a histogram shows.
#[derive(Debug, Clone, Copy)]
pub struct Histogram<'a> {
    /// Its words.
    pub caption: Caption<'a>,
    /// What is counted: `tasks sent to Review`.
    pub counted: &'a str,
    /// The counts that runs came to, rising, each with how many runs came to it.
    pub runs: &'a [(u64, u64)],
    /// The exact law, where one is known.
    pub law: Option<Law<'a>>,
    /// Counts to show in any case, such as those of the 99.9 % range.
    pub show: Option<[u64; 2]>,
    /// Where 95 % of runs lie by chance.
    pub range95: Option<[u64; 2]>,
    /// What is written above that range.
    pub range_label: &'a str,
    /// What this run came to.
    pub observed: Option<u64>,
    /// What is written there.
    pub observed_label: &'a str,
}

const FIELD: f64 = 190.0;
/// A bar for every so many pixels, and never more than so many bars.
const BAR: f64 = 11.0;
const BARS: f64 = 60.0;

/// What one bin holds.
struct Bar {
    ends: [u64; 2],
    runs: u64,
    share: f64,
    law: Option<f64>,
}

/// Draws a histogram.
#[must_use]
pub fn histogram(chart: &Histogram, width: f64, format: &dyn Format) -> Drawing {
    let mut drawing = Drawing::new(width, 0.0, chart.caption);
    let most = ((drawing.width - 70.0) / BAR).clamp(4.0, BARS) as u64;
    let bins = Bins::of(chart.runs, ends(chart), most);
    let bars = bars(chart, &bins);
    let keys = keys(chart, &bins, format);
    // The labels of range and run stand where other charts have the title of the upright axis.
    let end = HEAD + field_height(FIELD, drawing.width) + FOOT;
    drawing.height = end + legend::height(&keys, drawing.width);
    let highest = bars.iter().map(|bar| bar.share.max(bar.law.unwrap_or(0.0))).fold(0.0, f64::max);
    let top = if highest > 0.0 { highest * 1.06 } else { 1.0 };
    let x = AxisSpec { domain: bins.domain(), log: false, title: chart.counted, unit: Unit::Count };
    let y = AxisSpec { domain: [0.0, top], log: false, title: "", unit: Unit::Share };
    let mut over = drawing.clone();
    let plot = Plot::of(&mut over, [HEAD - 24.0, end], &x, &y, format);
    range(&mut drawing, &plot, chart.range95, chart.range_label);
    drawing.take(over, 0.0, 0.0);
    draw_bars(&mut drawing, &plot, &bars, format);
    law_line(&mut drawing, &plot, &bars);
    this_run(&mut drawing, &plot, chart.observed, chart.observed_label);
    legend::draw(&mut drawing, end, &keys);
    drawing.table = table(chart, format);
    drawing.describe(|| describe(chart, format));
    drawing
}

/// The least and the greatest count that is shown.
fn ends(chart: &Histogram) -> [u64; 2] {
    let pairs = [span(chart.runs), chart.show, chart.range95, chart.observed.map(|count| [count; 2])];
    let shown = pairs.into_iter().flatten();
    shown.reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1])]).unwrap_or([0, 1])
}

fn bars(chart: &Histogram, bins: &Bins) -> Vec<Bar> {
    let all = total(chart.runs).max(1) as f64;
    let bar = |(i, &runs): (usize, &u64)| {
        let ends = bins.ends(i);
        Bar { ends, runs, share: runs as f64 / all, law: chart.law.map(|law| law.between(ends)) }
    };
    bins.runs.iter().enumerate().map(bar).collect()
}

/// The left and right edge of a bin.
fn edges(plot: &Plot, bar: &Bar) -> [f64; 2] {
    [plot.x.at(bar.ends[0] as f64 - 0.5), plot.x.at(bar.ends[1] as f64 + 0.5)]
}

fn draw_bars(drawing: &mut Drawing, plot: &Plot, bars: &[Bar], format: &dyn Format) {
    for bar in bars.iter().filter(|bar| bar.runs > 0) {
        let ([left, right], y) = (edges(plot, bar), plot.y.at(bar.share).min(plot.bottom - 1.0));
        let gap = if right - left > 5.0 { 0.5 } else { 0.0 };
        drawing.rect(Ink::Runs, [left + gap, y, right - left - 2.0 * gap, plot.bottom - y], 0.0);
        let mut words = format!("{}: {} of runs", between(bar.ends, format), format.share(bar.share));
        if let Some(law) = bar.law {
            words.push_str(&format!(", {} by the law", format.share(law)));
        }
        drawing.reach([(left + right) / 2.0, y], words);
    }
}

/// The law as steps from bin to bin.
fn law_line(drawing: &mut Drawing, plot: &Plot, bars: &[Bar]) {
    let mut line = Vec::new();
    for bar in bars {
        let Some(law) = bar.law else { return };
        let y = plot.y.at(law);
        line.extend(edges(plot, bar).map(|x| [x, y]));
    }
    if let ([first, ..], [.., last]) = (line.as_slice(), line.as_slice()) {
        let (from, to) = ([first[0], plot.bottom], [last[0], plot.bottom]);
        line.insert(0, from);
        line.push(to);
        drawing.line(Ink::Law, line);
    }
}

fn keys(chart: &Histogram, bins: &Bins, format: &dyn Format) -> Vec<Key> {
    let mut keys = Vec::new();
    if total(chart.runs) > 0 {
        let each = match bins.width {
            1 => "share of runs".to_owned(),
            width => format!("share of runs, {} counts a bar", format.count(width)),
        };
        keys.push((Swatch::Bar(Ink::Runs), each));
    }
    if chart.law.is_some() {
        keys.push((Swatch::Line(Ink::Law), "exact law".to_owned()));
    }
    if chart.range95.is_some() {
        keys.push((Swatch::Field95, "95 % of runs by chance".to_owned()));
    }
    if chart.observed.is_some() {
        keys.push((Swatch::Line(Ink::Observed), "this run".to_owned()));
    }
    keys
}

fn describe(chart: &Histogram, format: &dyn Format) -> String {
    let mut words = match span(chart.runs) {
        Some(ends) => {
            format!("{} runs came to {}.", format.count(total(chart.runs)), between(ends, format))
        }
        None => "No runs yet.".to_owned(),
    };
    for label in [chart.range_label, chart.observed_label] {
        if !label.is_empty() {
            words.push_str(&format!(" {label}."));
        }
    }
    words
}

fn table(chart: &Histogram, format: &dyn Format) -> Table {
    let mut table = Table::new(&["From", "To", "Runs", "Share of runs", "By the law"]);
    if chart.law.is_none() {
        table.headers.pop();
    }
    let bins = Bins::of(chart.runs, ends(chart), ROWS);
    for bar in bars(chart, &bins).iter().filter(|bar| bar.runs > 0 || bar.law.is_some()) {
        let mut row: Vec<Cell> = bar.ends.map(|count| Cell::count(count, format.count(count))).into();
        row.push(Cell::count(bar.runs, format.count(bar.runs)));
        row.extend(
            [Some(bar.share), bar.law].into_iter().flatten().map(|s| Cell::number(s, format.share(s))),
        );
        table.rows.push(row);
    }
    table
}

#[cfg(test)]
mod tests;
