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
fn the_rows_in_sight_are_drawn_with_few_shapes() {
    let rows: Vec<SplitRow> = (0..100).map(|_| row("Review", 0.2, 0.21, 0.05)).collect();
    let drawing = splits(Caption::default(), &rows, 600.0, &Plain);
    assert_eq!((drawing.rows_end, drawing.focus.len()), (Some(4_400.0), 100));
    // Of ten rows all, and of those beside them what reaches in: the lines to the axis.
    let sight = [440.0, 880.0];
    let some = drawing.between(sight).count();
    assert!((130..=150).contains(&some), "{some}");
    let within = |y: f64| drawing.between(sight).any(|mark| mark.shape.heights()[0] > y - 22.0);
    assert!(within(462.0) && within(858.0) && !within(924.0));
    assert_eq!(drawing.between([0.0, drawing.height]).count(), drawing.marks.len());
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
