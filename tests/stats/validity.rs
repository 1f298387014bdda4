//! A p-value must not fall under α more often than α: by listing every outcome.

use std::collections::BTreeSet;

use sluice::stats::{Binomial, Multinomial, SplitTest, holm_adjusted, judge_split, wilson};

use super::multinomial::outcomes;

const ALPHAS: [f64; 2] = [0.05, 0.001];

#[test]
fn binomial_p_values_keep_their_level() {
    for n in [5, 10, 50] {
        for p in [0.02, 0.2, 0.5] {
            let law = Binomial::with_share(n, p).unwrap();
            for alpha in ALPHAS {
                let counts = (0..=n).filter(|k| law.two_sided_p(*k) <= alpha);
                let chance: f64 = counts.map(|k| law.pmf(k)).sum();
                assert!(chance <= alpha, "{n} {p} {alpha} {chance}");
            }
        }
    }
}

#[test]
fn split_p_values_keep_their_level() {
    for n in [5, 10, 50] {
        for p in [0.02, 0.2, 0.5] {
            let shares = [p, 0.3, 0.7 - p];
            let law = Multinomial::new(&shares).unwrap();
            let judged: Vec<(f64, f64)> = outcomes(3, n)
                .iter()
                .map(|counts| {
                    let ln = law.ln_pmf(counts);
                    (judge_split(&shares, counts).unwrap().p_value, libm::exp(ln))
                })
                .collect();
            for alpha in ALPHAS {
                let alarms = judged.iter().filter(|(p_value, _)| *p_value <= alpha);
                let chance: f64 = alarms.map(|(_, probability)| probability).sum();
                assert!(chance <= alpha, "{n} {p} {alpha} {chance}");
            }
        }
    }
}

#[test]
fn the_test_follows_from_shares_and_number() {
    for n in [20, 60] {
        let tests: BTreeSet<_> = outcomes(3, n)
            .iter()
            .map(|counts| judge_split(&[0.2, 0.3, 0.5], counts).unwrap().test as u8)
            .collect();
        assert_eq!(tests.into_iter().collect::<Vec<_>>(), [SplitTest::ExactMultinomial as u8]);
    }
}

#[test]
fn central_ranges_cover_what_they_say() {
    for n in [1, 5, 10, 50, 333] {
        for p in [0.0001, 0.02, 0.2, 0.5, 0.97] {
            let law = Binomial::with_share(n, p).unwrap();
            for level in [0.95, 0.999] {
                let (low, high) = law.central_range(level);
                let covered: f64 = (low..=high).map(|k| law.pmf(k)).sum();
                assert!(covered >= level - 1e-12, "{n} {p} {level} {covered}");
                assert!((law.between(low, high) - covered).abs() < 1e-12);
            }
        }
    }
}

#[test]
fn wilson_intervals_cover_about_what_they_say() {
    // Coverage swings with the share; its mean over shares is the level.
    for n in [20, 100, 400] {
        let shares: Vec<f64> = (1..200).map(|i| f64::from(i) / 200.0).collect();
        let coverage = |p: &f64| -> f64 {
            let law = Binomial::with_share(n, *p).unwrap();
            let holds = |k: &u64| wilson(*k, n, 0.95).is_some_and(|(a, b)| a <= *p && *p <= b);
            (0..=n).filter(holds).map(|k| law.pmf(k)).sum()
        };
        let mean = shares.iter().map(coverage).sum::<f64>() / shares.len() as f64;
        assert!((mean - 0.95).abs() < 0.008, "{n} {mean}");
        assert!(shares.iter().all(|p| coverage(p) > 0.83));
    }
}

#[test]
fn holm_by_hand() {
    // The textbook example: 4·0.01, then 3·0.03 twice kept in order, then the largest so far.
    let adjusted = holm_adjusted(&[0.03, 0.01, 0.04, 0.5]);
    let expected = [0.09, 0.04, 0.09, 0.5];
    for (a, b) in adjusted.iter().zip(expected) {
        assert!((a - b).abs() < 1e-15);
    }
    assert_eq!(holm_adjusted(&[]), Vec::<f64>::new());
    assert_eq!(holm_adjusted(&[0.6, 0.7]), [1.0, 1.0]);
    assert_eq!(holm_adjusted(&[f64::NAN, 0.01]), [1.0, 0.02]);
}
