//! Lists of URLs and tables with a column of them.

use sluice::manifest::{Format, Import, Outcome, Severity, import};

use crate::{assert_refused, csv, json, units};

#[track_caller]
fn taken(text: &str, format: &str, expected: &[(&str, &str, &str)]) -> Import {
    let import = csv(text);
    assert_eq!(import.format.name(), format, "{:#?}", import.diagnostics);
    assert_eq!(import.outcome, Outcome::Accepted, "{:#?}", import.diagnostics);
    let found = units(&import);
    let found: Vec<_> = found.iter().map(|(kind, title, urls)| (*kind, *title, urls.join(" "))).collect();
    let found: Vec<_> = found.iter().map(|(kind, title, url)| (*kind, *title, url.as_str())).collect();
    assert_eq!(found, expected);
    assert_eq!(import.diagnostics[0].code, "assumed");
    import
}

fn errors(import: &Import) -> Vec<(&'static str, u32, u32)> {
    let list = import.diagnostics.iter().filter(|d| d.severity == Severity::Error);
    list.map(|d| (d.code, d.line, d.column)).collect()
}

#[test]
fn lines_that_begin_with_a_hash_are_comments() {
    let import = csv("# my list, of Monday\nhttps://h/a.jpg\n #more\nhttps://h/b.jpg\n");
    assert_eq!((import.units.len(), import.refused, import.outcome), (2, 0, Outcome::AcceptedWithWarnings));
    let comments = import.diagnostics.iter().filter(|d| d.code == "comment");
    assert_eq!(comments.map(|d| d.line).collect::<Vec<_>>(), [1, 3]);
    let import = csv("#url,batch\nhttps://h/a.jpg,Mon\n");
    assert_eq!(import.units[0].metadata(), Some(r#"{"batch":"Mon"}"#));
    let import = csv("# one, two, three\n# and four\nurl;batch\nhttps://h/a.jpg;Mon\n");
    assert_eq!(import.units[0].metadata(), Some(r#"{"batch":"Mon"}"#));
    let import = csv("# by me; on Monday\nObjectURL,Image title,batch\nhttps://h/a.jpg,#1,Mon\n");
    assert_eq!((import.format, import.outcome), (Format::EncordCsv, Outcome::AcceptedWithWarnings));
    assert_eq!(import.units[0].title(), "#1");
    assert_eq!(import.units[0].metadata(), Some(r#"{"batch":"Mon"}"#));
}

#[test]
fn one_line_of_urls_is_a_list() {
    taken(
        "https://h/a.jpg,https://h/b.mp4\n",
        "url-csv",
        &[("image", "a.jpg", "https://h/a.jpg"), ("video", "b.mp4", "https://h/b.mp4")],
    );
}

#[test]
fn one_url_on_each_line() {
    taken(
        "https://h/a.mp4\r\n\r\nhttps://h/b\ns3://b/c.wav?x=1",
        "url-list",
        &[
            ("video", "a.mp4", "https://h/a.mp4"),
            ("image", "b", "https://h/b"),
            ("audio", "c.wav", "s3://b/c.wav?x=1"),
        ],
    );
    taken(
        "frames/a 1.png\nframes/b.png\n",
        "url-list",
        &[("image", "a 1.png", "frames/a 1.png"), ("image", "b.png", "frames/b.png")],
    );
    let import = import(b"https://h/a.mp4\n", "urls.txt", &Default::default());
    assert_eq!(import.units.len(), 1);
}

#[test]
fn guessed_types_are_counted_where_the_first_stands() {
    let import = csv("https://h/a.mp4\nhttps://h/b\nhttps://h/c.png\nhttps://h/d\n");
    let told = import.diagnostics.iter().find(|d| d.message.contains("taken as images")).unwrap();
    assert_eq!((told.code, told.severity, told.line), ("assumed", Severity::Note, 2));
    assert!(told.message.contains(": 2."), "{}", told.message);
    let none = csv("https://h/a.mp4\nhttps://h/c.png\n");
    assert!(none.diagnostics.iter().all(|d| !d.message.contains("taken as images")));
}

#[test]
fn a_line_that_is_no_url_is_refused_alone() {
    let import = csv("https://h/a.mp4\nhello\nhttps://h/b c.mp4\n https://h/d.mp4\n");
    assert_eq!(errors(&import), [("not-a-url", 2, 1), ("space-in-url", 3, 1)]);
    assert_eq!((import.units.len(), import.refused, import.outcome), (2, 2, Outcome::Partial));
}

#[test]
fn the_column_is_found_by_its_content_or_its_heading() {
    let import = taken(
        "id;caption;link\n7;\"two; cats\";https://h/1.jpg\n8;;https://h/2.jpg\n",
        "url-csv",
        &[("image", "7", "https://h/1.jpg"), ("image", "8", "https://h/2.jpg")],
    );
    assert_eq!(import.units[0].metadata(), Some(r#"{"caption":"two; cats","id":"7"}"#));
    taken("image\ncats/1.jpg\n", "url-csv", &[("image", "1.jpg", "cats/1.jpg")]);
    taken("file_name\tlabel\n1.pdf\tx\n", "url-csv", &[("pdf", "x", "1.pdf")]);
    taken("https://h/a.mp4,A\n", "url-csv", &[("video", "a.mp4", "https://h/a.mp4")]);
}

#[test]
fn rows_without_a_url_are_errors() {
    let import = csv("name,url\na,https://h/1.jpg\nb,\nc\n");
    assert_eq!(errors(&import), [("missing-url", 3, 3), ("missing-url", 4, 1)]);
}

#[test]
fn what_is_no_list_stays_refused() {
    assert_refused(&csv("hello world, this\nis a text\n"), "unknown-heading", 1, 1);
    assert_refused(&csv("name,count\na,1\nb,2\n"), "unknown-heading", 1, 1);
    // Encord's own headings, misspelt.
    assert_refused(&csv("ObjectURLs,Video title\nhttps://h/a.mp4,A\n"), "unknown-heading", 1, 1);
    assert_refused(&csv("Link,Image title\nhttps://h/a.jpg,A\n"), "unknown-heading", 1, 1);
    assert_refused(&json("hello"), "unquoted-text", 1, 1);
}
