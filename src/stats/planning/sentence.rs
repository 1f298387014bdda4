//! The answers as a person would say them.

use super::super::format::{count_text, percent_text};
use super::benchmark::BenchmarkPlan;
use super::empty::EmptyPlan;
use super::expected::ExpectedOutput;
use super::precision::SplitPlan;
use super::running::RunningRow;

/// How many tasks a split needs.
pub(super) fn of_precision(plan: &SplitPlan) -> String {
    let (tasks, runs) = (tasks(plan.tasks), of_runs(plan.level));
    let points = points(plan.within);
    let Some(binding) = plan.outputs.get(plan.binding) else { return String::new() };
    let share = percent_text(binding.intended);
    if plan.outputs.len() <= 2 {
        let range = span(binding.range);
        return format!(
            "From {tasks} on, at least {runs} come within {points} of {share}: {range} of {}.",
            count_text(plan.tasks)
        );
    }
    format!(
        "From {tasks} on, each output comes within {points} of its share in at least {runs}. \
         The output of {share} needs the most."
    )
}

/// What counts to expect.
pub(super) fn of_expected(tasks_in_all: u64, outputs: &[ExpectedOutput]) -> String {
    let of = |output: &ExpectedOutput| {
        let shares = output.shares95.map_or_else(String::new, |(low, high)| {
            format!(" ({} to {})", short_percent(low), short_percent(high))
        });
        format!("{} to the output of {}{shares}", span(output.range95), percent_text(output.intended))
    };
    // Of two outputs one says it all.
    let told = if outputs.len() == 2 { outputs.get(..1).unwrap_or(outputs) } else { outputs };
    let ranges: Vec<String> = told.iter().map(of).collect();
    format!("Of {}, 95 of 100 runs send {}.", tasks(tasks_in_all), ranges.join(", "))
}

/// How likely an output stays empty.
pub(super) fn of_empty(plan: &EmptyPlan) -> String {
    let meant = || plan.outputs.iter().filter(|output| output.filled_from.is_some());
    let most = if plan.exact { "" } else { " at most" };
    if let [only] = meant().collect::<Vec<_>>().as_slice() {
        // All tasks are its own.
        let share = percent_text(only.intended);
        return format!("The output of {share} gets every task: with one it is not empty.");
    }
    format!(
        "With {}, some output gets none in{most} {}. From {} on, that is at most {}.",
        tasks(plan.tasks),
        rare_runs(plan.any),
        tasks(plan.filled_from),
        of_runs(plan.level),
    )
}

/// How many benchmark tasks tell two annotators apart.
pub(super) fn of_benchmark(plan: &BenchmarkPlan) -> String {
    let (good, bad) = (percent_text(plan.good), percent_text(plan.bad));
    let (fails, passes) = (short_percent(plan.good_fails), short_percent(plan.bad_passes));
    let marked = format!(
        "{} with {} right to pass: an annotator who is right in {good} fails with a chance of {fails}, \
         one who is right in {bad} passes with {passes}.",
        tasks(plan.tasks),
        count_text(plan.pass_from),
    );
    if plan.enough { marked } else { format!("{marked} That is more than was allowed.") }
}

/// What counts somebody who watches may see.
pub(super) fn of_running(intended: &[f64], level: f64, rows: &[RunningRow]) -> String {
    let (Some(share), Some(row)) = (intended.first(), rows.last()) else { return String::new() };
    let Some(range) = row.ranges.first() else { return String::new() };
    format!(
        "However often you look, {} never leave these bounds: after {}, {} at the output of {}.",
        of_runs(level),
        tasks(row.tasks),
        span(*range),
        percent_text(*share),
    )
}

/// "95 of 100 runs", "999 of 1,000 runs".
fn of_runs(level: f64) -> String {
    for scale in [100_u64, 1_000, 10_000, 100_000, 1_000_000] {
        let share = level * scale as f64;
        let whole = libm::round(share);
        if (share - whole).abs() < 1e-6 && whole >= 1.0 {
            return format!("{} of {} runs", count_text(whole as u64), count_text(scale));
        }
    }
    format!("{} of runs", percent_text(level))
}

/// A chance as a number of runs, roughly.
fn rare_runs(chance: f64) -> String {
    if chance >= 1.0 {
        return "every run".to_owned();
    }
    let (hundredths, thousandths) = (libm::round(chance * 100.0), libm::round(chance * 1_000.0));
    if chance < 0.0005 {
        "fewer than 1 of 1,000 runs".to_owned()
    } else if chance < 0.1 {
        format!("about {thousandths} of 1,000 runs")
    } else if hundredths < 100.0 {
        format!("about {hundredths} of 100 runs")
    } else {
        "nearly every run".to_owned()
    }
}

/// A share in percent with one decimal, and two digits where it is small.
fn short_percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent == 0.0 || percent >= 0.1 {
        let tenths = libm::round(percent * 10.0) as u64;
        let decimal = if tenths.is_multiple_of(10) { String::new() } else { format!(".{}", tenths % 10) };
        return format!("{}{decimal} %", tenths / 10);
    }
    "under 0.1 %".to_owned()
}

fn points(within: f64) -> String {
    let number = percent_text(within);
    let number = number.trim_end_matches(" %");
    if number == "1" { "1 point".to_owned() } else { format!("{number} points") }
}

fn tasks(count: u64) -> String {
    if count == 1 { "1 task".to_owned() } else { format!("{} tasks", count_text(count)) }
}

fn span((low, high): (u64, u64)) -> String {
    if low == high { count_text(low) } else { format!("{} to {}", count_text(low), count_text(high)) }
}
