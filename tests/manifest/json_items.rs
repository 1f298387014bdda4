//! Items of JSON collections: what each may say, and that one bad item hides no other.

use sluice::manifest::{Options, Outcome, Severity, import};

use crate::{brief, json, units};

const W: Severity = Severity::Warning;
const E: Severity = Severity::Error;

/// The diagnostics of one item in a collection, with their columns in the file.
#[track_caller]
pub(crate) fn item(collection: &str, item: &str, expected: &[(Severity, &str, u32)]) {
    let text = format!("{{\"{collection}\": [\n{item}]}}");
    let import = json(&text);
    let found: Vec<_> = brief(&import).iter().map(|d| (d.0, d.1, d.3)).collect();
    assert_eq!(found, expected, "{:#?}", import.diagnostics);
    let errors = expected.iter().any(|d| d.0 == E);
    assert_eq!(import.units.len(), usize::from(!errors));
    assert_eq!(import.refused, usize::from(errors));
    let pointer = format!("/{collection}/0");
    for diagnostic in &import.diagnostics {
        assert_eq!(diagnostic.line, 2);
        assert!(diagnostic.pointer.as_ref().unwrap().starts_with(&pointer));
    }
}

#[test]
fn urls_that_cannot_be_used() {
    item("videos", "{}", &[(E, "missing-url", 1)]);
    item("videos", r#"{"title": "a"}"#, &[(E, "missing-url", 1)]);
    item("videos", r#"{"objectUrl": ""}"#, &[(E, "empty-url", 15)]);
    item("videos", r#"{"objectUrl": "  "}"#, &[(E, "empty-url", 15)]);
    item("videos", r#"{"objectUrl": 12}"#, &[(E, "url-not-text", 15)]);
    item("videos", r#"{"objectUrl": null}"#, &[(E, "url-not-text", 15)]);
    item("videos", r#"{"objectUrl": ["h", {"a": [1]}], "title": "t"}"#, &[(E, "url-not-text", 15)]);
    item("videos", r#"{"objectUrl": "h/a b"}"#, &[(E, "space-in-url", 15)]);
    item("videos", r#"{"objectUrl": "h/a\nb"}"#, &[(E, "space-in-url", 15)]);
    item("videos", r#"{"objectUrl": " h/a "}"#, &[(W, "url-trimmed", 15)]);
    item("videos", r#"{"objectUrl_0": "h"}"#, &[(E, "missing-url", 1)]);
    item("videos", r#"{"objecturl": "h"}"#, &[(E, "missing-url", 1), (W, "unknown-key", 2)]);
    let long = |length: usize| format!("{{\"objectUrl\": \"{}\"}}", "x".repeat(length));
    item("videos", &long(16 * 1024), &[]);
    item("videos", &long(16 * 1024 + 1), &[(E, "long-url", 15)]);
}

#[test]
fn urls_are_opaque() {
    for url in [
        "https://arn:aws:s3::123:accesspoint/x.mrap/V/1.mp4",
        "https://my-bucket/.../a.nii",
        "1+(32).jpg",
        "s3://b/k",
        "https://h/ä€😀",
        "https://h/%",
    ] {
        let import = json(&format!("{{\"nifti\": [{{\"objectUrl\": \"{url}\"}}]}}"));
        assert_eq!(import.outcome, Outcome::Accepted, "{url}");
        assert_eq!(import.units[0].urls().collect::<Vec<_>>(), [url]);
    }
}

#[test]
fn titles() {
    let title = |item: &str| {
        let import = json(&format!("{{\"videos\": [{{{item}}}]}}"));
        import.units[0].title().to_owned()
    };
    assert_eq!(
        title(r#""objectUrl": "https://b.s3.amazonaws.com/path/v.mp4?X-Amz-Signature=abc""#),
        "/path/v.mp4"
    );
    assert_eq!(title(r#""objectUrl": "h/v.mp4", "title": "  ""#), "h/v.mp4");
    assert_eq!(title(r#""title": "A \"b\"", "objectUrl": "h/v.mp4""#), "A \"b\"");
    item("videos", r#"{"objectUrl": "h", "title": null}"#, &[(W, "null-value", 29)]);
    item("videos", r#"{"objectUrl": "h", "title": 5}"#, &[(W, "title-not-text", 29)]);
    let long = |count: usize| format!("{{\"objectUrl\": \"h\", \"title\": \"{}\"}}", "ä".repeat(count));
    item("videos", &long(300), &[]);
    item("videos", &long(301), &[(W, "long-title", 29)]);
}

#[test]
fn metadata() {
    let kept = |metadata: &str| {
        let import =
            json(&format!("{{\"images\": [{{\"objectUrl\": \"h\", \"clientMetadata\": {metadata}}}]}}"));
        import.units[0].metadata().map(str::to_owned)
    };
    let raw = "{ \"a\" : [1.50, \"\\u00e4\"],\n\t\"$encord\": {\"config\": {\"sampling_rate\": 0}} }";
    assert_eq!(kept(raw).as_deref(), Some(raw));
    assert_eq!(kept("{}").as_deref(), Some("{}"));
    assert_eq!(kept("null"), None);
    assert_eq!(kept("{\"a\": [1,], // c\n}").as_deref(), Some("{\"a\": [1] \n}"));
    item("videos", r#"{"objectUrl": "h", "clientMetadata": null}"#, &[(W, "null-value", 38)]);
    for wrong in ["[]", "\"{}\"", "1", "true"] {
        item(
            "videos",
            &format!("{{\"objectUrl\": \"h\", \"clientMetadata\": {wrong}}}"),
            &[(E, "metadata-not-object", 38)],
        );
    }
    let large = format!(
        "{{\"objectUrl\": \"h\", \"clientMetadata\": {{\"a\": \"{}\"}}}}",
        "x".repeat(10 * 1024 * 1024)
    );
    item("videos", &large, &[(W, "large-metadata", 38)]);
}

#[test]
fn facts_about_the_file() {
    let video = r#"{"objectUrl": "h", "videoMetadata": {"fps": 25, "duration": 1, "width": 1, "height": 1, "file_size": 1, "mime_type": "video/mp4"}}"#;
    item("videos", video, &[]);
    item("videos", &video.replace("file_size", "fileSize"), &[]);
    item("videos", &video.replace("\"fps\": 25, ", ""), &[(W, "incomplete-metadata", 37)]);
    item("videos", r#"{"objectUrl": "h", "videoMetadata": 1}"#, &[(W, "incomplete-metadata", 37)]);
    item("pdfs", r#"{"objectUrl": "h", "pdfMetadata": {}, "externalFileType": "PDF"}"#, &[]);
}

#[test]
fn extensions_that_contradict_the_type() {
    item("videos", r#"{"objectUrl": "h/a.JPG?x"}"#, &[(W, "unexpected-extension", 15)]);
    item("images", r#"{"objectUrl": "h/a.mp4"}"#, &[(W, "unexpected-extension", 15)]);
    item("images", r#"{"objectUrl": "h/a"}"#, &[]);
}

#[test]
fn one_bad_item_does_not_hide_the_next() {
    let text = "{\"videos\": [\n{\"objectUrl\": \"\"},\n{\"objectUrl\": \"h/a.mp4\"},\n  17,\n{\"objectUrl\": 1},\n[[{}]],\n\"https://h/b.mp4\"],\n\"image_groups\": [{}]}";
    let lenient = json(text);
    assert_eq!(lenient.outcome, Outcome::Partial);
    assert_eq!(
        brief(&lenient),
        [
            (E, "empty-url", 2, 15),
            (E, "item-not-object", 4, 3),
            (E, "url-not-text", 5, 15),
            (E, "item-not-object", 6, 1),
            (E, "item-not-object", 7, 1),
            (E, "missing-url", 8, 18)
        ]
    );
    let pointers: Vec<_> = lenient.diagnostics.iter().map(|d| d.pointer.as_deref().unwrap()).collect();
    assert_eq!(
        pointers,
        [
            "/videos/0/objectUrl",
            "/videos/2",
            "/videos/3/objectUrl",
            "/videos/4",
            "/videos/5",
            "/image_groups/0"
        ]
    );
    assert_eq!(units(&lenient), [("video", "h/a.mp4", vec!["h/a.mp4"])]);
    assert_eq!(lenient.refused, 6);

    let strict = import(text.as_bytes(), "list.json", &Options { strict: true, ..Options::default() });
    assert_eq!(strict.outcome, Outcome::Rejected);
    assert!(strict.units.is_empty());
    let (whole, errors) = strict.diagnostics.split_first().unwrap();
    assert_eq!(errors, lenient.diagnostics);
    assert_eq!((whole.code, whole.severity, whole.line), ("refused-as-a-whole", Severity::Note, 1));
    assert!(
        whole.message.contains("6 errors") && whole.message.contains("1 item is good"),
        "{}",
        whole.message
    );
}

#[test]
fn strict_minds_errors_only() {
    let text = "{\"videos\": [{\"objectUrl\": \"h\"},]}";
    let strict = import(text.as_bytes(), "list.json", &Options { strict: true, ..Options::default() });
    assert_eq!(strict.outcome, Outcome::AcceptedWithWarnings);
    assert_eq!(strict.units.len(), 1);
}

#[test]
fn repeats_within_the_file() {
    let body = r#""videos": [{"objectUrl": "h/a"}, {"objectUrl": "h/b"}, {"objectUrl": "h/a", "title": "again"}],
      "images": [{"objectUrl": "h/a"}],
      "image_groups": [{"title": "1", "objectUrl_0": "h/a", "objectUrl_1": "h/b"}, {"title": "2", "objectUrl_0": "h/a"},
                       {"title": "3", "objectUrl_1": "h/b", "objectUrl_0": "h/a"}, {"title": "4", "objectUrl_0": "h/b", "objectUrl_1": "h/a"}]"#;
    let plain = json(&format!("{{{body}}}"));
    assert_eq!(plain.units.len(), 8);
    assert_eq!(plain.outcome, Outcome::Accepted);
    assert_eq!(brief(&plain), [(Severity::Note, "repeated-urls", 1, 57)]);
    let skipping = json(&format!("{{{body}, \"skip_duplicate_urls\": true}}"));
    let titles: Vec<_> = skipping.units.iter().map(|unit| unit.title()).collect();
    assert_eq!(titles, ["h/a", "h/b", "h/a", "1", "2", "4"]);
    assert_eq!(skipping.skipped, 2);
    assert_eq!(skipping.urls(), 8);
}
