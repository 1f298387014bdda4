//! What starts a worker, and the messages that are not of the protocol.

use js_sys::{Function, Object, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue, wasm_bindgen};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::agent::Agent;
use super::member::Member;
use super::team::Team;
use super::wire::decode;

/// Starts to answer the page.
///
/// `read` has a manifest read (`www/boot/read.js`): it is given the file, whether any bad item refuses
/// it, the identities of what was loaded before, and what to call with how many bytes were read. It
/// promises a list of byte arrays, the summary and then the parts of a reading (see `reader.rs`); the
/// promise's `stop` ends it. Where that fails it gives the reason as a text. `glue` and
/// `worker` are the addresses of the glue script and of this worker's own script, for more workers
/// of its kind, as many as `cores` have work for; 0 where the browser does not say.
///
/// # Errors
/// When called anywhere but in a dedicated worker.
#[wasm_bindgen(js_name = startWorker)]
pub fn start_worker(read: Function, glue: String, worker: String, cores: u32) -> Result<(), JsValue> {
    let scope = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>()?;
    let agent = Agent::new(scope.clone(), read, Team::new(glue, worker, cores));
    let member = Member::new(scope.clone());
    let answer = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let data = event.data();
        let field = |key: &str| Reflect::get(&data, &key.into()).unwrap_or(JsValue::UNDEFINED);
        match field("order").dyn_ref::<Uint8Array>() {
            Some(order) => member.receive(decode(&order.to_vec()), &field("tasks")),
            None => agent.receive(&data),
        }
    });
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
