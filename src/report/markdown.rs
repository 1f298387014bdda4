//! The report as Markdown, with tables as GitHub and most others read them.

use super::document::{Block, Document, Table};

/// Writes a report as Markdown.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let mut out = format!("# {}\n\n", escaped(&document.title));
    if !document.description.is_empty() {
        out.push_str(&format!("{}\n\n", escaped(&document.description)));
    }
    let facts = document.facts.iter().map(|(name, value)| format!("- {name}: {}\n", escaped(value)));
    out.extend(facts);
    out.push_str(&format!("\n**{}**\n", escaped(&document.summary)));
    for section in &document.sections {
        let depth = "#".repeat(usize::from(section.level));
        out.push_str(&format!("\n{depth} {}\n", escaped(&section.title)));
        // Charts say what the tables say as well, and Markdown cannot hold them.
        for block in section.blocks.iter().filter(|block| !matches!(block, Block::Chart(_))) {
            out.push('\n');
            match block {
                Block::Text(text) => out.push_str(&format!("{}\n", escaped(text))),
                Block::Code(code) => out.push_str(&fenced(code)),
                Block::List(items) => {
                    out.extend(items.iter().map(|item| format!("- {}\n", escaped(item))));
                }
                Block::Table(some) => table(&mut out, some),
                Block::Chart(_) => {}
            }
        }
    }
    out
}

/// Code between fences longer than any in it.
fn fenced(code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat((longest + 1).max(3));
    format!("{fence}\n{code}\n{fence}\n")
}

fn table(out: &mut String, table: &Table) {
    out.push_str(&format!("{}:\n\n", escaped(&table.caption)));
    let line =
        |cells: &mut dyn Iterator<Item = String>| format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "));
    out.push_str(&line(&mut table.columns.iter().map(|column| escaped(column.heading))));
    let rule = |numeric: bool| if numeric { "---:" } else { "---" }.to_owned();
    out.push_str(&line(&mut table.columns.iter().map(|column| rule(column.numeric))));
    for row in &table.rows {
        out.push_str(&line(&mut row.iter().map(|cell| escaped(cell))));
    }
}

/// Text on one line that means nothing but itself.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim_start().chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '~' | '&' | '$' => out.extend(['\\', c]),
            '#' | '>' | '-' | '+' | '=' if out.is_empty() => out.extend(['\\', c]),
            '\n' | '\r' | '\t' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_means_nothing_but_itself() {
        assert_eq!(escaped("a|b *c* <d>\n# e_f"), "a\\|b \\*c\\* \\<d> # e\\_f");
        assert_eq!(escaped("# not a heading > so"), "\\# not a heading > so");
        assert_eq!(fenced("x ``` y"), "````\nx ``` y\n````\n");
        assert_eq!(fenced("x"), "```\nx\n```\n");
    }
}
