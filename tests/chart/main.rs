//! Charts as they are written to files.
//!
//! `cargo test --test chart -- --ignored write` notes the files down anew in `tests/chart/golden/`;
//! `cargo test --test chart -- --ignored show` writes every chart at several widths, light and
//! dark, to `target/charts/`, to be looked at.

#![allow(clippy::unwrap_used, clippy::panic)]

mod extremes;
mod random;
mod samples;
mod style;

use std::fs;

use samples::{Draw, SAMPLES};
use sluice::chart::{Drawing, Ink, Shape, Theme, svg, text};

/// Charts of so many points that their files are not noted down.
const LARGE: [&str; 2] = ["percent-and-count", "across-crowd"];

/// The charts that are noted down.
fn noted() -> impl Iterator<Item = &'static (&'static str, Draw)> {
    SAMPLES.iter().filter(|(name, _)| !LARGE.contains(name))
}

/// The width of the charts that are noted down.
const NOTED: f64 = 420.0;
const FOLDER: &str = "tests/chart/golden";

#[test]
fn files_are_what_they_were() {
    for (name, draw) in noted() {
        let noted = fs::read_to_string(format!("{FOLDER}/{name}.svg")).unwrap_or_default();
        let now = svg(&draw(NOTED), Theme::Light);
        let difference = noted.lines().zip(now.lines()).find(|(noted, now)| noted != now);
        assert!(noted == now, "{name} is not what it was: {difference:?}");
    }
}

#[test]
fn every_file_noted_down_is_of_a_chart() {
    let files = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    for file in files {
        assert!(noted().any(|(name, _)| file == format!("{name}.svg")), "{file}");
    }
}

#[test]
#[ignore = "notes the files down anew"]
fn write() {
    for (name, draw) in noted() {
        fs::write(format!("{FOLDER}/{name}.svg"), svg(&draw(NOTED), Theme::Light)).unwrap();
    }
}

#[test]
#[ignore = "writes files to look at"]
fn show() {
    fs::create_dir_all("target/charts").unwrap();
    for (name, draw) in SAMPLES {
        for width in [320.0, 640.0, 1200.0] {
            for (theme, word) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
                let file = format!("target/charts/{name}-{width}-{word}.svg");
                fs::write(file, svg(&draw(width), theme)).unwrap();
            }
        }
    }
}

/// The box around each text: left, top, right, bottom.
fn texts(drawing: &Drawing) -> Vec<([f64; 4], &str)> {
    let seen = drawing.marks.iter().filter(|mark| mark.ink != Ink::Surface);
    let boxed = seen.filter_map(|mark| match &mark.shape {
        Shape::Text { at, anchor, size, text, .. } => {
            let w = text::width(text, *size);
            let x = at[0]
                - match anchor.word() {
                    "start" => 0.0,
                    "middle" => w / 2.0,
                    _ => w,
                };
            Some(([x, at[1] - 0.72 * size, x + w, at[1] + 0.2 * size], text.as_str()))
        }
        _ => None,
    });
    boxed.collect()
}

/// Fails where a text overlaps another or leaves the drawing.
fn assert_legible(name: &str, drawing: &Drawing) {
    let texts = texts(drawing);
    let width = drawing.width;
    for (i, (a, text)) in texts.iter().enumerate() {
        let inside = a[0] >= -0.5 && a[2] <= width + 0.5 && a[1] >= -0.5 && a[3] <= drawing.height + 0.5;
        assert!(inside, "{name} at {width}: {text:?} {a:?}");
        for (b, other) in &texts[..i] {
            let apart = a[0] >= b[2] || b[0] >= a[2] || a[1] >= b[3] || b[1] >= a[3];
            assert!(apart, "{name} at {width}: {text:?} {a:?} and {other:?} {b:?}");
        }
    }
}

#[test]
fn no_text_overlaps_another_or_is_cut_off() {
    for width in [3.0, 40.0, 120.0, 200.0, 320.0, 375.0, 479.0, 480.0, 560.0, 640.0, 800.0, 1200.0] {
        for (name, draw) in SAMPLES {
            assert_legible(name, &draw(width));
        }
    }
}

#[test]
fn hardly_anything_and_very_much_is_drawn_as_well() {
    for width in [0.0, 3.0, 40.0, 120.0, 320.0, 480.0, 600.0, 1200.0, f64::NAN] {
        for (i, drawing) in extremes::all(width).into_iter().enumerate() {
            assert_legible(&i.to_string(), &drawing);
            let all = drawing.marks.iter().flat_map(|mark| numbers(&mark.shape));
            let focus = drawing.focus.iter().flat_map(|focus| [focus.x, focus.y]);
            assert!(all.chain(focus).chain([drawing.height]).all(f64::is_finite), "{i} at {width}");
            assert!(drawing.marks.len() < 5_000, "{i} at {width}");
        }
    }
}

/// Every number of a shape.
fn numbers(shape: &Shape) -> Vec<f64> {
    match shape {
        Shape::Rect { x, y, w, h, r } => vec![*x, *y, *w, *h, *r],
        Shape::Line { from, to } => [*from, *to].concat(),
        Shape::Path { pieces, .. } => pieces.concat().concat(),
        Shape::Circle { at, r, .. } => vec![at[0], at[1], *r],
        Shape::Text { at, size, .. } => vec![at[0], at[1], *size],
    }
}

#[test]
fn every_chart_can_be_read_without_being_seen() {
    for (name, draw) in SAMPLES {
        for width in [3.0, 320.0, 1200.0] {
            let drawing = draw(width);
            assert!(!drawing.title.is_empty() && drawing.description.len() > 20, "{name}");
            assert!(drawing.table.rows.iter().all(|row| row.len() == drawing.table.headers.len()), "{name}");
            assert!(!drawing.table.rows.is_empty(), "{name}");
            let labels = drawing.focus.iter().all(|focus| !focus.label.is_empty());
            assert!(labels && (!drawing.focus.is_empty() || name == "flow"), "{name}");
            let all = drawing.marks.iter().flat_map(|mark| numbers(&mark.shape));
            assert!(all.chain([drawing.height]).all(f64::is_finite), "{name} at {width}");
        }
    }
}
