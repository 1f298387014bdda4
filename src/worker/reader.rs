//! Reads a manifest and hands over what is in it, for the module that has this task alone.

use std::cell::RefCell;

use js_sys::{Function, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::protocol::{Contents, ImportSummary};
use super::wire::{encode, encode_list};
use crate::manifest::{DataUnit, Earlier, Options, Outlet, import_to};

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
    pub fn new(size: f64) -> Result<Incoming, JsValue> {
        let refused = || JsValue::from("there is not enough memory for a file of this size");
        if size > usize::MAX as f64 {
            return Err(refused());
        }
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(size as usize).map_err(|_| refused())?;
        Ok(Self { bytes })
    }

    /// Takes the next piece.
    pub fn push(&mut self, piece: &[u8]) {
        self.bytes.extend_from_slice(piece);
    }

    /// Reads the manifest, and gives the [`ImportSummary`] as bytes. `name` is the file's name;
    /// `strict`: any bad item refuses it; `earlier` has the identities of what was loaded before,
    /// sixteen bytes each. `hear` is called while it is read: with a list of [`DataUnit`]s as bytes,
    /// in the file's order; with how many bytes were read; or with nothing, which means that the
    /// lists so far do not count.
    #[must_use]
    pub fn read(self, name: &str, strict: bool, earlier: &[u8], hear: Function) -> Vec<u8> {
        let earlier = Earlier::from_bytes(earlier);
        let outgoing = Outgoing { hear, contents: RefCell::default() };
        let options = Options { strict, earlier: Some(&earlier) };
        let import = import_to(&self.bytes, name, &options, &outgoing);
        encode(&ImportSummary::of(&import, outgoing.contents.into_inner()))
    }
}

/// What is read, on its way out: a large file is never here twice.
struct Outgoing {
    hear: Function,
    contents: RefCell<Contents>,
}

impl Outgoing {
    fn say(&self, value: &JsValue) {
        // It is reader.js's own, and throws nothing.
        let _ = self.hear.call1(&JsValue::UNDEFINED, value);
    }
}

impl Outlet for Outgoing {
    fn progress(&self, bytes: usize) {
        self.say(&JsValue::from(bytes as f64));
    }

    fn units(&self, units: &[DataUnit]) {
        if !units.is_empty() {
            self.contents.borrow_mut().add(units);
            self.say(&Uint8Array::from(&encode_list(units)[..]));
        }
    }

    fn void(&self) {
        self.contents.take();
        self.say(&JsValue::UNDEFINED);
    }
}

/// Makes a panic an error that is thrown with the panic's message.
pub fn throw_panics() {
    std::panic::set_hook(Box::new(|info| wasm_bindgen::throw_str(&info.to_string())));
}
