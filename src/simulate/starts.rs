//! At which Dataset stage each task of a manifest starts.

use serde_json::Value;

use super::Feed;
use crate::manifest::DataUnit;
use crate::workflow::{Stage, Workflow, json_text, json_value};

/// Where the tasks of one manifest start: all at one stage, or each at the stage that a key of its
/// metadata names.
#[derive(Debug, Clone)]
pub struct Starts {
    parts: Vec<Part>,
    unnamed: Vec<u32>,
}

/// The tasks that start at one stage.
#[derive(Debug, Clone)]
struct Part {
    dataset: String,
    /// Their positions in the manifest; `None` for all of it.
    places: Option<Vec<u32>>,
}

impl Starts {
    /// All start at one stage.
    #[must_use]
    pub fn at(dataset: &str) -> Self {
        let all = Part { dataset: dataset.to_owned(), places: None };
        Self { parts: vec![all], unnamed: Vec::new() }
    }

    /// Each starts at the Dataset stage that its metadata names under `key` (by its id or name; the
    /// first of a list that names one). Those that name none start at the stage `otherwise`.
    #[must_use]
    pub fn by_key(workflow: &Workflow, key: &str, otherwise: &str, units: &[DataUnit]) -> Self {
        let mut parts: Vec<Part> = Vec::new();
        for (stage, _) in workflow.datasets() {
            parts.push(Part { dataset: stage.id.clone(), places: Some(Vec::new()) });
        }
        let mut unnamed = Vec::new();
        for (place, unit) in (0..).zip(units) {
            let named = unit.metadata().and_then(|metadata| named_by(workflow, key, metadata));
            if named.is_none() {
                unnamed.push(place);
            }
            let stage = named.map_or(otherwise, |stage| &stage.id);
            if let Some(part) = parts.iter_mut().find(|part| part.dataset == stage) {
                part.places.get_or_insert_default().push(place);
            }
        }
        // A stage that no task names keeps its plain tasks.
        let is_fed =
            |part: &Part| part.dataset == otherwise || part.places.as_ref().is_some_and(|p| !p.is_empty());
        parts.retain(is_fed);
        Self { parts, unnamed }
    }

    /// The positions of the tasks whose metadata names no Dataset stage, where it was to.
    #[must_use]
    pub fn unnamed(&self) -> &[u32] {
        &self.unnamed
    }

    /// What feeds each stage, with the units that this was made of.
    pub fn feeds<'a>(
        &'a self,
        units: &'a [DataUnit],
        batch: Option<&'a str>,
    ) -> impl Iterator<Item = Feed<'a>> {
        let feed = move |part: &'a Part| Feed {
            dataset: &part.dataset,
            units: Listing { units, places: part.places.as_deref() },
            batch,
        };
        self.parts.iter().map(feed)
    }
}

fn named_by<'w>(workflow: &'w Workflow, key: &str, metadata: &str) -> Option<&'w Stage> {
    let metadata = json_value(metadata).ok()?;
    let named = |value: &Value| match value {
        Value::String(text) => workflow.dataset_named(text),
        other => workflow.dataset_named(&json_text(other)),
    };
    match metadata.get(key)? {
        Value::Array(values) => values.iter().find_map(named),
        value => named(value),
    }
}

/// Some data units of a manifest, or all of them, in its order.
#[derive(Debug, Clone, Copy)]
pub struct Listing<'a> {
    units: &'a [DataUnit],
    places: Option<&'a [u32]>,
}

impl<'a> From<&'a [DataUnit]> for Listing<'a> {
    fn from(units: &'a [DataUnit]) -> Self {
        Self { units, places: None }
    }
}

impl<'a> Listing<'a> {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.map_or(self.units.len(), <[u32]>::len)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The one at a place among them, counted from 0.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<&'a DataUnit> {
        match self.places {
            None => self.units.get(place),
            Some(places) => self.units.get(*places.get(place)? as usize),
        }
    }

    /// All of them.
    pub fn iter(self) -> impl Iterator<Item = &'a DataUnit> {
        (0..self.len()).filter_map(move |place| self.get(place))
    }
}
