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

/// What to make of several splits together: how many are odd on their own, and whether any of
/// them stands out among that many (Holm-adjusted p-value below 0.05).
pub fn of_splits(judged: usize, odd: usize, standing_out: usize, leaks: usize) -> String {
    let splits = if judged == 1 { "split" } else { "splits" };
    if leaks > 0 {
        return "A task took an output of 0 %: that is a fault, whatever the rest looks like.".to_owned();
    }
    match (judged, odd, standing_out) {
        (0, ..) => "No stage here has a share to judge: the tasks decide every split.".to_owned(),
        (1, 0, _) => "The one split here is what chance gives.".to_owned(),
        (2, 0, _) => "Both splits here are what chance gives.".to_owned(),
        (_, 0, _) => format!("All {judged} splits here are what chance gives."),
        (1, ..) => "The one split here looks odd.".to_owned(),
        (_, _, 0) => {
            let expected = alarms_expected(judged, ORDINARY_FROM);
            let looks = if odd == 1 { "looks" } else { "look" };
            let word = if odd as f64 <= expected + 1.0 { "expected" } else { "still possible by chance" };
            format!("{odd} of {judged} {splits} {looks} odd on its own: with that many, {word}.")
        }
        _ => {
            let stand = if standing_out == 1 { "stands" } else { "stand" };
            format!("{standing_out} of {judged} {splits} {stand} out, even among that many.")
        }
    }
}

/// Whether a verdict says that something is odd.
pub const fn is_odd(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Unusual | Verdict::Suspicious | Verdict::Leak)
}
