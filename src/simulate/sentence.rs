//! The sentences that need more than one split or one run.

use crate::stats::{ORDINARY_FROM, Verdict, alarms_expected, count_text, percent_text};

/// What a person would say of one output over several runs.
pub fn of_runs(share: f64, name: &str, runs: u64, mean: f64, tasks: f64, q: (u64, u64)) -> String {
    format!(
        "You asked for {} to {name}. {} runs of {} sent {} each on average; 95 of 100 of them sent {} to {}.",
        percent_text(share),
        count_text(runs),
        rounded(tasks),
        rounded(mean),
        count_text(q.0),
        count_text(q.1),
    )
}

/// A mean with one decimal where it has any.
fn rounded(value: f64) -> String {
    let tenths = libm::round(value * 10.0);
    // Counts are far below what u64 holds.
    let (whole, tenth) = ((tenths / 10.0) as u64, (tenths % 10.0) as u64);
    if tenth == 0 { count_text(whole) } else { format!("{}.{tenth}", count_text(whole)) }
}

/// What to make of several splits together: how many have tasks enough for a verdict and how many
/// too few, how many are odd on their own, and whether any of them stands out among that many
/// (Holm-adjusted p-value below 0.05).
pub fn of_splits(judged: usize, too_few: usize, odd: usize, standing_out: usize, leaks: usize) -> String {
    if leaks > 0 {
        return "A task took an output of 0 %: that is a fault, whatever the rest looks like.".to_owned();
    }
    match (judged, odd, standing_out) {
        (0, ..) if too_few > 0 => "There are too few tasks for a verdict on any split.".to_owned(),
        (0, ..) => "No stage here has a share to judge: the tasks decide every split.".to_owned(),
        (1, 0, _) => "The one split judged here is what chance gives.".to_owned(),
        (2, 0, _) => "Both splits judged here are what chance gives.".to_owned(),
        (_, 0, _) => format!("All {judged} splits judged here are what chance gives."),
        (1, ..) => "The one split judged here looks odd.".to_owned(),
        (_, 1, 0) => format!("1 of {judged} splits looks odd on its own: {}.", likely(judged, odd)),
        (_, _, 0) => format!("{odd} of {judged} splits look odd on their own: {}.", likely(judged, odd)),
        (_, _, 1) => format!("1 of {judged} splits stands out, even among that many."),
        _ => format!("{standing_out} of {judged} splits stand out, even among that many."),
    }
}

/// Whether so many odd splits are what so many splits give by chance.
fn likely(judged: usize, odd: usize) -> &'static str {
    if odd as f64 <= alarms_expected(judged, ORDINARY_FROM) + 1.0 {
        "with that many, expected"
    } else {
        "with that many, still within chance"
    }
}

/// Whether a verdict says that something is odd.
pub const fn is_odd(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Unusual | Verdict::Suspicious | Verdict::Leak)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_splits_are_told_as_one() {
        assert_eq!(
            of_splits(12, 0, 1, 0, 0),
            "1 of 12 splits looks odd on its own: with that many, expected."
        );
        assert_eq!(
            of_splits(12, 0, 2, 0, 0),
            "2 of 12 splits look odd on their own: with that many, still within chance."
        );
        assert!(of_splits(100, 0, 6, 0, 0).ends_with("with that many, expected."));
        assert!(of_splits(100, 0, 7, 0, 0).ends_with("with that many, still within chance."));
        assert_eq!(of_splits(2, 0, 0, 0, 0), "Both splits judged here are what chance gives.");
        assert_eq!(of_splits(3, 0, 2, 1, 0), "1 of 3 splits stands out, even among that many.");
        assert_eq!(of_splits(0, 2, 0, 0, 0), "There are too few tasks for a verdict on any split.");
    }
}
