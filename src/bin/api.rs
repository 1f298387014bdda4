//! The JavaScript surface as a module of its own, without the page.

fn main() {
    sluice::api::throw_panics();
}
