//! Element ids that tie labels, hints and errors to their control.

use std::cell::Cell;

use yew::prelude::*;

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// An element id of the component's own, the same for all its life.
#[hook]
pub fn use_id() -> AttrValue {
    let id = use_memo((), |()| {
        let number = NEXT.get();
        NEXT.set(number.wrapping_add(1));
        AttrValue::from(format!("field-{number}"))
    });
    (*id).clone()
}
