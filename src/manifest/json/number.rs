//! The grammar of JSON numbers. Their values are never needed.

/// The offset after the number that begins at `start`; `None` if it is malformed.
pub(super) fn end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    if bytes.get(at) == Some(&b'-') {
        at += 1;
    }
    at = match bytes.get(at)? {
        b'0' => at + 1,
        b'1'..=b'9' => digits(bytes, at)?,
        _ => return None,
    };
    if bytes.get(at) == Some(&b'.') {
        at = digits(bytes, at + 1)?;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        at += 1;
        if matches!(bytes.get(at), Some(b'+' | b'-')) {
            at += 1;
        }
        at = digits(bytes, at)?;
    }
    // "01", "1x" and "1.2.3" are no numbers either.
    let next = bytes.get(at).copied().unwrap_or(b' ');
    (!next.is_ascii_alphanumeric() && !matches!(next, b'.' | b'_' | b'+' | b'-')).then_some(at)
}

/// The offset after at least one digit.
fn digits(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let count = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    (count > 0).then_some(from + count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grammar() {
        for good in ["0", "-0", "10", "1.5", "1e9", "1E+9", "-1.25e-3"] {
            assert_eq!(end(good.as_bytes(), 0), Some(good.len()), "{good}");
        }
        for bad in ["-", "01", "1.", ".5", "1e", "0x1F", "1.2.3", "-Infinity", "1_000"] {
            assert_eq!(end(bad.as_bytes(), 0), None, "{bad}");
        }
    }
}
