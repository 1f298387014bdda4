//! What charts share: room for labels, axes with round values, lines that lead the eye.

use super::axis::{AxisSpec, SMALL};
use super::drawing::Drawing;
use super::format::Format;
use super::ink::Ink;
use super::scale::Scale;
use super::shape::Anchor;
use super::text::{fit, width};
use super::thin::{clip, thin};

/// The font size of labels.
pub(super) const LABEL: f64 = 12.5;
/// The font size of names.
pub(super) const NAME: f64 = 13.0;

/// Room below an axis for its ticks and its title.
pub(super) const FOOT: f64 = 42.0;
/// Room above a plot for the title of the upright axis.
const HEAD: f64 = 24.0;
const RIGHT: f64 = 22.0;
/// A tick for every so many pixels up.
const UP: f64 = 36.0;

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
    /// each: words above and below them stay clear. Those of a row are one shape.
    pub fn leaders(drawing: &mut Drawing, x: &AxisSpec, range: [f64; 2], rows: Rows, format: &dyn Format) {
        let ticks = x.across(x.scale(range), spill(drawing, range), format);
        for middle in (0..rows.count).map(|i| rows.middle(i)) {
            let [top, bottom] = [middle - rows.reach, middle + rows.reach];
            drawing.lines(Ink::Grid, ticks.iter().map(|(x, ..)| vec![[*x, top], [*x, bottom]]).collect());
        }
    }

    /// Draws a band between two lines, each thinned to the pixels; what lies beyond the field is
    /// cut off.
    pub fn band(&self, drawing: &mut Drawing, lines: [&[[f64; 2]]; 2], [fill, edge]: [Ink; 2]) {
        let [low, high] = lines.map(thin);
        if low.is_empty() || high.is_empty() {
            return;
        }
        let flat = |&[x, y]: &[f64; 2]| [x, y.max(self.top).min(self.bottom)];
        drawing.area(fill, high.iter().map(flat).chain(low.iter().rev().map(flat)).collect());
        for line in [low, high] {
            drawing.lines(edge, clip(&line, [self.top, self.bottom]));
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

/// How high a field is that is so high in a narrow drawing: wide ones are a little higher.
pub(super) fn field_height(narrow: f64, width: f64) -> f64 {
    narrow + (0.15 * (width - 640.0)).clamp(0.0, 120.0).round()
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
    use super::super::axis::Unit;
    use super::super::drawing::Caption;
    use super::super::format::Plain;
    use super::super::shape::Shape;
    use super::*;

    fn axis(domain: [f64; 2], log: bool, unit: Unit) -> AxisSpec<'static> {
        AxisSpec { domain, log, title: "Title", unit }
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
