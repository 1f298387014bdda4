//! The report as one HTML file that needs nothing else, on screen and on paper.

use super::document::{Block, Document, Section, Table};
use crate::chart::{Drawing, svg_within, theme_tokens};

/// Colours follow the system; paper is always white.
const STYLE: &str = include_str!("report.css");

/// Nothing is loaded and nothing runs.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// Writes a report as HTML.
#[must_use]
pub fn html(document: &Document) -> String {
    let mut out = String::new();
    let title = escaped(&document.title);
    out.push_str("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.push_str(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n"));
    out.push_str(&format!(
        "<title>{title} · Sluice</title>\n<style>\n{STYLE}{}</style>\n</head>\n<body>\n<main>\n",
        theme_tokens()
    ));
    out.push_str(&format!("<h1>{title}</h1>\n"));
    if !document.description.is_empty() {
        out.push_str(&format!("<p>{}</p>\n", escaped(&document.description)));
    }
    out.push_str("<dl>\n");
    for (name, value) in &document.facts {
        out.push_str(&format!("<div><dt>{name}</dt><dd>{}</dd></div>\n", escaped(value)));
    }
    out.push_str(&format!("</dl>\n<p class=\"summary\">{}</p>\n", escaped(&document.summary)));
    document.sections.iter().for_each(|part| section(&mut out, part));
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn section(out: &mut String, section: &Section) {
    let (level, title) = (section.level, escaped(&section.title));
    out.push_str(&format!("<section>\n<h{level}>{title}</h{level}>\n"));
    for block in &section.blocks {
        match block {
            Block::Text(text) => out.push_str(&format!("<p>{}</p>\n", escaped(text))),
            Block::Code(code) => {
                out.push_str(&format!("<pre tabindex=\"0\"><code>{}</code></pre>\n", escaped(code)))
            }
            Block::List(items) => {
                out.push_str("<ul>\n");
                items.iter().for_each(|item| out.push_str(&format!("<li>{}</li>\n", escaped(item))));
                out.push_str("</ul>\n");
            }
            Block::Table(some) => table(out, some),
            Block::Chart(drawing) => chart(out, drawing),
        }
    }
    out.push_str("</section>\n");
}

/// A chart under its name; where it is too wide, it scrolls by itself like a table.
fn chart(out: &mut String, drawing: &Drawing) {
    let (title, drawn) = (escaped(&drawing.title), svg_within(drawing));
    out.push_str(&format!(
        "<figure class=\"wide\" role=\"group\" aria-label=\"{title}\" tabindex=\"0\">\n\
         <figcaption>{title}</figcaption>\n{drawn}</figure>\n"
    ));
}

fn table(out: &mut String, table: &Table) {
    let caption = escaped(&table.caption);
    // A wide table scrolls by itself, by keyboard too.
    out.push_str(&format!(
        "<div class=\"wide\" role=\"region\" aria-label=\"{caption}\" tabindex=\"0\">\n<table>\n\
         <caption>{caption}</caption>\n<thead><tr>"
    ));
    let class = |numeric: bool| if numeric { " class=\"number\"" } else { "" };
    for column in &table.columns {
        out.push_str(&format!("<th scope=\"col\"{}>{}</th>", class(column.numeric), escaped(column.heading)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for (i, (cell, column)) in row.iter().zip(&table.columns).enumerate() {
            let cell = escaped(cell);
            match i {
                0 => out.push_str(&format!("<th scope=\"row\">{cell}</th>")),
                _ => out.push_str(&format!("<td{}>{cell}</td>", class(column.numeric))),
            }
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

/// Text as HTML shows it, inside attributes too.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}
