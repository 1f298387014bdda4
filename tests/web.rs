//! The JavaScript surface, inside a browser.
#![cfg(target_arch = "wasm32")]

#[path = "golden/mod.rs"]
mod golden;

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_engine_tells_its_version() {
    assert_eq!(sluice::api::version(), env!("CARGO_PKG_VERSION"));
}

#[wasm_bindgen_test]
fn results_are_what_they_were() {
    golden::assert_unchanged();
}
