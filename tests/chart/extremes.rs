//! Charts of hardly anything and of very much.

use sluice::chart::{
    Across, Caption, Compare, DotPlot, Drawing, Flag, Histogram, Law, Marks, Member, Outlet, OverTasks, Pair,
    Plain, Planner, Reached, SplitRow, Tally, compare, dotplot, funnel_across, histogram, percent_and_count,
    planner, splits, tally,
};

const CAPTION: Caption = Caption { title: "A chart of hardly anything, or of very much", description: "" };
const BILLION: u64 = 1_000_000_000;

/// Counts of runs: none, one, all equal, far apart, many close together and very large.
fn counts() -> Vec<Vec<(u64, u64)>> {
    let many = (0..10_000).map(|i| (200 * BILLION + 37 * i, 1 + i % 5)).collect();
    vec![vec![], vec![(17, 1)], vec![(0, BILLION)], vec![(0, 1), (u64::MAX, 1)], many]
}

fn of_runs(runs: &[(u64, u64)], width: f64) -> [Drawing; 2] {
    let label = "this run: 200 000 123 456 tasks";
    let dots = DotPlot {
        caption: CAPTION,
        counted: "Tasks sent to an output with a name that is rather long",
        runs,
        dots: 50,
        range95: Some([0, runs.last().map_or(0, |run| run.0)]),
        range_label: "95 of 100 runs: 200 000 000 000 to 200 000 369 963",
        observed: Some(17),
        observed_label: label,
        threshold: Some(3),
    };
    let bars = Histogram {
        caption: CAPTION,
        counted: dots.counted,
        runs,
        law: Some(Law::Between(&|_, _| 1e-9)),
        show: None,
        range95: dots.range95,
        range_label: dots.range_label,
        observed: dots.observed,
        observed_label: label,
    };
    [dotplot(&dots, width, &Plain), histogram(&bars, width, &Plain)]
}

fn over_tasks(width: f64) -> Vec<Drawing> {
    let trails: [&[Reached]; 4] = [
        &[],
        &[Reached { n: 1, k: 0 }],
        &[Reached { n: 0, k: 0 }, Reached { n: BILLION, k: BILLION }],
        &[Reached { n: 1, k: 1 }, Reached { n: u64::MAX, k: u64::MAX / 3 }],
    ];
    let chart = |trail, log| OverTasks {
        caption: CAPTION,
        intended: 0.2,
        trail,
        others: &[],
        pointwise: &[],
        anytime: &[],
        log,
    };
    let each = trails.into_iter().flat_map(|trail| [true, false].map(|log| chart(trail, log)));
    each.map(|chart| percent_and_count(&chart, width, &Plain)).collect()
}

fn of_units(width: f64) -> Vec<Drawing> {
    let member =
        |n, k, flag| Member { name: "An annotator with a long name", reached: Reached { n, k }, flag };
    let crowd = vec![member(50, 25, Flag::Suspicious); 23];
    let few = vec![member(1, 0, Flag::Unknown), member(u64::MAX, u64::MAX, Flag::Unusual)];
    let chart = |members, log| Across {
        caption: CAPTION,
        units: "annotators",
        counted: "of an output with a name that is rather long",
        members,
        intended: 0.0,
        limits95: &[],
        limits998: &[],
        log,
    };
    let each =
        [&crowd[..], &few, &[]].into_iter().flat_map(|members| [true, false].map(|log| chart(members, log)));
    each.map(|chart| funnel_across(&chart, width, &Plain)).collect()
}

fn rows(width: f64) -> Vec<Drawing> {
    const NAME: &str = "An output with a name that is much longer than there is room for";
    let row = |observed, half: f64| SplitRow {
        name: NAME,
        marks: Marks {
            intended: Some(0.5),
            observed,
            band95: Some([0.5 - half, 0.5 + half]),
            band999: None,
            runs: Some([0.4, 0.6]),
        },
        flag: Some(Flag::Unknown),
        observed: "500 000 000 000 · 50.0001 %",
        intended: "asked 50.0001 % of all",
        range: "499 999 998 000 to 500 000 002 000",
    };
    let pair = Pair {
        name: NAME,
        shares: [Some(0.0), Some(1.0)],
        difference: Some(1.0),
        range: Some([1.0, 1.0]),
        label: "+100 points (from +100 to +100 points)",
    };
    let outlets = [Outlet { name: NAME, intended: None }, Outlet { name: NAME, intended: Some(0.0) }];
    let designs = [NAME, NAME];
    let frame = Tally { caption: CAPTION, outlets: &outlets, most: f64::NAN, runs: u64::MAX };
    vec![
        splits(CAPTION, &[row(Some(0.5), 1e-9), row(None, 0.5)], width, &Plain),
        splits(CAPTION, &[], width, &Plain),
        compare(
            &Compare { caption: CAPTION, designs, range_of: "95 % of runs", pairs: &[pair, pair] },
            width,
            &Plain,
        ),
        tally(&frame, u64::MAX, &[BILLION, u64::MAX], width, &Plain),
        planner(
            &Planner {
                caption: CAPTION,
                curve: &[],
                asked: 0.0,
                asked_label: "±0",
                answer: None,
                answer_label: "",
            },
            width,
            &Plain,
        ),
    ]
}

/// All of them at a width.
pub fn all(width: f64) -> Vec<Drawing> {
    let mut all: Vec<Drawing> = counts().iter().flat_map(|runs| of_runs(runs, width)).collect();
    all.extend(over_tasks(width));
    all.extend(of_units(width));
    all.extend(rows(width));
    all
}
