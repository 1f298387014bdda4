//! Whole splits: how often the test that `judge_split` chooses gives a false alarm.

use std::sync::OnceLock;

use sluice::stats::{Binomial, Multinomial, SplitTest, count_text, judge_split};

use super::pearson::{poisson, size, switch_over};
use super::{ALPHAS, row};

/// What was found about one split.
pub struct Found {
    pub percents: Vec<u64>,
    pub n: u64,
    /// The true rate of each of [`ALPHAS`].
    pub alarms: [f64; 2],
}

fn shares(percents: &[u64]) -> Vec<f64> {
    percents.iter().map(|p| *p as f64 / 100.0).collect()
}

/// Three outputs by listing outcomes: all of them, but for those whose probability is under e⁻³⁶
/// of the likeliest one's. Of these there are fewer than n², and they count as alarms.
fn by_listing(percents: [u64; 3], n: u64) -> Found {
    let intended = shares(&percents);
    let outcomes = outcomes(percents, n);
    let judge = |counts: &[u64; 3]| judge_split(&intended, counts).unwrap();
    let test = judge(&outcomes[outcomes.len() - 1].1).test;
    // The p-value of the exact test rises with the probability of the outcome: the listed ones
    // are in that order, so that the last alarm is found by halving.
    assert_eq!(test, SplitTest::ExactMultinomial);
    let all: f64 = outcomes.iter().map(|(ln, _)| libm::exp(*ln)).sum();
    assert!((1.0 - all).abs() < 1e-9, "{percents:?} {n} {all}");
    let left_out = (1.0 - all).max(0.0);
    let alarms = ALPHAS.map(|alpha| {
        let alarms = outcomes.partition_point(|(_, counts)| judge(counts).p_value < alpha);
        outcomes[..alarms].iter().map(|(ln, _)| libm::exp(*ln)).sum::<f64>() + left_out
    });
    Found { percents: percents.into(), n, alarms }
}

/// The outcomes worth listing, from the least likely up, each with the logarithm of its
/// probability.
fn outcomes(percents: [u64; 3], n: u64) -> Vec<(f64, [u64; 3])> {
    let factorial: Vec<f64> = (0..=n).map(|k| libm::lgamma(k as f64 + 1.0)).collect();
    let ln = percents.map(|p| libm::log(p as f64 / 100.0));
    let of = |c: [u64; 3]| {
        let each = c.iter().zip(ln).map(|(k, ln)| *k as f64 * ln - factorial[*k as usize]);
        factorial[n as usize] + each.sum::<f64>()
    };
    let middle = percents.map(|p| p * n / 100);
    let least = of([n - middle[1] - middle[2], middle[1], middle[2]]) - 36.0;
    let reach = |p: u64| {
        let (mean, variance) = (p as f64 / 100.0 * n as f64, (p * (100 - p) * n) as f64 / 1e4);
        let reach = 9.5 * variance.sqrt() + 40.0;
        (mean - reach).max(0.0) as u64..=((mean + reach) as u64).min(n)
    };
    let mut outcomes = Vec::new();
    for b in reach(percents[1]) {
        for c in reach(percents[2]).filter(|c| b + c <= n) {
            let counts = [n - b - c, b, c];
            let ln = of(counts);
            if n <= 100 || ln >= least {
                outcomes.push((ln, counts));
            }
        }
    }
    outcomes.sort_by(|a, b| a.0.total_cmp(&b.0));
    outcomes
}

/// The fallback: an alarm is one output whose own p-value is small enough. The probability of none
/// follows from adding Poisson counts one output after another, given their total.
fn by_fallback(percents: &[u64], n: u64) -> Found {
    let (intended, k) = (shares(percents), percents.len() as f64);
    assert_falls_back(&intended, n);
    let alarms = ALPHAS.map(|alpha| {
        let mut none = vec![0.0; n as usize + 1];
        none[0] = 1.0;
        for share in &intended {
            let law = Binomial::with_share(n, *share).unwrap();
            let quiet: Vec<f64> = (0..=n)
                .map(|x| if k * law.two_sided_p(x) < alpha { 0.0 } else { poisson(x, share * n as f64) })
                .collect();
            none = (0..=n as usize)
                .map(|m| (0..=m).filter(|x| quiet[*x] > 0.0).map(|x| quiet[x] * none[m - x]).sum())
                .collect();
        }
        1.0 - none[n as usize] / poisson(n, n as f64)
    });
    Found { percents: percents.into(), n, alarms }
}

/// That `judge_split` takes the least of the outputs' p-values times their number, whatever one
/// output receives.
fn assert_falls_back(intended: &[f64], n: u64) {
    let others = intended.len() as u64 - 1;
    for first in (0..=n).step_by(n as usize / 40) {
        let mut counts = vec![(n - first) / others; intended.len()];
        counts[0] = first;
        counts[1] += (n - first) % others;
        let p_value =
            |(share, count): (&f64, &u64)| Binomial::with_share(n, *share).unwrap().two_sided_p(*count);
        let least = intended.iter().zip(&counts).map(p_value).fold(1.0, f64::min);
        let judged = judge_split(intended, &counts).unwrap();
        assert_eq!(judged.test, SplitTest::HolmExactBinomial);
        let p_value = (least * intended.len() as f64).min(1.0);
        assert!((judged.p_value - p_value).abs() <= 1e-9 * p_value, "{intended:?} {counts:?}");
    }
}

/// Pearson's test, from the smallest number of tasks on for which it is used.
fn by_pearson(percents: &[u64], times: u64) -> Found {
    let n = switch_over(percents) * times;
    Found { percents: percents.into(), n, alarms: size(percents, n, ALPHAS) }
}

pub fn exact() -> &'static [Found] {
    static FOUND: OnceLock<Vec<Found>> = OnceLock::new();
    let numbers = [1, 2, 5, 10, 20, 50, 100, 1_000, 10_000, 100_000];
    let splits = [[70, 20, 10], [98, 1, 1]];
    let all = || splits.into_iter().flat_map(|split| numbers.map(|n| by_listing(split, n))).collect();
    FOUND.get_or_init(all)
}

pub fn fallback() -> &'static [Found] {
    static FOUND: OnceLock<Vec<Found>> = OnceLock::new();
    let splits: [(&[u64], u64); 5] =
        [(&[10; 10], 50), (&[10; 10], 199), (&[5; 20], 399), (&[2; 50], 500), (&[80, 10, 5, 3, 1, 1], 1_000)];
    FOUND.get_or_init(|| splits.map(|(percents, n)| by_fallback(percents, n)).into())
}

/// Splits for Pearson's test, from the most even to the most uneven.
const PEARSON: [&[u64]; 8] = [
    &[25; 4],
    &[10; 10],
    &[5; 20],
    &[2; 50],
    &[40, 20, 20, 10, 10],
    &[60, 20, 10, 5, 5],
    &[96, 1, 1, 1, 1],
    &[91, 1, 1, 1, 1, 1, 1, 1, 1, 1],
];

pub fn approximate() -> &'static [Found] {
    static FOUND: OnceLock<Vec<Found>> = OnceLock::new();
    let later: [(&[u64], u64); 2] = [(&[10; 10], 5), (&[96, 1, 1, 1, 1], 2)];
    let all = || {
        let at_once = PEARSON.map(|percents| by_pearson(percents, 1));
        at_once.into_iter().chain(later.map(|(percents, times)| by_pearson(percents, times))).collect()
    };
    FOUND.get_or_init(all)
}

pub fn section(found: &[Found]) -> String {
    let mut text = String::from("| split | tasks | p < 0.05 | p < 0.001 |\n|---|---:|---:|---:|\n");
    for split in found {
        let cells = [
            names(&split.percents),
            count_text(split.n),
            percent(split.alarms[0], 3),
            percent(split.alarms[1], 4),
        ];
        text += &row(&cells);
    }
    text
}

/// A rate in percent; what rounding left below zero is zero.
fn percent(rate: f64, decimals: usize) -> String {
    format!("{:.decimals$} %", 100.0 * rate.max(0.0))
}

/// `10 × 10 %`, or `70, 20 and 10 %` as a list.
fn names(percents: &[u64]) -> String {
    if let Some(first) = percents.first()
        && percents.iter().all(|p| p == first)
    {
        return format!("{} × {first} %", percents.len());
    }
    let numbers: Vec<String> = percents.iter().map(ToString::to_string).collect();
    format!("{} %", numbers.join(" / "))
}

#[test]
fn exact_tests_of_splits_keep_their_level() {
    for split in exact().iter().chain(fallback()) {
        for (alarms, alpha) in split.alarms.iter().zip(ALPHAS) {
            assert!(*alarms <= alpha + 1e-9, "{:?} {} {alarms}", split.percents, split.n);
        }
    }
}

/// The claim that `SplitTest::ChiSquare` makes.
#[test]
fn pearson_is_off_by_a_tenth_at_most() {
    for split in approximate() {
        for (alarms, alpha) in split.alarms.iter().zip(ALPHAS) {
            assert!(*alarms <= 1.1 * alpha, "{:?} {} {alarms}", split.percents, split.n);
            assert!(*alarms >= 0.9 * alpha, "{:?} {} {alarms}", split.percents, split.n);
        }
    }
}

#[test]
fn listing_and_halving_agree_with_judging_every_outcome() {
    for (percents, n) in [([70, 20, 10], 20), ([98, 1, 1], 50), ([50, 30, 20], 30)] {
        let found = by_listing(percents, n);
        let law = Multinomial::new(&shares(&percents)).unwrap();
        for (alarms, alpha) in found.alarms.iter().zip(ALPHAS) {
            let outcomes = crate::multinomial::outcomes(3, n);
            let odd = outcomes.iter().filter(|c| judge_split(&shares(&percents), c).unwrap().p_value < alpha);
            let listed: f64 = odd.map(|counts| libm::exp(law.ln_pmf(counts))).sum();
            assert!((listed - alarms).abs() < 1e-12, "{percents:?} {n} {alarms} {listed}");
        }
    }
}
