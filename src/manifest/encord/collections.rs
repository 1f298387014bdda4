//! The keys of a manifest and of its items.

use super::super::unit::UnitType;

/// How the items of a collection are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// One file: `objectUrl`.
    Single(UnitType),
    /// Several files: `objectUrl_0`, `objectUrl_1`, …
    ImageGroup,
    DicomSeries,
    /// A `scene` value with URLs anywhere in it.
    Scene,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Collection {
    pub(super) key: &'static str,
    /// Only the SDK writes this key.
    pub(super) sdk: bool,
    pub(super) shape: Shape,
}

const fn collection(key: &'static str, sdk: bool, shape: Shape) -> Collection {
    Collection { key, sdk, shape }
}

pub(super) const COLLECTIONS: [Collection; 14] = [
    collection("videos", false, Shape::Single(UnitType::Video)),
    collection("images", false, Shape::Single(UnitType::Image)),
    collection("image_groups", false, Shape::ImageGroup),
    collection("imageGroups", true, Shape::ImageGroup),
    collection("dicom_series", false, Shape::DicomSeries),
    collection("dicomSeries", true, Shape::DicomSeries),
    collection("nifti", false, Shape::Single(UnitType::Nifti)),
    collection("audio", false, Shape::Single(UnitType::Audio)),
    collection("pdfs", false, Shape::Single(UnitType::Pdf)),
    collection("pdf", false, Shape::Single(UnitType::Pdf)),
    collection("text", false, Shape::Single(UnitType::Text)),
    collection("scenes", false, Shape::Scene),
    collection("time_series", false, Shape::Single(UnitType::TimeSeries)),
    collection("timeSeries", true, Shape::Single(UnitType::TimeSeries)),
];

/// Every top-level key worth suggesting for a misspelt one.
pub(super) const TOP_KEYS: [&str; 14] = [
    "videos",
    "images",
    "image_groups",
    "dicom_series",
    "nifti",
    "audio",
    "pdfs",
    "text",
    "scenes",
    "time_series",
    "skip_duplicate_urls",
    "upsert_metadata",
    "imageGroups",
    "dicomSeries",
];

/// What a top-level key stands for.
#[derive(Debug, Clone, Copy)]
pub(super) enum TopKey {
    /// The index in [`COLLECTIONS`].
    Collection(usize),
    SkipDuplicates,
    UpsertMetadata,
    /// Groups of items that are already stored, by their ids.
    GroupsFromItems,
    Unknown,
}

pub(super) fn top_key(key: &str) -> TopKey {
    match key {
        "skip_duplicate_urls" | "skipDuplicateUrls" => TopKey::SkipDuplicates,
        "upsert_metadata" | "upsertMetadata" => TopKey::UpsertMetadata,
        "image_groups_from_items" | "imageGroupsFromItems" => TopKey::GroupsFromItems,
        _ => COLLECTIONS
            .iter()
            .position(|collection| collection.key == key)
            .map_or(TopKey::Unknown, TopKey::Collection),
    }
}

/// Whether only the SDK writes this key.
pub(super) fn is_sdk(key: &str) -> bool {
    matches!(key, "skipDuplicateUrls" | "upsertMetadata" | "imageGroupsFromItems")
        || COLLECTIONS.iter().any(|c| c.sdk && c.key == key)
}

/// What a key of an item stands for. The SDK's classes take both spellings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ItemKey {
    Url,
    Numbered(u64),
    Title,
    CreateVideo,
    Metadata,
    /// The SDK's list of `{url}`.
    Files,
    Scene,
    /// Facts about the file, such as `videoMetadata`.
    Technical(&'static [&'static str]),
    /// Legal, and of no use here.
    Ignored,
    Unknown,
}

const VIDEO: [&str; 6] = ["fps", "duration", "width", "height", "fileSize", "mimeType"];
const IMAGE: [&str; 4] = ["mimeType", "fileSize", "width", "height"];
const AUDIO: [&str; 7] =
    ["duration", "fileSize", "mimeType", "sampleRate", "bitDepth", "codec", "numChannels"];

pub(super) fn item_key(key: &str) -> ItemKey {
    match key {
        "objectUrl" | "object_url" => ItemKey::Url,
        "title" => ItemKey::Title,
        "createVideo" | "create_video" => ItemKey::CreateVideo,
        "clientMetadata" | "client_metadata" => ItemKey::Metadata,
        "images" | "dicomFiles" | "dicom_files" => ItemKey::Files,
        "scene" => ItemKey::Scene,
        "videoMetadata" | "video_metadata" => ItemKey::Technical(&VIDEO),
        "imageMetadata" | "image_metadata" => ItemKey::Technical(&IMAGE),
        "audioMetadata" | "audio_metadata" => ItemKey::Technical(&AUDIO),
        "textMetadata" | "text_metadata" | "pdfMetadata" | "pdf_metadata" => ItemKey::Technical(&[]),
        "externalFileType"
        | "external_file_type"
        | "placeholderItemUuid"
        | "placeholder_item_uuid"
        | "clusterByResolution"
        | "cluster_by_resolution"
        | "dicomMetadata"
        | "dicom_metadata"
        | "settings" => ItemKey::Ignored,
        _ => numbered(key).map_or(ItemKey::Unknown, ItemKey::Numbered),
    }
}

/// The number of an `objectUrl_N` key.
fn numbered(key: &str) -> Option<u64> {
    let digits = key.strip_prefix("objectUrl_").or_else(|| key.strip_prefix("object_url_"))?;
    // `parse` alone would let a plus sign pass.
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

/// Item keys worth suggesting for a misspelt one.
pub(super) const ITEM_KEYS: [&str; 9] = [
    "objectUrl",
    "objectUrl_0",
    "title",
    "createVideo",
    "clientMetadata",
    "videoMetadata",
    "imageMetadata",
    "audioMetadata",
    "scene",
];
