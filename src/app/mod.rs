//! The page.
//!
//! Start-up: `www/boot/boot.js` loads the module and calls [`start_app`] with the absolute
//! addresses of the glue script and of the worker's boot script. The page starts a worker with
//! [`crate::worker::Link`], which hands it the glue's address and the module already compiled, so
//! nothing is downloaded or compiled twice.
//!
//! In: the Lab, and the state of the whole page. Out: the other screens (`crate::desk`), a module of
//! its own that is loaded when the first of them is opened (`shell/desk.rs`).

pub mod components;
mod panic;
mod shell;
pub mod state;

pub use panic::install_panic_hook;
pub use shell::App;

use crate::view::format::set_marks;
use js_sys::Function;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::window;
use yew::prelude::*;

/// Where the page's own files are: absolute addresses, and how to have the rest.
#[derive(Clone, Debug, PartialEq, Eq, Properties)]
pub struct Addresses {
    /// The glue script made by wasm-bindgen.
    pub glue: AttrValue,
    /// The worker's boot script.
    pub worker: AttrValue,
    /// Loads the desk: given a function that hears its wishes, promises the function that tells it
    /// what there is.
    pub load_desk: Function,
    /// Puts a screen's name into the page's title and makes room for it; an empty one is the Lab's.
    pub name_screen: Function,
}

/// Shows the page in the element `#app`, in place of the static shell that stands there.
///
/// `marks` are those of numbers as their reader writes them.
///
/// # Errors
/// When the document has no element `#app`.
#[wasm_bindgen(js_name = startApp)]
pub fn start_app(
    glue_url: String,
    worker_url: String,
    load_desk: Function,
    name_screen: Function,
    marks: &str,
) -> Result<(), JsValue> {
    set_marks(marks);
    let root = window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("app"))
        .ok_or_else(|| js_sys::Error::new("the page has no element #app"))?;
    let addresses = Addresses { glue: glue_url.into(), worker: worker_url.into(), load_desk, name_screen };
    yew::Renderer::<App>::with_root_and_props(root, addresses).render();
    Ok(())
}
