//! Whole judgements: tests chosen, verdicts, errors, and repeated runs.

use sluice::stats::{MAX_TASKS, RunSummary, SplitError, SplitTest, Verdict, judge_count, judge_split};

fn verdict(intended: &[f64], observed: &[u64]) -> Verdict {
    judge_split(intended, observed).unwrap().verdict
}

#[test]
fn the_design_example() {
    let split = judge_split(&[0.2, 0.8], &[17, 83]).unwrap();
    assert_eq!((split.n, split.test), (100, SplitTest::ExactBinomial));
    assert_eq!(split.verdict, Verdict::Ordinary);
    let review = &split.outputs[0];
    assert_eq!((review.range95, review.expected), ((12, 28), 20.0));
    assert_eq!((review.deviation_tasks, review.deviation_points), (-3.0, Some(-3.0)));
    assert_eq!(split.p_value, review.p_value);
    assert!((split.p_value - split.outputs[1].p_value).abs() < 1e-14);
}

#[test]
fn verdicts_at_their_thresholds() {
    assert_eq!(Verdict::new(0.05, 0.0, false), Verdict::Ordinary);
    assert_eq!(Verdict::new(0.049_999, 0.0, false), Verdict::Unusual);
    assert_eq!(Verdict::new(0.001, 0.0, false), Verdict::Unusual);
    assert_eq!(Verdict::new(0.000_999, 0.0, false), Verdict::Suspicious);
    assert_eq!(Verdict::new(1.0, 0.001, false), Verdict::NotEnoughTasks);
    assert_eq!(Verdict::new(1.0, 0.001, true), Verdict::Leak);
    assert_eq!(verdict(&[0.2, 0.8], &[30, 70]), Verdict::Unusual);
    assert_eq!(verdict(&[0.2, 0.8], &[50, 50]), Verdict::Suspicious);
}

#[test]
fn few_tasks() {
    assert_eq!(verdict(&[0.2, 0.8], &[0, 0]), Verdict::NotEnoughTasks);
    assert_eq!(verdict(&[0.5, 0.5], &[10, 0]), Verdict::NotEnoughTasks);
    assert_eq!(verdict(&[0.5, 0.5], &[11, 0]), Verdict::Suspicious);
    assert_eq!(verdict(&[0.0005, 0.9995], &[1, 0]), Verdict::Suspicious);
    assert_eq!(verdict(&[0.2, 0.3, 0.5], &[4, 0, 0]), Verdict::NotEnoughTasks);
    assert_eq!(verdict(&[0.2, 0.3, 0.5], &[5, 0, 0]), Verdict::Suspicious);
    assert_eq!(verdict(&[1.0, 0.0], &[0, 0]), Verdict::NotEnoughTasks);
}

#[test]
fn leaks_come_first() {
    assert_eq!(verdict(&[0.0, 1.0], &[0, 5]), Verdict::Ordinary);
    assert_eq!(verdict(&[0.0, 1.0], &[1, 999_999]), Verdict::Leak);
    assert_eq!(verdict(&[0.2, 0.0, 0.8], &[20, 1, 79]), Verdict::Leak);
    assert_eq!(verdict(&[0.2, 0.0, 0.3, 0.5], &[0, 1, 0, 0]), Verdict::Leak);
    let split = judge_split(&[0.2, 0.0, 0.8], &[20, 1, 79]).unwrap();
    assert_eq!(split.p_value, 0.0);
    let each: Vec<Verdict> = split.outputs.iter().map(|output| output.verdict).collect();
    assert_eq!(each, [Verdict::Ordinary, Verdict::Leak, Verdict::Ordinary]);
    assert_eq!(judge_count(1.0, 4, 5).unwrap().verdict, Verdict::Leak);
    assert_eq!(judge_count(1.0, 5, 5).unwrap().verdict, Verdict::Ordinary);
}

#[test]
fn the_test_fits_the_split() {
    let test = |intended: &[f64], observed: &[u64]| judge_split(intended, observed).unwrap().test;
    assert_eq!(test(&[1.0], &[5]), SplitTest::ExactBinomial);
    assert_eq!(test(&[0.2, 0.0, 0.8], &[20, 0, 80]), SplitTest::ExactBinomial);
    assert_eq!(test(&[0.2, 0.3, 0.5], &[17, 30, 53]), SplitTest::ExactMultinomial);
    let wide = [0.1; 10];
    assert_eq!(test(&wide, &[10; 10]), SplitTest::HolmExactBinomial);
    assert_eq!(test(&wide, &[1000; 10]), SplitTest::ChiSquare);
    let rare = [0.000_001, 0.199_999, 0.3, 0.25, 0.25];
    let counts = [1, 199_999, 300_000, 250_000, 250_000];
    assert_eq!(test(&rare, &counts), SplitTest::HolmExactBinomial);
}

#[test]
fn the_fallback_still_sees_a_fault() {
    let mut counts = [10; 10];
    counts[0] = 40;
    let split = judge_split(&[0.1; 10], &counts).unwrap();
    assert_eq!(split.test, SplitTest::HolmExactBinomial);
    assert_eq!(split.verdict, Verdict::Suspicious);
    assert_eq!(verdict(&[0.1; 10], &[10; 10]), Verdict::Ordinary);
}

#[test]
fn what_cannot_be_judged() {
    let refused = |intended: &[f64], observed: &[u64]| judge_split(intended, observed).unwrap_err();
    assert_eq!(refused(&[], &[]), SplitError::Empty);
    let lengths = SplitError::LengthsDiffer { intended: 2, observed: 1 };
    assert_eq!(refused(&[0.5, 0.5], &[1]), lengths);
    let negative = SplitError::NotAShare { index: 1, value: -0.5 };
    assert_eq!(refused(&[1.5 - 0.5, -0.5], &[1, 1]), negative);
    assert!(matches!(refused(&[f64::NAN, 1.0], &[1, 1]), SplitError::NotAShare { index: 0, .. }));
    assert!(matches!(refused(&[0.2, 0.7], &[1, 1]), SplitError::SumNotOne { .. }));
    assert_eq!(refused(&[0.5, 0.5], &[u64::MAX, 1]), SplitError::TooManyTasks);
    assert_eq!(refused(&[0.5, 0.5], &[MAX_TASKS, 1]), SplitError::TooManyTasks);
    assert!(judge_split(&[1.0 / 3.0; 3], &[3, 4, 5]).is_ok());
    let above = SplitError::CountAboveTasks { count: 6, tasks: 5 };
    assert_eq!(judge_count(0.2, 6, 5), Err(above));
    assert!(judge_count(2.0, 1, 5).is_err());
    assert_eq!(refused(&[0.2, 0.7], &[1, 1]).to_string(), "the shares add up to 90 %, not 100 %");
}

#[test]
fn names_in_json() {
    let split = judge_split(&[0.2, 0.8], &[17, 83]).unwrap();
    let json = serde_json::to_value(&split).unwrap();
    assert_eq!(json["test"], "exact_binomial");
    assert_eq!(json["verdict"], "ordinary");
    assert_eq!(json["outputs"][0]["range95"], serde_json::json!([12, 28]));
    let back = serde_json::from_value(json).unwrap();
    assert_eq!(split, back);
    for verdict in [Verdict::NotEnoughTasks, Verdict::Leak, Verdict::Unusual, Verdict::Suspicious] {
        assert_eq!(serde_json::to_value(verdict).unwrap(), verdict.name());
    }
}

#[test]
fn judging_is_quick_enough_for_a_live_chart() {
    // A generous limit: it guards against a loop over all tasks, not against a slow machine.
    let cases: [(&[f64], [u64; 4]); 3] = [
        (&[0.5, 0.5], [499_990_000, 500_010_000, 0, 0]),
        (&[0.2, 0.3, 0.5], [200_100, 299_900, 500_000, 0]),
        (&[0.1, 0.2, 0.3, 0.4], [100, 200, 310, 390]),
    ];
    for (shares, counts) in cases {
        assert!(judge_split(shares, &counts[..shares.len()]).unwrap().p_value > 0.01);
    }
}

#[test]
fn repeated_runs() {
    let counts: Vec<u64> = (1..=1000).rev().collect();
    let summary = RunSummary::of(&counts).unwrap();
    assert_eq!((summary.runs, summary.min, summary.max), (1000, 1, 1000));
    assert_eq!((summary.q025, summary.q25, summary.median), (25, 250, 500));
    assert_eq!((summary.q75, summary.q975), (750, 975));
    assert_eq!(summary.mean, 500.5);
    assert!((summary.sd.unwrap() - 288.819_436_095_749_5).abs() < 1e-9);
    let one = RunSummary::of(&[7]).unwrap();
    assert_eq!((one.min, one.q025, one.median, one.max, one.sd), (7, 7, 7, 7, None));
    assert_eq!(RunSummary::of(&[]), None);
}
