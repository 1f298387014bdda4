//! Letting the page breathe in the middle of long work.

use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;

/// Waits so long [ms]; with 0 until the page has done what is waiting.
pub async fn pause(time: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        let set = web_sys::window()
            .map(|window| window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, time));
        if !matches!(set, Some(Ok(_))) {
            // Without a clock there is no waiting. A promise's own function throws nothing.
            let _ = resolve.call0(&wasm_bindgen::JsValue::UNDEFINED);
        }
    });
    // It is never refused.
    let _ = JsFuture::from(promise).await;
}
