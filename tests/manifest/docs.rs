//! The page on manifests is true: it has every remark there is, and each example gets its own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use sluice::manifest::{Options, import};

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
    example: Option<Vec<u8>>,
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
            Section { code: code.to_owned(), severity: severity.to_owned(), example: example(body), name }
        })
        .collect()
}

fn example(body: &str) -> Option<Vec<u8>> {
    let (_, rest) = body.split_once("```")?;
    let (language, rest) = rest.split_once('\n')?;
    let (text, _) = rest.split_once("\n```").unwrap();
    Some(if language == "bytes" { unescape(text) } else { text.as_bytes().to_vec() })
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
    for Section { code, severity, example, name } in sections() {
        let Some(example) = example else {
            assert!(WITHOUT_EXAMPLE.contains(&&*code), "{code} has no example");
            continue;
        };
        let import = import(&example, name, &Options::default());
        let said: Vec<_> = import.diagnostics.iter().map(|d| (d.severity.name(), d.code)).collect();
        assert!(said.contains(&(&*severity, &*code)), "{code}: {said:?}");
        shown += 1;
    }
    assert!(shown > 70, "the sections were not found: {shown}");
}

/// Every remark in the code, found by the calls that make one.
fn codes() -> BTreeSet<String> {
    let mut found = BTreeMap::new();
    visit(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/manifest"), &mut found);
    let words = found.into_iter().filter(|(word, file)| !not_a_code(word, file));
    words.map(|(word, _)| word).collect()
}

fn visit(folder: &Path, found: &mut BTreeMap<String, String>) {
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
            found.insert(word.to_owned(), path.display().to_string());
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

/// The words for formats, and keys of other platforms.
fn not_a_code(word: &str, file: &str) -> bool {
    (file.ends_with("import.rs") || file.ends_with("platform.rs"))
        && (word.ends_with("-json")
            || word.ends_with("-jsonl")
            || word.ends_with("-csv")
            || word == "url-list")
        || word == "source-ref"
}

#[test]
fn every_remark_is_on_the_page() {
    let mut listed: BTreeSet<String> = sections().into_iter().map(|section| section.code).collect();
    for single in ["comment", "delimiter", "assumed"] {
        assert!(listed.remove(single), "{single}");
    }
    assert_eq!(listed, codes());
}
