//! What a person would say.

use sluice::stats::planning::{
    benchmark_at, benchmark_tasks, empty_outputs, expected_counts, running_bounds, tasks_within,
};

#[test]
fn each_answer_is_one_sentence() {
    let said = |text: &str, is: &str| assert_eq!(text, is);
    said(
        &tasks_within(&[0.2, 0.8], 0.02, 0.95).unwrap().sentence,
        "From 1,569 tasks on, at least 95 of 100 runs come within 2 points of 20 %: 283 to 345 of 1,569.",
    );
    said(
        &tasks_within(&[0.1, 0.3, 0.6], 0.01, 0.999).unwrap().sentence,
        "From 26,040 tasks on, each output comes within 1 point of its share in at least 999 of 1,000 runs. The output of 60 % needs the most.",
    );
    said(
        &expected_counts(&[0.2, 0.8], 100).unwrap().sentence,
        "Of 100 tasks, 95 of 100 runs send 12 to 28 to the output of 20 % (12 % to 28 %).",
    );
    said(
        &empty_outputs(&[0.01, 0.99], 100, 0.05).unwrap().sentence,
        "With 100 tasks, some output gets none in about 37 of 100 runs. From 299 tasks on, that is at most 5 of 100 runs.",
    );
    said(
        &empty_outputs(&[0.0, 1.0], 100, 0.05).unwrap().sentence,
        "The output of 100 % gets every task: with one it is not empty.",
    );
    said(
        &benchmark_tasks(0.95, 0.85, 0.05, 0.05).unwrap().sentence,
        "93 tasks with 85 right to pass: an annotator who is right in 95 % fails with a chance of 4.3 %, \
         one who is right in 85 % passes with 5 %.",
    );
    said(
        &benchmark_at(0.95, 0.85, 0.05, 0.05, 30).unwrap().sentence,
        "30 tasks with 26 right to pass: an annotator who is right in 95 % fails with a chance of 1.6 %, one who is right in 85 % passes with 52.4 %. That is more than was allowed.",
    );
    said(
        &running_bounds(&[0.2, 0.8], 0.95, 1_000, &[100]).unwrap().sentence,
        "However often you look, 95 of 100 runs never leave these bounds: after 100 tasks, 6 to 36 at the output of 20 %.",
    );
}
