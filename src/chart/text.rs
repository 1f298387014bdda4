//! How much text fits, estimated on the wide side: geometry has no fonts to measure with.

/// The estimated width of text.
#[must_use]
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

/// A character's width in parts of the font size, as in a wide sans-serif face.
fn em(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '|' | '.' | ',' | ':' | ';' | '\'' | '!' => 0.33,
        ' ' | '\u{a0}' | '\u{202f}' | 'f' | 't' | 'r' | 'I' | '(' | ')' | '[' | ']' | '-' => 0.4,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '→' => 0.95,
        'A'..='Z' => 0.74,
        // Scripts whose characters fill a square.
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'.. => 1.0,
        _ => 0.64,
    }
}

/// The text, cut short with an ellipsis where it is too wide.
#[must_use]
pub fn fit(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut left = room - width("…", size);
    let kept: String = text
        .chars()
        .take_while(|&c| {
            left -= em(c) * size;
            left >= 0.0
        })
        .collect();
    format!("{}…", kept.trim_end())
}

/// The text on one line, or on two broken at a space, the second cut short where it must be.
#[must_use]
pub fn wrap(text: &str, size: f64, room: f64) -> Vec<String> {
    if width(text, size) <= room {
        return vec![text.to_owned()];
    }
    let breaks = text.char_indices().filter(|&(_, c)| c == ' ').map(|(i, _)| text.split_at(i));
    match breaks.take_while(|(head, _)| width(head, size) <= room).last() {
        Some((head, tail)) => vec![head.to_owned(), fit(tail.trim_start(), size, room)],
        None => vec![fit(text, size, room)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_ends_in_an_ellipsis_and_fits() {
        let short = fit("A name that is much too long for a label", 12.0, 80.0);
        assert!(short.ends_with('…') && width(&short, 12.0) <= 80.0, "{short}");
        assert_eq!(fit("Pass", 12.0, 80.0), "Pass");
        assert_eq!(fit("Pass", 12.0, 0.0), "…");
    }

    #[test]
    fn two_lines_break_at_a_space() {
        assert_eq!(wrap("Expert review", 13.0, 70.0), ["Expert", "review"]);
        assert_eq!(wrap("Review", 13.0, 100.0), ["Review"]);
        assert_eq!(wrap("Donaudampfschifffahrt", 13.0, 60.0).len(), 1);
    }
}
