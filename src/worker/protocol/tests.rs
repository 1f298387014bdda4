//! Where tasks start, as a run has it and as the page counts it beforehand.

use super::*;
use crate::manifest::{Options, import};
use crate::workflow::read;

fn workflow() -> Workflow {
    let text = r#"{"sluice": 1, "name": "w", "stages": [
        {"id": "d", "kind": "dataset", "name": "Day", "tasks": 1, "next": "c"},
        {"id": "n", "kind": "dataset", "tasks": 1, "next": "c"},
        {"id": "7", "kind": "dataset", "tasks": 1, "next": "c"},
        {"id": "c", "kind": "complete", "name": "Noon"}]}"#;
    read(text).unwrap().workflow
}

/// The places of the units that start at each stage, and of those that name none.
fn went(metadata: &[&str], otherwise: &str) -> (Vec<(String, Vec<u32>)>, Vec<u32>) {
    let item =
        |(i, text): (usize, &&str)| format!(r#"{{"objectUrl": "https://h/{i}", "clientMetadata": {text}}}"#);
    let items: Vec<String> = metadata.iter().enumerate().map(item).collect();
    let file = format!(r#"{{"images": [{}]}}"#, items.join(","));
    let import = import(file.as_bytes(), "m.json", &Options::default());
    assert_eq!(import.units.len(), metadata.len(), "{:?}", import.diagnostics);
    let starts = Starts::by_key(&workflow(), "at", otherwise, &import.units);
    let place =
        |unit: &DataUnit| import.units.iter().position(|other| std::ptr::eq(unit, other)).unwrap() as u32;
    let feeds: Vec<(String, Vec<u32>)> = starts
        .feeds(&import.units, None)
        .map(|feed| (feed.dataset.to_owned(), feed.units.iter().map(place).collect()))
        .collect();
    // What the page counts from the summary is the same.
    let mut counted = ImportSummary::new(&import).starts(&workflow(), Some("at"), otherwise);
    let order = |id: &str| feeds.iter().position(|(known, _)| known == id);
    counted.sort_by_key(|(id, _)| order(id));
    let counts: Vec<(String, u64)> =
        feeds.iter().map(|(id, places)| (id.clone(), places.len() as u64)).collect();
    assert_eq!(counted, counts);
    (feeds, starts.unnamed().to_vec())
}

#[test]
fn each_unit_starts_where_its_metadata_says_or_where_the_file_does() {
    let metadata = [
        r#"{"at": "n"}"#,
        r#"{"at": " Day "}"#,
        r#"{"at": "DAY"}"#,
        r#"{"at": "Noon"}"#,
        r#"{"other": "n"}"#,
        r#"{"at": ["n"]}"#,
        r#"{"at": 7}"#,
        r#"{"at": null}"#,
        r#"{"at": {"at": "n"}}"#,
    ];
    let part = |id: &str, places: &[u32]| (id.to_owned(), places.to_vec());
    let (feeds, unnamed) = went(&metadata, "d");
    assert_eq!(feeds, [part("d", &[1, 2, 3, 4, 7, 8]), part("n", &[0, 5]), part("7", &[6])]);
    assert_eq!(unnamed, [3, 4, 7, 8]);
    let (feeds, _) = went(&metadata[..1], "d");
    assert_eq!(feeds, [part("d", &[]), part("n", &[0])], "a stage that is named by none is not fed");
}
