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
        let mut most = libm::floor((scale.range[1] - scale.range[0]) / ACROSS).max(1.0);
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
        x_axis(drawing, x, plot.x, bottom, format);
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
        x_axis(drawing, x, plot.x, bottom, format);
        plot
    }

    /// Draws an axis at the upper edge, between two positions.
    pub fn below(drawing: &mut Drawing, x: &AxisSpec, range: [f64; 2], format: &dyn Format) {
        x_axis(drawing, x, x.scale(range), 0.0, format);
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

fn right(width: f64, left: f64) -> f64 {
    (width - RIGHT).max(left + 0.3 * (width - left)).max(left + 0.1)
}

/// An axis along with its ticks and title.
fn x_axis(drawing: &mut Drawing, spec: &AxisSpec, scale: Scale, y: f64, format: &dyn Format) {
    let [left, right] = scale.range;
    drawing.rule(Ink::Axis, [left, y], [right, y]);
    // Labels may reach a little beyond the axis, as far as the drawing goes.
    let bounds = [(left - RIGHT).max(0.0), (right + RIGHT).min(drawing.width)];
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
