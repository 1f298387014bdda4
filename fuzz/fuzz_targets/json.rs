//! Any bytes, read as a file whose name ends with .json.

#![no_main]
#![allow(clippy::unwrap_used, reason = "a fuzzer may stop where it fails")]

use libfuzzer_sys::fuzz_target;
use sluice::manifest::{Options, import};

#[path = "../../tests/manifest/invariants.rs"]
mod invariants;

fuzz_target!(|bytes: &[u8]| {
    let import = import(bytes, "fuzzed.json", &Options::default());
    invariants::adds_up(bytes, &import);
});
