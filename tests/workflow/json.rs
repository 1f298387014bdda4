//! Our reader of JSON beside the JSON library's, whose values ours must give, and whose refusals.
//!
//! Where a text stops being JSON is found out with the library's help too: what stands before that
//! place can be the beginning of a JSON text, and with what stands at it, it cannot.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use serde_json::Value;
use sluice::workflow::{JsonError, json_value};

/// Whether something could follow that makes it JSON.
fn can_go_on(text: &str) -> bool {
    match serde_json::from_str::<Value>(text) {
        Ok(_) => true,
        Err(error) => error.is_eof(),
    }
}

fn offset(text: &str, error: &JsonError) -> usize {
    let before: usize = text.split_inclusive('\n').take(error.line as usize - 1).map(str::len).sum();
    let line = &text[before..];
    before + line.chars().take(error.column as usize - 1).map(char::len_utf8).sum::<usize>()
}

/// The text up to and with what an error is about, which stands at this place.
fn with_fault(text: &str, at: usize, message: &str) -> String {
    let rest = &text[at..];
    let first = rest.chars().next().map_or(0, char::len_utf8);
    let number = rest.find(|char: char| !char.is_ascii_alphanumeric() && !"+-.".contains(char));
    let (end, more) = match message {
        "this number is too large" => (number.unwrap_or(rest.len()), ""),
        // An escape of half a pair, and what stands where the other half would.
        _ if message.starts_with("this is half") => (rest.len().min(12), ""),
        // The library looks at four digits at once.
        _ if message.starts_with("expected four") => (first, "0000"),
        _ => (first, ""),
    };
    let end = (at + end..).find(|end| text.is_char_boundary(*end)).unwrap();
    format!("{}{more}", &text[..end])
}

/// Ours takes what the library takes, for the same value, and refuses it where it goes wrong.
#[track_caller]
fn as_the_library(text: &str) {
    let expected = serde_json::from_str::<Value>(text);
    match (json_value(text), expected) {
        // Written out, so that 0.0 and -0.0 differ.
        (Ok(ours), Ok(theirs)) => {
            assert_eq!(ours, theirs, "{text}");
            assert_eq!(ours.to_string(), theirs.to_string(), "{text}");
        }
        (Err(ours), Err(theirs)) => {
            let at = offset(text, &ours);
            assert!(can_go_on(&text[..at]), "too late: {ours}\n{theirs}\n{text}");
            let fault = with_fault(text, at, &ours.message);
            let is_one = if at < text.len() { !can_go_on(&fault) } else { theirs.is_eof() };
            assert!(is_one, "too early: {ours}\n{theirs}\n{text}");
        }
        (ours, theirs) => panic!("{ours:?}\n{theirs:?}\n{text}"),
    }
}

/// Texts that readers of JSON differ about or get wrong.
const TRICKY: &str = r#"
[]|{}|[[]]|{"":0}|{"a":{"a":[{}]}}|null|true|false|0|"x"|[1,2 , 3 ]|{"a":1,"a":2}|{"a":1,"a":{"b":2},"b":3}
[|]|{|}|[[]|[]]|[1,]|[,1]|[1,,2]|[1 2]|[1;2]|[1}|{]|{"a":1]|{"a"}|{"a":}|{"a" 1}|{"a":1,}|{,"a":1}|{"a":1,,"b":2}
{a:1}|{'a':1}|['a']|{1:1}|{null:1}|{"a":1 "b":2}|{"a"::1}|{"a":1}}|{}{}|[]x|1 2|"a" "b"|nullx|null null
n|nu|nul|nulL|NULL|True|t|tru|truex|fals|falsy|[nul]|[tru|undefined|NaN|Infinity|-Infinity|[NaN]|/**/1|1//x|#1
-|+1|-x|--1|-1|-0|-0.0|-0e0|0.0|00|01|-01|007|0x1|0b1|1_000|1,000|.5|-.5|5.|5.e1|5.x|1.2.3|1e|1e+|1e-|1e5|1E5|1e+5
1e-5|1e05|1e1.5|1ee5|0e|0e5|0.1e1|1.5E+3|-1e-7|1a|1e5x|[1.]|[-]|[1e]|½|٣|[١]
9007199254740993|9223372036854775807|9223372036854775808|-9223372036854775808|-9223372036854775809
18446744073709551615|18446744073709551616|-18446744073709551615|-18446744073709551616|123456789012345678901234567890
1e308|1.7976931348623157e308|1.797693134862315807e308|1.797693134862315808e308|1e309|-1e309|[1e309]|1e400|1e-400|-1e-400
0e999999999999|1e999999999999|1e-999999999999|0.000000000000000000000000000001e30|100000000000000000000e-20
0.1|0.2|0.30000000000000004|3.141592653589793238462643383279|5e-324|2e-324|3e-324|2.2250738585072011e-308|4.35|1e23
""|"|"a|"\"|"\\|"\\"|"\""|"\/\b\f\n\r\t"|"\a"|"\'"|"\x41"|"\U0041"|"\0"|"\ "|"\é"|"a\|"\u"|"\u0"|"\u004"|"\u0041"|"\u00e9"
"\u00E9"|"\u00g9"|"\u 041"|"\u+041"|"\u-041"|"\u0000"|"\u001f"|"\uFFFF"|"\ufeff"|"\ud83e\udd86"|"\uD83E\uDD86"|"\udbff\udfff"
"\ud83e|"\ud83e"|"\udd86"|"\ud83ex"|"\ud83e\n"|"\ud83e\u0041"|"\ud83e\ud83e"|"\ud83e\ud83e\udd86"|"\udd86\ud83e"|"\ud83e\|"\ud83e\u
"\ud83e\udd8"|"\ud83e\udd8g"|{"\ud83e":1}|{"\u0061":1,"a":2}|"é評🦆"|{"é評🦆" 1}|"é評🦆|“a”|{“a”:1}|[1，2]|"a"é
"#;

#[test]
fn what_readers_differ_about() {
    let texts: Vec<&str> = TRICKY.split(['|', '\n']).collect();
    assert!(texts.len() > 200, "{}", texts.len());
    for text in texts {
        as_the_library(text);
        as_the_library(&format!(" \t\r\n{text}\n "));
        as_the_library(&format!("[{text},1]"));
        as_the_library(&format!("{{\"k\": {text}}}"));
        as_the_library(&format!("{{{text}}}"));
    }
}

#[test]
fn characters_by_themselves() {
    let below_300 = (0..300).filter_map(char::from_u32);
    for char in below_300.chain(['\u{2028}', '\u{feff}', '\u{3000}', '\u{fffd}', '\u{10ffff}']) {
        for text in [
            format!("{char}"),
            format!("{char}1"),
            format!("[1{char}]"),
            format!("[1,{char}2]"),
            format!("\"{char}\""),
            format!("\"é{char}"),
            format!("\"\\{char}\""),
            format!("{{{char}\"a\":1}}"),
            format!("{{\"a\"{char}:1}}"),
        ] {
            as_the_library(&text);
        }
    }
}

#[test]
fn every_escape_by_number() {
    for number in 0..=0xffff {
        let escape = format!("\"\\u{number:04x}\"");
        let expected = serde_json::from_str::<Value>(&escape).ok();
        assert_eq!(json_value(&escape).ok(), expected, "{escape}");
        let pair = format!("\"\\uD83E\\u{number:04X}\"");
        assert_eq!(json_value(&pair).ok(), serde_json::from_str(&pair).ok(), "{pair}");
    }
}

#[test]
fn what_is_deep_is_refused_where_it_gets_too_deep() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")] {
        let each = open.matches(['[', '{']).count();
        for depth in 100..150 {
            let text = format!("{}1{}", open.repeat(depth / each), close.repeat(depth / each));
            as_the_library(&text);
        }
        let error = json_value(&open.repeat(1_000_000)).unwrap_err();
        assert_eq!(error.message, "lists and objects may be within each other 127 times at most");
    }
    // What is beside each other is not within each other.
    as_the_library(&format!("[{}[]]", "[[]],".repeat(1_000)));
}

/// All files under a folder that end in `.json` or `.jsonl`.
fn json_files(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            json_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "json" || ending == "jsonl") {
            found.push(fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_file_that_comes_along() {
    let mut texts = Vec::new();
    for folder in ["tests/fixtures", "tests/golden", "www"] {
        json_files(Path::new(folder), &mut texts);
    }
    assert!(texts.len() > 30, "{}", texts.len());
    for text in texts {
        as_the_library(&text);
        text.lines().for_each(as_the_library);
    }
}

#[test]
fn what_is_said_of_a_mistake() {
    for (text, expected) in [
        ("", "line 1, column 1: expected a value, found the end of the text"),
        (
            "{\"a\": 1,\n}",
            "line 2, column 1: expected another key in double quotes after the comma, found \"}\"",
        ),
        ("[1,\n 2,]", "line 2, column 4: expected another value after the comma, found \"]\""),
        ("[1\n 2]", "line 2, column 2: expected \",\" or \"]\", found \"2\""),
        ("{\"a\" \"b\"}", "line 1, column 6: expected \":\" after the key, found a quotation mark"),
        ("{'a': 1}", "line 1, column 2: expected a key in double quotes or \"}\", found \"'\""),
        ("{“a”: 1}", "line 1, column 2: expected a key in double quotes or \"}\", found \"“\" (U+201C)"),
        ("{\"a\":\u{a0}1}", "line 1, column 6: expected a value, found the character U+00A0"),
        ("{\"a\": 1", "line 1, column 8: expected \",\" or \"}\", found the end of the text"),
        ("{} x", "line 1, column 4: expected nothing more, found \"x\""),
        ("[True]", "line 1, column 2: expected a value or \"]\", found \"T\""),
        ("[truth]", "line 1, column 5: expected \"true\", found \"t\""),
        ("[1.]", "line 1, column 4: expected a digit, found \"]\""),
        ("[007]", "line 1, column 3: a number of more digits must not begin with 0"),
        ("[1, -2e999]", "line 1, column 5: this number is too large"),
        ("[\"ab\n\"]", "line 1, column 5: expected a closing quotation mark before the end of the line"),
        ("[\"ab", "line 1, column 5: expected a closing quotation mark, found the end of the text"),
        ("[\"a\tb\"]", "line 1, column 4: in a text this character is written \\u0009"),
        (
            r#"["a\d"]"#,
            r#"line 1, column 5: expected one of " \ / b f n r t u after the backslash, found "d""#,
        ),
        (r#"["\u00x"]"#, r#"line 1, column 7: expected four hexadecimal digits after \u, found "x""#),
        (r#"["a\ud83e"]"#, "line 1, column 4: this is half of a surrogate pair, without the other half"),
    ] {
        assert_eq!(json_value(text).unwrap_err().to_string(), expected, "{text}");
    }
}

/// Texts of documents, with spaces of all kinds, repeated keys, and numbers of all kinds.
fn texts() -> impl Strategy<Value = String> {
    let number = "-?(0|[1-9][0-9]{0,22})(\\.[0-9]{1,22})?([eE][+-]?[0-9]{1,3})?";
    let string = r#""([a-c é評🦆]|\\["\\/bfnrt]|\\u00[0-9a-f]{2}|\\uD83E\\udd86){0,6}""#;
    let leaf = prop_oneof![
        prop_oneof![Just("null"), Just("true"), Just("false")].prop_map(str::to_owned),
        number,
        string,
    ];
    let space = "[ \t\r\n]{0,2}";
    leaf.prop_recursive(5, 40, 5, move |inner| {
        let item = (space, inner.clone(), space).prop_map(|(a, item, b)| a + &item + &b);
        let field = (space, string, space, space, inner, space)
            .prop_map(|(a, key, b, c, item, d)| format!("{a}{key}{b}:{c}{item}{d}"));
        let list = prop::collection::vec(item, 0..5).prop_map(|items| format!("[{}]", items.join(",")));
        let object =
            prop::collection::vec(field, 0..5).prop_map(|fields| format!("{{{}}}", fields.join(",")));
        prop_oneof![list, object]
    })
}

/// What a text is damaged with: what means something in JSON, and what does not.
fn scraps() -> impl Strategy<Value = String> {
    prop_oneof![
        "[\\[\\]{}:,\"\\\\ \n\t/'.eE+0-9tfnu-]{1,3}",
        r"\\u[dD][89abcdefABCDEF][0-9a-f]{1,2}",
        "[\u{0}-\u{20}\u{a0}é評🦆]",
        "-?[0-9]{1,400}e?",
        prop_oneof![Just("null"), Just("tru"), Just("\"a\":1"), Just("//"), Just("NaN")]
            .prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn documents_have_the_librarys_value(text in texts()) {
        as_the_library(&text);
    }

    #[test]
    fn damaged_texts_are_refused_where_the_library_refuses_them(
        text in texts(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..4, scraps()), 1..4),
    ) {
        let mut damaged: Vec<char> = text.chars().collect();
        for (index, without, scrap) in damage {
            let at = index.index(damaged.len() + 1);
            let end = (at + without).min(damaged.len());
            damaged.splice(at..end, scrap.chars());
        }
        as_the_library(&damaged.into_iter().collect::<String>());
    }

    #[test]
    fn a_text_that_breaks_off_is_refused_at_its_end(text in texts(), index in any::<prop::sample::Index>()) {
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        as_the_library(&text[..ends[index.index(ends.len())]]);
    }

    #[test]
    fn any_characters_at_all(text in "\\PC{0,20}", bytes in "[\\[\\]{}:,\"\\\\0-9aeflnrstu+. -]{0,20}") {
        as_the_library(&text);
        as_the_library(&bytes);
    }
}
