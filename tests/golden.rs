//! Results as they were noted down, on this machine. `tests/web.rs` asks a browser for the same.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "golden/mod.rs"]
mod golden;

use serde_json::Value;

#[test]
fn results_are_what_they_were() {
    golden::assert_unchanged();
}

#[test]
fn every_visit_is_what_it_was() {
    golden::traces::assert_unchanged();
}

#[test]
fn draws_are_what_their_definition_gives() {
    golden::draws::assert_as_defined();
}

#[test]
fn every_workflow_has_a_trace() {
    let mut workflows = 0;
    for folder in ["www/examples", "tests/fixtures/workflows", "tests/golden/workflows"] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let is_one = serde_json::from_str::<Value>(&text).is_ok_and(|file| file.get("sluice").is_some());
            if is_one {
                let name = path.file_stem().unwrap().to_str().unwrap();
                assert!(golden::traces::noted(name).lines().count() >= 100, "{name}");
                workflows += 1;
            }
        }
    }
    assert_eq!(workflows, golden::traces::TRACED.len());
}

#[test]
fn every_workflow_is_noted_with_every_seed_and_run() {
    let noted: Value = serde_json::from_str(golden::NOTED).unwrap();
    let runs = noted["runs"].as_array().unwrap();
    let examples = std::fs::read_dir("www/examples").unwrap().map(|entry| entry.unwrap().path());
    let mut workflows = 0;
    for path in examples.filter(|path| path.extension().is_some_and(|extension| extension == "json")) {
        let name = path.file_name().unwrap().to_str().unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        if serde_json::from_str::<Value>(&text).unwrap().get("sluice").is_some() {
            workflows += 1;
            let of_it = runs.iter().filter(|run| run["workflow"] == name).count();
            assert!(of_it == 10 || of_it == 19, "{name} is noted {of_it} times");
        }
    }
    assert!(workflows >= 4);
}

/// Run this after a change that is meant to change results, and say why in the commit:
/// `cargo test --test golden -- --ignored write`
#[test]
#[ignore = "writes tests/golden/tallies.json and tests/golden/traces anew"]
fn write() {
    for traced in &golden::traces::TRACED {
        std::fs::write(format!("tests/golden/traces/{}.txt", traced.name), traced.compute()).unwrap();
    }
    let computed = golden::compute();
    let lines = |value: &Value| -> String {
        let lines: Vec<String> = match value {
            Value::Array(items) => items.iter().map(|item| format!("    {item}")).collect(),
            Value::Object(map) => map.iter().map(|(key, value)| format!("    {key:?}: {value}")).collect(),
            other => vec![other.to_string()],
        };
        lines.join(",\n")
    };
    let text = format!(
        "{{\n  \"how\": \"written by: cargo test --test golden -- --ignored write\",\n  \"stream\": {{\n{}\n  }},\n  \
         \"normals\": {{\n{}\n  }},\n  \"times\": {{\n{}\n  }},\n  \"runs\": [\n{}\n  ]\n}}\n",
        lines(&computed["stream"]),
        lines(&computed["normals"]),
        lines(&computed["times"]),
        lines(&computed["runs"]),
    );
    assert!(serde_json::from_str::<Value>(&text).is_ok());
    std::fs::write("tests/golden/tallies.json", text).unwrap();
}
