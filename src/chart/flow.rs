//! How wide edges are that tasks went along, and which paths they took.

use super::axis::SMALL;
use super::drawing::{Caption, Drawing};
use super::format::Format;
use super::ink::Ink;
use super::shape::Anchor;
use super::table::{Cell, Table};
use super::text::width as text_width;

/// From counts to widths of lines: in proportion, so that what leaves a stage is as wide as what
/// comes in; no count that is there is thinner than can be seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FlowScale {
    most: u64,
    widest: f64,
}

/// The thinnest line of an edge that was used.
const THINNEST: f64 = 1.0;
const GAP: f64 = 18.0;
/// How long the sample of a line is.
const SAMPLE: f64 = 28.0;

impl FlowScale {
    /// A scale on which the busiest edge is as wide as said.
    #[must_use]
    pub fn of(counts: &[u64], widest: f64) -> Self {
        Self { most: counts.iter().copied().max().unwrap_or(0), widest: widest.max(THINNEST) }
    }

    /// The width of the line for a count; 0 where no task went.
    #[must_use]
    pub fn width(&self, count: u64) -> f64 {
        if count == 0 || self.most == 0 {
            return 0.0;
        }
        let width = self.widest * (count as f64 / self.most as f64).min(1.0);
        ((width * 10.0).round() / 10.0).max(THINNEST)
    }

    /// Round counts whose widths a reader can tell apart, falling; the first is near the widest.
    #[must_use]
    pub fn ticks(&self) -> Vec<u64> {
        let mut ticks: Vec<u64> = Vec::new();
        for factor in [1.0, 0.4, 0.1] {
            let tick = round_down((self.most as f64 * factor) as u64);
            if tick > 0 && ticks.last() != Some(&tick) {
                ticks.push(tick);
            }
        }
        ticks
    }

    /// What lines of some widths stand for.
    #[must_use]
    pub fn legend(&self, width: f64, format: &dyn Format) -> Drawing {
        let caption = Caption { title: "Tasks along a line", description: "" };
        let row = self.widest.max(16.0) + 4.0;
        let mut drawing = Drawing::new(width, row, caption);
        drawing.table = Table::new(&["Tasks", "Width in pixels"]);
        let (mut x, mut y) = (0.0, 0.0);
        for tick in self.ticks() {
            let (words, thick) = (format.count(tick), self.width(tick));
            let needed = SAMPLE + 7.0 + text_width(&words, SMALL);
            if x > 0.0 && x + needed > drawing.width {
                (x, y) = (0.0, y + row);
            }
            let middle = y + row / 2.0;
            drawing.rect(Ink::Runs, [x, middle - thick / 2.0, SAMPLE, thick], 0.0);
            if needed <= drawing.width {
                drawing.text(
                    Ink::Muted,
                    [x + SAMPLE + 7.0, middle + 4.0],
                    Anchor::Start,
                    SMALL,
                    words.clone(),
                );
            }
            drawing
                .table
                .rows
                .push(vec![Cell::count(tick, words), Cell::number(thick, format.compact(thick))]);
            x += needed + GAP;
        }
        drawing.height = y + row;
        drawing.describe(|| "The wider a line, the more tasks went along it.".to_owned());
        drawing
    }
}

/// The largest of 1, 2, 5, 10, 20, … that is not above a count.
fn round_down(count: u64) -> u64 {
    let power = count.checked_ilog10().map_or(0, |exponent| 10_u64.pow(exponent));
    [5, 2, 1].into_iter().map(|factor| power.saturating_mul(factor)).find(|&tick| tick <= count).unwrap_or(0)
}

/// A way that tasks took from stage to stage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Route<'a> {
    /// The stages in turn, ready to be read: `Data → Annotate → Complete`.
    pub stages: &'a str,
    /// Tasks that took it.
    pub count: u64,
    /// Its share by the shares asked for, where these decide.
    pub intended: Option<f64>,
}

/// Routes as a table, those that most tasks took first.
#[must_use]
pub fn routes(routes: &[Route], tasks: u64, format: &dyn Format) -> Table {
    let mut table = Table::new(&["Route", "Tasks", "Share", "Intended"]);
    let mut sorted: Vec<&Route> = routes.iter().collect();
    sorted.sort_by_key(|route| std::cmp::Reverse(route.count));
    for route in sorted {
        let share = (tasks > 0).then(|| route.count as f64 / tasks as f64);
        let mut row = vec![Cell::text(route.stages), Cell::count(route.count, format.count(route.count))];
        let cell = |share: Option<f64>| share.map_or_else(Cell::none, |s| Cell::number(s, format.share(s)));
        row.extend([share, route.intended].map(cell));
        table.rows.push(row);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::super::format::Plain;
    use super::*;

    #[test]
    fn widths_are_in_proportion() {
        let scale = FlowScale::of(&[100, 20, 0], 12.0);
        assert_eq!(
            [100, 50, 20, 1, 0, 200].map(|count| scale.width(count)),
            [12.0, 6.0, 2.4, 1.0, 0.0, 12.0]
        );
        assert_eq!(FlowScale::of(&[], 12.0).width(5), 0.0);
        assert_eq!(FlowScale::of(&[1_000_000_000, 1], 12.0).width(1), THINNEST);
    }

    #[test]
    fn ticks_are_round_and_the_legend_fits() {
        assert_eq!(FlowScale::of(&[83], 12.0).ticks(), [50, 20, 5]);
        assert_eq!(FlowScale::of(&[1], 12.0).ticks(), [1]);
        assert_eq!(FlowScale::of(&[0], 12.0).ticks(), Vec::<u64>::new());
        assert_eq!(FlowScale::of(&[u64::MAX], 12.0).ticks().len(), 3);
        let scale = FlowScale::of(&[1_234_567_890], 14.0);
        let (wide, narrow) = (scale.legend(600.0, &Plain), scale.legend(150.0, &Plain));
        assert!(narrow.height > wide.height && narrow.table.rows.len() == 3);
        assert!(scale.legend(3.0, &Plain).height.is_finite());
    }

    #[test]
    fn routes_are_sorted() {
        let route = |stages, count, intended| Route { stages, count, intended };
        let table = routes(&[route("a → b", 17, Some(0.2)), route("a → c", 83, None)], 100, &Plain);
        assert_eq!(table.csv(), "Route,Tasks,Share,Intended\r\na → c,83,0.83,\r\na → b,17,0.17,0.2\r\n");
        assert_eq!(routes(&[route("a", 0, None)], 0, &Plain).rows[0][2], Cell::none());
    }
}
