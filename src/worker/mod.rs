//! The worker, and the page's link to it.
//!
//! Start-up: the page starts `www/boot/worker.js`, whose first message is `{glue, module}`. The
//! script loads the glue, gives it the module the page has already compiled, and calls
//! [`start_worker`], which posts `{ready: true}`. Only then is anyone listening in the worker, so
//! [`Link`] keeps what it is asked to send until that message has come. A worker that fails posts
//! `{died: message}`, at times more than once: the first says most.

mod agent;
mod link;
pub mod protocol;
pub mod wire;

pub use link::{Link, Report};

use js_sys::{Object, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue, wasm_bindgen};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Starts to answer the page.
///
/// # Errors
/// When called anywhere but in a dedicated worker.
#[wasm_bindgen(js_name = startWorker)]
pub fn start_worker() -> Result<(), JsValue> {
    let scope = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>()?;
    let agent = agent::Agent::new(scope.clone());
    let answer =
        Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| agent.receive(&event.data()));
    scope.set_onmessage(Some(answer.as_ref().unchecked_ref()));
    // The worker listens for as long as it lives.
    answer.forget();
    scope.post_message(&object("ready", &JsValue::TRUE))
}

/// Tells the page that this worker is lost, and why.
pub(crate) fn post_died(scope: &DedicatedWorkerGlobalScope, message: &str) {
    // Nobody is left to tell when even this fails.
    let _ = scope.post_message(&object("died", &message.into()));
}

/// `{key: value}`.
pub(crate) fn object(key: &str, value: &JsValue) -> Object {
    let made = Object::new();
    // Setting a property of an ordinary fresh object cannot fail.
    let _ = Reflect::set(&made, &key.into(), value);
    made
}
