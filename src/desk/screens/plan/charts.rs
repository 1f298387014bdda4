//! The charts beside the answers.

use std::rc::Rc;

use super::answers::Split;
use crate::chart::{Caption, HalfWidth, Marks, Planner, Sheet, planner};
use crate::desk::drawing::{Draw, Numbers};
use crate::desk::split_rows::{Row, draw, shares};
use crate::stats::Binomial;
use crate::stats::planning::{ExpectedCounts, SplitPlan};
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
            range: format!("99.9\u{a0}%: {}", format::range(counts(output.range999))),
        }
    });
    draw(format!("What chance gives of {}", format::many(plan.tasks as f64, "task", "tasks")), rows.collect())
}
