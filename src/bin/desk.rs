//! The screens beside the Lab as a module of its own, so that only who opens one downloads it.

fn main() {
    sluice::desk::install_panic_hook();
}
