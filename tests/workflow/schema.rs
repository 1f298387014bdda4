//! The JSON Schema says of a file what the reader says of it.

use std::collections::BTreeSet;
use std::fs;

use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};
use sluice::workflow::{KINDS, read, write};

use crate::everything;
use crate::examples;
use crate::generate::workflows;

fn schema() -> Value {
    serde_json::from_str(&fs::read_to_string("www/schema/workflow.schema.json").unwrap()).unwrap()
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema()).unwrap()
}

/// The same schema without room for unknown keys.
fn closed() -> Validator {
    let mut schema = schema();
    close(&mut schema);
    jsonschema::draft202012::new(&schema).unwrap()
}

/// Forbids, in every object that the schema describes, keys that nothing there describes.
fn close(schema: &mut Value) {
    for pointer in everything::objects(schema) {
        let part = schema.pointer_mut(&pointer).unwrap().as_object_mut().unwrap();
        // A condition is described in parts that belong to one object; the object is closed.
        if part.get("type") == Some(&json!("object")) {
            part.insert("unevaluatedProperties".to_owned(), json!(false));
        }
    }
}

fn complaints(validator: &Validator, file: &Value) -> Vec<String> {
    validator.iter_errors(file).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn it_is_a_schema() {
    assert!(jsonschema::meta::is_valid(&schema()));
    assert_eq!(schema()["$schema"], "https://json-schema.org/draft/2020-12/schema");
}

#[test]
fn every_key_is_described_for_people() {
    let schema = schema();
    let mut described = 0;
    for pointer in everything::objects(&schema) {
        let Some(properties) = schema.pointer(&pointer).unwrap().get("properties") else { continue };
        for (key, value) in properties.as_object().unwrap() {
            // The word that an `if` looks for is described where it belongs.
            if pointer.ends_with("/if") {
                continue;
            }
            let text = value.get("description").and_then(Value::as_str).unwrap_or_default();
            assert!(text.ends_with('.'), "{pointer}/properties/{key} is described as {text:?}");
            described += 1;
        }
    }
    assert!(described > 60, "{described}");
}

#[test]
fn it_takes_the_examples_and_a_file_with_every_key() {
    let (open, closed) = (validator(), closed());
    for (name, text) in examples::workflows() {
        let file: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(complaints(&open, &file), Vec::<String>::new(), "{name}");
        assert_eq!(complaints(&closed, &file), Vec::<String>::new(), "{name}");
    }
    assert_eq!(complaints(&open, &everything::file()), Vec::<String>::new());
    assert_eq!(complaints(&closed, &everything::file()), Vec::<String>::new());
}

#[test]
fn it_keeps_unknown_keys_as_the_reader_does_and_closed_it_would_not() {
    let (open, closed) = (validator(), closed());
    for pointer in everything::objects(&everything::file()) {
        let mut file = everything::file();
        file.pointer_mut(&pointer).unwrap()["x-mine"] = json!(1);
        // The one place where a stray key is an error to the reader too.
        let allowed = !pointer.contains("/conditions/");
        assert_eq!(open.is_valid(&file), allowed, "{pointer}");
        assert_eq!(read(&file.to_string()).is_ok(), allowed, "{pointer}");
        assert!(!closed.is_valid(&file), "{pointer}: the closed schema does not look here");
    }
}

/// The keys that the schema describes, wherever they belong.
fn described() -> BTreeSet<String> {
    let schema = schema();
    let mut described = BTreeSet::new();
    for pointer in everything::objects(&schema) {
        if let Some(properties) = schema.pointer(&pointer).unwrap().get("properties") {
            described.extend(properties.as_object().unwrap().keys().cloned());
        }
    }
    described
}

#[test]
fn it_knows_the_keys_of_the_file_with_every_key_and_no_other() {
    // The reader takes that file without a warning, and so does the closed schema. A key that
    // only one of the two knows would be missing there, or be a complaint.
    let file = everything::file();
    let used: BTreeSet<String> = everything::objects(&file)
        .iter()
        .flat_map(|pointer| file.pointer(pointer).unwrap().as_object().unwrap().keys().cloned())
        .collect();
    assert_eq!(described(), used);
}

#[test]
fn it_knows_every_key_that_the_reader_asks_for() {
    let mut asked = BTreeSet::new();
    for entry in fs::read_dir("src/workflow/file").unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("write.rs") {
            continue;
        }
        let text = fs::read_to_string(path).unwrap();
        // fields.share("prevalence", notes), on one line or on two
        for call in text.split("fields").skip(1) {
            let argument = call.trim_start().strip_prefix('.').and_then(|call| call.split_once('('));
            let key = argument.and_then(|(_, rest)| rest.trim_start().strip_prefix('"')?.split_once('"'));
            asked.extend(key.map(|(key, _)| key.to_owned()));
        }
    }
    assert_eq!(asked, described());
}

#[test]
fn it_requires_and_allows_what_the_reader_does_key_by_key() {
    let validator = validator();
    let values = [
        json!(null),
        json!(true),
        json!(-1),
        json!(0.5),
        json!(1e10),
        json!(""),
        json!("x"),
        json!([]),
        json!([1]),
        json!({}),
    ];
    let mut compared = 0;
    for pointer in everything::objects(&everything::file()) {
        for key in everything::file().pointer(&pointer).unwrap().as_object().unwrap().keys() {
            let mut file = everything::file();
            file.pointer_mut(&pointer).unwrap().as_object_mut().unwrap().remove(key);
            agree(&validator, &file, &format!("{pointer} without {key}"));
            for value in &values {
                file.pointer_mut(&pointer).unwrap()[key] = value.clone();
                agree(&validator, &file, &format!("{pointer}/{key} = {value}"));
                compared += 1;
            }
        }
    }
    assert!(compared > 1_500, "{compared}");
}

/// What the schema takes the reader takes, and the other way round. The reader alone lets null
/// stand for a key that is left out, which nobody should write.
fn agree(validator: &Validator, file: &Value, what: &str) {
    let reader = read(&file.to_string()).map_err(|error| error.to_string());
    let valid = validator.is_valid(file);
    let lenient = what.ends_with("= null") && !valid;
    assert!(
        valid == reader.is_ok() || lenient,
        "{what}: {:?} {:?}",
        complaints(validator, file),
        reader.err()
    );
}

#[test]
fn it_refuses_what_is_wrong_and_says_where() {
    let validator = validator();
    let share = "/stages/4/outputs/0/share";
    for (pointer, value) in [
        ("/sluice", json!(2)),
        ("/sluice", json!("1")),
        ("/visit_limit", json!(0)),
        (share, json!(120)),
        (share, json!(-1)),
        (share, json!(33.33333)),
        (share, json!("20")),
        ("/stages/4/method", json!("weighted")),
        ("/stages/0/kind", json!("queue")),
        ("/stages/0/id", json!("")),
        ("/stages/0/release", json!("nobody")),
        ("/stages/0/tasks", json!(1.5)),
        ("/stages/6/copies", json!(101)),
        ("/stages/2/annotators", json!("Ana")),
        ("/stages/3/rules/0/conditions/0", json!({"is": "Car"})),
        ("/stages/3/rules/3/at_least", json!(-1)),
        ("/people/0/weight", json!(-1)),
        ("/people/0/median_seconds", json!(-1)),
    ] {
        let mut file = everything::file();
        *file.pointer_mut(pointer).unwrap() = value.clone();
        let found = complaints(&validator, &file);
        assert!(
            found.iter().any(|complaint| complaint.starts_with(pointer)),
            "{pointer} = {value}: {found:?}"
        );
        agree(&validator, &file, pointer);
    }
}

#[test]
fn it_takes_percentages_of_four_decimals_to_the_last_one() {
    let validator = validator();
    for millionths in (0..1_000_000).step_by(997).chain([1, 333_333, 666_667, 999_999, 1_000_000]) {
        let mut file = everything::file();
        *file.pointer_mut("/stages/4/outputs/0/share").unwrap() = json!(f64::from(millionths) / 1e4);
        assert_eq!(complaints(&validator, &file), Vec::<String>::new(), "{millionths}");
    }
}

#[test]
fn it_names_every_kind_of_stage() {
    assert_eq!(schema()["$defs"]["stage"]["properties"]["kind"]["enum"], json!(KINDS));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn it_takes_what_is_written(workflow in workflows()) {
        let file: Value = serde_json::from_str(&write(&workflow)).unwrap();
        prop_assert_eq!(complaints(&validator(), &file), Vec::<String>::new());
    }
}
