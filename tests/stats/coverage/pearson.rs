//! How often Pearson's test gives a false alarm, exactly.
//!
//! The counts of a split are independent Poisson counts, given their total. So outputs are added
//! one after another, and for every number of tasks so far and every value of the statistic so
//! far (a whole number, in the right unit) the probability is kept. Only what the test accepts is
//! followed; an alarm is the rest.

use sluice::stats::{SplitTest, chi_square_upper_tail, judge_split};

/// The smallest number of tasks from which on `judge_split` uses Pearson's test.
pub fn switch_over(percents: &[u64]) -> u64 {
    let shares: Vec<f64> = percents.iter().map(|p| *p as f64 / 100.0).collect();
    let uses_it = |n: u64| {
        // Which test it is does not depend on the counts; of these the exact one is soon done.
        let mut counts = vec![0; percents.len()];
        counts[0] = n;
        judge_split(&shares, &counts).unwrap().test == SplitTest::ChiSquare
    };
    // Under an expected count of 20 it is never used.
    let mut low = (2_000_u64).div_ceil(*percents.iter().min().unwrap());
    let mut high = low;
    while !uses_it(high) {
        low = high + 1;
        high *= 2;
    }
    while low < high {
        let middle = low + (high - low) / 2;
        if uses_it(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// The probability that Pearson's p-value of `n` tasks is under each of `alphas`.
pub fn size(percents: &[u64], n: u64, alphas: [f64; 2]) -> [f64; 2] {
    let mut percents = percents.to_vec();
    percents.sort_unstable();
    let Some((last, first)) = percents.split_last() else { return [0.0; 2] };
    let degrees = first.len() as u32;
    let most = critical(degrees, alphas[1].min(alphas[0]));
    let unit = first.iter().fold(1, |all, p| all / gcd(all, *p) * p);
    let mut walk = Walk { n, unit, most, percent: 0, rows: vec![(0, vec![1.0])] };
    for percent in first {
        walk.add(*percent);
    }
    // The last output takes what is left.
    let mut accepted = [0.0; 2];
    let total = poisson(n, n as f64);
    for (m, row) in &walk.rows {
        let weight = poisson(n - m, *last as f64 / 100.0 * n as f64) / total;
        let rest = (n - m) as f64;
        for (offset, p) in row.iter().enumerate().filter(|(_, p)| **p > 0.0) {
            let squares = (walk.least(*m) + offset as u64) as f64 / unit as f64;
            let statistic = (squares + rest * rest / *last as f64) * 100.0 / n as f64 - n as f64;
            let p_value = chi_square_upper_tail(statistic, degrees);
            for (accepted, alpha) in accepted.iter_mut().zip(alphas) {
                *accepted += if p_value >= alpha { weight * p } else { 0.0 };
            }
        }
    }
    accepted.map(|accepted| 1.0 - accepted)
}

/// Outputs of `percent` in all, so far.
struct Walk {
    n: u64,
    /// The statistic's whole numbers are Σ count² · unit / percent.
    unit: u64,
    /// The statistic above which every test gives an alarm.
    most: f64,
    percent: u64,
    /// For each number of tasks: the probabilities of the sums, from the least possible one.
    rows: Vec<(u64, Vec<f64>)>,
}

impl Walk {
    /// The least sum that `m` tasks can have in the outputs so far.
    fn least(&self, m: u64) -> u64 {
        if self.percent == 0 { 0 } else { (m * m * self.unit).div_ceil(self.percent) }
    }

    fn add(&mut self, percent: u64) {
        let next = Walk { percent: self.percent + percent, rows: Vec::new(), ..*self };
        let share = next.percent as f64 / 100.0;
        let (n, mean) = (self.n as f64, share * self.n as f64);
        // The statistic is never under that of these outputs against the others, nor under that
        // among these outputs.
        let reach = (self.most * mean * (1.0 - share)).sqrt() + 1.0;
        let width = (self.most * n * self.unit as f64 / 100.0) as usize + 2;
        let (low, high) = ((mean - reach).max(0.0) as u64, (mean + reach).min(n) as u64);
        let mut rows: Vec<(u64, Vec<f64>)> = (low..=high).map(|m| (m, vec![0.0; width])).collect();
        for (m, row) in &mut rows {
            for (before, old) in self.rows.iter().filter(|(before, _)| before <= m) {
                let count = *m - before;
                let p = poisson(count, percent as f64 / 100.0 * n);
                let start = self.least(*before) + count * count * (self.unit / percent) - next.least(*m);
                for (to, from) in row.iter_mut().skip(start as usize).zip(old) {
                    *to += p * from;
                }
            }
        }
        (self.rows, self.percent) = (rows, next.percent);
    }
}

/// The statistic whose p-value is `alpha`.
fn critical(degrees: u32, alpha: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1000.0);
    while high - low > 1e-9 {
        let middle = (low + high) / 2.0;
        if chi_square_upper_tail(middle, degrees) >= alpha { low = middle } else { high = middle }
    }
    high
}

/// P(X = k) of a Poisson count.
pub fn poisson(k: u64, mean: f64) -> f64 {
    libm::exp(k as f64 * libm::log(mean) - mean - libm::lgamma(k as f64 + 1.0))
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[test]
fn the_exact_size_is_what_listing_gives() {
    let (percents, n) = ([20, 30, 50], 30);
    let shares = percents.map(|p| p as f64 / 100.0);
    let law = sluice::stats::Multinomial::new(&shares).unwrap();
    let listed = [0.05, 0.001].map(|alpha| -> f64 {
        let outcomes = crate::multinomial::outcomes(3, n);
        let alarms = outcomes.iter().filter(|c| sluice::stats::pearson(&shares, c).unwrap().p_value < alpha);
        alarms.map(|counts| libm::exp(law.ln_pmf(counts))).sum()
    });
    for (size, listed) in size(&percents, n, [0.05, 0.001]).iter().zip(listed) {
        assert!((size - listed).abs() < 1e-10, "{size} {listed}");
    }
}
