//! The charts beside the answers.

use std::cell::RefCell;
use std::rc::Rc;

use super::answers::Split;
use crate::chart::{
    Annotator, Benchmark, Caption, Emptiness, EmptyOutputs, HalfWidth, Marks, Planner, Sheet, benchmark,
    empty_outputs, planner,
};
use crate::desk::drawing::{Draw, Numbers};
use crate::desk::split_rows::{Row, draw, shares};
use crate::stats::Binomial;
use crate::stats::planning::{
    BenchmarkPlan, EmptyChances, EmptyPlan, ExpectedCounts, MOST_PLANNED, SplitPlan, empty_chances,
};
use crate::view::format;

/// How many points the curve has.
const POINTS: u32 = 100;

/// How far the curve goes on after the answer, and begins before it, in times as many tasks.
const AROUND: [f64; 2] = [1.0 / 300.0, 4.0];

/// How close the share of the output that needs the most comes, against the number of tasks.
pub fn within(plan: &SplitPlan) -> Option<Draw> {
    let share = plan.outputs.get(plan.binding)?.intended;
    let curve = curve(share, plan.tasks);
    let (asked, answer) = (plan.within, plan.tasks);
    let points = format::percent(asked).replace('%', "points");
    let title = format!("How close an output of {} comes", format::percent(share));
    Some(Rc::new(move |sheet: Sheet| {
        let chart = Planner {
            caption: Caption { title: &title, description: "" },
            curve: &curve,
            asked,
            asked_label: &format!("±{points}"),
            answer: Some(answer),
            answer_label: &format::many(answer as f64, "task", "tasks"),
        };
        planner(&chart, sheet.width, &Numbers)
    }))
}

/// For numbers of tasks around an answer, how close 95 of 100 runs come: the farther end of the exact
/// range.
fn curve(share: f64, answer: u64) -> Vec<HalfWidth> {
    let [first, last] = AROUND.map(|times| (answer as f64 * times).max(1.0));
    let step = libm::log(last / first) / f64::from(POINTS - 1);
    let mut curve: Vec<HalfWidth> = Vec::new();
    for i in 0..POINTS {
        let n = libm::round(first * libm::exp(step * f64::from(i))) as u64;
        if curve.last().is_some_and(|point| point.n == n) {
            continue;
        }
        let Some(law) = Binomial::with_share(n, share) else { break };
        let (low, high) = law.central_range(0.95);
        let mean = share * n as f64;
        let half = (high as f64 - mean).max(mean - low as f64) / n as f64;
        curve.push(HalfWidth { n, half });
    }
    curve
}

/// The range of each output.
pub fn range(split: &Split, plan: &ExpectedCounts) -> Draw {
    let rows = split.iter().zip(&plan.outputs).enumerate().map(|(i, ((name, _), output))| {
        let counts = |(low, high): (u64, u64)| [low, high];
        Row {
            name: if name.is_empty() { format!("Output {}", i + 1) } else { name.clone() },
            marks: Marks {
                intended: Some(output.intended),
                observed: None,
                band95: shares(counts(output.range95), plan.tasks),
                band999: shares(counts(output.range999), plan.tasks),
                runs: None,
            },
            flag: None,
            observed: format::range(counts(output.range95)),
            intended: format!("asked {}", format::percent(output.intended)),
            range: format!("{}: {}", format::percent(0.999), format::range(counts(output.range999))),
        }
    });
    draw(format!("What chance gives of {}", format::many(plan.tasks as f64, "task", "tasks")), rows.collect())
}

/// How many points the curve of empty outputs has between a hundredth of the answer and ten times it; it
/// is flat on either side.
const FALL: u32 = 80;

/// The chance that some output gets none, against the number of tasks; `None` where one output gets all.
pub fn empty(names: Vec<String>, plan: &EmptyPlan) -> Option<Draw> {
    let shares: Vec<f64> = plan.outputs.iter().map(|output| output.intended).collect();
    let meant: Vec<bool> = shares.iter().map(|share| *share > 0.0).collect();
    if meant.iter().filter(|meant| **meant).count() < 2 {
        return None;
    }
    // An output of 0 % is meant to be empty: it has no curve.
    let kept = |(name, meant): (String, &bool)| meant.then_some(name);
    let outputs: Vec<String> = names.into_iter().zip(&meant).filter_map(kept).collect();
    let point = |at: EmptyChances| Emptiness {
        n: at.tasks,
        any: at.any,
        outputs: at.outputs.into_iter().zip(&meant).filter_map(|(p, meant)| meant.then_some(p)).collect(),
    };
    let chances = empty_chances(&shares, &numbers(plan.tasks, plan.filled_from)).ok()?;
    let curve: Vec<Emptiness> = chances.into_iter().map(point).collect();
    let (asked, any, level, answer) = (plan.tasks, plan.any, plan.level, plan.filled_from);
    Some(Rc::new(move |sheet: Sheet| {
        let tasks = |n: u64| format::many(n as f64, "task", "tasks");
        let chart = EmptyOutputs {
            caption: Caption { title: "The chance that some output gets none", description: "" },
            outputs: &outputs,
            curve: &curve,
            asked,
            asked_label: &format!("{}: {}", tasks(asked), chance(any)),
            level,
            answer: Some(answer),
            answer_label: &format!("From {} on: at most {}", tasks(answer), format::percent(level)),
        };
        empty_outputs(&chart, sheet.width, &Numbers)
    }))
}

/// The numbers of tasks that the chart of empty outputs shows, rising: around the answer, and as far as
/// what is asked about.
fn numbers(asked: u64, answer: u64) -> Vec<u64> {
    let (first, last) = (answer as f64 / 100.0, answer as f64 * 10.0);
    let step = libm::log(last / first) / f64::from(FALL - 1);
    let around = (0..FALL).map(|i| libm::round(first * libm::exp(step * f64::from(i))) as u64);
    let mut numbers: Vec<u64> = around.chain([asked, answer]).map(|n| n.clamp(1, MOST_PLANNED)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// A chance as a percentage, which may be tiny.
pub fn chance(chance: f64) -> String {
    if chance > 0.0 && chance < 0.000_01 { format::p_value(chance) } else { format::percent(chance) }
}

/// So much of either annotator's law is shown.
const SHOWN: f64 = 0.9998;

/// What two annotators come to on a benchmark.
pub fn annotators(plan: &BenchmarkPlan) -> Option<Draw> {
    let [good, bad] = [plan.good, plan.bad].map(|right| Binomial::with_share(plan.tasks, right));
    let (good, bad, plan) = (good?, bad?, plan.clone());
    let show = [bad.central_range(SHOWN).0, good.central_range(SHOWN).1];
    let [good, bad] = [good, bad].map(remembered);
    Some(Rc::new(move |sheet: Sheet| {
        let named = |name: &str, right: f64| format!("{name}: right in {}", format::percent(right));
        let chart = Benchmark {
            caption: Caption { title: "What a good and a bad annotator come to", description: "" },
            tasks: plan.tasks,
            pass_from: plan.pass_from,
            mark_label: &format!(
                "{} of {} right to pass",
                format::count(plan.pass_from as f64),
                format::count(plan.tasks as f64)
            ),
            good: Annotator {
                name: "good",
                label: &named("good", plan.good),
                law: &good,
                wrong_label: &format!("good one fails: {}", format::percent(plan.good_fails)),
            },
            bad: Annotator {
                name: "bad",
                label: &named("bad", plan.bad),
                law: &bad,
                wrong_label: &format!("bad one passes: {}", format::percent(plan.bad_passes)),
            },
            show,
        };
        benchmark(&chart, sheet.width, &Numbers)
    }))
}

/// The chance of counts from the first to the second, worked out once: the chart is drawn anew for every width.
fn remembered(law: Binomial) -> impl Fn(u64, u64) -> f64 {
    // Few widths have parts of their own, so that it stays short.
    let known: RefCell<Vec<([u64; 2], f64)>> = RefCell::default();
    move |from, to| {
        let mut known = known.borrow_mut();
        known.iter().find(|(part, _)| *part == [from, to]).map(|(_, chance)| *chance).unwrap_or_else(|| {
            let chance = law.between(from, to);
            known.push(([from, to], chance));
            chance
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_tasks_hold_what_was_asked_and_the_answer() {
        for (asked, answer) in [(10, 14), (1, 1), (1_000_000_000, 14), (1, 900_000_000), (14, 14)] {
            let numbers = numbers(asked, answer);
            assert!(numbers.contains(&asked) && numbers.contains(&answer), "{asked} {answer}");
            assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]) && numbers[0] >= 1);
            assert!(*numbers.last().unwrap() <= MOST_PLANNED && numbers.len() <= FALL as usize + 2);
        }
    }
}
