//! The chart of a split: one strip for each output, all on one axis.

use std::rc::Rc;

use yew::prelude::*;

use super::marks::{OutputMarks, description};
use crate::app::format;
use crate::chart::{Axis, Span, SplitChart, Strip, Tick};
use crate::scene::text;
use crate::simulate::StageReport;

/// The two widths that the chart is laid out for; the style sheet shows the one that fits.
const WIDTHS: [(f64, &str); 2] = [(560.0, "strips--wide"), (300.0, "strips--narrow")];
/// Room for names beside the strips of a wide chart.
const NAME_ROOM: f64 = 122.0;
const NAME_SIZE: f64 = 13.0;

/// What [`Strips`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct StripsProps {
    pub stage: Rc<StageReport>,
}

#[component]
pub(super) fn Strips(props: &StripsProps) -> Html {
    let outputs: Vec<OutputMarks> = props.stage.outputs.iter().map(OutputMarks::of).collect();
    let words = description(&props.stage);
    WIDTHS.iter().map(|&(width, class)| chart(&outputs, width, class, &words)).collect()
}

fn chart(outputs: &[OutputMarks], width: f64, class: &'static str, words: &str) -> Html {
    let rows: Vec<_> = outputs.iter().map(|output| (output.marks, output.widths())).collect();
    let chart = SplitChart::of(&rows, width);
    let strips: Html = chart.strips.iter().zip(outputs).map(|(s, output)| strip(&chart, s, output)).collect();
    html! {
        <svg class={classes!("strips", class)} role="img" aria-label={words.to_owned()}
            width={width.to_string()} height={chart.height.to_string()}
            viewBox={format!("0 0 {} {}", chart.width, chart.height)}>
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
                <line class="strips__grid" x1={x.clone()} x2={x.clone()} y1="0" y2={y.to_string()} />
                <text class="strips__tick" {x} y={(y + 17.0).to_string()} text-anchor="middle">{ text }</text>
            </>
        }
    };
    html! {
        <>
            { for chart.ticks.iter().map(tick) }
            <line class="strips__axis" x1={chart.left.to_string()} x2={chart.right.to_string()}
                y1={y.to_string()} y2={y.to_string()} />
            if chart.left > NAME_ROOM {
                <text class="strips__tick" x="0" y={(y + 17.0).to_string()}>{ measure(chart.axis) }</text>
            }
        </>
    }
}

/// What an axis measures.
const fn measure(axis: Axis) -> &'static str {
    match axis {
        Axis::Share => "Share",
        Axis::Deviation => "Points off",
    }
}

fn strip(chart: &SplitChart, strip: &Strip, output: &OutputMarks) -> Html {
    let room = if chart.left > NAME_ROOM { NAME_ROOM } else { chart.right };
    let middle = strip.y + SplitChart::TRACK / 2.0;
    html! {
        <>
            <text class="strips__name" x="0" y={strip.name_y.to_string()}>
                { text::fit(&output.name, NAME_SIZE, room) }
            </text>
            <line class="strips__track" x1={chart.left.to_string()} x2={chart.right.to_string()}
                y1={middle.to_string()} y2={middle.to_string()} />
            { band(strip.band999, strip.y + 2.0, SplitChart::TRACK - 4.0, "strips__band strips__band--999") }
            { band(strip.band95, strip.y, SplitChart::TRACK, "strips__band strips__band--95") }
            { whisker(strip.runs, middle) }
            { pointers(strip, middle) }
            { labels(strip, output) }
        </>
    }
}

fn band(span: Option<Span>, y: f64, height: f64, class: &'static str) -> Option<Html> {
    span.map(|Span { x, w }| {
        html! {
            <rect {class} x={x.to_string()} y={y.to_string()} width={w.max(1.0).to_string()}
                height={height.to_string()} rx="2" />
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
                <circle class="strips__observed" cx={x.to_string()} cy={middle.to_string()} r="5" />
            }
        </>
    }
}

fn labels(strip: &Strip, output: &OutputMarks) -> Html {
    let below = strip.y + SplitChart::TRACK + 14.0;
    let label = |x: Option<f64>, y: f64, class: &'static str, text: &str| {
        x.map(|x| {
            html! {
                <text class={classes!("strips__label", class)} x={x.to_string()} y={y.to_string()}
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
