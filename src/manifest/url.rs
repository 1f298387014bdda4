//! What may be said about a URL without parsing it.
//!
//! A URL is opaque here. A URL parser would refuse the ARN form of an access
//! point, which is legal in a manifest, and would let spaces pass, which are not.

use std::ops::Range;

use super::scan;

/// Longest URL that may be registered, in bytes.
const LONGEST: usize = 16 * 1024;

/// What is wrong with a URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UrlProblem {
    Empty,
    /// Whitespace or a control character inside.
    Whitespace,
    TooLong,
}

/// The URL without whitespace around it, or what is wrong with it.
pub(crate) fn check(raw: &str) -> Result<&str, UrlProblem> {
    let plain = scan::is_graphic(raw.as_bytes());
    let url = if plain { raw } else { raw.trim() };
    if url.is_empty() {
        return Err(UrlProblem::Empty);
    }
    if !plain && url.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(UrlProblem::Whitespace);
    }
    if url.len() > LONGEST {
        return Err(UrlProblem::TooLong);
    }
    Ok(url)
}

/// Where the query begins; the end where there is none.
fn before_query(url: &str) -> usize {
    scan::position(url.as_bytes(), b'?').unwrap_or(url.len())
}

/// Where the first `://` begins.
fn scheme_end(address: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let colon = from + scan::position(address.get(from..)?, b':')?;
        if address.get(colon + 1..)?.starts_with(b"//") {
            return Some(colon);
        }
        from = colon + 1;
    }
}

/// The path of a URL: no scheme, no host, and never the query, which may hold a
/// signature. The whole of it where there is no path.
pub(crate) fn path(url: &str) -> Range<usize> {
    let end = before_query(url);
    let address = url.as_bytes().get(..end).unwrap_or_default();
    let Some(scheme) = scheme_end(address) else {
        return 0..end;
    };
    let host = scheme + 3;
    let rest = address.get(host..).unwrap_or_default();
    match scan::position(rest, b'/') {
        Some(slash) if slash + 1 < rest.len() => host + slash..end,
        _ => 0..end,
    }
}

/// The last part of the path.
pub(crate) fn file_name(url: &str) -> Range<usize> {
    let path = path(url);
    let text = url.get(path.clone()).unwrap_or_default();
    match text.rfind('/') {
        Some(slash) if slash + 1 < text.len() => path.start + slash + 1..path.end,
        _ => path,
    }
}

/// A file type that an extension gives away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extension {
    Image,
    Video,
}

const IMAGES: [&str; 8] = ["jpg", "jpeg", "png", "webp", "avif", "bmp", "tif", "tiff"];
const VIDEOS: [&str; 4] = ["mp4", "mov", "webm", "mkv"];

/// What the extension says; `None` where there is none or it is not a known one.
pub(crate) fn extension(url: &str) -> Option<Extension> {
    let address = url.get(..before_query(url))?;
    let dot = address.rfind('.')?;
    let word = address.get(dot + 1..)?;
    let is = |known: &&str| known.eq_ignore_ascii_case(word);
    if IMAGES.iter().any(is) {
        Some(Extension::Image)
    } else if VIDEOS.iter().any(is) {
        Some(Extension::Video)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks() {
        assert_eq!(check(" https://h/a "), Ok("https://h/a"));
        assert_eq!(check("https://h/ä"), Ok("https://h/ä"));
        assert_eq!(check("https://h/a b"), Err(UrlProblem::Whitespace));
        assert_eq!(check("https://h/a\u{a0}b"), Err(UrlProblem::Whitespace));
        assert_eq!(check("https://h/a\0b"), Err(UrlProblem::Whitespace));
        assert_eq!(check(" \t"), Err(UrlProblem::Empty));
        assert_eq!(check(&"x".repeat(LONGEST)).map(str::len), Ok(LONGEST));
        assert_eq!(check(&"x".repeat(LONGEST + 1)), Err(UrlProblem::TooLong));
    }

    #[test]
    fn titles_never_hold_the_query() {
        let show = |url: &str| (url[path(url)].to_owned(), url[file_name(url)].to_owned());
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(show("https://b.amazonaws.com/p/x.mp4"), pair("/p/x.mp4", "x.mp4"));
        assert_eq!(show("https://h/p/x.mp4?sig=a/b://c"), pair("/p/x.mp4", "x.mp4"));
        assert_eq!(show("https://h?sig=a/b"), pair("https://h", "h"));
        assert_eq!(show("p/x.mp4"), pair("p/x.mp4", "x.mp4"));
        assert_eq!(show("https://h/"), pair("https://h/", "https://h/"));
        let arn = "https://arn:aws:s3::12:accesspoint/f.mrap/V/1.mp4";
        assert_eq!(show(arn), pair("/f.mrap/V/1.mp4", "1.mp4"));
    }

    #[test]
    fn extensions() {
        assert_eq!(extension("https://h/A.MP4?x=y.jpg"), Some(Extension::Video));
        assert_eq!(extension("https://h/1+(32).jpg"), Some(Extension::Image));
        assert_eq!(extension("https://h/a"), None);
    }
}
