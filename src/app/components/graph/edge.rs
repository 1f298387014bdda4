//! One edge: its line, its arrow head, and its label.

use crate::view::html::{classes, html};
use yew::prelude::*;

use super::words::OutputWords;
use crate::scene::{Area, EdgePath, Orientation, line_width, text};

const NAME_SIZE: f64 = 12.0;
const NUMBERS_SIZE: f64 = 12.5;
const PADDING: f64 = 6.0;

/// The line and its arrow head; `most` is the largest flow in the graph.
pub(super) fn line(edge: &EdgePath, words: &OutputWords, most: f64, near: bool) -> Html {
    let flow = words.flow();
    let class = classes!(
        "graph__edge",
        edge.back.then_some("graph__edge--back"),
        (flow > 0.0).then_some("graph__edge--used"),
        near.then_some("graph__edge--near"),
    );
    html! {
        <g {class} key={format!("{}-{}", edge.stage, edge.output)}>
            <path class="graph__line" d={edge.path.clone()} stroke-width={line_width(flow, most)} />
            <path class="graph__arrow" d={edge.arrow.clone()} />
        </g>
    }
}

/// The label: across in two lines, down in one.
pub(super) fn label(edge: &EdgePath, words: &OutputWords, orientation: Orientation) -> Option<Html> {
    let area = edge.label?;
    let numbers = words.numbers();
    let observed = words.observed.is_some();
    let key = format!("{}-{}", edge.stage, edge.output);
    let text = match orientation {
        Orientation::Across => two_lines(area, words, &numbers),
        Orientation::Down => one_line(area, words, &numbers),
    };
    let class = classes!("graph__label", observed.then_some("graph__label--observed"));
    Some(html! { <g {class} {key}>{ text }</g> })
}

fn two_lines(area: Area, words: &OutputWords, numbers: &str) -> Html {
    let name = text::fit(&words.name, NAME_SIZE, area.w);
    let widest = text::width(&name, NAME_SIZE).max(text::width(numbers, NUMBERS_SIZE)) + PADDING;
    let w = widest.min(area.w);
    let middle = area.x + area.w / 2.0;
    let alone = numbers.is_empty();
    let first = if alone { area.y + 22.0 } else { area.y + 14.0 };
    let (top, h) = if alone { (area.y + 8.0, 20.0) } else { (area.y, area.h) };
    html! {
        <>
            <rect class="graph__label-back" x={middle - w / 2.0} y={top}
                width={w} height={h} rx="4" />
            <text class="graph__label-name" x={middle} y={first} text-anchor="middle">
                { name }
            </text>
            <text class="graph__label-numbers" x={middle} y={area.y + 30.0}
                text-anchor="middle">{ numbers.to_owned() }</text>
        </>
    }
}

fn one_line(area: Area, words: &OutputWords, numbers: &str) -> Html {
    let room = area.w - text::width(numbers, NUMBERS_SIZE) - 2.0 * PADDING - 8.0;
    let name = text::fit(&words.name, NAME_SIZE, room);
    let y = (area.y + area.h / 2.0 + 4.5).to_string();
    html! {
        <>
            <rect class="graph__label-back" x={area.x} y={area.y + 3.0}
                width={area.w} height={area.h - 6.0} rx="4" />
            <text class="graph__label-name" x={area.x + PADDING} y={y.clone()}>{ name }</text>
            <text class="graph__label-numbers" x={area.x + area.w - PADDING} {y} text-anchor="end">
                { numbers.to_owned() }
            </text>
        </>
    }
}
