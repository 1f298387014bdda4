//! Pearson's test against `chi_square.csv` and by hand.

use sluice::stats::{chi_square_upper_tail, pearson};

use super::table::{Worst, number, rows};

#[test]
fn upper_tails_match_the_table() {
    let mut worst = Worst::default();
    for row in rows(include_str!("chi_square.csv")) {
        let tail = chi_square_upper_tail(number(row[1]), row[0].parse().unwrap());
        worst.note(tail, number(row[2]), || row.join(","));
    }
    worst.at_most(1e-12, "chi-square tail");
}

#[test]
fn the_statistic_by_hand() {
    // (30 − 20)²/20 + (70 − 80)²/80 = 6.25.
    let two = pearson(&[0.2, 0.8], &[30, 70]).unwrap();
    assert!((two.statistic - 6.25).abs() < 1e-12);
    assert_eq!(two.degrees, 1);
    assert!((two.p_value - 0.012_419_330_651_552_318).abs() < 1e-14);
}

#[test]
fn an_output_of_no_share_is_left_out() {
    let with = pearson(&[0.2, 0.0, 0.3, 0.5], &[30, 7, 30, 40]);
    assert_eq!(with, pearson(&[0.2, 0.3, 0.5], &[30, 30, 40]));
    assert_eq!(pearson(&[0.0, 1.0], &[0, 5]), None);
    assert_eq!(pearson(&[0.5, 0.5], &[0, 0]), None);
    assert_eq!(pearson(&[0.5, 0.5], &[1]), None);
}
