//! CSV as spreadsheets and people write it.

use sluice::manifest::{Format, Import, Options, Outcome, Severity, import};

use crate::{assert_refused, brief, csv, units};

const N: Severity = Severity::Note;
const W: Severity = Severity::Warning;
const E: Severity = Severity::Error;

#[track_caller]
fn accepted(text: &str, expected: &[(&str, &str, &[&str])]) {
    let import = csv(text);
    assert_eq!(import.outcome, Outcome::Accepted, "{:#?}", import.diagnostics);
    let expected: Vec<_> = expected.iter().map(|u| (u.0, u.1, u.2.to_vec())).collect();
    assert_eq!(units(&import), expected);
    assert_eq!(import.format, Format::EncordCsv);
}

#[track_caller]
fn refused(text: &str, code: &str, line: u32, column: u32) {
    assert_refused(&csv(text), code, line, column);
}

#[test]
fn headings_in_any_case_order_and_spacing() {
    accepted("objecturl,VIDEO TITLE\nh/a.mp4,A\n", &[("video", "A", &["h/a.mp4"])]);
    accepted(" ObjectURL , Image title \nh/a.jpg,A", &[("image", "A", &["h/a.jpg"])]);
    accepted("Image Title,Object URL\nA,h/a.jpg", &[("image", "A", &["h/a.jpg"])]);
    accepted("ObjectUrl,Dicom title\nh/a,S\nh/b,S\n", &[("dicom_series", "S", &["h/a", "h/b"])]);
    accepted(
        "ObjectUrl,Series title\nh/a,S\nh/b,T\nh/c,S\n",
        &[("dicom_series", "S", &["h/a", "h/c"]), ("dicom_series", "T", &["h/b"])],
    );
    accepted("\"ObjectUrl\",\"Video title\"\nh/a,A\n", &[("video", "A", &["h/a"])]);
}

#[test]
fn a_single_column_is_videos() {
    accepted(
        "ObjectUrl\nhttps://h/p/a.mp4?sig=1\nh/b\n",
        &[("video", "a.mp4", &["https://h/p/a.mp4?sig=1"]), ("video", "b", &["h/b"])],
    );
    assert_eq!(brief(&csv("ObjectUrl\nh/a.jpg\n")), [(W, "unexpected-extension", 2, 1)]);
}

#[test]
fn blank_titles() {
    accepted(
        "ObjectUrl,Image title\nh/p/a.jpg,\nh/p/b.jpg\n",
        &[("image", "a.jpg", &["h/p/a.jpg"]), ("image", "b.jpg", &["h/p/b.jpg"])],
    );
    accepted(
        "ObjectUrl,Series title\nh/p/a.dcm,\nh/p/b.dcm, \n",
        &[("dicom_series", "a.dcm", &["h/p/a.dcm"]), ("dicom_series", "b.dcm", &["h/p/b.dcm"])],
    );
    let import = csv("ObjectUrl,Image group title,Create video\nh/a,,false\nh/b,G,false\n");
    assert_eq!(brief(&import), [(E, "missing-title", 2, 5)]);
    assert_eq!(import.units.len(), 1);
}

#[test]
fn groups_gather_their_rows() {
    let text = "ObjectUrl,Image group title,Create video\nh/1,G,false\nh/2,S,true\nh/3,G,FALSE\nh/4,B,\nh/5,S,True\nObjectUrl,Video title\nh/v,V\nObjectUrl,Image group title,Create video\nh/6,G,false\n";
    accepted(
        text,
        &[
            ("image_group", "G", &["h/1", "h/3", "h/6"]),
            ("image_sequence", "S", &["h/2", "h/5"]),
            ("image_sequence", "B", &["h/4"]),
            ("video", "V", &["h/v"]),
        ],
    );
    // A group and a series may share a title; case and spaces make another one.
    accepted(
        "ObjectUrl,Image group title,Create video\nh/1,G,false\nh/2,g,false\nObjectUrl,Series title\nh/3,G\n",
        &[("image_group", "G", &["h/1"]), ("image_group", "g", &["h/2"]), ("dicom_series", "G", &["h/3"])],
    );
}

#[test]
fn create_video_column() {
    let head = "ObjectUrl,Image group title,Create video\n";
    let import = csv(&format!("{head}h/1,G,false\nh/2,G,true\n"));
    assert_eq!(brief(&import), [(W, "conflicting-create-video", 3, 1)]);
    assert_eq!(units(&import), [("image_group", "G", vec!["h/1", "h/2"])]);
    let import = csv(&format!("{head}h/1,G,maybe\nh/2,H,true\n"));
    assert_eq!(brief(&import), [(E, "create-video-type", 2, 7)]);
    assert_eq!(import.units.len(), 1);
    let import = csv("ObjectUrl,Image group title\nh/1,G\n");
    assert_eq!(brief(&import), [(W, "missing-column", 1, 1)]);
    assert_eq!(import.units[0].kind.name(), "image_sequence");
    let import = csv("ObjectUrl,Image title,Create video\nh/1,G,true\n");
    assert_eq!(brief(&import), [(W, "create-video-ignored", 2, 7)]);
}

#[test]
fn a_refused_row_takes_its_group_with_it() {
    let import = csv("ObjectUrl,Series title\nh/1,S\n,S\nh/2,T\nh/3,S\nh/4,U\n");
    assert_eq!(brief(&import), [(E, "missing-url", 3, 1)]);
    assert_eq!(units(&import), [("dicom_series", "T", vec!["h/2"]), ("dicom_series", "U", vec!["h/4"])]);
    assert_eq!((import.refused, import.outcome), (1, Outcome::Partial));
}

#[test]
fn quoting() {
    accepted(
        "ObjectUrl,Video title\r\n\"h/a,b\",\"The \"\"first\"\"\r\none\"\r\nh/c,C\r\n",
        &[("video", "The \"first\"\r\none", &["h/a,b"]), ("video", "C", &["h/c"])],
    );
    let import = csv("ObjectUrl,Video title\n\"h/a\",\"x\ny\"\nh/b c,\n");
    assert_eq!(brief(&import), [(E, "space-in-url", 4, 1)]);
    refused("ObjectUrl,Video title\nh/a,A\nh/b,\"B\nh/c,C\n", "unclosed-quote", 3, 5);
    refused("ObjectUrl,Video title\nh/a,\"A\"\"\n", "unclosed-quote", 2, 5);
    let import = csv("ObjectUrl,Video title\nh/a,\"A\"b\n");
    assert_eq!(brief(&import), [(W, "text-after-quote", 2, 8)]);
    assert_eq!(import.units[0].title(), "Ab");
    accepted("ObjectUrl,Video title\nh/a,5\" disk\n", &[("video", "5\" disk", &["h/a"])]);
    assert_eq!(brief(&csv("ObjectUrl\n\"h/a\nb\"\n")), [(E, "space-in-url", 2, 1)]);
}

#[test]
fn line_ends_and_true_lines() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["ObjectUrl,Video title", "h/a,\"x", "y\"", "", "h/b c,B", "h/d,D", ""].join(end);
        let import = csv(&text);
        assert_eq!(brief(&import), [(E, "space-in-url", 5, 1)], "{end:?}");
        let lines: Vec<_> = import.units.iter().map(|unit| unit.line).collect();
        assert_eq!(lines, [2, 6], "{end:?}");
    }
}

#[test]
fn what_spreadsheets_leave_behind() {
    accepted(
        "\u{feff}ObjectUrl,Video title,,\n\n,,,\nh/a,A,,\n  ,\n\u{feff}ObjectUrl,Image title\nh/b,B\n",
        &[("video", "A", &["h/a"]), ("image", "B", &["h/b"])],
    );
    let import = csv("ObjectUrl;Video title\nh/a;A,b\n");
    assert_eq!(brief(&import), [(N, "delimiter", 1, 10)]);
    assert_eq!(import.outcome, Outcome::Accepted);
    assert_eq!(import.units[0].title(), "A,b");
    assert_eq!(brief(&csv("ObjectUrl\tVideo title\nh/a\tA\n")), [(N, "delimiter", 1, 10)]);
    let import = csv("sep=;\r\nObjectUrl;Video title\r\nh/a;A\r\n");
    assert_eq!(brief(&import), [(N, "delimiter", 1, 1)]);
    assert_eq!(import.units[0].line, 3);
}

#[test]
fn rows_that_cannot_be_used() {
    let import = csv("ObjectUrl,Video title\nh/a,A\n,B\n  h/c ,C\nh/d e,D\nh/e,E,x\n");
    assert_eq!(
        brief(&import),
        [
            (E, "missing-url", 3, 1),
            (W, "url-trimmed", 4, 1),
            (E, "space-in-url", 5, 1),
            (W, "extra-column", 6, 7)
        ]
    );
    assert_eq!(import.units.len(), 3);
    assert_eq!(import.outcome, Outcome::Partial);
    let strict = import_strict("ObjectUrl\nh/a\n\nh/b c\n");
    assert_eq!((strict.outcome, strict.units.len()), (Outcome::Rejected, 0));
    let long = csv(&format!("ObjectUrl,Video title\nh/a,{}\n", "x".repeat(301)));
    assert_eq!(brief(&long), [(W, "long-title", 2, 5)]);
}

fn import_strict(text: &str) -> sluice::manifest::Import {
    import(text.as_bytes(), "list.csv", &Options { strict: true, ..Options::default() })
}

#[test]
fn headings_that_are_not_known() {
    refused("ObjectUrl,Audio title\nh/a,A\n", "unknown-heading", 1, 11);
    refused("URL,Video title\nh/a,A\n", "unknown-heading", 1, 1);
    refused("name,age\nBob,5\n", "unknown-heading", 1, 1);
    refused("ObjectUrl,Create video\nh/a,true\n", "unknown-heading", 1, 1);
    refused("ObjectUrl,Video title\nh/a,A\nObjectUrl,Audio title\nh/b,B\n", "unknown-heading", 3, 11);
    refused("ObjectUrl,Video title\nh/a,A\nLink,Image title\nh/b,B\n", "unknown-heading", 3, 1);
    refused("ObjectUrl,Video title,Image title\nh/a,A,B\n", "conflicting-headings", 1, 23);
    refused("h/a,A\nh/b,B\n", "missing-heading", 1, 1);
    refused("ObjectUrl,Video title\n\n", "nothing-to-import", 1, 1);
    let import = csv("ObjectUrl,Video title,Notes\nh/a,A,n\n");
    assert_eq!(brief(&import), [(W, "unknown-column", 1, 23)]);
    assert_eq!(import.outcome, Outcome::AcceptedWithWarnings);
}

/// The metadata of every unit; empty where there is none.
fn metadata(import: &Import) -> Vec<&str> {
    import.units.iter().map(|unit| unit.metadata().unwrap_or_default()).collect()
}

#[test]
fn other_columns_are_metadata() {
    let import = csv("Batch,ObjectUrl,Image title,Notes\nMon,h/a.jpg,A,\" good, so far \"\n ,h/b.jpg,B,\n");
    assert_eq!(brief(&import), [(W, "unknown-column", 1, 1), (W, "unknown-column", 1, 29)]);
    assert_eq!(metadata(&import), [r#"{"Batch":"Mon","Notes":"good, so far"}"#, ""]);
    // Each section has its own.
    let import = csv("ObjectUrl,Image title,a\nh/a.jpg,A,1\nObjectUrl,Video title,b\nh/b.mp4,B,2\n");
    assert_eq!(metadata(&import), [r#"{"a":"1"}"#, r#"{"b":"2"}"#]);
}

#[test]
fn a_group_has_what_all_its_rows_say() {
    let import = csv("ObjectUrl,Image group title,Create video,Batch,Camera\n\
         h/1.jpg,G,false,Mon,left\nh/2.jpg,H,false,,\nh/3.jpg,G,false,Mon,right\nh/4.jpg,G,false,,left\n");
    assert_eq!(metadata(&import), [r#"{"Batch":"Mon","Camera":["left","right"]}"#, ""]);
}

#[test]
fn nothing_in_a_table_is_lost_without_a_word() {
    let import = csv("ObjectUrl,Image title,,Tag,Tag,Tag 2\nh/a.jpg,A,x,1,2,3\nh/b.jpg,B,,,,,y\n");
    let codes: Vec<&str> = import.diagnostics.iter().map(|d| d.code).collect();
    let unknown = ["unknown-column"; 3];
    assert_eq!(codes.iter().filter(|code| unknown.contains(code)).count(), 3);
    assert_eq!(codes.iter().filter(|code| **code == "extra-column").count(), 2);
    assert_eq!(codes.iter().filter(|code| **code == "repeated-heading").count(), 1);
    assert_eq!(metadata(&import), [r#"{"Tag":"1","Tag 2":"3","Tag 3":"2"}"#, ""]);
    let plain = csv("url,tag,tag,\nh/a.jpg,1,2,3\nh/b.jpg,1,2\n");
    assert_eq!(metadata(&plain), [r#"{"tag":"1","tag 2":"2"}"#; 2]);
    assert_eq!(
        brief(&plain)[1..3],
        [(W, "repeated-heading", 1, 9), (W, "extra-column", 2, 13)],
        "{:?}",
        plain.diagnostics
    );
}

#[test]
fn a_title_may_look_like_a_heading() {
    accepted("ObjectUrl,Video title\nh/a,Video title\n", &[("video", "Video title", &["h/a"])]);
}

#[test]
fn an_image_that_is_a_video() {
    let import = csv("ObjectUrl,Image title\nh/a.MP4,A\nh/b.png,B\n");
    assert_eq!(brief(&import), [(W, "unexpected-extension", 2, 1)]);
    assert_eq!(units(&import), [("video", "A", vec!["h/a.MP4"]), ("image", "B", vec!["h/b.png"])]);
}

#[test]
fn repeats_are_noted() {
    let import = csv("ObjectUrl\nh/a\nh/b\nh/a\n");
    assert_eq!(brief(&import), [(N, "repeated-urls", 4, 1)]);
    assert_eq!(import.units.len(), 3);
}
