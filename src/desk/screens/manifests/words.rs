//! What a manifest is and how it went, in words.

use crate::exchange::FileState;
use crate::view::format;
use crate::view::import::{counted, outcome};
use crate::worker::protocol::{ImportSummary, Remark};
use crate::workflow::{Batches, Stage, Workflow};

/// The code of a note that says what was taken for granted.
const ASSUMED: &str = "assumed";

/// The class that colours a file's state, and a word or two.
pub fn outcome_of(state: &FileState) -> (&'static str, &'static str) {
    match state {
        FileState::Reading => ("outcome", "Reading…"),
        FileState::Unreadable { .. } => ("outcome outcome--refused", "Not read"),
        FileState::Read { summary } => outcome(summary),
    }
}

/// `6 tasks`.
pub fn tasks_of(summary: &ImportSummary) -> String {
    format::many(summary.tasks as f64, "task", "tasks")
}

/// A format's word as people write it: `encord-json` is Encord JSON.
pub fn format_of(word: &str) -> String {
    if word == "unknown" {
        return "a format that is not known here".to_owned();
    }
    let part = |part: &str| match part {
        "json" | "csv" | "v7" | "cvat" | "coco" | "url" => part.to_ascii_uppercase(),
        "jsonl" | "ndjson" => "JSON lines".to_owned(),
        "list" => "list".to_owned(),
        "sagemaker" => "SageMaker".to_owned(),
        other => {
            let mut letters = other.chars();
            let first = letters.next().map(|letter| letter.to_ascii_uppercase());
            first.into_iter().chain(letters).collect()
        }
    };
    word.split(['-', '_']).map(part).collect::<Vec<_>>().join(" ")
}

/// The size of a file: `532 bytes`, `4.2 KB`, `101 MB`.
pub fn size_of(bytes: f64) -> String {
    let scaled = |unit: f64, name: &str| {
        let value = bytes / unit;
        if value < 9.95 {
            format::marked(&format!("{value:.1}\u{a0}{name}"))
        } else {
            format!("{value:.0}\u{a0}{name}")
        }
    };
    match bytes {
        b if b < 1_000.0 => format!("{b:.0}\u{a0}bytes"),
        b if b < 999_500.0 => scaled(1e3, "KB"),
        b if b < 999_500_000.0 => scaled(1e6, "MB"),
        _ => scaled(1e9, "GB"),
    }
}

/// At which Dataset stages a file's tasks start in the next run: those that name no other under `key`, or
/// all, at the stage of id `dataset`.
pub fn starts_of(summary: &ImportSummary, workflow: &Workflow, key: Option<&str>, dataset: &str) -> String {
    let title = |id: &str| workflow.stages.iter().find(|stage| stage.id == id).map_or("", Stage::title);
    let Some(key) = key else {
        return format!("Its {} start at {} in the next run.", tasks_of(summary), title(dataset));
    };
    let starts = summary.starts(workflow, Some(key), dataset);
    let parts: Vec<String> = starts
        .iter()
        .filter(|(_, tasks)| *tasks > 0)
        .map(|(id, tasks)| format!("{} at {}", format::count(*tasks as f64), title(id)))
        .collect();
    let named: u64 = summary.named(workflow, key).iter().map(|(_, tasks)| tasks).sum();
    let unnamed = summary.tasks.saturating_sub(named);
    let unnamed = match unnamed {
        0 => String::new(),
        _ => format!(
            " Of {} \u{201c}{key}\u{201d} names no Dataset stage of the workflow: {} at {}.",
            format::many(unnamed as f64, "task", "tasks"),
            if unnamed == 1 { "it starts" } else { "they start" },
            title(dataset)
        ),
    };
    format!("Its {} start in the next run: {}.{unnamed}", tasks_of(summary), parts.join(", "))
}

/// What becomes of the batches of a file's tasks: all are put in one, or in none but their own.
pub fn batches_of(put_in: Option<&str>, batches: &Batches) -> String {
    let names: Vec<&str> = batches.list.iter().map(|batch| batch.name.as_str()).collect();
    match (put_in, &batches.key) {
        (None, Some(key)) => {
            format!("Their metadata says in \u{201c}{key}\u{201d} which batches they are in.")
        }
        (None, None) if names.is_empty() => String::new(),
        (None, None) => format!("They are drawn into batches: {}.", names.join(", ")),
        (Some(name), Some(key)) => {
            format!(
                "All are in the batch {name}, beside those that their metadata names in \u{201c}{key}\u{201d}."
            )
        }
        (Some(name), None) if names.contains(&name) => format!("All are in the batch {name}."),
        (Some(name), None) if names.is_empty() => {
            format!("All are in the batch {name}, which results show. No rule asks for a batch.")
        }
        (Some(name), None) => {
            format!(
                "All are in the batch {name}, which no rule asks for: the workflow has {}.",
                names.join(", ")
            )
        }
    }
}

/// What was taken for granted, and all other remarks.
pub fn assumed(summary: &ImportSummary) -> (Vec<&Remark>, Vec<&Remark>) {
    summary.diagnostics.iter().partition(|remark| remark.code == ASSUMED)
}

/// A kind's code as a heading: `trailing-comma` is "Trailing comma".
pub fn heading_of(code: &str) -> String {
    let word = |word: &str| match word {
        "url" | "utf" | "csv" | "json" => word.to_ascii_uppercase(),
        "urls" => "URLs".to_owned(),
        other => other.to_owned(),
    };
    let text = code.split('-').map(word).collect::<Vec<_>>().join(" ");
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// All that an import said, as a text to pass on.
pub fn as_text(name: &str, summary: &ImportSummary) -> String {
    let (_, outcome) = outcome(summary);
    let mut lines = vec![format!("{name}: {outcome}, {}", format_of(&summary.format))];
    lines.push(format!("{} tasks, {} URLs", summary.tasks, summary.urls));
    if summary.counts != [0; 3] {
        lines.push(counted(summary.counts));
    }
    for remark in &summary.diagnostics {
        let hint = remark.hint.as_ref().map(|hint| format!(" {hint}")).unwrap_or_default();
        lines.push(format!(
            "{}:{}:{}: {} [{}] {}{hint}",
            name, remark.line, remark.column, remark.severity, remark.code, remark.message
        ));
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::MetadataKey;
    use crate::workflow::{Batch, Extra, Share};

    fn remark(code: &str) -> Remark {
        Remark {
            severity: "note".into(),
            code: code.into(),
            message: "It is so.".into(),
            line: 2,
            column: 7,
            hint: Some("Look.".into()),
        }
    }

    fn summary() -> ImportSummary {
        ImportSummary {
            format: "encord-json".into(),
            outcome: "accepted".into(),
            tasks: 6,
            urls: 13,
            units: Vec::new(),
            counts: [0, 0, 2],
            diagnostics: vec![remark("assumed"), remark("repeated-urls")],
            first: Vec::new(),
            keys: Vec::new(),
            skips: false,
        }
    }

    #[test]
    fn formats_and_sizes_are_in_words() {
        assert_eq!(format_of("encord-json"), "Encord JSON");
        assert_eq!(format_of("v7-json"), "V7 JSON");
        assert_eq!(format_of("label-studio-json"), "Label Studio JSON");
        assert_eq!(format_of("sagemaker-jsonl"), "SageMaker JSON lines");
        assert_eq!(format_of("url-list"), "URL list");
        assert_eq!(size_of(999.0), "999\u{a0}bytes");
        assert_eq!(size_of(4_200.0), "4.2\u{a0}KB");
        assert_eq!(size_of(101_000_000.0), "101\u{a0}MB");
        assert_eq!(heading_of("trailing-comma"), "Trailing comma");
        assert_eq!(heading_of("missing-url"), "Missing URL");
    }

    #[test]
    fn it_is_said_what_becomes_of_batches() {
        let night = Batch { name: "night".into(), share: Share::default(), extra: Extra::default() };
        let listed = Batches { list: vec![night], ..Batches::default() };
        let keyed = Batches { key: Some("shift".into()), ..Batches::default() };
        assert_eq!(batches_of(None, &Batches::default()), "");
        assert_eq!(batches_of(None, &listed), "They are drawn into batches: night.");
        assert_eq!(batches_of(Some("night"), &listed), "All are in the batch night.");
        assert!(
            batches_of(Some("nigth"), &listed).ends_with("which no rule asks for: the workflow has night.")
        );
        assert!(batches_of(Some("late"), &keyed).ends_with("names in \u{201c}shift\u{201d}."));
        assert!(batches_of(Some("late"), &Batches::default()).contains("No rule"));
    }

    #[test]
    fn it_is_said_where_tasks_start() {
        let text = r#"{"sluice": 1, "name": "w", "stages": [
            {"id": "d", "kind": "dataset", "name": "Day", "tasks": 1, "next": "c"},
            {"id": "n", "kind": "dataset", "tasks": 1, "next": "c"}, {"id": "c", "kind": "complete"}]}"#;
        let workflow = crate::workflow::read(text).unwrap().workflow;
        let key = |values: &[(&str, u64)]| MetadataKey {
            key: "at".into(),
            units: 6,
            values: values.iter().map(|(value, tasks)| ((*value).to_owned(), *tasks)).collect(),
            others: 0,
        };
        let says = |key: Option<MetadataKey>| {
            let by = key.as_ref().map(|_| "at");
            let summary = ImportSummary { keys: key.iter().cloned().collect(), ..summary() };
            starts_of(&summary, &workflow, by, "d").replace('\u{a0}', " ")
        };
        assert_eq!(says(None), "Its 6 tasks start at Day in the next run.");
        assert_eq!(
            says(Some(key(&[("n", 4), ("Day", 2)]))),
            "Its 6 tasks start in the next run: 4 at n, 2 at Day."
        );
        assert_eq!(
            says(Some(key(&[("n", 4), ("noon", 2)]))),
            "Its 6 tasks start in the next run: 4 at n, 2 at Day. Of 2 tasks \u{201c}at\u{201d} names no Dataset \
             stage of the workflow: they start at Day."
        );
        assert!(says(Some(key(&[("n", 5)]))).ends_with(
            "Of 1 task \u{201c}at\u{201d} names no Dataset stage of the workflow: it starts at Day."
        ));
    }

    #[test]
    fn what_was_assumed_stands_apart() {
        let summary = summary();
        let (assumed, rest) = assumed(&summary);
        assert_eq!((assumed.len(), rest.len()), (1, 1));
        assert_eq!(rest[0].code, "repeated-urls");
    }

    #[test]
    fn the_text_has_every_remark_with_its_place() {
        let text = as_text("a.json", &summary());
        assert!(text.starts_with("a.json: Accepted, Encord JSON\n6 tasks, 13 URLs\n2 notes\n"), "{text}");
        assert!(text.contains("a.json:2:7: note [repeated-urls] It is so. Look.\n"), "{text}");
        assert_eq!(text.lines().count(), 5);
    }
}
