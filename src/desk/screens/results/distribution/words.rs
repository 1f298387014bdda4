//! What is said of runs.

use crate::desk::screens::results::pick::Pick;
use crate::simulate::Spread;
use crate::view::format;

/// What the runs came to, in a sentence or two.
pub fn sentence(spread: &Spread, pick: &Pick) -> String {
    let count = |count: u64| format::count(count as f64);
    let ends = spread.counts.first().zip(spread.counts.last());
    let (Some((low, high)), Some(first)) = (ends, spread.first) else {
        return "No run yet.".to_owned();
    };
    let output = &pick.output;
    if spread.runs == 1 {
        let [n, k] = [first.n, first.k].map(count);
        let range = spread.range95.map(|range| format!(" 95 of 100 runs send {}.", format::range(range)));
        return format!("One run so far: {k} of {n} took {output}.{}", range.unwrap_or_default());
    }
    let runs = count(spread.runs);
    let ends = match [low.0, high.0] {
        [only, other] if only == other => format!("all came to {}", count(only)),
        both => format!("came to {}", format::range(both)),
    };
    let inside = spread.inside95.map(|inside| {
        let inside = count(inside);
        format!(" {inside} of the {runs} lie where chance alone puts 95 of 100.")
    });
    format!("{runs} runs {ends} at {output}.{}", inside.unwrap_or_default())
}

/// What has to be known to read the charts right.
pub fn notes(spread: &Spread) -> Vec<String> {
    let mut notes = Vec::new();
    if spread.once {
        notes.push(
            "Every run decides the same for the same task here, so that further runs bring nothing new."
                .to_owned(),
        );
    } else if spread.intended.is_none() {
        notes.push(
            "No share is intended for this output, so no law is known: the runs alone show how it scatters."
                .to_owned(),
        );
    } else if spread.law.is_none() {
        notes.push("The law of this count has no form to be drawn, or too many counts for it.".to_owned());
    } else if spread.visits[0] != spread.visits[1] {
        let visits = format::range(spread.visits);
        notes.push(format!("Runs differ in how many tasks could take this output ({visits}). The line is the mean of the exact laws for each run’s own number; the range is that of the first run."));
    }
    if spread.first_visits_only {
        notes.push(
            "Tasks can come back here through the stage’s own outputs, so first visits alone are counted."
                .to_owned(),
        );
    }
    notes.push("Run 1 is the one that the other parts show. The others have the same seed and the next numbers: “sluice run --runs” gives the same.".to_owned());
    notes
}

/// What is written above the range.
pub fn range_label(spread: &Spread) -> String {
    spread.range95.map(|range| format!("95 of 100 runs: {}", format::range(range))).unwrap_or_default()
}

/// What is written at the first run.
pub fn run_label(spread: &Spread) -> String {
    spread.first.map(|first| format!("run 1: {}", format::count(first.k as f64))).unwrap_or_default()
}
