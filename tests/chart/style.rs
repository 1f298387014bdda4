//! What an ink looks like in a file is what it looks like on the page.

use std::fs;

use sluice::chart::{Ink, paint};

/// The value of a custom property in a part of a style sheet.
fn value<'a>(css: &'a str, name: &str) -> Option<&'a str> {
    let line = css.lines().find_map(|line| line.trim().strip_prefix(name)?.strip_prefix(": "))?;
    line.strip_suffix(';')
}

#[test]
fn colours_are_those_of_the_page() {
    let css = fs::read_to_string("www/styles/tokens.css").unwrap();
    let (light, dark) = css.split_once("@media (prefers-color-scheme: dark)").unwrap();
    for ink in Ink::ALL {
        let token = paint(ink).token;
        assert_eq!(value(light, token.name), Some(token.light), "{}", token.name);
        assert_eq!(value(dark, token.name), Some(token.dark), "{}", token.name);
    }
}

/// The rules of the page's style sheet that follow from the palette.
fn rules() -> String {
    let rule = |ink: &Ink| {
        let paint = paint(*ink);
        let mut rule = format!(".{} {{\n  color: var({});\n", ink.class(), paint.token.name);
        if paint.width != 1.0 {
            rule.push_str(&format!("  stroke-width: {};\n", paint.width));
        }
        if !paint.dash.is_empty() {
            rule.push_str(&format!("  stroke-dasharray: {};\n", paint.dash));
        }
        rule + "}\n"
    };
    Ink::ALL.iter().map(rule).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_page_has_a_rule_for_every_ink() {
    let css = fs::read_to_string("www/styles/components/drawing.css").unwrap();
    for rule in rules().split("\n\n") {
        assert!(css.contains(rule.trim()), "www/styles/components/drawing.css has no\n{rule}");
    }
}
