//! The banner above everything, for what ends a module.

use web_sys::HtmlElement;
use web_sys::wasm_bindgen::JsCast;

/// Shows a text in the banner `#trouble` of `index.html`. It works without any component, so it can
/// be called by a panic hook.
pub fn show_trouble(text: &str) {
    let banner = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("trouble"))
        .and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(banner) = banner {
        banner.set_hidden(false);
        banner.set_text_content(Some(text));
    }
}
