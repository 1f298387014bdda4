//! Some of a file's data units, as rows of a list.

use serde_json::Value;

use super::protocol::UnitRow;
use crate::manifest::DataUnit;
use crate::workflow::{json_text, json_value};

/// The most rows that are given at once.
const MOST: u64 = 1_000;

/// The rows from `from` on, at most `count` of them.
pub fn rows(units: &[DataUnit], from: u64, count: u64) -> Vec<UnitRow> {
    let from = usize::try_from(from).unwrap_or(usize::MAX).min(units.len());
    let count = usize::try_from(count.min(MOST)).unwrap_or_default();
    units.iter().skip(from).take(count).map(row).collect()
}

fn row(unit: &DataUnit) -> UnitRow {
    let metadata = unit.metadata().and_then(|text| json_value(text).ok()).unwrap_or_default();
    let named = |key: &str| metadata.get(key).map(words).unwrap_or_default();
    UnitRow {
        kind: unit.kind.name().to_owned(),
        title: unit.title().to_owned(),
        line: unit.line,
        dataset: named("dataset"),
        batch: named("batch"),
        url: unit.urls().next().unwrap_or_default().to_owned(),
        urls: unit.url_count() as u64,
    }
}

/// A value as people write it: strings without quotes, lists with commas.
fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(words).collect::<Vec<_>>().join(", "),
        other => json_text(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::{Options, import};

    fn units() -> Vec<DataUnit> {
        let file = br#"{"images": [
            {"objectUrl": "https://h/a.jpg", "clientMetadata": {"batch": ["day", "night"], "dataset": "x"}},
            {"objectUrl": "https://h/b.jpg"}],
          "image_groups": [{"title": "g", "createVideo": false, "objectUrl_0": "https://h/1", "objectUrl_1": "https://h/2"}]}"#;
        import(file, "list.json", &Options::default()).units
    }

    #[test]
    fn a_row_says_what_a_unit_is() {
        let rows = rows(&units(), 0, 10);
        let first = &rows[0];
        assert_eq!((first.kind.as_str(), first.title.as_str(), first.line), ("image", "/a.jpg", 2));
        assert_eq!((first.dataset.as_str(), first.batch.as_str()), ("x", "day, night"));
        assert_eq!((first.url.as_str(), first.urls), ("https://h/a.jpg", 1));
        assert_eq!((rows[1].dataset.as_str(), rows[1].batch.as_str()), ("", ""));
        assert_eq!((rows[2].title.as_str(), rows[2].urls), ("g", 2));
    }

    #[test]
    fn only_those_asked_for_are_given() {
        let units = units();
        let titles =
            |from, count| rows(&units, from, count).into_iter().map(|row| row.title).collect::<Vec<_>>();
        assert_eq!(titles(1, 1), ["/b.jpg"]);
        assert_eq!(titles(2, 9), ["g"]);
        assert_eq!(titles(3, 9), Vec::<String>::new());
        assert_eq!(titles(u64::MAX, u64::MAX), Vec::<String>::new());
    }
}
