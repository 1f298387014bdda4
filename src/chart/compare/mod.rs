//! Two designs beside each other: the shares of each output as a pair of dots, and their
//! difference with its range.

use crate::chart::axis::{AxisSpec, Unit};
use crate::chart::drawing::{Caption, Drawing};
use crate::chart::format::Format;
use crate::chart::ink::Ink;
use crate::chart::legend::{self, Key, Swatch};
use crate::chart::plot::{FOOT, LABEL, NAME, Plot, Rows};
use crate::chart::scale::Scale;
use crate::chart::shape::Anchor;
use crate::chart::table::{Cell, Table};
use crate::chart::text::{self, fit};

/// One output of both designs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair<'a> {
    /// The output's name.
    pub name: &'a str,
    /// Its share in each design; `None` where a design has no such output.
    pub shares: [Option<f64>; 2],
    /// The second share less the first.
    pub difference: Option<f64>,
    /// The range of that difference.
    pub range: Option<[f64; 2]>,
    /// How both read: `+3 points (1 to 5)`.
    pub label: &'a str,
}

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Compare<'a> {
    /// The chart's words.
    pub caption: Caption<'a>,
    /// What the two designs are called.
    pub designs: [&'a str; 2],
    /// What the range of the difference holds: `95 % of runs`.
    pub range_of: &'a str,
    /// The outputs.
    pub pairs: &'a [Pair<'a>],
}

/// From this width on, words stand beside the fields and not above them.
const WIDE: f64 = 600.0;
/// Between the two fields.
const GAP: f64 = 36.0;

/// Where the two fields are.
struct Fields {
    shares: (AxisSpec<'static>, Scale),
    differences: (AxisSpec<'static>, Scale),
    /// Where words on the right begin, in a wide chart.
    words: Option<f64>,
    rows: Rows,
}

/// Draws the comparison.
#[must_use]
pub fn compare(chart: &Compare, width: f64, format: &dyn Format) -> Drawing {
    let mut drawing = Drawing::new(width, 0.0, chart.caption);
    let fields = fields(chart.pairs, drawing.width);
    let bottom = fields.rows.middle(chart.pairs.len()) - fields.rows.step + fields.rows.reach.max(17.0);
    for (spec, scale) in [&fields.shares, &fields.differences] {
        Plot::leaders(&mut drawing, spec, scale.range, fields.rows, format);
        Plot::below(&mut drawing, spec, scale.range, bottom, format);
    }
    for (i, pair) in chart.pairs.iter().enumerate() {
        row(&mut drawing, &fields, pair, fields.rows.middle(i), format);
    }
    let keys = keys(chart);
    drawing.height = bottom + FOOT + legend::height(&keys, drawing.width);
    legend::draw(&mut drawing, bottom + FOOT, &keys);
    drawing.table = table(chart, format);
    drawing.describe(|| describe(chart));
    drawing
}

fn fields(pairs: &[Pair], width: f64) -> Fields {
    let words = (width >= WIDE).then(|| width - (0.26 * width).clamp(160.0, 220.0));
    let left = if words.is_some() { (0.2 * width).clamp(120.0, 220.0) } else { 10.0_f64.min(0.1 * width) };
    let right = words.map_or((width - 14.0).max(0.9 * width), |x| x - 14.0);
    let gap = GAP.min(0.2 * width);
    let middle = left + (right - left) * 0.5;
    let shares = pairs.iter().flat_map(|pair| pair.shares).flatten();
    let differences =
        pairs.iter().flat_map(|pair| pair.difference.into_iter().chain(pair.range.into_iter().flatten()));
    let shares = spec(shares_shown(span(shares)), "Share", Unit::Share);
    let differences = spec(around_zero(span(differences)), "Difference in points", Unit::Points);
    Fields {
        shares: (shares, shares.scale([left, middle - gap / 2.0])),
        differences: (differences, differences.scale([middle + gap / 2.0, right])),
        words,
        rows: if words.is_some() {
            Rows { count: pairs.len(), first: 21.0, step: 34.0, reach: 17.0 }
        } else {
            Rows { count: pairs.len(), first: 48.0, step: 64.0, reach: 12.0 }
        },
    }
}

fn spec(domain: [f64; 2], title: &'static str, unit: Unit) -> AxisSpec<'static> {
    AxisSpec { domain, log: false, title, unit }
}

fn span(values: impl Iterator<Item = f64>) -> Option<[f64; 2]> {
    let values = values.filter(|value| value.is_finite()).map(|value| [value; 2]);
    values.reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1])])
}

/// Shares from 0 on, or closer where that leaves most of the axis empty.
fn shares_shown(span: Option<[f64; 2]>) -> [f64; 2] {
    let Some([low, high]) = span else { return [0.0, 1.0] };
    let margin = (0.08 * (high - low)).max(0.005);
    let from = if high - low > 0.4 * high { 0.0 } else { (low - margin).max(0.0) };
    [from, (high + margin).min(1.0).max(from + 0.001)]
}

fn around_zero(span: Option<[f64; 2]>) -> [f64; 2] {
    let [low, high] = span.unwrap_or([-0.01, 0.01]);
    let (low, high) = (low.min(0.0), high.max(0.0));
    let margin = (0.1 * (high - low)).max(0.0005);
    [low - margin, high + margin]
}

/// A name; where it is too long for one line and there is room for two, stage above output.
fn name(drawing: &mut Drawing, name: &str, y: f64, room: f64, two: bool) {
    let size = NAME * 1.04;
    let mut line =
        |y: f64, text: &str| drawing.strong(Ink::Text, [0.0, y], Anchor::Start, NAME, fit(text, size, room));
    match name.split_once(": ").filter(|_| two && text::width(name, size) > room) {
        Some((stage, output)) => {
            line(y - 7.5, stage);
            line(y + 7.5, output);
        }
        None => line(y, name),
    }
}

fn row(drawing: &mut Drawing, fields: &Fields, pair: &Pair, middle: f64, format: &dyn Format) {
    let (shares, differences) = (fields.shares.1, fields.differences.1);
    let width = drawing.width;
    // Name and numbers: beside the fields, or above them.
    let (name_y, name_room, label, label_room) = match fields.words {
        Some(x) => (middle + 4.5, shares.range[0] - 12.0, [x, middle + 4.5], width - x),
        None => (middle - 34.0, width, [0.0, middle - 19.0], width),
    };
    if name_room > 24.0 && label_room > 24.0 {
        name(drawing, pair.name, name_y, name_room, fields.words.is_some());
        drawing.text(Ink::Muted, label, Anchor::Start, LABEL, fit(pair.label, LABEL, label_room));
    }
    let zero = differences.at(0.0);
    drawing.rule(Ink::Axis, [zero, middle - fields.rows.reach], [zero, middle + fields.rows.reach]);
    dots(drawing, shares, pair, middle);
    difference(drawing, differences, pair, middle);
    if let Some(share) = pair.shares.into_iter().flatten().next() {
        drawing.reach([shares.at(share), middle], read_out(pair, format));
    }
}

/// The pair, joined: a ring for the first design, a dot for the second.
fn dots(drawing: &mut Drawing, scale: Scale, pair: &Pair, y: f64) {
    let [first, second] = pair.shares.map(|share| share.map(|share| scale.at(share)));
    if let Some((a, b)) = first.zip(second) {
        drawing.rule(Ink::Axis, [a, y], [b, y]);
    }
    if let Some(x) = second {
        drawing.rimmed(Ink::Second, [x, y], 5.0);
    }
    // A ring on top leaves a dot beneath it in sight.
    if let Some(x) = first {
        drawing.ring(Ink::First, [x, y], 6.5);
    }
}

fn difference(drawing: &mut Drawing, scale: Scale, pair: &Pair, y: f64) {
    if let Some(ends) = pair.range {
        let [from, to] = ends.map(|end| scale.at(end));
        let area = [from, y - 6.0, (to - from).max(2.0), 12.0];
        drawing.rect(Ink::Band95, area, 0.0);
        drawing.frame(Ink::Edge95, area);
    }
    if let Some(value) = pair.difference {
        let x = scale.at(value);
        drawing.rule(Ink::Intended, [x, y - 8.0], [x, y + 8.0]);
    }
}

/// `Review: 20 % and 23 %, +3 points (1 to 5)`.
fn read_out(pair: &Pair, format: &dyn Format) -> String {
    let [first, second] =
        pair.shares.map(|share| share.map_or_else(|| "nothing".to_owned(), |s| format.share(s)));
    let label = if pair.label.is_empty() { String::new() } else { format!(", {}", pair.label) };
    format!("{}: {first} and {second}{label}", pair.name)
}

fn keys(chart: &Compare) -> Vec<Key> {
    let [first, second] = chart.designs.map(|name| fit(name, 12.0, 200.0));
    vec![
        (Swatch::Ring(Ink::First), first),
        (Swatch::Dot(Ink::Second), second),
        (Swatch::Band95, format!("difference: {}", chart.range_of)),
    ]
}

fn describe(chart: &Compare) -> String {
    let [first, second] = chart.designs;
    let apart = |pair: &&Pair| pair.range.is_some_and(|[low, high]| low > 0.0 || high < 0.0);
    let outputs: Vec<String> = chart
        .pairs
        .iter()
        .filter(apart)
        .take(12)
        .map(|pair| format!("{} {}", pair.name, pair.label))
        .collect();
    if outputs.is_empty() {
        format!("{second} beside {first}: no output differs by more than chance gives.")
    } else {
        format!("{second} beside {first}: {}.", outputs.join("; "))
    }
}

fn table(chart: &Compare, format: &dyn Format) -> Table {
    let [first, second] = chart.designs;
    let mut table = Table::new(&["Output", first, second, "Difference", "From", "To"]);
    for pair in chart.pairs {
        let share = |share: Option<f64>| share.map_or_else(Cell::none, |s| Cell::number(s, format.share(s)));
        let points = |value: Option<f64>| {
            value.map_or_else(Cell::none, |v| Cell::number(v, format.signed(v * 100.0, 1)))
        };
        let [a, b] = pair.shares;
        let [low, high] = pair.range.map_or([None; 2], |range| range.map(Some));
        let name = Cell::text(pair.name);
        table.rows.push(vec![name, share(a), share(b), points(pair.difference), points(low), points(high)]);
    }
    table
}

#[cfg(test)]
mod tests;
