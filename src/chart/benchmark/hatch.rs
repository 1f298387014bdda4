//! Bars filled with slanted lines, for areas that colour alone must not tell.

/// Which way the lines slant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::chart) enum Lean {
    /// Up to the right.
    Right,
    /// Up to the left.
    Left,
}

/// From one line to the next, along.
const APART: f64 = 7.0;

/// The lines within bars, each from its left and top to its right and bottom, at the same places
/// whatever the bars: those of neighbours meet.
pub(in crate::chart) fn hatch(bars: impl Iterator<Item = [f64; 4]>, lean: Lean) -> Vec<Vec<[f64; 2]>> {
    bars.flat_map(|bar| lines(bar, lean)).collect()
}

fn lines([left, top, right, bottom]: [f64; 4], lean: Lean) -> Vec<Vec<[f64; 2]>> {
    // What is the same all along a line: x + y where it rises to the right, x − y where to the left.
    let sign = if lean == Lean::Right { 1.0 } else { -1.0 };
    let ends = [left + sign * top, left + sign * bottom, right + sign * top, right + sign * bottom];
    let (low, high) = ends.iter().fold((f64::MAX, f64::MIN), |(low, high), &s| (low.min(s), high.max(s)));
    let (first, last) = (libm::ceil(low / APART) as i64, libm::floor(high / APART) as i64);
    let line = |i: i64| {
        let sum = i as f64 * APART;
        // Where it leaves the bar, along: at an edge, or where it is as high as the top or the bottom.
        let [a, b] = [top, bottom].map(|y| sum - sign * y);
        let (from, to) = (left.max(a.min(b)), right.min(a.max(b)));
        (to - from > 0.2).then(|| [from, to].map(|x| [x, sign * (sum - x)]).to_vec())
    };
    (first..=last).filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stay_within_their_bar_and_slant() {
        let bar = [10.0, 100.0, 31.0, 150.0];
        for (lean, slope) in [(Lean::Right, -1.0), (Lean::Left, 1.0)] {
            let lines = hatch([bar].into_iter(), lean);
            assert!(lines.len() >= 9, "{lines:?}");
            for line in lines {
                let [[x1, y1], [x2, y2]] = [line[0], line[1]];
                assert!(((y2 - y1) / (x2 - x1) - slope).abs() < 1e-9, "{line:?}");
                let inside = |[x, y]: [f64; 2]| {
                    (10.0..=31.0).contains(&x) && (100.0 - 1e-9..=150.0 + 1e-9).contains(&y)
                };
                assert!(inside(line[0]) && inside(line[1]), "{line:?}");
            }
        }
    }

    #[test]
    fn lines_of_neighbours_meet() {
        let lines = hatch([[0.0, 0.0, 10.0, 50.0], [10.0, 0.0, 20.0, 50.0]].into_iter(), Lean::Right);
        let at = |x: f64| -> Vec<f64> {
            let ends = lines.iter().flatten().filter(|end| (end[0] - x).abs() < 1e-9);
            ends.map(|end| end[1]).collect()
        };
        let mut met = at(10.0);
        met.sort_by(f64::total_cmp);
        assert!(
            met.len() >= 12 && met.chunks(2).all(|pair| pair.len() == 2 && pair[0] == pair[1]),
            "{met:?}"
        );
    }

    #[test]
    fn what_is_flat_has_no_lines() {
        assert!(hatch([[0.0, 50.0, 10.0, 50.0]].into_iter(), Lean::Left).is_empty());
        assert!(hatch(std::iter::empty(), Lean::Left).is_empty());
    }
}
