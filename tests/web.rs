//! The engine and the JavaScript surface, inside a browser.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

#[path = "web/api.rs"]
mod api;
#[path = "golden/mod.rs"]
mod golden;

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn results_are_what_they_were() {
    golden::assert_unchanged();
}
