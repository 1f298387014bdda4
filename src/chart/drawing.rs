//! What a chart is: shapes with the ink of each, words for those who cannot see them, and the
//! values that can be reached by keyboard.

use super::ink::{Flag, Ink};
use super::shape::{Anchor, Shape};
use super::table::Table;
use super::text::width as text_width;

/// A shape in its ink.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// The shape.
    pub shape: Shape,
    /// What it stands for.
    pub ink: Ink,
}

/// A value that can be reached by keyboard.
#[derive(Debug, Clone, PartialEq)]
pub struct Focus {
    /// Where to show that it is reached.
    pub x: f64,
    /// The same, from the top.
    pub y: f64,
    /// What is read out.
    pub label: String,
}

/// What a chart is called and says, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Caption<'a> {
    /// Its name.
    pub title: &'a str,
    /// What it shows, in a sentence or two; if it is empty, the chart says it from its numbers.
    pub description: &'a str,
}

/// What a chart is drawn for; a width alone asks for the numbers too. Charts whose numbers are few take
/// the width.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sheet {
    /// How wide it is.
    pub width: f64,
    /// Whether the table of numbers is wanted as well. Of many values it takes longer than the shapes,
    /// and is seldom looked at.
    pub table: bool,
}

impl From<f64> for Sheet {
    fn from(width: f64) -> Self {
        Self { width, table: true }
    }
}

/// A chart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawing {
    /// Width of everything.
    pub width: f64,
    /// Height of everything.
    pub height: f64,
    /// What it is called.
    pub title: String,
    /// What it shows, in words.
    pub description: String,
    /// The shapes, those beneath first.
    pub marks: Vec<Mark>,
    /// The numbers; empty where the sheet asks for none.
    pub table: Table,
    /// The values to be reached by keyboard, in reading order.
    pub focus: Vec<Focus>,
    /// Where its rows end and what they are read by begins: the axis and the legend, which a page may
    /// keep in sight while the rows scroll. `None` for a chart that has no rows.
    pub rows_end: Option<f64>,
}

impl Drawing {
    pub(super) fn new(width: f64, height: f64, caption: Caption) -> Self {
        let width = if width.is_finite() { width.max(1.0) } else { 1.0 };
        let (title, description) = (caption.title.to_owned(), caption.description.to_owned());
        Self { width, height, title, description, ..Self::default() }
    }

    /// Puts the numbers beside the shapes, where they are wanted.
    pub(super) fn number(&mut self, sheet: Sheet, table: impl FnOnce() -> Table) {
        if sheet.table {
            self.table = table();
        }
    }

    /// Describes the chart where the caller has not.
    pub(super) fn describe(&mut self, description: impl FnOnce() -> String) {
        if self.description.is_empty() {
            self.description = description();
        }
    }

    pub(super) fn draw(&mut self, ink: Ink, shape: Shape) {
        self.marks.push(Mark { shape, ink });
    }

    pub(super) fn rect(&mut self, ink: Ink, [x, y, w, h]: [f64; 4], r: f64) {
        self.draw(ink, Shape::Rect { x, y, w: w.max(0.0), h: h.max(0.0), r });
    }

    /// The outline of a rectangle.
    pub(super) fn frame(&mut self, ink: Ink, [x, y, w, h]: [f64; 4]) {
        let (right, bottom) = (x + w.max(0.0), y + h.max(0.0));
        self.line(ink, vec![[x, y], [right, y], [right, bottom], [x, bottom], [x, y]]);
    }

    pub(super) fn rule(&mut self, ink: Ink, from: [f64; 2], to: [f64; 2]) {
        self.draw(ink, Shape::Line { from, to });
    }

    pub(super) fn line(&mut self, ink: Ink, points: Vec<[f64; 2]>) {
        self.draw(ink, Shape::Path { pieces: vec![points], filled: false });
    }

    pub(super) fn lines(&mut self, ink: Ink, pieces: Vec<Vec<[f64; 2]>>) {
        if !pieces.is_empty() {
            self.draw(ink, Shape::Path { pieces, filled: false });
        }
    }

    pub(super) fn area(&mut self, ink: Ink, points: Vec<[f64; 2]>) {
        self.draw(ink, Shape::Path { pieces: vec![points], filled: true });
    }

    pub(super) fn dot(&mut self, ink: Ink, at: [f64; 2], r: f64) {
        self.draw(ink, Shape::Circle { at, r, filled: true });
    }

    pub(super) fn ring(&mut self, ink: Ink, at: [f64; 2], r: f64) {
        self.draw(ink, Shape::Circle { at, r, filled: false });
    }

    /// A filled circle with a rim that keeps it apart from what is beneath.
    pub(super) fn rimmed(&mut self, ink: Ink, at: [f64; 2], r: f64) {
        self.dot(Ink::Surface, at, r + 1.5);
        self.dot(ink, at, r);
    }

    /// The mark of a count that something is said of, by shape as well as by ink.
    pub(super) fn flag(&mut self, flag: Flag, ink: Ink, at: [f64; 2], r: f64) {
        let [x, y] = at;
        match flag {
            Flag::Ordinary => self.rimmed(ink, at, r),
            Flag::Unknown => {
                self.dot(Ink::Surface, at, r + 1.0);
                self.ring(ink, at, r - 0.5);
            }
            Flag::Unusual => {
                self.area(Ink::Surface, diamond(at, r + 3.5));
                self.area(ink, diamond(at, r + 1.5));
            }
            Flag::Suspicious => {
                self.rect(Ink::Surface, [x - r - 1.0, y - r - 1.0, 2.0 * r + 2.0, 2.0 * r + 2.0], 0.0);
                self.rect(ink, [x - r + 0.5, y - r + 0.5, 2.0 * r - 1.0, 2.0 * r - 1.0], 0.0);
            }
        }
    }

    /// The marks of many counts that the same is said of, as one shape above one for their rims.
    pub(super) fn flags(&mut self, flag: Flag, ink: Ink, at: &[[f64; 2]], r: f64) {
        for (ink, [wide, narrow]) in [(Ink::Surface, [3.5, 1.0]), (ink, [1.5, -0.5])] {
            let outline = |at: &[f64; 2]| match flag {
                Flag::Suspicious => square(*at, r + narrow),
                _ => diamond(*at, r + wide),
            };
            let pieces: Vec<_> = at.iter().map(outline).collect();
            if !pieces.is_empty() {
                self.draw(ink, Shape::Path { pieces, filled: true });
            }
        }
    }

    pub(super) fn text(
        &mut self,
        ink: Ink,
        at: [f64; 2],
        anchor: Anchor,
        size: f64,
        text: impl Into<String>,
    ) {
        self.write(ink, at, anchor, size, false, text.into());
    }

    /// Text in bold.
    pub(super) fn strong(
        &mut self,
        ink: Ink,
        at: [f64; 2],
        anchor: Anchor,
        size: f64,
        text: impl Into<String>,
    ) {
        self.write(ink, at, anchor, size, true, text.into());
    }

    /// Text with a rim that keeps it apart from the lines beneath.
    pub(super) fn rimmed_text(&mut self, ink: Ink, at: [f64; 2], anchor: Anchor, size: f64, text: String) {
        self.text(Ink::Surface, at, anchor, size, text.clone());
        self.text(ink, at, anchor, size, text);
    }

    fn write(&mut self, ink: Ink, at: [f64; 2], anchor: Anchor, size: f64, strong: bool, text: String) {
        // Better no text than one that is cut off.
        if !text.is_empty() && text_width(&text, size) <= self.width {
            self.draw(ink, Shape::Text { at, anchor, size, strong, text });
        }
    }

    pub(super) fn reach(&mut self, [x, y]: [f64; 2], label: String) {
        self.focus.push(Focus { x, y, label });
    }

    /// The shapes of which something lies between two heights.
    pub fn between(&self, [top, bottom]: [f64; 2]) -> impl Iterator<Item = &Mark> {
        self.marks.iter().filter(move |mark| {
            let [from, to] = mark.shape.heights();
            from < bottom && to > top
        })
    }

    /// Takes in the shapes and the focus of another drawing, moved; words and table stay.
    pub(super) fn take(&mut self, mut other: Self, dx: f64, dy: f64) {
        other.marks.iter_mut().for_each(|mark| mark.shape.shift(dx, dy));
        self.marks.append(&mut other.marks);
        let moved = other.focus.into_iter().map(|f| Focus { x: f.x + dx, y: f.y + dy, ..f });
        self.focus.extend(moved);
    }
}

fn diamond([x, y]: [f64; 2], r: f64) -> Vec<[f64; 2]> {
    vec![[x, y - r], [x + r, y], [x, y + r], [x - r, y]]
}

fn square([x, y]: [f64; 2], r: f64) -> Vec<[f64; 2]> {
    vec![[x - r, y - r], [x + r, y - r], [x + r, y + r], [x - r, y + r]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_in_is_moved() {
        let mut part = Drawing::new(10.0, 10.0, Caption::default());
        part.line(Ink::Axis, vec![[1.0, 1.0], [2.0, 2.0]]);
        part.dot(Ink::Observed, [3.0, 3.0], 1.0);
        part.reach([3.0, 3.0], "here".to_owned());
        let mut whole = Drawing::new(20.0, 10.0, Caption::default());
        whole.take(part, 10.0, 5.0);
        assert_eq!(whole.marks[0].shape.d(), "M11 6L12 7");
        assert_eq!(whole.focus[0], Focus { x: 13.0, y: 8.0, label: "here".to_owned() });
    }
}
