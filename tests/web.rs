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

#[wasm_bindgen_test]
fn every_visit_is_what_it_was() {
    golden::traces::assert_unchanged();
}

#[wasm_bindgen_test]
fn draws_are_what_their_definition_gives() {
    golden::draws::assert_as_defined();
}
