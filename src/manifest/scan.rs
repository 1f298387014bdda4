//! Finds bytes eight at a time.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// A mark in the high bit of the first byte of `word` that is zero. Bytes above
/// the first may be marked wrongly, so only the lowest mark counts.
fn zero(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & HIGHS
}

fn splat(byte: u8) -> u64 {
    ONES.wrapping_mul(u64::from(byte))
}

fn find(bytes: &[u8], from: usize, marks: impl Fn(u64) -> u64, is: impl Fn(u8) -> bool) -> usize {
    let mut at = from;
    let rest = bytes.get(from..).unwrap_or_default();
    let (words, tail) = rest.as_chunks::<8>();
    for word in words {
        let found = marks(u64::from_le_bytes(*word));
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    at + tail.iter().position(|byte| is(*byte)).unwrap_or(tail.len())
}

/// A mark in the high bit of every byte of `word` that is zero, and of no other.
fn zeros(word: u64) -> u64 {
    !(((word & !HIGHS) + !HIGHS) | word) & HIGHS
}

/// How often `byte` is there.
pub(crate) fn count(bytes: &[u8], byte: u8) -> usize {
    let mark = splat(byte);
    let (words, tail) = bytes.as_chunks::<8>();
    let whole: u32 = words.iter().map(|word| zeros(u64::from_le_bytes(*word) ^ mark).count_ones()).sum();
    whole as usize + tail.iter().filter(|other| **other == byte).count()
}

/// The first offset of `byte`.
pub(crate) fn position(bytes: &[u8], byte: u8) -> Option<usize> {
    let mark = splat(byte);
    let at = find(bytes, 0, move |word| zero(word ^ mark), |other| other == byte);
    (at < bytes.len()).then_some(at)
}

/// Whether there is nothing but printable characters of ASCII, spaces not among them.
pub(crate) fn is_graphic(bytes: &[u8]) -> bool {
    let (low, delete) = (splat(0x21), splat(0x7F));
    let marks = move |word: u64| word & HIGHS | word.wrapping_sub(low) & !word & HIGHS | zero(word ^ delete);
    find(bytes, 0, marks, |byte| !byte.is_ascii_graphic()) == bytes.len()
}

/// The first offset from `from` on of a quote, a backslash or a control
/// character; the length of `bytes` if there is none.
pub(crate) fn string_stop(bytes: &[u8], from: usize) -> usize {
    let (quote, backslash, space) = (splat(b'"'), splat(b'\\'), splat(b' '));
    let control = move |word: u64| word.wrapping_sub(space) & !word & HIGHS;
    find(
        bytes,
        from,
        move |word| zero(word ^ quote) | zero(word ^ backslash) | control(word),
        |byte| byte == b'"' || byte == b'\\' || byte < b' ',
    )
}

/// The first offset from `from` on of `delimiter`, LF or CR.
pub(crate) fn field_stop(bytes: &[u8], from: usize, delimiter: u8) -> usize {
    let (mark, lf, cr) = (splat(delimiter), splat(b'\n'), splat(b'\r'));
    find(
        bytes,
        from,
        move |word| zero(word ^ mark) | zero(word ^ lf) | zero(word ^ cr),
        |byte| byte == delimiter || byte == b'\n' || byte == b'\r',
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_a_plain_search() {
        let stops = |byte: &u8| *byte == b'"' || *byte == b'\\' || *byte < b' ';
        for stop in [b'"', b'\\', b'\n', 0, 0x1F] {
            for at in 0..20 {
                let mut bytes = [b'!', b' ', b'#', 0x7F, 0x80, 0xFF, b'[', b']', b'a', 0xA2].repeat(2);
                bytes[at] = stop;
                let plain = bytes.iter().position(stops).unwrap();
                assert_eq!(string_stop(&bytes, 0), plain);
                assert_eq!(string_stop(&bytes, at + 1), 20.max(at + 1));
            }
        }
        for byte in 0..=u8::MAX {
            let bytes: Vec<u8> = (0..=u8::MAX).chain([byte]).chain((0..=u8::MAX).rev()).collect();
            assert_eq!(count(&bytes, byte), 3);
            assert_eq!(count(&[byte.wrapping_add(1); 21], byte), 0);
            assert_eq!(position(&bytes, byte), Some(usize::from(byte)));
            assert_eq!(position(&[byte.wrapping_add(1); 21], byte), None);
            for at in 0..20 {
                let mut bytes = *b"https://h/~!aaaaaaaa";
                bytes[at] = byte;
                assert_eq!(is_graphic(&bytes), bytes.iter().all(u8::is_ascii_graphic), "{byte} at {at}");
            }
        }
        assert_eq!(field_stop(b"abcdefghijk,x", 0, b','), 11);
        assert_eq!(field_stop(b"abcdefghij\rk,", 2, b','), 10);
        assert_eq!(field_stop(b"abc", 3, b','), 3);
    }
}
