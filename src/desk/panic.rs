//! What happens when this module meets a bug of its own.

use std::panic::PanicHookInfo;

use crate::view::trouble::show_trouble;

/// Makes a panic visible before the module traps. The Lab is another module and goes on.
pub fn install_panic_hook() {
    // Through Yew, which would otherwise put its own hook in this one's place.
    yew::set_custom_panic_hook(Box::new(report));
}

fn report(info: &PanicHookInfo<'_>) {
    web_sys::console::error_1(&info.to_string().into());
    show_trouble(
        "This screen met a bug in itself and stopped. The Lab goes on; reload the page to use this screen again.",
    );
}
