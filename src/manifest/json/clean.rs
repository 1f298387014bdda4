//! Strict JSON from a value that was read leniently.

/// A value's text without its comments and trailing commas; the rest stays byte
/// for byte. `text` must be one well-formed value, as the reader has skipped it.
pub(crate) fn without_oddities(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    // Spaces, and a comma that may turn out to be a trailing one.
    let mut comma = false;
    let mut spaces_from = 0;
    while let Some(first) = rest.as_bytes().first() {
        let length = match first {
            b' ' | b'\t' | b'\r' | b'\n' => 1,
            b'#' => line_length(rest),
            b'/' if rest.starts_with("//") => line_length(rest),
            b'/' => rest.find("*/").map_or(rest.len(), |end| end + 2),
            b',' => {
                comma = true;
                spaces_from = clean.len();
                1
            }
            b'"' => string_length(rest),
            _ => {
                rest.find([' ', '\t', '\r', '\n', '#', '/', ',', '"', ']', '}']).unwrap_or(rest.len()).max(1)
            }
        };
        let (part, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        rest = after;
        match first {
            b'#' | b'/' | b',' => {}
            b' ' | b'\t' | b'\r' | b'\n' => clean.push_str(part),
            _ => {
                if comma && !matches!(first, b']' | b'}') {
                    clean.insert(spaces_from, ',');
                }
                comma = false;
                clean.push_str(part);
            }
        }
    }
    clean
}

fn line_length(text: &str) -> usize {
    text.find(['\n', '\r']).unwrap_or(text.len())
}

/// The length of the string at the start of `text`, quotes included.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::without_oddities;

    #[test]
    fn keeps_what_is_strict() {
        let strict = "{\"a\" : [1, 2.5e3,\n {}], \"u//#\\\",]\": true , \"n\":null}";
        assert_eq!(without_oddities(strict), strict);
    }

    #[test]
    fn drops_comments_and_trailing_commas() {
        let odd = "{\"a\": [1,2, /* x,y */ ], # hash\n\"b\": \"https://h\", // end\n}";
        let clean = without_oddities(odd);
        let value: serde_json::Value = serde_json::from_str(&clean).unwrap();
        assert_eq!(value, serde_json::json!({"a": [1, 2], "b": "https://h"}));
    }
}
