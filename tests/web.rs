//! The JavaScript surface, inside a browser.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::wasm_bindgen_test_configure;

#[path = "web/api.rs"]
mod api;

wasm_bindgen_test_configure!(run_in_browser);
