//! Many points → as many as the pixels can tell apart.

/// What is closer together than this, in pixels, is one.
const FLAT: f64 = 0.5;

/// The points of a line, rising in x: of each column of pixels the first, the lowest, the
/// highest and the last, which draw the same as all of them; one alone where all are as high.
pub(super) fn thin(points: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let mut out: Vec<[f64; 2]> = Vec::new();
    let mut rest = points;
    while let Some(first) = rest.first() {
        let column = libm::floor(first[0]);
        let len = rest.iter().take_while(|point| libm::floor(point[0]) == column).count().max(1);
        let (here, next) = rest.split_at(len);
        keep_extremes(here, &mut out);
        rest = next;
    }
    // The line ends where it ends.
    let end = points.last().filter(|end| out.last() != Some(*end));
    out.extend(end);
    out
}

fn keep_extremes(column: &[[f64; 2]], out: &mut Vec<[f64; 2]>) {
    let position = |better: fn(f64, f64) -> bool| {
        let mut best = 0;
        for (i, point) in column.iter().enumerate() {
            if column.get(best).is_some_and(|held| better(point[1], held[1])) {
                best = i;
            }
        }
        best
    };
    let (low, high) = (position(|a, b| a < b), position(|a, b| a > b));
    let height = |i: usize| column.get(i).map_or(0.0, |point| point[1]);
    if height(high) - height(low) < FLAT {
        out.extend(column.first());
        return;
    }
    let mut kept = [0, low, high, column.len() - 1];
    kept.sort_unstable();
    let mut last = None;
    for i in kept {
        if last != Some(i) {
            out.extend(column.get(i));
        }
        last = Some(i);
    }
}

/// The pieces of a line that lie between two heights, cut where it leaves them.
pub(super) fn clip(points: &[[f64; 2]], [top, bottom]: [f64; 2]) -> Vec<Vec<[f64; 2]>> {
    let inside = |y: f64| y >= top && y <= bottom;
    // Where the line from one point to the next crosses a height.
    let cross = |a: [f64; 2], b: [f64; 2], y: f64| {
        let part = (y - a[1]) / (b[1] - a[1]);
        (part > 0.0 && part < 1.0).then(|| [((a[0] + part * (b[0] - a[0])) * 10.0).round() / 10.0, y])
    };
    let mut pieces: Vec<Vec<[f64; 2]>> = Vec::new();
    let mut piece: Vec<[f64; 2]> = Vec::new();
    let mut before: Option<[f64; 2]> = None;
    for &point in points {
        if let Some(before) = before {
            let mut crossings: Vec<[f64; 2]> =
                [top, bottom].into_iter().filter_map(|y| cross(before, point, y)).collect();
            if point[1] < before[1] {
                crossings.reverse();
            }
            piece.extend(crossings);
        }
        if inside(point[1]) {
            piece.push(point);
        } else if !piece.is_empty() {
            pieces.push(std::mem::take(&mut piece));
        }
        before = Some(point);
    }
    pieces.push(piece);
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_keeps_its_ends_and_extremes() {
        let many: Vec<[f64; 2]> =
            (0..1000).map(|i| [5.0 + f64::from(i) / 2000.0, f64::from((i * 7 + 500) % 1000)]).collect();
        let kept = thin(&many);
        assert_eq!(kept.len(), 4);
        assert_eq!((kept[0], kept[3]), (many[0], many[999]));
        let ys: Vec<f64> = kept.iter().map(|point| point[1]).collect();
        assert!(ys.contains(&0.0) && ys.contains(&999.0));
        let flat: Vec<[f64; 2]> = (0..1000).map(|i| [f64::from(i) / 100.0, 3.0]).collect();
        let kept = thin(&flat);
        assert_eq!((kept.len(), kept[0], kept[10]), (11, flat[0], flat[999]));
        assert_eq!(thin(&flat[..1]), &flat[..1]);
        assert!(thin(&[]).is_empty());
    }

    #[test]
    fn a_line_is_cut_where_it_leaves() {
        let line = [[0.0, -10.0], [10.0, 10.0], [20.0, 30.0], [30.0, 30.0], [40.0, 10.0]];
        assert_eq!(
            clip(&line, [0.0, 20.0]),
            [vec![[5.0, 0.0], [10.0, 10.0], [15.0, 20.0]], vec![[35.0, 20.0], [40.0, 10.0]]]
        );
        // One that goes right through is seen too, from either side.
        assert_eq!(clip(&[[0.0, -10.0], [10.0, 30.0]], [0.0, 20.0]), [[[2.5, 0.0], [7.5, 20.0]]]);
        assert_eq!(clip(&[[0.0, 30.0], [10.0, -10.0]], [0.0, 20.0]), [[[2.5, 20.0], [7.5, 0.0]]]);
        assert!(clip(&[[0.0, 30.0], [10.0, 40.0]], [0.0, 20.0]).is_empty());
        assert!(clip(&[], [0.0, 20.0]).is_empty());
    }
}
