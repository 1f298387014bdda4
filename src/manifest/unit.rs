//! A data unit: what becomes one task.

use serde::{Serialize, Serializer};

use super::scan;

/// What a data unit is. Its serialised name is [`UnitType::name`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnitType {
    /// One image.
    Image,
    /// One video.
    Video,
    /// Several images annotated together, each unaltered.
    ImageGroup,
    /// Several images made into one video.
    ImageSequence,
    /// The files of one DICOM series.
    DicomSeries,
    /// One NIfTI file.
    Nifti,
    /// One audio file.
    Audio,
    /// One PDF document.
    Pdf,
    /// One text file: plain, HTML, JSON, XML and so on.
    Text,
    /// One scene, with however many point clouds and images it is made of.
    Scene,
    /// One time series.
    TimeSeries,
}

impl UnitType {
    /// The fixed word for reports and scripts, such as `image_group`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
            Self::ImageGroup => "image_group",
            Self::ImageSequence => "image_sequence",
            Self::DicomSeries => "dicom_series",
            Self::Nifti => "nifti",
            Self::Audio => "audio",
            Self::Pdf => "pdf",
            Self::Text => "text",
            Self::Scene => "scene",
            Self::TimeSeries => "time_series",
        }
    }
}

impl Serialize for UnitType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// One data unit: one task, however many files it is made of.
///
/// All its text lies in one allocation, because a large file has a million of
/// these: the URLs with a line feed between them (a URL holds no whitespace),
/// then the title if one was given, then the metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataUnit {
    /// What it is.
    pub kind: UnitType,
    /// The line on which it begins, from 1.
    pub line: u32,
    // To the crate, so that a unit can cross to another module: see `worker/wire.rs`.
    pub(crate) text: Box<str>,
    pub(crate) urls_end: u32,
    pub(crate) title_start: u32,
    pub(crate) title_end: u32,
}

impl DataUnit {
    /// Its title: the one given, or the one derived from its first URL.
    #[must_use]
    pub fn title(&self) -> &str {
        self.part(self.title_start, self.title_end)
    }

    /// Its URLs in order, byte for byte; at least one. They are its identity.
    pub fn urls(&self) -> impl Iterator<Item = &str> + Clone {
        self.joined_urls().split('\n')
    }

    /// Its URLs with a line feed between them: the bytes to hash as its identity.
    #[must_use]
    pub fn joined_urls(&self) -> &str {
        self.part(0, self.urls_end)
    }

    /// How many files it is made of.
    #[must_use]
    pub fn url_count(&self) -> usize {
        scan::count(self.joined_urls().as_bytes(), b'\n') + 1
    }

    /// The JSON text of its `clientMetadata` object, byte for byte as in the
    /// file, except that comments and trailing commas are left out.
    #[must_use]
    pub fn metadata(&self) -> Option<&str> {
        let start = self.urls_end.max(self.title_end);
        let length = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        Some(self.part(start, length)).filter(|text| !text.is_empty())
    }

    fn part(&self, start: u32, end: u32) -> &str {
        let range = start as usize..end as usize;
        self.text.get(range).unwrap_or_default()
    }

    /// `None` if the text would pass 4 GiB.
    pub(crate) fn new(
        kind: UnitType,
        line: u32,
        urls: &str,
        title: Title<'_>,
        metadata: &str,
    ) -> Option<Self> {
        let urls_end = u32::try_from(urls.len()).ok()?;
        let first = scan::position(urls.as_bytes(), b'\n').and_then(|end| urls.get(..end)).unwrap_or(urls);
        let (given, range) = match title {
            Title::Given(given) => (given, urls.len()..urls.len() + given.len()),
            Title::Path => ("", super::url::path(first)),
            Title::FileName => ("", super::url::file_name(first)),
        };
        let mut text = String::with_capacity(urls.len() + given.len() + metadata.len());
        text.push_str(urls);
        text.push_str(given);
        text.push_str(metadata);
        u32::try_from(text.len()).ok()?;
        Some(Self {
            kind,
            line,
            text: text.into_boxed_str(),
            urls_end,
            title_start: u32::try_from(range.start).ok()?,
            title_end: u32::try_from(range.end).ok()?,
        })
    }
}

/// Where a unit's title comes from.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Title<'t> {
    /// The file gives it.
    Given(&'t str),
    /// The path of the first URL: the default in JSON.
    Path,
    /// The file name in the first URL: the default in CSV.
    FileName,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_come_apart_again() {
        let urls = "https://h/p/a.jpg?sig=x\nhttps://h/p/b.jpg";
        let given = DataUnit::new(UnitType::ImageGroup, 3, urls, Title::Given("t"), "{\"a\":1}");
        let given = given.unwrap();
        assert_eq!(given.title(), "t");
        assert_eq!(given.metadata(), Some("{\"a\":1}"));
        assert_eq!(given.urls().collect::<Vec<_>>(), urls.split('\n').collect::<Vec<_>>());
        assert_eq!(given.url_count(), 2);
        let path = DataUnit::new(UnitType::ImageGroup, 3, urls, Title::Path, "{}").unwrap();
        assert_eq!(path.title(), "/p/a.jpg");
        assert_eq!(path.metadata(), Some("{}"));
        let name = DataUnit::new(UnitType::Image, 3, urls, Title::FileName, "").unwrap();
        assert_eq!(name.title(), "a.jpg");
        assert_eq!(name.metadata(), None);
    }

    #[test]
    fn a_unit_is_small() {
        assert!(size_of::<DataUnit>() <= 40);
    }
}
