//! The counts of many runs as a few dots, each an equal part of the runs: what can be counted
//! is recalled better than a curve.

use super::axis::{AxisSpec, Unit};
use super::bins::{Bins, span, total};
use super::drawing::{Caption, Drawing, Sheet};
use super::format::Format;
use super::ink::Ink;
use super::legend::{self, Key, Swatch};
use super::plot::{FOOT, Plot};
use super::runs::{HEAD, ROWS, between, range, this_run};
use super::stacks::{Stack, Stacks};
use super::table::{Cell, Table};

/// What a dot plot shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DotPlot<'a> {
    /// Its words.
    pub caption: Caption<'a>,
    /// What is counted: `tasks sent to Review`.
    pub counted: &'a str,
    /// The counts that runs came to, rising, each with how many runs came to it.
    pub runs: &'a [(u64, u64)],
    /// How many dots, about 20 to 50; fewer runs than that are a dot each.
    pub dots: usize,
    /// Where 95 % of runs lie by chance.
    pub range95: Option<[u64; 2]>,
    /// What is written above that range.
    pub range_label: &'a str,
    /// What this run came to.
    pub observed: Option<u64>,
    /// What is written there.
    pub observed_label: &'a str,
    /// Dots of fewer than so many are picked out.
    pub threshold: Option<u64>,
}

const FIELD: f64 = 168.0;
/// Draws a dot plot.
#[must_use]
pub fn dotplot(chart: &DotPlot, sheet: impl Into<Sheet>, format: &dyn Format) -> Drawing {
    let sheet = sheet.into();
    let mut drawing = Drawing::new(sheet.width, 0.0, chart.caption);
    let values = quantiles(chart.runs, chart.dots);
    let keys = keys(chart, values.len(), format);
    let end = HEAD + FIELD + FOOT;
    drawing.height = end + legend::height(&keys, drawing.width);
    let x = AxisSpec { domain: domain(chart, &values), log: false, title: chart.counted, unit: Unit::Count };
    // The range lies beneath the axis, which is drawn with the plot.
    let mut over = drawing.clone();
    let plot = Plot::along(&mut over, [HEAD, end], &x, format);
    range(&mut drawing, &plot, chart.range95, chart.range_label);
    drawing.take(over, 0.0, 0.0);
    let xs: Vec<f64> = values.iter().map(|&value| plot.x.at(value as f64)).collect();
    let stacks = Stacks::of(&xs, [plot.left, plot.right], FIELD - 6.0);
    dots(&mut drawing, &plot, &stacks, &values, chart.threshold);
    let names = |stack: &Stack| stack_name(stack, &values, format);
    for stack in &stacks.stacks {
        drawing.reach([stack.x, plot.bottom - stacks.size * stack.dots as f64 / 2.0], names(stack));
    }
    this_run(&mut drawing, &plot, chart.observed, chart.observed_label);
    legend::draw(&mut drawing, end, &keys);
    drawing.number(sheet, || table(chart.runs, format));
    drawing.describe(|| describe(chart, values.len(), format));
    drawing
}

/// The middle count of each equal part of the runs.
fn quantiles(runs: &[(u64, u64)], dots: usize) -> Vec<u64> {
    let all = u128::from(total(runs));
    let dots = (dots.max(1) as u128).min(all);
    let mut values = Vec::with_capacity(dots as usize);
    let mut passed = 0_u128;
    for &(count, times) in runs {
        passed += u128::from(times);
        // The middle of part i stands after (2 i + 1) / (2 dots) of the runs.
        while (values.len() as u128) < dots && (2 * values.len() as u128 + 1) * all < 2 * dots * passed {
            values.push(count);
        }
    }
    values
}

/// The counts that are shown, with a margin of at least a count.
fn domain(chart: &DotPlot, values: &[u64]) -> [f64; 2] {
    let ends = values.first().into_iter().chain(values.last()).copied();
    let marked = chart.range95.into_iter().flatten().chain(chart.observed).chain(chart.threshold);
    let all: Vec<u64> = ends.chain(marked).collect();
    let (low, high) = (all.iter().min().copied().unwrap_or(0), all.iter().max().copied().unwrap_or(1));
    let margin = (0.06 * (high - low) as f64).max(1.0);
    [low as f64 - margin, high as f64 + margin]
}

fn dots(drawing: &mut Drawing, plot: &Plot, stacks: &Stacks, values: &[u64], threshold: Option<u64>) {
    let size = stacks.size;
    // A gap between dots, where they are large enough to spare it.
    let r = if size > 4.0 { size / 2.0 - 0.5 } else { size / 2.0 };
    for stack in &stacks.stacks {
        for (i, &value) in values.iter().skip(stack.first).take(stack.dots).enumerate() {
            let ink =
                if threshold.is_some_and(|threshold| value < threshold) { Ink::Picked } else { Ink::Runs };
            let y = plot.bottom - 1.0 - size * (i as f64 + 0.5);
            drawing.dot(ink, [(stack.x * 100.0).round() / 100.0, y], r);
        }
    }
}

/// `12 to 13: 3 dots`.
fn stack_name(stack: &Stack, values: &[u64], format: &dyn Format) -> String {
    let own = values.get(stack.first..stack.first + stack.dots).unwrap_or_default();
    let [from, to] = [own.first(), own.last()].map(|count| count.copied().unwrap_or_default());
    let dots = if stack.dots == 1 { "dot" } else { "dots" };
    format!("{}: {} {dots}", between([from, to], format), stack.dots)
}

/// What one dot stands for.
fn each(chart: &DotPlot, dots: usize, format: &dyn Format) -> String {
    let runs = total(chart.runs);
    if dots as u64 == runs {
        "one run".to_owned()
    } else {
        format!("{} of {} runs", format.share(1.0 / dots.max(1) as f64), format.count(runs))
    }
}

fn keys(chart: &DotPlot, dots: usize, format: &dyn Format) -> Vec<Key> {
    let mut keys = Vec::new();
    if dots > 0 {
        keys.push((Swatch::Dot(Ink::Runs), each(chart, dots, format)));
    }
    if let Some(threshold) = chart.threshold {
        keys.push((Swatch::Dot(Ink::Picked), format!("fewer than {}", format.count(threshold))));
    }
    if chart.range95.is_some() {
        keys.push((Swatch::Field95, "95 % of runs by chance".to_owned()));
    }
    if chart.observed.is_some() {
        keys.push((Swatch::Line(Ink::Observed), "this run".to_owned()));
    }
    keys
}

fn describe(chart: &DotPlot, dots: usize, format: &dyn Format) -> String {
    let mut words = match span(chart.runs) {
        Some(ends) => format!(
            "{dots} dots, each {}; they came to {}.",
            each(chart, dots, format),
            between(ends, format)
        ),
        None => "No runs yet.".to_owned(),
    };
    for label in [chart.range_label, chart.observed_label] {
        if !label.is_empty() {
            words.push_str(&format!(" {label}."));
        }
    }
    words
}

fn table(runs: &[(u64, u64)], format: &dyn Format) -> Table {
    let mut table = Table::new(&["From", "To", "Runs", "Share of runs"]);
    let Some(ends) = span(runs) else { return table };
    let (bins, all) = (Bins::of(runs, ends, ROWS), total(runs) as f64);
    for (i, &times) in bins.runs.iter().enumerate().filter(|(_, times)| **times > 0) {
        let share = times as f64 / all;
        let mut row: Vec<Cell> = bins.ends(i).map(|count| Cell::count(count, format.count(count))).into();
        row.push(Cell::count(times, format.count(times)));
        row.push(Cell::number(share, format.share(share)));
        table.rows.push(row);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::super::format::Plain;
    use super::super::shape::Shape;
    use super::*;

    const CHART: DotPlot = DotPlot {
        caption: Caption { title: "Runs", description: "" },
        counted: "tasks",
        runs: &[],
        dots: 50,
        range95: Some([12, 28]),
        range_label: "95 of 100 runs: 12 to 28",
        observed: Some(17),
        observed_label: "this run: 17",
        threshold: None,
    };

    fn circles(drawing: &Drawing) -> Vec<([f64; 2], f64, Ink)> {
        let circle = |mark: &super::super::drawing::Mark| match mark.shape {
            Shape::Circle { at, r, .. } => Some((at, r, mark.ink)),
            _ => None,
        };
        let dots = drawing.marks.iter().filter_map(circle);
        dots.filter(|dot| dot.0[1] < HEAD + FIELD).collect()
    }

    #[test]
    fn each_dot_is_an_equal_part_of_the_runs() {
        let runs: Vec<(u64, u64)> = (1..=1000).map(|count| (count, 1)).collect();
        let values = quantiles(&runs, 20);
        assert_eq!((values.len(), values[0], values[19]), (20, 26, 976));
        assert_eq!(quantiles(&[(3, 2), (5, 1)], 50), [3, 3, 5]);
        assert_eq!(quantiles(&[(7, u64::MAX)], 20), [7; 20]);
        assert!(quantiles(&[], 20).is_empty());
    }

    #[test]
    fn dots_keep_apart_at_every_width() {
        let runs: Vec<(u64, u64)> = (8..=33).map(|count| (count, 1 + (count - 8) * (33 - count))).collect();
        let huge: Vec<(u64, u64)> = (0..10_000).map(|i| (1_000_000_000 + i * i % 77_777, 1)).collect();
        let mut huge = huge;
        huge.sort_unstable();
        for runs in [&runs[..], &huge, &[(20, 1)], &[(20, 1000)], &[]] {
            for width in [3.0, 320.0, 1200.0] {
                let drawing = dotplot(&DotPlot { runs, ..CHART }, width, &Plain);
                let dots = circles(&drawing);
                assert_eq!(dots.len() as u64, total(runs).min(50));
                for (i, a) in dots.iter().enumerate() {
                    for b in &dots[..i] {
                        let apart = libm::hypot(a.0[0] - b.0[0], a.0[1] - b.0[1]);
                        assert!(apart >= a.1 + b.1 - 0.02, "{a:?} {b:?} at {width}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_threshold_picks_dots() {
        let drawing =
            dotplot(&DotPlot { runs: &[(10, 3), (20, 7)], threshold: Some(15), ..CHART }, 500.0, &Plain);
        let picked = circles(&drawing).iter().filter(|dot| dot.2 == Ink::Picked).count();
        assert_eq!(picked, 3);
        assert_eq!(drawing.focus[0].label, "10: 3 dots");
        assert_eq!(drawing.focus.last().unwrap().label, "this run: 17");
        assert_eq!(
            drawing.description,
            "10 dots, each one run; they came to 10 to 20. 95 of 100 runs: 12 to 28. this run: 17."
        );
    }

    #[test]
    fn the_table_is_short_however_many_counts_there_are() {
        let runs: Vec<(u64, u64)> = (0..100_000).map(|count| (count, 1)).collect();
        let table = table(&runs, &Plain);
        assert!(table.rows.len() <= ROWS as usize && table.rows.len() > 100);
    }
}
