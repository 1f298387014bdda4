//! Files of other platforms are refused by name and never misread.

use crate::{assert_refused, csv, json};

#[track_caller]
fn foreign(text: &str, platform: &str) {
    let import = json(text);
    assert_refused(&import, "foreign-format", 1, 1);
    assert_eq!(import.diagnostics.len(), 1);
    assert_eq!(import.report(false).format.name(), "unknown");
    assert!(import.diagnostics[0].message.contains(platform));
}

#[test]
fn coco_shares_a_key() {
    foreign(
        r#"{"images":[{"id":1,"width":640,"height":480,"file_name":"1.jpg"}],"annotations":[],"categories":[{"id":1,"name":"cat"}]}"#,
        "COCO",
    );
    foreign(
        r#"{"info": {}, "categories":[], "annotations":[{"id": 1}], "images":[{"id":1,"file_name":"1.jpg"}]}"#,
        "COCO",
    );
    foreign(r#"{"images":[],"annotations":[]}"#, "COCO");
    // An Encord file that only has such a key beside good items stays one.
    assert_eq!(json(r#"{"images":[{"objectUrl":"h/1.jpg"}],"annotations":[]}"#).units.len(), 1);
}

#[test]
fn by_their_keys() {
    foreign(
        r#"{"items":[{"path":"/","storage_key":"1.jpg","name":"1.jpg"}],"dataset_slug":"ds","storage_slug":"s3"}"#,
        "V7",
    );
    foreign(r#"{"dataset_slug":"ds","items":[]}"#, "V7");
    foreign(r#"[{"data":{"image":"https://h/1.jpg"}},{"id":2}]"#, "Label Studio");
    foreign(r#"{"data":{"image":"https://h/1.jpg"}}"#, "Label Studio");
    foreign(r#"[{"global_key":"k1","row_data":"https://h/1.jpg"}]"#, "Labelbox");
    foreign("{\"row_data\":\"https://h/1.jpg\"}\n{\"row_data\":\"https://h/2.jpg\"}\n", "Labelbox");
    foreign("{\"source-ref\":\"s3://b/1.jpg\"}\n{\"source-ref\":\"s3://b/2.jpg\"}\n", "SageMaker");
    foreign("{\"source\":\"Lorem ipsum\"}", "SageMaker");
    foreign("{\"version\":\"1.1\"}\n{\"type\":\"images\"}\n{\"name\":\"a\"}\n", "CVAT");
}

#[test]
fn a_task_table_is_no_manifest() {
    assert_refused(&csv("image,caption\nhttps://h/1.jpg,x\n"), "unknown-heading", 1, 1);
}

#[test]
fn a_data_group_is_made_of_stored_items() {
    let text = r#"{"name": "Study", "layoutContents": {"left": "id"}, "layout": {"direction": "row"}}"#;
    assert_refused(&json(text), "data-group", 1, 1);
}
