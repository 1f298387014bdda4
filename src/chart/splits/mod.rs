//! The splits of any number of outputs as rows on one axis: what was asked for, what came out,
//! and the ranges of chance. A page may draw the rows that are in sight alone ([`Drawing::between`]).

use crate::chart::axis::{AxisSpec, Unit};
use crate::chart::drawing::{Caption, Drawing, Sheet};
use crate::chart::format::Format;
use crate::chart::ink::{Flag, Ink};
use crate::chart::legend::{self, Key, Swatch};
use crate::chart::plot::{FOOT, LABEL, NAME, Plot, Rows};
use crate::chart::scale::Scale;
use crate::chart::shape::Anchor;
use crate::chart::split::{Axis, Marks, measure, zero};
use crate::chart::table::{Cell, Table};
use crate::chart::text::fit;

/// What is drawn and written for one output.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SplitRow<'a> {
    /// The output's name.
    pub name: &'a str,
    /// Its shares.
    pub marks: Marks,
    /// What is said of it; `None` where nothing is judged.
    pub flag: Option<Flag>,
    /// How what came out reads: `17 · 17 %`.
    pub observed: &'a str,
    /// How what was asked for reads: `asked 20 %`.
    pub intended: &'a str,
    /// How the 95 % range reads: `12 to 28`.
    pub range: &'a str,
}

/// From this width on, names and numbers stand beside the tracks and not above them.
const WIDE: f64 = 480.0;
const TRACK: f64 = 16.0;
const GAP: f64 = 12.0;
/// The thinnest band, so that a range of one count can be seen.
const THINNEST: f64 = 3.0;

/// Where the rows of splits are, whatever is written in them.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Layout {
    width: f64,
    rows: usize,
    axis: Axis,
    scale: Scale,
    /// How many pixels one row takes.
    row_height: f64,
}

impl Layout {
    /// Finds an axis on which all rows can be shown.
    fn of(marks: &[Marks], width: f64) -> Self {
        let width = if width.is_finite() { width.max(1.0) } else { 1.0 };
        let wide = width >= WIDE;
        let [names, numbers] = [(0.24 * width).clamp(120.0, 260.0), (0.24 * width).clamp(120.0, 200.0)];
        let range = if wide {
            [names + GAP, width - numbers - GAP]
        } else {
            [8.0_f64.min(0.2 * width), (width - 8.0).max(0.8 * width)]
        };
        let (axis, domain) = measure(marks);
        let row_height = if wide { 44.0 } else { 64.0 };
        Self { width, rows: marks.len(), axis, scale: Scale::linear(domain, range), row_height }
    }

    /// How high all rows are.
    fn height(&self) -> f64 {
        self.row_height * self.rows as f64
    }

    /// The rows without the axis.
    fn body(&self, rows: &[SplitRow], format: &dyn Format) -> Drawing {
        let mut drawing = Drawing::new(self.width, self.row_height * rows.len() as f64, Caption::default());
        let reach = if self.width >= WIDE { self.row_height / 2.0 } else { TRACK / 2.0 + 4.0 };
        let lines = Rows { count: rows.len(), first: self.row_height / 2.0, step: self.row_height, reach };
        Plot::leaders(&mut drawing, &self.spec(), self.scale.range, lines, format);
        for (i, row) in rows.iter().enumerate() {
            self.row(&mut drawing, row, self.row_height * i as f64);
        }
        drawing
    }

    /// The axis below the rows.
    fn axis_below(&self, format: &dyn Format) -> Drawing {
        let mut drawing = Drawing::new(self.width, FOOT, Caption::default());
        Plot::below(&mut drawing, &self.spec(), self.scale.range, 0.0, format);
        drawing
    }

    fn spec(&self) -> AxisSpec<'static> {
        let (title, unit) = match self.axis {
            Axis::Share => ("Share", Unit::Share),
            Axis::Deviation => ("Points off what was asked for", Unit::Points),
        };
        AxisSpec { domain: self.scale.domain, log: false, title, unit }
    }

    fn row(&self, drawing: &mut Drawing, row: &SplitRow, top: f64) {
        let wide = self.width >= WIDE;
        let [left, right] = self.scale.range;
        let middle = top + self.row_height / 2.0;
        if wide {
            let (names, numbers) = (left - GAP, self.width - right - GAP);
            let [upper, lower] = [middle - 3.0, middle + 13.0];
            words(drawing, row, [upper, lower], [names, numbers], right + GAP);
        } else {
            let half = self.width / 2.0 - 4.0;
            words(drawing, row, [top + 14.0, top + 56.0], [half * 1.1, half * 0.9], self.width);
        }
        drawing.rule(Ink::Grid, [left, middle], [right, middle]);
        self.bands(drawing, &row.marks, middle);
        self.pointers(drawing, row, middle);
        if let Some(share) = row.marks.observed {
            drawing.reach([self.at(&row.marks, share), middle], read_out(row));
        }
    }

    fn at(&self, marks: &Marks, share: f64) -> f64 {
        self.scale.at(share - zero(marks, self.axis))
    }

    fn bands(&self, drawing: &mut Drawing, marks: &Marks, middle: f64) {
        let bands = [
            (marks.band999, TRACK - 4.0, Ink::Band999, Ink::Edge999),
            (marks.band95, TRACK, Ink::Band95, Ink::Edge95),
        ];
        for (band, height, fill, edge) in bands {
            let Some(ends) = band else { continue };
            let [from, to] = ends.map(|share| self.at(marks, share));
            let w = (to - from).max(THINNEST);
            let area = [(from + to - w) / 2.0, middle - height / 2.0, w, height];
            drawing.rect(fill, area, 0.0);
            drawing.frame(edge, area);
        }
    }

    fn pointers(&self, drawing: &mut Drawing, row: &SplitRow, middle: f64) {
        let marks = &row.marks;
        if let Some(ends) = marks.runs {
            let [from, to] = ends.map(|share| self.at(marks, share));
            drawing.rule(Ink::Observed, [from, middle], [to, middle]);
            for x in [from, to] {
                drawing.rule(Ink::Observed, [x, middle - 4.0], [x, middle + 4.0]);
            }
        }
        if let Some(share) = marks.intended {
            let x = self.at(marks, share);
            drawing.rule(Ink::Intended, [x, middle - 11.0], [x, middle + 11.0]);
        }
        if let Some(share) = marks.observed {
            // What is unusual has a shape and an ink of its own; all else is what was observed.
            let flag = row.flag.unwrap_or(Flag::Ordinary);
            let ink = if flag > Flag::Ordinary { flag.ink() } else { Ink::Observed };
            drawing.flag(flag.max(Flag::Ordinary), ink, [self.at(marks, share), middle], 5.5);
        }
    }
}

/// Name and numbers on two lines each, in the room that each side has.
fn words(drawing: &mut Drawing, row: &SplitRow, ys: [f64; 2], rooms: [f64; 2], right: f64) {
    let wide = drawing.width >= WIDE;
    let at = if wide { right } else { drawing.width };
    let anchor = if wide { Anchor::Start } else { Anchor::End };
    let room =
        |text: &str, size: f64, room: f64| if room > 24.0 { fit(text, size, room) } else { String::new() };
    drawing.strong(Ink::Text, [0.0, ys[0]], Anchor::Start, NAME, room(row.name, NAME * 1.04, rooms[0]));
    drawing.text(Ink::Muted, [0.0, ys[1]], Anchor::Start, LABEL, room(row.intended, LABEL, rooms[0]));
    drawing.strong(Ink::Text, [at, ys[0]], anchor, LABEL, room(row.observed, LABEL * 1.04, rooms[1]));
    drawing.text(Ink::Muted, [at, ys[1]], anchor, LABEL, room(row.range, LABEL, rooms[1]));
}

/// `Review: 17 · 17 %, asked 20 %, 12 to 28, ordinary`.
fn read_out(row: &SplitRow) -> String {
    let flag = row.flag.map_or("", Flag::word);
    let parts = [row.observed, row.intended, row.range, flag].into_iter().filter(|part| !part.is_empty());
    format!("{}: {}", row.name, parts.collect::<Vec<_>>().join(", "))
}

/// Draws all rows with their axis.
#[must_use]
pub fn splits(caption: Caption, rows: &[SplitRow], sheet: impl Into<Sheet>, format: &dyn Format) -> Drawing {
    let sheet = sheet.into();
    let mut drawing = Drawing::new(sheet.width, 0.0, caption);
    let marks: Vec<Marks> = rows.iter().map(|row| row.marks).collect();
    let layout = Layout::of(&marks, drawing.width);
    let body = layout.body(rows, format);
    drawing.take(body, 0.0, 0.0);
    let end = layout.height();
    drawing.rows_end = Some(end);
    drawing.take(layout.axis_below(format), 0.0, end);
    let keys = keys(rows, format);
    drawing.height = end + FOOT + legend::height(&keys, drawing.width);
    legend::draw(&mut drawing, end + FOOT, &keys);
    drawing.number(sheet, || table(rows, format));
    drawing.describe(|| {
        rows.iter().take(12).map(|row| read_out(row) + ". ").collect::<String>().trim_end().to_owned()
    });
    drawing
}

fn table(rows: &[SplitRow], format: &dyn Format) -> Table {
    let mut table =
        Table::new(&["Output", "Intended", "Observed", "Share", "95 % range", "From", "To", "Verdict"]);
    for row in rows {
        let share = |share: Option<f64>| share.map_or_else(Cell::none, |s| Cell::number(s, format.share(s)));
        let end = |i: usize| share(row.marks.band95.and_then(|band| band.get(i).copied()));
        table.rows.push(vec![
            Cell::text(row.name),
            share(row.marks.intended),
            Cell::text(row.observed),
            share(row.marks.observed),
            Cell::text(row.range),
            end(0),
            end(1),
            row.flag.map_or_else(Cell::none, |flag| Cell::text(flag.word())),
        ]);
    }
    table
}

fn keys(rows: &[SplitRow], format: &dyn Format) -> Vec<Key> {
    let any = |seen: fn(&Marks) -> bool| rows.iter().any(|row| seen(&row.marks));
    let flagged = |flag: Flag| rows.iter().any(|row| row.flag == Some(flag));
    let keys = [
        (any(|marks| marks.observed.is_some()), Swatch::Dot(Ink::Observed), "observed"),
        (flagged(Flag::Unusual), Swatch::Flag(Flag::Unusual), "unusual"),
        (flagged(Flag::Suspicious), Swatch::Flag(Flag::Suspicious), "suspicious"),
        (any(|marks| marks.intended.is_some()), Swatch::Tick(Ink::Intended), "intended"),
        (any(|marks| marks.band95.is_some()), Swatch::Band95, "95 % of runs by chance"),
        (any(|marks| marks.band999.is_some()), Swatch::Band999, "99.9 %"),
        (any(|marks| marks.runs.is_some()), Swatch::Line(Ink::Observed), "95 % of the runs made"),
    ];
    keys.into_iter().filter(|key| key.0).map(|(_, swatch, words)| (swatch, format.words(words))).collect()
}

#[cfg(test)]
mod tests;
