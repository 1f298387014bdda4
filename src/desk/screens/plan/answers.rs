//! The answers, kept within what a page can work out between two keys. Pure.

use crate::stats::planning::{
    BenchmarkPlan, EmptyPlan, ExpectedCounts, PlanError, SplitPlan, benchmark_tasks, empty_outputs,
    expected_counts, tasks_within,
};
use crate::stats::two_sided_z;
use crate::view::format;
use crate::workflow::Share;

/// The most outputs that are planned for here. The chance that any of them stays empty is a sum over
/// all sets of them.
pub const MOST_OUTPUTS: usize = 12;

/// The least tolerance [points].
pub const LEAST_POINTS: f64 = 0.1;

/// Up to about so many benchmark tasks the smallest number is worked out here.
pub const MOST_BENCHMARK: f64 = 20_000.0;

/// How sure an answer is.
pub const LEVEL: f64 = 0.95;

/// The risk that an output stays empty, up to which a number of tasks is looked for.
const RISK: f64 = 0.05;

/// A split that is planned for: names, which may be empty, and shares.
pub type Split = [(String, Share)];

fn fractions(split: &Split) -> Vec<f64> {
    split.iter().map(|(_, share)| share.fraction()).collect()
}

fn sentence(error: PlanError) -> String {
    let mut text = format!("{error}.");
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// How many tasks until each output is within so many points.
pub fn within(split: &Split, points: f64) -> Result<SplitPlan, String> {
    if points < LEAST_POINTS {
        return Err(format!(
            "Closer than {LEAST_POINTS} points takes a page too long: `sluice plan split` works it out."
        ));
    }
    // As many decimals as shares have.
    let tolerance = (points * 10_000.0).round() / 1_000_000.0;
    tasks_within(&fractions(split), tolerance, LEVEL).map_err(sentence)
}

/// What so many tasks will give.
pub fn range(split: &Split, tasks: u64) -> Result<ExpectedCounts, String> {
    expected_counts(&fractions(split), tasks).map_err(sentence)
}

/// How likely outputs get nothing of so many tasks.
pub fn empty(split: &Split, tasks: u64) -> Result<EmptyPlan, String> {
    empty_outputs(&fractions(split), tasks, RISK).map_err(sentence)
}

/// What tells two annotators apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// Accuracy of the one who should pass.
    pub good: Share,
    /// Accuracy of the one who should fail.
    pub bad: Share,
    /// How often the good one may fail.
    pub alpha: Share,
    /// How often the bad one may pass.
    pub beta: Share,
}

/// How many benchmark tasks tell two annotators apart.
pub fn benchmark(pair: &Pair) -> Result<BenchmarkPlan, String> {
    let [good, bad, alpha, beta] = [pair.good, pair.bad, pair.alpha, pair.beta].map(Share::fraction);
    if let Some(about) = about(good, bad, alpha, beta).filter(|about| *about > MOST_BENCHMARK) {
        return Err(format!(
            "That takes about {} benchmark tasks, too many for a page to work out exactly: \
             `sluice plan benchmark` does.",
            format::compact(about)
        ));
    }
    benchmark_tasks(good, bad, alpha, beta).map_err(sentence)
}

/// About how many tasks it will be, by the normal law; `None` for what is no question.
fn about(good: f64, bad: f64, alpha: f64, beta: f64) -> Option<f64> {
    let z = |risk: f64| two_sided_z(1.0 - 2.0 * risk);
    let sd = |share: f64| (share * (1.0 - share)).sqrt();
    let apart = (z(alpha)? * sd(good) + z(beta)? * sd(bad)) / (good - bad);
    (good > bad).then_some(apart * apart)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(percents: &[f64]) -> Vec<(String, Share)> {
        percents.iter().map(|percent| (String::new(), Share::from_percent(*percent).unwrap())).collect()
    }

    fn pair(percents: [f64; 4]) -> Pair {
        let [good, bad, alpha, beta] = percents.map(|percent| Share::from_percent(percent).unwrap());
        Pair { good, bad, alpha, beta }
    }

    #[test]
    fn questions_beyond_a_page_are_refused_with_a_way_out() {
        let close = benchmark(&pair([95.0, 94.6, 5.0, 5.0])).unwrap_err();
        assert!(close.starts_with("That takes about 3"), "{close}");
        assert!(within(&split(&[20.0, 80.0]), 0.01).unwrap_err().contains("sluice plan split"));
        let never = benchmark(&pair([85.0, 95.0, 5.0, 5.0])).unwrap_err();
        assert_eq!(never, "The good annotator must be more accurate than the bad one.");
        assert!(benchmark(&pair([95.0, 85.0, 0.0, 5.0])).unwrap_err().starts_with("A risk must"));
    }

    #[test]
    fn answers_are_those_of_the_statistics() {
        assert_eq!(within(&split(&[20.0, 80.0]), 2.0).unwrap().tasks, 1_569);
        assert_eq!(range(&split(&[20.0, 80.0]), 100).unwrap().outputs[0].range95, (12, 28));
        assert_eq!(benchmark(&pair([95.0, 85.0, 5.0, 5.0])).unwrap().tasks, 93);
        // A tolerance of many decimals is that of four.
        assert_eq!(within(&split(&[20.0, 80.0]), 2.000_01).unwrap().within, 0.02);
    }

    #[test]
    fn the_estimate_is_near_the_answer() {
        for [good, bad] in [[0.95, 0.85], [0.95, 0.94], [0.6, 0.55], [0.99, 0.9]] {
            let exact = benchmark_tasks(good, bad, 0.05, 0.05).unwrap().tasks as f64;
            let about = about(good, bad, 0.05, 0.05).unwrap();
            assert!((about / exact - 1.0).abs() < 0.35, "{good} {bad}: {about} for {exact}");
        }
    }
}
