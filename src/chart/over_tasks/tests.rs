use super::*;
use crate::chart::format::Plain;
use crate::chart::shape::Shape;

/// A run that sends every fifth task this way, but for a few.
fn trail(last: u64, step: usize) -> Vec<Reached> {
    (1..=last).step_by(step).map(|n| Reached { n, k: (n + 3 * (n % 7)) / 5 }).collect()
}

/// About two and three standard deviations.
fn limits(last: u64, step: usize, z: f64) -> Vec<Limits> {
    let half = |n: u64| z * (0.16 / n as f64).sqrt();
    let limit = |n: u64| Limits { n, low: (0.2 - half(n)).max(0.0), high: (0.2 + half(n)).min(1.0) };
    (1..=last).step_by(step).map(limit).collect()
}

fn chart<'a>(trail: &'a [Reached], bands: [&'a [Limits]; 2], log: bool) -> OverTasks<'a> {
    let [pointwise, anytime] = bands;
    let caption = Caption { title: "Over tasks", description: "" };
    OverTasks { caption, intended: 0.2, trail, others: &[], pointwise, anytime, log }
}

/// All corners of what is drawn in an ink.
fn corners(drawing: &Drawing, ink: Ink) -> Vec<[f64; 2]> {
    let marks = drawing.marks.iter().filter(|mark| mark.ink == ink);
    let corners = marks.filter_map(|mark| match &mark.shape {
        Shape::Path { pieces, .. } => Some(pieces.concat()),
        _ => None,
    });
    corners.flatten().collect()
}

fn height(points: &[[f64; 2]], from: f64, to: f64) -> f64 {
    let ys = points.iter().filter(|p| p[0] >= from && p[0] <= to).map(|p| p[1]);
    let [low, high] = ys.fold([f64::INFINITY, f64::NEG_INFINITY], |[l, h], y| [l.min(y), h.max(y)]);
    high - low
}

#[test]
fn the_funnel_narrows_and_the_band_of_the_count_widens() {
    let (trail, inner, outer) = (trail(1000, 1), limits(1000, 1, 1.96), limits(1000, 1, 3.0));
    for log in [false, true] {
        let chart = chart(&trail, [&inner, &outer], log);
        let funnel = corners(&funnel_over_tasks(&chart, 600.0, &Plain), Ink::Band95);
        assert!(height(&funnel, 100.0, 250.0) > 1.5 * height(&funnel, 500.0, 600.0));
        let band = corners(&drift(&chart, 600.0, &Plain), Ink::Band95);
        assert!(height(&band, 500.0, 600.0) > 1.5 * height(&band, 50.0, 150.0));
    }
}

#[test]
fn many_points_are_thinned_to_the_pixels() {
    let (trail, band) = (trail(20_000, 1), limits(20_000, 1, 1.96));
    let chart = chart(&trail, [&band, &[]], false);
    for (drawing, width) in [320.0, 1200.0].map(|w| (funnel_over_tasks(&chart, w, &Plain), w)) {
        let line = corners(&drawing, Ink::Observed);
        assert!(
            line.len() as f64 <= 4.0 * (width + 1.0) && line.len() as f64 > width / 2.0,
            "{}",
            line.len()
        );
        assert!(line.windows(2).all(|pair| pair[0][0] <= pair[1][0]));
        let area = corners(&drawing, Ink::Band95);
        assert!(area.len() as f64 <= 8.0 * (width + 1.0));
    }
}

#[test]
fn nothing_leaves_the_field() {
    let (trail, band) = (trail(500, 1), limits(500, 1, 1.96));
    let drawing = funnel_over_tasks(&chart(&trail, [&band, &band], false), 400.0, &Plain);
    for ink in [Ink::Band95, Ink::Edge95, Ink::Band999, Ink::Observed] {
        let legend = HEAD + FIELD + FOOT;
        let points: Vec<_> = corners(&drawing, ink).into_iter().filter(|p| p[1] < legend).collect();
        assert!(!points.is_empty());
        assert!(points.iter().all(|p| p[1] >= HEAD && p[1] <= HEAD + FIELD), "{ink:?} {points:?}");
    }
}

#[test]
fn both_stand_side_by_side_where_there_is_room() {
    let (trail, band) = (trail(500, 1), limits(500, 1, 1.96));
    let chart = chart(&trail, [&band, &band], true);
    let (wide, narrow) = (percent_and_count(&chart, 900.0, &Plain), percent_and_count(&chart, 320.0, &Plain));
    assert!(wide.height < narrow.height);
    assert_eq!(wide.focus.len(), narrow.focus.len());
    assert!(
        wide.focus.iter().any(|focus| focus.x > 460.0) && narrow.focus.iter().all(|focus| focus.x < 320.0)
    );
    assert!(wide.focus[0].label.starts_with("After 1\u{a0}task:"));
    assert_eq!(wide.table.rows.len(), 9);
}

#[test]
fn little_or_nothing_is_drawn_as_well() {
    let one = [Reached { n: 1, k: 1 }];
    let huge = [Reached { n: 1_000_000_000, k: 200_000_017 }];
    for trail in [&one[..], &huge, &[], &[Reached { n: 0, k: 0 }]] {
        for log in [false, true] {
            for width in [3.0, 320.0] {
                let drawing = percent_and_count(&chart(trail, [&[], &[]], log), width, &Plain);
                let all = drawing.marks.iter().flat_map(|mark| match &mark.shape {
                    Shape::Path { pieces, .. } => pieces.concat(),
                    Shape::Circle { at, .. } | Shape::Text { at, .. } => vec![*at],
                    Shape::Line { from, to } => vec![*from, *to],
                    Shape::Rect { x, y, .. } => vec![[*x, *y]],
                });
                assert!(all.flatten().all(f64::is_finite));
            }
        }
    }
    let described = funnel_over_tasks(&chart(&huge, [&[], &[]], true), 320.0, &Plain).description;
    assert!(described.contains("asked for, 17 more than expected."), "{described}");
}

#[test]
fn other_runs_lie_behind_this_one_in_one_shape_and_are_told() {
    let own = trail(100, 1);
    let runs: Vec<Vec<Reached>> =
        (0..20).map(|by| (1..=100).map(|n| Reached { n, k: n * (10 + by) / 100 }).collect()).collect();
    let others: Vec<&[Reached]> = runs.iter().map(Vec::as_slice).collect();
    let inner = limits(100, 1, 1.96);
    let alone = chart(&own, [&inner, &[]], true);
    let drawing = funnel_over_tasks(&OverTasks { others: &others, ..alone }, 600.0, &Plain);
    let trails: Vec<usize> = (0..drawing.marks.len())
        .filter(|i| {
            drawing.marks[*i].ink == Ink::Trail && matches!(drawing.marks[*i].shape, Shape::Path { .. })
        })
        .collect();
    let line = drawing.marks.iter().position(|mark| mark.ink == Ink::Observed);
    assert!(trails.len() == 1 && line > trails.first().copied(), "{trails:?} {line:?}");
    assert!(drawing.description.ends_with(" 20 other runs end from 10\u{a0}% to 29\u{a0}%."));
    let last = drawing.focus.last().unwrap();
    assert!(last.label.ends_with(", 20 other runs lie from 10\u{a0}% to 29\u{a0}%"), "{}", last.label);
    assert_eq!(drawing.table.headers[6..], ["Other runs from", "Other runs to"]);
    assert_eq!(drawing.table.rows.last().unwrap()[7].exact, "0.29");
    // Where one has not come so far, nothing is said of them.
    let short = [&runs[0][..], &runs[1][50..]];
    let drawing = funnel_over_tasks(&OverTasks { others: &short, ..alone }, 600.0, &Plain);
    assert!(!drawing.focus[0].label.contains("other runs"), "{}", drawing.focus[0].label);
    assert_eq!(drawing.table.rows[0][6].exact, "");
    let without = funnel_over_tasks(&alone, 600.0, &Plain);
    assert!(!without.description.contains("other runs") && without.table.headers.len() == 6);
}
