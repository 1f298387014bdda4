//! Lines and arrow heads as the text of SVG paths.

use std::fmt::Write;

/// A point.
pub(super) type Point = (f64, f64);

/// How long an arrow head is.
pub(super) const ARROW: f64 = 9.0;
/// Half its width.
const ARROW_HALF: f64 = 5.0;

/// Where an arrow points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heading {
    Right,
    Left,
    Down,
}

/// A filled triangle with its tip at a point.
pub(super) fn arrow((x, y): Point, heading: Heading) -> String {
    let (a, b) = match heading {
        Heading::Right => ((x - ARROW, y - ARROW_HALF), (x - ARROW, y + ARROW_HALF)),
        Heading::Left => ((x + ARROW, y - ARROW_HALF), (x + ARROW, y + ARROW_HALF)),
        Heading::Down => ((x - ARROW_HALF, y - ARROW), (x + ARROW_HALF, y - ARROW)),
    };
    format!("M{} L{} L{} Z", at((x, y)), at(a), at(b))
}

/// A line through level stretches, each from a point to one at the same height, joined by
/// curves that leave and arrive level.
pub(super) fn flowing(stretches: &[(Point, Point)]) -> String {
    let mut d = String::new();
    let mut here: Option<Point> = None;
    for &(start, end) in stretches {
        match here {
            None => push(&mut d, 'M', &[start]),
            Some(from) if (from.1 - start.1).abs() < 0.5 => push(&mut d, 'L', &[start]),
            Some(from) => {
                let middle = f64::midpoint(from.0, start.0);
                push(&mut d, 'C', &[(middle, from.1), (middle, start.1), start]);
            }
        }
        if end != start {
            push(&mut d, 'L', &[end]);
        }
        here = Some(end);
    }
    d
}

/// A line through points, with rounded corners.
pub(super) fn rounded(points: &[Point], radius: f64) -> String {
    let mut d = String::new();
    if let Some(&first) = points.first() {
        push(&mut d, 'M', &[first]);
    }
    for corner in points.windows(3) {
        if let &[before, here, after] = corner {
            push(&mut d, 'L', &[towards(here, before, radius)]);
            push(&mut d, 'Q', &[here, towards(here, after, radius)]);
        }
    }
    if let Some(&last) = points.last().filter(|_| points.len() > 1) {
        push(&mut d, 'L', &[last]);
    }
    d
}

/// The point some way from one to another, at most half way.
fn towards(from: Point, to: Point, way: f64) -> Point {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy);
    if length == 0.0 {
        return from;
    }
    let part = (way / length).min(0.5);
    (from.0 + dx * part, from.1 + dy * part)
}

fn push(d: &mut String, command: char, points: &[Point]) {
    if !d.is_empty() {
        d.push(' ');
    }
    d.push(command);
    for (i, &point) in points.iter().enumerate() {
        if i > 0 {
            d.push(' ');
        }
        d.push_str(&at(point));
    }
}

fn at((x, y): Point) -> String {
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = write!(text, "{} {}", tenth(x), tenth(y));
    text
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_valid_paths() {
        assert_eq!(flowing(&[((0.0, 5.0), (0.0, 5.0)), ((10.0, 5.0), (20.0, 5.0))]), "M0 5 L10 5 L20 5");
        assert_eq!(flowing(&[((0.0, 0.0), (0.0, 0.0)), ((10.0, 8.0), (10.0, 8.0))]), "M0 0 C5 0 5 8 10 8");
        assert_eq!(rounded(&[(0.0, 0.0), (10.0, 0.0), (10.0, 20.0)], 4.0), "M0 0 L6 0 Q10 0 10 4 L10 20");
        assert_eq!(arrow((10.0, 10.0), Heading::Right), "M10 10 L1 5 L1 15 Z");
    }
}
