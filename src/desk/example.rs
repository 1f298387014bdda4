//! The examples that are shipped with the page.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, Response};

/// An example by the name of its file; `None` where it cannot be had.
pub async fn fetch(name: &str) -> Option<File> {
    let window = web_sys::window()?;
    let answer = JsFuture::from(window.fetch_with_str(&format!("./examples/{name}"))).await.ok()?;
    let answer: Response = answer.dyn_into().ok()?;
    let blob = JsFuture::from(answer.blob().ok().filter(|_| answer.ok())?).await.ok()?;
    File::new_with_blob_sequence(&Array::of1(&blob), name).ok()
}
