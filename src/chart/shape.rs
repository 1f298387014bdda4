//! Shapes, and how SVG writes them.

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
/// filled, take their ink as a stroke, everything else as a fill. Text in [`Ink::Surface`](super::Ink::Surface) takes
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

    /// The heights between which it lies, with room for the width of its line.
    #[must_use]
    pub fn heights(&self) -> [f64; 2] {
        const ROOM: f64 = 2.0;
        let around = |y: f64, by: f64| [y - by - ROOM, y + by + ROOM];
        match self {
            Self::Rect { y, h, .. } => [*y - ROOM, y + h + ROOM],
            Self::Circle { at, r, .. } => around(at[1], *r),
            Self::Text { at, size, .. } => around(at[1], *size),
            Self::Line { from, to } => [from[1].min(to[1]) - ROOM, from[1].max(to[1]) + ROOM],
            Self::Path { pieces, .. } => {
                let ys = pieces.iter().flatten().map(|at| at[1]);
                let start = [f64::INFINITY, f64::NEG_INFINITY];
                let [low, high] = ys.fold(start, |[low, high], y| [low.min(y), high.max(y)]);
                [low - ROOM, high + ROOM]
            }
        }
    }

    /// Moves it.
    pub(super) fn shift(&mut self, dx: f64, dy: f64) {
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
}
