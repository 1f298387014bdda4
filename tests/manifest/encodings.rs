//! Bytes that are not plain UTF-8, and files that are no manifests at all.

use sluice::manifest::{Format, Import, Options, Outcome, Severity, import};

use crate::{assert_refused, brief};

const W: Severity = Severity::Warning;
const GOOD: &str = "{\"videos\": [\n{\"objectUrl\": \"https://h/ä.mp4\"}]}";

fn read(bytes: &[u8], name: &str) -> Import {
    import(bytes, name, &Options::default())
}

#[track_caller]
fn refused(bytes: &[u8], name: &str, code: &str, line: u32, column: u32) {
    let import = read(bytes, name);
    assert_refused(&import, code, line, column);
    assert_eq!(import.format, Format::Unknown);
}

#[test]
fn a_byte_order_mark_has_no_column() {
    let import = read(format!("\u{feff}{GOOD}").as_bytes(), "a.json");
    assert_eq!(import.outcome, Outcome::Accepted);
    let import = read("\u{feff}{'videos': []}".as_bytes(), "a.json");
    assert_refused(&import, "single-quotes", 1, 2);
}

#[test]
fn utf_16_is_decoded() {
    let little = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let big = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let marked = format!("\u{feff}{GOOD}");
    for bytes in [little(&marked), big(&marked), little(GOOD), big(GOOD)] {
        let import = read(&bytes, "a.json");
        assert_eq!(brief(&import), [(W, "utf-16", 1, 1)]);
        assert_eq!(import.units[0].title(), "/ä.mp4");
        assert_eq!(import.units[0].line, 2);
    }
    refused(&little(&marked)[..21], "a.json", "utf-16", 1, 1);
    refused(b"\xFF\xFE\0\0{\0\0\0", "a.json", "utf-32", 1, 1);
}

#[test]
fn windows_1252_in_csv() {
    let import = read(b"ObjectUrl,Video title\nh/a,plain\nh/b,caf\xE9 \x80\n", "a.csv");
    assert_eq!(brief(&import), [(W, "windows-1252", 3, 8)]);
    assert_eq!(import.units[1].title(), "café €");
    // Well-formed characters before the first bad byte move with it.
    let import = read(b"ObjectUrl,Video title\nh/b,\xC3\xA4\xE9\n", "a.csv");
    assert_eq!(brief(&import), [(W, "windows-1252", 2, 7)]);
}

#[test]
fn json_must_be_utf_8() {
    refused(
        b"{\"videos\": [\n{\"objectUrl\": \"h\", \"title\": \"caf\xE9\"}]}",
        "a.json",
        "not-utf-8",
        2,
        33,
    );
    refused(b" [\"\xE9\"]", "a.csv", "not-utf-8", 1, 4);
}

#[test]
fn files_that_are_no_text() {
    refused(b"", "a.json", "empty-file", 1, 1);
    refused(b" \n\n ", "a.csv", "empty-file", 1, 1);
    refused("\u{feff}".as_bytes(), "a.csv", "empty-file", 1, 1);
    refused(b"PK\x03\x04rest", "a.csv", "binary-file", 1, 1);
    refused(b"\x1f\x8b\x08", "a.json.gz", "binary-file", 1, 1);
    refused(b"ab\nc\0\xFFd", "a.csv", "binary-file", 2, 2);
}

#[test]
fn pages_and_markup() {
    refused(b"\n<!DOCTYPE html>\n<html></html>", "a.json", "html-page", 2, 1);
    refused(b"<?xml version=\"1.0\"?><annotations/>", "a.json", "xml-file", 1, 1);
    for yaml in [
        "images:\n  - objectUrl: https://h/a.jpg\n",
        "\n# by hand\n---\nvideos: []\n",
        "skip_duplicate_urls: true\nvideos:\n- objectUrl: https://h/a.mp4\n",
        "- https://h/a.jpg\n- https://h/b.jpg\n",
    ] {
        let line = 1 + yaml.starts_with('\n') as u32;
        refused(yaml.as_bytes(), "a.yaml", "yaml-file", line, 1);
    }
}

#[test]
fn the_content_decides_and_not_the_name() {
    assert_eq!(read(GOOD.as_bytes(), "a.csv").format, Format::EncordJson);
    assert_eq!(read(b"// c\n{\"videos\": [{\"objectUrl\": \"h\"}]}", "").format, Format::EncordJson);
    assert_eq!(read(b"ObjectUrl\nh/a\n", "A.JSON").format, Format::EncordCsv);
    // Where the content is neither, the name picks the complaint.
    refused(b"\"videos\": []", "a.json", "not-a-manifest", 1, 1);
    refused("“videos”: []".as_bytes(), "a.json", "curly-quotes", 1, 1);
    refused(b"videos: a", "a.csv", "unknown-heading", 1, 1);
}
