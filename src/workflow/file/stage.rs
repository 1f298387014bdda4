//! Reads stages, their settings and their rules.

use serde_json::Value;

use super::fields::{Fields, Notes, describe};
use crate::workflow::json::join;
use crate::workflow::{
    Agent, AgentRun, Annotate, Choice, ClassTest, Comparison, Condition, Consensus, DEFAULT_BLOCK,
    DEFAULT_EVERY, Dataset, DurationScope, Hold, HoldRelease, KINDS, Logic, MOST_RETRIES, Method, Model,
    ModelClass, OnReturn, Pathway, Polarity, Release, Review, ReviewMode, Rule, SampleOutput, Sampler,
    Sampling, Share, Stage, StageKind, Webhook, WhichAnnotator, json_text,
};

pub const RELEASES: [(&str, Release); 3] =
    [("manager", Release::Manager), ("workers", Release::Workers), ("automatic", Release::Automatic)];
pub const METHODS: [(&str, Method); 6] = [
    ("independent", Method::Independent),
    ("quota", Method::Quota),
    ("block", Method::Block),
    ("every_kth", Method::EveryKth),
    ("sticky", Method::Sticky),
    ("balanced", Method::Balanced),
];
pub const ON_RETURN: [(&str, OnReturn); 2] = [("draw", OnReturn::Draw), ("keep", OnReturn::Keep)];
pub const AGENT_RUNS: [(&str, AgentRun); 3] = [
    ("when_all_arrived", AgentRun::WhenAllArrived),
    ("every_k", AgentRun::EveryK),
    ("never", AgentRun::Never),
];
pub const HOLD_RELEASES: [(&str, HoldRelease); 2] =
    [("never", HoldRelease::Never), ("when_all_arrived", HoldRelease::WhenAllArrived)];
pub const WHICH: [(&str, WhichAnnotator); 2] =
    [("latest", WhichAnnotator::Latest), ("any", WhichAnnotator::Any)];
pub const SCOPES: [(&str, DurationScope); 2] =
    [("total", DurationScope::Total), ("last", DurationScope::Last)];
pub const COMPARISONS: [(&str, Comparison); 5] = [
    ("is", Comparison::Is),
    ("is_not", Comparison::IsNot),
    ("contains", Comparison::Contains),
    ("less", Comparison::Less),
    ("greater", Comparison::Greater),
];
const CONDITION_KINDS: [&str; 7] =
    ["annotation_type", "annotator", "random_sample", "duration", "batch", "dataset", "metadata"];

pub fn stage(value: Value, pointer: &str, notes: &mut Notes) -> Stage {
    let mut fields = Fields::of(value, pointer, notes);
    let id = fields.required_text("id", notes);
    let name = fields.text("name", notes).unwrap_or_default();
    let word = fields.required_text("kind", notes);
    let kind = kind(&word, &mut fields, notes);
    if let Some(kind) = kind {
        return Stage { id, name, kind, extra: fields.rest(notes) };
    }
    if !word.is_empty() {
        let message = format!("\"kind\" is \"{word}\"; this version knows {}", KINDS.join(", "));
        notes.error(&join(pointer, "kind"), message);
    }
    Stage { id, name, kind: StageKind::Complete, extra: Default::default() }
}

fn kind(word: &str, fields: &mut Fields, notes: &mut Notes) -> Option<StageKind> {
    Some(match word {
        "dataset" => StageKind::Dataset(Dataset {
            release: fields.word("release", &RELEASES, notes).unwrap_or_default(),
            benchmark: fields.flag("benchmark", notes),
            tasks: fields.whole("tasks", 1_000_000_000, notes).unwrap_or(0),
            next: fields.target("next", notes),
        }),
        "annotate" => StageKind::Annotate(Annotate {
            annotators: fields.names("annotators", notes),
            sticky: fields.flag("sticky", notes),
            next: fields.target("next", notes),
        }),
        "review" => StageKind::Review(review(fields, notes)),
        "consensus" => StageKind::Consensus(consensus(fields, notes)),
        "model" => StageKind::Model(model(fields, notes)),
        "sampling" => StageKind::Sampling(sampling(fields, notes)),
        "logic" => StageKind::Logic(logic(fields, notes)),
        "agent" => StageKind::Agent(agent(fields, notes)),
        "webhook" => StageKind::Webhook(Webhook {
            failure_share: fields.share("failure_share", notes).unwrap_or_default(),
            retries: fields.whole_or("retries", MOST_RETRIES, MOST_RETRIES, notes),
            success: fields.target("success", notes),
            failure: fields.target("failure", notes),
        }),
        "hold" => StageKind::Hold(Hold {
            release: fields.word("release", &HOLD_RELEASES, notes).unwrap_or_default(),
            next: fields.target("next", notes),
        }),
        "complete" => StageKind::Complete,
        "archive" => StageKind::Archive,
        "discard" => StageKind::Discard,
        _ => return None,
    })
}

fn review(fields: &mut Fields, notes: &mut Notes) -> Review {
    let plain = fields.share("reject_share", notes);
    let catch = fields.share("catch", notes);
    let false_alarm = fields.share("false_alarm", notes);
    let mode = match (plain, catch, false_alarm) {
        (Some(reject), None, None) => ReviewMode::Plain { reject },
        (None, None, None) => ReviewMode::Plain { reject: Share::ZERO },
        (None, catch, false_alarm) => ReviewMode::Judged {
            catch: catch.unwrap_or(Share::ONE),
            false_alarm: false_alarm.unwrap_or(Share::ZERO),
        },
        (Some(_), ..) => {
            let message = "a review has either \"reject_share\", or \"catch\" and \"false_alarm\", not both";
            notes.error(fields.pointer(), message);
            ReviewMode::Plain { reject: Share::ZERO }
        }
    };
    Review { mode, approve: fields.target("approve", notes), reject: fields.target("reject", notes) }
}

fn consensus(fields: &mut Fields, notes: &mut Notes) -> Consensus {
    let copies = fields.whole("copies", 100, notes).unwrap_or(3);
    Consensus {
        annotators: fields.names("annotators", notes),
        copies: u32::try_from(copies).unwrap_or(100),
        quorum: fields.share("quorum", notes).unwrap_or(Share::ONE),
        agree: fields.target("agree", notes),
        disagree: fields.target("disagree", notes),
    }
}

fn model(fields: &mut Fields, notes: &mut Notes) -> Model {
    let classes = fields
        .list("classes", notes)
        .into_iter()
        .map(|(value, pointer)| {
            let mut fields = Fields::of(value, &pointer, notes);
            ModelClass {
                class: fields.required_text("class", notes),
                recall: fields.share("recall", notes).unwrap_or(Share::ONE),
                false_positive: fields.share("false_positive", notes).unwrap_or_default(),
                extra: fields.rest(notes),
            }
        })
        .collect();
    Model {
        recall: fields.share("recall", notes).unwrap_or(Share::ONE),
        false_positive: fields.share("false_positive", notes).unwrap_or_default(),
        classes,
        next: fields.target("next", notes),
    }
}

fn sampler(fields: &mut Fields, notes: &mut Notes) -> Sampler {
    Sampler {
        method: fields.word("method", &METHODS, notes).unwrap_or_default(),
        block: fields.whole_or("block", 1_000_000, DEFAULT_BLOCK, notes),
        random_start: fields.flag("random_start", notes),
        on_return: fields.word("on_return", &ON_RETURN, notes).unwrap_or_default(),
    }
}

fn sampling(fields: &mut Fields, notes: &mut Notes) -> Sampling {
    let sampler = sampler(fields, notes);
    let outputs = fields
        .list("outputs", notes)
        .into_iter()
        .map(|(value, pointer)| {
            let mut fields = Fields::of(value, &pointer, notes);
            let name = fields.required_text("name", notes);
            let share = fields.required_share("share", "20", notes);
            SampleOutput { name, share, to: fields.target("to", notes), extra: fields.rest(notes) }
        })
        .collect();
    Sampling { sampler, outputs }
}

fn logic(fields: &mut Fields, notes: &mut Notes) -> Logic {
    let rules = fields
        .list("rules", notes)
        .into_iter()
        .map(|(value, pointer)| {
            let mut fields = Fields::of(value, &pointer, notes);
            let name = fields.required_text("name", notes);
            let to = fields.target("to", notes);
            let when = condition(&mut fields, notes);
            Rule { name, when, to, extra: fields.rest(notes) }
        })
        .collect();
    Logic { rules, otherwise: fields.target("else", notes) }
}

fn agent(fields: &mut Fields, notes: &mut Notes) -> Agent {
    let pathways = fields
        .list("pathways", notes)
        .into_iter()
        .map(|(value, pointer)| {
            let mut fields = Fields::of(value, &pointer, notes);
            Pathway {
                name: fields.required_text("name", notes),
                to: fields.target("to", notes),
                extra: fields.rest(notes),
            }
        })
        .collect();
    let script = fields
        .list("script", notes)
        .into_iter()
        .map(|(value, pointer)| {
            let mut fields = Fields::of(value, &pointer, notes);
            let pathway = fields.required_text("pathway", notes);
            let when = condition(&mut fields, notes);
            Choice { pathway, when, extra: fields.rest(notes) }
        })
        .collect();
    Agent {
        pathways,
        script,
        otherwise: fields.text("otherwise", notes).filter(|name| !name.is_empty()),
        runs: fields.word("runs", &AGENT_RUNS, notes).unwrap_or_default(),
        every: fields.whole_or("every", 1_000_000, DEFAULT_EVERY, notes),
    }
}

fn condition(fields: &mut Fields, notes: &mut Notes) -> Condition {
    let word = fields.required_text("kind", notes);
    match word.as_str() {
        "annotation_type" => Condition::AnnotationType(class_tests(fields, notes)),
        "annotator" => Condition::Annotator {
            annotators: fields.names("annotators", notes),
            which: fields.word("which", &WHICH, notes).unwrap_or_default(),
        },
        "random_sample" => Condition::RandomSample {
            share: fields.required_share("share", "55", notes),
            sampler: sampler(fields, notes),
        },
        "duration" => Condition::Duration {
            at_least: fields.seconds("at_least", notes),
            below: fields.seconds("below", notes),
            scope: fields.word("scope", &SCOPES, notes).unwrap_or_default(),
        },
        "batch" => Condition::Batch(fields.names("batches", notes)),
        "dataset" => Condition::Dataset(fields.names("datasets", notes)),
        "metadata" => Condition::Metadata {
            key: fields.required_text("key", notes),
            op: fields.word("op", &COMPARISONS, notes).unwrap_or_default(),
            value: metadata_value(fields, notes),
        },
        _ => {
            if !word.is_empty() {
                let message =
                    format!("\"kind\" is \"{word}\"; a condition is one of {}", CONDITION_KINDS.join(", "));
                notes.error(&join(fields.pointer(), "kind"), message);
            }
            Condition::Batch(Vec::new())
        }
    }
}

fn metadata_value(fields: &mut Fields, notes: &mut Notes) -> String {
    match fields.take("value") {
        Some(Value::String(text)) => text,
        Some(value @ (Value::Number(_) | Value::Bool(_))) => json_text(&value),
        None => {
            notes.error(fields.pointer(), "\"value\" is missing: what the metadata is compared with");
            String::new()
        }
        Some(other) => {
            let message =
                format!("\"value\" must be text, a number, true or false, not {}", describe(&other));
            notes.error(&join(fields.pointer(), "value"), message);
            String::new()
        }
    }
}

fn class_tests(fields: &mut Fields, notes: &mut Notes) -> Vec<ClassTest> {
    let mut tests = Vec::new();
    for (value, pointer) in fields.list("conditions", notes) {
        let mut fields = Fields::of(value, &pointer, notes);
        let has = fields.text("has", notes);
        let has_not = fields.text("has_not", notes);
        match (has, has_not) {
            (Some(class), None) => tests.push(ClassTest { polarity: Polarity::Has, class }),
            (None, Some(class)) => tests.push(ClassTest { polarity: Polarity::HasNot, class }),
            _ => notes.error(&pointer, "a condition is {\"has\": \"a class\"} or {\"has_not\": \"a class\"}"),
        }
        for key in fields.rest(notes).keys() {
            notes.error(&pointer, format!("\"{key}\" has no meaning in a condition"));
        }
    }
    tests
}
