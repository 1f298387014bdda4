//! The shipped workflows.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;
use sluice::manifest::{Options, Outcome, import};
use sluice::workflow::{check, read};

/// The shipped workflow files by name.
pub fn workflows() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir("www/examples").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let text = fs::read_to_string(&path).unwrap();
            if serde_json::from_str::<Value>(&text).unwrap().get("sluice").is_some() {
                found.insert(path.file_name().unwrap().to_str().unwrap().to_owned(), text);
            }
        }
    }
    assert!(found.len() >= 4, "{:?}", found.keys());
    found
}

#[test]
fn every_example_is_without_problems() {
    for (name, text) in workflows() {
        let read = read(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(read.warnings, [], "{name}");
        assert_eq!(check(&read.workflow), [], "{name}");
        assert!(!read.workflow.name.is_empty() && !read.workflow.description.is_empty(), "{name}");
    }
}

#[test]
fn the_index_names_every_example_and_manifests_that_load() {
    let index: Value = serde_json::from_str(&fs::read_to_string("www/examples/index.json").unwrap()).unwrap();
    let entries = index.as_array().unwrap();
    let mut named: Vec<&str> = entries.iter().map(|entry| entry["file"].as_str().unwrap()).collect();
    named.sort_unstable();
    let workflows = workflows();
    assert_eq!(named, workflows.keys().map(String::as_str).collect::<Vec<_>>());
    for entry in entries {
        let workflow = read(&workflows[entry["file"].as_str().unwrap()]).unwrap().workflow;
        for (dataset, manifest) in entry["manifests"].as_object().unwrap() {
            assert!(workflow.datasets().any(|(stage, _)| stage.id == *dataset), "{dataset}");
            let manifest = manifest.as_str().unwrap();
            let bytes = fs::read(format!("www/examples/{manifest}")).unwrap();
            let import = import(&bytes, manifest, &Options::default());
            assert_eq!(import.outcome, Outcome::Accepted, "{manifest}: {:?}", import.diagnostics);
        }
    }
}
