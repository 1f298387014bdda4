//! Reads people, ontology and batches.

use super::fields::{Fields, Notes};
use crate::workflow::{Batch, Batches, Class, ClassKind, Ontology, Person, Share};

pub const CLASS_KINDS: [(&str, ClassKind); 2] =
    [("object", ClassKind::Object), ("classification", ClassKind::Classification)];

pub fn ontology(fields: &mut Fields, notes: &mut Notes) -> Ontology {
    let Some(value) = fields.take("ontology") else { return Ontology::default() };
    let mut fields = Fields::of(value, "/ontology", notes);
    let classes = fields
        .list("classes", notes)
        .into_iter()
        .map(|(value, pointer)| {
            let mut fields = Fields::of(value, &pointer, notes);
            Class {
                name: fields.required_text("name", notes),
                kind: fields.word("kind", &CLASS_KINDS, notes).unwrap_or_default(),
                prevalence: fields.share("prevalence", notes).unwrap_or_default(),
                extra: fields.rest(notes),
            }
        })
        .collect();
    let key = fields.text("key", notes).filter(|key| !key.is_empty());
    Ontology { classes, key, extra: fields.rest(notes) }
}

pub fn people(fields: &mut Fields, notes: &mut Notes) -> Vec<Person> {
    fields.list("people", notes).into_iter().map(|(value, pointer)| person(value, &pointer, notes)).collect()
}

fn person(value: serde_json::Value, pointer: &str, notes: &mut Notes) -> Person {
    let mut fields = Fields::of(value, pointer, notes);
    let default = Person::default();
    Person {
        name: fields.required_text("name", notes),
        weight: fields
            .whole("weight", 1_000_000, notes)
            .and_then(|weight| u32::try_from(weight).ok())
            .unwrap_or(default.weight),
        recall: fields.share("recall", notes).unwrap_or(default.recall),
        false_positive: fields.share("false_positive", notes).unwrap_or(default.false_positive),
        median_seconds: fields.seconds("median_seconds", notes).unwrap_or(default.median_seconds),
        spread: fields.seconds("spread", notes).unwrap_or(default.spread),
        extra: fields.rest(notes),
    }
}

pub fn batches(fields: &mut Fields, notes: &mut Notes) -> Batches {
    let Some(value) = fields.take("batches") else { return Batches::default() };
    let mut fields = Fields::of(value, "/batches", notes);
    let list = fields
        .list("list", notes)
        .into_iter()
        .map(|(value, pointer)| {
            let mut fields = Fields::of(value, &pointer, notes);
            Batch {
                name: fields.required_text("name", notes),
                share: fields.share("share", notes).unwrap_or(Share::ZERO),
                extra: fields.rest(notes),
            }
        })
        .collect();
    let key = fields.text("key", notes).filter(|key| !key.is_empty());
    Batches { list, key, extra: fields.rest(notes) }
}
