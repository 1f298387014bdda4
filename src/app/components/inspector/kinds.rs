//! The kinds of stage and of condition in the page's words.

use yew::AttrValue;

use crate::app::components::graph::kind_word;
use crate::workflow::{KINDS, StageKind};

/// What a kind of stage does, in a sentence.
pub fn kind_hint(kind: &StageKind) -> &'static str {
    match kind {
        StageKind::Dataset(_) => "Where tasks start.",
        StageKind::Annotate(_) => "Somebody annotates each task.",
        StageKind::Review(_) => "Somebody approves or rejects each task.",
        StageKind::Consensus(_) => "Several annotators work on each task without seeing one another.",
        StageKind::Model(_) => "A model annotates each task.",
        StageKind::Sampling(_) => "A percentage of tasks leaves by each output.",
        StageKind::Logic(_) => "The first rule that matches decides where a task goes.",
        StageKind::Agent(_) => "A script picks a pathway for each task.",
        StageKind::Webhook(_) => "Calls a server for each task.",
        StageKind::Hold(_) => "Tasks wait here until they are released.",
        StageKind::Complete => "An end: the work is done.",
        StageKind::Archive => "An end: kept, but not part of the result.",
        StageKind::Discard => "An end: thrown away.",
    }
}

/// The kinds of stage that can follow another, with their names.
pub fn followers() -> Vec<(&'static str, AttrValue)> {
    let kinds = KINDS.into_iter().filter(|word| *word != "dataset");
    kinds.map(|word| (word, AttrValue::Static(kind_word(word)))).collect()
}

/// The kinds of condition: the word in files and the page's name.
pub const CONDITIONS: [(&str, &str); 7] = [
    ("random_sample", "Random sample"),
    ("annotation_type", "Annotation type"),
    ("annotator", "Annotator"),
    ("duration", "Task duration"),
    ("batch", "Batch"),
    ("dataset", "Dataset"),
    ("metadata", "Metadata"),
];

/// The page's name for a kind of condition.
pub fn condition_title(word: &str) -> &'static str {
    CONDITIONS.iter().find(|(kind, _)| *kind == word).map_or("Rule", |(_, title)| title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_title() {
        assert!(KINDS.iter().all(|word| kind_word(word) != "Stage"));
    }
}
