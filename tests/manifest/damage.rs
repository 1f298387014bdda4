//! Good files, damaged at random: nothing panics, and the account still adds up.

use proptest::prelude::*;
use sluice::manifest::{Import, Options, Outcome, Severity, import};

const GOOD: [&[u8]; 6] = [
    include_bytes!("../fixtures/manifests/encord-seed-aws-mixed.json"),
    include_bytes!("../fixtures/manifests/encord-seed-otc-dicom.json"),
    include_bytes!("../fixtures/manifests/encord-sdk-0.1.211-datauploaditems-dump.json"),
    include_bytes!("../fixtures/manifests/encord-seed-mrap-2.json"),
    include_bytes!("../fixtures/manifests/encord-seed-csv-multiple-types.csv"),
    include_bytes!("../fixtures/manifests/encord-seed-csv-videos.csv"),
];

#[derive(Debug, Clone)]
enum Damage {
    Cut(usize),
    Double(usize, usize),
    Remove(usize, usize),
    Swap(usize, usize),
    Write(usize, u8),
    Insert(usize, &'static str),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<usize>;
    let length = 0_usize..40;
    let odd = prop::sample::select(vec![
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\n",
        "\r",
        "//",
        "/*",
        "#",
        "\u{feff}",
        "“",
        "\0",
        "objectUrl",
        " ",
        "\\ud800",
        "\"\"",
    ]);
    prop_oneof![
        at().prop_map(Damage::Cut),
        (at(), length.clone()).prop_map(|(a, b)| Damage::Double(a, b)),
        (at(), length).prop_map(|(a, b)| Damage::Remove(a, b)),
        (at(), at()).prop_map(|(a, b)| Damage::Swap(a, b)),
        (at(), any::<u8>()).prop_map(|(a, b)| Damage::Write(a, b)),
        (at(), odd).prop_map(|(a, b)| Damage::Insert(a, b)),
    ]
}

fn apply(bytes: &mut Vec<u8>, damage: &Damage) {
    let length = bytes.len();
    if length == 0 {
        return;
    }
    match *damage {
        Damage::Cut(at) => bytes.truncate(at % length),
        Damage::Double(at, count) => {
            let at = at % length;
            let part = bytes[at..(at + count).min(length)].to_vec();
            bytes.splice(at..at, part);
        }
        Damage::Remove(at, count) => {
            let at = at % length;
            bytes.drain(at..(at + count).min(length));
        }
        Damage::Swap(a, b) => bytes.swap(a % length, b % length),
        Damage::Write(at, byte) => bytes[at % length] = byte,
        Damage::Insert(at, text) => {
            let at = at % length;
            bytes.splice(at..at, text.bytes());
        }
    }
}

/// The most lines a file can have, and its longest line, however it is decoded.
fn extent(bytes: &[u8]) -> (u32, u32) {
    let lines: Vec<_> = bytes.split(|b| matches!(b, b'\n' | b'\r')).collect();
    let longest = lines.iter().map(|line| line.len()).max().unwrap_or(0);
    (u32::try_from(lines.len()).unwrap(), u32::try_from(longest + 1).unwrap())
}

fn adds_up(bytes: &[u8], import: &Import) {
    let (lines, columns) = extent(bytes);
    let mut last = (1, 1);
    for diagnostic in &import.diagnostics {
        let place = (diagnostic.line, diagnostic.column);
        assert!((1..=lines).contains(&place.0), "{diagnostic:?}");
        assert!((1..=columns).contains(&place.1), "{diagnostic:?}");
        assert!(place >= last, "not in order: {diagnostic:?}");
        last = place;
        assert!(!diagnostic.message.is_empty());
    }
    let count = |severity| import.diagnostics.iter().filter(|d| d.severity == severity).count();
    assert_eq!(count(Severity::Error), import.counts.errors);
    assert_eq!(count(Severity::Warning), import.counts.warnings);
    let expected = match (import.units.is_empty(), import.counts.errors, import.counts.warnings) {
        (true, ..) => Outcome::Rejected,
        (false, 0, 0) => Outcome::Accepted,
        (false, 0, _) => Outcome::AcceptedWithWarnings,
        _ => Outcome::Partial,
    };
    assert_eq!(import.outcome, expected);
    // Nothing is refused without an error, and nothing rejected without a reason.
    assert!(import.refused <= import.counts.errors);
    assert!(import.outcome != Outcome::Rejected || import.counts.errors > 0);
    for unit in &import.units {
        assert!((1..=lines).contains(&unit.line));
        // Storage keys and file names may have spaces, URLs of a manifest may not.
        let odd =
            if import.format.name().starts_with("encord") { char::is_whitespace } else { char::is_control };
        assert!(unit.urls().all(|url| !url.is_empty() && !url.contains(odd)));
        assert_eq!(unit.urls().count(), unit.url_count());
        if let Some(metadata) = unit.metadata() {
            let value: Result<serde_json::Value, _> = serde_json::from_str(metadata);
            // Half a surrogate pair is well formed here and not for serde_json.
            assert!(value.is_ok_and(|v| v.is_object()) || metadata.contains("\\u"));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_files(which in 0..GOOD.len(), list in prop::collection::vec(damage(), 1..4)) {
        let mut bytes = GOOD[which].to_vec();
        for damage in &list {
            apply(&mut bytes, damage);
        }
        let lenient = import(&bytes, "list", &Options::default());
        adds_up(&bytes, &lenient);
        let strict = import(&bytes, "list", &Options { strict: true });
        prop_assert_eq!(&strict.diagnostics, &lenient.diagnostics);
        if lenient.counts.errors > 0 {
            prop_assert!(strict.units.is_empty());
        } else {
            prop_assert_eq!(&strict.units, &lenient.units);
        }
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200), name in "[a.]{0,3}(json|csv)") {
        adds_up(&bytes, &import(&bytes, &name, &Options::default()));
    }

    /// Without damage, every item of a generated file is accounted for.
    #[test]
    fn loaded_and_refused_items_are_all_items(good in prop::collection::vec(any::<bool>(), 1..50)) {
        let items: Vec<String> = good
            .iter()
            .enumerate()
            .map(|(index, good)| if *good { format!("{{\"objectUrl\":\"h/{index}\"}}") } else { "{\"objectUrl\":0}".to_owned() })
            .collect();
        let text = format!("{{\"text\":[{}]}}", items.join(",\n"));
        let import = import(text.as_bytes(), "list", &Options::default());
        prop_assert_eq!(import.units.len(), good.iter().filter(|good| **good).count());
        prop_assert_eq!(import.refused, good.len() - import.units.len());
        let mut lines = good.iter().zip(1_u32..).filter(|(good, _)| **good).map(|(_, line)| line);
        for unit in &import.units {
            prop_assert_eq!(Some(unit.line), lines.next());
        }
    }
}
