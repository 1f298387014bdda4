use super::*;
use crate::chart::format::Plain;
use crate::chart::shape::Shape;

fn limits(z: f64) -> Vec<Limits> {
    let half = |n: u64| z * (0.16 / n as f64).sqrt();
    let limit = |n: u64| Limits { n, low: (0.2 - half(n)).max(0.0), high: (0.2 + half(n)).min(1.0) };
    (1..=400).map(limit).collect()
}

fn draw(members: &[Member], width: f64, log: bool) -> Drawing {
    let (limits95, limits998) = (limits(1.96), limits(3.09));
    let chart = Across {
        caption: Caption { title: "Batches", description: "" },
        units: "batches",
        counted: "sent to Review",
        members,
        intended: 0.2,
        limits95: &limits95,
        limits998: &limits998,
        log,
    };
    funnel_across(&chart, width, &Plain)
}

fn member(name: &str, n: u64, k: u64, flag: Flag) -> Member<'_> {
    Member { name, reached: Reached { n, k }, flag }
}

fn names(drawing: &Drawing) -> Vec<([f64; 2], String)> {
    let text = |mark: &crate::chart::drawing::Mark| match &mark.shape {
        Shape::Text { at, text, .. } if mark.ink == Ink::Text => Some((*at, text.clone())),
        _ => None,
    };
    drawing.marks.iter().filter_map(text).collect()
}

#[test]
fn what_stands_out_is_named_and_names_keep_apart() {
    let mut members = vec![member("Batch 1", 50, 10, Flag::Ordinary)];
    let texts: Vec<String> = (0..12).map(|i| format!("Annotator {i}")).collect();
    members.extend(texts.iter().map(|name| member(name, 60, 24, Flag::Unusual)));
    members.push(member("Far", 200, 90, Flag::Suspicious));
    for width in [320.0, 1200.0] {
        let drawing = draw(&members, width, false);
        let names = names(&drawing);
        assert!(names.len() > 5 && !names.iter().any(|name| name.1 == "Batch 1"));
        assert_eq!(names[0].1, "Far");
        for (i, (a, text)) in names.iter().enumerate() {
            assert!(a[0] + text_width(text, LABEL) <= width);
            for (b, other) in &names[..i] {
                let beside =
                    a[0] >= b[0] + text_width(other, LABEL) || b[0] >= a[0] + text_width(text, LABEL);
                assert!(beside || (a[1] - b[1]).abs() >= 14.9, "{text} {other}");
            }
        }
    }
    let words = draw(&members, 600.0, false).description;
    assert_eq!(
        words,
        "14 batches. 13 are outside what chance gives in 95 of 100. By chance alone about 0.7 would be."
    );
}

#[test]
fn a_crowd_is_drawn_once_for_each_place_and_every_unit_is_reached() {
    let flag = |i: u64| if i.is_multiple_of(20) { Flag::Unusual } else { Flag::Ordinary };
    let few = |i: u64| member("few", 50 + i % 7, 10 + i % 3, flag(i));
    let many =
        |i: u64| member("many", 20 + i * 7919 % 380, (20 + i * 7919 % 380) * (10 + i % 21) / 100, flag(i));
    for (members, shapes) in
        [(0..10_000).map(few).collect::<Vec<_>>(), (0..10_000).map(many).collect()].into_iter().zip([80, 80])
    {
        let drawing = draw(&members, 600.0, true);
        assert!(drawing.marks.len() < shapes, "{}", drawing.marks.len());
        assert_eq!(drawing.table.rows.len(), 10_000);
        let counts = drawing.focus.iter().map(|focus| {
            let count =
                focus.label.split(" batches of ").next().filter(|_| focus.label.contains(" batches of "));
            count.map_or(1, |count| count.replace('\u{202f}', "").parse::<u64>().unwrap())
        });
        assert_eq!(counts.sum::<u64>(), 10_000);
        assert!(drawing.focus.len() < 500, "{}", drawing.focus.len());
    }
    let few: Vec<Member> = (0..600).map(few).collect();
    let label = |width: f64| draw(&few, width, true).focus[0].label.replace('\u{a0}', " ");
    assert_eq!(label(600.0), "28 batches of 50 tasks: 24 %; few: 24 % of 50 tasks, unusual");
    assert_eq!(label(80.0), "143 batches of 50 to 54 tasks: 22.2 % to 24 %; few: 24 % of 50 tasks, unusual");
}

#[test]
fn any_units_at_any_width() {
    let one = [member("Only", 1, 1, Flag::Unknown)];
    let huge =
        [member("Huge", 1_000_000_000, 200_000_000, Flag::Ordinary), member("None", 0, 0, Flag::Unknown)];
    for members in [&[][..], &one, &huge] {
        for log in [false, true] {
            for width in [3.0, 320.0] {
                let drawing = draw(members, width, log);
                assert!(drawing.focus.iter().all(|focus| focus.x.is_finite() && focus.y.is_finite()));
            }
        }
    }
}
