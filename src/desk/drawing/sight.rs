//! Which part of a chart's rows is drawn while they scroll. Pure.

use crate::chart::Drawing;

/// Rows higher than this scroll; `chart.css` has the same height for their box [px]. It ends within a row of 44
/// and of 64, so that it is seen that there are more.
const TALLEST: f64 = 462.0;

/// Drawn anew is after so many pixels: a row of a split.
const STEP: f64 = 44.0;

/// So much is drawn beyond what is in sight on either side [px]. Every row more is drawn
/// anew with all others when the width changes.
const BEYOND: f64 = 88.0;

/// Kept clear between a value that is gone to and the edge of the box [px].
const CLEAR: f64 = 32.0;

/// Where the rows end, if there are so many that they scroll.
#[must_use]
pub fn long(drawing: &Drawing) -> Option<f64> {
    drawing.rows_end.filter(|end| *end > TALLEST)
}

/// How far rows are scrolled, in steps: while this stays, the same shapes are drawn.
#[must_use]
pub fn step(scrolled: f64) -> f64 {
    libm::floor(scrolled / STEP).max(0.0) * STEP
}

/// The heights between which shapes are drawn at a step.
#[must_use]
pub fn drawn(step: f64) -> [f64; 2] {
    [step - BEYOND, step + STEP + TALLEST + BEYOND]
}

/// How far to scroll for a height to be seen; `None` where it is.
#[must_use]
pub fn follow(y: f64, scrolled: f64) -> Option<f64> {
    if y < scrolled + CLEAR {
        Some((y - CLEAR).max(0.0)).filter(|to| *to < scrolled)
    } else {
        (y > scrolled + TALLEST - CLEAR).then_some(y - TALLEST + CLEAR)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_rows_do_not_scroll() {
        let rows = |rows_end| Drawing { rows_end, ..Drawing::default() };
        assert_eq!(long(&rows(Some(4_400.0))), Some(4_400.0));
        assert_eq!((long(&rows(Some(44.0))), long(&rows(None))), (None, None));
    }

    #[test]
    fn what_is_in_sight_is_drawn_wherever_it_is_scrolled() {
        for scrolled in (0..4_000).map(f64::from) {
            let [from, to] = drawn(step(scrolled));
            assert!(from <= scrolled - BEYOND && to >= scrolled + TALLEST + BEYOND, "{scrolled}");
            assert!(to - from < TALLEST + 2.0 * BEYOND + 2.0 * STEP);
        }
        assert_eq!(step(-30.0), 0.0);
    }

    #[test]
    fn a_value_that_is_gone_to_comes_into_sight() {
        assert_eq!((follow(22.0, 0.0), follow(300.0, 0.0)), (None, None));
        for (y, scrolled) in [(22.0, 400.0), (4_378.0, 0.0), (990.0, 1_000.0), (1_559.0, 1_000.0)] {
            let to = follow(y, scrolled).unwrap();
            assert!(to >= 0.0 && y > to && y < to + TALLEST, "{y}: {to}");
            assert_eq!(follow(y, to), None);
        }
    }
}
