//! One output: what its ranges cover, and how often its test gives a false alarm.

use std::fmt::Write;

use sluice::stats::{Binomial, CountLaw, Hypergeometric, count_text, percent_text, wilson};

use super::{ALPHAS, row};

const TASKS: [u64; 10] = [1, 2, 5, 10, 20, 50, 100, 1_000, 10_000, 100_000];
const SHARES: [f64; 5] = [0.001, 0.01, 0.05, 0.2, 0.5];

/// What was found about one law.
pub struct Found {
    pub range95: f64,
    pub range999: f64,
    pub alarms: [f64; 2],
}

/// Every count with its probability, but for those that together have less than 10⁻⁹: these are
/// taken to be outside every range, and alarms.
fn counts(law: &CountLaw, n: u64) -> Vec<(u64, f64)> {
    let mean = law.mean().unwrap();
    let reach = 10.0 * mean.min(n as f64 - mean).max(0.0).sqrt() + 40.0;
    let (low, high) = ((mean - reach).max(0.0) as u64, ((mean + reach) as u64).min(n));
    let all: Vec<(u64, f64)> = (low..=high).map(|k| (k, law.pmf(k).unwrap())).collect();
    assert!((1.0 - all.iter().map(|(_, p)| p).sum::<f64>()).abs() < 1e-9);
    all
}

fn sum(counts: &[(u64, f64)], holds: impl Fn(u64) -> bool) -> f64 {
    counts.iter().filter(|(k, _)| holds(*k)).map(|(_, p)| p).sum()
}

/// Adds up the probabilities of every count inside the ranges, and of every count with a small p.
pub fn found(law: &CountLaw, n: u64) -> Found {
    let counts = counts(law, n);
    let covers = |level: f64| {
        let (low, high) = law.central_range(level);
        sum(&counts, |k| (low..=high).contains(&k))
    };
    let left_out = (1.0 - sum(&counts, |_| true)).max(0.0);
    Found {
        range95: covers(0.95),
        range999: covers(0.999),
        alarms: ALPHAS.map(|alpha| sum(&counts, |k| law.p_value(k) < alpha) + left_out),
    }
}

fn wilson_coverage(n: u64, p: f64) -> f64 {
    let law = CountLaw::binomial(Binomial::with_share(n, p).unwrap());
    sum(&counts(&law, n), |k| wilson(k, n, 0.95).is_some_and(|(low, high)| low <= p && p <= high))
}

fn grid() -> impl Iterator<Item = (u64, f64)> {
    TASKS.into_iter().flat_map(|n| SHARES.into_iter().map(move |p| (n, p)))
}

fn binomial(n: u64, p: f64) -> CountLaw {
    CountLaw::binomial(Binomial::with_share(n, p).unwrap())
}

/// Laws of other methods: what is told in the table, the law, the number of tasks.
fn methods() -> Vec<(&'static str, CountLaw, u64)> {
    let part = |sure, block, marked, drawn| {
        CountLaw::hypergeometric(sure, Hypergeometric::new(block, marked, drawn).unwrap())
    };
    let start = |rest: f64| CountLaw::listed([(20, 1.0 - rest), (21, rest)]).unwrap();
    vec![
        ("20 % in blocks of 10, 105 tasks", part(20, 10, 2, 5), 105),
        ("20 % in blocks of 100, 150 tasks", part(20, 100, 20, 50), 150),
        ("5 % in blocks of 100, 130 tasks", part(5, 100, 5, 30), 130),
        ("50 % in blocks of 1,000, 2,500 tasks", part(1_000, 1_000, 500, 500), 2_500),
        ("20 % in blocks of 1,000,000, 300,000 tasks", part(0, 1_000_000, 200_000, 300_000), 300_000),
        ("every 5th from a random start, 102 tasks", start(0.4), 102),
        ("every 1,000th from a random start, 20,001 tasks", start(0.001), 20_001),
        ("every 10,000th from a random start, 200,001 tasks", start(0.0001), 200_001),
    ]
}

fn share(probability: f64) -> String {
    format!("{:.3} %", 100.0 * probability)
}

/// The section about tasks drawn one by one.
pub fn section() -> String {
    let mut text = String::from(
        "| tasks | share | 95 % range covers | 99.9 % range covers | Wilson 95 % covers | p < 0.05 | p < 0.001 |\n\
         |---:|---:|---:|---:|---:|---:|---:|\n",
    );
    for (n, p) in grid() {
        let found = found(&binomial(n, p), n);
        let cells = [
            count_text(n),
            percent_text(p),
            share(found.range95),
            share(found.range999),
            share(wilson_coverage(n, p)),
            share(found.alarms[0]),
            share(found.alarms[1]),
        ];
        text += &row(&cells);
    }
    text
}

/// Where the Wilson interval falls short, in words.
pub fn wilson_section() -> String {
    let short: Vec<(u64, f64, f64)> =
        grid().map(|(n, p)| (n, p, wilson_coverage(n, p))).filter(|(_, _, c)| *c < 0.95 - 1e-9).collect();
    let worst = short.iter().copied().min_by(|a, b| a.2.total_cmp(&b.2)).unwrap();
    let mut text = String::new();
    let (cases, all) = (short.len(), grid().count());
    writeln!(
        text,
        "In {cases} of the {all} rows above the Wilson interval covers less than 95 %. The lowest is {}, with {} at {}.",
        share(worst.2),
        tasks(worst.0),
        percent_text(worst.1)
    )
    .unwrap();
    let (n, low, at) = worst_of_all();
    writeln!(
        text,
        "Over all shares from 0.01 % to 99.99 % in steps of 0.01 %, and the numbers of tasks of the table up to \
         1,000, the lowest is {}, with {} at {}.",
        share(low),
        tasks(n),
        percent_text(at)
    )
    .unwrap();
    text
}

fn tasks(n: u64) -> String {
    if n == 1 { "1 task".to_owned() } else { format!("{} tasks", count_text(n)) }
}

/// The lowest coverage of the Wilson interval over a fine grid of shares.
fn worst_of_all() -> (u64, f64, f64) {
    let shares = (1..10_000).map(|i| f64::from(i) / 10_000.0);
    let numbers = TASKS.into_iter().filter(|n| *n <= 1_000);
    let mut worst = (0, 1.0, 0.0);
    for n in numbers {
        let intervals: Vec<(f64, f64)> = (0..=n).map(|k| wilson(k, n, 0.95).unwrap()).collect();
        for p in shares.clone() {
            // The ends rise with the count, so the counts that hold the share are neighbours.
            let low = intervals.partition_point(|(_, high)| *high < p) as u64;
            let beyond = intervals.partition_point(|(low, _)| *low <= p) as u64;
            let law = Binomial::with_share(n, p).unwrap();
            let covered = if low < beyond { law.between(low, beyond - 1) } else { 0.0 };
            if covered < worst.1 {
                worst = (n, covered, p);
            }
        }
    }
    worst
}

/// The section about other methods.
pub fn methods_section() -> String {
    let mut text = String::from(
        "| method | 95 % range covers | 99.9 % range covers | p < 0.05 | p < 0.001 |\n\
         |---|---:|---:|---:|---:|\n",
    );
    for (name, law, n) in methods() {
        let found = found(&law, n);
        let cells = [
            name.to_owned(),
            share(found.range95),
            share(found.range999),
            share(found.alarms[0]),
            share(found.alarms[1]),
        ];
        text += &row(&cells);
    }
    text
}

#[test]
fn ranges_and_tests_of_one_output_hold_what_they_promise() {
    let drawn = grid().map(|(n, p)| (binomial(n, p), n));
    for (law, n) in drawn.chain(methods().into_iter().map(|(_, law, n)| (law, n))) {
        let found = found(&law, n);
        // Rounding of a sum of so many terms stays far under this.
        let slack = 1e-11;
        assert!(found.range95 >= 0.95 - slack, "{law:?} {}", found.range95);
        assert!(found.range999 >= 0.999 - slack, "{law:?} {}", found.range999);
        for (alarms, alpha) in found.alarms.iter().zip(ALPHAS) {
            assert!(*alarms <= alpha + slack, "{law:?} {alarms}");
        }
    }
}
