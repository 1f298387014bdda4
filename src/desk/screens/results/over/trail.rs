//! An output's running count, ready to be drawn and said.

use std::rc::Rc;

use crate::chart::{Caption, Limits, OverTasks, Reached, Sheet, percent_and_count};
use crate::desk::drawing::{Chart, Numbers};
use crate::simulate::{OutputOver, OverPoint, StageOver};
use crate::stats::planning::RunningBounds;
use crate::view::format;

/// The share of runs that never leave the outer bounds.
const LEVEL: f64 = 0.95;

/// For about so many points the outer bounds are worked out: more could not be told apart.
const BOUNDS: usize = 240;

/// An output, ready to be shown.
#[derive(Debug)]
pub struct Shown {
    /// What it came to.
    pub sentence: String,
    /// What has to be known to read the chart right.
    pub notes: Vec<String>,
    /// The chart.
    pub chart: Chart,
    /// The tasks that could have taken it.
    pub last: u64,
}

/// Lays an output out. `anytime` is the number of tasks of a run where each is drawn on its own: the
/// outer bounds are for such a run, and tightest near its end.
pub fn show(
    stage: &StageOver,
    output: &OutputOver,
    others: &[Vec<Reached>],
    anytime: Option<u64>,
    log: bool,
) -> Shown {
    let bounds = anytime.and_then(|tasks| RunningBounds::new(output.intended, LEVEL, tasks.max(1)).ok());
    let points = &output.points;
    let trail: Vec<Reached> = points.iter().map(|point| Reached { n: point.n, k: point.k }).collect();
    let pointwise: Vec<Limits> = points.iter().map(|point| limits(point.n, point.range95)).collect();
    let step = points.len().div_ceil(BOUNDS).max(1);
    let last = points.len().saturating_sub(1);
    let some = points.iter().enumerate().filter(|(at, _)| at % step == 0 || *at == last || *at < 40);
    let outer =
        |(_, point): (usize, &OverPoint)| bounds.map(|bounds| limits(point.n, bounds.range(point.n).into()));
    let anytime: Vec<Limits> = some.filter_map(outer).collect();
    let title = format!("{} of {}: the share settles, the count drifts", output.name, stage.name);
    let intended = output.intended;
    let last_n = trail.last().map_or(0, |point| point.n);
    let others = others.to_vec();
    let draw = Rc::new(move |sheet: Sheet| {
        let others: Vec<&[Reached]> = others.iter().map(Vec::as_slice).collect();
        let chart = OverTasks {
            caption: Caption { title: &title, description: "" },
            intended,
            trail: &trail,
            others: &others,
            pointwise: &pointwise,
            anytime: &anytime,
            log,
        };
        percent_and_count(&chart, sheet, &Numbers)
    });
    let chart = Chart { id: "over-tasks".into(), draw };
    Shown { sentence: sentence(output), notes: notes(output, bounds.as_ref()), chart, last: last_n }
}

/// Bounds of a count as bounds of its share.
fn limits(n: u64, [low, high]: [u64; 2]) -> Limits {
    let all = n.max(1) as f64;
    Limits { n, low: low as f64 / all, high: high as f64 / all }
}

fn sentence(output: &OutputOver) -> String {
    let Some(last) = output.points.last() else {
        return format!("No task could take {}.", output.name);
    };
    let tasks = format::many(last.n as f64, "task", "tasks");
    let (count, share) = (format::count(last.k as f64), format::percent(last.share));
    let off = format::signed(last.drift);
    format!(
        "After {tasks} {count} took {}: {share} where {} was asked for, {off} tasks off what was to be expected.",
        output.name,
        format::percent(output.intended)
    )
}

fn notes(output: &OutputOver, bounds: Option<&RunningBounds>) -> Vec<String> {
    let mut notes = vec![
        "With more tasks the percentage settles at the one asked for. The count does not: it drifts further from what was expected, and nothing makes up for an early surplus.".to_owned(),
    ];
    let all = output.points.len();
    let outside =
        |inside: &dyn Fn(&OverPoint) -> bool| output.points.iter().filter(|point| !inside(point)).count();
    let moments = |count: usize| format::many(count as f64, "moment", "moments");
    let inner = outside(&|point| (point.range95[0]..=point.range95[1]).contains(&point.k));
    notes.push(format!(
        "The inner band is for one look, after a number of tasks fixed beforehand: 95 of 100 runs are inside it then. Of the {} shown here this run was outside at {}.",
        moments(all),
        format::count(inner as f64)
    ));
    match bounds {
        Some(bounds) => {
            let outer = outside(&|point| bounds.allows(point.n, point.k));
            let left = if outer == 0 { "never left it".to_owned() } else { format!("was outside at {}", moments(outer)) };
            notes.push(format!("The outer band stays valid under looking: 95 of 100 runs never leave it at all, however often somebody looks and whenever they stop. This run {left}."));
        }
        None => notes.push("The method takes its share in order of arrival, so that there is no outer band: it is for tasks that are drawn one by one.".to_owned()),
    }
    if output.first_visits_only {
        notes.push(
            "Tasks can come back here through the stage’s own outputs, so first visits alone are counted."
                .to_owned(),
        );
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(points: Vec<OverPoint>) -> OutputOver {
        OutputOver { name: "Review".into(), intended: 0.2, first_visits_only: false, points }
    }

    #[test]
    fn it_is_said_what_the_count_came_to() {
        let point = OverPoint { n: 100, k: 17, share: 0.17, drift: -3.0, range95: [12, 28] };
        let early = OverPoint { n: 3, k: 3, share: 1.0, drift: 2.4, range95: [0, 2] };
        let output = output(vec![early, point]);
        assert_eq!(
            sentence(&output),
            "After 100\u{a0}tasks 17 took Review: 17\u{a0}% where 20\u{a0}% was asked for, \u{2212}3 tasks off what was to be expected."
        );
        let bounds = RunningBounds::new(0.2, LEVEL, 100).unwrap();
        let notes = notes(&output, Some(&bounds));
        assert!(
            notes[1].ends_with("Of the 2\u{a0}moments shown here this run was outside at 1."),
            "{notes:?}"
        );
        assert!(notes[2].ends_with("This run never left it."), "{notes:?}");
    }

    #[test]
    fn where_nothing_came_that_is_said() {
        let stage = StageOver { id: "a".into(), name: "A".into(), outputs: Vec::new() };
        let shown = show(&stage, &output(Vec::new()), &[], Some(0), true);
        assert_eq!(shown.sentence, "No task could take Review.");
        assert!((shown.chart.draw)(300.0.into()).focus.is_empty());
    }
}
