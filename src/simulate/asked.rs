//! What a workflow asks of metadata, and whether a manifest has it.

use crate::manifest::{MOST_KEYS, MetadataKey};
use crate::workflow::{Condition, Stage, Workflow};

/// How many keys that are there are named.
const NAMED: usize = 6;

/// Says which keys the workflow asks for that no task of a manifest has, whose tasks have `keys`:
/// classes and batches are read from some, and rules ask for others. With `in_batch` its tasks were put
/// in a batch, and need none of their own. `None` where nothing is missing, or where there are more
/// keys than are told apart.
#[must_use]
pub fn missing_keys(workflow: &Workflow, keys: &[MetadataKey], in_batch: bool) -> Option<String> {
    if keys.len() >= MOST_KEYS {
        return None;
    }
    let mut missing: Vec<String> = Vec::new();
    for key in asked(workflow, in_batch) {
        let quoted = format!("\"{key}\"");
        if keys.iter().all(|known| known.key != key) && !missing.contains(&quoted) {
            missing.push(quoted);
        }
    }
    if missing.is_empty() {
        return None;
    }
    let there: Vec<String> = keys.iter().take(NAMED).map(|known| format!("\"{}\"", known.key)).collect();
    let there = if there.is_empty() { "no metadata".to_owned() } else { there.join(", ") };
    Some(format!(
        "The workflow asks for {}, which none of its tasks has; they have {there}.",
        missing.join(", ")
    ))
}

fn asked(workflow: &Workflow, in_batch: bool) -> impl Iterator<Item = &str> {
    let batch = workflow.batches.key.as_deref().filter(|_| !in_batch);
    let conditions = workflow.stages.iter().flat_map(Stage::conditions);
    let of_rules = conditions.filter_map(|condition| match condition {
        Condition::Metadata { key, .. } => Some(key.as_str()),
        _ => None,
    });
    workflow.ontology.key.as_deref().into_iter().chain(batch).chain(of_rules)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workflow::read;

    fn workflow() -> Workflow {
        let text = r#"{"sluice": 1, "name": "w", "batches": {"key": "batch"}, "ontology": {"key": "labels"}, "stages": [
            {"id": "d", "kind": "dataset", "tasks": 1, "next": "l"},
            {"id": "l", "kind": "logic", "rules": [
                {"name": "u", "kind": "metadata", "key": "priority", "op": "is", "value": "high", "to": "c"},
                {"name": "v", "kind": "metadata", "key": "priority", "op": "is", "value": "low", "to": "c"}],
             "else": "c"},
            {"id": "c", "kind": "complete"}]}"#;
        read(text).unwrap().workflow
    }

    fn keys(names: &[&str]) -> Vec<MetadataKey> {
        let key =
            |name: &&str| MetadataKey { key: (*name).to_owned(), units: 1, values: Vec::new(), others: 0 };
        names.iter().map(key).collect()
    }

    #[test]
    fn what_no_task_has_is_named_once() {
        let says = |names: &[&str], in_batch| missing_keys(&workflow(), &keys(names), in_batch);
        assert_eq!(
            says(&["Batch", "labels"], false).unwrap(),
            "The workflow asks for \"batch\", \"priority\", which none of its tasks has; they have \"Batch\", \"labels\"."
        );
        assert_eq!(
            says(&[], true).unwrap(),
            "The workflow asks for \"labels\", \"priority\", which none of its tasks has; they have no metadata."
        );
        assert_eq!(says(&["batch", "labels", "priority"], false), None);
        assert_eq!(says(&["labels", "priority"], true), None);
        let many: Vec<String> = (0..MOST_KEYS).map(|i| i.to_string()).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(says(&many, false), None, "there may be others");
    }
}
