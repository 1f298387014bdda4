//! A clock that brings one run after another.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use yew::prelude::Callback;

use super::Act;

/// How long a run is shown [ms].
const FRAME: i32 = 400;

/// A clock. Dropping it stops it.
#[derive(Debug)]
pub struct Ticker {
    id: i32,
    _turn: Closure<dyn Fn()>,
}

impl Ticker {
    /// Starts to bring turns; `None` where the browser has no clock.
    #[must_use]
    pub fn new(acts: Callback<Act>) -> Option<Self> {
        let turn = Closure::<dyn Fn()>::new(move || acts.emit(Act::Turn));
        let window = web_sys::window()?;
        let called = turn.as_ref().unchecked_ref();
        let id = window.set_interval_with_callback_and_timeout_and_arguments_0(called, FRAME).ok()?;
        Some(Self { id, _turn: turn })
    }
}

impl Drop for Ticker {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            window.clear_interval_with_handle(self.id);
        }
    }
}
