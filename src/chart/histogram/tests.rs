use super::*;
use crate::chart::format::Plain;
use crate::chart::shape::Shape;

const CHART: Histogram = Histogram {
    caption: Caption { title: "Runs", description: "" },
    counted: "tasks",
    runs: &[(3, 1), (4, 2), (5, 1)],
    law: Some(Law::Each { first: 3, p: &[0.25, 0.5, 0.25] }),
    show: None,
    range95: None,
    range_label: "",
    observed: Some(4),
    observed_label: "this run: 4",
};

fn heights(drawing: &Drawing) -> Vec<f64> {
    let bars = drawing.marks.iter().filter(|mark| mark.ink == Ink::Runs);
    let height = |mark: &crate::chart::drawing::Mark| match mark.shape {
        Shape::Rect { y, h, .. } if y < HEAD + FIELD => Some(h),
        _ => None,
    };
    bars.filter_map(height).collect()
}

#[test]
fn bars_and_law_are_on_one_scale() {
    let drawing = histogram(&CHART, 500.0, &Plain);
    let heights = heights(&drawing);
    assert_eq!(heights.len(), 3);
    assert!((heights[1] / heights[0] - 2.0).abs() < 0.01, "{heights:?}");
    let law = drawing.marks.iter().find(|mark| mark.ink == Ink::Law).unwrap();
    let Shape::Path { pieces, .. } = &law.shape else { panic!("{law:?}") };
    assert_eq!(pieces[0].len(), 8);
    let field = pieces[0][0][1];
    assert!((field - pieces[0][3][1] - heights[1]).abs() < 0.11, "{pieces:?} {heights:?}");
    assert_eq!(drawing.table.rows.len(), 3);
    assert_eq!(drawing.focus[1].label, "4: 50\u{a0}% of runs, 50\u{a0}% by the law");
}

#[test]
fn a_law_adds_up_within_a_bin() {
    let law = Law::Each { first: 3, p: &[0.25, 0.5, 0.25] };
    let sums = [[0, 2], [0, 3], [3, 4], [4, 9], [5, u64::MAX], [6, 9]].map(|ends| law.between(ends));
    assert_eq!(sums, [0.0, 0.25, 0.75, 0.75, 0.25, 0.0]);
    assert_eq!(Law::Each { first: 0, p: &[] }.between([0, 5]), 0.0);
    assert_eq!(Law::Between(&|a, b| (b - a) as f64).between([2, 5]), 3.0);
}

#[test]
fn any_runs_at_any_width() {
    let huge: Vec<(u64, u64)> = (0..10_000).map(|i| (1_000_000_000 + 3 * i, 1)).collect();
    for runs in [&huge[..], &[], &[(7, 1)], &[(7, 1_000_000_000)]] {
        for width in [3.0, 320.0, 1200.0] {
            let law = Law::Between(&|_, _| 0.02);
            let drawing = histogram(&Histogram { runs, law: Some(law), ..CHART }, width, &Plain);
            assert!(drawing.height.is_finite() && heights(&drawing).len() <= 60);
            assert!(drawing.table.rows.len() <= ROWS as usize);
        }
    }
    let none = histogram(&Histogram { runs: &[], law: None, observed: None, ..CHART }, 500.0, &Plain);
    assert!(none.focus.is_empty() && none.table.headers.len() == 4);
}
