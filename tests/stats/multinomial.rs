//! The exact multinomial test against `multinomial.csv`, where every outcome was listed, and
//! against its own special cases.

use std::f64::consts::LOG2_E;

use sluice::stats::{Binomial, Multinomial};

use super::table::{Worst, count, number, rows};

const PLENTY: u64 = 1 << 40;

/// Every outcome of `n` tasks in `outputs` outputs.
pub fn outcomes(outputs: usize, n: u64) -> Vec<Vec<u64>> {
    if outputs == 1 {
        return vec![vec![n]];
    }
    let with_first = |first: u64| {
        outcomes(outputs - 1, n - first).into_iter().map(move |rest| [vec![first], rest].concat())
    };
    (0..=n).flat_map(with_first).collect()
}

#[test]
fn p_values_match_the_table() {
    let mut worst = Worst::default();
    for row in rows(include_str!("multinomial.csv")) {
        let weights: Vec<f64> = row[0].split(' ').map(number).collect();
        let counts: Vec<u64> = row[1].split(' ').map(count).collect();
        // Every order of the outputs, by rotation, must give the same.
        for turn in 0..weights.len() {
            let (mut weights, mut counts) = (weights.clone(), counts.clone());
            weights.rotate_left(turn);
            counts.rotate_left(turn);
            let law = Multinomial::new(&weights).unwrap();
            let p = law.p_value(&counts, PLENTY).unwrap();
            worst.note(p, number(row[2]), || row.join(","));
        }
    }
    worst.at_most(1e-12, "multinomial p");
}

#[test]
fn two_outputs_are_the_binomial() {
    for n in [1, 10, 333, 1_000_000] {
        for k in [0, n / 5, n / 4, n] {
            let law = Multinomial::new(&[0.2, 0.8]).unwrap();
            let binomial = Binomial::with_share(n, 0.2).unwrap();
            let p = law.p_value(&[k, n - k], PLENTY).unwrap();
            let exact = binomial.two_sided_p(k);
            assert!((p - exact).abs() <= 1e-11 * exact, "{n} {k} {p} {exact}");
            let (p, exact) = (law.smallest_p(n), binomial.smallest_p());
            assert!((p - exact).abs() <= 1e-11 * exact, "{n} {p} {exact}");
        }
    }
}

#[test]
fn an_output_of_no_share_is_left_out() {
    let with = Multinomial::new(&[0.2, 0.0, 0.3, 0.5]).unwrap();
    let without = Multinomial::new(&[0.2, 0.3, 0.5]).unwrap();
    assert_eq!(with.outputs(), 3);
    let (a, b) = (with.p_value(&[5, 9, 2, 3], PLENTY), without.p_value(&[5, 2, 3], PLENTY));
    assert_eq!(a, b);
}

#[test]
fn the_smallest_p_value_is_the_smallest() {
    for weights in [[0.2, 0.3, 0.5], [0.25, 0.25, 0.5], [0.001, 0.001, 0.998]] {
        let law = Multinomial::new(&weights).unwrap();
        for n in [1, 2, 5, 12] {
            let p_values = outcomes(3, n).into_iter().map(|c| law.p_value(&c, PLENTY).unwrap());
            let least = p_values.fold(1.0, f64::min);
            let stated = law.smallest_p(n);
            assert!((stated / least - 1.0).abs() < 1e-12, "{weights:?} {n} {stated} {least}");
        }
    }
}

#[test]
fn many_tasks_stay_exact() {
    // Above 256 tasks the last two outputs are summed as tails: listing is the reference.
    let weights = [0.1, 0.35, 0.55];
    let law = Multinomial::new(&weights).unwrap();
    let n = 600;
    let all: Vec<f64> = outcomes(3, n).iter().map(|c| law.ln_pmf(c)).collect();
    for counts in [[60, 210, 330], [70, 200, 330], [40, 240, 320], [110, 190, 300], [0, 0, 600]] {
        let bound = law.ln_pmf(&counts) + 1e-7;
        let listed: f64 = all.iter().filter(|ln| **ln <= bound).map(|ln| (ln * LOG2_E).exp2()).sum();
        let p = law.p_value(&counts, PLENTY).unwrap();
        assert!((p - listed).abs() <= 1e-10 * listed.max(1e-290), "{counts:?} {p} {listed}");
    }
}

#[test]
fn branches_that_are_cut_short_stay_exact() {
    // From 48 tasks on the counts of an output are looked at only where they can matter.
    for weights in [[0.1, 0.2, 0.3, 0.4], [0.02, 0.08, 0.2, 0.7], [0.25, 0.25, 0.25, 0.25]] {
        let law = Multinomial::new(&weights).unwrap();
        let n = 90;
        let all: Vec<f64> = outcomes(4, n).iter().map(|c| law.ln_pmf(c)).collect();
        for counts in [[9, 18, 27, 36], [2, 7, 18, 63], [20, 20, 20, 30], [0, 12, 30, 48], [30, 20, 20, 20]] {
            let bound = law.ln_pmf(&counts) + 1e-7;
            let listed: f64 = all.iter().filter(|ln| **ln <= bound).map(|ln| (ln * LOG2_E).exp2()).sum();
            let p = law.p_value(&counts, PLENTY).unwrap();
            assert!((p - listed).abs() <= 1e-10 * listed.max(1e-290), "{weights:?} {counts:?} {p} {listed}");
        }
    }
}

#[test]
fn large_and_small_tables_meet_pearson() {
    // Far from few tasks the two tests agree; a slip in the closed-form tails would show.
    let weights = [0.2, 0.3, 0.5];
    let law = Multinomial::new(&weights).unwrap();
    for n in [100_000, 1_000_000] {
        let counts = [n / 5 + n / 1000, n * 3 / 10 - n / 1000, n / 2];
        let p = law.p_value(&counts, PLENTY).unwrap();
        let pearson = sluice::stats::pearson(&weights, &counts).unwrap().p_value;
        assert!((p / pearson - 1.0).abs() < 0.02, "{n} {p} {pearson}");
    }
}

#[test]
fn too_much_work_is_refused() {
    let law = Multinomial::new(&[0.1; 10]).unwrap();
    let counts = [20, 10, 10, 10, 10, 10, 10, 10, 5, 5];
    assert_eq!(law.p_value(&counts, 10_000), None);
    assert!(law.expected_work(100) > 1e6);
}
