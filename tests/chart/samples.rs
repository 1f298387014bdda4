//! One of every chart, with numbers as a run gives them.

use std::collections::BTreeMap;

use sluice::chart::{
    Across, Annotator, Benchmark, Caption, Compare, DotPlot, Drawing, Emptiness, EmptyOutputs, Flag,
    FlowScale, Format, HalfWidth, Histogram, Law, Limits, Marks, Member, Outlet, OverTasks, Pair, Plain,
    Planner, Reached, SplitRow, Tally, benchmark, compare, dotplot, drift, empty_outputs, funnel_across,
    funnel_over_tasks, histogram, percent_and_count, planner, splits, tally,
};
use sluice::stats::Binomial;
use sluice::stats::planning::{self, EmptyChances, empty_chances};

use super::random::Random;

/// A chart at a width.
pub type Draw = fn(f64) -> Drawing;

/// The charts by name.
pub const SAMPLES: [(&str, Draw); 19] = [
    ("splits", split_rows),
    ("splits-deviation", split_deviations),
    ("dotplot", |width| dots(width, 100, None)),
    ("dotplot-threshold", |width| dots(width, 40, Some(6))),
    ("histogram", |width| bars(width, 100)),
    ("histogram-wide", |width| bars(width, 10_000)),
    ("funnel-over-tasks", |width| funnel_over_tasks(&over_tasks(&walks(400, 3), true), width, &Plain)),
    ("drift", |width| drift(&over_tasks(&walks(400, 3), false), width, &Plain)),
    ("percent-and-count", |width| percent_and_count(&over_tasks(&walks(10_000, 8), true), width, &Plain)),
    ("across", |width| units(width, 40, false)),
    ("across-crowd", |width| units(width, 2_000, true)),
    ("planner", plan),
    ("empty", |width| none(width, 10)),
    ("empty-far", |width| none(width, 1_000_000)),
    ("benchmark", |width| annotators(width, [0.95, 0.85], 93, 85)),
    ("benchmark-large", |width| annotators(width, [0.6, 0.588], 18_112, 10_758)),
    ("compare", two_designs),
    ("tally", frame),
    ("flow", |width| FlowScale::of(&[1_000, 203, 83, 17], 14.0).legend(width, &Plain)),
];

fn caption(title: &str) -> Caption<'_> {
    Caption { title, description: "" }
}

fn law(n: u64, share: f64) -> Binomial {
    Binomial::with_share(n, share).unwrap()
}

fn rows(n: u64, outputs: &[(&'static str, f64, u64)]) -> Vec<(SplitRow<'static>, Marks)> {
    outputs
        .iter()
        .map(|&(name, intended, k)| {
            let share = |(low, high): (u64, u64)| Some([low as f64 / n as f64, high as f64 / n as f64]);
            let law = law(n, intended);
            let (inner, outer) = (law.central_range(0.95), law.central_range(0.999));
            let flag = match k {
                k if k < outer.0 || k > outer.1 => Flag::Suspicious,
                k if k < inner.0 || k > inner.1 => Flag::Unusual,
                _ => Flag::Ordinary,
            };
            let observed = k as f64 / n as f64;
            let marks = Marks {
                intended: Some(intended),
                observed: Some(observed),
                band95: share(inner),
                band999: share(outer),
                runs: None,
            };
            let leak = |text: String| -> &'static str { text.leak() };
            let row = SplitRow {
                name,
                marks,
                flag: Some(flag),
                observed: leak(format!("{} · {}", Plain.count(k), Plain.share(observed))),
                intended: leak(format!("asked {}", Plain.share(intended))),
                range: leak(format!("{} to {}", Plain.count(inner.0), Plain.count(inner.1))),
            };
            (row, marks)
        })
        .collect()
}

fn split_rows(width: f64) -> Drawing {
    let outputs = [
        ("Review", 0.2, 17),
        ("Second look by an expert annotator", 0.1, 17),
        ("Audit", 0.05, 16),
        ("Pass", 0.65, 50),
    ];
    let rows: Vec<SplitRow> = rows(100, &outputs).into_iter().map(|row| row.0).collect();
    splits(caption("Split of QA sample"), &rows, width, &Plain)
}

fn split_deviations(width: f64) -> Drawing {
    let outputs = [("Review", 0.2, 200_312), ("Pass", 0.8, 799_688)];
    let rows: Vec<SplitRow> = rows(1_000_000, &outputs).into_iter().map(|row| row.0).collect();
    splits(caption("Split of a million tasks"), &rows, width, &Plain)
}

/// Counts of many runs, each with how many runs had it.
fn runs(n: u64, share: f64, runs: u64) -> Vec<(u64, u64)> {
    let mut random = Random::new(n);
    let mut counts = BTreeMap::new();
    for _ in 0..runs {
        *counts.entry(random.count(n, share)).or_insert(0) += 1;
    }
    counts.into_iter().collect()
}

fn dots(width: f64, n: u64, threshold: Option<u64>) -> Drawing {
    let runs = runs(n, 0.2, 1000);
    let (low, high) = law(n, 0.2).central_range(0.95);
    let chart = DotPlot {
        caption: caption("How many tasks 1 000 runs send to Review"),
        counted: "Tasks sent to Review",
        runs: &runs,
        dots: if width < 480.0 { 20 } else { 50 },
        range95: Some([low, high]),
        range_label: &format!("95 of 100 runs: {low} to {high}"),
        observed: Some(n * 17 / 100),
        observed_label: &format!("this run: {}", n * 17 / 100),
        threshold,
    };
    dotplot(&chart, width, &Plain)
}

fn bars(width: f64, n: u64) -> Drawing {
    let runs = runs(n, 0.2, 500);
    let law = law(n, 0.2);
    let ((low, high), shown) = (law.central_range(0.95), law.central_range(0.999));
    let between = |from: u64, to: u64| law.between(from, to.min(n));
    let chart = Histogram {
        caption: caption("How many tasks 500 runs send to Review"),
        counted: "Tasks sent to Review",
        runs: &runs,
        law: Some(Law::Between(&between)),
        show: Some([shown.0, shown.1]),
        range95: Some([low, high]),
        range_label: &format!("95 of 100 runs: {} to {}", Plain.count(low), Plain.count(high)),
        observed: Some(n * 17 / 100),
        observed_label: &format!("this run: {}", Plain.count(n * 17 / 100)),
    };
    histogram(&chart, width, &Plain)
}

/// Trails of runs and the bands around them.
struct Walks {
    trails: Vec<Vec<Reached>>,
    pointwise: Vec<Limits>,
    anytime: Vec<Limits>,
}

fn walks(n: u64, runs: u64) -> Walks {
    let trail = |seed: u64| {
        let (mut random, mut k) = (Random::new(seed), 0);
        let step = |n: u64| {
            k += u64::from(random.uniform() < 0.2);
            Reached { n, k }
        };
        (1..=n).map(step).collect()
    };
    let limits = |n: u64| {
        let (low, high) = law(n, 0.2).central_range(0.95);
        Limits { n, low: low as f64 / n as f64, high: high as f64 / n as f64 }
    };
    // Wider by a law of the iterated logarithm, which is good enough to be looked at.
    let wide = |n: u64| {
        let loglog = libm::log(libm::log(n as f64 + 20.0));
        let half = 2.2 * (0.16 * (1.5 + loglog) / n as f64).sqrt();
        Limits { n, low: (0.2 - half).max(0.0), high: (0.2 + half).min(1.0) }
    };
    Walks {
        trails: (1..=runs).map(trail).collect(),
        pointwise: (1..=n).map(limits).collect(),
        anytime: (1..=n).map(wide).collect(),
    }
}

fn over_tasks(walks: &Walks, log: bool) -> OverTasks<'static> {
    let leak = |trail: &Vec<Reached>| -> &'static [Reached] { trail.clone().leak() };
    let others: Vec<&'static [Reached]> = walks.trails.iter().skip(1).map(leak).collect();
    OverTasks {
        caption: caption("The percentage settles, the count does not"),
        intended: 0.2,
        trail: leak(&walks.trails[0]),
        others: others.leak(),
        pointwise: walks.pointwise.clone().leak(),
        anytime: walks.anytime.clone().leak(),
        log,
    }
}

fn units(width: f64, count: u64, log: bool) -> Drawing {
    let mut random = Random::new(3);
    let names: Vec<String> = (1..=count).map(|i| format!("Annotator {i}")).collect();
    let member = |(i, name)| {
        let n =
            if log { 10 + (random.uniform() * random.uniform() * 3_000.0) as u64 } else { 10 + 9 * i as u64 };
        let k = random.count(n, if i % 13 == 5 { 0.32 } else { 0.2 });
        let law = law(n, 0.2);
        let (inner, outer) = (law.central_range(0.95), law.central_range(0.998));
        let flag = match k {
            k if k < outer.0 || k > outer.1 => Flag::Suspicious,
            k if k < inner.0 || k > inner.1 => Flag::Unusual,
            _ => Flag::Ordinary,
        };
        Member { name, reached: Reached { n, k }, flag }
    };
    let members: Vec<Member> = names.iter().map(String::as_str).enumerate().map(member).collect();
    let most = members.iter().map(|member| member.reached.n).max().unwrap() * 5 / 4;
    let limits = |level: f64| -> Vec<Limits> {
        let limit = |n: u64| {
            let (low, high) = law(n, 0.2).central_range(level);
            Limits { n, low: low as f64 / n as f64, high: high as f64 / n as f64 }
        };
        let mut ns: Vec<u64> =
            (0..300).map(|i| libm::pow(most as f64, f64::from(i) / 299.0) as u64).collect();
        ns.dedup();
        ns.into_iter().map(limit).collect()
    };
    let chart = Across {
        caption: caption("Who sends more to review than chance gives?"),
        units: "annotators",
        counted: "sent to Review",
        members: &members,
        intended: 0.2,
        limits95: &limits(0.95),
        limits998: &limits(0.998),
        log,
    };
    funnel_across(&chart, width, &Plain)
}

fn plan(width: f64) -> Drawing {
    let half = |n: u64| {
        let (low, high) = law(n, 0.2).central_range(0.95);
        HalfWidth { n, half: (high - low) as f64 / 2.0 / n as f64 }
    };
    let ns = (0..200).map(|i| libm::round(libm::pow(10.0, 1.0 + f64::from(i) / 50.0)) as u64);
    let curve: Vec<HalfWidth> = ns.map(half).collect();
    let chart = Planner {
        caption: caption("How many tasks until the share is within 2 points?"),
        curve: &curve,
        asked: 0.02,
        asked_label: "±2 points",
        answer: Some(1_537),
        answer_label: "1 537 tasks",
    };
    planner(&chart, width, &Plain)
}

fn none(width: f64, asked: u64) -> Drawing {
    let outputs = ["Review", "Second look by an expert annotator", "Pass"].map(str::to_owned);
    let shares = [0.1, 0.15, 0.75];
    let mut ns: Vec<u64> = (0..120).map(|i| libm::pow(10.0, f64::from(i) / 50.0) as u64).collect();
    let answer = planning::empty_outputs(&shares, asked, 0.05).unwrap().filled_from;
    ns.extend([asked, answer]);
    ns.sort_unstable();
    ns.dedup();
    let curve = empty_chances(&shares, &ns).unwrap();
    let point = |at: EmptyChances| Emptiness { n: at.tasks, any: at.any, outputs: at.outputs };
    let curve: Vec<Emptiness> = curve.into_iter().map(point).collect();
    let any = curve.iter().find(|point| point.n == asked).unwrap().any;
    let chart = EmptyOutputs {
        caption: caption("The chance that some output gets none of so many tasks"),
        outputs: &outputs,
        curve: &curve,
        asked,
        asked_label: &format!("{} tasks: {}", Plain.count(asked), Plain.share(any)),
        level: 0.05,
        answer: Some(answer),
        answer_label: &format!("From {answer} tasks on: at most 5 %"),
    };
    empty_outputs(&chart, width, &Plain)
}

fn annotators(width: f64, accuracies: [f64; 2], tasks: u64, pass_from: u64) -> Drawing {
    let laws = accuracies.map(|right| law(tasks, right));
    let [good, bad] = laws.map(|law| move |from: u64, to: u64| law.between(from, to));
    let wrong = [laws[0].cdf(pass_from - 1), laws[1].at_least(pass_from)];
    let named = |i: usize, name: &str| format!("{name}: right in {}", Plain.share(accuracies[i]));
    let labels = [named(0, "good"), named(1, "bad")];
    let wrongs = [("good one fails", 0), ("bad one passes", 1)]
        .map(|(what, i)| format!("{what}: {}", Plain.share(wrong[i])));
    let chart = Benchmark {
        caption: caption("What a good and a bad annotator come to"),
        tasks,
        pass_from,
        mark_label: &format!("{} of {} right to pass", Plain.count(pass_from), Plain.count(tasks)),
        good: Annotator { name: "good", label: &labels[0], law: &good, wrong_label: &wrongs[0] },
        bad: Annotator { name: "bad", label: &labels[1], law: &bad, wrong_label: &wrongs[1] },
        show: [laws[1].central_range(0.9998).0, laws[0].central_range(0.9998).1],
    };
    benchmark(&chart, width, &Plain)
}

fn two_designs(width: f64) -> Drawing {
    let pair = |name, a: f64, b: f64, half: f64, label| Pair {
        name,
        shares: [Some(a), Some(b)],
        difference: Some(b - a),
        range: Some([b - a - half, b - a + half]),
        label,
    };
    let pairs = [
        pair("Review", 0.2, 0.25, 0.03, "+5 points (+2 to +8)"),
        pair("Audit by an expert annotator", 0.05, 0.05, 0.012, "0 points (−1.2 to +1.2)"),
        pair("Pass", 0.75, 0.7, 0.034, "−5 points (−8.4 to −1.6)"),
        Pair {
            name: "Archive",
            shares: [None, Some(0.02)],
            difference: None,
            range: None,
            label: "only in the second",
        },
    ];
    let chart = Compare {
        caption: caption("Two designs"),
        designs: ["20 % to review", "25 % to review"],
        range_of: "95 % of runs",
        pairs: &pairs,
    };
    compare(&chart, width, &Plain)
}

fn frame(width: f64) -> Drawing {
    let outlets = [
        Outlet { name: "Review", intended: Some(0.2) },
        Outlet { name: "Pass", intended: Some(0.75) },
        Outlet { name: "Second look by an expert annotator", intended: Some(0.05) },
    ];
    let chart = Tally {
        caption: caption("What one run after another comes to"),
        outlets: &outlets,
        most: 0.84,
        runs: 20,
    };
    tally(&chart, 7, &[17, 79, 4], width, &Plain)
}
