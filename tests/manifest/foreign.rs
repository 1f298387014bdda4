//! Files of other platforms become tasks, with a note of what was assumed.

use sluice::manifest::{Import, Outcome, Severity};

use crate::{assert_refused, brief, json, units};

/// The file is read as the platform's, nothing is refused and nothing warned of.
#[track_caller]
fn taken(text: &str, format: &str, expected: &[(&str, &str, &[&str])]) -> Import {
    let import = json(text);
    assert_eq!(import.format.name(), format, "{:#?}", import.diagnostics);
    assert_eq!(import.outcome, Outcome::Accepted, "{:#?}", import.diagnostics);
    let found = units(&import);
    let found: Vec<_> = found.iter().map(|(kind, title, urls)| (*kind, *title, urls.as_slice())).collect();
    assert_eq!(found, expected);
    assert_eq!(import.diagnostics[0].code, "assumed");
    assert!(import.diagnostics.iter().all(|d| d.severity == Severity::Note));
    import
}

/// Errors and warnings alone, as code and line.
fn remarks(import: &Import) -> Vec<(&'static str, u32)> {
    let list = import.diagnostics.iter().filter(|d| d.severity != Severity::Note);
    list.map(|d| (d.code, d.line)).collect()
}

#[test]
fn coco_names_the_categories_of_each_image() {
    let import = taken(
        r#"{"info": {}, "annotations":[{"image_id":1,"category_id":7},{"image_id":1,"category_id":3},{"image_id":1,"category_id":7}],
            "images":[{"id":1,"width":640,"file_name":"a b.jpg"},{"id":2,"file_name":"2.jpg","coco_url":"http://h/2.jpg"}],
            "categories":[{"id":3,"name":"dog"},{"id":7,"name":"cat \"x\""}]}"#,
        "coco-json",
        &[("image", "a b.jpg", &["a b.jpg"]), ("image", "2.jpg", &["http://h/2.jpg"])],
    );
    let first: serde_json::Value = serde_json::from_str(import.units[0].metadata().unwrap()).unwrap();
    assert_eq!(
        first,
        serde_json::json!({"id": 1, "width": 640, "file_name": "a b.jpg", "categories": ["dog", "cat \"x\""]})
    );
    let second: serde_json::Value = serde_json::from_str(import.units[1].metadata().unwrap()).unwrap();
    assert_eq!(second["categories"], serde_json::json!([]));
}

#[test]
fn coco_shares_a_key_with_encord() {
    assert_refused(&json(r#"{"images":[],"annotations":[]}"#), "nothing-to-import", 1, 1);
    // An Encord file that only has such a key beside good items stays one.
    let import = json(r#"{"images":[{"objectUrl":"h/1.jpg"}],"annotations":[]}"#);
    assert_eq!((import.format.name(), import.units.len()), ("encord-json", 1));
    let import = json("{\"images\":[{\"id\":1},\n7,\n{\"id\":2,\"file_name\":\"2.jpg\"}],\"categories\":[]}");
    assert_eq!(remarks(&import), [("missing-url", 1), ("item-not-object", 2)]);
    assert_eq!((import.units.len(), import.refused, import.outcome), (1, 2, Outcome::Partial));
    assert_eq!(import.diagnostics[1].pointer.as_deref(), Some("/images/0"));
}

#[test]
fn v7_items_are_tasks_with_all_their_slots() {
    let import = taken(
        r#"{"items":[{"path":"/","type":"image","storage_key":"stills/1.jpg","name":"first","tags":["day"]},
            {"path":"/d","name":"pair","layout":{"slots":["1","2"],"version":1},
             "slots":[{"slot_name":"1","storage_key":"l.jpg","file_name":"l.jpg"},{"slot_name":"2","storage_key":"r.jpg","file_name":"r.jpg"}]},
            {"path":"/d","name":"first","slots":[{"slot_name":"0","storage_key":"x","file_name":"x.mp4","as_frames":"false"}]},
            {"name":"scan","slots":[{"storage_key":"1.dcm","type":"dicom"},{"storage_key":"2.dcm","type":"dicom"}]}],
            "dataset_slug":"ds","storage_slug":"s3"}"#,
        "v7-json",
        &[
            ("image", "first", &["stills/1.jpg"]),
            ("image_group", "pair", &["l.jpg", "r.jpg"]),
            ("video", "first", &["x"]),
            ("dicom_series", "scan", &["1.dcm", "2.dcm"]),
        ],
    );
    assert_eq!(import.units[0].metadata(), Some(r#"{"path":"/","type":"image","tags":["day"]}"#));
    assert_eq!(import.urls(), 6);
}

#[test]
fn v7_refuses_some_names_and_items_without_files() {
    let import = json(
        "{\"dataset_slug\":\"ds\",\"items\":[{\"name\":\"a\",\"storage_key\":\"1.jpg\"},\n{\"name\":\"a\",\"storage_key\":\"2.jpg\"},\n{\"name\":\"a/b\",\"storage_key\":\"3.jpg\"},\n{\"storage_key\":\"4.jpg\"},\n{\"name\":\"e\"},\n{\"name\":\"f\",\"slots\":[{\"slot_name\":\"1\"}]},\n{\"name\":\"g\",\"slots\":[]},\n{\"name\":\"h\",\"storage_key\":5}]}",
    );
    assert_eq!(
        remarks(&import),
        [
            ("repeated-name", 2),
            ("name-with-slash", 3),
            ("missing-title", 4),
            ("missing-url", 5),
            ("missing-url", 6),
            ("missing-url", 7),
            ("url-not-text", 8)
        ]
    );
    assert_eq!((import.units.len(), import.refused), (4, 4));
    let pointers: Vec<_> = import.diagnostics.iter().filter_map(|d| d.pointer.as_deref()).collect();
    assert!(pointers.contains(&"/items/5/slots/0") && pointers.contains(&"/items/7/storage_key"));
    assert_refused(&json(r#"{"dataset_slug":"ds","items":[]}"#), "nothing-to-import", 1, 1);
    assert_refused(&json(r#"{"dataset_slug":"ds","items":{}}"#), "collection-not-list", 1, 30);
}

#[test]
fn label_studio_tasks_with_and_without_files() {
    let import = taken(
        r#"[{"data":{"image":"https://h/1.jpg?s=1","ref":7}},
            {"id":2,"data":{"text":"Opossums are great, see https://h/x.jpg for one"},"predictions":[]},
            {"data":{"pages":["s3://b/1.png","s3://b/2.png"]}},
            {"data":{"audio":"https://h/clip","text":"hello"}},
            {"data":{"img":"data:image/png;base64,AAAA"}},
            {"video":"/data/local-files/?d=a/v.mp4"}]"#,
        "label-studio-json",
        &[
            ("image", "1.jpg", &["https://h/1.jpg?s=1"]),
            (
                "text",
                "Opossums are great, see https://h/x.jpg for one",
                &[&crate::foreign::inline(r#"{"text":"Opossums are great, see https://h/x.jpg for one"}"#)],
            ),
            ("image_group", "1.png", &["s3://b/1.png", "s3://b/2.png"]),
            ("audio", "clip", &["https://h/clip"]),
            (
                "image",
                &crate::foreign::inline("data:image/png;base64,AAAA"),
                &[&crate::foreign::inline("data:image/png;base64,AAAA")],
            ),
            ("video", "v.mp4", &["/data/local-files/?d=a/v.mp4"]),
        ],
    );
    assert_eq!(import.units[0].metadata(), Some(r#"{"image":"https://h/1.jpg?s=1","ref":7}"#));
    let notes: Vec<_> = import.diagnostics.iter().map(|d| &*d.message).collect();
    assert!(notes[1].contains("without a file: 2"), "{notes:?}");
}

/// The address that stands for content: FNV-1a, written here a second time.
fn inline(content: &str) -> String {
    let mut hash: u64 = 14_695_981_039_346_656_037;
    for byte in content.bytes() {
        hash ^= u64::from(byte);
        hash = hash.wrapping_mul(1_099_511_628_211);
    }
    format!("inline:{hash:016x}")
}

#[test]
fn label_studio_data_must_be_there() {
    let import = json(
        "[{\"data\":{\"a\":\"x\"}},\n{\"data\":[]},\n{\"data\":{}},\n3,\n{\"data\":{\"image\":\"https://h/a b.jpg\"}}]",
    );
    assert_eq!(
        remarks(&import),
        [("data-not-object", 2), ("missing-url", 3), ("item-not-object", 4), ("space-in-url", 5)]
    );
    assert_eq!((import.units.len(), import.refused), (1, 4));
    let import = json("{\"data\":{\"a\":\"x\"}}\n{\"data\":{\"a\":\"y\"}}\n");
    assert_eq!(remarks(&import), [("json-lines", 2)]);
    assert_eq!(import.units.len(), 2);
    // A comment inside is not part of the metadata.
    let import = json("[{\"data\":{ # why\n \"a\":\"x\",}}]");
    assert_eq!(import.units[0].metadata(), Some(r#"{"a":"x"}"#));
}

#[test]
fn labelbox_data_rows() {
    let import = taken(
        r#"[{"row_data":"https://h/1","global_key":"k1","media_type":"IMAGE","attachments":[{"type":"IMAGE","value":"https://h/o.jpg"}],
             "metadata_fields":[{"schema_id":"s1","value":"tag"},{"name":"day","value":3}]},
            {"row_data":"https://h/2.mp4","external_id":"two"},
            {"row_data":"some text","media_type":"TEXT"},
            {"row_data":"https://h/3.pdf?sig=1","global_key":"https://h/3.pdf?sig=1"}]"#,
        "labelbox-json",
        &[
            ("image", "k1", &["https://h/1"]),
            ("video", "two", &["https://h/2.mp4"]),
            ("text", "some text", &[&inline("some text")]),
            ("pdf", "3.pdf", &["https://h/3.pdf?sig=1"]),
        ],
    );
    assert_eq!(
        import.units[0].metadata(),
        Some(r#"{"global_key":"k1","media_type":"IMAGE","s1":"tag","day":3}"#)
    );
    let import = json(
        "[{\"row_data\":\"https://h/1.jpg\",\"global_key\":\"k\"},\n{\"row_data\":\"https://h/2.jpg\",\"global_key\":\"k\",\"media_type\":\"HOLOGRAM\"},\n{\"global_key\":\"x\"},\n{\"row_data\":\"\"}]",
    );
    assert_eq!(
        remarks(&import),
        [("unknown-media-type", 2), ("repeated-global-key", 2), ("missing-url", 3), ("empty-url", 4)]
    );
    assert_eq!(import.units.len(), 2);
    assert_eq!(
        remarks(&json("{\"row_data\":\"https://h/1.jpg\"}\n{\"row_data\":\"https://h/2.jpg\"}\n")),
        [("json-lines", 2)]
    );
}

#[test]
fn sagemaker_reads_each_line_on_its_own() {
    let import = taken(
        "{\"source-ref\":\"s3://b/1.jpg\"}\r\n\r\n{\"source-ref\":\"s3://b/2\",\"cls\":0,\"cls-metadata\":{\"class-name\":\"cat\"}}\n{\"source\":\"Lorem ipsum\"}",
        "sagemaker-jsonl",
        &[
            ("image", "1.jpg", &["s3://b/1.jpg"]),
            ("image", "2", &["s3://b/2"]),
            ("text", "Lorem ipsum", &[&inline("Lorem ipsum")]),
        ],
    );
    assert_eq!(import.units[1].metadata(), Some(r#"{"cls":0,"cls-metadata":{"class-name":"cat"}}"#));
    assert_eq!(import.diagnostics.last().map(|d| (d.code, d.line)), Some(("assumed", 4)));
    let import = json(
        "{\"source-ref\":\"s3://b/1.jpg\"}\n{\"source-ref\":\"s3://b/2.jpg\"\n{\"source-ref\":\"s3://b/3.jpg\"}\n{\"cls\":1}\n{\"source\":\"x\",\"$id\":1}\n{\"source-ref\":\"s3://b/6.jpg\"} {}\n[]\n",
    );
    assert_eq!(
        remarks(&import),
        [
            ("ends-early", 2),
            ("missing-url", 4),
            ("attribute-name", 5),
            ("text-after-end", 6),
            ("item-not-object", 7)
        ]
    );
    assert_eq!((import.units.len(), import.refused), (3, 4));
    let import = json(r#"[{"source-ref":"s3://b/1.jpg"}]"#);
    assert_eq!(remarks(&import), [("not-json-lines", 1)]);
    let import = json("{\n\"source-ref\":\"s3://b/1.jpg\"\n}");
    assert_eq!((import.units.len(), import.outcome), (1, Outcome::Accepted));
}

#[test]
fn cvat_is_about_images_or_one_video() {
    taken(
        "{\"version\":\"1.1\"}\n{\"type\":\"images\"}\n{\"name\":\"image 1\",\"extension\":\".jpg\",\"width\":720}\n{\"name\":\"b\",\"extension\":\".png\"}\n",
        "cvat-jsonl",
        &[("image", "image 1.jpg", &["image 1.jpg"]), ("image", "b.png", &["b.png"])],
    );
    taken(
        "{\"version\":\"1.0\"}\n{\"type\":\"video\"}\n{\"properties\":{\"name\":\"v.mp4\",\"length\":778}}\n{\"number\":0,\"pts\":0}\n",
        "cvat-jsonl",
        &[("video", "v.mp4", &["v.mp4"])],
    );
    let import = json(
        "{\"version\":\"1.1\"}\n{\"type\":\"images\"}\n{\"extension\":\".jpg\"}\n{\"name\":\"b\",\"extension\":\".jpg\"}\n",
    );
    assert_eq!(remarks(&import), [("missing-url", 3)]);
    let import = json("{\"version\":\"1.1\"}\n{\"type\":\"video\"}\n{\"number\":0}\n");
    assert_eq!((import.units.len(), remarks(&import)), (0, vec![("missing-url", 1)]));
    assert_refused(&json("{\"version\":\"1.1\"}\n{\"type\":\"images\"}\n"), "nothing-to-import", 1, 1);
}

#[test]
fn a_list_of_objects_with_urls_is_read_as_tasks() {
    taken(
        r#"[{"picture":"https://h/1.jpg","n":1},{"picture":"https://h/2.jpg","n":2}]"#,
        "label-studio-json",
        &[("image", "1.jpg", &["https://h/1.jpg"]), ("image", "2.jpg", &["https://h/2.jpg"])],
    );
    assert_refused(&json(r#"[{"objectUrl":"https://h/1.jpg"}]"#), "missing-type-key", 1, 1);
    assert_refused(&json(r#"[{"n":1}]"#), "not-a-manifest", 1, 1);
}

#[test]
fn broken_syntax_refuses_the_file() {
    assert_refused(&json("[{\"data\":{\"a\":\"x\"}},\n{\"data\":{\"a\":\"y\"}\n"), "ends-early", 2, 18);
    let import =
        json("{\"items\":[{\"storage_key\":\"1.jpg\"} {\"storage_key\":\"2.jpg\"}],\"dataset_slug\":\"d\"}");
    assert_eq!(brief(&import).len(), 2);
    assert_eq!(import.outcome, Outcome::Rejected);
}

#[test]
fn a_data_group_is_made_of_stored_items() {
    let text = r#"{"name": "Study", "layoutContents": {"left": "id"}, "layout": {"direction": "row"}}"#;
    assert_refused(&json(text), "data-group", 1, 1);
}

#[test]
fn coco_images_alone_are_told_by_their_file_names() {
    let text = r#"{"images":[{"id":1,"file_name":"1.jpg"},{"id":2,"file_name":"2.jpg"}]}"#;
    taken(text, "coco-json", &[("image", "1.jpg", &["1.jpg"]), ("image", "2.jpg", &["2.jpg"])]);
    // Other collections are Encord's alone.
    let import = json(r#"{"videos":[{"file_name":"1.mp4"}]}"#);
    assert_eq!((import.format.name(), remarks(&import)[0].0), ("encord-json", "missing-url"));
}

#[test]
fn a_cvat_manifest_of_something_else_is_warned_of() {
    let import =
        json("{\"version\":\"1.1\"}\n{\"type\":\"points\"}\n{\"name\":\"1\",\"extension\":\".jpg\"}\n");
    assert_eq!(remarks(&import), [("unknown-media-type", 2)]);
    assert_eq!(import.units.len(), 1);
}

#[test]
fn an_extension_of_cvat_is_part_of_the_address() {
    let lines = "{\"version\":\"1.1\"}\n{\"type\":\"images\"}\n{\"name\":\"a\",\"extension\":\".j\\npg\"}\n{\"name\":\"b\",\"extension\":\".jpg\"}\n";
    let import = json(lines);
    assert_eq!(remarks(&import), [("space-in-url", 3)]);
    assert_eq!((import.units.len(), import.refused), (1, 1));
}

#[test]
fn a_label_studio_task_without_data_is_refused_alone() {
    let import = json("[{\"data\":{\"image\":\"https://h/1.jpg\"}},\n{\"data\":null}]");
    assert_eq!(remarks(&import), [("data-not-object", 2)]);
    assert_eq!((import.units.len(), import.refused), (1, 1));
}

#[test]
fn objects_with_urls_may_stand_one_on_each_line() {
    let import = json("{\"url\":\"https://h/1.jpg\",\"site\":\"n\"}\n{\"url\":\"https://h/2.mp4\"}\n");
    assert_eq!((import.format.name(), remarks(&import)), ("label-studio-json", vec![("json-lines", 2)]));
    assert_eq!(units(&import).iter().map(|(kind, ..)| *kind).collect::<Vec<_>>(), ["image", "video"]);
    // Items of Encord's lack their type, which nothing here tells.
    assert_refused(&json("{\"objectUrl\":\"h/1\"}\n{\"objectUrl\":\"h/2\"}\n"), "missing-type-key", 1, 1);
}

#[test]
fn a_list_of_urls_is_one_task_each() {
    let import = taken(
        "[\"https://h/1.jpg\", \"s3://b/2.mp4\"]",
        "url-list",
        &[("image", "1.jpg", &["https://h/1.jpg"]), ("video", "2.mp4", &["s3://b/2.mp4"])],
    );
    assert_eq!(import.urls(), 2);
    let import = json("[\"https://h/1.jpg\",\n3,\n\"\",\n\"https://h/a b.jpg\"]");
    assert_eq!(remarks(&import), [("url-not-text", 2), ("empty-url", 3), ("space-in-url", 4)]);
    assert_eq!((import.units.len(), import.refused), (1, 3));
}

#[test]
fn a_line_that_is_cut_off_is_said_to_be_lost_alone() {
    let import = json("{\"source-ref\":\"s3://b/1.jpg\"}\n{\"source-ref\":");
    assert_eq!(remarks(&import), [("ends-early", 2)]);
    let found = &import.diagnostics[1];
    assert!(
        found.message.contains("line")
            && !found.hint.as_deref().unwrap_or_default().contains("nothing was loaded")
    );
}
