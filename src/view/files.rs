//! Files that a person chose, dropped or pasted, and those that are saved.

use js_sys::Array;
use web_sys::wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, DragEvent, File, FileList, HtmlAnchorElement, Url};

/// The files of a list.
pub fn listed(list: Option<FileList>) -> Vec<File> {
    let list = list.into_iter();
    list.flat_map(|list| (0..list.length()).filter_map(move |i| list.get(i))).collect()
}

/// The files that were dropped.
pub fn dropped(event: &DragEvent) -> Vec<File> {
    listed(event.data_transfer().and_then(|data| data.files()))
}

/// A text as a file, named for what it looks like.
pub fn text_file(text: &str) -> Option<File> {
    if text.trim().is_empty() {
        return None;
    }
    let name = if text.trim_start().starts_with(['{', '[']) { "pasted.json" } else { "pasted.csv" };
    File::new_with_str_sequence(&Array::of1(&text.into()), name).ok()
}

/// Saves something as a file of that name, as by a link to it.
///
/// # Errors
/// What the browser says where it makes no file.
pub fn save(name: &str, content: &Blob) -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or("there is no document")?;
    let url = Url::create_object_url_with_blob(content)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    Url::revoke_object_url(&url)
}
