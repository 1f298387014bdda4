//! What a reader is told about a file that is none, and where.
//!
//! A `▸` in a text stands before the place of a complaint; it is no part of the file.

use sluice::workflow::{Complaint, read};

/// Reads a marked text: its complaints must be these, each at the mark of the same number. The
/// last mark holds for all that are left.
#[track_caller]
fn refused(marked: &str, expected: &[&str]) {
    let (text, places) = unmark(marked);
    let Err(error) = read(&text) else { panic!("{text} is read") };
    let found = error.complaints;
    let messages: Vec<&str> = found.iter().map(|complaint| complaint.message.as_str()).collect();
    assert_eq!(messages, expected, "{text}");
    for (i, complaint) in found.iter().enumerate() {
        let place = places.get(i).or(places.last()).unwrap();
        assert_eq!(&(complaint.line, complaint.column), place, "{text}\n{complaint:?}");
    }
}

/// The text without its marks, and their lines and columns.
fn unmark(marked: &str) -> (String, Vec<(u32, u32)>) {
    let mut text = String::new();
    let mut places = Vec::new();
    let (mut line, mut column) = (1, 1);
    for character in marked.chars() {
        match character {
            '▸' => places.push((line, column)),
            '\n' => (line, column) = (line + 1, 1),
            _ => column += 1,
        }
        if character != '▸' {
            text.push(character);
        }
    }
    (text, places)
}

/// A file with a stage of these fields, marked or not.
fn with_stage(fields: &str) -> String {
    format!(
        r#"{{"sluice": 1, "stages": [
  {{"id": "data", "kind": "dataset"}},
  {{"id": "s", {fields}}}]}}"#
    )
}

/// A file with a Logic stage of one rule with these fields.
fn with_rule(fields: &str) -> String {
    with_stage(&format!(r#""kind": "logic", "rules": [{fields}]"#))
}

#[test]
fn text_that_is_not_json() {
    refused("▸", &["this is not valid JSON: expected a value, found the end of the text"]);
    refused(
        "{\"sluice\": 1,\n \"name\" ▸\"x\"}",
        &["this is not valid JSON: expected \":\" after the key, found a quotation mark"],
    );
    refused(
        "{\n  \"sluice\": 1,\n▸}",
        &["this is not valid JSON: expected another key in double quotes after the comma, found \"}\""],
    );
    refused(r#"{"a": 1} ▸x"#, &["this is not valid JSON: expected nothing more, found \"x\""]);
}

#[test]
fn columns_are_counted_in_characters() {
    // Each of these takes two to four bytes, and one column.
    refused(r#"{"é評🦆" ▸1}"#, &["this is not valid JSON: expected \":\" after the key, found \"1\""]);
    refused(
        "{\"é評🦆\": 1,\n \"ü\" ▸1}",
        &["this is not valid JSON: expected \":\" after the key, found \"1\""],
    );
    refused(
        r#"{"sluice": 1, "name": "é評🦆", "stages": ▸3}"#,
        &[r#""stages" must be a list in square brackets, not the number 3"#],
    );
}

#[test]
fn what_is_no_sluice_file() {
    refused("▸[]", &["expected an object in braces, found a list"]);
    refused(r#"▸{"stages": []}"#, &[r#"this is no Sluice workflow: it should begin with "sluice": 1"#]);
    refused(r#"{"sluice": ▸2, "stages": []}"#, &["this file is of format 2; this version reads up to 1"]);
    for version in ["0", "\"1\"", "1.5", "null", "-1"] {
        let text = format!(r#"{{"sluice": ▸{version}, "stages": []}}"#);
        refused(&text, &[r#""sluice" must be the format's number, 1"#]);
    }
    refused(r#"▸{"sluice": 1}"#, &[r#""stages" is missing: a workflow is a list of stages"#]);
}

#[test]
fn values_of_the_wrong_type() {
    let whole = r#""tasks" must be a whole number from 0 to 1000000000, not "#;
    for (fields, expected) in [
        (r#""kind": "complete", "name": ▸3"#, r#""name" must be text in quotes, not the number 3"#),
        (r#""kind": "annotate", "sticky": ▸1"#, r#""sticky" must be true or false, not the number 1"#),
        (r#""kind": "dataset", "tasks": ▸"9""#, &format!(r#"{whole}the text "9""#)),
        (r#""kind": "dataset", "tasks": ▸1.5"#, &format!("{whole}the number 1.5")),
        (r#""kind": "dataset", "tasks": ▸-1"#, &format!("{whole}the number -1")),
        (r#""kind": "dataset", "tasks": ▸1000000001"#, &format!("{whole}the number 1000000001")),
        (r#""kind": "dataset", "next": ▸{}"#, r#""next" must be text in quotes, not an object"#),
        (
            r#""kind": "annotate", "annotators": ▸"A""#,
            r#""annotators" must be a list in square brackets, not the text "A""#,
        ),
        (r#""kind": "annotate", "annotators": ["A", ▸2]"#, "expected a name in quotes, found the number 2"),
        (
            r#""kind": "review", "reject_share": ▸"10""#,
            r#""reject_share" must be a number, not the text "10""#,
        ),
        (
            r#""kind": "consensus", "copies": ▸101"#,
            r#""copies" must be a whole number from 0 to 100, not the number 101"#,
        ),
    ] {
        refused(&with_stage(fields), &[expected]);
    }
    refused(
        &with_stage(r#""kind": "sampling", "outputs": [▸7]"#),
        &[
            "expected an object in braces, found the number 7",
            r#""name" is missing or empty"#,
            r#""share" is missing: a percentage such as 20"#,
        ],
    );
}

#[test]
fn percentages_that_are_none() {
    let share = |share: &str| {
        with_stage(&format!(r#""kind": "sampling", "outputs": [{{"name": "A", "share": ▸{share}}}]"#))
    };
    refused(&share("120"), &[r#""share" is 120: a percentage must lie between 0 and 100"#]);
    refused(&share("-1"), &[r#""share" is -1: a percentage must lie between 0 and 100"#]);
    refused(&share("33.33333"), &[r#""share" is 33.33333: a percentage can have at most four decimals"#]);
    refused(&share("\"20\""), &[r#""share" must be a number, not the text "20""#]);
    let rule = r#"{"name": "A", "kind": "random_sample", "share": ▸101}"#;
    refused(&with_rule(rule), &[r#""share" is 101: a percentage must lie between 0 and 100"#]);
}

#[test]
fn a_percentage_that_is_not_there_is_not_taken_for_zero() {
    for output in [r#"▸{"name": "A"}"#, r#"▸{"name": "A", "share": null}"#] {
        let text = with_stage(&format!(r#""kind": "sampling", "outputs": [{output}]"#));
        refused(&text, &[r#""share" is missing: a percentage such as 20"#]);
    }
    for rule in [
        r#"▸{"name": "A", "kind": "random_sample"}"#,
        r#"▸{"name": "A", "kind": "random_sample", "share": null}"#,
    ] {
        refused(&with_rule(rule), &[r#""share" is missing: a percentage such as 55"#]);
    }
}

#[test]
fn what_must_be_there() {
    let id = r#""id" is missing or empty"#;
    refused(r#"{"sluice": 1, "stages": [▸{"kind": "complete"}]}"#, &[id]);
    refused(r#"{"sluice": 1, "stages": [▸{"id": "", "kind": "complete"}]}"#, &[id]);
    refused(r#"{"sluice": 1, "stages": [▸{"id": "a"}]}"#, &[r#""kind" is missing or empty"#]);
    for what in [
        r#""people": [▸{}]"#,
        r#""ontology": {"classes": [▸{}]}"#,
        r#""batches": {"list": [▸{"name": null}]}"#,
    ] {
        refused(&format!(r#"{{"sluice": 1, {what}, "stages": []}}"#), &[r#""name" is missing or empty"#]);
    }
}

#[test]
fn a_condition_says_what_it_compares_with() {
    refused(
        &with_rule(r#"▸{"name": "A", "kind": "metadata", "key": "k"}"#),
        &[r#""value" is missing: what the metadata is compared with"#],
    );
    refused(
        &with_rule(r#"{"name": "A", "kind": "metadata", "key": "k", "value": ▸[1]}"#),
        &[r#""value" must be text, a number, true or false, not a list"#],
    );
    refused(
        &with_rule(r#"▸{"name": "A", "kind": "metadata", "value": 1}"#),
        &[r#""key" is missing or empty"#],
    );
    let either = r#"a condition is {"has": "a class"} or {"has_not": "a class"}"#;
    refused(
        &with_rule(r#"{"name": "A", "kind": "annotation_type", "conditions": [▸{"is": "Car"}]}"#),
        &[either, r#""is" has no meaning in a condition"#],
    );
    refused(
        &with_rule(
            r#"{"name": "A", "kind": "annotation_type", "conditions": [▸{"has": "A", "has_not": "B"}]}"#,
        ),
        &[either],
    );
    refused(
        &with_rule(r#"{"name": "A", "kind": "duration", "at_least": ▸-1}"#),
        &[r#""at_least" must not be negative"#],
    );
}

#[test]
fn words_that_this_version_does_not_know() {
    refused(
        &with_stage(r#""kind": ▸"queue""#),
        &[concat!(
            r#""kind" is "queue"; this version knows dataset, annotate, review, consensus, model, sampling, "#,
            "logic, agent, webhook, hold, complete, archive, discard"
        )],
    );
    refused(
        &with_rule(r#"{"name": "A", "kind": ▸"colour"}"#),
        &[concat!(
            r#""kind" is "colour"; a condition is one of annotation_type, annotator, random_sample, duration, "#,
            "batch, dataset, metadata"
        )],
    );
    for (fields, message) in [
        (
            r#""kind": "dataset", "release": ▸"nobody""#,
            r#""release" is "nobody"; this version knows "manager", "workers", "automatic""#,
        ),
        (
            r#""kind": "sampling", "method": ▸"weighted""#,
            concat!(
                r#""method" is "weighted"; this version knows "independent", "quota", "block", "every_kth", "#,
                r#""sticky", "balanced""#
            ),
        ),
        (
            r#""kind": "agent", "runs": ▸"often""#,
            r#""runs" is "often"; this version knows "when_all_arrived", "every_k", "never""#,
        ),
    ] {
        refused(&with_stage(fields), &[message]);
    }
    for (fields, message) in [
        (
            r#""kind": "annotator", "which": ▸"first""#,
            r#""which" is "first"; this version knows "latest", "any""#,
        ),
        (
            r#""kind": "duration", "scope": ▸"mean""#,
            r#""scope" is "mean"; this version knows "total", "last""#,
        ),
        (
            r#""kind": "metadata", "key": "k", "value": 1, "op": ▸"like""#,
            r#""op" is "like"; this version knows "is", "is_not", "contains", "less", "greater""#,
        ),
    ] {
        refused(&with_rule(&format!(r#"{{"name": "A", {fields}}}"#)), &[message]);
    }
    refused(
        r#"{"sluice": 1, "ontology": {"classes": [{"name": "A", "kind": ▸"thing"}]}, "stages": []}"#,
        &[r#""kind" is "thing"; this version knows "object", "classification""#],
    );
}

#[test]
fn a_key_that_stands_twice() {
    let twice = "this key stands twice in one object; keep one of them";
    refused("{\"sluice\": 1,\n \"name\": \"a\",\n ▸\"name\": \"b\", \"stages\": []}", &[twice]);
    // However it is written, and inside keys that are only kept.
    refused(r#"{"sluice": 1, "stages": [], "x": {"a": 1, ▸"\u0061": 2}}"#, &[twice]);
    // The same key of two objects is no repeat.
    assert!(read(r#"{"sluice": 1, "stages": [], "x": {"a": {"a": 1}}, "a": 3}"#).is_ok());
}

#[test]
fn a_review_is_plain_or_judged() {
    for more in [r#""catch": 90"#, r#""false_alarm": 1"#, r#""catch": 90, "false_alarm": 1"#] {
        let text = format!(
            r#"{{"sluice": 1, "stages": [▸{{"id": "r", "kind": "review", "reject_share": 10, {more}}}]}}"#
        );
        refused(&text, &[r#"a review has either "reject_share", or "catch" and "false_alarm", not both"#]);
    }
}

#[test]
fn a_visit_limit_lets_a_task_in_once() {
    refused(r#"{"sluice": 1, "visit_limit": ▸0, "stages": []}"#, &[r#""visit_limit" must be at least 1"#]);
    assert!(read(r#"{"sluice": 1, "visit_limit": 1, "stages": []}"#).is_ok());
}

#[test]
fn all_complaints_come_at_once_and_in_file_order() {
    let marked = r#"{"sluice": 1,
 "stages": [
  {"id": "a", "kind": "dataset", "tasks": ▸"x"},
  {"id": "b", "kind": ▸"nothing", "name": ▸4}],
 "people": [{"name": "A", "weight": ▸-1}, ▸{}]}"#;
    let (text, places) = unmark(marked);
    let found = read(&text).unwrap_err();
    let at = |c: &Complaint| (c.line, c.column);
    assert_eq!(found.complaints.iter().map(at).collect::<Vec<_>>(), places);
    let pointers: Vec<&str> = found.complaints.iter().map(|c| c.pointer.as_str()).collect();
    assert_eq!(
        pointers,
        ["/stages/0/tasks", "/stages/1/kind", "/stages/1/name", "/people/0/weight", "/people/1"]
    );
    assert_eq!(
        found.to_string().lines().next().unwrap(),
        "line 3, column 43: \"tasks\" must be a whole number from 0 to 1000000000, not the text \"x\""
    );
}

#[test]
fn whole_numbers_may_be_written_as_people_do() {
    for tasks in ["1000000", "1e6", "1000000.0"] {
        let text =
            format!(r#"{{"sluice": 1, "stages": [{{"id": "a", "kind": "dataset", "tasks": {tasks}}}]}}"#);
        assert_eq!(read(&text).unwrap().workflow.plain_tasks(), 1_000_000, "{tasks}");
    }
}

#[test]
fn a_key_with_a_slash_has_a_pointer_that_finds_it() {
    let (text, places) = unmark("{\"sluice\": 1, \"stages\": [],\n \"a/b~c\": ▸1}");
    let warning = &read(&text).unwrap().warnings[0];
    assert_eq!((warning.pointer.as_str(), (warning.line, warning.column)), ("/a~1b~0c", places[0]));
}
