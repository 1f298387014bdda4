//! Good files, damaged at random: nothing panics, and the account still adds up.

use proptest::prelude::*;
use sluice::manifest::{Import, Options, Severity, import};

use crate::invariants::adds_up;

const GOOD: [&[u8]; 14] = [
    include_bytes!("../fixtures/manifests/encord-seed-aws-mixed.json"),
    include_bytes!("../fixtures/manifests/encord-seed-otc-dicom.json"),
    include_bytes!("../fixtures/manifests/encord-sdk-0.1.211-datauploaditems-dump.json"),
    include_bytes!("../fixtures/manifests/encord-seed-mrap-2.json"),
    include_bytes!("../fixtures/manifests/encord-seed-csv-multiple-types.csv"),
    include_bytes!("../fixtures/manifests/encord-seed-csv-videos.csv"),
    include_bytes!("../fixtures/manifests/v7-register_existing_readonly-multi_slotted.json"),
    include_bytes!("../fixtures/manifests/labelstudio-docs-hash-comments.json"),
    include_bytes!("../fixtures/manifests/labelbox-docs-audio.json"),
    include_bytes!("../fixtures/manifests/cvat-docs-manifest-images.jsonl"),
    b"{\"source-ref\":\"s3://b/1.jpg\"}\n{\"source-ref\":\"s3://b/2.jpg\",\"cls\":0}\n{\"source\":\"text\"}\n",
    b"{\"images\":[{\"id\":1,\"file_name\":\"1.jpg\"},{\"id\":2,\"file_name\":\"2.jpg\"}],\"annotations\":[{\"image_id\":1,\"category_id\":3}],\"categories\":[{\"id\":3,\"name\":\"cat\"}]}",
    b"https://h/a.mp4\nhttps://h/b.mp4\n",
    b"id;caption;url\n1;\"a; b\";https://h/1.jpg\n2;c;https://h/2.jpg\n",
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
        let strict = import(&bytes, "list", &Options { strict: true, ..Options::default() });
        let weighty = |import: &Import| {
            let list = import.diagnostics.iter().filter(|d| d.severity != Severity::Note);
            list.cloned().collect::<Vec<_>>()
        };
        prop_assert_eq!(weighty(&strict), weighty(&lenient));
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
