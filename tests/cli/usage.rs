//! What happens when the command is called as it must not be.

use std::process::{Command, Stdio};

use crate::command::{SAMPLE, sluice};

#[test]
fn wrong_usage_is_two() {
    for args in [
        &[][..],
        &["walk"],
        &["run"],
        &["run", SAMPLE, "--seed", "x"],
        &["run", SAMPLE, "--seed", "9007199254740992"],
        &["run", SAMPLE, "--runs", "0"],
        &["run", SAMPLE, "--tasks", "1000000001"],
        &["run", SAMPLE, "--format", "xml"],
        &["run", SAMPLE, "--trace", "x.csv", "--runs", "2"],
        &["import"],
        &["check"],
        &["judge", "--intended", "20,80"],
        &["judge", "--intended", "20,x", "--observed", "1,2"],
        &["judge", "--intended", "20,33.33333,46.66667", "--observed", "1,2,3"],
        &["judge", "--intended", "20,80", "--observed", "1,-2"],
    ] {
        let came = sluice(args);
        assert_eq!((came.code, came.out.as_str()), (2, ""), "{args:?}");
        assert!(!came.err.is_empty(), "{args:?}");
    }
}

#[test]
fn a_trace_follows_one_run() {
    sluice(&["run", SAMPLE, "--trace", "never-written.csv", "--runs", "2"])
        .refused(2, &["--trace", "--runs"]);
    assert!(!std::path::Path::new("never-written.csv").exists());
}

#[test]
fn help_and_version_are_zero() {
    let help = sluice(&["--help"]);
    assert_eq!(help.code, 0);
    for command in ["import", "check", "run", "report", "compare", "judge"] {
        assert!(help.out.contains(command), "{}", help.out);
        assert_eq!(sluice(&[command, "--help"]).code, 0);
    }
    let version = sluice(&["--version"]);
    assert_eq!((version.code, version.out.trim()), (0, concat!("sluice ", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn a_reader_that_had_enough_is_no_failure() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sluice"))
        .args(["run", SAMPLE, "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}
