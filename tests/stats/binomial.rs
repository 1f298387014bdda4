//! The binomial law against `binomial.csv`, `quantile.csv` and `wilson.csv`.

use sluice::stats::{Binomial, Chance, wilson};

use super::table::{Worst, count, number, rows};

fn law(n: &str, millionths: &str) -> Binomial {
    Binomial::with_share(count(n), number(millionths) / 1e6).unwrap()
}

#[test]
fn probabilities_tails_and_p_values_match_the_table() {
    let mut worst: [Worst; 4] = Default::default();
    let mut seen = 0;
    for row in rows(include_str!("binomial.csv")) {
        let law = law(row[0], row[1]);
        let k = count(row[2]);
        let results = [law.pmf(k), law.cdf(k), law.sf(k), law.two_sided_p(k)];
        for ((worst, result), reference) in worst.iter_mut().zip(results).zip(&row[3..]) {
            worst.note(result, number(reference), || row[..3].join(","));
        }
        seen += 1;
    }
    assert!(seen > 1000);
    for (worst, what) in worst.iter().zip(["pmf", "cdf", "sf", "two-sided p"]) {
        worst.at_most(1e-12, what);
    }
}

#[test]
fn quantiles_match_the_table() {
    for row in rows(include_str!("quantile.csv")) {
        let law = law(row[0], row[1]);
        let place = row.join(",");
        let range = |a: usize| (count(row[a]), count(row[a + 1]));
        assert_eq!(law.central_range(0.95), range(2), "{place}");
        assert_eq!(law.central_range(0.999), range(4), "{place}");
        assert_eq!(law.quantile(0.5), count(row[6]), "{place}");
        assert_eq!(law.quantile(0.025), count(row[2]), "{place}");
        assert_eq!(law.quantile(0.975), count(row[3]), "{place}");
    }
}

#[test]
fn quantiles_invert_the_distribution() {
    for n in [1, 7, 100, 12_345] {
        for p in [0.0001, 0.2, 0.5, 0.97] {
            let law = Binomial::with_share(n, p).unwrap();
            for level in [0.001, 0.3, 0.5, 0.8, 0.9999] {
                let k = law.quantile(level);
                assert!(law.cdf(k) >= level * (1.0 - 1e-10));
                assert!(k == 0 || law.cdf(k - 1) < level);
            }
        }
    }
}

#[test]
fn wilson_intervals_match_the_table() {
    let mut worst = Worst::default();
    for row in rows(include_str!("wilson.csv")) {
        let (k, n) = (count(row[0]), count(row[1]));
        let (low, high) = wilson(k, n, 0.95).unwrap();
        worst.note(low, number(row[2]), || row.join(","));
        worst.note(high, number(row[3]), || row.join(","));
    }
    worst.at_most(1e-14, "wilson");
    assert_eq!(wilson(0, 0, 0.95), None);
    assert_eq!(wilson(2, 1, 0.95), None);
}

#[test]
fn certain_shares_and_no_tasks() {
    for n in [0, 1, 5, 1_000_000_000] {
        let never = Binomial::with_share(n, 0.0).unwrap();
        let always = Binomial::with_share(n, 1.0).unwrap();
        assert_eq!(never.central_range(0.95), (0, 0));
        assert_eq!(always.central_range(0.999), (n, n));
        assert_eq!((never.two_sided_p(0), always.two_sided_p(n)), (1.0, 1.0));
        assert_eq!((never.cdf(0), always.sf(n)), (1.0, 0.0));
        assert_eq!((never.mode(), always.mode()), (0, n));
        if n > 0 {
            assert_eq!((never.two_sided_p(1), always.two_sided_p(n - 1)), (0.0, 0.0));
            assert_eq!((never.pmf(1), always.pmf(n - 1)), (0.0, 0.0));
            assert_eq!((never.sf(0), always.cdf(n - 1)), (0.0, 0.0));
        }
    }
    let none = Binomial::with_share(0, 0.2).unwrap();
    assert_eq!((none.pmf(0), none.two_sided_p(0), none.smallest_p()), (1.0, 1.0, 1.0));
    assert_eq!(none.central_range(0.95), (0, 0));
    assert_eq!(none.two_sided_p(1), 0.0);
}

#[test]
fn probabilities_add_up_to_one() {
    for n in [1, 2, 17, 400] {
        for p in [1e-6, 0.01, 0.3, 0.5, 0.999] {
            let law = Binomial::with_share(n, p).unwrap();
            let sum: f64 = (0..=n).map(|k| law.pmf(k)).sum();
            assert!((sum - 1.0).abs() < 1e-13, "{n} {p} {sum}");
            let likeliest = (0..=n).map(|k| law.pmf(k)).fold(0.0, f64::max);
            assert!(law.pmf(law.mode()) >= likeliest * (1.0 - 1e-14));
        }
    }
}

#[test]
fn equally_likely_counts_share_their_p_value() {
    for n in [10, 99, 1000, 100_000] {
        let law = Binomial::with_share(n, 0.5).unwrap();
        for k in [0, 1, n / 3, n / 2 - 1] {
            let (a, b) = (law.two_sided_p(k), law.two_sided_p(n - k));
            assert_eq!(a, b);
            assert!(a == 0.0 || (a / (2.0 * law.cdf(k)) - 1.0).abs() < 1e-12);
        }
    }
}

#[test]
fn the_smallest_p_value_is_the_smallest() {
    for n in 1..40 {
        for p in [0.001, 0.2, 0.5, 0.9] {
            let law = Binomial::with_share(n, p).unwrap();
            let least = (0..=n).map(|k| law.two_sided_p(k)).fold(1.0, f64::min);
            assert_eq!(law.smallest_p(), least, "{n} {p}");
        }
    }
}

#[test]
fn a_share_that_is_no_number_of_millionths_is_accepted() {
    let third = Binomial::with_share(3, 1.0 / 3.0).unwrap();
    assert_eq!((third.two_sided_p(1), third.mode()), (1.0, 1));
    assert!((third.pmf(1) - 4.0 / 9.0).abs() < 1e-15);
    assert_eq!(Chance::new(f64::NAN), None);
    assert_eq!(Chance::new(-1e-9), None);
    assert_eq!(Chance::new(1.0 + 1e-9), None);
}
