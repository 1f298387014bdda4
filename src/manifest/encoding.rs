//! From bytes to text.

use std::borrow::Cow;

use super::findings::{Fault, Finding};

/// The text of a file, and a remark if it had to be decoded.
#[derive(Debug)]
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) remark: Option<Remark>,
}

/// A warning about the encoding.
#[derive(Debug)]
pub(crate) struct Remark {
    pub(crate) at: usize,
    pub(crate) code: &'static str,
    pub(crate) message: &'static str,
}

/// Bytes looked at for signs of a binary file.
const PROBE: usize = 8 * 1024;

/// Beginnings of files that people mistake for manifests.
const BINARY: [(&[u8], &str, &str); 6] = [
    (
        b"PK\x03\x04",
        "a ZIP archive or an Excel workbook",
        "Save the sheet as CSV (UTF-8), or unpack the archive.",
    ),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first."),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook", "Save the sheet as CSV (UTF-8)."),
    (b"{\\rtf", "a rich text document", "Save it as plain text."),
    (b"%PDF", "a PDF document", "A manifest lists the URLs of files; it is not one of them."),
    (b"\x89PNG", "an image", "A manifest lists the URLs of files; it is not one of them."),
];

/// Decodes a file. `json`: its name says that it is JSON.
pub(crate) fn decode(bytes: &[u8], json: bool) -> Result<Decoded<'_>, Box<Fault>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    for (magic, what, hint) in BINARY {
        if bytes.starts_with(magic) {
            return Err(binary(0, what, hint));
        }
    }
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => {
            return Err(Fault::new(
                0,
                "utf-32",
                Finding::new("The file is in UTF-32.").hint("Save it as UTF-8."),
            ));
        }
        [0xFF, 0xFE, rest @ ..] => return utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => return utf16(rest, u16::from_be_bytes),
        [1..=0x7F, 0, 1..=0x7F, 0, ..] => return utf16(bytes, u16::from_le_bytes),
        [0, 1..=0x7F, 0, 1..=0x7F, ..] => return utf16(bytes, u16::from_be_bytes),
        _ => {}
    }
    let probe = bytes.get(..PROBE).unwrap_or(bytes);
    if let Some(at) = probe.iter().position(|byte| *byte == 0) {
        let hint = "A manifest is text: JSON or CSV.";
        return Err(binary(at, "a binary file", hint));
    }
    match str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text: Cow::Borrowed(text), remark: None }),
        Err(error) => {
            let at = error.valid_up_to();
            let start = bytes.trim_ascii_start().first();
            if json || matches!(start, Some(b'{' | b'[')) {
                return Err(Fault::new(
                    at,
                    "not-utf-8",
                    Finding::new("JSON must be UTF-8; the character here is in another encoding.")
                        .hint("Save the file as UTF-8."),
                ));
            }
            Ok(windows_1252(bytes, at))
        }
    }
}

fn binary(at: usize, what: &str, hint: &str) -> Box<Fault> {
    Fault::new(at, "binary-file", Finding::new(format!("This is {what}, not a manifest.")).hint(hint))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Decoded<'static>, Box<Fault>> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(pairs.len());
    for character in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        match character {
            Ok(character) => text.push(character),
            Err(_) => return Err(bad_utf16()),
        }
    }
    if !odd.is_empty() {
        return Err(bad_utf16());
    }
    Ok(Decoded {
        text: Cow::Owned(text),
        remark: Some(Remark { at: 0, code: "utf-16", message: "The file is in UTF-16; it was decoded." }),
    })
}

/// The place would be one in a text that does not exist, so it is the file's start.
fn bad_utf16() -> Box<Fault> {
    Fault::new(
        0,
        "utf-16",
        Finding::new("The file seems to be in UTF-16, but it is damaged.").hint("Save it as UTF-8."),
    )
}

/// Characters of Windows-1252 from 0x80 to 0x9F; undefined ones stay controls.
const UPPER: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// What a spreadsheet on Windows writes. Every byte has a meaning in it.
fn windows_1252(bytes: &[u8], first: usize) -> Decoded<'static> {
    let character = |byte: &u8| match byte {
        0x80..=0x9F => UPPER.get(usize::from(byte - 0x80)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
        byte => char::from(*byte),
    };
    let valid = bytes.get(..first).unwrap_or_default();
    // Everything before `first` is decoded the same way, so the place of the
    // first odd byte moves with the characters before it that grow.
    let at = valid.iter().map(|byte| character(byte).len_utf8()).sum();
    Decoded {
        text: Cow::Owned(bytes.iter().map(character).collect()),
        remark: Some(Remark {
            at,
            code: "windows-1252",
            message: "The file is not UTF-8; it was read as Windows-1252 from the first character on.",
        }),
    }
}
