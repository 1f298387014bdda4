//! One run's split after another on axes that stay, so that the eye sees what chance does.

use super::axis::{AxisSpec, Unit};
use super::drawing::{Caption, Drawing};
use super::format::{Format, tasks};
use super::ink::Ink;
use super::legend::{self, Key, Swatch};
use super::plot::{FOOT, LABEL, NAME, Plot, Rows};
use super::shape::Anchor;
use super::table::{Cell, Table};
use super::text::{fit, width as text_width};

/// One output of the split.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outlet<'a> {
    /// The output's name.
    pub name: &'a str,
    /// The share asked for.
    pub intended: Option<f64>,
}

/// What the frames have in common.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tally<'a> {
    /// Their words.
    pub caption: Caption<'a>,
    /// The outputs.
    pub outlets: &'a [Outlet<'a>],
    /// The largest share that any frame will show, or that is to be shown in any case.
    pub most: f64,
    /// How many runs a frame may be of, for the name of each.
    pub runs: u64,
}

const WIDE: f64 = 480.0;
const HEAD: f64 = 26.0;
const BAR: f64 = 18.0;

/// The largest share in any run of counts.
#[must_use]
pub fn largest_share(runs: &[&[u64]]) -> f64 {
    let share = |run: &&[u64]| {
        let all = run.iter().fold(0_u64, |sum, count| sum.saturating_add(*count));
        run.iter().max().map_or(0.0, |&most| most as f64 / all.max(1) as f64)
    };
    runs.iter().map(share).fold(0.0, f64::max)
}

/// Draws one run's counts, one for each output. Nothing but the bars and their numbers differs
/// from frame to frame.
#[must_use]
pub fn tally(chart: &Tally, run: u64, counts: &[u64], width: f64, format: &dyn Format) -> Drawing {
    let mut drawing = Drawing::new(width, 0.0, chart.caption);
    let wide = drawing.width >= WIDE;
    let row = if wide { 34.0 } else { 50.0 };
    let range = if wide {
        [(0.24 * drawing.width).clamp(110.0, 240.0), drawing.width - 120.0]
    } else {
        [0.0, (drawing.width - 22.0).max(0.8 * drawing.width)]
    };
    let spec =
        AxisSpec { domain: [0.0, domain(chart)], log: false, title: "Share in one run", unit: Unit::Share };
    let scale = spec.scale(range);
    let bottom = HEAD + row * chart.outlets.len() as f64;
    let lines = Rows {
        count: chart.outlets.len(),
        first: HEAD + row - BAR / 2.0 - 8.0,
        step: row,
        reach: BAR / 2.0 + 6.0,
    };
    Plot::leaders(&mut drawing, &spec, range, lines, format);
    Plot::below(&mut drawing, &spec, range, bottom, format);
    let title = format!("Run {} of {}", format.count(run), format.count(chart.runs));
    drawing.text(Ink::Muted, [0.0, 14.0], Anchor::Start, LABEL, fit(&title, LABEL, drawing.width));
    let all = counts.iter().fold(0_u64, |sum, count| sum.saturating_add(*count));
    for (i, outlet) in chart.outlets.iter().enumerate() {
        let count = counts.get(i).copied().unwrap_or(0);
        let share = count as f64 / all.max(1) as f64;
        let top = HEAD + row * i as f64 + row - BAR - 8.0;
        let (left, x) = (scale.range[0], scale.at(share));
        drawing.rect(Ink::Observed, [left, top, x - left, BAR], 0.0);
        if let Some(intended) = outlet.intended {
            let at = scale.at(intended);
            // A rim keeps the mark in sight on its bar.
            drawing.rect(Ink::Surface, [at - 2.5, top - 4.0, 5.0, BAR + 8.0], 0.0);
            drawing.rule(Ink::Intended, [at, top - 4.0], [at, top + BAR + 4.0]);
        }
        let label = format!("{} · {}", format.count(count), format.share(share));
        words(&mut drawing, outlet.name, &label, top, range);
        drawing.reach(
            [x, top + BAR / 2.0],
            format!("{}: {} · {}", outlet.name, tasks(count, format), format.share(share)),
        );
    }
    drawing.rule(Ink::Axis, [range[0], HEAD], [range[0], bottom]);
    let keys = keys();
    drawing.height = bottom + FOOT + legend::height(&keys, drawing.width);
    legend::draw(&mut drawing, bottom + FOOT, &keys);
    drawing.table = table(chart, counts, all, format);
    drawing.describe(|| describe(chart, run, counts, format));
    drawing
}

/// The right end of the axis, the same for all frames.
fn domain(chart: &Tally) -> f64 {
    let intended = chart.outlets.iter().filter_map(|outlet| outlet.intended);
    let most = intended.chain([chart.most]).filter(|share| share.is_finite()).fold(0.0, f64::max);
    if most > 0.0 { (most * 1.05).min(1.0) } else { 1.0 }
}

/// The name and the numbers of an output: beside the bar, or above it.
fn words(drawing: &mut Drawing, name: &str, label: &str, top: f64, [left, right]: [f64; 2]) {
    let width = drawing.width;
    let (y, name_room, label_room) = if width >= WIDE {
        (top + 13.5, left - 12.0, width - right - 12.0)
    } else {
        (top - 8.0, width * 0.5, width * 0.48)
    };
    if label_room > 24.0 {
        drawing.strong(Ink::Text, [0.0, y], Anchor::Start, NAME, fit(name, NAME * 1.04, name_room));
        let label = if text_width(label, LABEL) > label_room {
            fit(label, LABEL, label_room)
        } else {
            label.to_owned()
        };
        drawing.text(Ink::Text, [width, y], Anchor::End, LABEL, label);
    }
}

fn keys() -> Vec<Key> {
    vec![
        (Swatch::Bar(Ink::Observed), "one run".to_owned()),
        (Swatch::Tick(Ink::Intended), "intended".to_owned()),
    ]
}

fn describe(chart: &Tally, run: u64, counts: &[u64], format: &dyn Format) -> String {
    let parts: Vec<String> = chart
        .outlets
        .iter()
        .zip(counts)
        .map(|(o, &count)| format!("{} {}", o.name, format.count(count)))
        .collect();
    format!("Run {} of {}: {}.", format.count(run), format.count(chart.runs), parts.join(", "))
}

fn table(chart: &Tally, counts: &[u64], all: u64, format: &dyn Format) -> Table {
    let mut table = Table::new(&["Output", "Intended", "Tasks", "Share"]);
    for (outlet, &count) in chart.outlets.iter().zip(counts) {
        let share = count as f64 / all.max(1) as f64;
        table.rows.push(vec![
            Cell::text(outlet.name),
            outlet.intended.map_or_else(Cell::none, |s| Cell::number(s, format.share(s))),
            Cell::count(count, format.count(count)),
            Cell::number(share, format.share(share)),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::super::drawing::Mark;
    use super::super::format::Plain;
    use super::super::shape::Shape;
    use super::*;

    const OUTLETS: [Outlet; 2] =
        [Outlet { name: "Review", intended: Some(0.2) }, Outlet { name: "Pass", intended: Some(0.8) }];

    fn chart(outlets: &[Outlet<'static>]) -> Tally<'static> {
        let outlets: &'static [Outlet] = Vec::leak(outlets.to_vec());
        Tally { caption: Caption { title: "Runs", description: "" }, outlets, most: 0.9, runs: 20 }
    }

    fn bars(drawing: &Drawing) -> Vec<f64> {
        let bar = |mark: &Mark| match mark.shape {
            Shape::Rect { w, h, .. } if mark.ink == Ink::Observed && h == BAR => Some(w),
            _ => None,
        };
        drawing.marks.iter().filter_map(bar).collect()
    }

    #[test]
    fn axes_stay_from_frame_to_frame() {
        let chart = chart(&OUTLETS);
        let [a, b] = [[10, 90], [31, 69]].map(|counts| tally(&chart, 1, &counts, 600.0, &Plain));
        let rest = |drawing: &Drawing| -> Vec<Mark> {
            let still = |mark: &&Mark| mark.ink != Ink::Observed && mark.ink != Ink::Text;
            drawing.marks.iter().filter(still).cloned().collect()
        };
        assert_eq!(rest(&a), rest(&b));
        assert_eq!(a.height, b.height);
        let (a, b) = (bars(&a), bars(&b));
        assert!(a[0] < b[0] && a[1] > b[1]);
        assert!((a[1] / a[0] - 9.0).abs() < 0.05, "{a:?}");
    }

    #[test]
    fn any_counts_at_any_width() {
        for width in [3.0, 320.0, 1200.0] {
            for counts in [&[][..], &[0, 0], &[u64::MAX, u64::MAX], &[1_000_000_000, 1]] {
                let drawing = tally(&chart(&OUTLETS), 1, counts, width, &Plain);
                assert!(bars(&drawing).iter().all(|w| w.is_finite() && *w <= width));
            }
            assert!(tally(&chart(&[]), 1, &[], width, &Plain).focus.is_empty());
        }
        assert_eq!(largest_share(&[&[17, 83], &[31, 69], &[]]), 0.83);
    }
}
