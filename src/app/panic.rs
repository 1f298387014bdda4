//! What happens when the program meets a bug of its own.

use crate::view::trouble::show_trouble;
use crate::worker;
use std::panic::PanicHookInfo;
use wasm_bindgen::JsCast;
use web_sys::DedicatedWorkerGlobalScope;

/// Makes a panic visible before the module traps: in a worker it posts `{died: message}` to the
/// page; on the page it logs the message and shows it in the banner `#trouble` of `index.html`.
pub fn install_panic_hook() {
    // Through Yew, which would otherwise put its own hook in this one's place.
    yew::set_custom_panic_hook(Box::new(report));
}

fn report(info: &PanicHookInfo<'_>) {
    let message = info.to_string();
    if let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() {
        worker::post_died(&scope, &message);
        return;
    }
    web_sys::console::error_1(&message.as_str().into());
    show_trouble("Sluice met a bug in itself and stopped. Reload the page to go on.");
}
