//! What counts to expect.

use sluice::stats::planning::{MOST_PLANNED, PlanError, expected_counts};

use super::share;
use crate::table::{count, rows};

#[test]
fn ranges_match_the_table() {
    for row in rows(include_str!("expected.csv")) {
        let (n, p) = (count(row[0]), share(row[1]));
        let plan = expected_counts(&[p, 1.0 - p], n).unwrap();
        let output = plan.outputs[0];
        let place = row.join(",");
        assert_eq!(output.range95, (count(row[2]), count(row[3])), "{place}");
        assert_eq!(output.range999, (count(row[4]), count(row[5])), "{place}");
        let shares = output.shares95.unwrap();
        assert_eq!(shares.0, output.range95.0 as f64 / n as f64);
        assert_eq!(shares.1, output.range95.1 as f64 / n as f64);
        assert_eq!(output.shares999.unwrap().1, output.range999.1 as f64 / n as f64);
        assert!(output.coverage95 >= 0.95 - 1e-9 && output.coverage999 >= 0.999 - 1e-9, "{place}");
    }
}

#[test]
fn no_tasks_have_no_shares() {
    let plan = expected_counts(&[0.2, 0.8], 0).unwrap();
    assert_eq!((plan.outputs[0].range95, plan.outputs[0].shares95), ((0, 0), None));
    let error = expected_counts(&[0.2, 0.8], MOST_PLANNED + 1);
    assert_eq!(error, Err(PlanError::TooManyTasks { most: MOST_PLANNED }));
}
