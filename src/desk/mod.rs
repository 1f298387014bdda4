//! The screens beside the Lab: a module of its own, loaded when the first of them is opened.
//!
//! Start-up: the Lab asks `www/boot/desk.js` for it, which loads the module and calls [`open_desk`]
//! with the element to draw in, the function that hears what a person wants, and one that starts the
//! worker which looks into a run ([`studies`]). The function that comes back tells the desk what there is.
//!
//! In: the screens, what each keeps for itself (what is unfolded, where it is scrolled), and charts on
//! them ([`drawing`]). Out: the
//! state of the page, which is the Lab's: it comes as a [`crate::exchange::Snapshot`], and changes by a
//! [`crate::exchange::Wish`].

mod clipboard;
pub mod drawing;
mod example;
mod line;
pub mod list;
mod panic;
pub mod passage;
mod pause;
mod screens;
pub mod scroll;
mod shell;
mod split_rows;
pub mod studies;

pub use panic::install_panic_hook;
pub use shell::{Desk, Hears};

use js_sys::{Array, Function, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use web_sys::Element;

use crate::view::form::begin_ids_with;
use crate::view::format::set_marks;

/// Shows the desk in an element. `hear` is called with a [`crate::exchange::Wish`] as bytes and a list
/// of the files beside it; the function that comes back takes a [`crate::exchange::Tell`] in the same
/// way. `study` starts the worker that looks into a run;
/// `marks` are those of numbers as their reader writes them.
#[wasm_bindgen(js_name = openDesk)]
#[must_use]
pub fn open_desk(place: Element, hear: Function, study: Function, marks: &str) -> JsValue {
    set_marks(marks);
    begin_ids_with("desk");
    let desk = yew::Renderer::<Desk>::with_root_and_props(place, Hears { hear, study }).render();
    let tell = Closure::<dyn Fn(Uint8Array, Array)>::new(move |bytes: Uint8Array, beside: Array| {
        desk.send_message(shell::Message::told(&bytes, &beside));
    });
    // The desk listens for as long as the page lives.
    tell.into_js_value()
}
