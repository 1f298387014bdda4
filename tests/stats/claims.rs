//! Figures that the documentation and the lessons quote.

use sluice::stats::{Binomial, judge_count};

fn law(n: u64, p: f64) -> Binomial {
    Binomial::with_share(n, p).unwrap()
}

fn close(a: f64, b: f64, within: f64) {
    assert!((a - b).abs() <= within, "{a} is not {b}");
}

#[test]
fn twenty_percent_of_a_hundred() {
    let law = law(100, 0.2);
    close(law.pmf(20), 0.099, 0.0005);
    close(law.between(17, 23), 0.619, 0.0005);
    assert_eq!(law.central_range(0.95), (12, 28));
    close(law.at_least(50), 2.1e-11, 0.05e-11);
    let judged = judge_count(0.2, 17, 100).unwrap();
    close(judged.p_value, 0.53, 0.005);
    close(judged.coverage95, 0.967, 0.0005);
    let (low, high) = judged.interval95.unwrap();
    close(low, 0.1089, 0.00005);
    close(high, 0.2555, 0.00005);
}

#[test]
fn half_of_a_few_and_of_many() {
    close(law(4, 0.5).pmf(2), 0.375, 1e-15);
    close(law(10_000, 0.5).between(4_998, 5_002), 0.040, 0.0005);
    close(law(2, 0.2).at_least(1) - law(2, 0.2).pmf(2), 0.32, 1e-15);
}
