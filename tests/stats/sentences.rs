//! The sentences, word for word.

use sluice::stats::{count_text, judge_count, judge_split, output_sentence, percent_text, split_sentence};

fn says(p: f64, k: u64, n: u64) -> String {
    output_sentence(&judge_count(p, k, n).unwrap(), None)
}

#[test]
fn ordinary() {
    assert_eq!(
        says(0.2, 17, 100),
        "You asked for 20 %. This run sent 17 of 100. Ordinary: 95 of 100 runs send 12 to 28."
    );
    let named = output_sentence(&judge_count(0.2, 17, 100).unwrap(), Some("Review"));
    assert!(named.starts_with("You asked for 20 % to Review. This run sent 17 of 100."));
}

#[test]
fn every_verdict() {
    let cases = [
        (
            0.2,
            28,
            100,
            "You asked for 20 %. This run sent 28 of 100. Ordinary: 95 of 100 runs send 12 to 28.",
        ),
        (
            0.0001,
            0,
            1000,
            "You asked for 0.01 %. This run sent 0 of 1,000. Ordinary: at least 99 of 100 runs send 0 to 1.",
        ),
        (
            1e-06,
            1,
            1000000,
            "You asked for 0.0001 %. This run sent 1 of 1,000,000. Ordinary: at least 98 of 100 runs send 0 to 3.",
        ),
        (
            0.2,
            30,
            100,
            "You asked for 20 %. This run sent 30 of 100. Unusual: 95 of 100 runs send 12 to 28, and about 17 of 1,000 runs are at least this far off.",
        ),
        (
            0.2,
            12,
            100,
            "You asked for 20 %. This run sent 12 of 100. Unusual, but at the edge: 95 of 100 runs send 12 to 28, and about 45 of 1,000 runs are at least this far off.",
        ),
        (
            0.5,
            499000,
            1000000,
            "You asked for 50 %. This run sent 499,000 of 1,000,000. Unusual: 95 of 100 runs send 499,020 to 500,980, and about 46 of 1,000 runs are at least this far off.",
        ),
        (
            0.2,
            50,
            100,
            "You asked for 20 %. This run sent 50 of 100. Suspicious: 999 of 1,000 runs send 8 to 34.",
        ),
        (0.2, 0, 0, "You asked for 20 %. No task arrived, so there is nothing to judge."),
        (
            0.2,
            1,
            1,
            "You asked for 20 %. This run sent 1 of 1. Not enough tasks: with only 1, no result could be suspicious.",
        ),
        (0.0, 0, 100, "You asked for 0 %. This run sent 0 of 100. Ordinary: every run sends none."),
        (
            0.0,
            3,
            100,
            "You asked for 0 %. This run sent 3 of 100. Leak: an output of 0 % should receive none.",
        ),
        (
            1.0,
            100,
            100,
            "You asked for 100 %. This run sent 100 of 100. Ordinary: every run sends all of them.",
        ),
        (
            1.0,
            97,
            100,
            "You asked for 100 %. This run sent 97 of 100. Leak: 3 tasks took an output that should receive none.",
        ),
        (
            1.0,
            0,
            1,
            "You asked for 100 %. This run sent 0 of 1. Leak: 1 task took an output that should receive none.",
        ),
    ];
    for (p, k, n, sentence) in cases {
        assert_eq!(says(p, k, n), sentence);
    }
}

#[test]
fn whole_splits() {
    let cases = [
        (
            [0.2, 0.3, 0.5],
            [17, 30, 53],
            "You asked for 20 % to A, 30 % to B and 50 % to C. This run sent 17, 30 and 53 of 100. Ordinary: about 75 of 100 runs are at least this far off.",
        ),
        (
            [0.2, 0.3, 0.5],
            [30, 30, 40],
            "You asked for 20 % to A, 30 % to B and 50 % to C. This run sent 30, 30 and 40 of 100. Unusual: about 35 of 1,000 runs are at least this far off.",
        ),
        (
            [0.2, 0.3, 0.5],
            [50, 30, 20],
            "You asked for 20 % to A, 30 % to B and 50 % to C. This run sent 50, 30 and 20 of 100. Suspicious: fewer than 1 of 1,000 runs is at least this far off.",
        ),
        (
            [0.2, 0.3, 0.5],
            [1, 0, 0],
            "You asked for 20 % to A, 30 % to B and 50 % to C. This run sent 1, 0 and 0 of 1. Not enough tasks: with only 1, no result could be suspicious.",
        ),
        (
            [0.2, 0.3, 0.5],
            [0, 0, 0],
            "You asked for 20 % to A, 30 % to B and 50 % to C. No task arrived, so there is nothing to judge.",
        ),
        (
            [0.2, 0.0, 0.8],
            [2000, 1, 7999],
            "You asked for 20 % to A, 0 % to B and 80 % to C. This run sent 2,000, 1 and 7,999 of 10,000. Leak: 1 task took an output that should receive none.",
        ),
    ];
    for (shares, counts, sentence) in cases {
        let split = judge_split(&shares, &counts).unwrap();
        assert_eq!(split_sentence(&split, &["A", "B", "C"]), sentence);
    }
    let two = judge_split(&[0.2, 0.8], &[17, 83]).unwrap();
    assert_eq!(split_sentence(&two, &[]), says(0.2, 17, 100));
}

#[test]
fn numbers() {
    assert_eq!(count_text(0), "0");
    assert_eq!(count_text(999), "999");
    assert_eq!(count_text(1_000), "1,000");
    assert_eq!(count_text(1_234_567_890), "1,234,567,890");
    assert_eq!(percent_text(0.2), "20 %");
    assert_eq!(percent_text(0.125), "12.5 %");
    assert_eq!(percent_text(0.000_001), "0.0001 %");
    assert_eq!(percent_text(0.999_999), "99.9999 %");
    assert_eq!(percent_text(0.0), "0 %");
    assert_eq!(percent_text(1.0), "100 %");
    assert_eq!(percent_text(0.0105), "1.05 %");
}
