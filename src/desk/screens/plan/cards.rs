//! The four questions.

use yew::prelude::{AttrValue, Callback, Html};

use super::answers::Pair;
use super::card::Card;
use super::charts::chance;
use super::kept::{Act, Answer, Kept};
use crate::chart::{Cell, Table};
use crate::desk::drawing::{range_cell, shares_cell};
use crate::desk::split_rows::turned;
use crate::stats::planning::{BenchmarkPlan, EmptyPlan, ExpectedCounts, MOST_PLANNED, SplitPlan};
use crate::view::form::{DecimalField, NumberField, ShareField, change};
use crate::view::format;
use crate::view::html::html;
use crate::workflow::Share;

/// The sentence of an answer, or why there is none.
fn said<'a, T>(answer: &'a Answer<T>, sentence: impl Fn(&'a T) -> &'a String) -> Result<&'a str, &'a str> {
    answer.as_ref().map(|plan| sentence(plan).as_str()).map_err(String::as_str)
}

fn share(share: f64) -> Cell {
    Cell::number(share, format::percent(share))
}

fn count(count: u64) -> Cell {
    Cell::count(count, format::count(count as f64))
}

fn range((low, high): (u64, u64)) -> Cell {
    range_cell([low, high])
}

fn tasks(value: u64, on_change: Callback<u64>) -> Html {
    NumberField { label: AttrValue::Static("Tasks"), value, min: 1, max: MOST_PLANNED, on_change, hint: None }
        .view()
}

/// How many tasks until each share is close.
pub fn within(kept: &Kept, act: &Callback<Act>) -> Html {
    let inputs = DecimalField {
        label: AttrValue::Static("Within ± how many points"),
        value: kept.points,
        on_change: act.reform(Act::Within),
        zero: false,
        unit: None,
        hint: Some(AttrValue::Static("2: a share of 20 % comes out as 18 % to 22 %.")),
    };
    let answer = kept.within.as_ref().ok();
    Card {
        id: "within",
        title: "How many tasks until the split is close?",
        inputs: inputs.view(),
        answer: said(&kept.within, |(plan, _)| &plan.sentence),
        table: answer.map(|(plan, _)| numbers_within(kept, plan)),
        draw: answer.and_then(|(_, draw)| draw.clone()),
        how: "The smallest number of tasks from which on, and not only at which, the exact binomial chance to come that \
              close is at least 95 % for each output on its own. Counts come whole, so that chance rises and falls with \
              each task more. A curve that lies above the chance to miss shows from where on no number fails; from there \
              the last one that fails is searched downwards. docs/method/planning.md has the proof.",
    }
    .view()
}

fn numbers_within(kept: &Kept, plan: &SplitPlan) -> Table {
    let headers = ["Output", "Share", "Needs tasks", "Close enough", "Runs that are"];
    let mut table = Table::new(&headers);
    table.rows = plan
        .outputs
        .iter()
        .enumerate()
        .map(|(i, output)| {
            vec![
                Cell::text(kept.output(i)),
                share(output.intended),
                count(output.tasks),
                range(output.range),
                share(output.coverage),
            ]
        })
        .collect();
    turned(table)
}

/// What to expect of so many tasks.
pub fn range_of(kept: &Kept, act: &Callback<Act>) -> Html {
    let answer = kept.range.as_ref().ok();
    Card {
        id: "range",
        title: "What range to expect?",
        inputs: tasks(kept.range_of, act.reform(Act::RangeOf)),
        answer: said(&kept.range, |(plan, _)| &plan.sentence),
        table: answer.map(|(plan, _)| numbers_range(kept, plan)),
        draw: answer.map(|(_, draw)| draw.clone()),
        how: "The count of an output is binomial: so many tasks, each drawn with its share. The 95 % range goes from the \
              smallest count that at least 2.5 % of runs do not exceed to the smallest that at least 97.5 % do not \
              exceed, by the exact law; the 99.9 % range likewise. Because counts come whole, a range covers a little \
              more than its name says; the table has how much.",
    }
    .view()
}

fn numbers_range(kept: &Kept, plan: &ExpectedCounts) -> Table {
    let headers = [
        "Output",
        "Share",
        "Expected",
        "95 of 100 runs",
        "as shares",
        "999 of 1,000 runs",
        "Runs in the first",
    ];
    let mut table = Table::new(&headers);
    table.rows = plan
        .outputs
        .iter()
        .enumerate()
        .map(|(i, output)| {
            let shares = output.shares95.map_or_else(Cell::none, |(low, high)| shares_cell([low, high]));
            let expected = (output.expected * 10.0).round() / 10.0;
            vec![
                Cell::text(kept.output(i)),
                share(output.intended),
                Cell::number(output.expected, format::count(expected)),
                range(output.range95),
                shares,
                range(output.range999),
                share(output.coverage95),
            ]
        })
        .collect();
    turned(table)
}

/// How likely an output gets nothing.
pub fn empty(kept: &Kept, act: &Callback<Act>) -> Html {
    let answer = kept.empty.as_ref().ok();
    Card {
        id: "empty",
        title: "Could an output get nothing?",
        inputs: tasks(kept.empty_of, act.reform(Act::EmptyOf)),
        answer: said(&kept.empty, |(plan, _)| &plan.sentence),
        table: answer.map(|(plan, _)| numbers_empty(kept, plan)),
        draw: answer.and_then(|(_, draw)| draw.clone()),
        how: "An output of share p gets none of n tasks with chance (1 − p)ⁿ. That at least one of several gets none is \
              the sum over all sets of outputs, added and taken away in turn (inclusion and exclusion), exactly. Outputs \
              of 0 % are meant to be empty and do not count.",
    }
    .view()
}

fn numbers_empty(kept: &Kept, plan: &EmptyPlan) -> Table {
    let mut table = Table::new(&["Output", "Share", "Gets none in", "At most 5 % from tasks"]);
    table.rows = plan
        .outputs
        .iter()
        .enumerate()
        .map(|(i, output)| {
            vec![
                Cell::text(kept.output(i)),
                share(output.intended),
                Cell::number(output.empty, chance(output.empty)),
                output.filled_from.map_or_else(Cell::none, count),
            ]
        })
        .collect();
    table.rows.push(vec![
        Cell::text("Any of them"),
        Cell::none(),
        Cell::number(plan.any, chance(plan.any)),
        count(plan.filled_from),
    ]);
    turned(table)
}

/// How many benchmark tasks tell two annotators apart.
pub fn benchmark(kept: &Kept, act: &Callback<Act>) -> Html {
    let answer = kept.benchmark.as_ref().ok();
    let on_change = act.reform(Act::Pair);
    let field = |label: &'static str, value: Share, set: fn(&mut Pair, Share)| {
        let on_change = change(&kept.pair, &on_change, set);
        ShareField { label: label.into(), value, on_change, slider: false, hint: None }.view()
    };
    let inputs = html! {
        <>
            { field("Good: right in", kept.pair.good, |pair, share| pair.good = share) }
            { field("Bad: right in", kept.pair.bad, |pair, share| pair.bad = share) }
            { field("Good one may fail in", kept.pair.alpha, |pair, share| pair.alpha = share) }
            { field("Bad one may pass in", kept.pair.beta, |pair, share| pair.beta = share) }
        </>
    };
    Card {
        id: "benchmark",
        title: "How many benchmark tasks tell two annotators apart?",
        inputs,
        answer: said(&kept.benchmark, |(plan, _)| &plan.sentence),
        table: answer.map(|(plan, _)| numbers_benchmark(plan)),
        draw: answer.and_then(|(_, draw)| draw.clone()),
        how: "Exact acceptance sampling (W. C. Guenther, 1969): the smallest benchmark for which there is a mark such that \
              the good annotator falls below it, and the bad one reaches it, no more often than allowed. Both chances are \
              binomial. It is for an annotator whose tasks are right or wrong independently of each other.",
    }
    .view()
}

fn numbers_benchmark(plan: &BenchmarkPlan) -> Table {
    let mut table = Table::new(&["What", "Number"]);
    let row = |name: &str, cell: Cell| vec![Cell::text(name), cell];
    table.rows = vec![
        row("Benchmark tasks", count(plan.tasks)),
        row("Right answers to pass", count(plan.pass_from)),
        row("Wrong answers allowed", count(plan.tasks - plan.pass_from)),
        row("The good one fails in", share(plan.good_fails)),
        row("The bad one passes in", share(plan.bad_passes)),
    ];
    table
}
