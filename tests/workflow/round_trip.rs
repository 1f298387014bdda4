//! What is written is read back, and nothing is lost on the way.

use proptest::prelude::*;
use serde_json::{Value, json};
use sluice::workflow::{Annotate, Extra, Stage, StageKind, Workflow, check, read, write};

use crate::everything::{file, objects};
use crate::examples;
use crate::generate::workflows;

#[test]
fn examples_come_back() {
    for (name, text) in examples::workflows() {
        let workflow = read(&text).unwrap().workflow;
        let written = write(&workflow);
        assert_eq!(read(&written).unwrap().workflow, workflow, "{name}");
        assert_eq!(write(&read(&written).unwrap().workflow), written, "{name}");
        // Not a value is different, whatever the layout.
        let (before, after): (Value, Value) =
            (serde_json::from_str(&text).unwrap(), serde_json::from_str(&written).unwrap());
        assert_eq!(before, after, "{name}");
    }
}

#[test]
fn every_key_comes_back() {
    let workflow = read(&file().to_string()).unwrap().workflow;
    let written: Value = serde_json::from_str(&write(&workflow)).unwrap();
    assert_eq!(as_floats(written), as_floats(file()));
}

/// 20 and 20.0 are one number.
fn as_floats(value: Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64().unwrap()),
        Value::Array(items) => items.into_iter().map(as_floats).collect(),
        Value::Object(map) => map.into_iter().map(|(key, value)| (key, as_floats(value))).collect(),
        other => other,
    }
}

#[test]
fn unknown_keys_are_kept_everywhere_with_a_warning_for_each() {
    for pointer in objects(&file()) {
        if pointer.contains("/conditions/") {
            continue; // A test of a class is {"has": …} and nothing else.
        }
        let mut text = file();
        let place = text.pointer_mut(&pointer).unwrap().as_object_mut().unwrap();
        place.insert("x-mine".to_owned(), json!({"deep": [1.5, null, "ü"]}));
        let read_back = read(&text.to_string()).unwrap();
        assert_eq!(read_back.warnings.len(), 1, "{pointer}");
        let warning = &read_back.warnings[0];
        assert_eq!(warning.pointer, format!("{pointer}/x-mine"));
        assert!(warning.message.contains("x-mine"), "{}", warning.message);
        let written: Value = serde_json::from_str(&write(&read_back.workflow)).unwrap();
        assert_eq!(as_floats(written), as_floats(text), "{pointer}");
    }
}

#[test]
fn a_kept_key_that_a_stage_comes_to_know_is_not_written_twice() {
    // An end has no "next" and keeps one that is there; made into a stage that has, it has two.
    let kept = Extra::from_iter([("next".to_owned(), json!("elsewhere")), ("mine".to_owned(), json!(1))]);
    let kind = StageKind::Annotate(Annotate { next: Some("end".to_owned()), ..Annotate::default() });
    let stage = Stage { id: "work".to_owned(), name: String::new(), kind, extra: kept };
    let workflow = Workflow { stages: vec![stage], ..Workflow::default() };
    let back = read(&write(&workflow)).unwrap().workflow;
    assert_eq!(back.stages[0].kind, workflow.stages[0].kind);
    assert_eq!(back.stages[0].extra, Extra::from_iter([("mine".to_owned(), json!(1))]));
}

#[test]
fn a_written_file_is_laid_out_for_people() {
    let (_, text) =
        examples::workflows().into_iter().find(|(name, _)| name == "sample-for-review.json").unwrap();
    let written = write(&read(&text).unwrap().workflow);
    assert!(written.starts_with("{\n  \"sluice\": 1,\n  \"name\": \"Sample for review\",\n"), "{written}");
    assert!(
        written.contains("        {\"name\": \"Review\", \"share\": 20, \"to\": \"review\"},\n"),
        "{written}"
    );
    assert!(written.ends_with("}\n"));
    assert!(written.lines().all(|line| line.chars().count() <= 140), "{written}");
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    let text = format!("\u{feff}{}", file());
    assert_eq!(read(&text).unwrap(), read(&file().to_string()).unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn generated_workflows_come_back(workflow in workflows()) {
        let written = write(&workflow);
        let back = read(&written).map_err(|error| TestCaseError::fail(format!("{error}\n{written}")))?;
        prop_assert_eq!(&back.workflow, &workflow);
        prop_assert_eq!(write(&back.workflow), written);
        prop_assert_eq!(check(&back.workflow), check(&workflow));
    }

    #[test]
    fn every_time_comes_back_to_the_bit(seconds in prop_oneof![0.0f64..1e4, 0.0f64..1e-3, prop::num::f64::POSITIVE]) {
        let mut text = file();
        text["people"][0]["median_seconds"] = json!(1);
        let mut workflow = read(&text.to_string()).unwrap().workflow;
        workflow.people[0].median_seconds = seconds;
        prop_assert_eq!(read(&write(&workflow)).unwrap().workflow.people[0].median_seconds.to_bits(), seconds.to_bits());
    }

    #[test]
    fn no_text_makes_reading_fail_without_a_place(text in ".{0,200}") {
        if let Err(error) = read(&text) {
            prop_assert!(!error.complaints.is_empty());
            prop_assert!(error.complaints.iter().all(|complaint| complaint.line > 0 && complaint.column > 0));
        }
    }

    #[test]
    fn a_file_cut_short_is_refused_at_its_end(cut in any::<prop::sample::Index>()) {
        let (_, whole) = examples::workflows().into_iter().next().unwrap();
        let trimmed = whole.trim_end();
        let text: String = trimmed.chars().take(cut.index(trimmed.chars().count())).collect();
        let error = read(&text).unwrap_err();
        prop_assert_eq!(error.complaints.len(), 1);
        let lines = text.lines().count().max(1);
        // After a line break the end stands on a line of its own.
        prop_assert!((lines..=lines + 1).contains(&(error.complaints[0].line as usize)));
    }
}
