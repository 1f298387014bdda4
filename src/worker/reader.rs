//! Reads a manifest and hands over what was in it, for the module that has this task alone.

use std::vec::IntoIter;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::protocol::ImportSummary;
use super::wire::encode;
use crate::manifest::{DataUnit, Options, import};

/// How many data units a part holds: with all in one, a large file would need as much memory again.
const UNITS_PER_PART: usize = 10_000;

/// A manifest that was read, on its way to the worker.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Reading {
    summary: Option<ImportSummary>,
    units: IntoIter<DataUnit>,
}

/// A manifest on its way in. It comes in pieces, so that the browser need not hold it whole beside
/// this module's copy.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Incoming {
    bytes: Vec<u8>,
}

#[wasm_bindgen]
impl Incoming {
    /// Makes room for a file of so many bytes.
    ///
    /// # Errors
    /// Text for a person, where there is not that much memory.
    #[wasm_bindgen(constructor)]
    pub fn new(size: usize) -> Result<Incoming, JsValue> {
        let mut bytes = Vec::new();
        match bytes.try_reserve_exact(size) {
            Ok(()) => Ok(Self { bytes }),
            Err(_) => Err("there is not enough memory for a file of this size".into()),
        }
    }

    /// Takes the next piece.
    pub fn push(&mut self, piece: &[u8]) {
        self.bytes.extend_from_slice(piece);
    }

    /// Reads the manifest; `name` is the file's name.
    #[must_use]
    pub fn read(self, name: &str) -> Reading {
        let import = import(&self.bytes, name, &Options::default());
        // What follows needs memory of its own.
        drop(self.bytes);
        Reading { summary: Some(ImportSummary::new(&import)), units: import.units.into_iter() }
    }
}

#[wasm_bindgen]
impl Reading {
    /// The next part as bytes: first the [`ImportSummary`], then lists of [`DataUnit`]s in the
    /// file's order, then nothing.
    #[must_use]
    pub fn part(&mut self) -> Option<Vec<u8>> {
        if let Some(summary) = self.summary.take() {
            return Some(encode(&summary));
        }
        let units: Vec<DataUnit> = self.units.by_ref().take(UNITS_PER_PART).collect();
        (!units.is_empty()).then(|| encode(&units))
    }
}

/// Makes a panic an error that is thrown with the panic's message.
pub fn throw_panics() {
    std::panic::set_hook(Box::new(|info| wasm_bindgen::throw_str(&info.to_string())));
}
