//! Names of points in a field that keep clear of each other and of the points.

/// A point that is to be named.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    /// Where it is.
    pub at: [f64; 2],
    /// The size of its name.
    pub size: [f64; 2],
}

/// Where a name stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Callout {
    /// Its upper left corner.
    pub corner: [f64; 2],
    /// The ends of a line from the point to the name, where it stands off.
    pub leader: Option<[[f64; 2]; 2]>,
}

/// How far names stand off, nearest first.
const DISTANCES: [f64; 4] = [8.0, 16.0, 28.0, 44.0];
/// Directions from a point, those that read best first.
const DIRECTIONS: [[f64; 2]; 8] =
    [[1.0, 0.0], [-1.0, 0.0], [0.0, -1.0], [0.0, 1.0], [0.8, -0.7], [0.8, 0.7], [-0.8, -0.7], [-0.8, 0.7]];

type Area = [f64; 4];

/// Places names within an area given by its corners; the first ones matter most. `None` for a
/// name that finds no room. Names never lie over `firm` points, and over `soft` ones only where
/// there is no other room.
pub(super) fn place(
    points: &[Point],
    firm: &[[f64; 2]],
    soft: &[[f64; 2]],
    bounds: Area,
) -> Vec<Option<Callout>> {
    let mut taken: Vec<Area> = points.iter().map(|point| square(point.at)).collect();
    taken.extend(firm.iter().copied().map(square));
    let soft: Vec<Area> = soft.iter().copied().map(square).collect();
    let clear = |area: &Area, of: &[Area]| {
        let inside =
            area[0] >= bounds[0] && area[1] >= bounds[1] && area[2] <= bounds[2] && area[3] <= bounds[3];
        inside && !of.iter().any(|other| overlap(area, other))
    };
    let mut placed = Vec::with_capacity(points.len());
    for point in points {
        let best = tries(point).find(|(area, _)| clear(area, &taken) && clear(area, &soft));
        let found = best.or_else(|| tries(point).find(|(area, _)| clear(area, &taken)));
        placed.push(found.map(|(area, leader)| {
            taken.push([area[0] - 3.0, area[1], area[2] + 3.0, area[3]]);
            Callout { corner: [area[0], area[1]], leader }
        }));
    }
    placed
}

/// What the mark of a point covers.
fn square([x, y]: [f64; 2]) -> Area {
    const HALF: f64 = 4.5;
    [x - HALF, y - HALF, x + HALF, y + HALF]
}

/// The places a name may stand, best first.
fn tries(point: &Point) -> impl Iterator<Item = (Area, Option<[[f64; 2]; 2]>)> {
    let Point { at: [x, y], size: [w, h] } = *point;
    DISTANCES.into_iter().flat_map(move |distance| {
        DIRECTIONS.into_iter().map(move |[dx, dy]| {
            let tip = [x + dx * distance, y + dy * distance];
            // The name hangs on its tip by the side or corner that is nearest to the point.
            let hang = |d: f64| {
                if d > 0.0 {
                    0.0
                } else if d < 0.0 {
                    1.0
                } else {
                    0.5
                }
            };
            let (left, top) = (tip[0] - w * hang(dx), tip[1] - h * if dx == 0.0 { hang(dy) } else { 0.5 });
            let start = [x + dx * 5.0, y + dy * 5.0];
            ([left, top, left + w, top + h], (distance > 10.0).then_some([start, tip]))
        })
    })
}

fn overlap(a: &Area, b: &Area) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Area = [0.0, 0.0, 400.0, 200.0];

    #[test]
    fn names_keep_clear_of_each_other_and_of_points() {
        let points: Vec<Point> = (0..30)
            .map(|i| Point { at: [f64::from(i * 37 % 400), f64::from(i * 53 % 200)], size: [70.0, 14.0] })
            .collect();
        let placed = place(&points, &[], &[], BOUNDS);
        let areas: Vec<Area> = placed
            .iter()
            .flatten()
            .map(|callout| {
                let [x, y] = callout.corner;
                [x, y, x + 70.0, y + 14.0]
            })
            .collect();
        assert!(areas.len() > 15, "{}", areas.len());
        for (i, a) in areas.iter().enumerate() {
            assert!(areas[..i].iter().all(|b| !overlap(a, b)));
            assert!(a[0] >= 0.0 && a[1] >= 0.0 && a[2] <= 400.0 && a[3] <= 200.0);
            let inside = |p: &Point| p.at[0] > a[0] && p.at[0] < a[2] && p.at[1] > a[1] && p.at[1] < a[3];
            assert!(!points.iter().any(inside));
        }
    }

    #[test]
    fn the_first_name_has_the_best_place() {
        let point = Point { at: [100.0, 100.0], size: [50.0, 14.0] };
        let placed = place(&[point, point], &[], &[], BOUNDS);
        assert_eq!(placed[0], Some(Callout { corner: [108.0, 93.0], leader: None }));
        assert!(placed[1].is_some_and(|second| second.corner[0] < 100.0));
        assert_eq!(place(&[point], &[], &[], [90.0, 90.0, 110.0, 110.0]), [None]);
        assert!(place(&[], &[], &[], BOUNDS).is_empty());
        // All around is taken: by points that may be covered, and by points that may not.
        let around: Vec<[f64; 2]> =
            (0..60).flat_map(|i| (0..30).map(move |j| [f64::from(i) * 7.0, f64::from(j) * 7.0])).collect();
        assert!(place(&[point], &[], &around, BOUNDS)[0].is_some());
        assert_eq!(place(&[point], &around, &[], BOUNDS), [None]);
    }
}
