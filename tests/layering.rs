//! Which room may import which, and what the source keeps out of them all.
//!
//! The arrows are read from the table at the top of `src/lib.rs`, so that it cannot go stale.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Rooms that may know a browser; `bin` is where they are started.
const BROWSER_ROOMS: [&str; 6] = ["api", "worker", "view", "app", "desk", "bin"];

const BROWSER_CRATES: [&str; 6] =
    ["wasm_bindgen", "wasm_bindgen_futures", "serde_wasm_bindgen", "web_sys", "js_sys", "yew"];

/// The most lines of a function that returns a view.
const LONGEST_VIEW: usize = 60;

/// What one room may import.
#[derive(Debug, Default, Clone, PartialEq)]
struct Allowed {
    rooms: BTreeSet<String>,
    /// One module of a room, and not the rest of it.
    parts: BTreeSet<(String, String)>,
}

/// A source file: its place under `src`, its text, and its text with comments and strings blank.
struct Source {
    path: PathBuf,
    text: String,
    code: String,
}

impl Source {
    fn new(path: impl Into<PathBuf>, text: &str) -> Self {
        Self { path: path.into(), text: text.to_owned(), code: blank(text) }
    }

    fn all() -> Vec<Self> {
        let mut found = Vec::new();
        gather(Path::new("src"), &mut found);
        found.sort();
        assert!(found.len() > 80, "{found:?}");
        let read = |path: PathBuf| {
            let text = fs::read_to_string(&path).unwrap();
            Self::new(path.strip_prefix("src").unwrap(), &text)
        };
        found.into_iter().map(read).collect()
    }

    /// The places of the files of modules that are for tests alone.
    fn test_files(&self) -> Vec<PathBuf> {
        let after = self.code.split("#[cfg(test)]").skip(1).map(str::trim_start);
        let names = after.filter_map(|item| item.strip_prefix("mod ")?.split_once(';'));
        let folder = match self.path.file_name().and_then(|name| name.to_str()) {
            Some("mod.rs" | "lib.rs") => self.path.parent().unwrap().to_owned(),
            _ => self.path.with_extension(""),
        };
        names.map(|(name, _)| folder.join(format!("{name}.rs"))).collect()
    }

    /// The room it is in; `lib` for the file that lists them.
    fn room(&self) -> String {
        let first = self.path.iter().next().unwrap().to_str().unwrap();
        first.trim_end_matches(".rs").to_owned()
    }

    /// How many modules deep it is: 1 for a room's own file.
    fn depth(&self) -> usize {
        let parts = self.path.iter().count();
        if self.path.ends_with("mod.rs") || self.path.ends_with("lib.rs") { parts - 1 } else { parts }
    }

    fn line_of(&self, at: usize) -> usize {
        self.code[..at].matches('\n').count() + 1
    }

    fn place(&self, at: usize) -> String {
        format!("src/{}:{}", self.path.display(), self.line_of(at))
    }
}

fn gather(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The same text with spaces for everything in comments, strings and character literals. Byte
/// positions and line breaks stay.
fn blank(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let end = skip(text, at);
        match end {
            Some(end) => {
                out[at..end].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
                at = end;
            }
            None => at += 1,
        }
    }
    String::from_utf8(out).unwrap()
}

/// The end of the comment, string or character that begins at `at`, if one does.
fn skip(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let until = |end: Option<usize>| Some(end.map_or(text.len(), |end| at + end));
    if rest.starts_with("//") {
        return until(rest.find('\n'));
    }
    if rest.starts_with("/*") {
        let (mut depth, mut end) = (0, 0);
        loop {
            let here = rest.get(end..).filter(|here| !here.is_empty());
            let Some(here) = here else { return Some(text.len()) };
            if here.starts_with("/*") {
                (depth, end) = (depth + 1, end + 2);
            } else if here.starts_with("*/") {
                (depth, end) = (depth - 1, end + 2);
                if depth == 0 {
                    return Some(at + end);
                }
            } else {
                end += here.chars().next().unwrap().len_utf8();
            }
        }
    }
    let word_before = text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    if !word_before && (rest.starts_with('r') || rest.starts_with("br")) {
        let raw = rest.trim_start_matches('b').strip_prefix('r')?;
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            let open = rest.len() - raw.len() + hashes + 1;
            let close = format!("\"{}", "#".repeat(hashes));
            return until(rest[open..].find(&close).map(|end| open + end + close.len()));
        }
        return None;
    }
    if rest.starts_with('"') {
        let mut escaped = false;
        let end = rest.char_indices().skip(1).find(|(_, c)| {
            let ends = *c == '"' && !escaped;
            escaped = *c == '\\' && !escaped;
            ends
        });
        return until(end.map(|(end, _)| end + 1));
    }
    if let Some(inside) = rest.strip_prefix('\'') {
        // A lifetime has no closing quote after one character.
        let first = inside.chars().next()?;
        if first == '\\' {
            let end = inside.char_indices().skip(2).find(|(_, c)| *c == '\'')?.0;
            return Some(at + 1 + end + 1);
        }
        return inside[first.len_utf8()..].starts_with('\'').then(|| at + 1 + first.len_utf8() + 1);
    }
    None
}

/// Blank code with the items under `#[cfg(test)]` blank as well.
fn without_tests(code: &str) -> String {
    let mut out = code.to_owned();
    while let Some(start) = out.find("#[cfg(test)]") {
        let open = out[start..].find('{').map(|open| start + open);
        let semicolon = out[start..].find(';').map(|end| start + end + 1);
        let end = match (open, semicolon) {
            (Some(open), Some(semicolon)) if semicolon < open => semicolon,
            (Some(open), _) => closing(&out, open),
            (None, Some(semicolon)) => semicolon,
            (None, None) => out.len(),
        };
        let spaces: String = out[start..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        // Blank code is plain bytes where it matters; what is not is as wide in spaces.
        let spaces = format!("{spaces}{}", " ".repeat(end - start - spaces.len()));
        out.replace_range(start..end, &spaces);
    }
    out
}

/// The position after the brace that closes the one at `open`.
fn closing(code: &str, open: usize) -> usize {
    let mut depth = 0;
    for (i, byte) in code.bytes().enumerate().skip(open) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return i + 1,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

/// The table of arrows in the documentation of the crate.
fn arrows(lib: &str) -> BTreeMap<String, Allowed> {
    let table = lib.split("//! ```text").nth(1).and_then(|rest| rest.split("//! ```").next());
    let mut stated: BTreeMap<String, Allowed> = BTreeMap::new();
    for line in table.unwrap_or_default().lines().filter_map(|line| line.strip_prefix("//! ")) {
        let (rooms, what) = line.split_once("  ").unwrap_or_else(|| panic!("{line:?} has no arrow"));
        let what = what.split('(').next().unwrap().trim();
        let mut allowed = Allowed::default();
        for item in what.split(',').map(str::trim).filter(|_| what != "nothing of ours") {
            if let Some(room) = item.strip_suffix(" and what it stands on") {
                let below = stated.get(room).unwrap_or_else(|| panic!("{room} is stated too late")).clone();
                allowed.rooms.insert(room.to_owned());
                allowed.rooms.extend(below.rooms);
                allowed.parts.extend(below.parts);
            } else if let Some((room, part)) = item.split_once("'s ") {
                allowed.parts.insert((room.to_owned(), part.to_owned()));
            } else {
                allowed.rooms.insert(item.to_owned());
            }
        }
        for room in rooms.split(',') {
            stated.insert(room.trim().to_owned(), allowed.clone());
        }
    }
    stated
}

/// The rooms that a crate root declares.
fn declared(lib: &str) -> BTreeSet<String> {
    let code = blank(lib);
    code.lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';').map(str::to_owned))
        .collect()
}

/// Every path from the crate's root that a file names outside its tests, which may set up what
/// they like: the room and the first name in it; `*` where it is the room as a whole.
fn imports(source: &Source) -> Vec<(usize, String, String)> {
    let mut found = Vec::new();
    let code = without_tests(&source.code);
    let starts = code.match_indices("crate::").map(|(at, root)| (at, at + root.len()));
    for (at, from) in starts.filter(|(at, _)| !code[..*at].ends_with(is_word)) {
        found.extend(paths(&code[from..]).into_iter().map(|(room, name)| (at, room, name)));
    }
    // Enough supers lead to the root too.
    let up = "super::".repeat(source.depth());
    for (at, _) in code.match_indices(&up).filter(|(at, _)| !code[..*at].ends_with("super::")) {
        let rest = &code[at + up.len()..];
        found.extend(paths(rest).into_iter().map(|(room, name)| (at, room, name)));
    }
    found
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The first two names of each path in a tree of paths such as `a::{b::c, d}`.
fn paths(tree: &str) -> Vec<(String, String)> {
    let branches = branches(tree);
    let split = |(first, rest): (String, &str)| -> Vec<(String, String)> {
        match rest.strip_prefix("::") {
            Some(rest) => self::branches(rest).into_iter().map(|(name, _)| (first.clone(), name)).collect(),
            None => vec![(first, "*".to_owned())],
        }
    };
    // `engine` itself may be named, as in `use crate::engine;` or `engine::{self, Key}`.
    let whole =
        |(room, name): (String, String)| if name == "self" { (room, "*".to_owned()) } else { (room, name) };
    branches.into_iter().flat_map(split).map(whole).collect()
}

/// The names that a tree begins with, each with what follows it.
fn branches(tree: &str) -> Vec<(String, &str)> {
    let tree = tree.trim_start();
    let name = |text: &str| text.chars().take_while(|c| is_word(*c) || *c == '*').collect::<String>();
    let Some(group) = tree.strip_prefix('{') else {
        let first = name(tree);
        return vec![(first.clone(), &tree[first.len()..])];
    };
    let mut found = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (i, byte) in group.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth > 0 => depth -= 1,
            b',' | b'}' if depth == 0 => {
                found.extend(branches(&group[start..i]).into_iter().filter(|(name, _)| !name.is_empty()));
                start = i + 1;
                if byte == b'}' {
                    break;
                }
            }
            _ => {}
        }
    }
    found
}

/// The names that a room's own file passes on from one of its modules.
fn passed_on(room: &str, part: &str, sources: &[Source]) -> BTreeSet<String> {
    let own = |source: &&Source| source.room() == room && source.depth() == 1;
    let mut names = BTreeSet::from([part.to_owned()]);
    for source in sources.iter().filter(own) {
        let marker = format!("pub use {part}::");
        for (at, _) in source.code.match_indices(&marker) {
            names.extend(branches(&source.code[at + marker.len()..]).into_iter().map(|(name, _)| name));
        }
    }
    names
}

/// The files that are not for tests alone.
fn outside_tests(sources: &[Source]) -> impl Iterator<Item = &Source> {
    let tests: Vec<PathBuf> = sources.iter().flat_map(Source::test_files).collect();
    sources.iter().filter(move |source| !tests.contains(&source.path))
}

/// Imports that break the arrows.
fn broken_arrows(sources: &[Source], arrows: &BTreeMap<String, Allowed>) -> Vec<String> {
    let mut broken = Vec::new();
    for source in outside_tests(sources).filter(|source| !matches!(source.room().as_str(), "lib" | "bin")) {
        let room = source.room();
        let Some(allowed) = arrows.get(&room) else {
            broken.push(format!("src/lib.rs does not say what {room} may import"));
            continue;
        };
        for (at, to, name) in imports(source) {
            let part = |(from, part): &(String, String)| {
                *from == to && passed_on(&to, part, sources).contains(&name)
            };
            if to != room && !allowed.rooms.contains(&to) && !allowed.parts.iter().any(part) {
                broken.push(format!("{}: {room} may not import {to}::{name}", source.place(at)));
            }
        }
    }
    broken
}

/// Code outside tests that gives up where it should answer.
fn giving_up(source: &Source) -> Vec<String> {
    let code = without_tests(&source.code);
    let mut found = Vec::new();
    for call in [".unwrap(", ".expect(", "panic!", "todo!", "unimplemented!", "unreachable!"] {
        let whole = |at: &usize| call.starts_with('.') || !code[..*at].ends_with(is_word);
        let places = code.match_indices(call).map(|(at, _)| at).filter(whole);
        found.extend(places.map(|at| format!("{}: {call}", source.place(at))));
    }
    found
}

/// Browser crates named in a room that knows no browser.
fn browser_crates(source: &Source) -> Vec<String> {
    if BROWSER_ROOMS.contains(&source.room().as_str()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for name in BROWSER_CRATES {
        let places = source.code.match_indices(name).map(|(at, _)| at).filter(|at| {
            !source.code[..*at].ends_with(is_word) && !source.code[at + name.len()..].starts_with(is_word)
        });
        found.extend(places.map(|at| format!("{}: {name}", source.place(at))));
    }
    found
}

/// Functions that return a view and are too long to take in.
fn long_views(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    for returns in ["-> Html", "-> HtmlResult"] {
        for (at, _) in source.code.match_indices(returns) {
            let after = &source.code[at + returns.len()..];
            let (Some(open), false) = (after.find('{'), after.starts_with(is_word)) else { continue };
            let is_function = after[..open].trim().is_empty() || after.trim_start().starts_with("where");
            let Some(start) = source.code[..at].rfind("fn ").filter(|_| is_function) else { continue };
            let end = closing(&source.code, at + returns.len() + open);
            let lines = source.line_of(end - 1) - source.line_of(start) + 1;
            if lines > LONGEST_VIEW {
                let name: String = source.code[start + 3..].chars().take_while(|c| is_word(*c)).collect();
                found.push(format!("{}: {name} has {lines} lines", source.place(start)));
            }
        }
    }
    found
}

#[test]
fn every_room_is_in_the_table() {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let stated: BTreeSet<String> = arrows(&lib).into_keys().collect();
    assert_eq!(stated, declared(&lib));
}

#[test]
fn no_import_breaks_the_arrows() {
    let sources = Source::all();
    let lib = sources.iter().find(|source| source.room() == "lib").unwrap();
    assert_eq!(broken_arrows(&sources, &arrows(&lib.text)), Vec::<String>::new());
    // There is something to look at.
    assert!(sources.iter().map(|source| imports(source).len()).sum::<usize>() > 80);
}

#[test]
fn nothing_gives_up_outside_tests() {
    let found: Vec<String> = outside_tests(&Source::all()).flat_map(giving_up).collect();
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn only_some_rooms_know_a_browser() {
    let found: Vec<String> = Source::all().iter().flat_map(browser_crates).collect();
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn views_are_short() {
    let found: Vec<String> = Source::all().iter().flat_map(long_views).collect();
    assert_eq!(found, Vec::<String>::new());
}

// Each check sees what it is there to see.

const TABLE: &str = r#"
//! ```text
//! low, other   nothing of ours
//! mid          low
//! high         mid and what it stands on   (feature "x")
//! top          high's report, other
//! ```
pub mod low;
"#;

#[test]
fn the_table_is_understood() {
    let arrows = arrows(TABLE);
    let rooms = |room: &str| arrows[room].rooms.iter().map(String::as_str).collect::<Vec<_>>();
    assert_eq!(rooms("low"), Vec::<&str>::new());
    assert_eq!(rooms("other"), Vec::<&str>::new());
    assert_eq!(rooms("mid"), ["low"]);
    assert_eq!(rooms("high"), ["low", "mid"]);
    assert_eq!(rooms("top"), ["other"]);
    assert_eq!(arrows["top"].parts, BTreeSet::from([("high".to_owned(), "report".to_owned())]));
    assert_eq!(declared(TABLE), BTreeSet::from(["low".to_owned()]));
}

#[test]
fn an_import_that_breaks_the_arrows_is_seen() {
    let arrows = arrows(TABLE);
    let broken = |path: &str, text: &str| {
        let report =
            Source::new("high/mod.rs", "mod report;\npub use report::{Row, Table};\npub use run::Engine;\n");
        broken_arrows(&[report, Source::new(path, text)], &arrows)
    };
    for (path, text) in [
        ("low/a.rs", "use crate::mid::Thing;"),
        ("low/a.rs", "fn f() -> crate::mid::Thing { }"),
        ("low/a.rs", "use crate::{low::A, mid::B};"),
        ("low/a.rs", "use crate::{\n    low::{A, B},\n    mid,\n};"),
        ("low/a.rs", "pub(crate) use crate::mid as m;"),
        ("low/a.rs", "use super::super::mid::Thing;"),
        ("low/mod.rs", "use super::mid::Thing;"),
        ("low/a.rs", "#[cfg(test)]\nmod tests { }\nuse crate::mid::Thing;"),
        ("mid/a/b.rs", "use crate::top::X;"),
        ("top/a.rs", "use crate::mid::X;"),
        ("top/a.rs", "use crate::high::Engine;"),
        ("top/a.rs", "use crate::high;"),
        ("top/a.rs", "use crate::high::{Row, Engine};"),
        ("new/a.rs", "use crate::low::X;"),
    ] {
        assert_eq!(broken(path, text).len(), 1, "{path}: {text}");
    }
    for (path, text) in [
        ("mid/a.rs", "use crate::low::{A, b::C};"),
        ("low/a.rs", "use crate::low::b::C;"),
        ("low/a.rs", "use super::b::C;\nuse super::{d, E};"),
        ("low/mod.rs", "#[cfg(test)]\nmod tests {\n    use super::*;\n}"),
        ("low/a.rs", "//! Not for [`crate::mid`].\n/* crate::top */ const A: &str = \"crate::high\";"),
        ("top/a.rs", "use crate::high::{Row, Table, report::Column};\nuse crate::other::X;"),
        ("high/a.rs", "use crate::{low, mid::{self, B}};"),
        ("low/a.rs", "#[cfg(test)]\nmod tests { use crate::mid::Thing; }"),
        ("low/a.rs", "use other_crate::mid::X;"),
        ("bin/a.rs", "use crate::top::X;"),
    ] {
        assert_eq!(broken(path, text), Vec::<String>::new(), "{path}: {text}");
    }
}

#[test]
fn giving_up_is_seen_outside_tests_alone() {
    let found = |text: &str| giving_up(&Source::new("low/a.rs", text)).len();
    assert_eq!(found("fn f() { x.unwrap() }"), 1);
    assert_eq!(found("fn f() { x.expect(\"why\"); panic!(\"{x}\") }"), 2);
    assert_eq!(
        found("fn f() { todo!() }\n#[cfg(test)]\nmod tests { fn g() { x.unwrap() } }\nfn h() { y.unwrap() }"),
        2
    );
    assert_eq!(found("#[cfg(test)]\nmod tests;\nfn h() { y.unwrap() }"), 1);
    assert_eq!(found("// x.unwrap()\nfn f() { \"panic!\"; x.unwrap_or(0); '\"'; y.expected() }"), 0);
    assert_eq!(
        found(
            "const A: &str = r#\"a \" .unwrap() \"#; const B: char = '\\''; fn f<'a>(x: &'a str) { x.unwrap() }"
        ),
        1
    );
    assert_eq!(
        giving_up(&Source::new("low/a.rs", "\n\nfn f() { x.unwrap() }")),
        ["src/low/a.rs:3: .unwrap("]
    );
}

#[test]
fn a_browser_crate_is_seen_where_it_does_not_belong() {
    let found = |path: &str, text: &str| browser_crates(&Source::new(path, text)).len();
    assert_eq!(found("low/a.rs", "use web_sys::Window;"), 1);
    assert_eq!(found("low/a.rs", "#[wasm_bindgen::prelude::wasm_bindgen] fn f(x: js_sys::Array) {}"), 3);
    assert_eq!(found("lib.rs", "use yew::Html;"), 1);
    assert_eq!(found("app/a.rs", "use yew::Html;"), 0);
    assert_eq!(found("low/a.rs", "// yew\nlet my_yew = yewish;"), 0);
}

#[test]
fn a_long_view_is_seen() {
    let view = |lines: usize, returns: &str| {
        let body = "    <p/>\n".repeat(lines - 2);
        let text = format!(
            "#[component]\nfn Big(props: &Props) -> {returns} {{\n{body}}}\nfn small() -> Html {{ }}\n"
        );
        long_views(&Source::new("app/a.rs", &text)).len()
    };
    assert_eq!(
        (view(60, "Html"), view(61, "Html"), view(61, "HtmlResult"), view(61, "HtmlFree")),
        (0, 1, 1, 0)
    );
    // A brace in a string does not end it early, nor does a type in an argument begin one.
    let text = format!("fn f(g: impl Fn() -> Html, x: u8) -> Html {{\n{}\"}}\"\n}}", "\n".repeat(60));
    assert_eq!(long_views(&Source::new("app/a.rs", &text)).len(), 1);
}
