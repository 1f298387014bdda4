//! What is known about a task before it starts: truths, batches and metadata from its manifest.
//!
//! Each thing that a workflow asks is one bit, answered once for each distinct metadata text;
//! walking a task through the workflow then only looks at bits.

use serde_json::Value;

use crate::workflow::{Comparison, Condition, Stage, Workflow, decimal, json_text, json_value};

/// The questions that a workflow asks about a task's metadata.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    class_key: Option<String>,
    classes: Vec<String>,
    batch_key: Option<String>,
    questions: Vec<Question>,
}

#[derive(Debug, Clone, PartialEq)]
enum Question {
    Batch(Vec<String>),
    Metadata { key: String, op: Comparison, value: String },
}

/// The bit that says a task's batches come from its metadata.
const BATCHES_KNOWN: usize = 0;
/// The bit that says a task's classes come from its metadata.
const TRUTH_KNOWN: usize = 1;
/// The first question's bit.
const FIRST_QUESTION: usize = 2;

impl Facts {
    /// Collects a workflow's questions, in the order in which [`Facts::find`] knows them.
    #[must_use]
    pub fn new(workflow: &Workflow) -> Self {
        let mut facts = Self {
            class_key: workflow.ontology.key.clone(),
            classes: workflow.ontology.classes.iter().map(|class| class.name.clone()).collect(),
            batch_key: workflow.batches.key.clone(),
            questions: Vec::new(),
        };
        for condition in workflow.stages.iter().flat_map(Stage::conditions) {
            if let Some(question) = Question::of(condition).filter(|q| !facts.questions.contains(q)) {
                facts.questions.push(question);
            }
        }
        facts
    }

    /// Whether any answer depends on metadata.
    #[must_use]
    pub fn ask_metadata(&self) -> bool {
        let asks = |question: &Question| match question {
            Question::Batch(_) => self.batch_key.is_some(),
            Question::Metadata { .. } => true,
        };
        self.class_key.is_some() || self.questions.iter().any(asks)
    }

    /// How many 64-bit words the answers for one task take. The first holds the truth.
    #[must_use]
    pub fn words(&self) -> usize {
        1 + (FIRST_QUESTION + self.questions.len()).div_ceil(64)
    }

    /// The position of the bit that answers a condition; `None` if it asks nothing of metadata.
    pub(super) fn find(&self, condition: &Condition) -> Option<usize> {
        let question = Question::of(condition)?;
        self.questions.iter().position(|known| *known == question).map(|i| FIRST_QUESTION + i)
    }

    /// The answers for a plain task, which has no metadata: its classes and batches are drawn.
    #[must_use]
    pub fn plain(&self) -> Vec<u64> {
        self.answer(None, false, None)
    }

    /// The answers for a task from a manifest, with this `clientMetadata` as JSON text or with
    /// none. Where the workflow names a key for classes or batches, a task without that key has
    /// none of them. Text that is no JSON object answers like none. `batch` is one that somebody put
    /// the task in, beside those that its metadata names; a task put in one is drawn into none.
    #[must_use]
    pub fn listed(&self, metadata: Option<&str>, batch: Option<&str>) -> Vec<u64> {
        let value: Option<Value> = metadata
            .filter(|_| self.ask_metadata())
            .and_then(|text| json_value(text).ok())
            .filter(Value::is_object);
        self.answer(value.as_ref(), true, batch)
    }

    fn answer(&self, value: Option<&Value>, listed: bool, put_in: Option<&str>) -> Vec<u64> {
        let mut words = vec![0; self.words()];
        let look = |key: &Option<String>| key.as_ref().and_then(|key| value?.get(key));
        if listed && self.class_key.is_some() {
            set(&mut words, TRUTH_KNOWN);
            words[0] = look(&self.class_key).map_or(0, |classes| self.truth(classes));
        }
        let batch = look(&self.batch_key);
        if listed && self.batch_key.is_some() || put_in.is_some() {
            set(&mut words, BATCHES_KNOWN);
        }
        for (i, question) in self.questions.iter().enumerate() {
            let holds = match question {
                Question::Batch(names) => {
                    let is_in =
                        |name: &String| put_in == Some(name) || batch.is_some_and(|batch| lists(batch, name));
                    names.iter().any(is_in)
                }
                Question::Metadata { key, op, value: wanted } => {
                    compares(value.and_then(|value| value.get(key)), *op, wanted)
                }
            };
            if holds {
                set(&mut words, FIRST_QUESTION + i);
            }
        }
        words
    }

    /// The batches that a manifest task with this `clientMetadata` is in by name, in the order given
    /// there; none where the workflow names no key for them.
    #[must_use]
    pub fn batches(&self, metadata: Option<&str>) -> Vec<String> {
        let value =
            self.batch_key.as_ref().and_then(|key| json_value(metadata?).ok()?.get_mut(key).map(Value::take));
        match value {
            None => Vec::new(),
            Some(Value::Array(items)) => items.iter().map(as_text).collect(),
            Some(one) => vec![as_text(&one)],
        }
    }

    fn truth(&self, listed: &Value) -> u64 {
        let classes = self.classes.iter().take(64).enumerate();
        classes.filter(|(_, class)| lists(listed, class)).fold(0, |bits, (i, _)| bits | 1 << i)
    }
}

/// One task's answers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answers<'a>(pub &'a [u64]);

impl Answers<'_> {
    /// Whether a bit is set.
    pub fn has(self, bit: usize) -> bool {
        self.0.get(1 + bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    /// The classes that the metadata lists; `None` where the metadata does not say.
    pub fn truth(self) -> Option<u64> {
        if self.has(TRUTH_KNOWN) { self.0.first().copied() } else { None }
    }

    /// Whether the metadata names the task's batches.
    pub fn batches_known(self) -> bool {
        self.has(BATCHES_KNOWN)
    }
}

fn set(words: &mut [u64], bit: usize) {
    if let Some(word) = words.get_mut(1 + bit / 64) {
        *word |= 1 << (bit % 64);
    }
}

impl Question {
    fn of(condition: &Condition) -> Option<Self> {
        match condition {
            Condition::Batch(names) => Some(Self::Batch(names.clone())),
            Condition::Metadata { key, op, value } => {
                Some(Self::Metadata { key: key.clone(), op: *op, value: value.clone() })
            }
            _ => None,
        }
    }
}

/// A JSON value as people write it: strings without quotes.
fn as_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => json_text(other),
    }
}

/// Whether a value is this name, or a list that has it.
fn lists(value: &Value, name: &str) -> bool {
    match value {
        Value::Array(items) => items.iter().any(|item| as_text(item) == name),
        other => as_text(other) == name,
    }
}

fn compares(found: Option<&Value>, op: Comparison, wanted: &str) -> bool {
    let Some(found) = found else { return op == Comparison::IsNot };
    let numbers = || {
        let found = found.as_f64().or_else(|| decimal(found.as_str()?.trim()));
        found.zip(decimal(wanted.trim()))
    };
    let equal = || as_text(found) == wanted || found.is_number() && numbers().is_some_and(|(a, b)| a == b);
    match op {
        Comparison::Is => equal(),
        Comparison::IsNot => !equal(),
        Comparison::Contains => match found {
            Value::Array(_) => lists(found, wanted),
            other => as_text(other).contains(wanted),
        },
        Comparison::Less => numbers().is_some_and(|(found, wanted)| found < wanted),
        Comparison::Greater => numbers().is_some_and(|(found, wanted)| found > wanted),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(metadata: Option<&str>, op: Comparison, wanted: &str) -> bool {
        let value: Option<Value> = metadata.map(|text| serde_json::from_str(text).unwrap());
        compares(value.as_ref().and_then(|value| value.get("k")), op, wanted)
    }

    #[test]
    fn comparisons_read_numbers_texts_and_lists() {
        assert!(holds(Some(r#"{"k": "high"}"#), Comparison::Is, "high"));
        assert!(holds(Some(r#"{"k": 3.0}"#), Comparison::Is, "3"));
        assert!(holds(Some(r#"{"k": true}"#), Comparison::Is, "true"));
        assert!(holds(Some(r#"{"k": ["a", "b"]}"#), Comparison::Contains, "b"));
        assert!(holds(Some(r#"{"k": "seaside"}"#), Comparison::Contains, "sea"));
        assert!(holds(Some(r#"{"k": "12"}"#), Comparison::Greater, "9"));
        assert!(!holds(Some(r#"{"k": "twelve"}"#), Comparison::Greater, "9"));
        assert!(!holds(Some(r#"{"k": 9}"#), Comparison::Less, "9"));
    }

    #[test]
    fn a_missing_key_matches_is_not_alone() {
        for (op, expected) in [
            (Comparison::Is, false),
            (Comparison::IsNot, true),
            (Comparison::Contains, false),
            (Comparison::Less, false),
            (Comparison::Greater, false),
        ] {
            assert_eq!(holds(None, op, "x"), expected);
            assert_eq!(holds(Some("{}"), op, "x"), expected);
        }
    }
}
