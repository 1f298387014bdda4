//! What a person says of a whole manifest.

/// Where the tasks of a manifest start, and the batch that they are put in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Placing {
    /// The id of the Dataset stage at which they start; `None` for no stage: it is not used.
    pub dataset: Option<String>,
    /// The key of their metadata that names, for each task, the stage at which it starts instead.
    pub key: Option<String>,
    /// The batch that all of them are in, beside those that their metadata names.
    pub batch: Option<String>,
}
