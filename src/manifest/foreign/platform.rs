//! Whose files are read here, and in which words they are spoken of.

/// Whose file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Platform {
    /// V7 Darwin's registration request.
    V7,
    /// Label Studio's tasks.
    LabelStudio,
    /// Labelbox's data rows.
    Labelbox,
    /// Amazon SageMaker Ground Truth's input or augmented manifest.
    SageMaker,
    /// CVAT's dataset manifest.
    Cvat,
    /// COCO's annotation file.
    Coco,
    /// Nobody's: a JSON list of URLs.
    UrlArray,
}

impl Platform {
    /// The fixed word for reports.
    #[must_use]
    pub const fn format(self) -> &'static str {
        match self {
            Self::V7 => "v7-json",
            Self::LabelStudio => "label-studio-json",
            Self::Labelbox => "labelbox-json",
            Self::SageMaker => "sagemaker-jsonl",
            Self::Cvat => "cvat-jsonl",
            Self::Coco => "coco-json",
            Self::UrlArray => "url-list",
        }
    }

    /// What to call such a file in a sentence.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::V7 => "a V7 registration request",
            Self::LabelStudio => "a Label Studio task file",
            Self::Labelbox => "a Labelbox data row file",
            Self::SageMaker => "an Amazon SageMaker Ground Truth manifest",
            Self::Cvat => "a CVAT dataset manifest",
            Self::Coco => "a COCO annotation file",
            Self::UrlArray => "a list of URLs",
        }
    }

    /// What is assumed of such a file.
    pub(super) fn assumption(self) -> String {
        let what = match self {
            Self::V7 => "each item is one task with all its slots, and a storage key stands for the URL",
            Self::LabelStudio => {
                "each entry is one task, what is in its \"data\" are its files and its metadata; annotations and predictions were left out"
            }
            Self::Labelbox => {
                "each data row is one task; its metadata fields are its metadata, and attachments were left out"
            }
            Self::SageMaker => "each line is one task; its labels are its metadata",
            Self::UrlArray => "each is one task",
            Self::Cvat => "each image is one task, or the whole video; names stand for URLs",
            Self::Coco => {
                "each image is one task; the names of the categories annotated in it are in its metadata as \"categories\", and the annotations themselves were left out"
            }
        };
        format!("Read as {}: {what}.", self.words())
    }
}
