//! The page on manifests is true: it has every remark there is, and each example gets its own.

use std::collections::BTreeSet;
use std::path::Path;

use sluice::manifest::{Earlier, Format, Options, Platform, import};

const PAGE: &str = include_str!("../../docs/manifests.md");

/// Remarks whose example would be too long; `limits.rs` and the unit tests have them.
const WITHOUT_EXAMPLE: [&str; 10] = [
    "more-diagnostics",
    "too-deep",
    "long-url",
    "long-title",
    "large-metadata",
    "long-line",
    "many-items",
    "too-many-items",
    "too-many-urls",
    "item-too-long",
];

/// One section: a remark's code, its severity and its example.
struct Section {
    code: String,
    severity: String,
    /// The file that gets the remark; where there are two, the first was loaded before it.
    examples: Vec<Vec<u8>>,
    /// Whether it is loaded as a whole or not at all.
    strict: bool,
    /// What to call the file: its name decides where the content is neither JSON nor CSV.
    name: &'static str,
}

fn sections() -> Vec<Section> {
    let parts = PAGE.split("\n### `").skip(1);
    parts
        .map(|part| {
            let (code, rest) = part.split_once("` ").unwrap();
            let (severity, body) = rest.split_once('\n').unwrap();
            let body = body.split("\n## ").next().unwrap();
            let name = if body.contains("```json") { "example.json" } else { "example" };
            Section {
                code: code.to_owned(),
                severity: severity.to_owned(),
                examples: examples(body),
                strict: body.contains("```json strict"),
                name,
            }
        })
        .collect()
}

fn examples(body: &str) -> Vec<Vec<u8>> {
    let fenced = body.split("```").skip(1).step_by(2);
    let example = |block: &str| {
        let (language, text) = block.split_once('\n').unwrap();
        let text = text.strip_suffix('\n').unwrap();
        if language == "bytes" { unescape(text) } else { text.as_bytes().to_vec() }
    };
    fenced.map(example).collect()
}

/// `\xHH` and `\n` become bytes.
fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some(hex) = rest.strip_prefix("\\x") {
            bytes.push(u8::from_str_radix(&hex[..2], 16).unwrap());
            rest = &hex[2..];
        } else if let Some(after) = rest.strip_prefix("\\n") {
            bytes.push(b'\n');
            rest = after;
        } else {
            bytes.extend(first.to_string().as_bytes());
            rest = &rest[first.len_utf8()..];
        }
    }
    bytes
}

#[test]
fn each_example_gets_its_remark() {
    let mut shown = 0;
    for Section { code, severity, examples, strict, name } in sections() {
        let Some((example, before)) = examples.split_last() else {
            assert!(WITHOUT_EXAMPLE.contains(&&*code), "{code} has no example");
            continue;
        };
        let mut earlier = Earlier::default();
        before.iter().for_each(|file| earlier.extend(&import(file, name, &Options::default()).units));
        let import = import(example, name, &Options { strict, earlier: Some(&earlier) });
        let said: Vec<_> = import.diagnostics.iter().map(|d| (d.severity.name(), d.code)).collect();
        assert!(said.contains(&(&*severity, &*code)), "{code}: {said:?}");
        shown += 1;
    }
    assert!(shown > 70, "the sections were not found: {shown}");
}

/// Every remark in the code, found by the calls that make one.
fn codes() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    visit(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/manifest"), &mut found);
    found.retain(|word| !is_no_code(word));
    found
}

fn visit(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            visit(&path, found);
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        // Every pair of quotes, be it the end of one text and the start of the next: a longer word
        // than the code is no kebab.
        let marks: Vec<usize> = code.match_indices('"').map(|(at, _)| at).collect();
        for word in marks.windows(2).map(|pair| &code[pair[0] + 1..pair[1]]).filter(|word| is_kebab(word)) {
            found.insert(word.to_owned());
        }
    }
}

/// Lower-case words joined by hyphens, as all codes but `comment`, `delimiter` and `assumed` are.
fn is_kebab(word: &str) -> bool {
    let parts = || word.split('-');
    parts().count() > 1
        && parts().all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

/// The words for formats, and a key of another platform.
fn is_no_code(word: &str) -> bool {
    let platforms = [
        Platform::V7,
        Platform::LabelStudio,
        Platform::Labelbox,
        Platform::SageMaker,
        Platform::Cvat,
        Platform::Coco,
        Platform::UrlArray,
    ];
    let own =
        [Format::EncordJson, Format::EncordSdkJson, Format::EncordCsv, Format::UrlList, Format::UrlTable];
    let formats = own.into_iter().chain(platforms.map(Format::Of));
    formats.map(Format::name).any(|name| name == word) || word == "source-ref"
}

#[test]
fn every_remark_is_on_the_page() {
    let mut listed: BTreeSet<String> = sections().into_iter().map(|section| section.code).collect();
    for single in ["comment", "delimiter", "assumed"] {
        assert!(listed.remove(single), "{single}");
    }
    assert_eq!(listed, codes());
}
