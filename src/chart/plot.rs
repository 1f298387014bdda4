//! What charts share: room for labels, axes with round values, lines that lead the eye.

use super::drawing::{Anchor, Drawing};
use super::format::{Format, sign};
use super::ink::Ink;
use super::labels::{Label, place};
use super::scale::{Scale, Ticks};
use super::text::{fit, width};

/// The font size of ticks and titles of axes.
pub(super) const SMALL: f64 = 12.0;
/// The font size of labels.
pub(super) const LABEL: f64 = 12.5;
/// The font size of names.
pub(super) const NAME: f64 = 13.0;

/// Room below an axis for its ticks and its title.
pub(super) const FOOT: f64 = 42.0;
/// Room above a plot for the title of the upright axis.
const HEAD: f64 = 24.0;
const RIGHT: f64 = 22.0;
/// A tick for every so many pixels, along and up.
const ACROSS: f64 = 56.0;
const UP: f64 = 36.0;

/// What an axis counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Whole things.
    Count,
    /// More or fewer whole things than some number.
    Signed,
    /// Fractions, as percentages.
    Share,
    /// Differences of fractions, as percentage points with a sign.
    Points,
    /// Half-widths of ranges of fractions, in percentage points.
    PlusMinus,
}

/// What an axis shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct AxisSpec<'a> {
    pub domain: [f64; 2],
    pub log: bool,
    pub title: &'a str,
    pub unit: Unit,
}

impl AxisSpec<'_> {
    pub fn scale(&self, range: [f64; 2]) -> Scale {
        Scale { domain: self.domain, range, log: self.log }
    }

    /// Round values and what they read, at most about so many.
    pub fn ticks(&self, most: f64, format: &dyn Format) -> Vec<(f64, String)> {
        let per = match self.unit {
            Unit::Count | Unit::Signed => 1.0,
            Unit::Share | Unit::Points | Unit::PlusMinus => 100.0,
        };
        let domain = self.domain.map(|value| value * per);
        let mut ticks = if self.log { Ticks::log(domain, most) } else { Ticks::of(domain, most) };
        if per == 1.0 {
            ticks.values.retain(|value| (value - value.round()).abs() < 1e-6);
        }
        let texts = self.texts(&ticks, per, format);
        ticks.values.iter().map(|value| value / per).zip(texts).collect()
    }

    fn texts(&self, ticks: &Ticks, per: f64, format: &dyn Format) -> Vec<String> {
        let text = |value: &f64| match self.unit {
            Unit::Count => format.compact(*value),
            Unit::Signed => sign(*value, &format.compact(value.abs())),
            // On logarithms each value has as many decimals as it needs itself.
            Unit::Share if self.log => format.share(value / per),
            Unit::Share => format.percent(value / per, ticks.decimals),
            Unit::Points => zero_alone(format.signed(*value, ticks.decimals)),
            Unit::PlusMinus if *value == 0.0 => "0".to_owned(),
            Unit::PlusMinus => format!("±{}", format.compact(*value)),
        };
        let texts: Vec<String> = ticks.values.iter().map(text).collect();
        let same = texts.iter().zip(texts.iter().skip(1)).any(|(a, b)| a == b);
        // Large counts close together need all their digits.
        if same && self.unit == Unit::Count {
            return ticks.values.iter().map(|value| format.count(value.max(0.0) as u64)).collect();
        }
        texts
    }

    /// As many ticks as fit beside each other.
    fn across(&self, scale: Scale, bounds: [f64; 2], format: &dyn Format) -> Vec<(f64, Option<f64>, String)> {
        // A short axis may have closer ticks, as long as their labels fit.
        let length = scale.range[1] - scale.range[0];
        let mut most = libm::floor((length / ACROSS).max((length / 28.0).min(4.0))).max(1.0);
        loop {
            let ticks = self.ticks(most, format);
            let labels: Vec<Label> = ticks
                .iter()
                .map(|(value, text)| Label { at: scale.at(*value), width: width(text, SMALL) })
                .collect();
            let placed = place(&labels, bounds);
            if most <= 1.0 || placed.iter().all(Option::is_some) {
                let fits = |label: &Label| label.width <= bounds[1] - bounds[0];
                let centres = placed.into_iter().zip(&labels).map(|(centre, l)| centre.filter(|_| fits(l)));
                let all = ticks.into_iter().zip(&labels).zip(centres);
                return all.map(|(((_, text), label), centre)| (label.at, centre, text)).collect();
            }
            most -= 1.0;
        }
    }
}

/// `0` for `0.00`: nothing has no decimals.
fn zero_alone(text: String) -> String {
    if text.chars().all(|c| matches!(c, '0' | '.')) { "0".to_owned() } else { text }
}

/// The field between the axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Plot {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
    pub x: Scale,
    pub y: Scale,
}

impl Plot {
    /// Draws both axes into a drawing, between two heights.
    pub fn of(
        drawing: &mut Drawing,
        [top, end]: [f64; 2],
        x: &AxisSpec,
        y: &AxisSpec,
        format: &dyn Format,
    ) -> Self {
        let (top, bottom) = (top + HEAD, end - FOOT);
        let ticks = y.ticks(((bottom - top) / UP).max(1.0), format);
        let widest = ticks.iter().map(|(_, text)| width(text, SMALL)).fold(0.0, f64::max);
        // Where there is no room beside the plot, its lines go unnamed.
        let named = widest + 8.0 < 0.4 * drawing.width;
        let left = if named { libm::ceil(widest) + 8.0 } else { 2.0_f64.min(0.4 * drawing.width) };
        let right = right(drawing.width, left);
        let plot = Self { left, right, top, bottom, x: x.scale([left, right]), y: y.scale([bottom, top]) };
        for (value, text) in &ticks {
            let at = plot.y.at(*value);
            drawing.rule(Ink::Grid, [left, at], [right, at]);
            if named {
                drawing.text(Ink::Muted, [left - 8.0, at + 4.0], Anchor::End, SMALL, text.clone());
            }
        }
        let title = fit(y.title, SMALL, drawing.width);
        drawing.text(Ink::Muted, [0.0, top - HEAD + 12.0], Anchor::Start, SMALL, title);
        x_axis(drawing, x, plot.x, (bottom, [0.0, drawing.width]), format);
        plot
    }

    /// Draws an axis along alone.
    pub fn along(drawing: &mut Drawing, [top, end]: [f64; 2], x: &AxisSpec, format: &dyn Format) -> Self {
        let (left, bottom) = (10.0_f64.min(0.2 * drawing.width), end - FOOT);
        let right = right(drawing.width, left);
        let plot = Self {
            left,
            right,
            top,
            bottom,
            x: x.scale([left, right]),
            y: Scale::linear([0.0, 1.0], [bottom, top]),
        };
        x_axis(drawing, x, plot.x, (bottom, [0.0, drawing.width]), format);
        plot
    }

    /// Draws an axis below rows, between two positions.
    pub fn below(drawing: &mut Drawing, x: &AxisSpec, range: [f64; 2], y: f64, format: &dyn Format) {
        x_axis(drawing, x, x.scale(range), (y, spill(drawing, range)), format);
    }

    /// Draws the lines that lead from rows to their axis, so far up and down from the middle of
    /// each: words above and below them stay clear.
    pub fn leaders(drawing: &mut Drawing, x: &AxisSpec, range: [f64; 2], rows: Rows, format: &dyn Format) {
        let ticks = x.across(x.scale(range), spill(drawing, range), format);
        for middle in (0..rows.count).map(|i| rows.middle(i)) {
            for (x, ..) in &ticks {
                drawing.rule(Ink::Grid, [*x, middle - rows.reach], [*x, middle + rows.reach]);
            }
        }
    }

    /// The length of the field.
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// A line across at a value.
    pub fn across(&self, drawing: &mut Drawing, ink: Ink, value: f64) {
        let y = self.y.at(value);
        drawing.rule(ink, [self.left, y], [self.right, y]);
    }
}

/// Rows of the same height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rows {
    /// How many there are.
    pub count: usize,
    /// The middle of the first.
    pub first: f64,
    /// From one to the next.
    pub step: f64,
    /// How far up and down from its middle each has room for lines.
    pub reach: f64,
}

impl Rows {
    /// The middle of a row.
    pub fn middle(&self, row: usize) -> f64 {
        self.first + self.step * row as f64
    }
}

fn right(width: f64, left: f64) -> f64 {
    (width - RIGHT).max(left + 0.3 * (width - left)).max(left + 0.1)
}

/// How far the labels of one of several axes may reach beyond it.
fn spill(drawing: &Drawing, [left, right]: [f64; 2]) -> [f64; 2] {
    let spill = 12.0_f64.min(0.1 * drawing.width);
    [(left - spill).max(0.0), (right + spill).min(drawing.width)]
}

/// An axis along at a height, with its ticks and title within bounds.
fn x_axis(
    drawing: &mut Drawing,
    spec: &AxisSpec,
    scale: Scale,
    (y, bounds): (f64, [f64; 2]),
    format: &dyn Format,
) {
    let [left, right] = scale.range;
    drawing.rule(Ink::Axis, [left, y], [right, y]);
    for (at, centre, text) in spec.across(scale, bounds, format) {
        drawing.rule(Ink::Axis, [at, y], [at, y + 4.0]);
        if let Some(centre) = centre {
            drawing.text(Ink::Muted, [centre, y + 18.0], Anchor::Middle, SMALL, text);
        }
    }
    let title = fit(spec.title, SMALL, bounds[1] - bounds[0]);
    let half = width(&title, SMALL) / 2.0;
    let middle = ((left + right) / 2.0).min(bounds[1] - half).max(bounds[0] + half);
    drawing.text(Ink::Muted, [middle, y + 36.0], Anchor::Middle, SMALL, title);
}

#[cfg(test)]
mod tests {
    use super::super::drawing::{Caption, Shape};
    use super::super::format::Plain;
    use super::*;

    fn axis(domain: [f64; 2], log: bool, unit: Unit) -> AxisSpec<'static> {
        AxisSpec { domain, log, title: "Title", unit }
    }

    fn texts(spec: &AxisSpec, most: f64) -> Vec<String> {
        spec.ticks(most, &Plain).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn ticks_read_as_their_unit() {
        assert_eq!(texts(&axis([0.0, 4.0], false, Unit::Count), 9.0), ["0", "1", "2", "3", "4"]);
        assert_eq!(texts(&axis([0.0, 0.1], false, Unit::Share), 2.0), ["0\u{a0}%", "5\u{a0}%", "10\u{a0}%"]);
        assert_eq!(texts(&axis([-0.005, 0.005], false, Unit::Points), 2.0), ["−0.5", "0", "+0.5"]);
        assert_eq!(
            texts(&axis([-2e4, 2e4], false, Unit::Signed), 2.0),
            ["−20\u{202f}k", "0", "+20\u{202f}k"]
        );
        assert_eq!(texts(&axis([0.001, 0.1], true, Unit::PlusMinus), 4.0), ["±0.1", "±1", "±10"]);
        let near = texts(&axis([1_000_000.0, 1_000_010.0], false, Unit::Count), 2.0);
        assert_eq!(near, ["1\u{202f}000\u{202f}000", "1\u{202f}000\u{202f}005", "1\u{202f}000\u{202f}010"]);
    }

    #[test]
    fn labels_keep_apart_at_every_width() {
        for width in [1.0, 3.0, 40.0, 320.0, 700.0, 1200.0] {
            for x in [axis([0.0, 1e9], false, Unit::Count), axis([1.0, 1e9], true, Unit::Count)] {
                let mut drawing = Drawing::new(width, 200.0, Caption::default());
                let plot =
                    Plot::of(&mut drawing, [0.0, 200.0], &x, &axis([0.0, 1.0], false, Unit::Share), &Plain);
                assert!(plot.left < plot.right && plot.right <= width && plot.top < plot.bottom, "{plot:?}");
                let spans = drawing.marks.iter().filter_map(|mark| match &mark.shape {
                    Shape::Text { at, anchor: Anchor::Middle, size, text, .. } if text != "Title" => {
                        let half = super::width(text, *size) / 2.0;
                        Some([at[0] - half, at[0] + half])
                    }
                    _ => None,
                });
                let spans: Vec<[f64; 2]> = spans.collect();
                assert!(spans.windows(2).all(|pair| pair[0][1] < pair[1][0]), "{spans:?}");
                assert!(spans.iter().all(|span| span[0] >= -0.1 && span[1] <= width + 0.1), "{spans:?}");
            }
        }
    }
}
