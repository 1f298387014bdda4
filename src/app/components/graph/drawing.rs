//! The graph in one orientation: edges below, cards above, one of which Tab reaches; the arrow
//! keys lead from card to card.

use std::rc::Rc;

use crate::view::html::{classes, html};
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

/// A drawing, with what does not change from one event to the next.
#[derive(Debug)]
pub(super) struct Drawing {
    scene: Rc<Scene>,
    words: Vec<Vec<OutputWords>>,
    /// The stages' cards.
    cards: Rc<Vec<NodeRef>>,
    /// The stage whose card last had the focus.
    focused: Option<usize>,
}

impl Component for Drawing {
    type Message = usize;
    type Properties = DrawingProps;

    fn create(ctx: &Context<Self>) -> Self {
        let props = ctx.props();
        let cards = props.workflow.stages.iter().map(|_| NodeRef::default()).collect();
        Self {
            scene: Rc::new(Scene::of(&props.workflow, props.orientation)),
            words: outputs(&props.workflow, props.report.as_deref()),
            cards: Rc::new(cards),
            focused: None,
        }
    }

    fn update(&mut self, _: &Context<Self>, focused: usize) -> bool {
        self.focused.replace(focused) != Some(focused)
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &DrawingProps) -> bool {
        let props = ctx.props();
        let redrawn = props.workflow != old.workflow || props.orientation != old.orientation;
        if redrawn || props.report != old.report {
            let kept = (self.cards.clone(), self.focused);
            *self = <Self as Component>::create(ctx);
            self.focused = kept.1;
            if kept.0.len() == self.cards.len() {
                self.cards = kept.0;
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let chosen = props.selected.as_deref().and_then(|id| props.workflow.position(id));
        let focused = self.focused.filter(|&stage| stage < self.cards.len());
        let reached = focused.or(chosen).or_else(|| self.scene.nodes.first().map(|node| node.stage));
        let edges = edges(&self.scene, &self.words, chosen, props.orientation);
        let card = |node: &NodeBox| {
            let at = node.stage;
            let stage = props.workflow.stages.get(at)?;
            let on_focus = ctx.link().callback(move |_: FocusEvent| at);
            let on_key = keys(&self.scene, &self.cards, at, choose(props, stage));
            let reference = self.cards.get(at).cloned();
            Some(card(props, stage, node, reached == Some(at), reference, on_key, on_focus))
        };
        let cards: Html = self.scene.nodes.iter().filter_map(card).collect();
        svg(&self.scene, props.orientation, html! { <>{ edges }{ cards }</> })
    }
}

/// The frame of the drawing, at its natural size; the style sheet lets it shrink a little.
fn svg(scene: &Scene, orientation: Orientation, content: Html) -> Html {
    let across = orientation == Orientation::Across;
    // The least width depends on the natural one, and a style sheet knows only classes.
    let least = across.then(|| format!("graph__drawing--from-{}", ((scene.width / 100.0) as u32).min(30)));
    html! {
        <svg class={classes!("graph__drawing", least)} role="group" aria-label="Stages"
            width={scene.width} height={scene.height}
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
        <key={stage.id.clone()}>{
            NodeCard {
                title: stage.title().to_owned().into(),
                kind: stage.kind.word().into(),
                arrived: stage_report(props.report.as_deref(), stage).map(|reported| reported.arrived),
                area: node.area,
                selected: props.selected.as_deref() == Some(&stage.id),
                reached,
                problems: problems(&props.problems, &stage.id),
                node: reference.unwrap_or_default(),
                on_choose: choose(props, stage),
                on_key,
                on_focus,
            }.view()
        }</>
    }
}

fn choose(props: &DrawingProps, stage: &Stage) -> Callback<()> {
    let id = stage.id.clone();
    props.on_select.reform(move |()| id.clone())
}

/// How many problems a stage has, and the worst. Notes are for the list alone.
fn problems(problems: &[Problem], id: &str) -> Option<(usize, Severity)> {
    let problems = || problems.iter().filter(|problem| problem.severity != Severity::Note);
    let here = || problems().filter(|problem| problem.stage.as_deref() == Some(id));
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
