//! Runs the built program.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

/// What a command came to.
pub struct Came {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Runs `sluice` from the top of the checkout.
pub fn sluice(args: &[&str]) -> Came {
    came(&Command::new(env!("CARGO_BIN_EXE_sluice")).args(args).output().unwrap())
}

/// Runs `sluice` with something on its standard input.
pub fn sluice_fed(args: &[&str], input: &str) -> Came {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sluice"));
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    came(&child.wait_with_output().unwrap())
}

fn came(output: &Output) -> Came {
    Came {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout.clone()).unwrap(),
        err: String::from_utf8(output.stderr.clone()).unwrap(),
    }
}

impl Came {
    /// Its JSON, once it is known to have gone well.
    #[track_caller]
    pub fn json(&self) -> Value {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{}", self.out);
        serde_json::from_str(&self.out).unwrap()
    }

    /// That it was refused: nothing on standard output, and all of these on the other.
    #[track_caller]
    pub fn refused(&self, code: i32, said: &[&str]) {
        assert_eq!((self.code, self.out.as_str()), (code, ""), "{}", self.err);
        for text in said {
            assert!(self.err.contains(text), "{text:?} is not in {:?}", self.err);
        }
    }
}

/// A file for tests, by a name of its own. It is there as a whole or not at all: tests that run side by side may
/// ask for the same.
pub fn file(name: &str, text: &str) -> String {
    static WRITTEN: AtomicUsize = AtomicUsize::new(0);
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(name);
    let part = folder.join(format!("{name}.{}", WRITTEN.fetch_add(1, Ordering::Relaxed)));
    fs::write(&part, text).unwrap();
    fs::rename(&part, &path).unwrap();
    path.to_str().unwrap().to_owned()
}

/// That an object has these keys; more are welcome.
#[track_caller]
pub fn has_keys(value: &Value, keys: &[&str]) {
    let object = value.as_object().unwrap_or_else(|| panic!("{value} is no object"));
    for key in keys {
        assert!(object.contains_key(*key), "{key} is missing in {value:#}");
    }
}

pub const SAMPLE: &str = "www/examples/sample-for-review.json";
pub const LOGIC: &str = "www/examples/logic-rules.json";
pub const BENCHMARK: &str = "www/examples/benchmark-qa.json";
pub const MODEL: &str = "www/examples/spot-check-a-model.json";
pub const EXAMPLES: [&str; 4] = [SAMPLE, LOGIC, BENCHMARK, MODEL];
