//! The graph in one orientation: edges below, cards above, one of which Tab reaches; the arrow
//! keys lead from card to card.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::edge;
use super::node::NodeCard;
use super::steps::step;
use super::words::{OutputWords, outputs, stage_report};
use crate::scene::{NodeBox, Orientation, Scene};
use crate::simulate::RunReport;
use crate::workflow::{Problem, Severity, Stage, Workflow};

/// What [`Drawing`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct DrawingProps {
    pub workflow: Rc<Workflow>,
    pub report: Option<Rc<RunReport>>,
    pub selected: Option<String>,
    pub problems: Rc<Vec<Problem>>,
    pub on_select: Callback<String>,
    pub orientation: Orientation,
}

#[component]
pub(super) fn Drawing(props: &DrawingProps) -> Html {
    let scene = use_memo((props.workflow.clone(), props.orientation), |(w, o)| Scene::of(w, *o));
    let words =
        use_memo((props.workflow.clone(), props.report.clone()), |(w, report)| outputs(w, report.as_deref()));
    let refs = use_memo(props.workflow.stages.len(), |&count| {
        (0..count).map(|_| NodeRef::default()).collect::<Vec<_>>()
    });
    let focused = use_state(|| None::<usize>);

    let chosen = props.selected.as_deref().and_then(|id| props.workflow.position(id));
    let reached = focused
        .filter(|&stage| stage < refs.len())
        .or(chosen)
        .or_else(|| scene.nodes.first().map(|node| node.stage));
    let edges = edges(&scene, &words, chosen, props.orientation);
    let card = |node: &NodeBox| {
        let stage = props.workflow.stages.get(node.stage)?;
        let at = node.stage;
        let on_focus = Callback::from({
            let focused = focused.clone();
            move |_: FocusEvent| focused.set(Some(at))
        });
        let on_key = keys(&scene, &refs, at, choose(props, stage));
        Some(card(props, stage, node, reached == Some(at), refs.get(at).cloned(), on_key, on_focus))
    };
    let cards: Html = scene.nodes.iter().filter_map(card).collect();
    svg(&scene, props.orientation, html! { <>{ edges }{ cards }</> })
}

/// The frame of the drawing, at its natural size; the style sheet lets it shrink a little.
fn svg(scene: &Scene, orientation: Orientation, content: Html) -> Html {
    let across = orientation == Orientation::Across;
    // The least width depends on the natural one, and a style sheet knows only classes.
    let least = across.then(|| format!("graph__drawing--from-{}", ((scene.width / 100.0) as u32).min(30)));
    html! {
        <svg class={classes!("graph__drawing", least)} role="group" aria-label="Stages"
            width={scene.width.to_string()} height={scene.height.to_string()}
            viewBox={format!("0 0 {} {}", scene.width, scene.height)}>
            { content }
        </svg>
    }
}

/// Lines first, so that no line runs over a label. The list beside the drawing says the same,
/// so that screen readers pass over this.
fn edges(scene: &Scene, words: &[Vec<OutputWords>], chosen: Option<usize>, orientation: Orientation) -> Html {
    let most = words.iter().flatten().map(OutputWords::flow).fold(0.0, f64::max);
    let known = || {
        let words_of = |stage: usize, output: usize| words.get(stage).and_then(|outputs| outputs.get(output));
        scene
            .edges
            .iter()
            .filter_map(move |edge| words_of(edge.stage, edge.output).map(|words| (edge, words)))
    };
    let lines: Html = known()
        .map(|(edge, words)| {
            edge::line(edge, words, most, chosen == Some(edge.stage) || chosen == Some(edge.to))
        })
        .collect();
    let labels: Html = known().filter_map(|(edge, words)| edge::label(edge, words, orientation)).collect();
    html! { <g aria-hidden="true">{ lines }{ labels }</g> }
}

fn card(
    props: &DrawingProps,
    stage: &Stage,
    node: &NodeBox,
    reached: bool,
    reference: Option<NodeRef>,
    on_key: Callback<KeyboardEvent>,
    on_focus: Callback<FocusEvent>,
) -> Html {
    html! {
        <NodeCard
            key={stage.id.clone()}
            title={stage.title().to_owned()}
            kind={stage.kind.word()}
            arrived={stage_report(props.report.as_deref(), stage).map(|reported| reported.arrived)}
            area={node.area}
            selected={props.selected.as_deref() == Some(&stage.id)}
            {reached}
            problems={problems(&props.problems, &stage.id)}
            node={reference.unwrap_or_default()}
            on_choose={choose(props, stage)}
            {on_key}
            {on_focus}
        />
    }
}

fn choose(props: &DrawingProps, stage: &Stage) -> Callback<()> {
    let id = stage.id.clone();
    props.on_select.reform(move |()| id.clone())
}

/// How many problems a stage has, and the worst.
fn problems(problems: &[Problem], id: &str) -> Option<(usize, Severity)> {
    let here = || problems.iter().filter(|problem| problem.stage.as_deref() == Some(id));
    let worst = here().map(|problem| problem.severity).min()?;
    Some((here().count(), worst))
}

/// Enter and Space choose, arrows move the focus.
fn keys(
    scene: &Rc<Scene>,
    refs: &Rc<Vec<NodeRef>>,
    from: usize,
    choose: Callback<()>,
) -> Callback<KeyboardEvent> {
    let (scene, refs) = (scene.clone(), refs.clone());
    Callback::from(move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let key = event.key();
        if key == "Enter" || key == " " {
            event.prevent_default();
            choose.emit(());
        } else if let Some(to) = step(&scene, from, &key) {
            event.prevent_default();
            let target = refs.get(to).and_then(NodeRef::get);
            if let Some(card) = target.and_then(|node| node.dyn_into::<web_sys::SvgElement>().ok()) {
                // A card that has just left the page cannot take the focus; nothing is lost.
                let _ = card.focus();
            }
        }
    })
}
