use super::*;
use crate::chart::format::Plain;
use crate::chart::shape::Shape;
use crate::chart::text::width as text_width;

fn row(name: &str, intended: f64, observed: f64, half: f64) -> SplitRow<'_> {
    let band = |half: f64| Some([(intended - half).max(0.0), (intended + half).min(1.0)]);
    let marks = Marks {
        intended: Some(intended),
        observed: Some(observed),
        band95: band(half),
        band999: band(1.7 * half),
        runs: None,
    };
    let (observed, intended, range) = ("1 234 567 · 17.5 %", "asked 20 %", "1 200 000 to 1 250 000");
    SplitRow { name, marks, flag: Some(Flag::Ordinary), observed, intended, range }
}

fn texts(drawing: &Drawing) -> Vec<[f64; 4]> {
    let boxed = |mark: &crate::chart::drawing::Mark| match &mark.shape {
        Shape::Text { at, anchor, size, text, .. } => {
            let w = text_width(text, *size);
            let x = match anchor {
                Anchor::Start => at[0],
                Anchor::Middle => at[0] - w / 2.0,
                Anchor::End => at[0] - w,
            };
            Some([x, at[1] - 0.75 * size, x + w, at[1] + 0.2 * size])
        }
        _ => None,
    };
    drawing.marks.iter().filter_map(boxed).collect()
}

#[test]
fn no_words_overlap_at_any_width() {
    let long = "An output with a name that is much too long for the room it has";
    let rows = [row("Review", 0.2, 0.17, 0.08), row(long, 0.5, 0.52, 0.1), row("Pass", 0.3, 0.31, 0.09)];
    for width in [3.0, 30.0, 320.0, 479.0, 480.0, 700.0, 1200.0] {
        let drawing = splits(Caption::default(), &rows, width, &Plain);
        let boxes = texts(&drawing);
        for (i, a) in boxes.iter().enumerate() {
            assert!(a[0] >= -0.5 && a[2] <= width + 0.5, "{a:?} at {width}");
            for b in &boxes[..i] {
                let apart = a[0] >= b[2] || b[0] >= a[2] || a[1] >= b[3] || b[1] >= a[3];
                assert!(apart, "{a:?} {b:?} at {width}");
            }
        }
    }
}

#[test]
fn a_window_draws_the_rows_in_sight_alone() {
    let marks: Vec<Marks> = (0..5000).map(|_| row("", 0.2, 0.21, 0.05).marks).collect();
    let layout = Splits::of(&marks, 600.0);
    assert_eq!(layout.height(), 5000.0 * 44.0);
    assert_eq!(layout.in_sight(0.0, 440.0), 0..12);
    assert_eq!(layout.in_sight(4400.0, 440.0), 99..112);
    assert_eq!(layout.in_sight(1e9, 440.0), 5000..5000);
    let rows = [row("A", 0.2, 0.21, 0.05), row("B", 0.2, 0.19, 0.05)];
    let window = layout.window(&rows, &Plain);
    assert_eq!((window.height, window.focus.len(), window.table.rows.len()), (88.0, 2, 2));
    // A row looks the same wherever the window begins.
    let other = layout.window(&rows[1..], &Plain);
    assert_eq!(other.focus[0].x, window.focus[1].x);
}

#[test]
fn unusual_counts_have_a_shape_of_their_own() {
    let mut odd = row("Odd", 0.2, 0.5, 0.08);
    odd.flag = Some(Flag::Suspicious);
    let drawing = splits(Caption::default(), &[odd], 600.0, &Plain);
    let mark = drawing.marks.iter().find(|mark| mark.ink == Ink::Suspicious).unwrap();
    assert!(matches!(mark.shape, Shape::Rect { .. }));
    assert!(drawing.description.ends_with("suspicious."), "{}", drawing.description);
    assert!(splits(Caption::default(), &[], 600.0, &Plain).focus.is_empty());
}
