//! The page.
//!
//! Start-up: `www/boot/boot.js` loads the module and calls [`start_app`] with the absolute
//! addresses of the glue script and of the worker's boot script. The page starts a worker with
//! [`crate::worker::Link`], which hands it the glue's address and the module already compiled, so
//! nothing is downloaded or compiled twice.

pub mod components;
pub mod format;
mod html;
mod panic;
mod shell;
pub mod state;

pub use panic::install_panic_hook;
pub use shell::App;

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::window;
use yew::prelude::*;

/// Where the page's own files are, as absolute addresses.
#[derive(Clone, Debug, PartialEq, Eq, Properties)]
pub struct Addresses {
    /// The glue script made by wasm-bindgen.
    pub glue: AttrValue,
    /// The worker's boot script.
    pub worker: AttrValue,
}

/// Shows the page in the element `#app`, in place of the static shell that stands there.
///
/// # Errors
/// When the document has no element `#app`.
#[wasm_bindgen(js_name = startApp)]
pub fn start_app(glue_url: String, worker_url: String) -> Result<(), JsValue> {
    let root = window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("app"))
        .ok_or_else(|| js_sys::Error::new("the page has no element #app"))?;
    let addresses = Addresses { glue: glue_url.into(), worker: worker_url.into() };
    yew::Renderer::<App>::with_root_and_props(root, addresses).render();
    Ok(())
}
