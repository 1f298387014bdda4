//! What kind of file a name or an address gives away.

use super::findings::{Finding, Findings};
use super::unit::UnitType;
use super::url::{Extension, extension};

// Images and videos that Encord takes are those of `url.rs`; these are others.
const IMAGES: [&str; 4] = ["gif", "heic", "jfif", "jp2"];
const VIDEOS: [&str; 3] = ["avi", "m4v", "mpg"];
const AUDIO: [&str; 7] = ["mp3", "wav", "flac", "eac3", "m4a", "ogg", "aac"];
const TEXTS: [&str; 8] = ["txt", "html", "htm", "json", "jsonl", "xml", "md", "csv"];
const CLOUDS: [&str; 8] = ["pcd", "ply", "las", "laz", "e57", "mcap", "bag", "db3"];

/// The kind that the extension names; `None` where there is none or it is not a known one.
pub(crate) fn kind_of(address: &str) -> Option<UnitType> {
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let name = address.get(..end)?;
    let name = name.get(name.rfind(['/', '\\']).map_or(0, |slash| slash + 1)..)?;
    match extension(name) {
        Some(Extension::Image) => return Some(UnitType::Image),
        Some(Extension::Video) => return Some(UnitType::Video),
        None => {}
    }
    let dot = name.rfind('.')?;
    let mut word = name.get(dot + 1..)?.to_ascii_lowercase();
    if word == "gz" {
        word = name.get(..dot)?.rsplit('.').next()?.to_ascii_lowercase();
    }
    let is = |list: &[&str]| list.contains(&word.as_str());
    Some(match word.as_str() {
        "pdf" => UnitType::Pdf,
        "nii" => UnitType::Nifti,
        "dcm" | "dicom" => UnitType::DicomSeries,
        _ if is(&IMAGES) => UnitType::Image,
        _ if is(&VIDEOS) => UnitType::Video,
        _ if is(&AUDIO) => UnitType::Audio,
        _ if is(&TEXTS) => UnitType::Text,
        _ if is(&CLOUDS) => UnitType::Scene,
        _ => return None,
    })
}

/// Whether a text begins as an absolute address does: `https://…`, `s3://…`, `gs://…`.
pub(crate) fn has_scheme(text: &str) -> bool {
    let scheme = text.trim_start().split("://").next().unwrap_or_default();
    let known = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    text.contains("://")
        && scheme.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
        && scheme.len() <= 20
        && scheme.bytes().all(known)
}

/// Files whose type was a guess: where the first is, and how many there are.
#[derive(Debug, Default)]
pub(crate) struct Guesses {
    first: usize,
    count: usize,
}

impl Guesses {
    /// The type that the name tells, else an image, which is counted as a guess.
    pub(crate) fn kind(&mut self, address: &str, at: usize) -> UnitType {
        kind_of(address).unwrap_or_else(|| {
            if self.count == 0 {
                self.first = at;
            }
            self.count += 1;
            UnitType::Image
        })
    }

    /// Says that there were some.
    pub(crate) fn note(&self, found: &mut Findings) {
        if self.count > 0 {
            found.note(self.first, "assumed", || {
                Finding::new(format!(
                    "Files whose type is not told, by the file or by their name: {}. They were taken as images.",
                    self.count
                ))
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions() {
        assert_eq!(kind_of("https://h/A.MP4?x=y.jpg"), Some(UnitType::Video));
        assert_eq!(kind_of("s3://b/scan.nii.gz"), Some(UnitType::Nifti));
        assert_eq!(kind_of("dir.jpg/readme"), None);
        assert_eq!(kind_of("https://h.pdf"), Some(UnitType::Pdf));
        assert_eq!(kind_of("photo.jpeg#x"), Some(UnitType::Image));
        assert_eq!(kind_of("a.gz"), None);
        assert_eq!(kind_of(""), None);
    }

    #[test]
    fn schemes() {
        assert!(has_scheme("https://h/a"));
        assert!(has_scheme(" s3://b"));
        assert!(!has_scheme("see https://h/a"));
        assert!(!has_scheme("://h"));
        assert!(!has_scheme("a/b.jpg"));
    }
}
