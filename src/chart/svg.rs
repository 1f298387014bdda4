//! A drawing as a file of its own: an SVG that needs no style sheet.

use super::Ink;
use super::drawing::{Drawing, Mark};
use super::palette::{Theme, Token, paint};
use super::shape::{Shape, number};
use super::text::{fit, width};

/// Faces to fall back on, as on the page.
const FONTS: &str =
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', Arial, sans-serif";
/// Around the drawing.
const MARGIN: f64 = 16.0;
const TITLE_SIZE: f64 = 15.0;
/// The size that its bold letters are as wide as.
const TITLE_WIDE: f64 = 16.5;
const TITLE_LINE: f64 = 20.0;

/// The drawing as SVG, with its title above it and its words inside.
#[must_use]
pub fn svg(drawing: &Drawing, theme: Theme) -> String {
    let title = title_lines(&drawing.title, drawing.width);
    let head = if title.is_empty() { 0.0 } else { title.len() as f64 * TITLE_LINE + 8.0 };
    let (w, h) = (number(drawing.width + 2.0 * MARGIN), number(drawing.height + head + 2.0 * MARGIN));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{w}\" height=\"{h}\" \
         viewBox=\"0 0 {w} {h}\" font-family=\"{FONTS}\">\n\
         <title>{}</title>\n<desc>{}</desc>\n",
        escaped(&drawing.title),
        escaped(&drawing.description),
    );
    let surface = paint(Ink::Surface).token.value(theme);
    out.push_str(&format!("<rect width=\"{w}\" height=\"{h}\" fill=\"{surface}\"/>\n"));
    let ink = paint(Ink::Text).token.value(theme);
    for (i, line) in title.iter().enumerate() {
        let (x, y) = (number(MARGIN), number(MARGIN + TITLE_SIZE + TITLE_LINE * i as f64));
        let text = escaped(line);
        out.push_str(&format!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{TITLE_SIZE}\" font-weight=\"700\" fill=\"{ink}\">{text}</text>\n"
        ));
    }
    out.push_str(&format!("<g transform=\"translate({} {})\">\n", number(MARGIN), number(MARGIN + head)));
    marks(&mut out, drawing, &|token| token.value(theme).to_owned());
    out.push_str("</g>\n</svg>\n");
    out
}

/// The drawing alone as SVG within a page, whose own words its title is. Its colours are custom
/// properties of that page (see [`theme_tokens`]); where it has none, those of the light theme.
#[must_use]
pub fn svg_within(drawing: &Drawing) -> String {
    let [w, h] = [drawing.width, drawing.height].map(number);
    let mut out = format!(
        "<svg role=\"img\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" font-family=\"{FONTS}\">\n\
         <title>{}</title>\n<desc>{}</desc>\n",
        escaped(&drawing.title),
        escaped(&drawing.description),
    );
    marks(&mut out, drawing, &|token| format!("var({},{})", token.name, token.light));
    out.push_str("</svg>\n");
    out
}

/// A style sheet with the colours of [`svg_within`] for screens that are dark.
#[must_use]
pub fn theme_tokens() -> String {
    let mut tokens: Vec<Token> = Ink::ALL.iter().map(|ink| paint(*ink).token).collect();
    tokens.sort_unstable_by_key(|token| token.name);
    tokens.dedup();
    let dark = tokens.iter().map(|token| format!("    {}: {};\n", token.name, token.dark));
    format!(
        "@media screen and (prefers-color-scheme: dark) {{\n  svg {{\n{}  }}\n}}\n",
        dark.collect::<String>()
    )
}

/// What a colour is written as.
type Written<'a> = &'a dyn Fn(Token) -> String;

fn marks(out: &mut String, drawing: &Drawing, colour: Written) {
    for mark in &drawing.marks {
        out.push_str(&element(mark, colour));
        out.push('\n');
    }
}

/// The title on as many lines as it takes, three at most.
fn title_lines(title: &str, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in title.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line, TITLE_WIDE) + width(word, TITLE_WIDE) + 6.6 <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > 3 {
        let rest = lines.split_off(2).join(" ");
        lines.push(rest);
    }
    lines.iter().map(|line| fit(line, TITLE_WIDE, room)).collect()
}

fn element(mark: &Mark, colour: Written) -> String {
    let paint = paint(mark.ink);
    let colour = colour(paint.token);
    let fill = || format!("fill=\"{colour}\"");
    let stroke = || {
        let dash = if paint.dash.is_empty() {
            String::new()
        } else {
            format!(" stroke-dasharray=\"{}\"", paint.dash)
        };
        format!("fill=\"none\" stroke=\"{colour}\" stroke-width=\"{}\"{dash}", number(paint.width))
    };
    let either =
        |filled: bool| if filled { fill() } else { format!("{} stroke-linejoin=\"round\"", stroke()) };
    match &mark.shape {
        Shape::Rect { x, y, w, h, r } => {
            let round = if *r > 0.0 { format!(" rx=\"{}\"", number(*r)) } else { String::new() };
            let [x, y, w, h] = [x, y, w, h].map(|&value| number(value));
            format!("<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"{round} {}/>", fill())
        }
        Shape::Line { from, to } => {
            let ([x1, y1], [x2, y2]) = (from.map(number), to.map(number));
            format!("<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" {}/>", stroke())
        }
        Shape::Path { filled, .. } => format!("<path d=\"{}\" {}/>", mark.shape.d(), either(*filled)),
        Shape::Circle { at, r, filled } => {
            let [x, y] = at.map(number);
            format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{}\" {}/>", number(*r), either(*filled))
        }
        Shape::Text { at, anchor, size, strong, text } => {
            let [x, y] = at.map(number);
            let weight = if *strong { " font-weight=\"700\"" } else { "" };
            let rim = if mark.ink == Ink::Surface {
                format!(
                    " stroke=\"{colour}\" stroke-width=\"{}\" stroke-linejoin=\"round\"",
                    number(paint.width)
                )
            } else {
                String::new()
            };
            let (anchor, size, text) = (anchor.word(), number(*size), escaped(text));
            format!(
                "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" font-size=\"{size}\"{weight} {}{rim}>{text}</text>",
                fill()
            )
        }
    }
}

/// Text as XML may hold it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            // Characters that no XML file may hold, however they are written.
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::drawing::Caption;
    use super::super::shape::Anchor;
    use super::*;

    fn drawing() -> Drawing {
        let caption = Caption { title: "A <b> & \"c\"", description: "Says\u{1}\nmuch" };
        let mut drawing = Drawing::new(100.0, 50.0, caption);
        drawing.rect(Ink::Band95, [1.0, 2.0, 3.0, -4.0], 2.0);
        drawing.rule(Ink::Edge999, [0.0, 0.0], [1.0, 1.0]);
        drawing.area(Ink::Band999, vec![[0.0, 0.0], [1.0, 1.0]]);
        drawing.ring(Ink::First, [5.0, 5.0], 2.0);
        drawing.strong(Ink::Text, [5.0, 5.0], Anchor::End, 12.5, "<script>");
        drawing.text(Ink::Text, [5.0, 5.0], Anchor::End, 12.5, "much too long for a drawing so small");
        drawing.text(Ink::Text, [5.0, 5.0], Anchor::End, 12.5, "");
        drawing
    }

    #[test]
    fn a_file_says_what_it_is_and_escapes_what_it_is_given() {
        let svg = svg(&drawing(), Theme::Light);
        assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"132\""));
        assert!(svg.contains("<title>A &lt;b&gt; &amp; &quot;c&quot;</title>"));
        assert!(svg.contains("<desc>Says\u{fffd} much</desc>"));
        assert!(svg.contains(">&lt;script&gt;</text>") && !svg.contains("<script"));
        assert!(svg.contains("width=\"3\" height=\"0\" rx=\"2\" fill=\"#bcd3ea\""));
        assert!(svg.contains("stroke-dasharray=\"3 3\"") && svg.contains("d=\"M0 0L1 1Z\" fill=\"#dfe9f4\""));
        // An empty text is none, nor is one that is cut off.
        assert!(svg.ends_with("</svg>\n") && svg.matches("font-size=\"12.5\"").count() == 1);
    }

    #[test]
    fn dark_swaps_the_colours_alone() {
        let dark = svg(&drawing(), Theme::Dark);
        assert!(dark.contains("#1a2029") && !dark.contains("#ffffff"));
        let shapes = |svg: &str| {
            svg.split('#').map(|part| part.get(6..).unwrap_or_default().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(shapes(&dark)[1..], shapes(&svg(&drawing(), Theme::Light))[1..]);
    }

    #[test]
    fn within_a_page_every_colour_has_a_name_that_the_page_may_set() {
        let within = svg_within(&drawing());
        assert!(within.starts_with("<svg role=\"img\" width=\"100\" height=\"50\" viewBox=\"0 0 100 50\""));
        assert!(within.contains("fill=\"var(--chart-band95,#bcd3ea)\"") && !within.contains("\"#"));
        let tokens = theme_tokens();
        for ink in Ink::ALL {
            let token = paint(ink).token;
            assert_eq!(
                tokens.matches(&format!("    {}: {};", token.name, token.dark)).count(),
                1,
                "{token:?}"
            );
        }
    }

    #[test]
    fn long_titles_take_three_lines_at_most() {
        let lines = title_lines(&"A long title ".repeat(40), 200.0);
        assert_eq!(lines.len(), 3);
        assert!(lines[2].ends_with('…') && lines.iter().all(|line| width(line, TITLE_SIZE) <= 200.0));
        assert!(title_lines("  ", 200.0).is_empty());
    }
}
