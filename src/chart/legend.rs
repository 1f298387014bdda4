//! What the marks of a chart mean, below it.

use super::axis::SMALL;
use super::benchmark::{Lean, hatch};
use super::drawing::Drawing;
use super::ink::{Flag, Ink};
use super::shape::Anchor;
use super::text::{fit, width};

/// The mark that is explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Swatch {
    Dot(Ink),
    Ring(Ink),
    Line(Ink),
    Tick(Ink),
    Bar(Ink),
    Band95,
    Field95,
    Band999,
    Flag(Flag),
    Hatch(Ink, Lean),
    /// Words alone.
    None,
}

/// A mark and what it means.
pub(super) type Key = (Swatch, String);

const ROW: f64 = 19.0;
/// From the left of a mark to its words, and from these to the next mark.
const MARK: f64 = 27.0;
const GAP: f64 = 16.0;

/// How high the keys stand in a width.
pub(super) fn height(keys: &[Key], room: f64) -> f64 {
    layout(keys, room).last().map_or(0.0, |&(_, y)| y + ROW + 4.0)
}

/// Where each key begins.
fn layout(keys: &[Key], room: f64) -> Vec<(f64, f64)> {
    let (mut x, mut y) = (0.0, 4.0);
    let mut places = Vec::with_capacity(keys.len());
    for (_, words) in keys {
        let w = MARK + width(words, SMALL);
        if x > 0.0 && x + w > room {
            (x, y) = (0.0, y + ROW);
        }
        places.push((x, y));
        x += w + GAP;
    }
    places
}

/// Draws the keys below a height.
pub(super) fn draw(drawing: &mut Drawing, top: f64, keys: &[Key]) {
    for ((swatch, words), (x, y)) in keys.iter().zip(layout(keys, drawing.width)) {
        let (middle, y) = ([x + 10.0, top + y + ROW / 2.0], top + y);
        draw_swatch(drawing, *swatch, x, y, middle);
        let words = fit(words, SMALL, drawing.width - MARK);
        if drawing.width > MARK + SMALL {
            drawing.text(Ink::Muted, [x + MARK, y + 14.0], Anchor::Start, SMALL, words);
        }
    }
}

fn draw_swatch(drawing: &mut Drawing, swatch: Swatch, x: f64, y: f64, middle: [f64; 2]) {
    let band = [x, y + 3.0, 20.0, 13.0];
    match swatch {
        Swatch::Dot(ink) => drawing.dot(ink, middle, 5.0),
        Swatch::Ring(ink) => drawing.ring(ink, middle, 4.5),
        Swatch::Line(ink) => drawing.rule(ink, [x, middle[1]], [x + 20.0, middle[1]]),
        Swatch::Tick(ink) => drawing.rule(ink, [middle[0], y + 2.0], [middle[0], y + 17.0]),
        Swatch::Bar(ink) => drawing.rect(ink, band, 0.0),
        Swatch::Flag(flag) => drawing.flag(flag, flag.ink(), middle, 5.0),
        Swatch::Hatch(ink, lean) => {
            drawing.lines(ink, hatch([[x, y + 3.0, x + 20.0, y + 16.0]].into_iter(), lean));
        }
        Swatch::None => {}
        Swatch::Band95 | Swatch::Field95 | Swatch::Band999 => {
            let (fill, edge) = match swatch {
                Swatch::Band95 => (Ink::Band95, Ink::Edge95),
                Swatch::Field95 => (Ink::Field95, Ink::Edge95),
                _ => (Ink::Band999, Ink::Edge999),
            };
            drawing.rect(fill, band, 0.0);
            drawing.frame(edge, band);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::drawing::Caption;
    use super::super::shape::Shape;
    use super::*;

    #[test]
    fn keys_wrap_and_fit() {
        let keys: Vec<Key> = ["intended", "observed", "95 % of runs by chance", "99.9 %"]
            .map(|words| (Swatch::Dot(Ink::Observed), words.to_owned()))
            .into();
        assert!(height(&keys, 300.0) > height(&keys, 900.0));
        assert_eq!(height(&[], 300.0), 0.0);
        for room in [3.0, 60.0, 300.0] {
            let mut drawing = Drawing::new(room, 100.0, Caption::default());
            draw(&mut drawing, 0.0, &keys);
            for mark in &drawing.marks {
                if let Shape::Text { at, text, size, .. } = &mark.shape {
                    assert!(at[0] + width(text, *size) <= room, "{text} at {room}");
                }
            }
        }
    }
}
