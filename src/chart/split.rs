//! The strips of a split: for each output the share intended, the one observed, and the
//! ranges that chance alone explains, all on one axis.

use super::labels::{Label, place};
use super::scale::{Scale, Ticks};

/// What to draw for one output, in shares from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Marks {
    /// The share asked for.
    pub intended: Option<f64>,
    /// The share that came out.
    pub observed: Option<f64>,
    /// What chance gives in 95 % of runs.
    pub band95: Option<[f64; 2]>,
    /// The same for 99.9 %.
    pub band999: Option<[f64; 2]>,
    /// Where 95 % of the runs made lie.
    pub runs: Option<[f64; 2]>,
}

/// How wide the labels of one strip are.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct LabelWidths {
    /// Above the strip, at the observed share.
    pub observed: f64,
    /// Below it, at the intended share.
    pub intended: f64,
    /// Below it, at both ends of the 95 % range.
    pub ends: [f64; 2],
}

/// What the axis measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// Shares, 0 to 1.
    Share,
    /// Shares less the one intended: where the ranges are so narrow that shares of several
    /// outputs on one axis would leave nothing to see.
    Deviation,
}

/// A stretch of the axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// Left end.
    pub x: f64,
    /// Length.
    pub w: f64,
}

/// One output's strip.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    /// The baseline of the output's name, which starts at the left edge.
    pub name_y: f64,
    /// The top of the track.
    pub y: f64,
    /// What chance gives in 95 % of runs.
    pub band95: Option<Span>,
    /// The same for 99.9 %.
    pub band999: Option<Span>,
    /// Where 95 % of the runs made lie.
    pub runs: Option<Span>,
    /// The share asked for.
    pub intended: Option<f64>,
    /// The share that came out.
    pub observed: Option<f64>,
    /// The centre of the observed share's label.
    pub observed_label: Option<f64>,
    /// The centre of the intended share's label.
    pub intended_label: Option<f64>,
    /// The centres of the labels at the ends of the 95 % range.
    pub end_labels: [Option<f64>; 2],
}

/// A value marked on the axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tick {
    /// Its position.
    pub x: f64,
    /// Its value, on the axis's measure.
    pub value: f64,
}

/// The strips of one split.
#[derive(Debug, Clone, PartialEq)]
pub struct SplitChart {
    /// Width of everything.
    pub width: f64,
    /// Height of everything.
    pub height: f64,
    /// What the axis measures.
    pub axis: Axis,
    /// The track's left end.
    pub left: f64,
    /// The track's right end.
    pub right: f64,
    /// The height of the axis.
    pub axis_y: f64,
    /// The values marked on it.
    pub ticks: Vec<Tick>,
    /// How many decimals of a percent or a point tell the ticks apart.
    pub decimals: usize,
    /// The strips, one for each output.
    pub strips: Vec<Strip>,
}

/// Room beside the track for names, in a wide chart.
const NAMES: f64 = 136.0;
/// From this width on, names stand beside the track and not above it.
const WIDE: f64 = 480.0;
const EDGE: f64 = 16.0;
/// Room on the right for half of the last tick's text.
const RIGHT: f64 = 22.0;
const NAME_HEIGHT: f64 = 18.0;
const LABEL_HEIGHT: f64 = 18.0;
const ROW_GAP: f64 = 8.0;
/// A tick for every so many pixels.
const TICK_ROOM: f64 = 72.0;
/// Where the narrowest range would take up less of the axis than this, the axis shows deviations.
const NARROWEST: f64 = 0.08;

impl SplitChart {
    /// The height of a track.
    pub const TRACK: f64 = 16.0;

    /// Lays out the strips of a split.
    #[must_use]
    pub fn of(outputs: &[(Marks, LabelWidths)], width: f64) -> Self {
        let wide = width >= WIDE;
        let (left, right) = (if wide { NAMES } else { EDGE }, width - RIGHT);
        let marks: Vec<Marks> = outputs.iter().map(|(marks, _)| *marks).collect();
        let (axis, domain) = measure(&marks);
        let scale = Scale::linear(domain, [left, right]);
        let head = if wide { LABEL_HEIGHT } else { NAME_HEIGHT + LABEL_HEIGHT };
        let row = head + Self::TRACK + LABEL_HEIGHT + ROW_GAP;
        let strip = |(i, (marks, widths)): (usize, &(Marks, LabelWidths))| {
            let y = row * i as f64 + head;
            let name_y = if wide { y + 12.0 } else { y - head + 14.0 };
            strip(marks, *widths, axis, scale, y, name_y, [if wide { left } else { 0.0 }, width])
        };
        let strips = outputs.iter().enumerate().map(strip).collect();
        let axis_y = row * outputs.len() as f64;
        // Ticks are round in percent and in points, not in fractions.
        let ticks = Ticks::of(domain.map(|value| value * 100.0), (right - left) / TICK_ROOM);
        let tick = |value: &f64| Tick { x: scale.at(value / 100.0), value: value / 100.0 };
        Self {
            width,
            height: axis_y + 24.0,
            axis,
            left,
            right,
            axis_y,
            ticks: ticks.values.iter().map(tick).collect(),
            decimals: ticks.decimals,
            strips,
        }
    }
}

fn strip(
    marks: &Marks,
    widths: LabelWidths,
    axis: Axis,
    scale: Scale,
    y: f64,
    name_y: f64,
    bounds: [f64; 2],
) -> Strip {
    let zero = zero(marks, axis);
    let at = |share: f64| scale.at(share - zero);
    let span = |[from, to]: [f64; 2]| Span { x: at(from), w: at(to) - at(from) };
    let label = |value: Option<f64>, width: f64| value.map(|value| Label { at: at(value), width });
    let above = label(marks.observed, widths.observed);
    let below = [
        label(marks.intended, widths.intended),
        label(marks.band95.map(|band| band[0]), widths.ends[0]),
        label(marks.band95.map(|band| band[1]), widths.ends[1]),
    ];
    let there: Vec<Label> = below.iter().flatten().copied().collect();
    let mut placed = place(&there, bounds).into_iter();
    let [intended_label, low, high] = below.map(|label| label.and_then(|_| placed.next().flatten()));
    Strip {
        name_y,
        y,
        band95: marks.band95.map(span),
        band999: marks.band999.map(span),
        runs: marks.runs.map(span),
        intended: marks.intended.map(at),
        observed: marks.observed.map(at),
        observed_label: above.and_then(|label| place(&[label], bounds).first().copied().flatten()),
        intended_label,
        end_labels: [low, high],
    }
}

/// The share that stands at zero for an output.
pub(super) fn zero(marks: &Marks, axis: Axis) -> f64 {
    match axis {
        Axis::Share => 0.0,
        Axis::Deviation => marks.intended.unwrap_or(0.0),
    }
}

/// The measure and ends of the axis.
pub(super) fn measure(outputs: &[Marks]) -> (Axis, [f64; 2]) {
    let shares = domain(outputs, Axis::Share);
    let narrowest = outputs
        .iter()
        .filter_map(|marks| marks.band999)
        .map(|[from, to]| to - from)
        .filter(|&width| width > 0.0)
        .fold(f64::INFINITY, f64::min);
    let comparable = outputs.iter().all(|marks| marks.intended.is_some());
    if comparable && narrowest < NARROWEST * (shares[1] - shares[0]) {
        (Axis::Deviation, domain(outputs, Axis::Deviation))
    } else {
        (Axis::Share, shares)
    }
}

/// Everything there is to show, with a margin; an end of the scale that is near is shown too.
fn domain(outputs: &[Marks], axis: Axis) -> [f64; 2] {
    let values = outputs.iter().flat_map(|marks| {
        let zero = zero(marks, axis);
        let bands = [marks.band95, marks.band999, marks.runs].into_iter().flatten().flatten();
        bands.chain(marks.intended).chain(marks.observed).map(move |value| value - zero)
    });
    let (low, high) =
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    if low > high {
        return [0.0, 1.0];
    }
    let margin = 0.08 * (high - low);
    match axis {
        Axis::Deviation => [low - margin, high + margin],
        Axis::Share if high - low < 1e-9 => [0.0, 1.0],
        Axis::Share => {
            let near = 0.25 * (high - low);
            [if low < near { 0.0 } else { low - margin }, if 1.0 - high < near { 1.0 } else { high + margin }]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDTHS: LabelWidths = LabelWidths { observed: 60.0, intended: 60.0, ends: [30.0, 30.0] };

    fn marks(intended: f64, observed: f64, half95: f64) -> (Marks, LabelWidths) {
        let marks = Marks {
            intended: Some(intended),
            observed: Some(observed),
            band95: Some([intended - half95, intended + half95]),
            band999: Some([intended - 1.7 * half95, intended + 1.7 * half95]),
            runs: None,
        };
        (marks, WIDTHS)
    }

    #[test]
    fn a_small_split_is_drawn_in_shares_with_all_in_sight() {
        for width in [300.0, 560.0] {
            let chart = SplitChart::of(&[marks(0.2, 0.17, 0.08), marks(0.8, 0.83, 0.08)], width);
            assert_eq!(chart.axis, Axis::Share);
            assert_eq!(chart.strips.len(), 2);
            for strip in &chart.strips {
                let (inner, outer) = (strip.band95.unwrap(), strip.band999.unwrap());
                assert!(outer.x < inner.x && inner.x + inner.w < outer.x + outer.w);
                assert!(outer.x >= chart.left && outer.x + outer.w <= chart.right);
                assert!(strip.observed_label.is_some() && strip.intended_label.is_some());
            }
            let [first, second] = [&chart.strips[0], &chart.strips[1]];
            assert!(first.observed < first.intended && second.observed > second.intended);
            assert!(second.y > first.y + SplitChart::TRACK && chart.axis_y > second.y);
        }
    }

    #[test]
    fn a_large_split_is_drawn_in_deviations() {
        let chart = SplitChart::of(&[marks(0.2, 0.2003, 0.0008), marks(0.8, 0.7997, 0.0008)], 560.0);
        assert_eq!(chart.axis, Axis::Deviation);
        assert_eq!(chart.strips[0].intended, chart.strips[1].intended);
        assert!(chart.strips.iter().all(|strip| strip.band95.unwrap().w > 100.0));
        assert!(chart.ticks.iter().any(|tick| tick.value == 0.0));
    }

    #[test]
    fn far_observations_stay_in_sight() {
        let chart = SplitChart::of(&[marks(0.2, 0.95, 0.01), marks(0.8, 0.05, 0.01)], 560.0);
        let xs: Vec<f64> = chart.strips.iter().filter_map(|strip| strip.observed).collect();
        assert!(xs.iter().all(|&x| x > chart.left && x < chart.right), "{xs:?}");
    }

    #[test]
    fn labels_below_a_strip_keep_apart() {
        let chart = SplitChart::of(&[marks(0.5, 0.5, 0.01), marks(0.5, 0.5, 0.3)], 300.0);
        let strip = &chart.strips[0];
        assert!(strip.intended_label.is_some());
        assert_eq!(strip.end_labels, [None, None]);
        assert!(chart.strips[1].end_labels.iter().all(Option::is_some));
    }

    #[test]
    fn outputs_that_nothing_is_known_of_are_drawn_empty() {
        let seen = Marks { observed: Some(0.4), ..Marks::default() };
        let chart = SplitChart::of(&[(seen, WIDTHS), (Marks::default(), WIDTHS)], 300.0);
        assert_eq!(chart.axis, Axis::Share);
        assert_eq!(chart.strips[1].observed, None);
        assert!(SplitChart::of(&[], 300.0).strips.is_empty());
        let certain =
            Marks { intended: Some(0.0), observed: Some(0.0), band95: Some([0.0; 2]), ..Marks::default() };
        assert_eq!(SplitChart::of(&[(certain, WIDTHS)], 300.0).ticks.len(), 3);
    }
}
