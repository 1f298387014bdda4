//! Where the keyboard is, when what had the focus goes away.

use web_sys::wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement};

/// Gives the focus to the element with this id, if there is one that can take it.
pub fn focus(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus();
    }
}

/// Whether nothing has the focus: its element has gone, or a person has pressed on nothing.
pub fn is_focus_lost() -> bool {
    document().is_some_and(|document| {
        let active = document.active_element();
        active.is_none_or(|element| element.tag_name().eq_ignore_ascii_case("body"))
    })
}

fn document() -> Option<Document> {
    web_sys::window().and_then(|window| window.document())
}
