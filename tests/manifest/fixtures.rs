//! Encord's published examples and files of other platforms, whole.

use sluice::manifest::{Options, Severity, import};

type Warning = (&'static str, u32, u32);

/// File, format, outcome, units by type, URLs, warnings and errors in order.
type Row = (&'static str, &'static str, &'static str, &'static str, usize, &'static [Warning]);

const MIXED: &str = r#"{"image":1,"video":2,"image_group":1,"image_sequence":2}"#;
const WARNED: &str = "accepted_with_warnings";

#[rustfmt::skip]
const ROWS: &[Row] = &[
    ("encord-seed-aws-dicom.json", "encord-json", WARNED, r#"{"dicom_series":3}"#, 6, &[("trailing-comma", 11, 103), ("trailing-comma", 16, 103)]),
    ("encord-seed-azure-dicom.json", "encord-json", WARNED, r#"{"dicom_series":3}"#, 6, &[("trailing-comma", 11, 98), ("trailing-comma", 16, 98)]),
    ("encord-seed-gcp-dicom.json", "encord-json", WARNED, r#"{"dicom_series":3}"#, 6, &[("trailing-comma", 11, 102), ("trailing-comma", 16, 102)]),
    ("encord-seed-otc-dicom.json", "encord-json", WARNED, r#"{"dicom_series":3}"#, 6, &[("trailing-comma", 11, 99), ("trailing-comma", 16, 99)]),
    ("encord-seed-aws-mixed.json", "encord-json", WARNED, MIXED, 13, &[("duplicate-key", 33, 1)]),
    ("encord-seed-azure-mixed.json", "encord-json", WARNED, MIXED, 13, &[("duplicate-key", 33, 1)]),
    ("encord-seed-gcp-mixed.json", "encord-json", WARNED, MIXED, 13, &[("duplicate-key", 33, 1)]),
    ("encord-seed-otc-mixed.json", "encord-json", WARNED, MIXED, 13, &[("duplicate-key", 33, 1)]),
    ("encord-seed-aws-nifti.json", "encord-json", "accepted", r#"{"nifti":2}"#, 2, &[]),
    ("encord-seed-azure-nifti.json", "encord-json", "accepted", r#"{"nifti":2}"#, 2, &[]),
    ("encord-seed-gcp-nifti.json", "encord-json", "accepted", r#"{"nifti":2}"#, 2, &[]),
    ("encord-seed-otc-nifti.json", "encord-json", "accepted", r#"{"nifti":2}"#, 2, &[]),
    ("encord-seed-mrap-1.json", "encord-json", "rejected", "{}", 0, &[("space-in-url", 4, 14), ("space-in-url", 7, 14)]),
    ("encord-seed-mrap-2.json", "encord-json", "accepted", r#"{"video":2}"#, 2, &[]),
    ("encord-seed-csv-videos.csv", "encord-csv", "accepted", r#"{"video":4}"#, 4, &[]),
    ("encord-seed-csv-images.csv", "encord-csv", "accepted", r#"{"image":4}"#, 4, &[]),
    ("encord-seed-csv-image-groups.csv", "encord-csv", "accepted", r#"{"image_group":2}"#, 4, &[]),
    ("encord-seed-csv-image-sequences.csv", "encord-csv", "accepted", r#"{"image_sequence":2}"#, 4, &[]),
    ("encord-seed-csv-dicom.csv", "encord-csv", "accepted", r#"{"dicom_series":3}"#, 5, &[]),
    ("encord-seed-csv-multiple-types.csv", "encord-csv", WARNED, r#"{"image":1,"video":1,"image_group":1,"image_sequence":2}"#, 8, &[("unexpected-extension", 11, 1)]),
    ("encord-sdk-2021-sdk_integration.json", "encord-json", "accepted", r#"{"video":1}"#, 1, &[]),
    ("encord-sdk-0.1.211-datauploaditems-dump.json", "encord-json", WARNED, r#"{"image":1,"video":1,"image_sequence":1,"dicom_series":1,"nifti":1,"audio":1,"pdf":1,"text":1,"scene":1,"time_series":1}"#, 11, &[("undocumented-key", 78, 3)]),
    ("encord-docs-scene-stream-no-timestamps.json", "unknown", "rejected", "{}", 0, &[("nothing-to-import", 1, 1), ("unknown-key", 2, 3)]),
    ("cvat-docs-manifest-images.jsonl", "cvat-jsonl", "accepted", r#"{"image":3}"#, 3, &[]),
    ("cvat-docs-manifest-video.jsonl", "cvat-jsonl", "accepted", r#"{"video":1}"#, 1, &[]),
    ("labelbox-docs-audio.json", "labelbox-json", "accepted", r#"{"audio":1}"#, 1, &[]),
    ("labelstudio-docs-hash-comments.json", "label-studio-json", WARNED, r#"{"text":1}"#, 1, &[("comment", 2, 3), ("comment", 12, 3), ("comment", 26, 3), ("comment", 27, 3), ("comment", 39, 3)]),
    ("labelstudio-docs-multiple-tasks.json", "label-studio-json", "accepted", r#"{"text":3}"#, 3, &[]),
    ("v7-register_existing-multislot.json", "v7-json", "accepted", r#"{"image_group":1}"#, 2, &[]),
    ("v7-register_existing_readonly-multi_slotted.json", "v7-json", "accepted", r#"{"image_group":1}"#, 3, &[]),
    ("v7-register_existing_readonly-single_slotted.json", "v7-json", "accepted", r#"{"image":8}"#, 8, &[]),
];

fn bytes(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/manifests");
    std::fs::read(format!("{folder}/{name}")).unwrap()
}

#[test]
fn every_fixture_gives_what_the_table_says() {
    for (name, format, outcome, units, urls, findings) in ROWS {
        let import = import(&bytes(name), name, &Options::default());
        let report = serde_json::to_value(import.report(true)).unwrap();
        assert_eq!(report["format"], *format, "{name}");
        assert_eq!(report["outcome"], *outcome, "{name}");
        let expected: serde_json::Value = serde_json::from_str(units).unwrap();
        assert_eq!(report["units"], expected, "{name}");
        assert_eq!(report["urls"], *urls, "{name}");
        assert_eq!(report["items"].as_array().unwrap().len(), import.units.len());
        let found: Vec<Warning> = import
            .diagnostics
            .iter()
            .filter(|d| d.severity != Severity::Note)
            .map(|d| (d.code, d.line, d.column))
            .collect();
        assert_eq!(found, *findings, "{name}");
    }
}

#[test]
fn the_table_is_about_every_fixture() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/manifests");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let listed = ROWS.iter().any(|row| row.0 == name);
        assert!(listed || name == "SOURCES.md", "{name}");
    }
}

#[test]
fn a_repeated_collection_keeps_the_order_of_the_file() {
    let import = import(&bytes("encord-seed-aws-mixed.json"), "x", &Options::default());
    let titles: Vec<_> = import.units.iter().map(|unit| unit.title()).collect();
    assert_eq!(
        titles,
        [
            "/images/Image1.png",
            "/videos/Cooking.mp4",
            "/videos/Oranges.mp4",
            "apple-samsung-light",
            "apple-samsung-dark",
            "apple-ios-light"
        ]
    );
    assert_eq!(import.diagnostics[0].pointer.as_deref(), Some("/image_groups"));
    let lines: Vec<_> = import.units.iter().map(|unit| unit.line).collect();
    assert_eq!(lines, [3, 8, 11, 16, 24, 34]);
}

#[test]
fn metadata_is_kept_byte_for_byte() {
    let import = import(&bytes("encord-seed-mrap-2.json"), "x", &Options::default());
    assert_eq!(import.units[0].metadata(), None);
    assert_eq!(import.units[1].metadata(), Some(r#"{"optional": "metadata"}"#));
    assert_eq!(import.units[1].title(), "many-cute-cats.mp4");
    assert_eq!(
        import.units[0].title(),
        "/frf28frarf9.mrap.s3-accesspoint.amazonaws.com/Videos/2022/video_1.mp4"
    );
}
