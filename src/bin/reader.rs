//! The reader of manifests as a module of its own, so that only who loads a manifest downloads it.

fn main() {
    sluice::worker::throw_panics();
}
