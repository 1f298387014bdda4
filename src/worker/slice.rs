//! Walking in slices, with a breath between them.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::DedicatedWorkerGlobalScope;

use crate::engine::Imbalance;
use crate::simulate::Progress;

/// How long a slice of a run may take before a worker looks for messages [ms].
pub const SLICE: f64 = 30.0;

/// How many tasks are walked between looks at the clock.
pub const STRIDE: u64 = 8_192;

/// Walks for as long as a worker may be deaf; whether all is done.
pub fn walk(progress: &mut Progress<'_>) -> Result<bool, Imbalance> {
    let ends = now() + SLICE;
    while !progress.step(STRIDE, &mut ())? {
        if now() >= ends {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Milliseconds, for measuring slices alone: no result depends on it.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// Lets the worker take its messages before it goes on.
pub async fn breathe() {
    let timer = Promise::new(&mut |resolve, _| {
        let global = js_sys::global().unchecked_into::<DedicatedWorkerGlobalScope>();
        if global.set_timeout_with_callback(&resolve).is_err() {
            // Without a timer the run goes on at once: slower to cancel, and still right.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    });
    // The promise above is never rejected.
    let _ = JsFuture::from(timer).await;
}
