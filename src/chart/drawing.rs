//! What a chart is: shapes with the ink of each, words for those who cannot see them, and the
//! values that can be reached by keyboard.

use super::ink::{Flag, Ink};
use super::table::Table;
use super::text::width as text_width;

/// Which part of a text stands at its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Its start.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

impl Anchor {
    /// The value of `text-anchor`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// A shape, in pixels from the upper left corner. Lines, and paths and circles that are not
/// filled, take their ink as a stroke, everything else as a fill. Text in [`Ink::Surface`] takes
/// it as both: it is the rim of the same text above it.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A rectangle with round corners of radius `r`.
    Rect {
        /// Left edge.
        x: f64,
        /// Top edge.
        y: f64,
        /// Width.
        w: f64,
        /// Height.
        h: f64,
        /// Radius of the corners.
        r: f64,
    },
    /// A straight line.
    Line {
        /// One end.
        from: [f64; 2],
        /// The other.
        to: [f64; 2],
    },
    /// Straight lines joined in pieces; filled pieces are closed.
    Path {
        /// The corners of each piece.
        pieces: Vec<Vec<[f64; 2]>>,
        /// Whether the inside takes the ink, not the line.
        filled: bool,
    },
    /// A circle.
    Circle {
        /// Its middle.
        at: [f64; 2],
        /// Its radius.
        r: f64,
        /// Whether the inside takes the ink, not the line.
        filled: bool,
    },
    /// One line of text.
    Text {
        /// Where it is anchored, on its baseline.
        at: [f64; 2],
        /// Which part of it stands there.
        anchor: Anchor,
        /// The font size.
        size: f64,
        /// Whether it is set in bold.
        strong: bool,
        /// What it says.
        text: String,
    },
}

impl Shape {
    /// The `d` of an SVG path; empty for shapes that are none.
    #[must_use]
    pub fn d(&self) -> String {
        let Self::Path { pieces, filled } = self else { return String::new() };
        let mut d = String::new();
        for piece in pieces {
            for (i, [x, y]) in piece.iter().enumerate() {
                d.push(if i == 0 { 'M' } else { 'L' });
                d.push_str(&number(*x));
                d.push(' ');
                d.push_str(&number(*y));
            }
            if *filled && !piece.is_empty() {
                d.push('Z');
            }
        }
        d
    }

    fn shift(&mut self, dx: f64, dy: f64) {
        let shift = |at: &mut [f64; 2]| *at = [at[0] + dx, at[1] + dy];
        match self {
            Self::Rect { x, y, .. } => (*x, *y) = (*x + dx, *y + dy),
            Self::Line { from, to } => [from, to].into_iter().for_each(shift),
            Self::Path { pieces, .. } => pieces.iter_mut().flatten().for_each(shift),
            Self::Circle { at, .. } | Self::Text { at, .. } => shift(at),
        }
    }
}

/// A length or a position with at most two decimals, as SVG writes it; 0 for what is no number.
#[must_use]
pub fn number(value: f64) -> String {
    let hundredths = (value * 100.0).round() as i64;
    let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    let sign = if hundredths < 0 { "-" } else { "" };
    match (rest, rest % 10) {
        (0, _) => format!("{sign}{whole}"),
        (_, 0) => format!("{sign}{whole}.{}", rest / 10),
        _ => format!("{sign}{whole}.{rest:02}"),
    }
}

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
    /// The numbers.
    pub table: Table,
    /// The values to be reached by keyboard, in reading order.
    pub focus: Vec<Focus>,
}

impl Drawing {
    pub(super) fn new(width: f64, height: f64, caption: Caption) -> Self {
        let width = if width.is_finite() { width.max(1.0) } else { 1.0 };
        let (title, description) = (caption.title.to_owned(), caption.description.to_owned());
        Self { width, height, title, description, ..Self::default() }
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
        let diamond = |r: f64| vec![[x, y - r], [x + r, y], [x, y + r], [x - r, y]];
        match flag {
            Flag::Ordinary => self.rimmed(ink, at, r),
            Flag::Unknown => {
                self.dot(Ink::Surface, at, r + 1.0);
                self.ring(ink, at, r - 0.5);
            }
            Flag::Unusual => {
                self.area(Ink::Surface, diamond(r + 3.5));
                self.area(ink, diamond(r + 1.5));
            }
            Flag::Suspicious => {
                self.rect(Ink::Surface, [x - r - 1.0, y - r - 1.0, 2.0 * r + 2.0, 2.0 * r + 2.0], 0.0);
                self.rect(ink, [x - r + 0.5, y - r + 0.5, 2.0 * r - 1.0, 2.0 * r - 1.0], 0.0);
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

    /// Takes in the shapes and the focus of another drawing, moved; words and table stay.
    pub(super) fn take(&mut self, mut other: Self, dx: f64, dy: f64) {
        other.marks.iter_mut().for_each(|mark| mark.shape.shift(dx, dy));
        self.marks.append(&mut other.marks);
        let moved = other.focus.into_iter().map(|f| Focus { x: f.x + dx, y: f.y + dy, ..f });
        self.focus.extend(moved);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let texts = [0.0, -0.001, 12.0, 12.345, -0.5, 1e9, f64::NAN, 0.05].map(number);
        assert_eq!(texts, ["0", "0", "12", "12.35", "-0.5", "1000000000", "0", "0.05"]);
    }

    #[test]
    fn a_path_closes_where_it_is_filled() {
        let pieces = vec![vec![[0.0, 1.0], [2.5, 3.0]], vec![], vec![[4.0, 4.0]]];
        let open = Shape::Path { pieces: pieces.clone(), filled: false };
        assert_eq!(open.d(), "M0 1L2.5 3M4 4");
        assert_eq!(Shape::Path { pieces, filled: true }.d(), "M0 1L2.5 3ZM4 4Z");
    }

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
