//! The chart of a split: one strip for each output, all on one axis.

use crate::view::html::{classes, html};
use yew::prelude::*;

use super::marks::{OutputMarks, description};
use crate::chart::{Axis, Span, SplitChart, Strip, Tick};
use crate::scene::text;
use crate::simulate::StageReport;
use crate::view::format;

/// The two widths that the chart is laid out for; the style sheet shows the one that fits.
const WIDTHS: [(f64, &str); 2] = [(560.0, "strips--wide"), (300.0, "strips--narrow")];
/// Room for names beside the strips of a wide chart.
const NAME_ROOM: f64 = 122.0;
/// The width of a range of one count.
const ONLY: f64 = 14.0;
const NAME_SIZE: f64 = 13.0;

/// What [`Strips`] shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Strips<'a> {
    pub stage: &'a StageReport,
}

impl Strips<'_> {
    /// The view.
    pub(super) fn view(&self) -> Html {
        let outputs: Vec<OutputMarks> = self.stage.outputs.iter().map(OutputMarks::of).collect();
        let words = description(self.stage);
        WIDTHS.iter().map(|&(width, class)| chart(&outputs, width, class, &words)).collect()
    }
}

fn chart(outputs: &[OutputMarks], width: f64, class: &'static str, words: &str) -> Html {
    let rows: Vec<_> = outputs.iter().map(|output| (output.marks, output.widths())).collect();
    let chart = SplitChart::of(&rows, width);
    let strips: Html = chart.strips.iter().zip(outputs).map(|(s, output)| strip(&chart, s, output)).collect();
    let height = if beside(&chart) { chart.height } else { chart.height + 16.0 };
    html! {
        <svg class={classes!("strips", class)} role="img" aria-label={words.to_owned()}
            width={width} height={height}
            viewBox={format!("0 0 {} {height}", chart.width)}>
            { axis(&chart) }
            { strips }
        </svg>
    }
}

/// The axis with its marks, and what it measures in the lower left where there is room.
fn axis(chart: &SplitChart) -> Html {
    let y = chart.axis_y;
    let tick = |tick: &Tick| {
        let text = match chart.axis {
            Axis::Share => format::tick_percent(tick.value, chart.decimals),
            Axis::Deviation => format::tick_points(tick.value, chart.decimals),
        };
        let x = tick.x.to_string();
        html! {
            <>
                <line class="strips__grid" x1={x.clone()} x2={x.clone()} y1="0" y2={y} />
                <text class="strips__tick" {x} y={y + 17.0} text-anchor="middle">{ text }</text>
            </>
        }
    };
    html! {
        <>
            { for chart.ticks.iter().map(tick) }
            <line class="strips__axis" x1={chart.left} x2={chart.right}
                y1={y} y2={y} />
            if beside(chart) {
                <text class="strips__tick" x="0" y={y + 17.0}>{ measure(chart.axis) }</text>
            } else {
                <text class="strips__tick" x={chart.left} y={y + 33.0}>
                    { measure(chart.axis) }
                </text>
            }
        </>
    }
}

/// Whether there is room for words beside the strips.
fn beside(chart: &SplitChart) -> bool {
    chart.left > NAME_ROOM
}

/// What an axis measures.
const fn measure(axis: Axis) -> &'static str {
    match axis {
        Axis::Share => "Share of visits",
        Axis::Deviation => "Points off",
    }
}

fn strip(chart: &SplitChart, strip: &Strip, output: &OutputMarks) -> Html {
    let room = if beside(chart) { NAME_ROOM } else { chart.right };
    let middle = strip.y + SplitChart::TRACK / 2.0;
    html! {
        <>
            { name(&output.name, strip.name_y, room) }
            <line class="strips__track" x1={chart.left} x2={chart.right}
                y1={middle} y2={middle} />
            { band(strip.band999, strip.y + 2.0, SplitChart::TRACK - 4.0, "strips__band strips__band--999") }
            { band(strip.band95, strip.y, SplitChart::TRACK, "strips__band strips__band--95") }
            { whisker(strip.runs, middle) }
            { pointers(strip, middle) }
            { labels(strip, output) }
        </>
    }
}

/// The output's name, on two lines where it must be.
fn name(name: &str, y: f64, room: f64) -> Html {
    let lines = text::wrap(name, NAME_SIZE, room);
    let top = if lines.len() > 1 { y - 8.0 } else { y };
    let line = |(i, line): (usize, String)| {
        html! { <text class="strips__name" x="0" y={top + 15.0 * i as f64}>{ line }</text> }
    };
    lines.into_iter().enumerate().map(line).collect()
}

fn band(span: Option<Span>, y: f64, height: f64, class: &'static str) -> Option<Html> {
    span.map(|Span { x, w }| {
        // A range of one count is a mark, wide enough to be seen below that of the share intended.
        let spare = if w > 0.0 { (1.0 - w).max(0.0) } else { ONLY };
        html! {
            <rect {class} x={x - spare / 2.0} y={y} width={w + spare}
                height={height} rx="2" />
        }
    })
}

/// A line with a bar at each end: where the runs lie.
fn whisker(span: Option<Span>, y: f64) -> Option<Html> {
    span.map(|Span { x, w }| {
        let end = x + w;
        let d = format!("M{x} {}v8M{x} {y}H{end}M{end} {}v8", y - 4.0, y - 4.0);
        html! { <path class="strips__runs" {d} /> }
    })
}

/// The mark of the share intended and the dot of the one observed.
fn pointers(strip: &Strip, middle: f64) -> Html {
    html! {
        <>
            if let Some(x) = strip.intended {
                <path class="strips__intended" d={format!("M{x} {}V{}", strip.y - 3.0, strip.y + SplitChart::TRACK + 3.0)} />
            }
            if let Some(x) = strip.observed {
                <circle class="strips__observed" cx={x} cy={middle} r="5" />
            }
        </>
    }
}

fn labels(strip: &Strip, output: &OutputMarks) -> Html {
    let below = strip.y + SplitChart::TRACK + 14.0;
    let label = |x: Option<f64>, y: f64, class: &'static str, text: &str| {
        x.map(|x| {
            html! {
                <text class={classes!("strips__label", class)} x={x} y={y}
                    text-anchor="middle">{ text.to_owned() }</text>
            }
        })
    };
    html! {
        <>
            { label(strip.observed_label, strip.y - 5.0, "strips__label--observed", &output.observed) }
            { label(strip.intended_label, below, "strips__label--intended", &output.intended) }
            { label(strip.end_labels[0], below, "strips__label--end", &output.ends[0]) }
            { label(strip.end_labels[1], below, "strips__label--end", &output.ends[1]) }
        </>
    }
}
