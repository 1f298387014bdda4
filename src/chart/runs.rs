//! What charts of many runs share: the range of chance as a field behind them, the mark of this
//! run, and how both are named in two rows above.

use super::drawing::Drawing;
use super::format::Format;
use super::ink::Ink;
use super::plot::{LABEL, Plot};
use super::shape::Anchor;
use super::text::{fit, width as text_width};

/// Room above a plot for two rows of labels.
pub(super) const HEAD: f64 = 42.0;
/// The most rows that the table has.
pub(super) const ROWS: u64 = 400;

/// The range of chance with its label, from the labels' first row down to the axis.
pub(super) fn range(drawing: &mut Drawing, plot: &Plot, range: Option<[u64; 2]>, label: &str) {
    let Some([from, to]) = range else { return };
    // The bound counts belong to it.
    let (left, right) = (plot.x.at(from as f64 - 0.5), plot.x.at(to as f64 + 0.5));
    let area = [left, 20.0, (right - left).max(1.0), plot.bottom - 20.0];
    drawing.rect(Ink::Field95, area, 0.0);
    drawing.frame(Ink::Edge95, area);
    above(drawing, (left + right) / 2.0, 14.0, Ink::Muted, label);
}

/// A line at the count of this run, with its label in the second row.
pub(super) fn this_run(drawing: &mut Drawing, plot: &Plot, observed: Option<u64>, label: &str) {
    let Some(count) = observed else { return };
    let x = plot.x.at(count as f64);
    drawing.rule(Ink::Observed, [x, HEAD - 2.0], [x, plot.bottom]);
    drawing.area(Ink::Observed, vec![[x - 5.0, HEAD - 3.0], [x + 5.0, HEAD - 3.0], [x, HEAD + 4.0]]);
    above(drawing, x, HEAD - 8.0, Ink::Text, label);
    drawing.reach([x, HEAD], label.to_owned());
}

/// A label centred at a position, or as near as the drawing has room.
pub(super) fn above(drawing: &mut Drawing, x: f64, y: f64, ink: Ink, label: &str) {
    let label = fit(label, LABEL, drawing.width);
    let half = text_width(&label, LABEL) / 2.0;
    if half * 2.0 <= drawing.width {
        let at = [x.min(drawing.width - half).max(half), y];
        if ink == Ink::Text {
            drawing.strong(ink, at, Anchor::Middle, LABEL, label);
        } else {
            drawing.text(ink, at, Anchor::Middle, LABEL, label);
        }
    }
}

/// `12`, or `12 to 13`.
pub(super) fn between([from, to]: [u64; 2], format: &dyn Format) -> String {
    if from == to { format.count(from) } else { format!("{} to {}", format.count(from), format.count(to)) }
}
