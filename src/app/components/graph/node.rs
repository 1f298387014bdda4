//! One stage as a card that can be chosen.

use crate::view::html::{classes, html};
use yew::prelude::*;

use super::kind::{Family, KindIcon, kind_word};
use crate::scene::{Area, text};
use crate::view::format;
use crate::workflow::Severity;

const TITLE_SIZE: f64 = 14.0;

/// What [`NodeCard`] shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NodeCard {
    pub title: AttrValue,
    /// The kind's word in files.
    pub kind: AttrValue,
    /// Visits, after a run.
    pub arrived: Option<f64>,
    pub area: Area,
    pub selected: bool,
    /// Whether this is the card that Tab reaches.
    pub reached: bool,
    /// How many problems the stage has, and the worst.
    pub problems: Option<(usize, Severity)>,
    pub node: NodeRef,
    pub on_choose: Callback<()>,
    pub on_key: Callback<KeyboardEvent>,
    pub on_focus: Callback<FocusEvent>,
}

impl NodeCard {
    /// The view.
    pub(super) fn view(&self) -> Html {
        let family = Family::of(&self.kind).class();
        let class = classes!(
            "graph__node",
            format!("graph__node--{family}"),
            self.selected.then_some("graph__node--selected"),
        );
        let Area { x, y, w, h } = self.area;
        let name = name(self);
        let onclick = self.on_choose.reform(|_: MouseEvent| ());
        html! {
            <g {class} role="button" tabindex={if self.reached { "0" } else { "-1" }} ref={self.node.clone()}
                aria-pressed={self.selected.to_string()}
                {onclick} onkeydown={self.on_key.clone()} onfocus={self.on_focus.clone()}>
                <title>{ name }</title>
                <rect class="graph__ring" x={x - 4.0} y={y - 4.0}
                    width={w + 8.0} height={h + 8.0} rx="11" />
                <rect class="graph__card" x={x} y={y}
                    width={w} height={h} rx="8" />
                <rect class="graph__mark" x={x + 5.0} y={y + 9.0}
                    width="3" height={h - 18.0} rx="1.5" />
                <g aria-hidden="true">{ head(self) }{ title(self) }{ badge(self) }</g>
            </g>
        }
    }
}

/// What a screen reader says, and what the pointer finds where the card cuts a name short: as
/// the card's title it is also its name.
fn name(props: &NodeCard) -> String {
    let mut name = format!("{}: {}", kind_word(&props.kind), props.title);
    if let Some(arrived) = props.arrived {
        name.push_str(&format!(", {} arrived", format::count(arrived)));
    }
    if let Some((count, _)) = props.problems {
        name.push_str(&format!(", {}", format::many(count as f64, "problem", "problems")));
    }
    name
}

fn head(props: &NodeCard) -> Html {
    let Area { x, y, w, .. } = props.area;
    let base = (y + 19.5).to_string();
    // The badge takes the corner.
    let right = x + w - if props.problems.is_some() { 18.0 } else { 10.0 };
    html! {
        <>
            { KindIcon { kind: props.kind.clone(), x: x + 14.0, y: y + 7.0 }.view() }
            <text class="graph__kind" x={x + 34.0} y={base.clone()}>{ kind_word(&props.kind) }</text>
            if let Some(arrived) = props.arrived {
                <text class="graph__count" x={right} y={base} text-anchor="end">
                    { format::compact(arrived) }
                </text>
            }
        </>
    }
}

fn title(props: &NodeCard) -> Html {
    let Area { x, y, w, h } = props.area;
    let lines = text::wrap(&props.title, TITLE_SIZE, w - 24.0);
    let first = if lines.len() > 1 { y + 38.0 } else { y + (h + 28.0) / 2.0 };
    let line = |(i, line): (usize, String)| {
        html! {
            <text class="graph__title" x={x + 14.0} y={first + 16.0 * i as f64}>
                { line }
            </text>
        }
    };
    lines.into_iter().enumerate().map(line).collect()
}

/// The number of problems, on an octagon for errors and a triangle for warnings.
fn badge(props: &NodeCard) -> Html {
    let Some((count, worst)) = props.problems else {
        return Html::default();
    };
    let (shape, class) = match worst {
        Severity::Error => {
            ("M-4.4 -10.6h8.8l6.2 6.2v8.8l-6.2 6.2h-8.8l-6.2 -6.2v-8.8z", "graph__badge--error")
        }
        Severity::Warning | Severity::Note => ("M0 -13.5l13.5 23.5h-27z", "graph__badge--warning"),
    };
    let base = if worst == Severity::Error { "4.2" } else { "6.5" };
    let transform = format!("translate({} {})", props.area.x + props.area.w - 2.0, props.area.y + 1.0);
    html! {
        <g class={classes!("graph__badge", class)} {transform}>
            <path d={shape} />
            <text y={base} text-anchor="middle">{ count }</text>
        </g>
    }
}
